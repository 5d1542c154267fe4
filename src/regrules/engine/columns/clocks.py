"""Members with limits of their own, in arrays: records to be closed in time, triggers to be answered."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import evolve, frozen

from ...model.clocks import Clock
from ...model.measures import Response, Timeliness
from ...register.arrays import FIRST_DAY, NO_DAY, DayColumn
from ..lacking import further
from ..question import Question
from ..tally import DEAD, HIT, OUT, PENDING
from ..time_limits import runs_out
from ..truth import window_at
from ..working_days import working_calendar
from ..world import as_day
from .encode import MISSING_DAY, Days, Mask, different
from .facts import Facts
from .kleene import Truth, known
from .members import Members, Outcomes
from .people import People
from .records import members

_DAY = 86_400
_UNASKED = -1
Seconds = npt.NDArray[np.int64]


def timeliness(facts: Facts, people: People, question: Question, measure: Timeliness) -> Members:
    """Every record that started in the window, with what its due date makes of it on the as-of date."""
    table, on = measure.of.table, question.as_of.toordinal()
    belongs = started(facts, question, measure)
    rows = np.flatnonzero(belongs.possible)
    start = steps(facts, table, measure.start.name, on)
    limit = limits(facts, measure, table, measure.start.name, start, on).at(rows)
    masks = closed(facts, measure, rows, limit, on)
    masks = masks | np.where(belongs.unknown[rows], np.uint8(OUT), np.uint8(0))
    found = members(facts, people, question, table, rows, masks, masks)
    return evolve(
        found,
        due=limit.days,
        provisional=limit.provisional(measure.within),
        further=further(facts.world, question, measure),
    )


def started(facts: Facts, question: Question, measure: Timeliness) -> Truth:
    """Which records started in the window, by the day for which the target is asked."""
    table, on = measure.of.table, question.as_of.toordinal()
    start = steps(facts, table, measure.start.name, on)
    window = window_at(measure.of.within or question.window, question.asked_on)
    last = min(window.end, question.asked_on).toordinal()
    inside = known((start.days >= window.start.toordinal()) & (start.days <= last)).blurred(start.unknown)
    where = facts.truth(measure.of.where, facts.records(table, question.as_of, question.window))
    return known(facts.visible(table, question.as_of)) & inside & where


@frozen(kw_only=True, eq=False)
class Steps:
    """
    A column of dates or times as it is read on a day.

    Attributes:
        days: Day numbers; :data:`MISSING_DAY` where it has not happened or is not known.
        unknown: Where it is not known.
        seconds: The instants, if the column holds times.
    """

    days: Days
    unknown: Mask
    seconds: Seconds | None = None


def steps(facts: Facts, table: str, name: str, on: int) -> Steps:
    """A column of dates or times as it is read on a day."""
    arrays, size = facts.arrays, facts.arrays.size(table)
    schema = arrays.column(table, name)
    if not arrays.has(table, name):
        return Steps(days=np.full(size, MISSING_DAY), unknown=np.ones(size, dtype=np.bool_))
    days = arrays.days(table, name)
    if schema.step:
        unknown, days = np.zeros(size, dtype=np.bool_), np.where(days <= on, days, MISSING_DAY)
    else:
        unknown = days == MISSING_DAY
    if schema.type != "time":
        return Steps(days=days, unknown=unknown)
    coded = arrays.coded(table, name)
    return Steps(days=days, unknown=unknown, seconds=np.array([*map(_instant, coded.values), 0])[coded.codes])


def _instant(when: datetime) -> int:
    return int((when - datetime(1, 1, 1)).total_seconds()) + _DAY  # noqa: DTZ001 - the register's times have no zone


@frozen(kw_only=True, eq=False)
class DueDays:
    """
    When the limit of each record runs out.

    Attributes:
        days: The due days; :data:`MISSING_DAY` where there is none that is known.
        own: Where the record carries it.
        seconds: The instants, where a clock in hours gave them; the due day's end otherwise. None for clocks in days.
    """

    days: Days
    own: Mask
    seconds: Seconds | None = None

    def at(self, rows: Any) -> DueDays:
        """The limits of some rows."""
        seconds = None if self.seconds is None else self.seconds[rows]
        return DueDays(days=self.days[rows], own=self.own[rows], seconds=seconds)

    def provisional(self, clock: Clock | None) -> Mask | None:
        """Which due days may still move with a decree that has not been made."""
        if clock is None or clock.unit != "working_day":
            return None
        horizon = working_calendar().horizon.toordinal()
        late: Mask = ~self.own & (self.days != MISSING_DAY) & (self.days > horizon)
        return late

    def runs(self, on: int) -> Mask:
        """Which limits have not passed at the end of a day."""
        if self.seconds is None:
            return np.asarray(self.days >= on)
        return np.where(self.own, self.days >= on, self.seconds >= (on + 1) * _DAY)


def limits(facts: Facts, measure: Timeliness | Response, table: str, name: str, start: Steps, on: int) -> DueDays:
    """The due day of each record: its own, else where the clock runs out."""
    size = facts.arrays.size(table)
    due = np.full(size, MISSING_DAY)
    if measure.due is not None:
        due = steps(facts, table, measure.due.name, on).days
    own = due != MISSING_DAY
    clock = measure.within
    if clock is None:
        return DueDays(days=due, own=own)
    if clock.unit == "hour" and start.seconds is not None:
        seconds = start.seconds + clock.amount * 3600
        days = np.where(start.days == MISSING_DAY, MISSING_DAY, (seconds // _DAY).astype(np.int32))
        return DueDays(days=np.where(own, due, days), own=own, seconds=seconds)
    ends = _ends(facts, table, name, clock) if facts.arrays.has(table, name) else np.full(size, MISSING_DAY)
    return DueDays(days=np.where(own, due, np.where(start.days == MISSING_DAY, MISSING_DAY, ends)), own=own)


def _ends(facts: Facts, table: str, name: str, clock: Clock) -> Days:
    """The day on which a clock runs out for each date of a column, asked once of each different date."""

    def make() -> Days:
        column = facts.arrays.register.table(table).columns[name]
        if isinstance(column, DayColumn) and column.short:
            return _known_ends(clock, column)
        coded = facts.arrays.coded(table, name)
        ends = [as_day(runs_out(clock, as_day(start))).toordinal() for start in coded.values]
        return np.array([*ends, MISSING_DAY], dtype=np.int32)[coded.codes]

    days: Days = facts.arrays.keep(("ends", table, name, clock), make)
    return days


def _known_ends(clock: Clock, column: DayColumn) -> Days:
    """The same of packed days: registers of many jurisdictions have the same dates, so the answers are kept."""
    ends = _ends_by_day(clock)
    found: Days = ends[column.packed]
    unasked = found == _UNASKED
    if not unasked.any():
        return found
    for number in different(column.packed[unasked]).tolist():
        ends[number] = as_day(runs_out(clock, date.fromordinal(number + FIRST_DAY))).toordinal()
    return _known_ends(clock, column)


@lru_cache(maxsize=64)
def _ends_by_day(clock: Clock) -> Days:
    ends = np.full(NO_DAY + 1, _UNASKED, dtype=np.int32)
    ends[NO_DAY] = MISSING_DAY
    return ends


def closed(facts: Facts, measure: Timeliness, rows: Any, limit: DueDays, on: int) -> Outcomes:
    """Closed by its due day: a hit; closed later: a dead miss; not closed: pending until the due day has passed."""
    end = steps(facts, measure.of.table, measure.end.name, on)
    days, unknown = end.days[rows], end.unknown[rows]
    no_due, runs = limit.days == MISSING_DAY, limit.runs(on)
    waiting = np.where(no_due, np.uint8(DEAD | PENDING), np.where(runs, np.uint8(PENDING), np.uint8(DEAD)))
    in_time = days <= limit.days
    if limit.seconds is not None:
        seconds = end.seconds[rows] <= limit.seconds if end.seconds is not None else np.zeros(len(rows), dtype=np.bool_)
        in_time = np.where(limit.own, in_time, seconds)
    closed = np.where(no_due, np.uint8(HIT | DEAD), np.where(in_time, np.uint8(HIT), np.uint8(DEAD)))
    maybe = HIT | waiting | np.where(no_due | ~runs, np.uint8(DEAD), np.uint8(0))
    return np.where(unknown, maybe, np.where(days == MISSING_DAY, waiting, closed)).astype(np.uint8)
