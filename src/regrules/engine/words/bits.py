"""Truths as bits of words: packing, reducing by subject, and counting each bit over many words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]
"""One row of words for every 64 bits: bit ``b`` is bit ``b % 64`` of row ``b // 64``."""
Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]

_BLOCK = 255  # so many bytes of one bit each add up without overflow


def packed(truths: Sequence[Mask | None], size: int) -> Words:
    """
    Words of some truths, a word for each place and 64 of them.

    Args:
        truths: One truth a bit; None for one that is false everywhere.
        size: The number of places.
    """
    words = np.zeros((max(1, -(-len(truths) // 64)), size), dtype=np.uint64)
    for bit, held in enumerate(truths):
        if held is not None:
            words[bit // 64] |= held.astype(np.uint64) << np.uint64(bit % 64)
    return words


def reduced(words: Words, starts: npt.NDArray[Any], last: int) -> Words:
    """Every run of places joined by *or*: runs begin at *starts*, the last one ends before *last*."""
    return np.bitwise_or.reduceat(words[:last], starts) if len(starts) else words[:0]


def counted(words: Words, bits: int) -> Numbers:
    """
    In how many places each bit is set.

    The bits of a word become bytes, and eight bytes at a time are added as one number, in blocks so short that no byte
    overflows.
    """
    found = np.zeros(len(words) * 64, dtype=np.int64)
    for row, each in enumerate(words[: -(-bits // 64)]):
        used = min(64, bits - 64 * row)
        found[64 * row : 64 * row + 64][: -(-used // 8) * 8] = _counted(each, -(-used // 8))
    return found[:bits]


def _counted(words: npt.NDArray[np.uint64], width: int) -> Numbers:
    """The same of the first *width* bytes of one row."""
    octets = np.ascontiguousarray(words).view(np.uint8)
    if width < 8:
        octets = octets.reshape(-1, 8)[:, :width].ravel()
    lanes = np.unpackbits(octets, bitorder="little").view(np.uint64)
    blocks = len(words) // _BLOCK
    whole = lanes[: _BLOCK * blocks * width].reshape(_BLOCK, blocks * width).sum(axis=0)
    rest = lanes[_BLOCK * blocks * width :].reshape(-1, width).sum(axis=0)
    total: Numbers = np.concatenate((whole, rest)).view(np.uint8).reshape(-1, 8 * width).sum(axis=0, dtype=np.int64)
    return total
