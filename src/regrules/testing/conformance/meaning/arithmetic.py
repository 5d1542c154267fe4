"""Targets reckoned in whole numbers from what the plan writes: a second opinion on the engine's limits."""

from __future__ import annotations

from fractions import Fraction

from ....model.exact import exact
from ....model.targets import Bands, Target

MOST_MEMBERS = 240


def plain(target: Target | Bands, size: int) -> Target:
    """The target of a population of *size*."""
    if isinstance(target, Bands):
        return next(band.target for band in target.bands if band.up_to is None or size <= band.up_to)
    return target


def needed(target: Target, size: int, base: Fraction = Fraction(1)) -> int | None:
    """The fewest hits among *size* that keep the lower bound; None if there is none."""
    written = target.least if target.least is not None else target.above
    if written is None:
        return None
    share = exact(written) * base
    top, bottom = share.numerator * size, share.denominator
    if target.above is not None:
        return top // bottom + 1
    rounded = {"up": -(-top // bottom), "down": top // bottom, "half_up": (2 * top + bottom) // (2 * bottom)}
    return min(size, max(target.minimum or 0, rounded[target.rounding]))


def allowed(target: Target, size: int, base: Fraction = Fraction(1)) -> int | None:
    """The most hits among *size* that keep the upper bound; None if there is none."""
    written = target.most if target.most is not None else target.below
    if written is None:
        return None
    share = exact(written) * base
    top, bottom = share.numerator * size, share.denominator
    return -(-top // bottom) - 1 if target.below is not None else top // bottom


def share_kept(target: Target | Bands, size: int, hits: int) -> bool:
    """Whether so many hits keep the target."""
    one = plain(target, size)
    few, many = needed(one, size), allowed(one, size)
    return (few is None or hits >= few) and (many is None or hits <= many)


def value_kept(target: Target, value: Fraction, base: Fraction = Fraction(1)) -> bool:
    """Whether a number that is no share keeps the target, whose bounds are multiples of *base*."""
    checks = (
        target.least is None or value >= exact(target.least) * base,
        target.above is None or value > exact(target.above) * base,
        target.most is None or value <= exact(target.most) * base,
        target.below is None or value < exact(target.below) * base,
    )
    return all(checks)


def bounds_of(target: Target) -> tuple[Fraction, ...]:
    """The figures of its bounds."""
    written = (target.least, target.above, target.most, target.below)
    return tuple(exact(each) for each in written if each is not None)


def sizes(target: Target | Bands) -> tuple[int, ...]:
    """Sizes of population at which a share of it is a whole number, and at which it is not; of bands, both of their ends."""
    if isinstance(target, Bands):
        found = {1, 3}
        for band in target.bands:
            if band.up_to is not None:
                found |= {band.up_to, band.up_to + 1}
        return tuple(sorted(size for size in found if 0 < size <= MOST_MEMBERS))
    found = set()
    for bound in bounds_of(target):
        bottom = bound.denominator
        found |= {bottom} if 1 < bottom <= MOST_MEMBERS else {3}
        found |= {size for size in (7, 5, 3) if bound.numerator * size % bottom}
    return tuple(sorted(found))


def hits_beside(target: Target | Bands, size: int) -> tuple[int, ...]:
    """Numbers of hits on, below and above each bound."""
    one = plain(target, size)
    limits = [each for each in (needed(one, size), allowed(one, size)) if each is not None]
    return tuple(sorted({each + step for each in limits for step in (-1, 0, 1) if 0 <= each + step <= size}))
