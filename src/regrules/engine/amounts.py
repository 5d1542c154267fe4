"""How many more are needed, how many are too many, and whether an open obligation is on its way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, inf

from attrs import frozen

from .limits import Limits, SizedLimits
from .tally import COUNTED, DEAD, HIT, OPEN, PENDING, UNCOUNTED, Tally
from .verdict import Range


def shortfall(tally: Tally, limits: SizedLimits, *, joinable: bool) -> Range:
    """
    The fewest further hits that make the lower bound hold, over all completions.

    Args:
        tally: The population on the as-of date.
        limits: The target.
        joinable: New records may still join.
    """
    if not limits.has_lower and limits.known:
        return Range(least=0, most=0)
    if not limits.known or tally.further:
        return Range(least=0, most=None)
    if limits.only is not None:
        return _of_lower_bound(tally, limits.only, joinable=joinable)
    found = [
        _by_trying(size, hits, opened, waiting, limits, joinable=joinable)
        for size, hits, opened, waiting in (_every_number if limits.has_upper else _extremes)(tally)
    ]
    numbers = [number for number in found if number is not None]
    return Range(
        least=min(numbers, default=None), most=None if len(numbers) < len(found) else max(numbers, default=None)
    )


def _of_lower_bound(tally: Tally, only: Limits, *, joinable: bool) -> Range:
    """
    The same where there is one lower bound and nothing else.

    A member that becomes a hit instead of pending, pending instead of open or out, open or out instead of a dead miss never
    raises what is lacking. So the least and the most lie where each has its best, or its worst, outcome; only open and out
    cannot be compared.
    """
    rest = UNCOUNTED & ~PENDING
    best = _Choice.of(tally, (HIT, PENDING, OPEN | rest, DEAD), joinable=joinable)
    worst = _Choice.of(tally, (DEAD, OPEN | rest, PENDING, HIT), joinable=joinable)
    # With more open misses instead of members that are out the number first stays as it is, then rises from the lowest.
    reached = best.hits + best.opened
    new = 0 if reached >= only.needed(best.size) else only.enough_new(best.size, reached)
    least = best.lacking(best.either if new is None else min(new, best.either), only)
    most = worst.lacking(0, only)
    if most is not None:
        most = max(most, worst.lacking(worst.either, only) or 0)
    return Range(least=least, most=most)


@frozen
class _Choice:
    """
    Completions that differ in how many of some members are open misses instead of out.

    Attributes:
        hits: The hits.
        opened: The open misses in all of them.
        dead: The dead misses.
        either: The members that may be one or the other.
        joiners: How many new hits may join.
    """

    hits: int
    opened: int
    dead: int
    either: int
    joiners: float

    @classmethod
    def of(cls, tally: Tally, order: tuple[int, ...], *, joinable: bool) -> _Choice:
        """The completions where each member has the first outcomes of *order* that it can have."""
        numbers = dict(zip(order, tally.preferring(*order), strict=True))
        before = sum(order[: order.index(OPEN | UNCOUNTED & ~PENDING)])
        opened = either = 0
        for mask, count in tally.counts.items():
            if mask & OPEN and not mask & before:
                either += count if mask & UNCOUNTED & ~PENDING else 0
                opened += 0 if mask & UNCOUNTED & ~PENDING else count
        return cls(
            hits=numbers[HIT], opened=opened, dead=numbers[DEAD], either=either,
            joiners=inf if joinable else numbers[PENDING],
        )  # fmt: skip

    @property
    def size(self) -> int:
        """How many count if nobody of those who may be out does."""
        return self.hits + self.opened + self.dead

    def lacking(self, more: int, only: Limits) -> int | None:
        """The fewest further hits if *more* members are open misses; None if no number is enough."""
        size, opened = self.size + more, self.opened + more
        lacking = only.needed(size) - self.hits
        if lacking <= opened:
            return max(0, lacking)
        new = only.enough_new(size, self.hits + opened)
        return None if new is None or new > self.joiners else opened + new


Fixed = tuple[tuple[int, int], ...]


def _outside(tally: Tally) -> Iterator[tuple[int, int, Fixed]]:
    """Possible numbers of counted and of pending members, and the outcomes whose numbers they fix."""
    for waiting in range(tally.forced(PENDING), tally.can(PENDING) + 1):
        for size in tally.sizes():
            fixed = ((PENDING, waiting), (UNCOUNTED & ~PENDING, tally.size - size - waiting))
            if tally.allows(*((some, number, number) for some, number in fixed)):
                yield size, waiting, fixed


def _extremes(tally: Tally) -> Iterator[tuple[int, int, int, int]]:
    """
    Size, hits, open misses and pending members of the completions where a shortfall can be least or most.

    Where size and pending members are given, a hit instead of an open miss, or that instead of a dead one, never raises
    what is lacking; and some completion has both the most hits and the fewest dead misses, as some has the contrary.
    """
    for size, waiting, fixed in _outside(tally):
        for hits, dead in (
            (size - _fewest(tally, OPEN | DEAD, fixed), _fewest(tally, DEAD, fixed)),
            (_fewest(tally, HIT, fixed), size - _fewest(tally, HIT | OPEN, fixed)),
        ):
            yield size, hits, size - dead - hits, waiting


def _every_number(tally: Tally) -> Iterator[tuple[int, int, int, int]]:
    """The same of all completions; an upper bound makes any of them the least or the most."""
    for size, waiting, outside in _outside(tally):
        for dead in range(_fewest(tally, DEAD, outside), size - _fewest(tally, HIT | OPEN, outside) + 1):
            fixed = (*outside, (DEAD, dead))
            for hits in range(_fewest(tally, HIT, fixed), size - dead - _fewest(tally, OPEN, fixed) + 1):
                yield size, hits, size - dead - hits, waiting


def _fewest(tally: Tally, outcome: int, fixed: Fixed) -> int:
    """The fewest members with *outcome* where the others' numbers are fixed: what no union of those can take up."""
    unions = [(outcome, 0)]
    for some, number in fixed:
        unions += [(outcomes | some, taken + number) for outcomes, taken in unions]
    return max(0, *(tally.forced(outcomes) - taken for outcomes, taken in unions))


