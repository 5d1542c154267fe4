"""From when to when a plan can be asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..model.clocks import shift_months
from ..model.plans import Obligation, Plan
from ..model.targets import Stages
from ..model.windows import Cycle, Periods, Rolling, Window


def term(plan: Plan) -> Window:
    """
    The days for which *plan* can be assessed.

    They run from its first day to a year after its last due day, or after its own last day if that is later: what came
    late is still seen, and nothing is asked of a plan that everybody has put away.
    """
    last = max((due for obligation in plan.obligations for due in due_days(obligation, plan)), default=plan.period.end)
    return Window(start=plan.period.start, end=shift_months(max(last, plan.period.end), 12))


def due_days(obligation: Obligation, plan: Plan) -> Iterator[date]:
    """The days for which *obligation* is asked; none if it is asked on whatever day the question is put."""
    if isinstance(obligation.target, Stages):
        yield from (stage.due for stage in obligation.target.stages)
        return
    window = counted(obligation, plan)
    if isinstance(window, Rolling):
        return
    if isinstance(obligation.each, Periods):
        yield from (period.asked_on for _, period in obligation.each.within(window))
    else:
        yield window.asked_on


def counted(obligation: Obligation, plan: Plan) -> Window | Rolling:
    """The window of *obligation*; of a cycle, the turn that holds the plan's first day."""
    window = obligation.window
    return window.turn(plan.period.start) if isinstance(window, Cycle) else window
