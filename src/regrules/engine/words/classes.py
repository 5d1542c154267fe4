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
from ..passes import Pass
from ..unfit import UnfitError
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
            ids = Lazily(self.total, subject_id)
            tables["subjects"] = _table(schema, "subjects", columns, numbers, ids)
            if self.schemes:
                tables["gradings"] = _gradings(schema, self.schemes, places[len(self.axes) :], ids)
        else:
            named = _named(schema, self.table, columns, self.total)
            tables[self.table] = Table(schema=schema.table(self.table), columns=named)
        return Register(schema=schema, tables=tables)


def _named(schema: Schema, table: str, columns: dict[str, ArrayColumn], size: int) -> dict[str, ArrayColumn]:
    """The columns with one that names the rows."""
    identity = schema.table(table).identity
    if identity is None or identity in columns:
        return columns
    return {identity: TextColumn(size, lambda first, last: [str(number) for number in range(first, last)]), **columns}


def _table(
    schema: Schema, name: str, columns: Mapping[str, ArrayColumn], owners: Places, ids: Sequence[str]
) -> Table:
    """A table of rows in order of their subjects."""
    starts = np.flatnonzero(np.append(True, owners[1:] != owners[:-1])) if len(owners) else np.zeros(0, dtype=np.intp)
    packed = Packed(
        size=len(owners), starts=starts, runs=owners[starts].astype(np.int32), named=len(owners), profiles={},
        subjects=ids if name == "subjects" else (),
    )  # fmt: skip
    return Table(schema=schema.table(name), columns={"subject_id": OwnerColumn(packed, ids), **columns}, packed=packed)


def _gradings(schema: Schema, schemes: Sequence[Graded], places: Sequence[Places], ids: Sequence[str]) -> Table:
    """The grades of the example subjects."""
    having = [np.flatnonzero(mine) for mine in places]
    owners, number = np.concatenate(having), np.repeat(np.arange(len(schemes)), [len(each) for each in having])
    grades = np.concatenate(
        [mine[rows] - 1 + first for mine, rows, first in zip(places, having, _firsts(schemes), strict=True)]
    )
    order = np.argsort(owners, kind="stable")
    columns: dict[str, ArrayColumn] = {
        "scheme": CodedColumn(number[order].astype(np.int32), [axis.scheme for axis in schemes]),
        "grade": CodedColumn(grades[order].astype(np.int32), [grade for axis in schemes for grade in axis.order]),
    }
    return _table(schema, "gradings", columns, owners[order], ids)


def _firsts(schemes: Sequence[Graded]) -> list[int]:
    """Where the grades of each scheme begin among those of all."""
    return [sum(len(axis.order) for axis in schemes[:place]) for place in range(len(schemes))]


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
        raise UnfitError("order")
    axes = asking.axes(table, needs.columns)
    axes += [Days(table=needs.table, name=name, days=days) for name, days in needs.days.items() if _is_dated(table, name)]
    of_subject = asking.axes(like.table("subjects"), needs.of_subject)
    if of_subject:
        axes.append(Subjects(table=needs.table, on=as_of, axes=tuple(of_subject)))
    schemes = tuple(Graded(scheme=scheme, order=like.schema.grades[scheme]) for scheme in needs.schemes)
    classes = Classes(table=needs.table, axes=tuple(axes), schemes=schemes)
    if classes.total > _MOST_CLASSES:
        raise UnfitError("classes")
    return classes


def _is_dated(table: Table, name: str) -> bool:
    if not table.has(name):
        return False
    if not isinstance(table.columns[name], DayColumn):
        raise UnfitError("day", name)
    return True


class _Asking:
    """Which values of columns every question answers alike."""

    def __init__(self, like: Register, jurisdiction: Jurisdiction, as_of: date) -> None:
        self.like, self.jurisdiction, self.as_of = like, jurisdiction, as_of

    def axes(self, table: Table, asked: Mapping[str, tuple[Predicate, ...]]) -> list[Axis]:
        """The axes of some columns; those that the table does not have are unknown in every row."""
        asked = {name: leaves for name, leaves in asked.items() if table.has(name)}
        if not asked:
            return []
        if table.packed is None:
            raise UnfitError("order")
        answers = self.answers(table, asked)
        together = {name: each for name, each in answers.items() if name in table.packed.profiles}
        axes: list[Axis] = [_values(table, together)] if together else []
        alone = {name: each for name, each in answers.items() if name not in together}
        return [*axes, *(Value(table=table.schema.name, name=name, answers=each) for name, each in alone.items())]

    def answers(self, table: Table, asked: Mapping[str, tuple[Predicate, ...]]) -> dict[str, Answers]:
        """The different values of some columns by what is answered of them: each is asked of a row of its own."""
        columns = {name: _few(table, name) for name in asked}
        size = 1 + max(len(column.values) for column in columns.values())
        rows = np.arange(size, dtype=np.int32)
        codes = {name: np.where(rows < len(column.values), rows, -1) for name, column in columns.items()}
        mini = Table(
            schema=table.schema,
            columns={name: CodedColumn(codes[name], column.values) for name, column in columns.items()},
        )
        register = Register(schema=self.like.schema, tables={table.schema.name: mini})
        facts = Facts(World(self.jurisdiction, register, self.as_of), encoded(register))
        view = View(
            table=table.schema.name, rows=rows, on=self.as_of, window=_NO_WINDOW, seen=self.as_of.toordinal(),
            positions=rows, key=("values", table.schema.name),
        )  # fmt: skip
        return {
            name: _answers(facts, view, column, asked[name], codes[name].astype(np.int32))
            for name, column in columns.items()
        }


def _few(table: Table, name: str) -> CodedColumn:
    column = table.columns[name]
    if not isinstance(column, CodedColumn) or len(column.values) > _MOST_VALUES:
        raise UnfitError("values", name)
    return column


def _answers(
    facts: Facts, view: View, column: CodedColumn, leaves: tuple[Predicate, ...], codes: npt.NDArray[np.int32]
) -> Answers:
    """The different values of a column, and behind them a missing one, by the answers to all questions."""
    size = len(column.values)
    keys = np.zeros(size + 1, dtype=np.int64)
    for leaf in leaves:
        held = facts.truth(_own(leaf), view)
        _, keys = ranked(keys * 4 + (held.sure * 2 + held.possible)[: size + 1])
    keys[size] = size + 2  # a missing value is of a kind of its own, the last one
    firsts, kinds = ranked(keys)
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
