"""
Whether pending members can mend a failure, in many jurisdictions; :func:`regrules.engine.repair._failing_by_trying` tries it.

Where no miss is open, a failure is mended only by members who are pending, and so is that of an upper bound in any case. Take a
lower bound. If so many are dead, let the threshold be the fewest hits that make up for them: the target fails
with fewer hits, and can be mended if hits and pending members together reach it. That is a box of numbers, which some completion
meets if and only if every union of its outcomes does (``Tally.allows``). The threshold never falls where more are dead, so the
fewest dead that reach what is at least asked are tried alone. An upper bound is the same with hits and misses exchanged.
"""

from __future__ import annotations

import numpy as np

from ...limits import Limits
from ...tally import HIT, MISS, PENDING, UNCOUNTED
from ..standings import Flags, Numbers, Tallies
from .arrays import flags
from .limited import NEVER, enough_new, needed
from .tallied import can, forced, size

REST = UNCOUNTED & ~PENDING


def mended_by_pending(tallies: Tallies, only: Limits) -> Flags:
    """Where a target that fails may still come to hold, if no miss is open, or the bound is an upper one."""
    spoiling, helping = (MISS, HIT) if only.lower is not None else (HIT, MISS)
    low, high = forced(tallies, spoiling), can(tallies, spoiling)
    fewest_helping, fewest_counted = forced(tallies, helping), forced(tallies, spoiling | helping)
    while (low < high).any():  # the fewest spoiling members that reach what is at least asked, found by halving
        middle = (low + high) // 2
        threshold = _threshold(only, middle)
        enough = (threshold > fewest_helping) & (middle + threshold > fewest_counted)
        low, high = np.where(enough, low, np.minimum(middle + 1, high)), np.where(enough, middle, high)
    return _fits(tallies, only, low, spoiling, helping) | _fits(tallies, only, np.maximum(low, 1), spoiling, helping)


def _threshold(only: Limits, spoiling: Numbers) -> Numbers:
    """How many helping members make up for so many spoiling ones."""
    if only.lower is not None:
        return np.where(needed(only, spoiling) > 0, enough_new(only, spoiling, np.zeros_like(spoiling)), 0)
    assert only.upper is not None
    top, bottom, strict = only.upper.numerator, only.upper.denominator, only.target.below is not None
    if not top:
        return np.where((spoiling > 0) | strict, NEVER, 0)
    everybody = spoiling * bottom // top + 1 if strict else -(-spoiling * bottom // top)
    return everybody - spoiling


def _fits(tallies: Tallies, only: Limits, number: Numbers, spoiling: int, helping: int) -> Flags:
    """Where some completion has this number of spoiling members, fails, and can be mended by those who are pending."""
    threshold, everybody = _threshold(only, number), size(tallies)
    outside = everybody - number - threshold  # so many may be out, at most
    one = np.where(number == 0, 1, 0)  # of nobody a target neither holds nor fails
    return flags(
        (forced(tallies, spoiling) <= number)
        & (number <= can(tallies, spoiling))
        & (one <= np.minimum(can(tallies, helping), threshold - 1))
        & (forced(tallies, helping) < threshold)
        & (outside >= np.maximum(0, forced(tallies, REST)))
        & (forced(tallies, spoiling | helping) < number + threshold)
        & (forced(tallies, helping | REST) < everybody - number)
        & (forced(tallies, spoiling | REST) <= everybody - threshold)
        & (can(tallies, PENDING) > 0)
    )
