"""What is settled so far while a witness is sought: the values that each cell may still have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from math import inf
from typing import Any

from attrs import evolve, field, frozen

from ...model.predicates import Records

FREE: tuple[int, float] = (0, inf)


@frozen(cache_hash=True)
class Thing:
    """
    What has cells: the row that is asked, its subject on a day, or one of the subject's records.

    Attributes:
        table: The table of its row.
        number: 0 for the row that is asked and for the subject; records of the subject are numbered from 1.
        day: For the subject, the day on which it is seen.
    """

    table: str
    number: int = 0
    day: date | None = None


Slot = tuple[Thing, str]


@frozen(kw_only=True)
class State:
    """
    What is settled so far. A state is never changed; each step gives another.

    Attributes:
        cells: The values that a cell may have, the plainest first.
        sets: For sets of words, those that are in and those that are not.
        counts: How many records the subject has of each set, at least and at most.
        times: How often each of the subject's records stands in the register.
    """

    cells: Mapping[Slot, tuple[Any, ...]] = field(factory=dict)
    sets: Mapping[Slot, tuple[frozenset[str], frozenset[str]]] = field(factory=dict)
    counts: Mapping[Records, tuple[int, float]] = field(factory=dict)
    times: Mapping[Thing, int] = field(factory=dict)

    def narrowed(self, slot: Slot, values: tuple[Any, ...], test: Callable[[Any], bool]) -> State | None:
        """With those values of a cell only that pass *test* (of *values*, if it had none); None if none does."""
        kept = tuple(value for value in self.cells.get(slot, values) if test(value))
        return evolve(self, cells={**self.cells, slot: kept}) if kept else None

    def with_word(self, slot: Slot, word: str, *, held: bool) -> State | None:
        """With a word in a set, or surely not in it; None if the contrary is settled."""
        inside, outside = self.sets.get(slot, (frozenset[str](), frozenset[str]()))
        if word in (outside if held else inside):
            return None
        settled = (inside | {word}, outside) if held else (inside, outside | {word})
        return evolve(self, sets={**self.sets, slot: settled})

    def with_count(self, records: Records, least: int, most: float) -> State | None:
        """With a number of records between two numbers; None if no number is left."""
        low, high = self.counts.get(records, FREE)
        low, high = max(low, least), min(high, most)
        return evolve(self, counts={**self.counts, records: (low, high)}) if low <= high else None

    def with_record(self, thing: Thing, times: int) -> State:
        """With a record of the subject, so many times."""
        return evolve(self, times={**self.times, thing: times})
