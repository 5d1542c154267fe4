"""
Classes of rows that no question can tell apart, and an example of each.

What a pass reads of a row is split into axes: the combination of its values, the side of some days on which each date lies, what
its subject was. The place on every axis gives the class. The examples make up a register of their own, so small that the columnar
engine can be asked about each class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from attrs import frozen

from ...model.schema import TableSchema
from ...register import Register, Table
from ...register.arrays import FIRST_DAY, MISSING_DAY, NO_DAY, CodedColumn, DayColumn
from ..columns.facts import Facts
from ..columns.grades import graded
from ..passes import Pass, UnfitError

Places = npt.NDArray[np.intp]
_MOST_CLASSES = 2**18
_MOST_VALUES = 2**12


class Axis(Protocol):
    """One thing that is read of a row."""

    @property
    def size(self) -> int:
        """How many places it has."""

    def places(self, facts: Facts, scale: int) -> Places:
        """The place of each row of a register's table, times *scale*."""

    def examples(self) -> Mapping[str, Sequence[Any]]:
        """For each column that it reads the value at each place."""


@frozen(kw_only=True, eq=False)
class Values:
    """
    The combination of a row's values of some columns.

    Attributes:
        table: The table.
        lookup: The place of each of the table's combinations.
        values: For each column the value at each place.
    """

    table: str
    lookup: Places
    values: Mapping[str, Sequence[Any]]

    @property
    def size(self) -> int:
        """How many places there are."""
        return len(next(iter(self.values.values())))

    def places(self, facts: Facts, scale: int) -> Places:
        """The place of each row, times *scale*."""
        packed = facts.arrays.register.table(self.table).packed
        assert packed is not None
        found: Places = (self.lookup * scale)[packed.profile]
        return found

    def examples(self) -> Mapping[str, Sequence[Any]]:
        """The values at each place."""
        return self.values


@frozen(kw_only=True, eq=False)
class Value:
    """
    The value of one column.

    Attributes:
        table: The table.
        name: The column.
        values: The different values.
    """

    table: str
    name: str
    values: tuple[Any, ...]

    @property
    def size(self) -> int:
        """The missing one, and each value."""
        return 1 + len(self.values)

    def places(self, facts: Facts, scale: int) -> Places:
        """The place of each row, times *scale*."""
        return (facts.arrays.coded(self.table, self.name).codes.astype(np.intp) + 1) * scale

    def examples(self) -> Mapping[str, Sequence[Any]]:
        """The missing value, and each other."""
        return {self.name: (None, *self.values)}


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

    def places(self, facts: Facts, scale: int) -> Places:
        """The place of each row, times *scale*."""
        column = facts.arrays.register.table(self.table).columns[self.name]
        assert isinstance(column, DayColumn)
        if column.short:
            every = np.arange(NO_DAY + 1, dtype=np.int64) + FIRST_DAY
            lookup = np.searchsorted(self.days, every, side="right").astype(np.intp)
            lookup[NO_DAY] = self.size - 1
            lookup *= scale
            return lookup[column.packed]
        found = np.searchsorted(self.days, column.ordinals, side="right")
        return np.where(column.ordinals == MISSING_DAY, self.size - 1, found).astype(np.intp) * scale

    def examples(self) -> Mapping[str, Sequence[Any]]:
        """A day of each place."""
        days = [date.fromordinal(day) for day in (max(1, self.days[0] - 1), *self.days)]
        return {self.name: (*days, None)}


