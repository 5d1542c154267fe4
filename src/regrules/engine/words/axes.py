"""What is read of a row, split into axes: the values of some columns, the side of some days on which a date lies, its subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache, reduce
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt
from attrs import frozen

from ...register.arrays import FIRST_DAY, MISSING_DAY, NO_DAY, ArrayColumn, CodedColumn, DayColumn
from ..columns.facts import Facts
from ..columns.grades import gradings

Places = npt.NDArray[np.intp]
Small = npt.NDArray[Any]
Kind = Literal["u2", "u4"]


class Axis(Protocol):
    """One thing that is read of a row."""

    @property
    def size(self) -> int:
        """How many places it has."""

    def places(self, facts: Facts, scale: int, kind: Kind) -> Small:
        """The place of each row of a register's table, times *scale*, in numbers of a kind that is large enough."""

    def examples(self, places: Places) -> Mapping[str, ArrayColumn]:
        """The columns of rows that stand at some places."""


@frozen(kw_only=True, eq=False)
class Answers:
    """
    The different values of a column, those together of which every question is answered alike.

    Attributes:
        column: The column, for its values.
        kinds: For each value its kind; the last entry stands for a missing one, which is of the last kind.
        firsts: A value of each kind, -1 of the last.
    """

    column: CodedColumn
    kinds: Places
    firsts: npt.NDArray[np.int32]

    @property
    def size(self) -> int:
        """How many kinds there are."""
        return len(self.firsts)


@frozen(kw_only=True, eq=False)
class Values:
    """
    The combination of a row's values of columns that are part of the table's combinations.

    Attributes:
        table: The table.
        lookup: The place of each of the table's combinations.
        columns: For each column its different values, and the kind of value at each place.
    """

    table: str
    lookup: Places
    columns: Mapping[str, tuple[Answers, Places]]

    @property
    def size(self) -> int:
        """How many places there are."""
        return len(next(iter(self.columns.values()))[1])

    def places(self, facts: Facts, scale: int, kind: Kind) -> Small:
        """The place of each row, times *scale*."""
        packed = facts.arrays.register.table(self.table).packed
        assert packed is not None
        assert packed.profile is not None
        found: Small = (self.lookup * scale).astype(kind)[packed.profile.astype(np.intp)]
        return found

    def examples(self, places: Places) -> Mapping[str, ArrayColumn]:
        """A value of each kind at each place."""
        return {
            name: CodedColumn(answers.firsts[kinds][places], answers.column.values)
            for name, (answers, kinds) in self.columns.items()
        }


@frozen(kw_only=True, eq=False)
class Value:
    """
    The value of one column.

    Attributes:
        table: The table.
        name: The column.
        answers: Its different values.
    """

    table: str
    name: str
    answers: Answers

    @property
    def size(self) -> int:
        """How many kinds of values there are."""
        return self.answers.size

    def places(self, facts: Facts, scale: int, kind: Kind) -> Small:
        """The place of each row, times *scale*."""
        found: Small = (self.answers.kinds * scale).astype(kind)[facts.arrays.coded(self.table, self.name).codes]
        return found

    def examples(self, places: Places) -> Mapping[str, ArrayColumn]:
        """A value of each kind."""
        return {self.name: CodedColumn(self.answers.firsts[places], self.answers.column.values)}


