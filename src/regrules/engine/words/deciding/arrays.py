"""Arrays of truths and of whole numbers, whatever they were computed from."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..standings import Flags, Numbers


def flags(found: Any) -> Flags:
    """What a comparison of arrays gives, which may be arrays of Python's own numbers."""
    return np.asarray(found, dtype=np.bool_)


def whole(numbers: Any) -> Numbers:
    """Whole numbers as words; as Python's own where one does not fit into a word."""
    try:
        return np.array(numbers, dtype=np.int64)
    except OverflowError:
        return np.array(numbers, dtype=object)