@frozen(kw_only=True, eq=False)
class Subjects:
    """
    What the record's subject was on the record's own day.

    Attributes:
        table: The table.
        on: The day of the question.
        values: The combination of the subject's values.
    """

    table: str
    on: date
    values: Values

    @property
    def size(self) -> int:
        """The combinations, and no subject."""
        return 1 + self.values.size

    def places(self, facts: Facts, scale: int) -> Places:
        """The place of each row, times *scale*."""
        versions = facts.versions_of(self.table, "subject_id", self.on)
        of_versions = np.append(self.values.places(facts, scale) + scale, 0)
        found: Places = of_versions[versions]
        return found

    def examples(self) -> Mapping[str, Sequence[Any]]:
        """No subject, and one of each combination."""
        return {"subject_id": (None, *subject_ids(self.values.size))}


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

    def places(self, facts: Facts, scale: int, *, day: int = 0) -> Places:
        """The place of each subject, times *scale*."""
        positions = np.arange(len(facts.arrays.subjects), dtype=np.int32)
        return (graded(facts, self.scheme, positions, day).astype(np.intp) + 1) * scale

    def examples(self) -> Mapping[str, Sequence[Any]]:
        """Grades stand in a table of their own."""
        return {}


@frozen(kw_only=True, eq=False)
class Classes:
    """
    The classes of one table's rows.

    Attributes:
        table: The table.
        axes: What is read of a row, beside grades.
        schemes: The grading schemes that are asked for, of subjects.
    """

    table: str
    axes: tuple[Axis, ...]
    schemes: tuple[Graded, ...] = ()

    @property
    def scales(self) -> list[int]:
        """What a place on each axis counts."""
        sizes = [axis.size for axis in (*self.axes, *self.schemes)]
        return [reduce(int.__mul__, sizes[place + 1 :], 1) for place in range(len(sizes))]

    @property
    def total(self) -> int:
        """How many classes there are."""
        return reduce(int.__mul__, [axis.size for axis in (*self.axes, *self.schemes)], 1)

    def of_rows(self, facts: Facts) -> Places:
        """The class of each row, grades left out."""
        found = np.zeros(facts.arrays.size(self.table), dtype=np.intp)
        for axis, scale in zip(self.axes, self.scales, strict=False):
            found += axis.places(facts, scale)
        return found

    def of_subjects(self, facts: Facts, of_rows: Places, rows: npt.NDArray[Any], day: int) -> Places:
        """The class of each subject on a day, whose version then stands in *rows*; one past the last where it has none."""
        found: Places = np.where(rows < 0, self.total, np.append(of_rows, 0)[rows])
        for axis, scale in zip(self.schemes, self.scales[len(self.axes) :], strict=True):
            found += np.where(rows < 0, 0, axis.places(facts, scale, day=day))
        return found

    def examples(self, like: Register) -> Register:
        """A register with a row for each class, in their order, that has the columns which *like* has."""
        numbers = np.arange(self.total)
        columns: dict[str, list[Any]] = {}
        if self.table == "subjects":
            columns["subject_id"] = list(subject_ids(self.total))
        for axis, scale in zip(self.axes, self.scales, strict=False):
            places = (numbers // scale % axis.size).tolist()
            columns |= {name: [values[place] for place in places] for name, values in axis.examples().items()}
        identity = like.schema.table(self.table).identity
        if identity is not None and identity not in columns:
            columns[identity] = [str(number) for number in numbers.tolist()]
        tables = {self.table: Table(schema=like.schema.table(self.table), columns=columns)}
        tables |= self._gradings(like, numbers)
        for axis in self.axes:
            if isinstance(axis, Subjects):
                tables["subjects"] = _mini(like.schema.table("subjects"), axis.values)
        return Register(schema=like.schema, tables=tables)

    def _gradings(self, like: Register, numbers: npt.NDArray[Any]) -> dict[str, Table]:
        names: list[str] = []
        schemes: list[str] = []
        grades: list[str] = []
        for axis, scale in zip(self.schemes, self.scales[len(self.axes) :], strict=True):
            places = numbers // scale % axis.size
            having = np.flatnonzero(places).tolist()
            ids = subject_ids(self.total)
            names += [ids[number] for number in having]
            schemes += [axis.scheme] * len(having)
            grades += [axis.order[place - 1] for place in places[having].tolist()]
        if not self.schemes:
            return {}
        columns = {"subject_id": names, "scheme": schemes, "grade": grades}
        return {"gradings": Table(schema=like.schema.table("gradings"), columns=columns)}


def classes_of(needs: Pass, like: Register, as_of: date) -> Classes:
    """
    The classes of the rows that a pass reads.

    Args:
        needs: What it reads.
        like: A register of the kind; all that are asked share its different values and combinations.
        as_of: The day of the question.

    Raises:
        UnfitError: there would be too many, or the table cannot be read so.
    """
    table = like.table(needs.table)
    if table.packed is None or (needs.schemes and like.table("gradings").given and not like.table("gradings").packed):
        raise UnfitError("its table is not in order of subjects")
    axes = _value_axes(table, needs.columns)
    axes += [
        Days(table=needs.table, name=name, days=days) for name, days in needs.days.items() if _is_dated(table, name)
    ]
    of_subject = _value_axes(like.table("subjects"), needs.of_subject)
    if of_subject:
        values = of_subject[0]
        if len(of_subject) > 1 or not isinstance(values, Values):
            raise UnfitError("its subjects' values are too many")
        axes.append(Subjects(table=needs.table, on=as_of, values=values))
    elif needs.of_subject:  # columns that the register does not have: unknown of every subject
        raise UnfitError("its subjects' columns are not there")
    schemes = tuple(Graded(scheme=scheme, order=like.schema.grades[scheme]) for scheme in needs.schemes)
    classes = Classes(table=needs.table, axes=tuple(axes), schemes=schemes)
    if classes.total > _MOST_CLASSES:
        raise UnfitError("there are too many classes of its rows")
    return classes


def _is_dated(table: Table, name: str) -> bool:
    if not table.has(name):
        return False
    if not isinstance(table.columns[name], DayColumn):
        raise UnfitError(f"its {name} is no column of days")
    return True


def _value_axes(table: Table, names: Sequence[str]) -> list[Any]:
    """The axes of some columns; those that the table does not have are unknown in every row."""
    assert table.packed is not None
    there = [name for name in names if table.has(name)]
    joined = tuple(name for name in there if name in table.packed.profiles)
    axes: list[Any] = [_values(table, joined)] if joined else []
    for name in there:
        if name in joined:
            continue
        column = table.columns[name]
        if not isinstance(column, CodedColumn) or len(column.values) > _MOST_VALUES:
            raise UnfitError(f"the values of {name} are too many")
        axes.append(Value(table=table.schema.name, name=name, values=tuple(column.values)))
    return axes


def _values(table: Table, names: Sequence[str]) -> Values:
    """The combinations of some columns that occur."""
    assert table.packed is not None
    keys = np.zeros(len(table.packed.profiles[names[0]]), dtype=np.int64)
    for name in names:
        codes = table.packed.profiles[name].astype(np.int64) + 1
        _, keys = _ranked(keys * (int(codes.max(initial=0)) + 1) + codes)
    firsts, places = _ranked(keys)
    values = {}
    for name in names:
        column = table.columns[name]
        assert isinstance(column, CodedColumn)
        codes = table.packed.profiles[name][firsts].tolist()
        values[name] = [None if code < 0 else column.values[code] for code in codes]
    return Values(table=table.schema.name, lookup=places.astype(np.intp), values=values)


def _ranked(keys: npt.NDArray[np.int64]) -> tuple[Places, npt.NDArray[np.int64]]:
    """Where each different key stands first, and the rank of each key among the different ones."""
    order = np.argsort(keys, kind="stable")
    rising = keys[order]
    new = np.append(True, rising[1:] != rising[:-1]) if len(keys) else np.zeros(0, dtype=np.bool_)
    ranks = np.empty(len(keys), dtype=np.int64)
    ranks[order] = np.cumsum(new) - 1
    return order[new], ranks


def subject_ids(number: int) -> list[str]:
    """Ids of so many example subjects, in order."""
    return [f"{each:08d}" for each in range(number)]


def _mini(schema: TableSchema, values: Values) -> Table:
    columns: dict[str, Sequence[Any]] = {"subject_id": subject_ids(values.size), **values.examples()}
    return Table(schema=schema, columns=columns)
