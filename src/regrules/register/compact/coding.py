"""A column of a dataframe as codes, days or texts, if there is no doubt that it would be accepted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from ...model.schema import ColumnSchema
from ..arrays import MISSING_DAY, ArrayColumn, CodedColumn, DayColumn
from ..dates import FIRST_YEAR, LAST_YEAR
from ..frames import values_of
from ..parse import CODES, EMPTY_SET, Refusal, read_cells
from .credit import codes_are_right
from .gathered import FEW, is_text, packed_days
from .hashing import Places

if TYPE_CHECKING:
    import polars

    from ..arrays import Codes

EPOCH = date(1970, 1, 1).toordinal()
FIRST, LAST = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()
SAMPLE = 10_000
BLANKS = [sign for sign in map(chr, range(2**16)) if sign.isspace()]


class Doubt(Exception):  # noqa: N818 - it refuses nothing yet
    """Something may be wrong with a table; who reads it cell by cell will know."""


def column_of(column: ColumnSchema, cells: polars.Series) -> ArrayColumn | polars.Series:
    """
    The column as arrays.

    Raises:
        Doubt: a cell may have to be refused.
    """
    import polars

    if column.required and cells.null_count():
        raise Doubt
    if cells.dtype == polars.Date and column.type == "date":
        return _days(cells)
    if cells.dtype == polars.List(polars.String) and column.type == "words":
        cells = _joined(cells)
    elif cells.dtype == polars.Categorical or cells.dtype == polars.Enum:
        cells = cells.cast(polars.String)
    if cells.dtype == polars.String:
        return _from_texts(column, cells)
    return _from_values(column, cells)


def _days(cells: polars.Series) -> DayColumn:
    least, most = cells.min(), cells.max()
    if (
        isinstance(least, date)
        and isinstance(most, date)
        and not FIRST <= least.toordinal() <= most.toordinal() <= LAST
    ):
        raise Doubt
    days = cells.to_physical().fill_null(MISSING_DAY - EPOCH).to_numpy() + np.int32(EPOCH)
    return DayColumn(packed_days(days))


def _joined(cells: polars.Series) -> polars.Series:
    """Lists of words as texts; the words must be such that nobody could take them for others."""
    words = cells.explode().unique()
    lengths = cells.list.len()
    if words.str.contains(f";|^$|^{EMPTY_SET}$").any() or cells.list.eval(_element().is_null()).list.any().any():
        raise Doubt
    import polars

    joined = cells.list.join(";")
    return polars.select(polars.when(lengths == 0).then(polars.lit(EMPTY_SET)).otherwise(joined)).to_series()


def _element() -> Any:
    import polars

    return polars.element()


def _from_texts(column: ColumnSchema, cells: polars.Series) -> ArrayColumn | polars.Series:
    if is_text(column):
        return _texts(column, cells)
    found = _different(cells)
    if found is None:
        if column.type == "text":
            return _texts(column, cells)
        different = cells.unique().drop_nulls()
        found = different, Places(different).of(cells)
    different, places = found
    return _coded(column, places, _read(column, different.to_list()))


def _read(column: ColumnSchema, cells: list[Any]) -> list[object]:
    values = read_cells(column, cells)
    if any(isinstance(value, Refusal) for value in values) or (column.required and None in values):
        raise Doubt
    return values


def _coded(column: ColumnSchema, places: Codes, values: list[Any]) -> CodedColumn | DayColumn:
    """Codes of values that may stand for the same, such as `a;b` and `b;a`, or for a missing one."""
    if column.type == "date":
        ordinals = [MISSING_DAY if each is None else each.toordinal() for each in values]
        return DayColumn(packed_days(np.array([*ordinals, MISSING_DAY], dtype=np.int32)[places]))
    codes = {value: code for code, value in enumerate(dict.fromkeys(each for each in values if each is not None))}
    kind: type[Any] = np.int8 if len(codes) < 2**7 else np.int16 if len(codes) < 2**15 else np.int32
    translated = np.array([*(codes.get(value, -1) for value in values), -1], dtype=kind)
    return CodedColumn(translated[places], tuple(codes))


def _different(cells: polars.Series) -> tuple[polars.Series, Codes] | None:
    """The different texts, and for each row the place of its own among them; None if there are many."""
    import polars

    found = cells.head(SAMPLE).unique().drop_nulls()
    if len(found) > SAMPLE // 2:
        return None
    for _ in range(2):
        places = Places(found).of(cells)
        if not len(places) or places.min() >= 0:
            return found, places
        lost = _lost(places, cells)
        if not lost.any():
            return found, places
        more = cells.filter(polars.Series(lost)).unique()
        if len(found) + len(more) > FEW:
            return None
        found = polars.concat([found, more])
    raise Doubt


def _lost(places: Codes, cells: polars.Series) -> Any:
    """Which values were not found."""
    lost = places < 0
    return lost & ~cells.is_null().to_numpy() if cells.null_count() else lost


def _texts(column: ColumnSchema, cells: polars.Series) -> polars.Series:
    """Texts that are taken as they are, an empty one for a missing cell."""
    if column.name in CODES and not codes_are_right(cells):
        raise Doubt
    if cells.str.contains_any(BLANKS).any():
        ends = {*cells.str.head(1).unique().to_list(), *cells.str.tail(1).unique().to_list()}
        if not ends.isdisjoint(BLANKS):
            raise Doubt
    if cells.str.len_bytes().min() == 0:
        if column.required:
            raise Doubt
        cells = cells.replace("", None)
    return cells


def _from_values(column: ColumnSchema, cells: polars.Series) -> ArrayColumn:
    import polars

    if (
        cells.dtype not in (polars.Boolean, polars.Null, polars.Datetime, polars.Decimal)
        and not cells.dtype.is_numeric()
    ):
        raise Doubt
    different = cells.unique().drop_nulls()
    places = _small(different, cells)
    if places is None:
        places = Places(different).of(cells)
        if _lost(places, cells).any():
            raise Doubt
    return _coded(column, places, _read(column, values_of(different)))


def _small(different: polars.Series, cells: polars.Series) -> Codes | None:
    """For each row the place of its value, -1 for a missing one; None unless they are flags or numbers near each other."""
    import polars

    if not len(different) or not (cells.dtype == polars.Boolean or cells.dtype.is_integer()):
        return None
    numbers = different.to_list()
    least, span = min(numbers), max(numbers) - min(numbers)
    if span > FEW or not -(2**62) < least < 2**62:
        return None
    places = np.full(span + 2, -1, dtype=np.int32)
    places[[number - least for number in numbers]] = np.arange(len(numbers))
    found: Codes = places[(cells.cast(polars.Int64) - int(least)).fill_null(span + 1).to_numpy()]
    return found
