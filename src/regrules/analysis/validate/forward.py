"""A check that clocks run forward: from what comes first to what may come after it."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.measures import Timeliness
from ...model.schema import TableSchema
from ...model.tables import CORE
from .case import Case, Problem, problem
from .checks import of_obligations


def _forward(case: Case) -> Iterator[Problem]:
    measure = case.obligation.measure
    if not isinstance(measure, Timeliness):
        return
    table = case.schema.table(measure.of.table)
    start, end = (table.column(each.name) for each in (measure.start, measure.end))
    names = f"“{start.heading.zh}”", f"“{end.heading.zh}”", f"`{start.name}`", f"`{end.name}`"
    if not end.step and end.name != table.dated:
        yield problem(
            f"时限到{names[1]}为止，而该日期每条记录一开始就有",
            f"the clock stops at {names[3]}, which is no step that is still to come",
            "请核对起止日期是否写反",
            "check whether start and end are exchanged",
        )
    elif _comes_before(end.name, start.name, table):
        yield problem(
            f"时限从{names[0]}算到{names[1]}，而后者在前",
            f"the clock runs from {names[2]} to {names[3]}, which comes first",
            "请把起止日期对调",
            "exchange start and end",
        )


def _comes_before(one: str, other: str, table: TableSchema) -> bool:
    """Whether *one* comes before *other*, as the core's tables list what happens to a record; own columns have no order."""
    if table.name not in CORE.names or not (CORE.table(table.name).has(one) and CORE.table(table.name).has(other)):
        return False
    own = CORE.table(table.name)
    steps = [each.name for each in own.columns if each.step]
    if other not in steps:
        return False
    return one == own.dated or (one in steps and steps.index(one) < steps.index(other))


CHECKS = (of_obligations("clocks-run-forward", "well-formed", "时限由先到后", "clocks run forward", _forward),)
