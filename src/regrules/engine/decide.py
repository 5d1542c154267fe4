"""
From populations to statuses: the rules of `docs/semantics.md`, over histograms of outcomes.

Both evaluators end here. What may be true is decided over the completions of what is unknown; a status is `undecided` exactly
if more than one remains possible.
"""

from __future__ import annotations

from attrs import frozen

from .limits import SizedLimits
from .moment import Moment
from .tally import COUNTED, DEAD, HIT, MISS, OPEN, PENDING, UNCOUNTED, Tally
from .verdict import STATUSES, Status


@frozen(kw_only=True)
class Possible:
    """Whether the target holds in some completion, and whether it fails in some."""

    holds: bool
    fails: bool


def possible(tally: Tally, limits: SizedLimits) -> Possible:
    """What may be true of the target, over all completions with somebody in them."""
    if not limits.known:
        anybody = tally.can(COUNTED) > 0 or tally.further
        return Possible(holds=anybody, fails=anybody)
    if tally.further:
        return _possible_with_further(tally, limits)
    holds = fails = False
    for size, fewest, most in tally.pairs():
        needed, allowed = limits.needed(size), limits.allowed(size)
        holds |= max(fewest, needed) <= min(most, allowed)
        fails |= fewest < needed or most > allowed
    return Possible(holds=holds, fails=fails)


def _possible_with_further(tally: Tally, limits: SizedLimits) -> Possible:
    """Members that the register does not show may be any number of hits and misses."""
    if limits.banded:
        return Possible(holds=True, fails=True)
    only = limits.at(0)
    spoilt = (only.needs_all and tally.forced(MISS) > 0) or (only.allows_none and tally.forced(HIT) > 0)
    strict = only.target.above is not None and only.lower is not None and only.lower >= 1
    lax = not ((only.lower is not None and only.lower > 0) or strict) and not (only.upper is not None and only.upper < 1)
    return Possible(holds=not spoilt and not strict, fails=not lax)


def statuses(moment: Moment, at_due: Tally, now: Tally, limits: SizedLimits) -> tuple[Status, ...]:
    """
    The statuses that are possible, in the order of :data:`STATUSES`.

    Args:
        moment: Where the question stands.
        at_due: The population as it was on the due day (as it is now, if that has not come).
        now: The population on the as-of date.
        limits: The target.
    """
    if moment.before_plan or not moment.in_force:
        return ("not_applicable",)
    if not moment.begun:
        return ("open",)
    over = moment.asked and moment.family != "clock"
    asked = at_due if over else now
    found: set[Status] = set()
    if asked.may_be_empty():
        found.add("not_applicable")
    if asked.may_be_waiting():
        found.add("open")
    then, today = possible(asked, limits), possible(now, limits)
    if then.holds:
        found.add("met")
    if over:
        if then.fails and today.holds:
            found.add("late")
        if then.fails and (today.fails or not now.forced(COUNTED)):  # of nobody it does not hold either
            found.add("breached")
    elif then.fails:
        found.update(_failing(moment, now, limits))
    return tuple(status for status in STATUSES if status in found)


def _failing(moment: Moment, tally: Tally, limits: SizedLimits) -> set[Status]:
    """Open, breached or both: whether failures can still be repaired."""
    if moment.family in ("tasks", "attested") or moment.rolling:
        return {"open"}
    if not limits.known:
        return {"open", "breached"}
    if tally.further:
        return _failing_with_further(moment, tally, limits)
    if moment.family != "coverage" and moment.joinable:
        return _failing_while_joinable(tally, limits, losable=moment.capped)
    return _failing_for_good(moment, tally, limits)


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
    if limits.banded:
        return {"open"}
    only = limits.at(0)
    none_allowed = only.allows_none and not losable
    found: set[Status] = set()
    if (only.needs_all and tally.can(DEAD)) or (none_allowed and tally.can(HIT)):
        found.add("breached")
    dead = 0 if only.needs_all else tally.size
    for size in tally.sizes():
        if not size:
            continue
        needed, allowed = limits.needed(size), limits.allowed(size)
        rest = (UNCOUNTED, tally.size - size, tally.size - size)
        most_hits = min(needed - 1, 0 if none_allowed else tally.size)
        if tally.allows((HIT, 0, most_hits), (DEAD, 0, dead), rest) or (
            not none_allowed and tally.allows((HIT, allowed + 1, tally.size), (DEAD, 0, dead), rest)
        ):
            found.add("open")
            break
    return found


def _failing_for_good(moment: Moment, tally: Tally, limits: SizedLimits) -> set[Status]:
    """
    Nobody new can join: a failure is open if some number from the hits to all that can still become hits holds.

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


def is_settled(moment: Moment, status: tuple[Status, ...], now: Tally, limits: SizedLimits) -> bool:
    """Whether no fact dated after the as-of date can change the status."""
    if len(status) != 1 or moment.provisional:
        return False
    if moment.before_plan or not moment.in_force:
        return not moment.before_plan
    if not moment.begun or (moment.rolling and not moment.staged):
        return False
    over = moment.asked and not (moment.family == "clock" and now.can(PENDING))
    if over:
        return _settled_when_over(moment, status[0], now, limits)
    if moment.family not in ("share", "clock") or now.further:
        return False
    if status == ("breached",):
        return True
    if moment.joinable or moment.capped or moment.of_subjects:
        return False
    return _every_outcome_holds(now, limits)


def _settled_when_over(moment: Moment, status: Status, now: Tally, limits: SizedLimits) -> bool:
    if status in ("met", "not_applicable") or moment.family == "clock":
        return True
    if moment.closed:
        return not now.can(OPEN)
    if status == "late":
        return moment.family == "coverage" and not limits.has_upper and not moment.capped
    return moment.family == "coverage" and _failing_for_good(moment, now, limits) == {"breached"}


def _every_outcome_holds(tally: Tally, limits: SizedLimits) -> bool:
    """Nobody new can join, and whatever open and pending members become, the target holds (or nobody is there)."""
    if not limits.known:
        return False
    for outside in range(tally.forced(UNCOUNTED & ~PENDING), tally.can(UNCOUNTED & ~PENDING) + 1):
        final = tally.size - outside
        if not final:
            continue
        rest = (UNCOUNTED & ~PENDING, outside, outside)
        if tally.allows((HIT, 0, limits.needed(final) - 1), rest):
            return False
        if tally.allows((HIT | OPEN | PENDING, limits.allowed(final) + 1, tally.size), rest):
            return False
    return True
