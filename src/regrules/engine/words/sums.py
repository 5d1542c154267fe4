"""How many rows of each subject hold, for several truths at once: numbers in fields of words, added up together."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ...register.arrays import Packed
from .bits import Numbers

FIELDS = 8  # of eight bits each: seven for a number, and the highest one to tell whether it is enough
MOST = 2**7 - 1
Word = npt.NDArray[np.uint64]


def summed(held: npt.NDArray[np.bool_], classes: npt.NDArray[np.intp], table: Packed) -> tuple[Numbers, Numbers]:
    """
    How many rows of each run hold, and how many that name no subject.

    Args:
        held: For each truth whether it holds of each class of rows.
        classes: The class of each row.
        table: What the table knows of its rows.
    """
    assert table.starts is not None
    sums = np.zeros((len(held), len(table.starts)), dtype=np.int64)
    for place in range(0, len(held), 2):  # two numbers of 32 bits in a word
        some = held[place : place + 2]
        added = added_up(fields(some, 32)[classes[: table.named]], table)
        for each in range(len(some)):
            sums[place + each] = added >> np.uint64(32 * each) & np.uint64(2**32 - 1)
    return sums, nobodys(held, classes, table)


def nobodys(held: npt.NDArray[np.bool_], classes: npt.NDArray[np.intp], table: Packed) -> Numbers:
    """How many of the rows that name no subject hold, for each truth."""
    others = classes[table.named :]
    return np.array([np.count_nonzero(each[others]) for each in held], dtype=np.int64)


def fields(held: npt.NDArray[np.bool_], width: int) -> Word:
    """For each class a word with a one in the field of each truth that holds of it."""
    words = np.zeros(held.shape[1], dtype=np.uint64)
    for place, each in enumerate(held):
        words |= each.astype(np.uint64) << np.uint64(width * place)
    return words


def added_up(words: Word, table: Packed) -> Word:
    """The sum of the words of each run: differences of sums from the first row on, which wrap around as sums do."""
    assert table.starts is not None
    if not len(table.starts):
        return words[:0]
    ends = np.cumsum(words)[np.append(table.starts[1:], table.named) - 1]
    ends[1:] -= ends[:-1].copy()
    added: Word = ends
    return added


def reached(sums: Word, least: tuple[int, ...], more: Any = None) -> Word:
    """
    The highest bit of each field of eight bits whose number is large enough.

    Args:
        sums: Numbers of at most :data:`MOST` in fields.
        least: What each number must be, from the lowest field on.
        more: What is added to each number first; no sum exceeds :data:`MOST`.
    """
    lacking = [MOST + 1 - each + (0 if more is None else int(more[place])) for place, each in enumerate(least)]
    add = sum(each << 8 * place for place, each in enumerate(lacking))
    highest = sum(1 << 8 * place + 7 for place in range(len(least)))
    found: Word = (sums + np.uint64(add)) & np.uint64(highest)
    return found


def place_of(number: int) -> int:
    """The bit of a truth: the numbers of eight of them share a word, and their highest bits move down together."""
    return number // 64 * 64 + 8 * (number % FIELDS) + 7 - number % 64 // FIELDS
