"""A column of texts that grows in its files while a register is written piece by piece."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..arrays import TextColumn
from .pile import BLOCK, Array, Files, Pile
from .texts import MARK, arrays_of, stored_texts


class TextPile:
    """
    A column of texts that grows.

    Args:
        files: Gives the file of an array.
        prefix: What the names of its arrays begin with.
    """

    def __init__(self, files: Files, prefix: str) -> None:
        self.files, self.prefix = files, prefix
        self.size = self.texts = self.width = 0
        self.content = Pile(files(f"{prefix}bytes"))
        self.ends: Pile | None = None
        self.rows: Pile | None = None

    def add(self, column: TextColumn) -> None:
        """Add texts."""
        if len(column):
            self.add_arrays(arrays_of(column), len(column))

    def add_arrays(self, arrays: Mapping[str, Array], size: int) -> None:
        """Add the texts of arrays."""
        rows, content, ends = arrays.get("rows"), arrays["bytes"], arrays.get("ends")
        if not self.size and rows is not None:
            self.rows = Pile(self.files(f"{self.prefix}rows"))
        if self.rows is not None:
            there = np.arange(size) if rows is None else rows.astype(np.int64)
            self.rows.add(_narrow(there + self.size))
        elif rows is not None:
            content, ends = _with_marks(content, ends, rows, size)
        count = size if rows is None or self.rows is None else len(rows)
        self._add(content, ends, count)
        self.size += size

    def _add(self, content: Array, ends: Array | None, count: int) -> None:
        width = len(content) // count if ends is None and count else 0
        if self.ends is None and self.texts and (width != self.width) and count:
            self._begin_ends()
        if self.ends is None and count:
            if width:
                self.width = width
            else:
                self.ends = Pile(self.files(f"{self.prefix}ends"))
        if self.ends is not None and count:
            stops = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(width) if ends is None else ends
            self._add_ends(stops.astype(np.uint64) + np.uint64(self.content.size))
        self.content.add(content)
        self.texts += count

    def _begin_ends(self) -> None:
        """Say of all texts up to here, which were of one length, where they end."""
        self.ends = Pile(self.files(f"{self.prefix}ends"))
        for start in range(0, self.texts, BLOCK):
            stops = np.arange(start + 1, min(start + BLOCK, self.texts) + 1, dtype=np.uint64)
            self._add_ends(stops * np.uint64(self.width))

    def _add_ends(self, stops: Array) -> None:
        assert self.ends is not None
        self.ends.add(_narrow(stops))

    @property
    def _piles(self) -> dict[str, Pile]:
        piles = {"bytes": self.content, "ends": self.ends, "rows": self.rows}
        return {part: pile for part, pile in piles.items() if pile is not None}

    def column(self) -> TextColumn:
        """The texts up to here."""
        return stored_texts({part: pile.mapped() for part, pile in self._piles.items()}, self.size)

    def finish(self) -> dict[str, Any]:
        """What the index says of its arrays."""
        return {self.prefix + part: pile.finish() for part, pile in self._piles.items()}


def _narrow(rising: Array) -> Array:
    """Rising numbers in 32 bits, if they fit."""
    return rising.astype(np.uint32) if not len(rising) or rising[-1] < 2**32 else rising.astype(np.uint64)


def _with_marks(content: Array, ends: Array | None, rows: Array, size: int) -> tuple[Array, Array]:
    """The bytes and the ends of all rows, with a mark for each missing cell, of those of the rows that have a text."""
    if ends is None:
        width = len(content) // len(rows) if len(rows) else 0
        ends = np.arange(1, len(rows) + 1, dtype=np.uint64) * np.uint64(width)
    lengths = np.ones(size, dtype=np.int64)
    lengths[rows] = np.diff(ends.astype(np.int64), prepend=0)
    stops = lengths.cumsum()
    missing = np.ones(size, dtype=np.bool_)
    missing[rows] = False
    marks = np.zeros(int(stops[-1]) if size else 0, dtype=np.bool_)
    marks[stops[missing] - 1] = True
    joined = np.full(len(marks), MARK, dtype=np.uint8)
    joined[~marks] = content
    return joined, stops.astype(np.uint64)
