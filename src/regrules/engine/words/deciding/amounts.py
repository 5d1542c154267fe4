"""How many are lacking or too many, in many jurisdictions: the rules of :mod:`regrules.engine.amounts` for one bound."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from attrs import frozen

from ...limits import Limits, SizedLimits
from ...tally import COUNTED, DEAD, HIT, OPEN, PENDING, UNCOUNTED
from ..standings import NONE, Numbers, Tallies
from .limited import NEVER, allowed, enough_new, needed
from .tallied import Masks, best, forced, preferring, worst

OPEN_OR_OUT = OPEN | UNCOUNTED & ~PENDING


def pairs(least: Numbers, most: Numbers) -> Numbers:
    """Ranges in two columns."""
    return np.column_stack((least, most))


def nothing(number: int) -> Numbers:
    """The range from 0 to 0, *number* times."""
    return np.zeros((number, 2), dtype=np.int64)


def shortfall(tallies: Tallies, limits: SizedLimits, *, joinable: bool) -> Numbers:
    """``amounts.shortfall``: the fewest further hits that make the lower bound hold."""
    only = limits.only
    if only is None or only.lower is None:
        return nothing(len(tallies.further))
    found = _of_lower_bound(tallies, only, joinable=joinable)
    found[tallies.further] = (0, NONE)
    return found


def _of_lower_bound(tallies: Tallies, only: Limits, *, joinable: bool) -> Numbers:
    """``amounts._of_lower_bound``."""
    top = _choice(tallies, (HIT, PENDING, OPEN_OR_OUT, DEAD), joinable=joinable)
    low = _choice(tallies, (DEAD, OPEN_OR_OUT, PENDING, HIT), joinable=joinable)
    reached = top.hits + top.opened
    new = np.where(reached >= needed(only, top.size), 0, enough_new(only, top.size, reached))
    least = top.lacking(np.minimum(new, top.either), only)
    most, other = low.lacking(np.zeros_like(low.either), only), low.lacking(low.either, only)
    most = np.where(most == NONE, NONE, np.maximum(most, other))
    return pairs(least, most)


@frozen(kw_only=True, eq=False)
class Choice:
    """
    Completions that differ in how many of some members are open misses instead of out (``amounts._Choice``).

    Attributes:
        hits: The hits.
        opened: The open misses in all of them.
        dead: The dead misses.
        either: The members that may be one or the other.
        joiners: How many new hits may join.
    """

    hits: Numbers
    opened: Numbers
    dead: Numbers
    either: Numbers
    joiners: Numbers

    @property
    def size(self) -> Numbers:
        """How many count if nobody of those who may be out does."""
        return self.hits + self.opened + self.dead

    def lacking(self, more: Numbers, only: Limits) -> Numbers:
        """The fewest further hits if *more* members are open misses; -1 if no number is enough."""
        size, opened = self.size + more, self.opened + more
        lacking = needed(only, size) - self.hits
        new = enough_new(only, size, self.hits + opened)
        beyond = np.where(new > self.joiners, NONE, opened + new)
        return np.where(lacking <= opened, np.maximum(0, lacking), beyond)


def _choice(tallies: Tallies, order: tuple[int, ...], *, joinable: bool) -> Choice:
    numbers = dict(zip(order, preferring(tallies, *order), strict=True))
    opened, either = (tallies.counts @ _open_or_either(tallies.masks, order)).T
    pending = numbers[PENDING]
    joiners = np.full_like(pending, NEVER - 1) if joinable else pending
    return Choice(hits=numbers[HIT], opened=opened, dead=numbers[DEAD], either=either, joiners=joiners)


@lru_cache(maxsize=4096)
def _open_or_either(masks: Masks, order: tuple[int, ...]) -> Numbers:
    """For each mask whether its members are open misses at last, and whether they may be out instead."""
    before = sum(order[: order.index(OPEN_OR_OUT)])
    found = np.zeros((len(masks), 2), dtype=np.int64)
    for row, mask in enumerate(masks):
        if mask & OPEN and not mask & before:
            found[row, 1 if mask & UNCOUNTED & ~PENDING else 0] = 1
    return found


def excess(tallies: Tallies, limits: SizedLimits) -> Numbers:
    """``amounts.excess``: how many hits are too many."""
    only = limits.only
    if only is None or only.upper is None:
        return nothing(len(tallies.further))
    (fewest, few), (most, many) = worst(tallies), best(tallies)
    least = np.where(forced(tallies, COUNTED) > 0, np.maximum(0, fewest - allowed(only, few)), 0)
    found = pairs(least, np.where(many > 0, np.maximum(0, most - allowed(only, many)), 0))
    found[tallies.further] = (0, NONE)
    return found
