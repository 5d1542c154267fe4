"""Triggers and their answers, in arrays."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from attrs import evolve, frozen

from ...model.measures import Response
from ...model.windows import Window
from ..lacking import further
from ..question import Question
from ..tally import DEAD, HIT, OPEN, OUT, PENDING
from ..time_limits import reaches_back
from ..truth import window_at
from ..world import EARLIEST
from .clocks import DueDays, Steps, limits, steps
from .encode import MISSING_DAY, Mask
from .facts import UNLIMITED, Facts
from .kleene import Truth, constant, known
from .matching import Rows, is_sparse, matching, named
from .members import Members, Outcomes
from .people import People
from .records import members
from .units import Counts


def response(facts: Facts, people: People, question: Question, measure: Response) -> Members:
    """Every trigger with what its answers make of it."""
    now = answered(facts, question, measure, question.as_of)
    then = now
    if not measure.is_clock and question.as_of != question.asked_on:
        then = answered(facts, question, measure, question.asked_on)
    rows = np.flatnonzero((now.masks != OUT) | (then.masks != OUT) | now.released)
    found = members(facts, people, question, measure.to.table, rows, then.masks[rows], now.masks[rows])
    due = now.limit.at(rows) if measure.is_clock and now.limit is not None else None
    return evolve(
        found, due=None if due is None else due.days, released=now.released[rows],
        provisional=None if due is None else due.provisional(measure.within),
        further=further(facts.world, question, measure),
    )  # fmt: skip


@frozen(kw_only=True, eq=False)
class Answered:
    """How each trigger stands: outcomes, whether it was released, and its limit."""

    masks: Outcomes
    released: Mask
    limit: DueDays | None


def answered(facts: Facts, question: Question, measure: Response, on: date) -> Answered:
    """How each row of the triggers' table stands on a day; those that are no triggers are out."""
    table, cut = measure.to.table, question.asked_on if measure.is_clock else on
    window = window_at(measure.to.within or question.window, cut)
    size = facts.arrays.size(table)
    falls = constant(size, False)
    if window.start <= cut:
        falls = facts.falls(measure.to, Window(start=window.start, end=max(window.start, min(window.end, cut))), on)
    belongs = falls & facts.truth(measure.to.where, facts.records(table, on, question.window))
    schema = facts.world.schema(table)
    name = measure.to.dated or schema.dated or schema.since or ""
    start = steps(facts, table, name, on.toordinal())
    limit = limits(facts, measure, table, name, start, question.as_of.toordinal()) if measure.is_clock else None
    rows = np.flatnonzero(belongs.possible)
    least, most = _Answers(facts, question, measure, start, limit, on).counts(rows)
    masks, few = _outcomes(measure, rows, least, most, limit, on)
    released = (few != 0) & _released(facts, question, measure, rows, limit, on)
    masks |= np.where(released, np.uint8(OUT), few)
    alone = released & (masks == OUT)
    masks |= np.where(belongs.unknown[rows], np.uint8(OUT), np.uint8(0))
    every, everybody = np.full(size, OUT, dtype=np.uint8), np.zeros(size, dtype=np.bool_)
    every[rows], everybody[rows] = masks, alone
    return Answered(masks=every, released=everybody, limit=limit)


def _outcomes(
    measure: Response, rows: Any, least: Any, most: Any, limit: DueDays | None, on: date
) -> tuple[Outcomes, Outcomes]:
    """The outcomes that enough (or too many) answers give, and those that too few give."""
    times = measure.times
    top = int(UNLIMITED) if times.most is None else times.most
    masks = np.where((most >= times.least) & (least <= top), np.uint8(HIT), np.uint8(0))
    if times.most is not None:
        masks |= np.where(most > top, np.uint8(DEAD), np.uint8(0))
    unanswered: Any = np.uint8(DEAD if measure.before else OPEN)
    if limit is not None and not measure.before:
        days = limit.days[rows]
        unanswered = np.where(
            days == MISSING_DAY,
            np.uint8(PENDING | DEAD),
            np.where(on.toordinal() <= days, np.uint8(PENDING), np.uint8(DEAD)),
        )
    return masks, np.where(least < times.least, unanswered, np.uint8(0))


def _released(facts: Facts, question: Question, measure: Response, rows: Any, limit: DueDays | None, on: date) -> Mask:
    """Whose subject closed, by the day of the question, before the limit ran out."""
    if measure.before:
        return np.zeros(len(rows), dtype=np.bool_)
    arrays = facts.arrays
    owners = arrays.owners(measure.to.table)[rows]
    versions = arrays.latest_version(owners, on.toordinal())
    closed = arrays.days("subjects", "closed_on")[versions] if len(rows) and arrays.size("subjects") else owners
    ends = np.full(len(rows), question.due.toordinal()) if limit is None else limit.days[rows]
    in_time = (closed <= on.toordinal()) & (ends != MISSING_DAY) & (closed <= ends)
    released: Mask = (owners >= 0) & (versions >= 0) & in_time
    return released


