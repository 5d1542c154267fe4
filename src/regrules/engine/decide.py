"""
From populations to statuses: the rules of `docs/semantics.md`, over histograms of outcomes.

Both evaluators end here. What may be true is decided over the completions of what is unknown; a status is `undecided` exactly
if more than one remains possible.
"""

from __future__ import annotations

from attrs import frozen

from .limits import Limits, SizedLimits
from .moment import Moment
from .repair import failing, failing_for_good
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
    if limits.only is not None:
        return Possible(holds=_holds(tally, limits.only), fails=_fails(tally, limits.only))
    holds = fails = False
    for size, fewest, most in tally.pairs():
        needed, allowed = limits.needed(size), limits.allowed(size)
        holds |= max(fewest, needed) <= min(most, allowed)
        fails |= fewest < needed or most > allowed
    return Possible(holds=holds, fails=fails)


def _holds(tally: Tally, only: Limits) -> bool:
    """Whether a target of one bound may hold."""
    hits, size = tally.worst if only.lower is None else tally.best
    return size > 0 and only.needed(size) <= hits <= only.allowed(size)


def _fails(tally: Tally, only: Limits) -> bool:
    """Whether a target of one bound may fail."""
    hits, size = tally.best if only.lower is None else tally.worst
    return size > 0 and not only.needed(size) <= hits <= only.allowed(size)


def _possible_with_further(tally: Tally, limits: SizedLimits) -> Possible:
    """Members that the register does not show may be any number of hits and misses."""
    if limits.banded:
        return Possible(holds=True, fails=True)
    only = limits.at(0)
    hits, missed, target = tally.forced(HIT), tally.forced(MISS), only.target
    lower, upper, strict = only.lower, only.upper, (target.above is not None, target.below is not None)
    never = (lower is not None and lower >= 1 and (strict[0] or missed > 0)) or (
        upper is not None and upper <= 0 and (strict[1] or hits > 0)
    )
    some = 1 if strict[0] else target.minimum or 0
    too_few = lower is not None and (lower > 0 or hits < some)
    too_many = upper is not None and (upper < 1 or (strict[1] and not missed))
    return Possible(holds=not never, fails=too_few or too_many)


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
        found.update(failing(moment, now, limits))
    return tuple(status for status in STATUSES if status in found)


def is_settled(moment: Moment, status: tuple[Status, ...], now: Tally, limits: SizedLimits) -> bool:
    """Whether no fact dated after the as-of date can change the status."""
    if len(status) != 1 or moment.provisional or moment.before_plan or (moment.rolling and not moment.staged):
        return False
    if not moment.in_force:
        return True
    if not moment.begun:
        return False
    over = moment.asked and not (moment.family == "clock" and now.can(PENDING))
    if over:
        return _settled_when_over(moment, status[0], now, limits)
    if moment.family not in ("share", "clock") or now.further:
        return False
    if moment.of_subjects or moment.leaving:  # who counts today may close, or count no longer
        return False
    if status == ("breached",):
        return True
    if moment.joinable or moment.capped or status == ("open",):
        return False
    return _every_outcome_holds(now, limits)


def _settled_when_over(moment: Moment, status: Status, now: Tally, limits: SizedLimits) -> bool:
    losable = moment.capped and moment.family in ("share", "clock") and now.can(HIT) > 0
    if moment.family == "clock":
        lost_already = status == "breached" and not limits.has_upper
        return not moment.joining and not moment.leaving and (not losable or lost_already)
    if status in ("met", "not_applicable"):
        return True
    if moment.joining or moment.leaving:
        return False
    if moment.closed:
        return not now.can(OPEN) and not losable
    if status == "late":
        return moment.family == "coverage" and not limits.has_upper and not moment.capped
    return moment.family == "coverage" and failing_for_good(moment, now, limits) == {"breached"}


def _every_outcome_holds(tally: Tally, limits: SizedLimits) -> bool:
    """Nobody new can join, and whatever open and pending members become, the target holds (or nobody is there)."""
    if not limits.known:
        return False
    out = UNCOUNTED & ~PENDING
    if limits.only is not None:
        missed, _, fewest = tally.preferring(MISS | PENDING, out, HIT)
        most, _, dead = tally.preferring(HIT | OPEN | PENDING, out, DEAD)
        return fewest >= limits.needed(fewest + missed) and most <= limits.allowed(most + dead)
    for outside in range(tally.forced(out), tally.can(out) + 1):
        final, rest = tally.size - outside, (out, outside, outside)
        if final and tally.allows((HIT, 0, limits.needed(final) - 1), rest):
            return False
        if final and tally.allows((HIT | OPEN | PENDING, limits.allowed(final) + 1, tally.size), rest):
            return False
    return True
