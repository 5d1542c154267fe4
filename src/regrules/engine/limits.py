"""A target with its figures filled in: how many hits it needs, how many it allows, which values keep it."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property, lru_cache

from attrs import frozen

from ..model.targets import Bands, Target


@frozen(kw_only=True, slots=False)
class Limits:
    """
    The bounds of one target.

    Attributes:
        target: The target.
        base: The figure of which its bounds are shares; 1 if it names none, None if the register has none.
    """

    target: Target
    base: Fraction | None = Fraction(1)

    @property
    def known(self) -> bool:
        """Whether the figure that the bounds refer to is known."""
        return self.base is not None

    @cached_property
    def lower(self) -> Fraction | None:
        """The lower bound; None if there is none."""
        return None if self.target.lower is None or self.base is None else self.target.lower * self.base

    @cached_property
    def upper(self) -> Fraction | None:
        """The upper bound; None if there is none."""
        return None if self.target.upper is None or self.base is None else self.target.upper * self.base

    @cached_property
    def regular(self) -> bool:
        """Whether a share can keep the bounds: then one member more needs (and allows) one hit more, or none."""
        return all(bound is None or 0 <= bound <= 1 for bound in (self.lower, self.upper))

    @property
    def needs_all(self) -> bool:
        """Whether a hundred percent is needed, so that one dead miss cannot be repaired."""
        return self.target.least is not None and self.lower == 1

    @property
    def allows_none(self) -> bool:
        """Whether no hit at all is allowed."""
        return self.target.most is not None and self.upper == 0

    def needed(self, size: int) -> int:
        """How many hits a population of *size* needs."""
        if self.lower is None:
            return 0
        top, bottom = self.lower.numerator * size, self.lower.denominator
        if self.target.above is not None:
            return top // bottom + 1
        return min(size, max(self.target.minimum or 0, _rounded(top, bottom, self.target.rounding)))

    def allowed(self, size: int) -> int:
        """How many hits a population of *size* may have."""
        if self.upper is None:
            return size
        top, bottom = self.upper.numerator * size, self.upper.denominator
        return -(-top // bottom) - 1 if self.target.below is not None else top // bottom

    def enough_new(self, size: int, hits: int) -> int | None:
        """
        The fewest new members, hits all of them, that make up for missing hits; None if no number does.

        Args:
            size: The members there are; more than *hits*.
            hits: How many of them are hits; fewer than are needed.
        """
        assert self.lower is not None
        top, bottom = self.lower.numerator, self.lower.denominator
        if top >= bottom:
            return None
        # What is lacking, and what one new hit makes up for, both doubled so that a half is whole.
        exact, each = 2 * (top * size - bottom * hits), 2 * (bottom - top)
        if self.target.above is not None:
            return exact // each + 1
        if self.target.rounding == "up":
            new = -(-exact // each)
        else:  # what is rounded down may lie above the hits, by less than one or by less than a half
            new = (exact - bottom * (2 if self.target.rounding == "down" else 1)) // each + 1
        return max(new, (self.target.minimum or 0) - hits)

    def fits(self, hits: int, first: int, last: int) -> bool:
        """Whether *hits* keep the bounds for some size from *first* to *last*."""
        while first < last and self.upper is not None:  # the smallest size that allows so many
            middle = (first + last) // 2
            first, last = (first, middle) if self.allowed(middle) >= hits else (middle + 1, last)
        return self.needed(first) <= hits <= self.allowed(first)

    def above_lower(self, value: Fraction) -> bool:
        """Whether a value keeps the lower bound."""
        if self.lower is None:
            return True
        return value > self.lower if self.target.above is not None else value >= self.lower

    def below_upper(self, value: Fraction) -> bool:
        """Whether a value keeps the upper bound."""
        if self.upper is None:
            return True
        return value < self.upper if self.target.below is not None else value <= self.upper


def _rounded(top: int, bottom: int, how: str) -> int:
    if how == "up":
        return -(-top // bottom)
    return top // bottom if how == "down" else (2 * top + bottom) // (2 * bottom)


@frozen(kw_only=True, slots=False)
class SizedLimits:
    """
    Limits that depend on the size of the population.

    Attributes:
        parts: Largest size (None for the rest) and limits, rising.
    """

    parts: tuple[tuple[int | None, Limits], ...]

    def at(self, size: int) -> Limits:
        """The limits of a population of *size*."""
        return next(limits for up_to, limits in self.parts if up_to is None or size <= up_to)

    @property
    def banded(self) -> bool:
        """Whether there is more than one band."""
        return len(self.parts) > 1

    @cached_property
    def known(self) -> bool:
        """Whether every figure that the bounds refer to is known."""
        return all(limits.known for _, limits in self.parts)

    @cached_property
    def has_lower(self) -> bool:
        """Whether some band has a lower bound."""
        return any(limits.target.lower is not None for _, limits in self.parts)

    @cached_property
    def only(self) -> Limits | None:
        """The limits where they have one bound, the same for every size, and a share can keep it; None otherwise."""
        first = self.parts[0][1]
        plain = not self.banded and first.known and first.regular and not (self.has_lower and self.has_upper)
        return first if plain else None

    @cached_property
    def has_upper(self) -> bool:
        """Whether some band has an upper bound."""
        return any(limits.target.upper is not None for _, limits in self.parts)

    def needed(self, size: int) -> int:
        """How many hits a population of *size* needs."""
        return self.at(size).needed(size)

    def allowed(self, size: int) -> int:
        """How many hits a population of *size* may have."""
        return self.at(size).allowed(size)

    def holds(self, size: int, hits: int) -> bool:
        """Whether *hits* of *size* keep the target."""
        return self.needed(size) <= hits <= self.allowed(size)

    def fits(self, hits: int, first: int, last: int) -> bool:
        """Whether *hits* keep the target for some size from *first* to *last*."""
        for up_to, limits in self.parts:
            end = last if up_to is None else min(last, up_to)
            if first <= end and limits.fits(hits, first, end):
                return True
            first = max(first, end + 1)
        return False


@lru_cache(maxsize=1024)
def limits_of(target: Target | Bands, base: Fraction | None = Fraction(1)) -> SizedLimits:
    """The limits of *target*, its bounds being shares of *base* where it names a figure."""
    bands = [(band.up_to, band.target) for band in target.bands] if isinstance(target, Bands) else [(None, target)]
    return SizedLimits(
        parts=tuple(
            (up_to, Limits(target=each, base=base if each.of is not None else Fraction(1))) for up_to, each in bands
        )
    )
