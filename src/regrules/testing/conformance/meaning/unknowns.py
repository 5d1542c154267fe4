"""Values that are missing: the verdict holds whatever they would turn out to be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from ....analysis.check import Candidate, Check, Finding
from ....engine.verdict import Interval, Verdict, as_fraction
from ....errors import RegisterError
from ....model.measures import Attested, Measure, Response, Tasks, Timeliness
from ....model.plans import Obligation, Plan
from ....model.predicates import Column
from ....model.schema import Schema
from ....model.text import Text
from ...relations import verdicts
from ...strategies.county_values import values_asked
from ...strategies.worlds import World, every_part
from . import snippets, telling
from .asks import Ask, asks
from .cases import NOT_IN_FORCE, REFUSED, verdict_of
from .members import recipe
from .recipes import NoRecipeError
from .telling import NOT_CONCERNED, Left, fault, left_out, stops

# A missing one of these leaves nothing unknown: without limit, none, or the record (or subject) itself.
NOTHING_UNKNOWN = ("valid_from", "valid_to", "opened_on", "recorded_on", "follows", "visit_id", "agency", "owner_id")


def unknowns(candidate: Candidate) -> Iterator[Finding]:
    """Obligations whose verdict, where a value is missing, does not hold what that value may make of it."""
    for plan in candidate.plans:
        asked, left = 0, Left()
        for obligation in plan.obligations:
            if not _concerned(obligation.measure):
                left.setdefault(NOT_CONCERNED, []).append(obligation.id)
                continue
            try:
                found = tuple(_of_obligation(candidate, plan, obligation))
            except NoRecipeError as none:
                left.setdefault(none.reason, []).append(obligation.id)
                continue
            except Exception as failure:  # whatever a plan makes an engine raise is the finding
                found = (stops("unknowns", plan, obligation, failure),)
            asked += 1
            yield from found[:1]
        yield from left_out("unknowns", plan, asked, left)


def _concerned(measure: Measure) -> bool:
    return not isinstance(measure, (Attested, Tasks))


def _of_obligation(candidate: Candidate, plan: Plan, obligation: Obligation) -> Iterator[Finding]:
    schema = candidate.jurisdiction.schema
    columns = columns_that_may_lack(obligation, schema)
    if not columns:
        raise NoRecipeError(telling.NO_GAPS.zh, telling.NO_GAPS.en)
    ask = next(asks(candidate.jurisdiction, plan, obligation), None)
    if ask is None:
        raise NoRecipeError(NOT_IN_FORCE.zh, NOT_IN_FORCE.en)
    made = recipe(ask)
    world = made.world(2, 1 if made.miss else 0)
    for table, name in columns:
        values = values_asked((obligation,), schema).get((table, name), ())
        for row, cells in enumerate(world.rows.get(table, ())):
            if cells.get(name) is not None:
                told = _told(ask, world, table, row, name, values)
                if told:
                    shown, words = told
                    yield fault(
                        "unknowns", plan, (obligation,), f"{table}.{name}缺失时：{words.zh}",
                        f"where {table}.{name} is missing: {words.en}", snippets.of_verdicts(shown, words.en),
                    )  # fmt: skip
                break


def columns_that_may_lack(obligation: Obligation, schema: Schema) -> tuple[tuple[str, str], ...]:
    """The columns that its predicates ask and whose value may be missing, so that it is unknown."""
    found = dict.fromkeys(values_asked((obligation,), schema))
    limits = {
        (part.due.table, part.due.name)
        for part in every_part(obligation.measure)
        if isinstance(part, (Timeliness, Response)) and part.due is not None
    }
    fixed = {(part.table, part.name) for part in every_part(obligation) if isinstance(part, Column) and part.on}
    kept = []
    for table, name in found:
        if table == "grade" or (table, name) in limits | fixed or name in NOTHING_UNKNOWN:
            continue
        column = schema.table(table).column(name)
        if not (column.required or column.step or column.stands_for):
            kept.append((table, name))
    return tuple(kept)


def _told(
    ask: Ask, world: World, table: str, row: int, name: str, values: tuple[Any, ...]
) -> tuple[World, Text] | None:
    """A world with the gap whose verdict does not hold one of its completions, with the words for it; None if all do."""
    own = world.rows[table][row][name]
    gap = _with(world, table, row, name, None)
    for engine in ("columns", "reference"):
        try:
            before = _verdict(ask, gap, engine)
        except RegisterError:
            raise NoRecipeError(REFUSED.zh, REFUSED.en) from None
        for value in (own, *values):
            try:
                after = _verdict(ask, _with(world, table, row, name, value), engine)
            except RegisterError:
                continue  # such a value cannot stand there
            words = lacks(before, after)
            if words is not None:
                shown = snippets.literal(value)
                return gap, Text(zh=f"若为{shown}，{words.zh}", en=f"were it {shown}, {words.en}")
    return None


def _verdict(ask: Ask, world: World, engine: str) -> Verdict:
    verdict = verdict_of(ask, verdicts(world, engine))
    if verdict is None:
        raise NoRecipeError("没有对应的判定", "there is no verdict for its value")
    return verdict


def _with(world: World, table: str, row: int, name: str, value: Any) -> World:
    rows = list(world.rows[table])
    rows[row] = rows[row] | {name: value}
    return evolve(world, rows={**world.rows, table: rows})


def lacks(gap: Verdict, full: Verdict) -> Text | None:
    """What a verdict with a gap does not hold of one without; None if it holds all."""
    possible = gap.could_be or (gap.status,)
    if full.status is not None and full.status not in possible and full.status != "undecided":
        return Text(
            zh=f"判为{full.status}，而缺失时只列{list(possible)}",
            en=f"the status is {full.status}, which is not among {list(possible)}",
        )
    if not contains(gap.number, full.number):
        return Text(
            zh=f"数值为{full.number.least}，不在{gap.number.least}至{gap.number.most}之间",
            en=f"the number is {full.number.least}, which does not lie from {gap.number.least} to {gap.number.most}",
        )
    return None


def contains(outer: Interval, inner: Interval) -> bool:
    """Whether one interval lies in the other; of nothing, or without a bound, it does."""
    if any(pair is not None and pair[1] == 0 for pair in (outer.least, outer.most, inner.least, inner.most)):
        return True
    low, high = as_fraction(outer.least), as_fraction(outer.most)
    least, most = as_fraction(inner.least), as_fraction(inner.most)
    return (low is None or least is None or low <= least) and (high is None or most is None or most <= high)


UNKNOWNS = Check(
    id="unknowns",
    level="meaning",
    title=Text(
        zh="缺失的值无论为何，判定都包含其结果", en="where a value is missing, the verdict holds all that it may be"
    ),
    find=unknowns,
)
