"""Cells of attached tables, in arrays."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from attrs import frozen

from ...model.measures import Tasks
from ...model.windows import Window, period_window
from ..attached import planned
from ..judged import Judged
from ..question import Question
from ..tally import COUNTED, DEAD, HIT, OPEN, PENDING
from ..values import splits_by_agency
from .encode import different
from .facts import UNLIMITED, Facts
from .kleene import Truth
from .people import People
from .units import Counts


@frozen(kw_only=True, eq=False, slots=False)
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
        by_agency, question = splits_by_agency(self.question), self.question
        now = self.reached(question.as_of)
        then = now if question.as_of == question.asked_on else self.reached(question.asked_on)
        return [
            Judged(
                id=f"{cell.agency}/{cell.period}/{cell.kind}", at_due=then[place], now=now[place], agency=cell.agency,
                value=cell.agency if by_agency else None, due=period_window(cell.period).end, row=place,
            )
            for place, cell in enumerate(self.measure.cells)
        ]  # fmt: skip

    def reached(self, on: date) -> list[int]:
        """A gap in a cumulative table can be made up later; in the others only within the period."""
        least, most = self.done(on)
        lacking = OPEN if self.measure.cumulative and on < self.question.span(on).end else DEAD
        masks = np.where(most >= self.wanted, HIT, 0) | np.where(least < self.wanted, lacking, 0)
        asked_on = self.question.asked_on
        over = [period_window(cell.period).end <= asked_on for cell in self.measure.cells]
        reached: list[int] = np.where(over, masks, PENDING).tolist()
        return reached

    @cached_property
    def wanted(self) -> Counts:
        """How many each cell plans, with those before it if the table is cumulative."""

        def make() -> Counts:
            plan = planned(self.measure)
            return np.array([plan[cell] for cell in self.measure.cells], dtype=np.int64)

        wanted: Counts = self.facts.keep(("wanted", self.measure), make)
        return wanted

    def done(self, on: date) -> tuple[Counts, Counts]:
        """The least and the most records that count for each cell on a day."""
        question = self.question
        key = ("done", self.measure, question.obligation.agencies, question.window, on)
        least, most = self.facts.keep(key, lambda: self._done(on))
        return least, most

    def _done(self, on: date) -> tuple[Counts, Counts]:
        agency = self.people.names.numbers([cell.agency for cell in self.measure.cells])
        least, most = np.zeros(len(agency), dtype=np.int64), np.zeros(len(agency), dtype=np.int64)
        for (kind, window), places in self.alike(on).items():
            surely, possibly = self.by_agency(kind, window, on)
            least[places], most[places] = surely[agency[places]], possibly[agency[places]]
        return least, most

    def alike(self, on: date) -> dict[tuple[str, Window], list[int]]:
        """The cells whose records are of one kind and fall in one window."""
        found: dict[tuple[str, Window], list[int]] = {}
        span = self.question.span(on) if self.measure.cumulative else None
        for place, cell in enumerate(self.measure.cells):
            found.setdefault((cell.kind, span or period_window(cell.period)), []).append(place)
        return found

    def by_agency(self, kind: str, window: Window, on: date) -> tuple[Counts, Counts]:
        """For each agency (by number) the least and the most records of a kind in a window, cut at a day."""
        of = self.measure.kind(kind).of
        where = self.facts.truth(of.where, self.facts.records(of.table, on, self.question.window))
        held = self.facts.falls(of, window, on) & where
        agency = self.people.of_records(self.question, of.table, self.question.as_of)
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
        found, shared = np.bincount(agency[rows], minlength=size), np.zeros(size, dtype=np.int64)
        if self.measure.once_per is not None:
            found, shared = self.visits(table, rows, agency[rows], size)
        return found if sure else found + np.where(np.arange(size) > 0, found[0] - shared, 0)

    def visits(self, table: str, rows: Any, agency: Any, size: int) -> tuple[Counts, Counts]:
        """
        By agency, the records that count where those of one subject that share the value of `once_per` count once.

        With them the visits of each agency that records of no known agency belong to as well.
        """
        assert self.measure.once_per is not None
        keys = self.facts.arrays.coded(table, self.measure.once_per.name).codes[rows]
        owners = self.facts.arrays.owners(table)[rows].astype(np.int64)
        keyed = keys >= 0
        visits, places = np.unique(owners[keyed] * 2**32 + keys[keyed], return_inverse=True)
        whose, visit = np.divmod(different(agency[keyed].astype(np.int64) * len(visits) + places), max(1, len(visits)))
        nobodys = np.zeros(len(visits), dtype=np.bool_)
        nobodys[visit[whose == 0]] = True
        found = np.bincount(whose, minlength=size) + np.bincount(agency[~keyed], minlength=size)
        return found, np.bincount(whose[nobodys[visit]], minlength=size)

    def shortfall(self, judged: list[Judged]) -> tuple[int, int | None]:
        """The sum of what the cells due lack, least and most."""
        due = [each.row for each in judged if each.now & COUNTED]
        least, most = self.done(self.question.as_of)
        fewest = np.maximum(0, self.wanted - most)[due]  # nothing is lacking where there is no most
        return int(fewest.sum()), int(np.maximum(0, self.wanted - least)[due].sum())
