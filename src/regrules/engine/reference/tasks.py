"""Cells of attached tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from math import inf

from ...model.measures import TaskCell, Tasks
from ...model.windows import period_window
from .. import agencies
from ..attached import planned
from ..judged import Judged
from ..question import Question
from ..tally import COUNTED, DEAD, HIT, OPEN, PENDING
from ..truth import Asked, all_of, truth
from ..values import splits_by_agency
from ..world import World

Done = tuple[int, float]


def cells(world: World, question: Question, measure: Tasks) -> list[Judged]:
    """Every cell of the table: pending until its period is over, then a hit if its planned count is reached."""
    return [
        judged_cell(question, measure, position, partial(done, world, question, measure, cell))
        for position, cell in enumerate(measure.cells)
    ]


def judged_cell(question: Question, measure: Tasks, position: int, done_on: Callable[[date], Done]) -> Judged:
    """A cell with its outcomes, given the least and the most records that count for it on a day."""
    cell = measure.cells[position]
    now = _reached(question, measure, cell, question.as_of, done_on)
    then = now if question.as_of == question.asked_on else _reached(question, measure, cell, question.asked_on, done_on)
    return Judged(
        id=f"{cell.agency}/{cell.period}/{cell.kind}", at_due=then, now=now, agency=cell.agency,
        value=cell.agency if splits_by_agency(question) else None, due=period_window(cell.period).end, row=position,
    )  # fmt: skip


def _reached(
    question: Question, measure: Tasks, cell: TaskCell, on: date, done_on: Callable[[date], Done]
) -> int:
    """A gap in a cumulative table can be made up later; in the others only within the period."""
    period = period_window(cell.period)
    if period.end > question.asked_on:
        return PENDING
    least, most = done_on(on)
    wanted, mask = planned(measure)[cell], 0
    if most >= wanted:
        mask |= HIT
    if least < wanted:
        mask |= OPEN if measure.cumulative and on < question.span(on).end else DEAD
    return mask


def done(world: World, question: Question, measure: Tasks, cell: TaskCell, on: date) -> Done:
    """The least and the most records that count for a cell on a day."""
    of = measure.kind(cell.kind).of
    window = question.span(on) if measure.cumulative else period_window(cell.period)
    sure: list[int] = []
    possible: list[int] = []
    for row in world.rows(of.table):
        agency = agencies.of_record(world, question, of.table, row, question.as_of)
        mine = None if agency is None else agency == cell.agency
        asked = Asked(world=world, on=on, window=question.window, table=of.table, row=row)
        held = all_of((mine, world.falls(of, row, window, on), truth(of.where, asked)))
        if held is not False:
            possible.append(row)
        if held is True:
            sure.append(row)
    more = not world.covers(of, window, on)
    return _visits(world, measure, of.table, sure), inf if more else _visits(world, measure, of.table, possible)


def _visits(world: World, measure: Tasks, table: str, rows: Sequence[int]) -> int:
    """How many records count: those of one subject that share the value of `once_per` count once."""
    if measure.once_per is None:
        return len(rows)
    found = [(world.raw(table, row, "subject_id"), world.raw(table, row, measure.once_per.name)) for row in rows]
    return len({each for each in found if each[1] is not None}) + sum(each[1] is None for each in found)


def shortfall(world: World, question: Question, judged: Sequence[Judged]) -> tuple[int, int | None] | None:
    """The sum of what the cells due lack, least and most; None if the measure is no table."""
    measure = question.obligation.measure
    if not isinstance(measure, Tasks):
        return None
    due = [measure.cells[each.row] for each in judged if each.now & COUNTED]
    lacks = [lack(measure, cell, done(world, question, measure, cell, question.as_of)) for cell in due]
    return sum(least for least, _ in lacks), sum(most for _, most in lacks)


def lack(measure: Tasks, cell: TaskCell, counted: Done) -> tuple[int, int]:
    """How many records a cell lacks, least and most, given the least and the most that count for it."""
    least, most = counted
    wanted = planned(measure)[cell]
    return (0 if most == inf else max(0, wanted - int(most))), max(0, wanted - least)
