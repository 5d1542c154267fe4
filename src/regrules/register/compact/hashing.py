"""Texts by their hashes: which stand twice, and where each stands among others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import polars

    from ..arrays import Codes

Hashes = npt.NDArray[np.uint64]
SEED = 20_240_229
TRIES = 8
BUCKETS_A_TEXT = 8
AT_ONCE = 65_536
"""So many rows at once, so that what is worked out for them stays in the processor's cache."""


def hashes_of(texts: polars.Series, seed: int = SEED) -> Hashes:
    """A 64-bit hash of each text; what a missing one gets says nothing."""
    return texts.hash(seed).to_numpy()


def all_differ(texts: polars.Series) -> bool:
    """Whether no text stands twice; missing ones do not count."""
    hashes = np.sort(hashes_of(texts.drop_nulls()))
    if not (hashes[1:] == hashes[:-1]).any():
        return True  # texts of different hashes differ; of the same hash they may
    return not texts.drop_nulls().is_duplicated().any()


class Places:
    """
    Where each text (or other value) stands among some that all differ.

    A text is found by its hash alone: of a million texts that stand nowhere, one in ten million million is mistaken.

    Args:
        texts: The texts to find, no two the same.
    """

    def __init__(self, texts: polars.Series) -> None:
        for self.seed in range(SEED, SEED + TRIES):
            hashes = hashes_of(texts, self.seed)
            self.order = np.argsort(hashes).astype(np.int32)
            self.hashes = hashes[self.order]
            if not (self.hashes[1:] == self.hashes[:-1]).any():
                break
        bits = max(BUCKETS_A_TEXT * len(hashes), 2).bit_length()
        self.shift = np.uint64(64 - bits)
        buckets = np.arange(2**bits, dtype=np.uint64) << self.shift
        self.first = np.searchsorted(self.hashes, buckets).astype(np.int32)

    def of(self, texts: polars.Series) -> Codes:
        """The place of each text; -1 where it is none of them, or missing."""
        hashes = hashes_of(texts, self.seed)
        places = np.empty(len(hashes), dtype=np.int32)
        if not len(self.hashes):
            places[:] = -1
        else:
            for start in range(0, len(hashes), AT_ONCE):
                places[start : start + AT_ONCE] = self._of(hashes[start : start + AT_ONCE])
        if texts.null_count():
            places[texts.is_null().to_numpy()] = -1
        return places

    def _of(self, hashes: Hashes) -> Codes:
        last = np.int32(len(self.hashes) - 1)
        candidates = np.minimum(self.first[hashes >> self.shift], last)
        there = self.hashes[candidates]
        places = np.where(there == hashes, self.order[candidates], np.int32(-1))
        rows = np.flatnonzero((there < hashes) & (candidates < last))
        candidates = candidates[rows] + np.int32(1)
        while len(rows):  # further texts of the same bucket
            wanted, there = hashes[rows], self.hashes[candidates]
            hit = there == wanted
            places[rows[hit]] = self.order[candidates[hit]]
            on = (there < wanted) & (candidates < last)
            rows, candidates = rows[on], candidates[on] + np.int32(1)
        return places
