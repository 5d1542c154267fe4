"""Drawing whole columns at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from region.days import days_of

Codes = npt.NDArray[Any]


class Draw:
    """
    A source of columns.

    Args:
        seed: The seed.
        chunk: Which of several registers this is.
        missing: The share of the optional cells that is empty.
    """

    def __init__(self, seed: int, chunk: int, missing: float) -> None:
        self.chance, self.chunk, self.missing = np.random.default_rng((seed, chunk)), chunk, missing

    def below(self, limit: int, count: int) -> Codes:
        """Whole numbers from 0 up to, and without, *limit*."""
        return self.chance.integers(0, limit, count, dtype=np.int32)

    def drawn(self, count: int, limit: int) -> pl.Series:
        """The same as a column."""
        return pl.Series(self.below(limit, count).astype(np.int64))

    def days(self, first: date, last: date, count: int) -> Codes:
        """Days between two days, both included."""
        return self.chance.integers(days_of(first), days_of(last) + 1, count, dtype=np.int32)

    def weighted(self, weights: Sequence[int], count: int) -> Codes:
        """Places in *weights*, each about as often as its weight says (in steps of a 256th)."""
        ends = np.cumsum(weights) * 256 // sum(weights)
        table = np.searchsorted(ends, np.arange(256), side="right").astype(np.uint8)
        return table[self.chance.integers(0, 256, count, dtype=np.uint8)]

    def choices(self, table: Codes, rows: Codes) -> Codes:
        """For each of *rows* one of the sixteen entries of that row of *table*."""
        return table[rows, self.chance.integers(0, 16, len(rows), dtype=np.uint8)]

    def owners(self, size: int, count: int) -> Codes:
        """The subjects of records: every eighth one has three times as many as the others."""
        who = self.below(size, count)
        busy = self.chance.integers(0, 256, count, dtype=np.uint8) < 64
        who[busy] -= who[busy] % 8
        return who

    def keys(self, letter: str, count: int) -> pl.Series:
        """Keys that no other register has."""
        numbers = pl.Series(np.arange(count) + self.chunk * 100_000_000).cast(pl.String).str.zfill(11)
        return letter + numbers

    def words(self, labels: Sequence[str], codes: Codes, present: Codes | None = None) -> pl.Series:
        """A column of words; missing where *present* is false."""
        places = codes if present is None else np.where(present, codes, len(labels))
        return pl.Series([*labels, None]).gather(pl.Series(places.astype(np.uint32)))

    def numbers(self, values: Codes, present: Codes) -> pl.Series:
        """A column of whole numbers; missing where *present* is false."""
        return pl.Series(values.astype(np.int64)).set(pl.Series(~present), None)

    def dates(self, days: Codes, present: Codes | None = None) -> pl.Series:
        """A column of dates; missing where *present* is false."""
        column = pl.Series(days.astype(np.int32))
        return (column if present is None else column.set(pl.Series(~present), None)).cast(pl.Date)

    def emptied(self, frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
        """The table with some cells of the named columns missing."""
        if not self.missing:
            return frame
        limit = round(self.missing * 65_536)
        gone = {name: self.chance.integers(0, 65_536, frame.height, dtype=np.uint16) < limit for name in names}
        return frame.with_columns(pl.when(~pl.Series(mask)).then(name).alias(name) for name, mask in gone.items())
