"""Whether a target that fails before it is over can still be mended: open, or breached at once."""

from __future__ import annotations

from .limits import Limits, SizedLimits
from .moment import Moment
from .tally import DEAD, HIT, MISS, OPEN, PENDING, UNCOUNTED, Tally
from .verdict import Status


def failing(moment: Moment, tally: Tally, limits: SizedLimits) -> set[Status]:
    """Open, breached or both: whether failures can still be repaired."""
    if moment.family in ("tasks", "attested") or moment.rolling or moment.leaving:
        return {"open"}
    if moment.family == "coverage" and moment.joining and moment.closed:
        return {"open"}
    if not limits.known:
        return {"open", "breached"}
    if tally.further:
        return _failing_with_further(moment, tally, limits)
    if moment.family != "coverage" and moment.joinable:
        return _failing_while_joinable(tally, limits, losable=moment.capped)
    return failing_for_good(moment, tally, limits)


def _failing_with_further(moment: Moment, tally: Tally, limits: SizedLimits) -> set[Status]:
    """Records that the register does not show may have failed for good, where one such failure is enough."""
    if not moment.joinable:
        return {"open", "breached"}
    only = limits.at(0)
    if limits.banded or not (only.needs_all or only.allows_none):
        return {"open"}
    spoilt = (only.needs_all and tally.forced(DEAD)) or (only.allows_none and tally.forced(HIT))
    return {"breached"} if spoilt else {"open", "breached"}


def _failing_while_joinable(tally: Tally, limits: SizedLimits, *, losable: bool) -> set[Status]:
    """New records can still mend a share, unless everything is needed (or nothing allowed) and one member spoils it."""
    only = limits.at(0)
    if limits.banded:
        return {"open"}
    if only.allows_none and not losable:
        return {"breached"}
    if not only.needs_all:
        return {"open"}
    found: set[Status] = {"breached"} if tally.can(DEAD) else set()
    return found | {"open"} if tally.can(OPEN) and not tally.forced(DEAD) else found


def failing_for_good(moment: Moment, tally: Tally, limits: SizedLimits) -> set[Status]:
    """Nobody new can join: a failure is open if some number from the hits to all that can still become hits holds."""
    only = limits.only
    if only is None or (only.lower is None and moment.capped):
        return _failing_by_trying(moment, tally, limits)
    found: set[Status] = set()
    if _may_be_lost(tally, only):
        found.add("breached")
    if _may_be_mended(tally, only) and (
        (only.lower is not None and tally.can(OPEN)) or "open" in _failing_by_trying(moment, tally, limits)
    ):
        found.add("open")
    return found


def _may_be_lost(tally: Tally, only: Limits) -> bool:
    """Whether a failure of a target of one bound may be beyond repair: likeliest with the worst outcome of each member."""
    rest = UNCOUNTED & ~PENDING
    if only.lower is None:
        hits, _, others = tally.preferring(HIT, rest, MISS | PENDING)
        return hits + others > 0 and hits > only.allowed(hits + others)
    dead, _, others = tally.preferring(DEAD, rest, HIT | OPEN | PENDING)
    return dead + others > 0 and others < only.needed(dead + others)


def _may_be_mended(tally: Tally, only: Limits) -> bool:
    """
    Whether a failure of a target of one bound may be mended, as far as single numbers tell.

    With a lower bound and an open miss that is exact: let everybody be an open miss who can; from the completion with the
    fewest hits to the one with the most, one member after the other, hits are lacking one by one, until a single one lacks.
    """
    rest = UNCOUNTED & ~PENDING
    if only.lower is None:
        others, _, hits = tally.preferring(MISS | PENDING, rest, HIT)
        return tally.can(PENDING) > 0 and hits <= only.allowed(hits + others)
    opened, dead, _, hits = tally.preferring(OPEN, DEAD, UNCOUNTED, HIT)
    short = hits < only.needed(opened + dead + hits)
    most, _, dead = tally.preferring(HIT | OPEN | PENDING, rest, DEAD)
    return short and tally.can(OPEN | PENDING) > 0 and most >= only.needed(most + dead)


def _failing_by_trying(moment: Moment, tally: Tally, limits: SizedLimits) -> set[Status]:
    """
    The same for any target: try all sizes.

    Where hits can be lost, the number may also fall; in a coverage no longer once its window has ended, in a clock that
    was asked no longer once nobody is pending.
    """
    found: set[Status] = set()
    for waiting in range(tally.forced(PENDING), tally.can(PENDING) + 1):
        losable = moment.capped and not (moment.closed if moment.family == "coverage" else moment.asked and not waiting)
        for size in tally.sizes():
            if size and len(found) < 2:
                found |= _failing_at(tally, limits, size, waiting, losable=losable)
    return found


def _failing_at(tally: Tally, limits: SizedLimits, size: int, waiting: int, *, losable: bool) -> set[Status]:
    """The same for *size* counted members and *waiting* pending ones."""
    outside = tally.size - size - waiting
    if outside < 0:
        return set()
    final, most = size + waiting, tally.size
    needed, allowed = limits.needed(final), limits.allowed(final)
    rest = ((PENDING, waiting, waiting), (UNCOUNTED & ~PENDING, outside, outside))
    found: set[Status] = set()
    for fewest_hits, most_hits in ((0, limits.needed(size) - 1), (limits.allowed(size) + 1, most)):
        top = most_hits if losable else min(most_hits, allowed)
        if needed <= allowed and tally.allows((HIT, fewest_hits, top), (DEAD, 0, final - needed), *rest):
            found.add("open")
        lost = tally.allows((HIT, fewest_hits, most_hits), (DEAD, final - needed + 1, most), *rest)
        over = not losable and tally.allows((HIT, max(fewest_hits, allowed + 1), most_hits), *rest)
        never = needed > allowed and tally.allows((HIT, fewest_hits, most_hits), *rest)
        if lost or over or never:
            found.add("breached")
    return found
