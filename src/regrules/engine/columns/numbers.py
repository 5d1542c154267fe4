"""Counts, rates, means and growth, in arrays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
from attrs import evolve, frozen

from ...model.measures import Count, Growth, Mean, Share
from ...model.predicates import Column
from ...model.targets import FigureOf
from ...model.windows import Window
from ..figures import base_figure, per_million
from ..keys import register_keys
from ..population import NOBODY, Listed, Quantity
from ..question import Question
from ..reckoning import Counted, Valued, growth_of, mean_of, rate_of
from ..truth import window_at
from . import records, units
from .encode import Codes, different
from .facts import Facts
from .kleene import Truth
from .members import gather
from .people import People

Base = tuple[Fraction | None, Fraction | None, str]


@frozen(kw_only=True, eq=False)
class Reckoner:
    """
    Numbers of one question.

    Attributes:
        facts: The facts.
        people: Agencies and values.
        question: The question.
        value: The value for which the number stands; None for the whole.
    """

    facts: Facts
    people: People
    question: Question
    value: str | None

    def quantity(self, measure: Count | Mean | Growth) -> Quantity:
        """The number of *measure*."""
        if isinstance(measure, Count):
            now, then = self.both(measure, self.count)
            parts, rate = self.parts(measure), measure.per_million
            found = rate_of(self.facts.world, self.question, now, then, parts=parts, rate=rate)
        elif isinstance(measure, Mean):
            found = mean_of(*self.both(measure, self.values))
        else:
            final, other = self.versus(measure)
            bases = self.both(measure.of, self.base)
            found = growth_of(*bases, other, final=final, counted=isinstance(measure.of, Count))
        return evolve(found, undetermined=self.uncertain(measure.of if isinstance(measure, Growth) else measure))

    def both(self, measure: Any, reckon: Callable[[Any, date], Any]) -> tuple[Any, Any]:
        """What *reckon* gives on the as-of date and on the due day, which are often the same."""
        now = reckon(measure, self.question.as_of)
        same = self.question.as_of == self.question.asked_on
        return now, now if same else reckon(measure, self.question.asked_on)

    def chosen(self, measure: Count | Mean | Share, on: date) -> Truth:
        """Which records count on a day; one whose value is not known may count for every value."""
        belongs = self.facts.members(measure.of, self.question.window, on)
        if self.value is None:
            return belongs
        agency = self.people.of_records(self.question, measure.of.table, self.question.as_of)
        mine = self.people.values_of_records(self.question, measure.of.table, self.question.as_of, agency)
        assert mine is not None
        same = mine == self.people.names.number(self.value)
        return Truth(belongs.sure & same, belongs.possible & (same | (mine == 0)))

    def covered(self, measure: Count | Mean, on: date) -> bool:
        """Whether the table is complete for the window on a day."""
        window = window_at(measure.of.within or self.question.window, on)
        return self.facts.world.covers(measure.of, window, on)

    def count(self, measure: Count, on: date) -> Counted:
        """The least and the most records (or different values of theirs) on a day."""
        counted = self.counted(measure, self.chosen(measure, on))
        return counted if self.covered(measure, on) else Counted(least=counted.least, most=None)

    def counted(self, measure: Count, held: Truth) -> Counted:
        """The same of some records."""
        if measure.distinct is None:
            return Counted(least=int(held.sure.sum()), most=int(held.possible.sum()))
        keys, values = self.keys(measure, measure.distinct)
        surely, possibly = different(keys[held.sure]), different(keys[held.possible])
        least = int(np.count_nonzero(surely >= 0)) or int(held.sure.any())
        known = {values[place] for place in possibly.tolist() if place >= 0}
        without = int(np.count_nonzero(held.possible & (keys < 0)))
        others = len(register_keys(self.facts.world, measure.of.table, measure.distinct) - known) if without else 0
        return Counted(least=least, most=max(least, len(known) + min(without, others)))

    def keys(self, measure: Count, column: Column) -> tuple[Codes, list[Any]]:
        """For each record the number of its value, -1 where that is not known; and the values."""
        arrays, table = self.facts.arrays, measure.of.table
        rows, days, lost = self.key_rows(table, column)
        if not arrays.size(column.table):
            return np.full(arrays.size(table), -1, dtype=np.int32), []
        coded = arrays.coded(column.table, column.name)
        codes = np.where(lost, np.int32(-1), coded.codes[rows])
        schema = arrays.column(column.table, column.name)
        if schema.step or (schema.dated_by and arrays.has(column.table, schema.dated_by)):
            dates = arrays.days(column.table, column.name if schema.step else schema.dated_by or "")[rows]
            codes = np.where(dates > days, np.int32(-1), codes)
        if column.name != "follows" or not arrays.has(column.table, column.name):
            return codes, list(coded.values)
        named = [*coded.values, *(() if "-" in coded.values else ("-",))]
        return np.where(codes == -1, np.int32(named.index("-")), codes), named  # who names none follows "-"

    def key_rows(self, table: str, column: Column) -> tuple[Codes, Any, Any]:
        """Where each record's value stands, the day on which it is read, and where it stands nowhere."""
        on = self.question.as_of
        rows = np.arange(self.facts.arrays.size(table), dtype=np.int32)
        if column.via is None:
            return rows, on.toordinal(), False
        if column.on is None:
            versions = self.facts.versions_of(table, column.via, on)
            return versions, self.facts.record_days(table, on), versions < 0
        fixed = column.on.toordinal()
        versions = self.facts.arrays.version_at(self.facts.arrays.owners(table, column.via), fixed)
        return versions, fixed, versions < 0

    def parts(self, measure: Count) -> dict[str | None, Counted]:
        """The count by agency: records by their own, different subjects by the subject's."""
        held = self.chosen(measure, self.question.as_of)
        agency = self.agencies(measure)
        found = {}
        for number in different(agency[held.possible]).tolist():
            mine = agency == number
            part = self.counted(measure, Truth(held.sure & mine, held.possible & mine))
            found[self.people.names.texts[number]] = part
        return {name: found[name] for name in sorted(found, key=lambda name: name or "~")}

    def agencies(self, measure: Count) -> Codes:
        """The agency to whose part each record belongs."""
        if measure.distinct is None or measure.distinct.name != "subject_id":
            return self.people.of_records(self.question, measure.of.table, self.question.as_of)
        view = self.facts.subjects(self.question.asked_on, self.question.window)
        agency = self.people.of_subjects(self.question, view)
        return np.append(agency, np.int32(0))[self.facts.arrays.owners(measure.of.table)]

    def values(self, measure: Mean, on: date) -> tuple[list[Valued], bool]:
        """For each record its lowest and highest value and whether it surely counts; and whether records may lack."""
        held, table, name = self.chosen(measure, on), measure.of.table, measure.value.name
        schema, world = self.facts.world.column(table, name), self.facts.world
        low = None if schema.least is None else Fraction(schema.least)
        high = None if schema.most is None else Fraction(schema.most)
        found: list[Valued] = []
        for row in np.flatnonzero(held.possible).tolist():
            cell = world.cell(table, row, name, on)
            known = not hasattr(cell, "name")
            value = Fraction(cell) if known else None
            found.append((value if known else low, value if known else high, bool(held.sure[row])))
        return found, not self.covered(measure, on)

    def base(self, measure: Count | Mean | Share, on: date) -> Base:
        """Least and most of a measure that grows, and whether there may be none."""
        if isinstance(measure, Count):
            counted = self.count(measure, on)
            most = None if counted.most is None else Fraction(counted.most)
            if measure.per_million:
                return per_million(self.facts.world, self.question, Fraction(counted.least), most)
            return Fraction(counted.least), most, "no"
        if isinstance(measure, Mean):
            values = self.values(measure, on)
            number = mean_of(values, values).now
            return number.least, number.most, number.empty
        judge = units.share if measure.of.table == "subjects" else records.share
        population = gather(judge(self.facts, self.people, self.question, measure), list_hits=False)
        tally = population.now if on == self.question.as_of else population.at_due
        (least, under), (most_hits, over) = tally.bounds()
        empty = "yes" if not over and not under else "maybe" if tally.may_be_empty() else "no"
        return (Fraction(least, under), Fraction(most_hits, over), empty) if under and over else (None, None, empty)

    def versus(self, measure: Growth) -> tuple[bool, Base]:
        """Whether the other number is final, and the number."""
        versus, on = measure.versus, self.question.as_of
        if isinstance(versus, FigureOf):
            return True, base_figure(self.facts.world, self.question, versus, self.value)
        if isinstance(versus, Window):
            other: Any = evolve(measure.of, of=evolve(measure.of.of, within=versus))
            return on >= versus.end, self.base(other, on)
        window = versus.of.within
        return window is not None and on >= window.end, self.base(versus, on)

    def uncertain(self, measure: Count | Mean | Share) -> Listed:
        """The records of which it is open whether, or with what, they count."""
        of, on = measure.of, self.question.as_of
        if of.table == "subjects":
            return NOBODY
        held = self.chosen(measure, on)
        doubtful = held.unknown
        if isinstance(measure, Mean):
            doubtful = held.possible & (doubtful | self.facts.unread(of.table, measure.value.name, on))
        rows = np.flatnonzero(doubtful)
        if not len(rows):
            return NOBODY
        masks = np.zeros(len(rows), dtype=np.uint8)
        found = records.members(self.facts, self.people, self.question, of.table, rows, masks, masks)
        return found.listed(np.ones(len(rows), dtype=np.bool_))
