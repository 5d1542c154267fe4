"""A check that record sets of one table are narrowed alike: all but one ask for the domain, and that one forgot it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from attrs import evolve

from ...engine.prospects import leaves
from ...model.measures import parts_of
from ...model.plans import Jurisdiction, Obligation, Plan
from ...model.predicates import Column, Compare, Has, IsIn, Predicate, Records
from .case import Problem, problem
from .checks import of_plans
from .named import asked_by

ENOUGH = 4
# Columns that say of which field a record is, or in which capacity a subject was looked at.
COLUMNS = ("domains", "domain", "product", "capacities")
FIELDS = {"drug": "药", "device": "械", "cosmetic": "妆", "vaccin": "疫苗"}
_ALL_KINDS = re.compile(r"不分|不论|各类|各种|均计入|不限|所有|全部风险|任何")


def _alike(plan: Plan, county: Jurisdiction) -> Iterator[Problem]:
    sets: dict[str, list[tuple[Obligation, Records]]] = defaultdict(list)
    for obligation in plan.obligations:
        for records in parts_of(obligation.measure):
            sets[records.table].append((obligation, records))
    for table, found in sets.items():
        for column in COLUMNS if table in county.schema.names else ():
            without = [obligation for obligation, records in found if column not in _asked(records.where)]
            if len(without) != 1 or len({each.id for each, _ in found}) <= ENOUGH:
                continue
            (odd,) = without
            if _has_field(odd, plan, county) and not _ALL_KINDS.search(
                f"{odd.title.zh}。{odd.interpretation.zh if odd.interpretation else ''}"
            ):
                heading = county.schema.table(table).column(column).heading
                yield evolve(
                    problem(
                        f"计划中其他{len(found) - 1}处都限定“{heading.zh}”，只有这里没有",
                        f"the plan's {len(found) - 1} other sets of {table} all ask for `{column}`, this one does not",
                        "请核对是否漏写；确实不限的，在说明中写明“不分”",
                        "check whether it is forgotten; if not, say so in the interpretation (in Chinese 不分)",
                    ),
                    clause=odd.clause,
                    obligation=odd.id,
                )


def _has_field(obligation: Obligation, plan: Plan, county: Jurisdiction) -> bool:
    """Whether the obligation is about one field: its title or its data name one, or the plan has but one."""
    named = any(field in obligation.title.zh for field in FIELDS.values())
    asked = any(field in each for each in asked_by(obligation.measure, county.schema) for field in FIELDS)
    return named or asked or sum(field in plan.title.zh for field in FIELDS.values()) == 1


def _asked(predicate: Predicate) -> set[str]:
    """The columns of the record itself that are asked for."""
    values = (leaf.value for leaf in leaves(predicate) if isinstance(leaf, Has | IsIn | Compare))
    return {value.name for value in values if isinstance(value, Column) and value.via is None}


CHECKS = (
    of_plans("records-alike", "explained", "同类记录的限定一致", "record sets of one table are narrowed alike", _alike),
)
