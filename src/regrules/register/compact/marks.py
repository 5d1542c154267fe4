"""A number for each text of a column, worked out from its bytes: the same number for the same text, wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .texts import MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..arrays import Numbers

AT_ONCE = 2**22
"""So many bytes at once, so that what is worked out for them stays in the processor's cache."""
FACTOR, LAST = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
HALF, THIRD = np.uint64(32), np.uint64(29)


def marks_of(arrays: Mapping[str, Numbers], size: int) -> npt.NDArray[np.uint64]:
    """
    The numbers of the texts that stand in arrays, those of missing cells 0.

    Args:
        arrays: As :func:`regrules.register.compact.texts.text_arrays` gives them, without rows that are left out.
        size: How many texts there are.
    """
    found = np.empty(size, dtype=np.uint64)
    content, ends = arrays["bytes"], arrays.get("ends")
    if ends is None:
        stops: Any = np.arange(1, size + 1, dtype=np.int64) * (len(content) // max(size, 1))
    else:
        stops = ends.astype(np.int64)
    starts = np.append(0, stops[:-1])
    step = max(1, AT_ONCE // max(1, int((stops - starts).max(initial=1))))
    for first in range(0, size, step):
        some = slice(first, first + step)
        lengths = stops[some] - starts[some]
        bytes_ = content[int(starts[first]) : int(stops[some][-1])]
        found[some] = _mixed(bytes_, lengths)
        short = np.flatnonzero(lengths == 1)
        found[first + short[content[starts[first + short]] == MARK]] = 0
    return found


def _mixed(content: Numbers, lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    width = -(-int(lengths.max(initial=1)) // 8) * 8
    signs = np.zeros((len(lengths), max(width, 8)), dtype=np.uint8)
    signs[np.arange(signs.shape[1]) < lengths[:, None]] = content
    found = lengths.astype(np.uint64) * LAST
    for place, word in enumerate(signs.view("<u8").T):
        mixed = (found ^ word) * FACTOR
        found = np.where(lengths > 8 * place, mixed ^ (mixed >> THIRD), found)
    found = (found ^ (found >> HALF)) * LAST
    return found ^ (found >> THIRD)
