"""From an obligation to the questions it asks on a date: one for every stage and every period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from ..model.measures import (
    Attested,
    Count,
    Coverage,
    Growth,
    Mean,
    Measure,
    Response,
    Share,
    Tasks,
    parts_of,
)
from ..model.plans import Obligation, Plan
from ..model.schema import Schema
from ..model.targets import Bands, Stages, Target
from ..model.windows import Cycle, Periods, Rolling, Window
from .changes import changes_of
from .moment import Family, Moment


@frozen(kw_only=True)
class Question:
    """
    One obligation, one stage, one period, asked on one date.

    Attributes:
        plan: The plan.
        obligation: The obligation.
        window: Which events count.
        due: The due day (d).
        target: What must be true then; None for an indicator.
        stage: The due day of the stage; None if the target has no stages.
        period: The label of the period; None if the calendar does not split it.
        as_of: The as-of date (D).
    """

    plan: Plan
    obligation: Obligation
    window: Window | Rolling
    due: date
    target: Target | Bands | None
    stage: date | None
    period: str | None
    as_of: date

    @property
    def asked_on(self) -> date:
        """The day for which subjects are asked (T)."""
        return min(self.as_of, self.due)

    @property
    def names(self) -> tuple[str, str]:
        """What a waiver or an attestation may call the obligation."""
        return self.obligation.id, f"{self.plan.id}/{self.obligation.id}"

    @property
    def has_upper(self) -> bool:
        """Whether the target has an upper bound."""
        targets = [band.target for band in self.target.bands] if isinstance(self.target, Bands) else [self.target]
        return any(target is not None and target.upper is not None for target in targets)

    def span(self, on: date) -> Window:
        """The window as it is on a day."""
        return self.window.ending(on) if isinstance(self.window, Rolling) else self.window

    def moment(self, schema: Schema, *, provisional: bool = False) -> Moment:
        """
        Where the question stands in time.

        Args:
            schema: The tables, which tell steps and states apart.
            provisional: A clock passes the last day whose working calendar is final.
        """
        measure, force = self.obligation.measure, self.obligation.in_force
        rolling = isinstance(self.window, Rolling)
        span = self.span(self.asked_on)
        times = measure.times if isinstance(measure, (Coverage, Response)) else None
        own, changes = window_of_its_own(measure), changes_of(measure, schema)
        return Moment(
            as_of=self.as_of,
            start=span.start,
            end=own.end if own else self.due if rolling else span.end,
            due=self.due,
            family=family_of(measure),
            of_subjects=isinstance(measure, (Coverage, Share)) and measure.of.table == "subjects",
            capped=changes.losing or (times is not None and times.most is not None),
            joining=changes.joining or rolling,
            leaving=changes.leaving or rolling,
            rolling=rolling,
            staged=self.stage is not None,
            before_plan=self.as_of < self.plan.period.start,
            in_force=force is None or force.start <= self.due <= force.end,
            provisional=provisional,
        )


def window_of_its_own(measure: Measure) -> Window | None:
    """The window in which the records that a measure counts must fall, if it is not the obligation's."""
    match measure:
        case Coverage(by=by):
            return by.within
        case Growth(of=of):
            return window_of_its_own(of)
        case Tasks() | Attested():
            return None
    return parts_of(measure)[0].within


def family_of(measure: Measure) -> Family:
    """How the measure's number behaves."""
    match measure:
        case Coverage():
            return "coverage"
        case Share():
            return "share"
        case Response(is_clock=is_clock):
            return "clock" if is_clock else "share"
        case Tasks():
            return "tasks"
        case Attested():
            return "attested"
        case Mean() | Growth(of=Mean() | Share()):
            return "mean"
        case Count() | Growth():
            return "number"
    return "clock"


def questions(plan: Plan, obligation: Obligation, as_of: date) -> Iterator[Question]:
    """Every question that *obligation* asks on a date, periods first, stages within."""
    for period, window in _windows(plan, obligation):
        for stage, target in _stages(obligation):
            due = as_of if isinstance(window, Rolling) else window.asked_on
            yield Question(
                plan=plan,
                obligation=obligation,
                window=window,
                due=stage or due,
                target=target,
                stage=stage,
                period=period,
                as_of=as_of,
            )


def _windows(plan: Plan, obligation: Obligation) -> Iterator[tuple[str | None, Window | Rolling]]:
    window = obligation.window
    if isinstance(window, Cycle):
        window = window.turn(plan.period.start)
    if not isinstance(obligation.each, Periods):
        yield None, window
    elif isinstance(window, Rolling):
        yield from obligation.each.within(plan.period)
    else:
        yield from obligation.each.within(window)


def _stages(obligation: Obligation) -> tuple[tuple[date | None, Target | Bands | None], ...]:
    if isinstance(obligation.target, Stages):
        return tuple((stage.due, stage.target) for stage in obligation.target.stages)
    return ((None, obligation.target),)
