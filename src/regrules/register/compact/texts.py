"""Columns of texts that stand in a column of Polars, or as the bytes of all texts and where each of them ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ..arrays import TextColumn

if TYPE_CHECKING:
    import polars

    from ..arrays import Numbers

PARTS = ("bytes", "ends", "rows")
"""The arrays of a column of texts, as :func:`text_arrays` gives them."""
MISSING = b"\xff"
"""What stands for a missing cell: no text in UTF-8 has this byte."""
MARK = MISSING[0]
WIDE = 64
"""Texts of one length, if they are no longer than this, are brought into order as so many bytes each."""
AT_ONCE = 2**22
"""So many rows at once, so that a piece of all texts never outgrows what Polars joins."""


class SeriesColumn(TextColumn):
    """
    A column of texts that stands in a column of Polars.

    Args:
        series: The texts.
    """

    def __init__(self, series: polars.Series) -> None:
        super().__init__(
            len(series),
            lambda start, stop: series.slice(start, stop - start).to_list(),
            lambda rows: series.gather(rows).to_list(),
        )
        self.series = series


def series_of(column: TextColumn) -> polars.Series:
    """A column of texts as a column of Polars."""
    return column.series if isinstance(column, SeriesColumn) else text_series(column.texts)


def text_series(texts: Sequence[str | None]) -> polars.Series:
    """Texts as a column of Polars."""
    import polars

    return polars.Series(texts, dtype=polars.String)


def in_order(series: polars.Series, order: npt.NDArray[np.intp]) -> TextColumn:
    """A column of texts with its rows in an order."""
    signs = same_length(series)
    if signs is None:
        return SeriesColumn(series.gather(order))
    return stored_texts({"bytes": np.take(signs, order, axis=0).reshape(-1)}, len(series))


def same_length(series: polars.Series) -> Numbers | None:
    """The bytes of each text as a row, if all are of one length, which is not great."""
    lengths = series.str.len_bytes()
    if series.null_count() or not len(series) or not 0 < lengths.max() == lengths.min() <= WIDE:  # type: ignore[operator]
        return None
    return _joined(series, lengths.to_numpy()).reshape(len(series), -1)


def sorting(series: polars.Series) -> npt.NDArray[np.intp]:
    """The places of texts in rising order of their bytes."""
    signs = same_length(series)
    if signs is None:
        return series.arg_sort().to_numpy().astype(np.intp)
    width = -(-signs.shape[1] // 8) * 8
    padded = np.zeros((len(signs), width), dtype=np.uint8)
    padded[:, : signs.shape[1]] = signs
    numbers = padded.view(">u8").astype(np.uint64)
    return np.lexsort([numbers[:, place] for place in reversed(range(numbers.shape[1]))])


def arrays_of(column: TextColumn) -> dict[str, Numbers]:
    """The arrays that hold a column of texts."""
    return column.arrays if isinstance(column, StoredColumn) else text_arrays(series_of(column))


def text_arrays(series: polars.Series) -> dict[str, Numbers]:
    """
    The arrays that hold a column of texts.

    ``bytes`` are those of all texts, one behind the other; ``ends`` say where each ends, unless all are of one length;
    ``rows`` are the rows that have a text, where few have.
    """
    arrays: dict[str, Numbers] = {}
    if series.null_count() > 0.75 * len(series) and len(series) < 2**32:
        there = series.is_not_null()
        arrays["rows"] = there.arg_true().to_numpy().astype(np.uint32)
        series = series.filter(there)
    ends = series.str.len_bytes().fill_null(1).to_numpy().astype(np.uint64).cumsum()
    arrays["bytes"] = _joined(series, ends)
    if len(series) and not _width(ends, len(arrays["bytes"])):
        arrays["ends"] = ends if len(arrays["bytes"]) >= 2**32 else ends.astype(np.uint32)
    return arrays


def _joined(series: polars.Series, ends: Numbers) -> Numbers:
    pieces = [
        series.slice(start, AT_ONCE).fill_null("-").str.join("").item() for start in range(0, len(series), AT_ONCE)
    ]
    joined = np.frombuffer(b"".join(piece.encode() for piece in pieces), dtype=np.uint8)
    if series.null_count():
        joined = joined.copy()
        joined[ends[series.is_null().to_numpy()] - np.uint64(1)] = MARK
    return joined


def _width(ends: Numbers, size: int) -> int:
    """The length of every text; 0 if they differ."""
    width, rest = divmod(size, len(ends))
    return 0 if rest or not width or (ends != np.arange(width, size + 1, width, dtype=ends.dtype)).any() else width


def stored_texts(arrays: Mapping[str, Numbers], size: int) -> StoredColumn:
    """
    A column of texts that stands in arrays; nothing but the rows that somebody asks for is read.

    Args:
        arrays: As :func:`text_arrays` gives them.
        size: The number of rows.
    """
    rows = arrays.get("rows")
    texts = _Joined(arrays["bytes"], arrays.get("ends"), size if rows is None else len(rows))
    return StoredColumn(texts, rows, 0, size)


class StoredColumn(TextColumn):
    """
    Some rows, one behind the other, of a column of texts that stands in arrays.

    Args:
        texts: The texts of the whole column.
        rows: The rows of the whole column that have a text; None if each has a place among the texts.
        start: The first of the rows that are meant.
        stop: The one behind the last.
    """

    def __init__(self, texts: _Joined, rows: Numbers | None, start: int, stop: int) -> None:
        super().__init__(stop - start, self._between, self._some)
        self._texts, self._rows, self._start = texts, rows, start

    def cut(self, start: int, stop: int) -> StoredColumn:
        return StoredColumn(self._texts, self._rows, self._start + start, self._start + stop)

    @property
    def arrays(self) -> dict[str, Numbers]:
        """The arrays of these rows alone, as :func:`text_arrays` gives them."""
        if self._rows is None:
            return self._texts.cut(self._start, self._start + self.size)
        first, last = self._places(0, self.size)
        return {"rows": self._rows[first:last] - self._rows.dtype.type(self._start), **self._texts.cut(first, last)}

    def _places(self, start: int, stop: int) -> tuple[int, int]:
        assert self._rows is not None
        bounds = np.array([start, stop], dtype=np.int64) + self._start
        first, last = np.searchsorted(self._rows, bounds.astype(self._rows.dtype)).tolist()
        return first, last

    def _between(self, start: int, stop: int) -> list[Any]:
        if self._rows is None:
            return self._texts.between(self._start + start, self._start + stop)
        first, last = self._places(start, stop)
        found: list[Any] = [None] * (stop - start)
        places = self._rows[first:last].astype(np.int64) - (self._start + start)
        for row, text in zip(places.tolist(), self._texts.between(first, last), strict=True):
            found[row] = text
        return found

    def _some(self, wanted: Numbers) -> list[Any]:
        wanted = wanted.astype(np.int64) + self._start
        if self._rows is None:
            return self._texts.some(wanted)
        if not len(self._rows):
            return [None] * len(wanted)
        places = np.minimum(np.searchsorted(self._rows, wanted.astype(self._rows.dtype)), len(self._rows) - 1)
        there = self._rows[places] == wanted
        found = iter(self._texts.some(places[there]))
        return [next(found) if each else None for each in there.tolist()]


class _Joined:
    """
    Texts one behind the other.

    Args:
        content: The bytes of all.
        ends: Where each ends; None if all are of one length.
        size: How many there are.
    """

    def __init__(self, content: Numbers, ends: Numbers | None, size: int) -> None:
        self.content, self.ends = content, ends
        self.width = len(content) // size if size and ends is None else 0

    def some(self, places: Numbers) -> list[Any]:
        """The texts of some places."""
        places = places.astype(np.int64)
        starts, stops = self._bounds(places)
        content = self.content
        pieces = [content[start:stop].tobytes() for start, stop in zip(starts, stops, strict=True)]
        return [None if piece == MISSING else piece.decode() for piece in pieces]

    def _bounds(self, places: Numbers) -> tuple[list[int], list[int]]:
        if self.ends is None:
            return (places * self.width).tolist(), ((places + 1) * self.width).tolist()
        starts = np.where(places > 0, self.ends[places - 1], 0)
        return starts.tolist(), self.ends[places].tolist()

    def between(self, start: int, stop: int) -> list[Any]:
        """The texts from one place to before another."""
        if stop <= start:
            return []
        bounds = self._all_bounds(start, stop)
        content = self.content[bounds[0] : bounds[-1]].tobytes()
        first = bounds[0]
        steps = pairwise(bounds)
        if content.isascii():  # then each byte is a sign, and no cell is missing
            text = content.decode()
            return [text[one - first : other - first] for one, other in steps]
        pieces = [content[one - first : other - first] for one, other in steps]
        return [None if piece == MISSING else piece.decode() for piece in pieces]

    def cut(self, start: int, stop: int) -> dict[str, Numbers]:
        """The arrays of the texts from one place to before another."""
        if start == stop:
            return {"bytes": self.content[:0]}
        if self.ends is None:
            return {"bytes": self.content[start * self.width : stop * self.width]}
        first, last = int(self.ends[start - 1]) if start else 0, int(self.ends[stop - 1])
        return {"bytes": self.content[first:last], "ends": self.ends[start:stop] - self.ends.dtype.type(first)}

    def _all_bounds(self, start: int, stop: int) -> list[int]:
        if self.ends is None:
            return list(range(start * self.width, stop * self.width + 1, self.width))
        first = int(self.ends[start - 1]) if start else 0
        return [first, *self.ends[start:stop].tolist()]
