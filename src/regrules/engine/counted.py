"""How many records a count lacks, or has too many of."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from .limits import Limits
from .population import Quantity
from .verdict import Range

NOTHING = Range(least=None, most=None)


def lacking(found: Quantity, only: Limits) -> Range:
    """How many more records are needed: the target as a count, rounded up, less the count."""
    if found.now.empty == "yes" or found.count is None or found.scale is None or not only.known:
        return NOTHING
    if only.lower is None:
        return Range(least=0, most=0)
    strict = only.target.above is not None

    def needed(scale: Fraction) -> int:
        exact = scale * (only.lower + found.offset)  # type: ignore[operator]  # the lower bound was checked above
        return floor(exact) + 1 if strict else ceil(exact)

    least_count, most_count = found.count
    least = 0 if most_count is None else max(0, needed(found.scale[0]) - most_count)
    most = None if found.scale[1] is None else max(0, needed(found.scale[1]) - least_count)
    return Range(least=least, most=most)


def surplus(found: Quantity, only: Limits) -> Range:
    """How many records are too many."""
    if found.now.empty == "yes" or found.count is None or found.scale is None or not only.known:
        return NOTHING
    if only.upper is None:
        return Range(least=0, most=0)
    strict = only.target.below is not None

    def allowed(scale: Fraction) -> int:
        exact = scale * (only.upper + found.offset)  # type: ignore[operator]  # the upper bound was checked above
        return ceil(exact) - 1 if strict else floor(exact)

    least_count, most_count = found.count
    least = 0 if found.scale[1] is None else max(0, least_count - allowed(found.scale[1]))
    most = None if most_count is None else max(0, most_count - allowed(found.scale[0]))
    return Range(least=least, most=most)