class _Answers:
    """The records that may answer, and which triggers each answers."""

    def __init__(
        self, facts: Facts, question: Question, measure: Response, start: Steps, limit: DueDays | None, on: date
    ) -> None:
        self.facts, self.question, self.measure = facts, question, measure
        self.start, self.limit, self.on = start, limit, on
        by, schema = measure.by, facts.world.schema(measure.by.table)
        held = facts.truth(by.where, facts.records(by.table, on, question.window))
        dates = steps(facts, by.table, by.dated or schema.dated or schema.since or "", on.toordinal())
        placed = known(dates.days <= on.toordinal()).blurred(dates.unknown) & known(facts.visible(by.table, on))
        if by.within is not None:
            inside = (dates.days >= by.within.start.toordinal()) & (dates.days <= by.within.end.toordinal())
            placed = placed & known(inside).blurred(dates.unknown)
        held = held & placed
        self.rows = np.flatnonzero(held.possible)
        self.held, self.days, self.lost = held.at(self.rows), dates.days[self.rows], dates.unknown[self.rows]

    def counts(self, triggers: Rows) -> tuple[Counts, Counts]:
        """The least and the most answers to each trigger, some triggers at a time."""
        least, most = np.zeros(len(triggers), dtype=np.int64), np.zeros(len(triggers), dtype=np.int64)
        step = max(1, 4_000_000 // max(1, len(self.rows)))
        if is_sparse(self.facts.arrays, self.measure, triggers, self.rows):
            step = max(1, len(triggers))
        for first in range(0, len(triggers), step):
            some = triggers[first : first + step]
            places, held = self._pairs(some)
            least[first : first + step] = np.bincount(places[held.sure], minlength=len(some))
            most[first : first + step] = np.bincount(places[held.possible], minlength=len(some))
        most[~self._complete(triggers)] = UNLIMITED
        return least, most

    def _pairs(self, triggers: Rows) -> tuple[Rows, Truth]:
        """The places of triggers in pairs with answers that may match, and whether the one answers the other."""
        pairs = matching(self.facts.arrays, self.measure, triggers, self.rows)
        ours, theirs = triggers[pairs.left], pairs.right
        held = pairs.matched & self._in_order(ours, theirs) & self.held.at(theirs)
        if self.measure.by.table == self.measure.to.table:
            held = held & known(ours != self.rows[theirs])
        return pairs.left, held

    def _in_order(self, ours: Rows, theirs: Rows) -> Truth:
        """Which answers lie after (or before) their triggers, and within their limits."""
        days, start = self.days[theirs], self.start.days[ours]
        later = days < start if self.measure.before else days > start
        found = known(later)
        same = np.flatnonzero((days == start) & (start != MISSING_DAY))
        if self.measure.by.table == self.measure.to.table:
            same = same[ours[same] != self.rows[theirs[same]]]
        if len(same):
            names = named(self.facts.arrays, self.measure, ours[same], self.rows[theirs[same]])
            found = Truth(later.copy(), later.copy())
            found.sure[same], found.possible[same] = names.sure, names.possible
        return (found & self._soon(ours, theirs)).blurred(self.lost[theirs] | (start == MISSING_DAY))

    def _soon(self, ours: Rows, theirs: Rows) -> Truth:
        days = self.days[theirs]
        if self.measure.before:
            return known(days >= self._first(ours))
        if self.limit is None:
            return constant(len(ours), True)
        last = self.limit.days[ours]
        return known(days <= last).blurred(last == MISSING_DAY)

    def _first(self, triggers: Rows) -> Any:
        """The first days on which what comes before each trigger counts."""
        clock = self.measure.within
        different, places = np.unique(self.start.days[triggers], return_inverse=True)
        first = [
            0 if clock is None or day == MISSING_DAY else reaches_back(clock, date.fromordinal(day)).toordinal()
            for day in different.tolist()
        ]
        return np.array(first, dtype=np.int64)[places]

    def _complete(self, triggers: Rows) -> Mask:
        """For which triggers the table of answers is complete on the days on which an answer may lie."""
        found = self.facts.world.extent(self.measure.by)
        start = self.start.days[triggers]
        start = np.where(start == MISSING_DAY, np.int32(EARLIEST.toordinal()), start)
        on = self.on.toordinal()
        if self.measure.before:
            first = self._first(triggers)
            if found is None:
                return np.zeros(len(triggers), dtype=np.bool_)
            reached = (found[0].toordinal() <= first) | (first <= EARLIEST.toordinal())
            before: Mask = reached & (np.minimum(start, on) <= found[1].toordinal())
            return before
        last = np.full(len(triggers), on)
        if self.limit is not None:
            last = np.minimum(last, self.limit.days[triggers])
        nothing: Mask = last < start
        if found is None:
            return nothing
        covered: Mask = nothing | ((found[0].toordinal() <= start) & (last <= found[1].toordinal()))
        return covered
