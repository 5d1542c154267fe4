"""Triggers and their answers, in arrays."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
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
from .members import Members, Outcomes
from .people import People
from .records import members


def response(facts: Facts, people: People, question: Question, measure: Response) -> Members:
    """Every trigger with what its answers make of it."""
    now = _answered(facts, question, measure, question.as_of)
    then = now
    if not measure.is_clock and question.as_of != question.asked_on:
        then = _answered(facts, question, measure, question.asked_on)
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


def _answered(facts: Facts, question: Question, measure: Response, on: date) -> Answered:
    table, cut = measure.to.table, question.asked_on if measure.is_clock else on
    window = window_at(measure.to.within or question.window, cut)
    size = facts.arrays.size(table)
    falls = constant(size, False)
    if window.start <= cut:
        falls = facts.falls(measure.to, Window(start=window.start, end=max(window.start, min(window.end, cut))), on)
    belongs = falls & facts.truth(measure.to.where, facts.records(table, on, question.window))
    schema = facts.world.schema(table)
    start = steps(facts, table, measure.to.dated or schema.dated or schema.since or "", on.toordinal())
    limit = limits(facts, measure, table, start, question.as_of.toordinal()) if measure.is_clock else None
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
        self.held = facts.truth(by.where, facts.records(by.table, on, question.window))
        self.name = by.dated or schema.dated or schema.since or ""
        dates = steps(facts, by.table, self.name, on.toordinal())
        lost = dates.unknown
        placed = known(dates.days <= on.toordinal()).blurred(lost) & known(facts.visible(by.table, on))
        if by.within is not None:
            inside = (dates.days >= by.within.start.toordinal()) & (dates.days <= by.within.end.toordinal())
            placed = placed & known(inside).blurred(lost)
        self.held = self.held & placed
        self.rows = np.flatnonzero(self.held.possible)
        self.days, self.lost = dates.days[self.rows], lost[self.rows]

    def counts(self, triggers: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The least and the most answers to each trigger, some triggers at a time."""
        least, most = np.zeros(len(triggers), dtype=np.int64), np.zeros(len(triggers), dtype=np.int64)
        step = max(1, 4_000_000 // max(1, len(self.rows)))
        for first in range(0, len(triggers), step):
            some = triggers[first : first + step]
            sure, possible = self._pairs(some)
            least[first : first + step] = sure.sum(axis=1)
            most[first : first + step] = possible.sum(axis=1)
        most[~self._complete(triggers)] = UNLIMITED
        return least, most

    def _pairs(self, triggers: Any) -> tuple[Any, Any]:
        """For each trigger and each answer whether the one surely, or possibly, answers the other."""
        pairs = self._matching(triggers) & self._in_order(triggers)
        held = self.held.at(self.rows)
        sure, possible = pairs.sure & held.sure[None, :], pairs.possible & held.possible[None, :]
        if self.measure.by.table == self.measure.to.table:
            itself = triggers[:, None] == self.rows[None, :]
            sure, possible = sure & ~itself, possible & ~itself
        return sure, possible

    def _matching(self, triggers: Any) -> Truth:
        match = self.measure.match
        if match is not None and match.name == "follows":
            return self._names(triggers)
        name = "subject_id" if match is None else match.name
        ours, our_loss = self._keys(self.measure.to.table, name, triggers)
        theirs, their_loss = self._keys(self.measure.by.table, name, self.rows)
        nothing = (ours == "-")[:, None] | (theirs == "-")[None, :]
        unknown = (our_loss[:, None] | their_loss[None, :]) & ~nothing
        return known((ours[:, None] == theirs[None, :]) & ~nothing).blurred(unknown)

    def _keys(self, table: str, name: str, rows: Any) -> tuple[Any, Mask]:
        """The values by which triggers and answers match, and where they are not known."""
        arrays = self.facts.arrays
        if not arrays.has(table, name):
            return np.full(len(rows), "?", dtype=object), np.ones(len(rows), dtype=np.bool_)
        coded = arrays.coded(table, name)
        codes = coded.codes[rows]
        values = np.array([*coded.values, "-" if name == "visit_id" else "?"], dtype=object)[codes]
        lost = (codes == -1) & (name != "visit_id")
        return values, lost

    def _names(self, triggers: Any) -> Truth:
        """Which answers name which triggers in their column `follows`."""
        arrays, by, to = self.facts.arrays, self.measure.by.table, self.measure.to.table
        shape = (len(triggers), len(self.rows))
        if not self.facts.world.schema(by).has("follows"):
            return constant(shape, False)
        if not arrays.has(by, "follows"):
            return constant(shape, None)
        identity = self.facts.world.schema(to).identity
        assert identity is not None
        keys, named = arrays.coded(to, identity), arrays.coded(by, "follows")
        numbers = {value: place for place, value in enumerate(keys.values)}
        places = np.array([*(numbers.get(value, -2) for value in named.values), -2])[named.codes[self.rows]]
        return known(keys.codes[triggers][:, None] == places[None, :])

    def _in_order(self, triggers: Any) -> Truth:
        """Which answers lie after (or before) which triggers, and within their limits."""
        days, ours = self.days[None, :], self.start.days[triggers][:, None]
        later = days < ours if self.measure.before else days > ours
        same = days == ours
        names = self._names(triggers) if same.any() else known(np.zeros(same.shape, dtype=np.bool_))
        found = Truth(later | (same & names.sure), later | (same & names.possible)) & self._soon(triggers)
        lost = self.lost[None, :] | (self.start.days[triggers] == MISSING_DAY)[:, None]
        return found.blurred(lost)

    def _soon(self, triggers: Any) -> Truth:
        days = self.days[None, :]
        if self.measure.before:
            first = np.array([self._first(int(day)) for day in self.start.days[triggers].tolist()])
            return known(days >= first[:, None])
        if self.limit is None:
            return constant((len(triggers), len(self.rows)), True)
        limits_ = self.limit.days[triggers][:, None]
        return known(days <= limits_).blurred(np.broadcast_to(limits_ == MISSING_DAY, (len(triggers), len(self.rows))))

    def _first(self, day: int) -> int:
        """The first day on which what comes before a trigger counts."""
        if self.measure.within is None or day == MISSING_DAY:
            return 0
        return reaches_back(self.measure.within, date.fromordinal(day)).toordinal()

    def _complete(self, triggers: Any) -> Mask:
        """For which triggers the table of answers is complete on the days on which an answer may lie."""
        found = self.facts.world.extent(self.measure.by)
        start = self.start.days[triggers]
        start = np.where(start == MISSING_DAY, np.int32(EARLIEST.toordinal()), start)
        on = self.on.toordinal()
        if self.measure.before:
            first = np.array([self._first(int(day)) for day in self.start.days[triggers].tolist()], dtype=np.int64)
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
