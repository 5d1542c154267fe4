"""A target with its figures filled in: how many hits it needs, how many it allows, which values keep it."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from attrs import frozen

from ..model.targets import Bands, Target


@frozen(kw_only=True)
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

    @property
    def lower(self) -> Fraction | None:
        """The lower bound; None if there is none."""
        return None if self.target.lower is None or self.base is None else self.target.lower * self.base

    @property
    def upper(self) -> Fraction | None:
        """The upper bound; None if there is none."""
        return None if self.target.upper is None or self.base is None else self.target.upper * self.base

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
        exact = self.lower * size
        if self.target.above is not None:
            return floor(exact) + 1
        return min(size, max(self.target.minimum or 0, _rounded(exact, self.target.rounding)))

    def allowed(self, size: int) -> int:
        """How many hits a population of *size* may have."""
        if self.upper is None:
            return size
        exact = self.upper * size
        return ceil(exact) - 1 if self.target.below is not None else floor(exact)

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


def _rounded(exact: Fraction, how: str) -> int:
    if how == "up":
        return ceil(exact)
    return floor(exact) if how == "down" else floor(exact + Fraction(1, 2))


@frozen(kw_only=True)
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

    @property
    def known(self) -> bool:
        """Whether every figure that the bounds refer to is known."""
        return all(limits.known for _, limits in self.parts)

    @property
    def has_lower(self) -> bool:
        """Whether some band has a lower bound."""
        return any(limits.target.lower is not None for _, limits in self.parts)

    @property
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


def limits_of(target: Target | Bands, base: Fraction | None = Fraction(1)) -> SizedLimits:
    """The limits of *target*, its bounds being shares of *base* where it names a figure."""
    bands = [(band.up_to, band.target) for band in target.bands] if isinstance(target, Bands) else [(None, target)]
    return SizedLimits(
        parts=tuple(
            (up_to, Limits(target=each, base=base if each.of is not None else Fraction(1))) for up_to, each in bands
        )
    )
