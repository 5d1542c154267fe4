"""The limits of a target of one bound, asked for many sizes at once; what :class:`regrules.engine.limits.Limits` says of one."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...limits import Limits, SizedLimits
from ..standings import Numbers, Tallies
from . import tallied

NEVER = 1 << 61
"""Stands for a number that nothing reaches."""


def in_words(limits: SizedLimits, *tallies: Tallies) -> bool:
    """Whether a target has one bound that a share can keep, and products with sizes fit into words."""
    only = limits.only
    if only is None:
        return False
    bound = only.lower if only.lower is not None else only.upper
    factor = 1 if bound is None else max(bound.numerator, bound.denominator)
    largest = max((int(tallied.size(each).max(initial=0)) for each in tallies), default=0)
    return 8 * (factor + (only.target.minimum or 0)) * (largest + 1) < NEVER


def needed(only: Limits, size: Numbers) -> Numbers:
    """``Limits.needed``: how many hits populations of these sizes need."""
    if only.lower is None:
        return np.zeros_like(size)
    top, bottom = only.lower.numerator * size, only.lower.denominator
    if only.target.above is not None:
        return top // bottom + 1
    return np.minimum(size, np.maximum(only.target.minimum or 0, _rounded(top, bottom, only.target.rounding)))


def _rounded(top: Numbers, bottom: int, how: str) -> Numbers:
    if how == "up":
        return -(-top // bottom)
    return top // bottom if how == "down" else (2 * top + bottom) // (2 * bottom)


def allowed(only: Limits, size: Numbers) -> Numbers:
    """``Limits.allowed``: how many hits they may have."""
    if only.upper is None:
        return size
    top, bottom = only.upper.numerator * size, only.upper.denominator
    return -(-top // bottom) - 1 if only.target.below is not None else top // bottom


def holds(only: Limits, hits: Numbers, size: Numbers) -> Any:
    """Where so many hits of so many keep the target."""
    return (needed(only, size) <= hits) & (hits <= allowed(only, size))


def enough_new(only: Limits, size: Numbers, hits: Numbers) -> Numbers:
    """``Limits.enough_new``: the fewest new hits that make up for missing ones; :data:`NEVER` if no number does."""
    assert only.lower is not None
    top, bottom = only.lower.numerator, only.lower.denominator
    if top >= bottom:
        return np.full_like(size, NEVER)
    exact, each = 2 * (top * size - bottom * hits), 2 * (bottom - top)
    if only.target.above is not None:
        return exact // each + 1
    if only.target.rounding == "up":
        new = -(-exact // each)
    else:
        new = (exact - bottom * (2 if only.target.rounding == "down" else 1)) // each + 1
    found: Numbers = np.maximum(new, (only.target.minimum or 0) - hits)
    return found
