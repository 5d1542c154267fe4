"""The questions that an obligation asks: one for each stage and each period, with its window and its due day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from ....model.measures import Response, Tasks, Timeliness
from ....model.plans import Jurisdiction, Obligation, Plan
from ....model.predicates import Column
from ....model.targets import Bands, Stages, Target
from ....model.windows import Periods, Rolling, Window
from ...strategies.county import agencies_of
from .calendar import ONE_DAY, fixed, months_later, periods


@frozen(kw_only=True, eq=False)
class Ask:
    """
    One question of an obligation, read from its record once more, without the engine.

    Attributes:
        jurisdiction: The county.
        plan: The plan.
        obligation: The obligation.
        window: The days on which events count.
        due: The day for which the target is asked.
        target: The target.
        stage: The due day of the stage, if the target has stages.
        value: The value whose verdict is wanted, if each value has one.
        rolls: Whether the window moves with the day of the question.
    """

    jurisdiction: Jurisdiction
    plan: Plan
    obligation: Obligation
    window: Window
    due: date
    target: Target | Bands | None
    stage: date | None
    value: str | None
    rolls: bool

    @property
    def as_of(self) -> date:
        """The first day on which it is due, and the plan has begun."""
        return max(self.due, self.plan.period.start)

    @property
    def agencies(self) -> dict[str, str]:
        """Kind by id of the agencies that a register for it names."""
        return agencies_of(self.jurisdiction, (self.obligation,))

    @property
    def home(self) -> str:
        """The agency of every subject."""
        return next(iter(self.agencies))

    @property
    def in_force(self) -> bool:
        """Whether the duty is asked at all on its due day."""
        force = self.obligation.in_force
        return force is None or force.start <= self.due <= force.end

    @property
    def is_clock(self) -> bool:
        """Whether every record has a limit of its own."""
        measure = self.obligation.measure
        return isinstance(measure, Timeliness) or (isinstance(measure, Response) and measure.is_clock)


def asks(jurisdiction: Jurisdiction, plan: Plan, obligation: Obligation) -> Iterator[Ask]:
    """The questions of *obligation*: of periods the first and the last, of stages every one."""
    windows = tuple(_windows(plan, obligation))
    for value, window in windows[:1] + windows[1:][-1:]:
        for stage, target in _stages(obligation):
            yield Ask(
                jurisdiction=jurisdiction,
                plan=plan,
                obligation=obligation,
                window=window,
                due=stage or window.due or window.end,
                target=target,
                stage=stage,
                value=value if value is not None else value_of(jurisdiction, obligation),
                rolls=isinstance(obligation.window, Rolling) and not isinstance(obligation.each, Periods),
            )


def _windows(plan: Plan, obligation: Obligation) -> Iterator[tuple[str | None, Window]]:
    window, each = obligation.window, obligation.each
    if isinstance(each, Periods):
        yield from periods(each, plan.period if isinstance(window, Rolling) else fixed(window, plan))
    elif isinstance(window, Rolling):
        last = _stages(obligation)[0][0] or plan.period.end
        yield None, Window(start=months_later(last, -window.months) + ONE_DAY, end=last)
    else:
        yield None, fixed(window, plan)


def _stages(obligation: Obligation) -> tuple[tuple[date | None, Target | Bands | None], ...]:
    target = obligation.target
    if not isinstance(target, Stages):
        return ((None, target),)
    if isinstance(obligation.window, Rolling):  # its window ends with the stage, so one stage stands for all
        return ((target.stages[0].due, target.stages[0].target),)
    return tuple((stage.due, stage.target) for stage in target.stages)


def value_of(jurisdiction: Jurisdiction, obligation: Obligation) -> str | None:
    """The value that every row of a constructed register has, where each value has a verdict of its own."""
    each = obligation.each
    if not isinstance(each, Column) or isinstance(obligation.measure, Tasks):
        return None
    if each.table == "agencies":
        return next(iter(agencies_of(jurisdiction, (obligation,))))
    return jurisdiction.code if each.name == "jurisdiction" else "v1"
