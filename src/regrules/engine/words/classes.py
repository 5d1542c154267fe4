"""
Classes of rows that no question can tell apart, and an example of each.

The place on every axis gives the class. The examples make up a register of their own, so small that the columnar engine can be
asked about each class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import evolve, frozen

from ...model.plans import Jurisdiction
from ...model.predicates import Predicate
from ...model.schema import Schema
from ...register import Register, Table
from ...register.arrays import ArrayColumn, CodedColumn, DayColumn, OwnerColumn, Packed, TextColumn
from ..columns.encode import encoded
from ..columns.facts import Facts
from ..columns.rows import View
from ..passes import Pass, UnfitError
from ..world import World
from .axes import (
    Answers,
    Axis,
    Days,
    Graded,
    Lazily,
    Places,
    Subjects,
    Value,
    Values,
    joined,
    product,
    scales,
    subject_id,
)

_MOST_CLASSES = 2**18
_MOST_VALUES = 2**12


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
    def total(self) -> int:
        """How many classes there are."""
        return product((*self.axes, *self.schemes))

    def of_rows(self, facts: Facts) -> Places:
        """The class of each row, grades left out."""
        return joined(self.axes, facts, self.table, scale=product(self.schemes))

    def of_subjects(self, facts: Facts, of_rows: Places, rows: npt.NDArray[Any], day: int) -> Places:
        """The class of each subject on a day, whose version then stands in *rows*; one past the last where it has none."""
        found: Places = np.append(of_rows, 0)[rows]
        for axis, scale in zip(self.schemes, scales(self.schemes), strict=True):
            found += axis.places(facts, scale, day)
        if (rows < 0).any():
            found[rows < 0] = self.total
        return found

    def examples(self, schema: Schema) -> Register:
        """A register with a row for each class, in their order."""
        every: tuple[Axis | Graded, ...] = (*self.axes, *self.schemes)
        numbers = np.arange(self.total, dtype=np.intp)
        places = [numbers // scale % axis.size for axis, scale in zip(every, scales(every), strict=True)]
        columns: dict[str, ArrayColumn] = {}
        for axis, mine in zip(self.axes, places, strict=False):
            columns |= axis.examples(mine)
        tables = {}
        for axis in self.axes:
            if isinstance(axis, Subjects):
                tables["subjects"] = Classes(table="subjects", axes=axis.axes).examples(schema).table("subjects")
        if self.table == "subjects":
            tables["subjects"] = _table(schema, "subjects", columns, numbers, subjects=self.total)
        else:
            tables[self.table] = Table(schema=schema.table(self.table), columns=_named(schema, self.table, columns, self.total))
        if self.schemes:
            tables["gradings"] = _gradings(schema, self.schemes, places[len(self.axes) :], self.total)
        return Register(schema=schema, tables=tables)


def _named(schema: Schema, table: str, columns: dict[str, ArrayColumn], size: int) -> dict[str, ArrayColumn]:
    """The columns with one that names the rows."""
    identity = schema.table(table).identity
    if identity is None or identity in columns:
        return columns
    return {identity: TextColumn(size, lambda first, last: [str(number) for number in range(first, last)]), **columns}


def _table(
    schema: Schema, name: str, columns: Mapping[str, ArrayColumn], owners: Places, *, subjects: int
) -> Table:
    """A table of rows in order of their subjects."""
    starts = np.flatnonzero(np.append(True, owners[1:] != owners[:-1])) if len(owners) else np.zeros(0, dtype=np.intp)
    packed = Packed(
        size=len(owners), starts=starts, runs=owners[starts].astype(np.int32), named=len(owners), profiles={},
        subjects=Lazily(subjects if name == "subjects" else 0, subject_id),
    )  # fmt: skip
    ids = OwnerColumn(packed, Lazily(subjects, subject_id))
    return Table(schema=schema.table(name), columns={"subject_id": ids, **columns}, packed=packed)


def _gradings(schema: Schema, schemes: Sequence[Graded], places: Sequence[Places], subjects: int) -> Table:
    """The grades of the example subjects."""
    having = [np.flatnonzero(mine) for mine in places]
    owners, number = np.concatenate(having), np.repeat(np.arange(len(schemes)), [len(each) for each in having])
    grades = np.concatenate([mine[rows] - 1 for mine, rows in zip(places, having, strict=True)])
    order = np.argsort(owners, kind="stable")
    words = tuple(dict.fromkeys(grade for axis in schemes for grade in axis.order))
    codes = np.array([[words.index(grade) for grade in axis.order] + [0] * len(words) for axis in schemes], dtype=object)
    chosen = [int(codes[scheme][grade]) for scheme, grade in zip(number[order].tolist(), grades[order].tolist(), strict=True)]
    columns: dict[str, ArrayColumn] = {
        "scheme": CodedColumn(number[order].astype(np.int32), [axis.scheme for axis in schemes]),
        "grade": CodedColumn(np.array(chosen, dtype=np.int32), words),
    }
    return _table(schema, "gradings", columns, owners[order], subjects=subjects)


# Which classes there are


def classes_of(needs: Pass, like: Register, jurisdiction: Jurisdiction, as_of: date) -> Classes:
    """
    The classes of the rows that a pass reads.

    Args:
        needs: What it reads.
        like: A register of the kind; all that are asked share its different values and combinations.
        jurisdiction: One of the jurisdictions.
        as_of: The day of the question.

    Raises:
        UnfitError: there would be too many, or the table cannot be read so.
    """
    table, asking = like.table(needs.table), _Asking(like, jurisdiction, as_of)
    gradings = like.table("gradings")
    if table.packed is None or (needs.schemes and gradings.given and gradings.packed is None):
        raise UnfitError("its table is not in order of subjects")
    axes = asking.axes(table, needs.columns)
    axes += [Days(table=needs.table, name=name, days=days) for name, days in needs.days.items() if _is_dated(table, name)]
    of_subject = asking.axes(like.table("subjects"), needs.of_subject)
    if of_subject:
        axes.append(Subjects(table=needs.table, on=as_of, axes=tuple(of_subject)))
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


class _Asking:
    """Which values of columns every question answers alike."""

    def __init__(self, like: Register, jurisdiction: Jurisdiction, as_of: date) -> None:
        self.like, self.jurisdiction, self.as_of = like, jurisdiction, as_of

    def axes(self, table: Table, asked: Mapping[str, tuple[Predicate, ...]]) -> list[Axis]:
        """The axes of some columns; those that the table does not have are unknown in every row."""
        if not asked:
            return []
        if table.packed is None:
            raise UnfitError("its subjects are not in order")
        answers = {name: self.answers(table, name, asked[name]) for name in asked if table.has(name)}
        together = {name: each for name, each in answers.items() if name in table.packed.profiles}
        axes: list[Axis] = [_values(table, together)] if together else []
        alone = {name: each for name, each in answers.items() if name not in together}
        return [*axes, *(Value(table=table.schema.name, name=name, answers=each) for name, each in alone.items())]

    def answers(self, table: Table, name: str, leaves: tuple[Predicate, ...]) -> Answers:
        """The different values of a column by what is answered of them."""
        column = table.columns[name]
        if not isinstance(column, CodedColumn) or len(column.values) > _MOST_VALUES:
            raise UnfitError(f"the values of {name} are too many")
        size = len(column.values)
        codes = np.append(np.arange(size, dtype=np.int32), np.int32(-1))
        mini = Table(schema=table.schema, columns={name: CodedColumn(codes, column.values)})
        register = Register(schema=self.like.schema, tables={table.schema.name: mini})
        facts = Facts(World(self.jurisdiction, register, self.as_of), encoded(register))
        rows = np.arange(size + 1, dtype=np.int32)
        view = View(
            table=table.schema.name, rows=rows, on=self.as_of, window=_NO_WINDOW, seen=self.as_of.toordinal(),
            positions=rows, key=("values", table.schema.name),
        )  # fmt: skip
        keys = np.where(rows == size, np.int64(1), np.int64(0))
        for leaf in leaves:
            held = facts.truth(_own(leaf), view)
            _, keys = ranked(keys * 4 + held.sure * 2 + held.possible)
        firsts, kinds = ranked(keys + np.where(rows == size, np.int64(size + 2), np.int64(0)))
        return Answers(column=column, kinds=kinds.astype(np.intp), firsts=codes[firsts])


def _own(leaf: Any) -> Any:
    """What is asked of the column itself, whoever asks."""
    return evolve(leaf, value=evolve(leaf.value, via=None))


def _values(table: Table, answers: Mapping[str, Answers]) -> Values:
    """The combinations of some columns that occur."""
    assert table.packed is not None
    kinds = {name: each.kinds[table.packed.profiles[name]] for name, each in answers.items()}
    keys = np.zeros(len(next(iter(kinds.values()))), dtype=np.int64)
    for name, each in answers.items():
        _, keys = ranked(keys * each.size + kinds[name])
    firsts, places = ranked(keys)
    return Values(
        table=table.schema.name,
        lookup=places.astype(np.intp),
        columns={name: (each, kinds[name][firsts]) for name, each in answers.items()},
    )


def ranked(keys: npt.NDArray[np.int64]) -> tuple[Places, npt.NDArray[np.int64]]:
    """Where each different key stands first, and the rank of each key among the different ones."""
    order = np.argsort(keys, kind="stable")
    rising = keys[order]
    new = np.append(True, rising[1:] != rising[:-1]) if len(keys) else np.zeros(0, dtype=np.bool_)
    ranks = np.empty(len(keys), dtype=np.int64)
    ranks[order] = np.cumsum(new) - 1
    return order[new], ranks


_NO_WINDOW: Any = None  # values are asked for themselves, and no records in a window
