"""The columns of a register's tables as arrays, in the order in which their rows stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from ...model.schema import ColumnSchema, TableSchema
from ..arrays import FIRST_DAY, MISSING_DAY, NO_DAY, ArrayColumn, CodedColumn, DayColumn

if TYPE_CHECKING:
    import polars

    from ..arrays import Codes
    from ..register import Table

FEW = 65_535
"""A column with more different values than this is kept as texts and not as codes."""
SUBJECT = "subject_id"


@frozen(kw_only=True, eq=False)
class Gathered:
    """
    One table, its rows in any order.

    Attributes:
        schema: What the table may hold.
        size: The number of its rows.
        columns: Its columns: codes, days, or texts as a column of Polars (always so for the subjects that it names).
    """

    schema: TableSchema
    size: int
    columns: Mapping[str, ArrayColumn | polars.Series]

    def texts(self, name: str) -> polars.Series:
        """A column of texts."""
        import polars

        column = self.columns[name]
        return column if isinstance(column, polars.Series) else polars.Series(name, list(column), dtype=polars.String)

    def coded(self, name: str) -> CodedColumn:
        """A column as codes."""
        column = self.columns[name]
        if isinstance(column, CodedColumn):
            return column
        return codes_of(list(column))

    def ordinals(self, name: str | None) -> Codes:
        """The days of a column as ordinals; all missing if there is no such column."""
        column = None if name is None else self.columns.get(name)
        if isinstance(column, DayColumn):
            return column.ordinals
        if isinstance(column, CodedColumn):  # times: their days
            days = [value.date().toordinal() for value in column.values]
            return np.array([*days, MISSING_DAY], dtype=np.int32)[column.codes]
        if column is not None:
            return np.array([MISSING_DAY if each is None else each.date().toordinal() for each in column], np.int32)
        return np.full(self.size, MISSING_DAY, dtype=np.int32)


def gathered(table: Table) -> Gathered:
    """The table as arrays."""
    columns = {name: _column(table.schema.column(name), cells) for name, cells in table.columns.items()}
    return Gathered(schema=table.schema, size=len(table), columns=columns)


def is_text(column: ColumnSchema) -> bool:
    """Whether a column is kept as texts however few they are: names of subjects and of records."""
    return column.name == SUBJECT or (column.key and column.type == "text" and column.refers is None)


def _column(schema: ColumnSchema, cells: Sequence[Any]) -> ArrayColumn | polars.Series:
    import polars

    if isinstance(cells, (DayColumn, CodedColumn)) and schema.name != SUBJECT:
        return cells
    if schema.type == "date":
        return DayColumn(packed_days(_ordinals(cells)))
    if not is_text(schema):
        coded = codes_of(cells)
        if schema.type != "text" or len(coded.values) <= FEW:
            return coded
    return polars.Series(schema.name, list(cells), dtype=polars.String)


def codes_of(cells: Sequence[Any]) -> CodedColumn:
    """A column of values as codes, in order of first appearance."""
    values = dict.fromkeys(cells)
    values.pop(None, None)
    codes = {value: code for code, value in enumerate(values)} | {None: -1}
    places = np.fromiter(map(codes.__getitem__, cells), dtype=np.int32, count=len(cells))
    return CodedColumn(places, tuple(values))


def _ordinals(cells: Sequence[date | None]) -> Codes:
    numbers = {day: MISSING_DAY if day is None else day.toordinal() for day in set(cells)}
    return np.fromiter(map(numbers.__getitem__, cells), dtype=np.int32, count=len(cells))


def packed_days(ordinals: Codes) -> Any:
    """The days in 16 bits, or as they are if one does not fit."""
    days = ordinals - np.int32(FIRST_DAY)
    missing = ordinals == MISSING_DAY
    if (((days < 0) | (days >= NO_DAY)) & ~missing).any():
        return ordinals
    days[missing] = NO_DAY
    return days.astype(np.uint16)