@frozen(kw_only=True, eq=False)
class Days:
    """
    On which side of some days a date lies.

    Attributes:
        table: The table.
        name: The column.
        days: The days, as ordinals, rising: a place before the first one, one from each of them, one for no date.
    """

    table: str
    name: str
    days: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many places there are."""
        return len(self.days) + 2

    def places(self, facts: Facts, scale: int, kind: Kind) -> Small:
        """The place of each row, times *scale*."""
        column = facts.arrays.register.table(self.table).columns[self.name]
        assert isinstance(column, DayColumn)
        if column.short:
            return _sides(self.days, scale, kind)[column.packed.astype(np.intp)]  # twice as quick as without the cast
        sides = np.searchsorted(self.days, column.ordinals, side="right")
        return (np.where(column.ordinals == MISSING_DAY, self.size - 1, sides) * scale).astype(kind)

    def examples(self, places: Places) -> Mapping[str, ArrayColumn]:
        """A day of each place."""
        days = np.array([max(1, self.days[0] - 1), *self.days, MISSING_DAY], dtype=np.int32)
        return {self.name: DayColumn(days[places])}


@lru_cache(maxsize=256)
def _sides(days: tuple[int, ...], scale: int, kind: Kind) -> Small:
    """The place of each packed day number, times *scale*; kept for the next jurisdiction."""
    edges = np.clip(np.array(days) - FIRST_DAY, 0, NO_DAY)
    sides = np.repeat(np.arange(len(days) + 1), np.diff(np.concatenate(([0], edges, [NO_DAY + 1]))))
    sides[NO_DAY] = len(days) + 1
    return (sides * scale).astype(kind)


@frozen(kw_only=True, eq=False)
class Subjects:
    """
    What the record's subject was on the record's own day.

    Attributes:
        table: The table.
        on: The day of the question.
        axes: What is read of the subject.
    """

    table: str
    on: date
    axes: tuple[Axis, ...]

    @property
    def size(self) -> int:
        """The combinations, and no subject."""
        return 1 + product(self.axes)

    def places(self, facts: Facts, scale: int, kind: Kind) -> Small:
        """The place of each row, times *scale*."""
        of_versions = np.append((joined(self.axes, facts, "subjects") + 1) * scale, 0).astype(kind)
        packed = facts.arrays.register.table(self.table).packed
        assert packed is not None
        packed = packed.with_runs()
        assert packed.starts is not None and packed.runs is not None
        arrays, lengths = facts.arrays, np.diff(packed.starts, append=packed.named)
        found = np.zeros(packed.size, dtype=kind)
        found[: packed.named] = np.repeat(of_versions[arrays.first_versions[packed.runs]], lengths)
        runs = np.flatnonzero(arrays.changing[packed.runs])
        if len(runs):
            starts, lengths = packed.starts[runs], lengths[runs]
            rows = np.repeat(starts - np.append(0, np.cumsum(lengths)[:-1]), lengths) + np.arange(lengths.sum())
            versions = arrays.version_at(np.repeat(packed.runs[runs], lengths), facts.days_of(self.table, self.on, rows))
            found[rows] = of_versions[versions]
        return found

    def examples(self, places: Places) -> Mapping[str, ArrayColumn]:
        """No subject, and one of each combination."""
        return {"subject_id": CodedColumn(places.astype(np.int32) - 1, subject_ids(self.size - 1))}


@frozen(kw_only=True, eq=False)
class Graded:
    """
    The grade of a subject on a day.

    Attributes:
        scheme: The scheme.
        order: Its grades.
    """

    scheme: str
    order: tuple[str, ...]

    @property
    def size(self) -> int:
        """No grade, and each."""
        return 1 + len(self.order)

    def places(self, facts: Facts, scale: int, day: int) -> Places:
        """The place of each subject on a day, times *scale*."""
        owners, since, until, grades = gradings(facts, self.scheme, self.order)
        found = np.zeros(len(facts.arrays.subjects), dtype=np.intp)
        valid = (since <= day) & (day <= until)
        found[owners[valid]] = (grades[valid].astype(np.intp) + 1) * scale  # the latest stands last, and is written last
        return found


def product(axes: Sequence[Any]) -> int:
    """How many combinations of places there are."""
    return reduce(int.__mul__, [axis.size for axis in axes], 1)


def scales(axes: Sequence[Any]) -> list[int]:
    """What a place on each axis counts."""
    return [product(axes[place + 1 :]) for place in range(len(axes))]


def joined(axes: Sequence[Axis], facts: Facts, table: str, *, scale: int = 1) -> Places:
    """The combination of places of each row of a table, times *scale*."""
    kind: Kind = "u2" if product(axes) * scale < 2**16 else "u4"
    found: Small = np.zeros(facts.arrays.size(table), dtype=kind)
    for axis, each in zip(axes, scales(axes), strict=True):
        found += axis.places(facts, each * scale, kind)
    return found.astype(np.intp)


class Lazily(Sequence[str]):
    """
    Texts that are made when somebody asks for them.

    Args:
        size: How many there are.
        make: Makes the one at a place.
    """

    def __init__(self, size: int, make: Callable[[int], str]) -> None:
        self.size, self.make = size, make

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, place: Any) -> Any:
        return self.texts[place]

    @cached_property
    def texts(self) -> list[str]:
        """All of them."""
        return [self.make(place) for place in range(self.size)]


def subject_ids(number: int) -> list[str]:
    """Ids of so many example subjects, in order."""
    return [subject_id(each) for each in range(number)]


def subject_id(number: int) -> str:
    """The id of an example subject."""
    return f"{number:08d}"
