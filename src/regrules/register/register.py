"""The register in memory: tables of facts with typed columns, already examined."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from ..model.schema import Schema, TableSchema
from ..model.tables import CORE
from .arrays import ArrayColumn, Packed
from .columns import Columns
from .parse import as_text

if TYPE_CHECKING:
    from .arrays import Numbers


@frozen(kw_only=True, eq=False)
class Table:
    """
    One table of facts. Its length is the number of its rows.

    Attributes:
        schema: What the table may hold.
        columns: The values of each column that is present, in the order of the rows; None is a missing cell. An
            optional column that is not present is absent here, which means unknown in every row.
        given: Whether there was such a table at all; one that was not given is empty.
        packed: What a table of a compact register knows of its rows; None for others.
    """

    schema: TableSchema
    columns: Mapping[str, Sequence[Any]] = field(factory=dict)
    given: bool = True
    packed: Packed | None = None

    def __len__(self) -> int:
        return next((len(values) for values in self.columns.values()), 0)

    def has(self, name: str) -> bool:
        """Whether the column is present."""
        return name in self.columns

    def take(self, rows: Sequence[int] | Numbers) -> Table:
        """The table with these rows only; itself if they are all of its rows."""
        if len(rows) == len(self):
            return self
        columns = Columns(tuple(self.columns), lambda name: _taken(self.columns[name], rows))
        return evolve(self, columns=columns, packed=None)


@frozen(kw_only=True, eq=False)
class Register:
    """
    A county's (or a region's) facts. Two registers are compared by :attr:`digest`.

    Attributes:
        schema: The tables that it may hold.
        tables: The tables that were given, by name.
        origin: The dataframe library that the facts came from (``polars``, ``pandas`` …); None if from none.
        kept: What has been worked out from it once, for those who ask again; it is no part of the facts.
    """

    schema: Schema = CORE
    tables: Mapping[str, Table]
    origin: str | None = None
    kept: dict[str, Any] = field(factory=dict, init=False, repr=False)

    def table(self, name: str) -> Table:
        """The table called *name*, empty if it was not given; a KeyError with the nearest name if there is none."""
        if name in self.tables:
            return self.tables[name]
        return Table(schema=self.schema.table(name), given=False)

    def known_at(self, day: date) -> Register:
        """What was known on *day*: the rows recorded by then, and those that do not say when they were recorded."""
        return self.with_tables(_recorded_by(table, day) for table in self.tables.values())

    def jurisdiction(self, code: str) -> Register:
        """The part that belongs to the jurisdiction *code* and to those below it; itself if everything does."""
        from .division import part

        return part(self, code)

    def with_tables(self, tables: Iterable[Table]) -> Register:
        """The register with *tables* instead; itself if they are the same."""
        new = {table.schema.name: table for table in tables}
        if all(self.tables.get(name) is table for name, table in new.items()):
            return self
        return evolve(self, tables={**self.tables, **new})

    @cached_property
    def digest(self) -> str:
        """A SHA-256 of everything that the register says; the order of tables, columns and rows is irrelevant."""
        total = hashlib.sha256(b"regrules register 1\n")
        for name in sorted(self.tables):
            columns = sorted(self.tables[name].columns.items())
            total.update(ascii((name, *(column for column, _ in columns))).encode() + b"\n")
            rows = map(ascii, zip(*(_texts(values) for _, values in columns), strict=True))
            total.update("\n".join(sorted(rows)).encode() + b"\n")
        return total.hexdigest()


def _taken(values: Sequence[Any], rows: Sequence[int] | Numbers) -> Sequence[Any]:
    if not isinstance(values, ArrayColumn):
        return [values[row] for row in rows]
    import numpy as np

    return values.take(np.asarray(rows, dtype=np.intp))


def _recorded_by(table: Table, day: date) -> Table:
    recorded = table.columns.get("recorded_on")
    if recorded is None:
        return table
    return table.take([row for row, on in enumerate(recorded) if on is None or on <= day])


class _Texts(dict[object, str]):
    """The text of each value; columns repeat few values many times."""

    def __missing__(self, value: object) -> str:
        text = self[value] = as_text(value)
        return text


def _texts(values: Sequence[object]) -> list[str]:
    texts = _Texts()
    return [texts[value] for value in values]
