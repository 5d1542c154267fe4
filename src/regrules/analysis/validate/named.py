"""A check that the data of an obligation ask for what its title names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...engine.prospects import leaves
from ...model.measures import Attested, Coverage, Growth, Measure, Response, Share, Tasks, Timeliness, parts_of
from ...model.predicates import Column, Grade, Has, Predicate, Records, inner_records
from ...model.schema import Schema
from ...model.tables import CORE
from .case import Case, Problem, problem
from .checks import of_obligations
from .naming import GROUPS, Named
from .readable import literals_of

_APART = re.compile(r"不分|不区分|不单独|不另|不记|不含|没有|未|不论")


def _named(case: Case) -> Iterator[Problem]:
    measure, title = case.obligation.measure, case.obligation.title
    if isinstance(measure, Attested | Tasks):
        return
    everywhere, of_units = set(asked_by(measure, case.schema)), set(_of_units(measure, case.schema))
    concerns_subjects = case.schema.table(parts_of(measure)[0].table).has("subject_id")
    reading = case.obligation.interpretation
    for group in GROUPS:
        named = next((name for name in group.names if name in title.zh), None)
        if (
            named is None
            or (group.of_units and not concerns_subjects)
            or _explained(named, reading.zh if reading else "")
        ):
            continue
        if not _asks(of_units if group.of_units else everywhere, group):
            yield problem(
                f"标题写“{named}”，任务的数据没有问到",
                f"the title “{title.en}” ({named} in its Chinese) names what the data do not ask for",
                f"请加上条件（如 {group.words[0]}），或改标题；台账确实不分的，在说明中写明“不分”",
                f"ask for it (such as {group.words[0]}), or mend the title; what the register does not tell apart is said in "
                "the interpretation (不分 in its Chinese)",
            )


def _asks(asked: set[str], group: Named) -> bool:
    return any(word in each for each in asked for word in (*group.words, *group.names))


def _explained(named: str, reading: str) -> bool:
    return any(named[:2] in sentence and _APART.search(sentence) for sentence in re.split(r"[。；，]", reading))


def asked_by(measure: Measure, schema: Schema) -> Iterator[str]:
    """Every word, column, scheme and table that a measure asks for, and the Chinese headings of a county's own."""
    for records in parts_of(measure):
        yield from _of_records(records, schema)
    for share in (measure, measure.of, measure.versus) if isinstance(measure, Growth) else (measure,):
        if isinstance(share, Share):
            yield from _of_predicate(share.having, schema)
    if isinstance(measure, Timeliness):
        yield from (measure.start.name, measure.end.name)
    if isinstance(measure, Response) and measure.match is not None:
        yield measure.match.name


def _of_units(measure: Measure, schema: Schema) -> Iterator[str]:
    """What is asked of the units, or of the records, that are counted."""
    if isinstance(measure, Coverage) or (isinstance(measure, Share) and measure.of.table == "subjects"):
        yield from _of_records(measure.of, schema)
    else:
        yield from asked_by(measure, schema)


def _of_records(records: Records, schema: Schema) -> Iterator[str]:
    yield records.table
    if records.table not in CORE.names:
        yield schema.table(records.table).heading.zh
    if records.dated is not None:
        yield records.dated
    yield from _of_predicate(records.where, schema)


def _of_predicate(predicate: Predicate, schema: Schema) -> Iterator[str]:
    for leaf in leaves(predicate):
        value = getattr(leaf, "value", None)
        if isinstance(value, Column):
            yield from _of_column(value, schema)
        elif isinstance(value, Grade):
            yield f"grade {value.scheme}"
        yield from (
            leaf.words if isinstance(leaf, Has) else (each for each in literals_of(leaf) if isinstance(each, str))
        )
    for records in inner_records(predicate):
        yield from _of_records(records, schema)


def _of_column(column: Column, schema: Schema) -> Iterator[str]:
    yield column.name
    if column.table not in CORE.names or not CORE.table(column.table).has(column.name):
        yield schema.table(column.table).column(column.name).heading.zh


CHECKS = (of_obligations("titles-counted", "explained", "标题所说的都计入", "what a title names is asked for", _named),)
