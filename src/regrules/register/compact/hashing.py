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
SLOTS_A_TEXT = 4
FEW_BITS = 16
ONE = np.uint64(1)
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

    A text is found by its hash alone: of a million texts that stand nowhere, one in ten million million is mistaken. The
    upper bits of a hash say where to look, the lower ones stand there beside the place; what finds its slot taken stands in
    the next that is free.

    Args:
        texts: The texts to find, no two the same.
    """

    def __init__(self, texts: polars.Series) -> None:
        for self.seed in range(SEED, SEED + TRIES):
            hashes = hashes_of(texts, self.seed)
            rising = np.sort(hashes)
            if not (rising[1:] == rising[:-1]).any():
                break
        bits = least = max(SLOTS_A_TEXT * len(texts), 2).bit_length()
        while bits < FEW_BITS and not (np.diff(rising >> np.uint64(64 - bits)) > 0).all():
            bits += 1  # each in a slot of its own, if a few more slots are enough
        bits = least if bits == FEW_BITS else bits
        self.shift, self.last = np.uint64(64 - bits), np.uint64(2**bits - 1)
        self.low = np.uint64(len(hashes).bit_length())
        self.slots = np.zeros(2**bits, dtype=np.uint64)
        self._fill(hashes)

    def _fill(self, hashes: Hashes) -> None:
        entries = (hashes << self.low) | np.arange(1, len(hashes) + 1, dtype=np.uint64)
        wanted = hashes >> self.shift
        while len(entries):
            free = self.slots[wanted] == 0
            self.slots[wanted[free]] = entries[free]  # of several that want the same slot, one gets it
            without = self.slots[wanted] != entries
            entries, wanted = entries[without], (wanted[without] + ONE) & self.last

    def of(self, texts: polars.Series) -> Codes:
        """The place of each text; -1 where it is none of them, or missing."""
        hashes = hashes_of(texts, self.seed)
        places = np.empty(len(hashes), dtype=np.int32)
        for start in range(0, len(hashes), AT_ONCE):
            places[start : start + AT_ONCE] = self._of(hashes[start : start + AT_ONCE])
        if texts.null_count():
            places[texts.is_null().to_numpy()] = -1
        return places

    def _of(self, hashes: Hashes) -> Codes:
        there = self.slots[hashes >> self.shift]
        entries = there ^ (hashes << self.low)  # what is left where the lower bits are the same is the place
        hit = entries < (ONE << self.low)
        places: Codes = entries.astype(np.int32)
        places -= 1
        if hit.all():
            return places
        places[~hit] = -1
        rows = np.flatnonzero(~hit & (there != 0))
        if len(rows):
            self._further(hashes, rows, places)
        return places

    def _further(self, hashes: Hashes, rows: npt.NDArray[np.intp], places: Codes) -> None:
        """Look for those that did not stand in the first slot, until a slot is free."""
        slots, wanted = hashes[rows] >> self.shift, hashes[rows] << self.low
        while len(rows):
            slots = (slots + ONE) & self.last
            there = self.slots[slots]
            entries = there ^ wanted
            hit = entries < (ONE << self.low)
            places[rows[hit]] = entries[hit].astype(np.int32) - 1
            on = ~hit & (there != 0)
            rows, slots, wanted = rows[on], slots[on], wanted[on]
