"""Statuses of shares in many jurisdictions: the rules of :mod:`regrules.engine.decide`, for targets of one bound."""

from __future__ import annotations

import numpy as np

from ...limits import Limits, SizedLimits
from ...moment import Moment
from ...tally import COUNTED, DEAD, HIT, MISS, OPEN, PENDING, UNCOUNTED
from ..standings import Flags, Tallies
from . import limited
from .arrays import flags
from .bits import BREACHED, LATE, MET, NOT_APPLICABLE, STILL_OPEN, Bits, everywhere, is_one, where
from .repairs import failing, failing_for_good
from .tallied import best, can, chosen, forced, may_be_empty, may_be_waiting, preferring, worst


def possible(tallies: Tallies, only: Limits) -> tuple[Flags, Flags]:
    """``decide.possible``: where the target may hold, and where it may fail."""
    high, low = best(tallies), worst(tallies)
    if only.lower is None:
        high, low = low, high
    holds = (high[1] > 0) & limited.holds(only, *high)
    fails = (low[1] > 0) & ~limited.holds(only, *low)
    if not tallies.further.any():
        return holds, fails
    may_hold, may_fail = _possible_with_further(tallies, only)
    return np.where(tallies.further, may_hold, holds), np.where(tallies.further, may_fail, fails)


def _possible_with_further(tallies: Tallies, only: Limits) -> tuple[Flags, Flags]:
    """``decide._possible_with_further``."""
    hits, missed, target = forced(tallies, HIT), forced(tallies, MISS), only.target
    if only.lower is not None:
        strict = target.above is not None
        some = 1 if strict else target.minimum or 0
        return ~((only.lower >= 1) & (strict | (missed > 0))), (only.lower > 0) | (hits < some)
    assert only.upper is not None
    strict = target.below is not None
    return ~((only.upper <= 0) & (strict | (hits > 0))), (only.upper < 1) | (strict & (missed == 0))


def statuses(moment: Moment, at_due: Tallies, now: Tallies, limits: SizedLimits) -> Bits:
    """``decide.statuses``: the statuses that are possible."""
    only, number = limits.only, len(now.further)
    assert only is not None
    if moment.before_plan or not moment.in_force:
        return everywhere(number, NOT_APPLICABLE)
    if not moment.begun:
        return everywhere(number, STILL_OPEN)
    over = moment.asked and moment.family != "clock"
    asked = at_due if over else now
    found = where(may_be_empty(asked), NOT_APPLICABLE) | where(may_be_waiting(asked), STILL_OPEN)
    held, failed = possible(asked, only)
    found |= where(held, MET)
    if over:
        holds, fails = (held, failed) if asked is now else possible(now, only)
        found |= where(failed & holds, LATE) | where(failed & (fails | (forced(now, COUNTED) == 0)), BREACHED)
        return found
    places = np.flatnonzero(failed)
    if len(places):
        found[places] |= failing(moment, chosen(now, places), limits)
    return found


def is_settled(moment: Moment, status: Bits, now: Tallies, limits: SizedLimits) -> Flags:
    """``decide.is_settled``: where no later fact can change the status."""
    one = is_one(status)
    if moment.provisional or moment.before_plan or (moment.rolling and not moment.staged):
        return np.zeros_like(one)
    if not moment.in_force:
        return one
    if not moment.begun:
        return np.zeros_like(one)
    if not moment.asked:
        return one & _settled_before(moment, status, now, limits)
    if moment.family != "clock":
        return one & _settled_when_over(moment, status, now, limits)
    over = can(now, PENDING) == 0
    when_over, before = (rule(moment, status, now, limits) for rule in (_settled_when_over, _settled_before))
    return one & np.where(over, when_over, before)


def _settled_before(moment: Moment, status: Bits, now: Tallies, limits: SizedLimits) -> Flags:
    """The part of ``decide.is_settled`` for what is not over."""
    if moment.family not in ("share", "clock") or moment.of_subjects or moment.leaving:
        return np.zeros_like(now.further)
    found = status == BREACHED
    if not moment.joinable and not moment.capped:
        found |= (status != STILL_OPEN) & _every_outcome_holds(now, limits)
    return flags(found & ~now.further)


def _settled_when_over(moment: Moment, status: Bits, now: Tallies, limits: SizedLimits) -> Flags:
    """``decide._settled_when_over``."""
    losable = (moment.capped and moment.family in ("share", "clock")) & (can(now, HIT) > 0)
    if moment.family == "clock":
        if moment.joining or moment.leaving:
            return np.zeros_like(losable)
        return flags(~losable | ((status == BREACHED) & (not limits.has_upper)))
    found = flags((status == MET) | (status == NOT_APPLICABLE))
    if moment.joining or moment.leaving:
        return found
    if moment.closed:
        return flags(found | ((can(now, OPEN) == 0) & ~losable))
    if moment.family != "coverage":
        return found
    late = status == LATE
    if not limits.has_upper and not moment.capped:
        found |= late
    places = np.flatnonzero(~found & ~late)
    if len(places):
        found[places] = failing_for_good(moment, chosen(now, places), limits) == BREACHED
    return found


def _every_outcome_holds(tallies: Tallies, limits: SizedLimits) -> Flags:
    """``decide._every_outcome_holds``."""
    only, out = limits.only, UNCOUNTED & ~PENDING
    assert only is not None
    missed, _, fewest = preferring(tallies, MISS | PENDING, out, HIT)
    most, _, dead = preferring(tallies, HIT | OPEN | PENDING, out, DEAD)
    lowest, highest = limited.needed(only, fewest + missed), limited.allowed(only, most + dead)
    return flags((fewest >= lowest) & (most <= highest))
