"""How many rows of each subject hold, for several truths at once: numbers in fields of words, added up together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ...register.arrays import Packed
from .bits import Numbers


def summed(held: npt.NDArray[np.bool_], classes: npt.NDArray[np.intp], table: Packed) -> tuple[Numbers, Numbers]:
    """
    How many rows of each run hold, and how many that name no subject.

    Args:
        held: For each truth whether it holds of each class of rows.
        classes: The class of each row.
        table: What the table knows of its rows.

    The numbers of several truths stand in one word, each in a field so wide that no subject's rows overflow it.
    """
    assert table.starts is not None
    runs = len(table.starts)
    sums, anybodys = np.zeros((len(held), runs), dtype=np.int64), np.zeros(len(held), dtype=np.int64)
    longest = int(np.diff(table.starts, append=table.named).max(initial=0))
    width = 8 if longest < 2**8 else 16 if longest < 2**16 else 32
    for first in range(0, len(held), 64 // width):
        some = held[first : first + 64 // width]
        words = _fields(some, width)[classes]
        if runs:
            added = np.add.reduceat(words[: table.named], table.starts)
            for place in range(len(some)):
                sums[first + place] = added >> np.uint64(width * place) & np.uint64(2**width - 1)
        for place in range(len(some) if table.named < table.size else 0):
            anybodys[first + place] = np.count_nonzero(some[place][classes[table.named :]])
    return sums, anybodys


def _fields(held: npt.NDArray[np.bool_], width: int) -> npt.NDArray[np.uint64]:
    """For each class a word with a one in the field of each truth that holds of it."""
    words = np.zeros(held.shape[1], dtype=np.uint64)
    for place, each in enumerate(held):
        words |= each.astype(np.uint64) << np.uint64(width * place)
    return words
