"""Statuses of numbers that are no shares of members: counts, rates, means and growth."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from .limits import Limits, SizedLimits
from .moment import Moment
from .verdict import STATUSES, Status


@frozen(kw_only=True)
class Number:
    """
    A number that data leave open.

    Attributes:
        least: Lowest possible value; None if it is not known.
        most: Highest possible value; None if it is not known or has no bound.
        step: The values are the multiples of this; None if any value between the bounds may be reached.
        empty: Whether there may be no number at all (no record to average, a base of zero): ``no``, ``maybe``, ``yes``.
    """

    least: Fraction | None
    most: Fraction | None
    step: Fraction | None = None
    empty: str = "no"

    def may_hold(self, limits: Limits) -> bool:
        """Whether some value keeps the limits."""
        if not limits.known:
            return True
        if self.most is not None and not limits.above_lower(self.most):
            return False
        if self.least is not None and not limits.below_upper(self.least):
            return False
        if self.step is None or limits.lower is None or limits.upper is None:
            return True
        return self._some_step(limits)

    def may_fall_short(self, limits: Limits) -> bool:
        """Whether some value lies below the lower bound."""
        return not limits.known or (
            limits.lower is not None and (self.least is None or not limits.above_lower(self.least))
        )

    def may_exceed(self, limits: Limits) -> bool:
        """Whether some value lies above the upper bound."""
        return not limits.known or (
            limits.upper is not None and (self.most is None or not limits.below_upper(self.most))
        )

    def may_fail(self, limits: Limits) -> bool:
        """Whether some value breaks the limits."""
        return self.may_fall_short(limits) or self.may_exceed(limits)

    def _some_step(self, limits: Limits) -> bool:
        assert self.step is not None and limits.lower is not None
        first = limits.lower if self.least is None else max(limits.lower, self.least)
        value = -(-first // self.step) * self.step
        if not limits.above_lower(value):
            value += self.step
        return limits.below_upper(value) and (self.most is None or value <= self.most)


def statuses(moment: Moment, at_due: Number, now: Number, limits: SizedLimits) -> tuple[Status, ...]:
    """The statuses that are possible, in the order of :data:`STATUSES`; arguments as for shares."""
    if moment.before_plan or not moment.in_force:
        return ("not_applicable",)
    asked = at_due if moment.asked else now
    if asked.empty == "yes":
        return ("not_applicable",) if moment.begun or moment.family == "number" else ("open",)
    if not moment.begun:
        return ("open",)
    found: set[Status] = {"not_applicable"} if asked.empty == "maybe" else set()
    only = limits.at(0)
    if asked.may_hold(only):
        found.add("met")
    if moment.asked:
        if asked.may_fail(only) and now.empty != "yes" and now.may_hold(only):
            found.add("late")
        if asked.may_fail(only) and (now.empty != "no" or now.may_fail(only)):  # of nothing it does not hold either
            found.add("breached")
    else:
        found.update(_failing(moment, now, only))
    return tuple(status for status in STATUSES if status in found)


def _failing(moment: Moment, now: Number, only: Limits) -> set[Status]:
    """Whether a number that fails can still rise, or fall: a count rises while its window is open."""
    falls, rises = moment.leaving, moment.joining or not moment.closed
    if moment.family == "mean":  # one value more, or one less, may move it either way
        falls = rises = falls or rises
    found: set[Status] = set()
    if now.may_fall_short(only):
        found.add("open" if rises else "breached")
    if now.may_exceed(only):
        found.add("open" if falls else "breached")
    return found


def is_settled(
    moment: Moment, status: tuple[Status, ...], now: Number, limits: SizedLimits, *, base_final: bool
) -> bool:
    """
    Whether no fact dated after the as-of date can change the status.

    Args:
        moment: Where the question stands.
        status: The possible statuses.
        now: The number on the as-of date.
        limits: The target.
        base_final: What the number is compared with can no longer change (the other window has passed, the residents
            are those of the window's own year).
    """
    if len(status) != 1 or moment.provisional or moment.before_plan or (moment.rolling and not moment.staged):
        return False
    if not moment.in_force:
        return True
    if not base_final or not moment.begun:
        return False
    only = limits.at(0)
    if moment.asked:
        if status[0] in ("met", "not_applicable") or (moment.closed and not moment.joining and not moment.leaving):
            return True
        return status[0] == "late" and moment.family == "number" and only.upper is None and not moment.leaving
    if moment.family != "number" or moment.leaving or not only.known:
        return False
    if only.upper is not None:
        return status[0] == "breached" and not now.may_hold(only)
    return status[0] == "met"
