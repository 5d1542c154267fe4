"""A number in many jurisdictions, and whether it keeps a target; :class:`regrules.engine.numbers.Number` with a place for each."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from attrs import frozen

from ...limits import Limits
from ..standings import Flags
from .arrays import flags

ROOM = 1 << 62
Whole = Any
"""Whole numbers in an array: of words, or of Python's own where products do not fit into words."""


def fitting(*arrays: Whole, factor: int) -> list[Whole]:
    """The same arrays, of Python's own numbers where their product with *factor* may not fit into a word."""
    largest = max((int(abs(end)) for each in arrays if len(each) for end in (each.max(), each.min())), default=0)
    return [each.astype(object) for each in arrays] if max(1, largest) * factor >= ROOM else list(arrays)


@frozen(kw_only=True, eq=False)
class Bound:
    """
    One bound of a target, with a place for each jurisdiction.

    Attributes:
        top: Numerators.
        bottom: Denominators.
        strict: The bound itself does not keep it.
    """

    top: Whole
    bottom: Whole
    strict: bool


@frozen(kw_only=True, eq=False)
class Bounds:
    """
    A target with its figures filled in, in many jurisdictions.

    Attributes:
        lower: The lower bound; None if there is none.
        upper: The upper bound; None if there is none.
        known: Where the figure that the bounds refer to is known.
    """

    lower: Bound | None
    upper: Bound | None
    known: Flags

    @classmethod
    def of(cls, limits: Sequence[Limits], number: int) -> Bounds:
        """The bounds of one target for all, or of one for each; they differ in nothing but their figure."""
        target = limits[0].target
        known = np.array([each.known for each in limits], dtype=np.bool_)
        return cls(
            lower=None if target.lower is None else _bound([each.lower for each in limits], target.above is not None),
            upper=None if target.upper is None else _bound([each.upper for each in limits], target.below is not None),
            known=np.broadcast_to(known, number),
        )

    @property
    def largest(self) -> int:
        """The largest numerator or denominator."""
        bounds = [each for each in (self.lower, self.upper) if each is not None]
        found: int = max(abs(number) for each in bounds for part in (each.top, each.bottom) for number in part.tolist())
        return found


def _bound(found: Sequence[Fraction | None], strict: bool) -> Bound:
    """A bound from fractions; where the figure is not known, nothing is asked of what stands in its place."""
    known = [Fraction(0) if each is None else each for each in found]
    tops, bottoms = [each.numerator for each in known], [each.denominator for each in known]
    return Bound(top=_array(tops), bottom=_array(bottoms), strict=strict)


def _array(numbers: list[int]) -> Whole:
    return np.array(numbers, dtype=np.int64 if max(map(abs, numbers)) < ROOM else object)


@frozen(kw_only=True, eq=False)
class Stretches:
    """
    Numbers that data leave open.

    Attributes:
        least: Numerators and denominators of the lowest values; a denominator of -1 where there is none.
        most: Those of the highest.
        unit: Numerators and denominators of what one record is worth, of which the values are multiples; None where any
            value between the bounds may be reached.
        maybe: Where there may be no number at all.
        empty: Where there is none.
    """

    least: tuple[Whole, Whole]
    most: tuple[Whole, Whole]
    unit: tuple[Whole, Whole] | None
    maybe: Flags
    empty: Flags

    def may_hold(self, bounds: Bounds) -> Flags:
        """``Number.may_hold``."""
        found = above_lower(self.most, bounds) & below_upper(self.least, bounds)
        if self.unit is not None and bounds.lower is not None and bounds.upper is not None:
            found &= self._some_step(bounds, self.unit)
        return flags(found | ~bounds.known)

    def may_fall_short(self, bounds: Bounds) -> Flags:
        """``Number.may_fall_short``."""
        if bounds.lower is None:
            return ~bounds.known
        return flags(~bounds.known | (self.least[1] < 0) | ~above_lower(self.least, bounds))

    def may_exceed(self, bounds: Bounds) -> Flags:
        """``Number.may_exceed``."""
        if bounds.upper is None:
            return ~bounds.known
        return flags(~bounds.known | (self.most[1] < 0) | ~below_upper(self.most, bounds))

    def may_fail(self, bounds: Bounds) -> Flags:
        """``Number.may_fail``."""
        return self.may_fall_short(bounds) | self.may_exceed(bounds)

    def _some_step(self, bounds: Bounds, unit: tuple[Whole, Whole]) -> Flags:
        """``Number._some_step``: how many records reach the lower bound, and whether so many may be there and not too many."""
        lower = bounds.lower
        assert lower is not None
        known = (self.least[1] > 0) & (unit[1] > 0)
        worth, over = (np.where(known, each, 1) for each in unit)
        # A record is worth `worth / over`; so many of them reach the lower bound, and one more if it is strict.
        records = -(-(lower.top * over) // (lower.bottom * worth))
        records = records + (lower.strict & (records * worth * lower.bottom == lower.top * over))
        records = np.maximum(records, self.least[0] // worth)
        fits = below_upper((records * worth, over), bounds)
        unbounded = self.most[1] < 0
        return flags(~known | (fits & (unbounded | (records * worth <= self.most[0]))))


def above_lower(number: tuple[Whole, Whole], bounds: Bounds) -> Flags:
    """``Limits.above_lower``; where there is no number, nothing speaks against it."""
    (top, bottom), lower = number, bounds.lower
    if lower is None:
        return np.ones(len(bounds.known), dtype=np.bool_)
    mine, needed = top * lower.bottom, lower.top * bottom
    return flags((mine > needed if lower.strict else mine >= needed) | (bottom < 0))


def below_upper(number: tuple[Whole, Whole], bounds: Bounds) -> Flags:
    """``Limits.below_upper``; where there is no number, nothing speaks against it."""
    (top, bottom), upper = number, bounds.upper
    if upper is None:
        return np.ones(len(bounds.known), dtype=np.bool_)
    mine, allowed = top * upper.bottom, upper.top * bottom
    return flags((mine < allowed if upper.strict else mine <= allowed) | (bottom < 0))
