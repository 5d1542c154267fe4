"""Counts, rates and growth from counts of several jurisdictions: the arithmetic of :mod:`regrules.engine.reckoning`."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from ..standings import NONE, Flags
from .stretches import Stretches, Whole

MILLION = 1_000_000


@frozen(kw_only=True, eq=False)
class Counts:
    """The least and the most records; -1 where the register may lack some."""

    least: Whole
    most: Whole


@frozen(kw_only=True, eq=False)
class Reckoned:
    """
    A count, a rate or a growth in several jurisdictions; what :class:`regrules.engine.population.Quantity` is of one.

    Attributes:
        at_due: The numbers as they were on the due day.
        now: As they are on the as-of date.
        count: The counts behind them.
        scale: What the target is multiplied with to be a count, least and most; -1 where it is not known.
        over: What that is divided by.
        offset: What is added to the target before: 1 for growth.
        base_final: Where nothing can change the scale any more.
        base: What a rate or a growth is taken against, least and most; -1 where there is none.
    """

    at_due: Stretches
    now: Stretches
    count: Counts
    scale: tuple[Whole, Whole]
    over: int = 1
    offset: int = 0
    base_final: Flags
    base: tuple[Whole, Whole]


def counts(now: Counts, then: Counts, final: Flags) -> Reckoned:
    """Plain counts."""
    one, none = np.ones_like(now.least), np.full_like(now.least, NONE)
    at_due, today = (_stretches(each, one, one) for each in (then, now))
    return Reckoned(at_due=at_due, now=today, count=now, scale=(one, one), base_final=final, base=(none, none))


def rates(now: Counts, then: Counts, residents: Whole, final: Flags) -> Reckoned:
    """``reckoning.rate_of``: counts per million residents; unknown where the residents are not known."""
    worth, known = np.full_like(now.least, MILLION), residents > 0
    residents = np.where(known, residents, NONE)
    at_due, today = (_stretches(each, worth, residents) for each in (then, now))
    both = residents, residents
    return Reckoned(
        at_due=at_due, now=today, count=now, scale=both, over=MILLION, base_final=final & known, base=both
    )  # fmt: skip


def _stretches(found: Counts, worth: Whole, over: Whole) -> Stretches:
    """Stretches of which each record is worth so much; -1 below where there is none."""
    no = np.zeros(len(found.least), dtype=np.bool_)
    least = found.least * worth, over
    most = np.where(found.most < 0, 0, found.most * worth), np.where(found.most < 0, NONE, over)
    return Stretches(least=least, most=most, unit=(worth, over), maybe=no, empty=no)


def growth(now: Counts, then: Counts, base: Counts, final: Flags) -> Reckoned:
    """``reckoning.growth_of``: the change of counts against others, as a share of those."""
    both = base.least, base.most
    at_due, today = _growth(then, base), _growth(now, base)
    return Reckoned(at_due=at_due, now=today, count=now, scale=both, offset=1, base_final=final, base=both)


def _growth(found: Counts, base: Counts) -> Stretches:
    """``reckoning._growth``: nothing grows against zero, nor against what is not known."""
    empty = (base.least == 0) & (base.most == 0)
    unknown = empty | (base.least < 0) | (base.most == 0)
    floor = np.maximum(base.least, 1)
    no_least, no_most = unknown | (base.most < 0), unknown | (found.most < 0)
    least = np.where(no_least, 0, found.least - base.most), np.where(no_least, NONE, base.most)
    most = np.where(no_most, 0, found.most - floor), np.where(no_most, NONE, floor)
    return Stretches(least=least, most=most, unit=None, maybe=~empty & (unknown | (base.least == 0)), empty=empty)
