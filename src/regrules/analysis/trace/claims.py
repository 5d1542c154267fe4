"""The figures of an obligation, read from its data: bounds, stages, days, lengths of time, clocks, how often."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from attrs import evolve, field, frozen

from ...model.checks import as_tuple
from ...model.clocks import Clock
from ...model.exact import exact
from ...model.measures import Count, Coverage, Growth, Mean, Measure, Response, Tasks, Timeliness
from ...model.plans import Obligation, Plan
from ...model.predicates import Times
from ...model.targets import AnyTarget, Bands, Stages, Target
from ...model.windows import AnyWindow, Cycle, Periods, Rolling, Window
from .moments import span_of_label

Kind = Literal["share", "count", "clock", "length", "frequency", "day", "year", "level"]
ClaimBound = Literal["least", "above", "most", "below", "exact", ""]
MILLION = 1_000_000
_TURNED: dict[ClaimBound, ClaimBound] = {
    "most": "least",
    "below": "above",
    "least": "most",
    "above": "below",
    "exact": "exact",
}


@frozen(kw_only=True)
class Claim:
    """
    One figure of an obligation, in a form that can be held against those of the document.

    Attributes:
        kind: ``share``, ``count``, ``clock``, ``length`` (of a rolling window or a cycle, in months), ``frequency`` (each
            quarter), ``day``, ``year`` or ``level``.
        value: The share, count, amount of the clock, months or year; 0 for days and levels.
        unit: Of a share that is a change ``growth`` or ``fall``; of a count up to which a target holds ``limit``; of a clock
            its unit; of a frequency the period; of a level ``grade``, ``class`` or ``letter``; of a day what it is:
            ``stage``, ``due``, ``start``, ``first`` (of a cycle), ``end``, ``date`` or ``monthly``; of the year of the
            obligation's own window ``window``.
        bound: What is demanded of the figure.
        per: How many residents a count is for; 0 if it is for none.
        day: The day, if it is one.
        days: The due days of the periods, of a day that comes again with each of them.
        levels: The levels that are meant.
        implied: It need not be written: the words imply it, or every yearly plan does.
    """

    kind: Kind
    value: Fraction = Fraction(0)
    unit: str = ""
    bound: ClaimBound = ""
    per: int = 0
    day: date | None = None
    days: tuple[date, ...] = field(default=(), converter=as_tuple)
    levels: tuple[str, ...] = field(default=(), converter=as_tuple)
    implied: bool = False


def claims_of(obligation: Obligation, plan: Plan) -> Iterator[Claim]:
    """The figures of *obligation*, those of its predicates left out."""
    yield from _targeted(obligation.target, obligation.measure, plan)
    for claim in window_claims(obligation.window, plan):
        yield evolve(claim, unit="window") if claim.kind == "year" else claim
    if obligation.in_force is not None:
        yield from window_claims(obligation.in_force, plan)
    if isinstance(obligation.each, Periods):
        yield from _frequency(obligation.each, plan)
    yield from _measured(obligation.measure, plan)
    for step in obligation.escalation:
        if step.within is not None:
            yield _clock(step.within)


def _targeted(target: AnyTarget | None, measure: Measure, plan: Plan) -> Iterator[Claim]:
    match target:
        case Target():
            yield from bound_claims(target, measure)
        case Bands(bands=bands):
            for band in bands:
                if band.up_to is not None:
                    yield Claim(kind="count", value=Fraction(band.up_to), unit="limit", bound="most")
                yield from bound_claims(band.target, measure)
        case Stages(stages=stages):
            labels = {cell.period for cell in measure.cells} if isinstance(measure, Tasks) else set()
            ends = {span.end for label in labels if (span := span_of_label(label))}
            for stage in stages:
                yield _day(stage.due, "stage", plan, implied=stage.due in ends)
                yield from _targeted(stage.target, measure, plan)


def bound_claims(target: Target, measure: Measure) -> Iterator[Claim]:
    """The bounds of *target*, as the numbers of *measure* are counted, and its least number of units."""
    if target.minimum is not None:
        yield Claim(kind="count", value=Fraction(target.minimum), bound="least")
    whole = isinstance(measure, Count | Mean) and target.of is None
    kind: Kind = "count" if whole else "share"
    per = MILLION if isinstance(measure, Count) and measure.per_million else 0
    unit = "growth" if isinstance(measure, Growth) else ""
    if target.least is not None and target.least == target.most:
        yield _implying(Claim(kind=kind, value=exact(target.least), unit=unit, bound="exact", per=per), target)
        return
    for bound in ("least", "above", "most", "below"):
        figure = getattr(target, bound)
        if figure is not None:
            yield _implying(Claim(kind=kind, value=exact(figure), unit=unit, bound=bound, per=per), target)


def _implying(claim: Claim, target: Target) -> Claim:
    # A figure of the register that stands by itself is written as once that figure; 100% is what a clause writes.
    percent = any("%" in str(each) for each in (target.least, target.above, target.most, target.below))
    whole_figure = target.of is not None and claim.value == 1 and not percent
    implied = whole_figure or (target.implied and self_evident(claim))
    if claim.unit == "growth" and claim.value < 0:  # at most -10 % is written as a fall by at least 10 %
        return evolve(claim, value=-claim.value, unit="fall", bound=_TURNED[claim.bound], implied=implied)
    return evolve(claim, implied=implied)


def self_evident(claim: Claim) -> bool:
    """Whether words alone can say the figure: all, one, none."""
    return claim.value in (0, 1)


def window_claims(window: AnyWindow, plan: Plan) -> Iterator[Claim]:
    """The figures of *window* that do not follow from the period of *plan*."""
    match window:
        case Rolling(months=months):
            yield Claim(kind="length", value=Fraction(months))
        case Cycle(start=start, years=years):
            yield Claim(kind="length", value=Fraction(12 * years))
            yield Claim(kind="day", unit="first", day=start)
        case Window(start=start, end=end, due=due):
            if _whole_year(window):
                yield year_claim(start.year, plan)
            else:
                yield _day(start, "start", plan)
                yield _day(end, "end", plan)
                if _whole_years(window):
                    years = end.year - start.year + 1
                    yield Claim(kind="length", value=Fraction(12 * years), implied=True)
            if due is not None:
                yield _day(due, "due", plan)


def _whole_year(window: Window) -> bool:
    return _whole_years(window) and window.start.year == window.end.year


def _whole_years(window: Window) -> bool:
    return (window.start, window.end) == (date(window.start.year, 1, 1), date(window.end.year, 12, 31))


def year_claim(year: int, plan: Plan) -> Claim:
    """A calendar year; that of the plan is implied."""
    ours = plan.period.start.year <= year <= plan.period.end.year
    return Claim(kind="year", value=Fraction(year), implied=ours)


def day_claim(on: date, plan: Plan) -> Claim:
    """A day that rows are compared with."""
    return _day(on, "date", plan)


def _day(on: date, unit: str, plan: Plan, *, implied: bool = False) -> Claim:
    first, last = plan.period.start, plan.period.end
    ours = {"start": (first,), "date": (first - timedelta(days=1), first, last)}.get(unit, (last,))
    return Claim(kind="day", unit=unit, day=on, implied=implied or on in ours)


def _frequency(each: Periods, plan: Plan) -> Iterator[Claim]:
    yield Claim(kind="frequency", value=Fraction(1), unit=each.unit, implied=each.unit == "year")
    if each.first is not None:
        yield _day(each.first, "start", plan)
    if each.last is not None:
        touched = each.within(Window(start=plan.period.start, end=max(each.last, plan.period.end)))
        yield _day(touched[-1][1].end if touched else each.last, "end", plan)
    if each.due is not None:
        days = [period.asked_on for _, period in each.within(plan.period)]
        yield Claim(kind="day", unit="monthly", value=Fraction(each.due.day), days=days)


def _measured(measure: Measure, plan: Plan) -> Iterator[Claim]:
    match measure:
        case Coverage(times=times):
            yield from _often(times)
        case Response(times=times, within=within):
            yield from _often(times)
            if within is not None:
                yield _clock(within)
        case Timeliness(within=within) if within is not None:
            yield _clock(within)
        case Growth(of=of, versus=versus):
            yield from _measured(of, plan)
            if isinstance(versus, Window):
                yield from window_claims(versus, plan)
            elif isinstance(versus, Count | Mean):
                yield from _measured(versus, plan)


def _often(times: Times) -> Iterator[Claim]:
    least, most = Fraction(times.least), times.most
    if most is not None and most == least:
        yield Claim(kind="count", value=least, bound="exact", implied=least == 0)
        return
    if least or most is None:
        yield Claim(kind="count", value=least, bound="least", implied=least <= 1)
    if most is not None:
        yield Claim(kind="count", value=Fraction(most), bound="most")


def _clock(clock: Clock) -> Claim:
    return Claim(kind="clock", value=Fraction(clock.amount), unit=clock.unit)
