"""Statuses of counts, rates and growth in many jurisdictions: the rules of :mod:`regrules.engine.numbers`."""

from __future__ import annotations

import numpy as np

from ...moment import Moment
from ..standings import Flags
from .arrays import flags
from .bits import BREACHED, LATE, MET, NOT_APPLICABLE, STILL_OPEN, Bits, everywhere, is_one, where
from .stretches import Bounds, Stretches


def statuses(moment: Moment, at_due: Stretches, now: Stretches, bounds: Bounds) -> Bits:
    """``numbers.statuses``: the statuses that are possible."""
    number = len(bounds.known)
    if moment.before_plan or not moment.in_force:
        return everywhere(number, NOT_APPLICABLE)
    asked = at_due if moment.asked else now
    if not moment.begun:
        return np.where(asked.empty, NOT_APPLICABLE, STILL_OPEN).astype(np.uint8)
    found = where(asked.maybe, NOT_APPLICABLE) | where(asked.may_hold(bounds), MET)
    if moment.asked:
        fails = asked.may_fail(bounds)
        found |= where(fails & ~now.empty & now.may_hold(bounds), LATE)
        found |= where(fails & (now.maybe | now.empty | now.may_fail(bounds)), BREACHED)
    else:
        found |= _failing(moment, now, bounds)
    return np.where(asked.empty, NOT_APPLICABLE, found).astype(np.uint8)


def _failing(moment: Moment, now: Stretches, bounds: Bounds) -> Bits:
    """``numbers._failing``: a count rises while its window is open."""
    falls, rises = moment.leaving, moment.joining or not moment.closed
    short = where(now.may_fall_short(bounds), STILL_OPEN if rises else BREACHED)
    return short | where(now.may_exceed(bounds), STILL_OPEN if falls else BREACHED)


def is_settled(moment: Moment, status: Bits, now: Stretches, bounds: Bounds, base_final: Flags) -> Flags:
    """``numbers.is_settled``: where no later fact can change the status."""
    one = is_one(status)
    if moment.provisional or moment.before_plan or (moment.rolling and not moment.staged):
        return np.zeros_like(one)
    if not moment.in_force:
        return one
    if not moment.begun:
        return np.zeros_like(one)
    one &= base_final
    if moment.asked:
        if moment.closed and not moment.joining and not moment.leaving:
            return one
        stays = bounds.upper is None and not moment.leaving
        late = (status == LATE) & stays
        return flags(one & ((status == MET) | (status == NOT_APPLICABLE) | late))
    if moment.leaving:
        return np.zeros_like(one)
    if bounds.upper is not None:
        return flags(one & bounds.known & (status == BREACHED) & ~now.may_hold(bounds))
    return flags(one & bounds.known & (status == MET))
