"""Attached tables filled as planned, and with one record too few."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ....engine.verdict import Status
from ....model.measures import TaskCell, Tasks
from ....model.predicates import AllOf, Column, Not
from ....model.targets import Bands
from ....model.text import Text
from ....model.windows import Window, period_window
from .arithmetic import share_kept
from .asks import Ask
from .cases import ENGINES, Case
from .recipes import NoRecipeError, Rows, joined, person, record, subject_rows, world_of
from .sought import found, name_of

SMALL = 12


def filled_tables(ask: Ask) -> Iterator[Case]:
    """The cells that are due filled exactly as planned; then one record fewer in one of the last."""
    measure = ask.obligation.measure
    assert isinstance(measure, Tasks)
    if isinstance(ask.obligation.each, Column) or isinstance(ask.target, Bands):
        raise NoRecipeError("各机构分别判定", "each agency has a verdict of its own")
    due = [cell for cell in measure.cells if period_window(cell.period).end <= ask.due]
    if not due:
        return
    full = [_offices(ask, measure), *(_rows(ask, measure, cell, place) for place, cell in enumerate(due))]
    yield _case(ask, full, len(due), len(due), Text(zh="任务表如数完成", en="every cell filled as planned"))
    last = max(period_window(cell.period).end for cell in due)
    for place, cell in enumerate(due):
        if cell.planned and period_window(cell.period).end == last:
            short = [*full]
            short[place + 1] = _rows(ask, measure, cell, place, lacking=1)
            name = f"{cell.agency}/{cell.period}/{cell.kind}"
            words = Text(zh=f"{name}少1次", en=f"one record too few in {name}")
            yield _case(ask, short, len(due) - 1, len(due), words)
            return


def _case(ask: Ask, parts: list[Rows], hits: int, cells: int, words: Text) -> Case:
    expected: tuple[Status | None, ...] = (None,)
    if ask.target is not None:
        expected = ("met",) if share_kept(ask.target, cells, hits) else ("breached",)
    # The reference looks at every record for every cell; of a whole table that takes seconds.
    engines = ENGINES if cells <= SMALL else ENGINES[1:]
    return Case(
        ask=ask, world=world_of(ask, parts, ask.as_of, {}), number=(hits, cells), status=expected, words=words,
        sure=False, engines=engines,
    )  # fmt: skip


def _rows(ask: Ask, measure: Tasks, cell: TaskCell, place: int, *, lacking: int = 0) -> Rows:
    """The records of one cell, each of a subject of its own, counted for no other kind."""
    kind = measure.kind(cell.kind)
    period = period_window(cell.period)
    day = _inside(period, ask.window)
    others = [Not(part=other.of.where) for other in measure.kinds if other.name != kind.name]
    having = AllOf(parts=tuple(others)) if others else None
    witness = found(ask, kind.of, ask.as_of, day=day, having=having)
    name = name_of(place)
    table = kind.of.table
    own = [record(ask, witness, name, number, agency=cell.agency) for number in range(cell.planned - lacking)]
    return joined(subject_rows(ask, person(witness), name), {table: own})


def _offices(ask: Ask, measure: Tasks) -> Rows:
    """The agencies of the table, and that of the subjects."""
    kinds = {entry.id: entry.kind for entry in ask.jurisdiction.agencies} | ask.agencies
    names = dict.fromkeys((ask.home, *(cell.agency for cell in measure.cells)))
    place = ask.jurisdiction.code
    rows = [
        {"agency_id": name, "jurisdiction": place, "name": name, "kind": kinds.get(name, "station")} for name in names
    ]
    return {"agencies": rows}


def _inside(period: Window, window: Window) -> date:
    first, last = max(period.start, window.start), min(period.end, window.end)
    return first + (last - first) // 2
