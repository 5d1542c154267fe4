"""How many more are needed, how many are too many, and whether an open obligation is on its way."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from .limits import Limits, SizedLimits
from .tally import DEAD, HIT, OPEN, PENDING, UNCOUNTED, Tally
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
    found = [
        _further_hits(size, hits, opened, waiting, limits, joinable=joinable)
        for size, hits, opened, waiting in _extremes(tally)
    ]
    numbers = [number for number in found if number is not None]
    return Range(
        least=min(numbers, default=None), most=None if len(numbers) < len(found) else max(numbers, default=None)
    )


def _extremes(tally: Tally) -> list[tuple[int, int, int, int]]:
    """
    Size, hits, open misses and pending members of the completions where a shortfall can be least or most.

    For a size and a number of dead misses, more hits never need more further ones.
    """
    found = []
    rest = UNCOUNTED & ~PENDING
    for waiting in sorted({tally.forced(PENDING), tally.can(PENDING)}):
        for size in tally.sizes():
            outside = tally.size - size - waiting
            for dead in range(tally.forced(DEAD), min(tally.can(DEAD), size) + 1):
                fixed = ((DEAD, dead, dead), (PENDING, waiting, waiting), (rest, outside, outside))
                if outside < 0 or not tally.allows(*fixed):
                    continue
                fewest = _fewest_hits(tally, fixed)
                most = size - dead - _fewest_open(tally, fixed)
                found.extend((size, hits, size - dead - hits, waiting) for hits in {fewest, most})
    return found


def _fewest_hits(tally: Tally, fixed: tuple[tuple[int, int, int], ...]) -> int:
    return _fewest(tally, HIT, fixed)


def _fewest_open(tally: Tally, fixed: tuple[tuple[int, int, int], ...]) -> int:
    return _fewest(tally, OPEN, fixed)


def _fewest(tally: Tally, outcome: int, fixed: tuple[tuple[int, int, int], ...]) -> int:
    """The fewest members with *outcome* where the others' numbers are fixed: what no union of those can take up."""
    least = 0
    for chosen in range(1 << len(fixed)):
        outcomes, taken = outcome, 0
        for place, (some, _, number) in enumerate(fixed):
            if chosen >> place & 1:
                outcomes, taken = outcomes | some, taken + number
        least = max(least, tally.forced(outcomes) - taken)
    return least


def _further_hits(
    size: int, hits: int, opened: int, waiting: int, limits: SizedLimits, *, joinable: bool
) -> int | None:
    """The fewest further hits in one completion; None if no number is enough."""
    only = limits.at(size)
    plain = only.target.above is None and only.target.rounding == "up" and not only.target.minimum
    if limits.banded or limits.has_upper or not plain:
        return _by_trying(size, hits, opened, waiting, limits, joinable=joinable)
    needed = limits.needed(size) - hits
    if needed <= opened:
        return max(0, needed)
    share = only.lower or Fraction(0)
    if share < 1 and (joinable or waiting):
        joining = ceil((share * size - hits - opened) / (1 - share))
        if joinable or joining <= waiting:
            return opened + joining
    return None


def _by_trying(size: int, hits: int, opened: int, waiting: int, limits: SizedLimits, *, joinable: bool) -> int | None:
    """The same where rounding, a minimum, bands or an upper bound spoil the formula: try one number after the other."""
    if hits >= limits.needed(size):
        return 0
    joiners = _enough(size, limits) if joinable else waiting
    for further in range(1, opened + joiners + 1):
        for turned in range(max(0, further - joiners), min(opened, further) + 1):
            if limits.holds(size + further - turned, hits + further):
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
    lows, highs = [0] if not tally.sizes().start else [], [0]
    for size, fewest, most in tally.pairs():
        lows.append(max(0, fewest - limits.allowed(size)))
        highs.append(max(0, most - limits.allowed(size)))
    return Range(least=min(lows), most=max(highs))


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
    before, level = start - timedelta(days=1), floor
    for due, target in steps:
        if as_of <= due:
            if due <= before:
                return value >= target
            passed = Fraction((as_of - before).days, (due - before).days)
            return value >= level + (target - level) * passed
        before, level = due, target
    return value >= level


def needs_lower(limits: SizedLimits, size: int) -> Limits | None:
    """The limits at *size* if they have a lower bound that is known."""
    only = limits.at(size)
    return only if only.lower is not None else None
