"""Whether failures can still be mended, in many jurisdictions: the rules of :mod:`regrules.engine.repair`."""

from __future__ import annotations

import numpy as np

from ... import repair
from ...limits import Limits, SizedLimits
from ...moment import Moment
from ...tally import COUNTED, DEAD, HIT, MISS, OPEN, PENDING, UNCOUNTED
from ..standings import Flags, Tallies, bits_of
from .bits import BREACHED, STILL_OPEN, Bits, everywhere, where
from .limited import allowed, needed
from .pending import mended_by_pending
from .tallied import at, can, chosen, forced, preferring, size, undetermined

REST = UNCOUNTED & ~PENDING


def failing(moment: Moment, tallies: Tallies, limits: SizedLimits) -> Bits:
    """``repair.failing``: open, breached or both."""
    number = len(tallies.further)
    if moment.family in ("tasks", "attested") or moment.rolling or moment.leaving:
        return everywhere(number, STILL_OPEN)
    if moment.family == "coverage" and moment.joining and moment.closed:
        return everywhere(number, STILL_OPEN)
    if not tallies.further.any():
        return _failing_of_all(moment, tallies, limits)
    found, places = _failing_with_further(moment, tallies, limits.at(0)), np.flatnonzero(~tallies.further)
    found[places] = _failing_of_all(moment, chosen(tallies, places), limits)
    return found


def _failing_of_all(moment: Moment, tallies: Tallies, limits: SizedLimits) -> Bits:
    """The same where the register shows every member."""
    if moment.family != "coverage" and moment.joinable:
        return _failing_while_joinable(tallies, limits.at(0), losable=moment.capped)
    return failing_for_good(moment, tallies, limits)


def _failing_with_further(moment: Moment, tallies: Tallies, only: Limits) -> Bits:
    """``repair._failing_with_further``."""
    number = len(tallies.further)
    if not moment.joinable:
        return everywhere(number, STILL_OPEN | BREACHED)
    if not (only.needs_all or only.allows_none):
        return everywhere(number, STILL_OPEN)
    spoilt = forced(tallies, DEAD if only.needs_all else HIT) > 0
    return where(~spoilt, STILL_OPEN) | np.uint8(BREACHED)


def _failing_while_joinable(tallies: Tallies, only: Limits, *, losable: bool) -> Bits:
    """``repair._failing_while_joinable``."""
    number = len(tallies.further)
    if only.allows_none and not losable:
        return everywhere(number, BREACHED)
    if not only.needs_all:
        return everywhere(number, STILL_OPEN)
    mendable = (can(tallies, OPEN) > 0) & (forced(tallies, DEAD) == 0)
    return where(can(tallies, DEAD) > 0, BREACHED) | where(mendable, STILL_OPEN)


def failing_for_good(moment: Moment, tallies: Tallies, limits: SizedLimits) -> Bits:
    """``repair.failing_for_good``: nobody new can join."""
    only = limits.only
    assert only is not None
    if only.lower is None and moment.capped:
        return _failing_by_trying(moment, tallies, limits)
    found = where(_may_be_lost(tallies, only), BREACHED)
    left = can(tallies, PENDING) > 0
    if only.lower is not None:
        found |= where(_may_be_mended(tallies, only), STILL_OPEN)
        left &= can(tallies, OPEN) == 0
    places = np.flatnonzero(left)
    if len(places):
        found[places] |= where(mended_by_pending(chosen(tallies, places), only), STILL_OPEN)
    return found


def _may_be_lost(tallies: Tallies, only: Limits) -> Flags:
    """``repair._may_be_lost``."""
    if only.lower is None:
        hits, _, others = preferring(tallies, HIT, REST, MISS | PENDING)
        return (hits + others > 0) & (hits > allowed(only, hits + others))
    dead, _, others = preferring(tallies, DEAD, REST, HIT | OPEN | PENDING)
    return (dead + others > 0) & (others < needed(only, dead + others))


def _may_be_mended(tallies: Tallies, only: Limits) -> Flags:
    """``repair._may_be_mended``, of a lower bound and where a miss is open."""
    opened, dead, _, hits = preferring(tallies, OPEN, DEAD, UNCOUNTED, HIT)
    short = hits < needed(only, opened + dead + hits)
    most, _, dead = preferring(tallies, HIT | OPEN | PENDING, REST, DEAD)
    return short & (can(tallies, OPEN) > 0) & (most >= needed(only, most + dead))


def _failing_by_trying(moment: Moment, tallies: Tallies, limits: SizedLimits) -> Bits:
    """``repair._failing_by_trying``: one size to try where all is known; the others one jurisdiction after the other."""
    only = limits.only
    assert only is not None
    found = _failing_at(moment, tallies, only)
    for place in np.flatnonzero(undetermined(tallies)).tolist():
        left = repair.failing_for_good(moment, at(tallies, place), limits)
        found[place] = sum(bits_of((status,)) for status in left)
    return found


def _failing_at(moment: Moment, tallies: Tallies, only: Limits) -> Bits:
    """``repair._failing_at``, of populations whose members have one outcome each."""
    hits, dead, counted, waiting = (can(tallies, some) for some in (HIT, DEAD, COUNTED, PENDING))
    final, everybody = counted + waiting, size(tallies)
    fewest, most = needed(only, final), allowed(only, final)
    losable = _losable(moment, waiting)
    found = np.zeros(len(hits), dtype=np.uint8)
    for low, high in ((0, needed(only, counted) - 1), (allowed(only, counted) + 1, everybody)):
        there = (low <= hits) & (hits <= high) & (counted > 0)
        mendable = (fewest <= most) & (losable | (hits <= most)) & (dead <= final - fewest)
        lost = (dead > final - fewest) | (~losable & (hits > most)) | (fewest > most)
        found |= where(there & mendable, STILL_OPEN) | where(there & lost, BREACHED)
    return found


def _losable(moment: Moment, waiting: object) -> Flags:
    """Where hits can be lost: in a coverage until its window ends, in a clock until it was asked and nobody is pending."""
    pending = np.asarray(waiting) > 0
    if not moment.capped:
        return np.zeros_like(pending)
    if moment.family == "coverage":
        return np.full_like(pending, not moment.closed)
    return pending | (not moment.asked)
