"""What a table of facts is made of: columns, their types, their words, their dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import attrs
from attrs import evolve, field, frozen

from .checks import as_tuple, one_of, unknown_name
from .text import Text

ColumnType = Literal["text", "word", "words", "date", "time", "flag", "whole", "number", "division"]
TYPES = ("text", "word", "words", "date", "time", "flag", "whole", "number", "division")


@frozen(kw_only=True)
class ColumnSchema:
    """
    One column of a table.

    Attributes:
        name: As in the heading row of a file.
        type: ``text``, ``word`` (of a closed list), ``words`` (a set of them), ``date``, ``time``, ``flag``,
            ``whole``, ``number`` (exact decimal) or ``division`` (six-digit code of a county, GB/T 2260).
        heading: Chinese and English heading.
        required: Every row must have a value.
        key: Part of the table's key.
        step: A date that may not have come yet: an empty cell means *not yet*.
        dated_by: The step to which this value belongs; before it, the value does not exist.
        words: The accepted words, in order; empty for an open list.
        refers: The table whose key this column holds.
        least: Lowest possible value of a whole number or a number.
        most: Highest possible value.
        stands_for: The column of the record's subject whose value a missing one stands for.
    """

    name: str
    type: ColumnType = field(validator=one_of(*TYPES))
    heading: Text
    required: bool = False
    key: bool = False
    step: bool = False
    dated_by: str | None = None
    words: tuple[str, ...] = field(default=(), converter=as_tuple)
    refers: str | None = None
    least: int | None = None
    most: int | None = None
    stands_for: str | None = None


@frozen(kw_only=True)
class TableSchema:
    """
    One table of the register.

    Attributes:
        name: Plural, the name of its file: ``inspections``.
        row: Singular, the name of one record in predicates: ``inspection``.
        heading: What it holds, in both languages.
        columns: Its columns, in order.
        dated: The date by which a record falls in a window; None for a table of states.
        since: For states, the column that says from when a record is valid.
        until: For states, the column with the last day on which a record is valid.
    """

    name: str
    row: str
    heading: Text
    columns: tuple[ColumnSchema, ...] = field(converter=as_tuple)
    dated: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The key columns."""
        return tuple(column.name for column in self.columns if column.key)

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def identity(self) -> str | None:
        """The column that names a record, or the thing of which a record is one version."""
        return self.keys[0] if self.keys else None

    def has(self, name: str) -> bool:
        """Whether there is such a column."""
        return any(column.name == name for column in self.columns)

    def column(self, name: str) -> ColumnSchema:
        """The column called *name*; a KeyError with the nearest name if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(unknown_name(f"column of {self.name}", name, self.names))


@frozen(kw_only=True)
class Schema:
    """
    All tables that a register may hold.

    Attributes:
        tables: The tables.
        grades: For each grading scheme its grades from low to high.
    """

    tables: tuple[TableSchema, ...] = field(converter=as_tuple)
    grades: Mapping[str, tuple[str, ...]] = field(factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The table names, in order."""
        return tuple(table.name for table in self.tables)

    def table(self, name: str) -> TableSchema:
        """The table called *name*; a KeyError with the nearest name if there is none."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(unknown_name("table", name, self.names))

    def extended(
        self,
        *,
        columns: Mapping[str, Iterable[ColumnSchema]] | None = None,
        words: Mapping[str, Iterable[str]] | None = None,
        tables: Iterable[TableSchema] = (),
        grades: Mapping[str, tuple[str, ...]] | None = None,
    ) -> Schema:
        """
        This schema with a plugin's own additions.

        Args:
            columns: Further columns by table.
            words: Further words by ``table.column``.
            tables: Further tables.
            grades: Further grading schemes.
        """
        more_columns, more_words = dict(columns or {}), dict(words or {})
        if grades:
            more_words["gradings.scheme"] = (*more_words.get("gradings.scheme", ()), *grades)
        extended = []
        for table in self.tables:
            kept = [_with_words(table, column, more_words) for column in table.columns]
            extended.append(evolve(table, columns=(*kept, *more_columns.pop(table.name, ()))))
        for name in more_columns:
            raise KeyError(unknown_name("table", name, self.names))
        for place in more_words:
            known = [f"{table.name}.{column.name}" for table in self.tables for column in table.columns if column.words]
            raise KeyError(unknown_name("list of words", place, known))
        return Schema(tables=(*extended, *tables), grades={**self.grades, **(grades or {})})


def _with_words(table: TableSchema, column: ColumnSchema, more: dict[str, Iterable[str]]) -> ColumnSchema:
    added = more.pop(f"{table.name}.{column.name}", ())
    return evolve(column, words=(*column.words, *added)) if added else column


def table_schema(record: type, *, row: str, heading: Text, **dates: str | None) -> TableSchema:
    """The schema of a table from the attrs class *record* of its rows; each field carries its column."""
    columns = tuple(evolve(each.metadata["column"], name=each.name.rstrip("_")) for each in attrs.fields(record))
    name: str = record.__tablename__  # type: ignore[attr-defined]  # set on each class of tables.py
    return TableSchema(name=name, row=row, heading=heading, columns=columns, **dates)


def column(type: ColumnType, zh: str, en: str, **about: Any) -> Any:
    """
    A field of a table's attrs class.

    A required column has no default; the others default to None, a missing value.
    """
    schema = ColumnSchema(name="", type=type, heading=Text(zh=zh, en=en), **about)
    default = attrs.NOTHING if schema.required else None
    return field(default=default, metadata={"column": schema})
