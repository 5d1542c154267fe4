"""Columns of few different values merged into one number for each row: its combination of values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ...model.schema import ColumnSchema, TableSchema
from ..arrays import ArrayColumn, CodedColumn

if TYPE_CHECKING:
    from ..arrays import Codes, Numbers

MOST = 4_096
"""So many combinations at most that occur."""
AT_ONCE = 65_536
"""So many rows at once, so that what is worked out for them stays in the processor's cache."""
MERGED = ("word", "words", "flag", "whole", "division", "text")


def merged(
    schema: TableSchema, columns: Mapping[str, ArrayColumn]
) -> tuple[dict[str, ArrayColumn], Numbers | None, dict[str, Codes]]:
    """
    The columns, as many as fit merged into combinations; the combination of each row; the code of each in each.

    The columns that plans ask for most come first; of these, and of the others, those of few different values, so that as
    many as possible fit.
    """
    chosen: dict[str, CodedColumn] = {}
    combined: Codes | None = None
    for name, column in sorted(columns.items(), key=lambda each: _rank(schema.column(each[0]), each[1])):
        if isinstance(column, CodedColumn) and schema.column(name).type in MERGED and len(column.values) <= MOST:
            attempt = _combined(combined, column)
            if attempt is not None:
                combined, chosen[name] = attempt, column
    if combined is None:
        return {name: _narrow(column) for name, column in columns.items()}, None, {}
    few = not len(combined) or combined.max() < 2**8
    profile: Numbers = combined.astype(np.uint8) if few else combined.astype(np.uint16)
    rows = np.empty(int(combined.max()) + 1 if len(combined) else 0, dtype=np.intp)
    rows[combined] = np.arange(len(combined))
    profiles = {name: column.codes[rows].astype(np.int32) for name, column in chosen.items()}
    new = {
        name: CodedColumn(profile, chosen[name].values, profiles[name]) if name in chosen else _narrow(column)
        for name, column in columns.items()
    }
    return new, profile, profiles


def _rank(schema: ColumnSchema, column: ArrayColumn) -> tuple[bool, int]:
    asked = schema.required or schema.type in ("words", "flag") or schema.name == "outcome"
    return not asked, len(column.values) if isinstance(column, CodedColumn) else 0


def _combined(before: Codes | None, column: CodedColumn) -> Codes | None:
    """The combination of each row with one more column; None if there are too many."""
    width, size = len(column.values) + 1, len(column)
    numbers = np.empty(size, dtype=np.int32)
    seen = np.zeros(width * (MOST if before is not None else 1), dtype=np.bool_)
    for start in range(0, size, AT_ONCE):
        block = numbers[start : start + AT_ONCE]
        cut = column.cut(start, start + len(block))
        block[:] = cut.codes
        block += 1
        if before is not None:
            block += before[start : start + len(block)] * np.int32(width)
        seen[block] = True
    if np.count_nonzero(seen) > MOST:
        return None
    places: Codes = np.cumsum(seen, dtype=np.int32) - np.int32(1)
    for start in range(0, size, AT_ONCE):
        block = numbers[start : start + AT_ONCE]
        block[:] = places[block]
    return numbers


def _narrow(column: ArrayColumn) -> ArrayColumn:
    """A column of codes in as few bits as they need."""
    if not isinstance(column, CodedColumn) or column.lookup is not None:
        return column
    for kind in (np.int8, np.int16):
        if len(column.values) <= np.iinfo(kind).max:
            return CodedColumn(column.places.astype(kind), column.values)
    return column
