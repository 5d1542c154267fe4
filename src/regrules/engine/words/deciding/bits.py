"""Statuses as bits of a word: what each stands for, and how flags become words."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..standings import Flags, bits_of
from .arrays import flags

Bits = npt.NDArray[np.uint8]

MET, LATE, BREACHED, STILL_OPEN, NOT_APPLICABLE = (
    bits_of((status,)) for status in ("met", "late", "breached", "open", "not_applicable")
)


def where(held: Flags, status: int) -> Bits:
    """The bit of a status where a flag is set."""
    found: Bits = held * np.uint8(status)
    return found


def everywhere(number: int, status: int) -> Bits:
    """The bit of a status, *number* times."""
    return np.full(number, status, dtype=np.uint8)


def is_one(found: Bits) -> Flags:
    """Where exactly one status is possible."""
    return flags((found != 0) & (found & (found - np.uint8(1)) == 0))
