"""The part of a standing that depends on the target."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from ..standings import NONE, Flags, Numbers
from .bits import Bits
from .outlooks import Outlooks


@frozen(kw_only=True, eq=False)
class Decided:
    """What depends on the target; fields as those of :class:`regrules.engine.words.standings.Standings`."""

    could_be: Bits
    settled: Flags
    outlook: Outlooks
    shortfall: Numbers
    excess: Numbers
    outstanding: Numbers


def of_indicator(number: int) -> Decided:
    """An indicator has no status, and nothing is lacking."""
    none = np.full((number, 2), NONE, dtype=np.int64)
    return Decided(
        could_be=np.zeros(number, dtype=np.uint8),
        settled=np.zeros(number, dtype=np.bool_),
        outlook=np.zeros(number, dtype=np.uint8),
        shortfall=none,
        excess=none,
        outstanding=np.zeros(number, dtype=np.int64),
    )
