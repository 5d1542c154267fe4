"""Cells of attached tables, in arrays."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from attrs import frozen

from ...model.measures import TaskCell, Tasks
from ...model.windows import Window, period_window
from ..attached import planned
from ..judged import Judged
from ..question import Question
from ..tally import COUNTED, DEAD, HIT, OPEN, PENDING
from ..values import splits_by_agency
from .facts import UNLIMITED, Facts
from .kleene import Truth
from .people import People
from .units import Counts


@frozen(kw_only=True, eq=False)
class Cells:
    """
    The cells of one table.

    Attributes:
        facts: The facts.
        people: Agencies.
        question: The question.
        measure: The table.
    """

    facts: Facts
    people: People
    question: Question
    measure: Tasks

    def judged(self) -> list[Judged]:
        """Every cell: pending until its period is over, then a hit if its planned count is reached."""
        by_agency = splits_by_agency(self.question)
        return [
            Judged(
                id=f"{cell.agency}/{cell.period}/{cell.kind}", at_due=self.reached(cell, self.question.asked_on),
                now=self.reached(cell, self.question.as_of), agency=cell.agency,
                value=cell.agency if by_agency else None, due=period_window(cell.period).end, row=place,
            )
            for place, cell in enumerate(self.measure.cells)
        ]  # fmt: skip

    def reached(self, cell: TaskCell, on: date) -> int:
        """A gap in a cumulative table can be made up later; in the others only within the period."""
        if period_window(cell.period).end > self.question.asked_on:
            return PENDING
        least, most = self.done(cell, on)
        wanted = planned(self.measure)[cell]
        mask = HIT if most >= wanted else 0
        if least < wanted:
            mask |= OPEN if self.measure.cumulative and on < self.question.span(on).end else DEAD
        return mask

    def done(self, cell: TaskCell, on: date) -> tuple[int, int]:
        """The least and the most records that count for a cell on a day."""
        window = self.question.span(on) if self.measure.cumulative else period_window(cell.period)
        least, most = self.facts.keep(
            ("cells", self.measure, cell.kind, window, on), lambda: self.by_agency(cell.kind, window, on)
        )
        number = self.people.names.number(cell.agency)
        return (int(least[number]), int(most[number])) if number < len(least) else (0, int(most[0]))

    def by_agency(self, kind: str, window: Window, on: date) -> tuple[Counts, Counts]:
        """For each agency (by number) the least and the most records of a kind in a window, cut at a day."""
        of = self.measure.kind(kind).of
        where = self.facts.truth(of.where, self.facts.records(of.table, on, self.question.window))
        held = self.facts.falls(of, window, on) & where
        agency = self.people.of_records(self.question, of.table, self.question.as_of)
        for cell in self.measure.cells:
            self.people.names.number(cell.agency)
        size = len(self.people.names.texts)
        least = self.counts(of.table, agency, Truth(held.sure & (agency > 0), held.sure), size, sure=True)
        most = self.counts(of.table, agency, held, size, sure=False)
        if not self.facts.world.covers(of, window, on):
            most = np.full(size, UNLIMITED)
        return least, most

    def counts(self, table: str, agency: Any, held: Truth, size: int, *, sure: bool) -> Counts:
        """Records by agency; those of no known agency may be anybody's."""
        chosen = held.sure if sure else held.possible
        rows = np.flatnonzero(chosen)
        if self.measure.once_per is None:
            found = np.bincount(agency[rows], minlength=size)
            return found if sure else found + np.where(np.arange(size) > 0, found[0], 0)
        return np.array([self.visits(table, rows, agency, number, sure=sure) for number in range(size)], dtype=np.int64)

    def visits(self, table: str, rows: Any, agency: Any, number: int, *, sure: bool) -> int:
        """The same, records of one subject that share the value of `once_per` counting once."""
        assert self.measure.once_per is not None
        mine = rows[(agency[rows] == number) | ((agency[rows] == 0) & (not sure))]
        keys = self.facts.arrays.coded(table, self.measure.once_per.name).codes[mine]
        owners = self.facts.arrays.owners(table)[mine].astype(np.int64)
        keyed = keys >= 0
        return len(np.unique(owners[keyed] * 2**32 + keys[keyed])) + int(np.count_nonzero(~keyed))

    def shortfall(self, judged: list[Judged]) -> tuple[int, int | None]:
        """The sum of what the cells due lack, least and most."""
        least = most = 0
        for each in judged:
            if each.now & COUNTED:
                cell = self.measure.cells[each.row]
                done, wanted = self.done(cell, self.question.as_of), planned(self.measure)[cell]
                least += 0 if done[1] >= int(UNLIMITED) else max(0, wanted - done[1])
                most += max(0, wanted - done[0])
        return least, most
