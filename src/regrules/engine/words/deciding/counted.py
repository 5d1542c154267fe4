"""How many records counts lack, or have too many of, in many jurisdictions: the rules of :mod:`regrules.engine.counted`."""

from __future__ import annotations

import numpy as np

from ..standings import NONE
from .arrays import whole
from .reckoned import Reckoned
from .stretches import Bound, Bounds, Whole


def lacking(found: Reckoned, bounds: Bounds) -> Whole:
    """``counted.lacking``: how many more records are needed, least and most in two columns."""
    lower, count, (low, high) = bounds.lower, found.count, found.scale
    if lower is None:
        return _where_told(found, bounds, np.zeros_like(low), np.zeros_like(low))
    least = np.where(count.most < 0, 0, np.maximum(0, _needed(found, low, lower) - count.most))
    most = np.where(high < 0, NONE, np.maximum(0, _needed(found, high, lower) - count.least))
    return _where_told(found, bounds, least, most)


def _needed(found: Reckoned, scale: Whole, lower: Bound) -> Whole:
    top, bottom = _as_count(found, scale, lower)
    return top // bottom + 1 if lower.strict else -(-top // bottom)


def surplus(found: Reckoned, bounds: Bounds) -> Whole:
    """``counted.surplus``: how many records are too many."""
    upper, count, (low, high) = bounds.upper, found.count, found.scale
    if upper is None:
        return _where_told(found, bounds, np.zeros_like(low), np.zeros_like(low))
    least = np.where(high < 0, 0, np.maximum(0, count.least - _allowed(found, high, upper)))
    most = np.where(count.most < 0, NONE, np.maximum(0, count.most - _allowed(found, low, upper)))
    return _where_told(found, bounds, least, most)


def _allowed(found: Reckoned, scale: Whole, upper: Bound) -> Whole:
    top, bottom = _as_count(found, scale, upper)
    return -(-top // bottom) - 1 if upper.strict else top // bottom


def _as_count(found: Reckoned, scale: Whole, bound: Bound) -> tuple[Whole, Whole]:
    """A bound as a number of records: numerators and denominators."""
    return scale * (bound.top + found.offset * bound.bottom), found.over * bound.bottom


def _where_told(found: Reckoned, bounds: Bounds, least: Whole, most: Whole) -> Whole:
    """The same where there is a number and all that it is compared with is known; null elsewhere."""
    told = bounds.known & (found.scale[0] >= 0) & ~found.now.empty
    return whole(np.column_stack((np.where(told, least, NONE), np.where(told, most, NONE))))