def _by_trying(size: int, hits: int, opened: int, waiting: int, limits: SizedLimits, *, joinable: bool) -> int | None:
    """The fewest further hits in one completion: try one number after the other; None if none is enough."""
    if hits >= limits.needed(size):
        return 0
    joiners = _enough(size, limits) if joinable else waiting
    for further in range(1, opened + joiners + 1):
        if limits.fits(hits + further, size + max(0, further - opened), size + min(joiners, further)):
            return further
    return None


def _enough(size: int, limits: SizedLimits) -> int:
    """A number of new hits beyond which more of them change nothing."""
    most = size + 1
    for up_to, each in limits.parts:
        share = each.lower if each.lower is not None and each.lower < 1 else Fraction(0)
        most = max(most, ceil((size + (each.target.minimum or 0) + 2) / (1 - share)), (up_to or 0) + 1)
    return most


def excess(tally: Tally, limits: SizedLimits) -> Range:
    """How many hits are too many, over all completions."""
    if limits.known and not limits.has_upper:
        return Range(least=0, most=0)
    if not limits.known or tally.further:
        return Range(least=0, most=None)
    if limits.only is not None:
        return _above_upper_bound(tally, limits.only)
    lows, highs = [0] if not tally.sizes().start else [], [0]
    for size, fewest, most in tally.pairs():
        lows.append(max(0, fewest - limits.allowed(size)))
        highs.append(max(0, most - limits.allowed(size)))
    return Range(least=min(lows), most=max(highs))


def _above_upper_bound(tally: Tally, only: Limits) -> Range:
    """The same where there is one upper bound and nothing else."""
    (fewest, few), (most, many) = tally.worst, tally.best
    return Range(
        least=max(0, fewest - only.allowed(few)) if tally.forced(COUNTED) else 0,
        most=max(0, most - only.allowed(many)) if many else 0,
    )


def on_line(
    value: Fraction, as_of: date, start: date, steps: tuple[tuple[date, Fraction], ...], floor: Fraction
) -> bool:
    """
    Whether *value* reaches the line on the as-of date.

    Args:
        value: The least possible number.
        as_of: The as-of date.
        start: First day of the window; the line begins at *floor* on the day before.
        steps: Due days and targets, rising; between them the line is straight.
        floor: The number where nothing has been counted.
    """
    return value >= height(as_of, start, steps, floor)


def height(as_of: date, start: date, steps: tuple[tuple[date, Fraction], ...], floor: Fraction) -> Fraction:
    """How high the line of :func:`on_line` stands on the as-of date."""
    before, level = start - timedelta(days=1), floor
    for due, target in steps:
        if as_of <= due:
            if due <= before:
                return target
            passed = Fraction((as_of - before).days, (due - before).days)
            return level + (target - level) * passed
        before, level = due, target
    return level
