"""The days that matter to an obligation: on and beside each date that it names, or that follows from one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ...model.clocks import Clock
from ...model.plans import Obligation, Plan
from ...model.predicates import Between, Column, Compare, Grade, IsIn, OpenedBy
from ...model.targets import Stages
from ...model.windows import AnyWindow, Cycle, Periods, Rolling, Window
from .worlds import every_part

ONE_DAY = timedelta(days=1)
# Days of a year near which clocks turn: ends of months, the leap day's neighbour, the Spring Festival, the October week.
TURNS = ((1, 31), (1, 30), (1, 26), (2, 4), (2, 28), (3, 1), (4, 30), (9, 30), (10, 11), (12, 27))


def days_that_matter(plan: Plan, obligation: Obligation) -> tuple[date, ...]:
    """Every date that *obligation* names or implies, the day before and the day after, rising, each once."""
    return beside(dates_of(plan, obligation))


def beside(dates: Iterable[date]) -> tuple[date, ...]:
    """The dates with their neighbours, rising, each once."""
    found = {day + step * ONE_DAY for day in dates for step in (-1, 0, 1)}
    return tuple(sorted(found))


def days_to_ask(plan: Plan, obligation: Obligation) -> tuple[date, ...]:
    """The days on which *obligation* is asked: its due days and their neighbours, and the first days that are later."""
    due = tuple(dues(plan, obligation))
    later = tuple(day + timedelta(days=45) for day in due)
    first = plan.period.start + ONE_DAY
    return tuple(sorted({*(day for day in beside(due) if day > first), *later}))


def dues(plan: Plan, obligation: Obligation) -> Iterator[date]:
    """The days for which the target is asked; of a rolling window the plan's last day stands for all."""
    if isinstance(obligation.target, Stages):
        yield from (stage.due for stage in obligation.target.stages)
    for window in spans(plan, obligation):
        yield window.due or window.end


def spans(plan: Plan, obligation: Obligation) -> tuple[Window, ...]:
    """The stretches of days in which events count: the window, each of its periods, or where a rolling one ends the plan."""
    window = span(plan, obligation.window)
    if isinstance(obligation.each, Periods):
        whole = plan.period if isinstance(obligation.window, Rolling) else window
        return tuple(period for _, period in obligation.each.within(whole))
    return (window,)


def span(plan: Plan, window: AnyWindow) -> Window:
    """The days of a window; of a cycle the turn that holds the plan's first day, of a rolling one as it ends the plan."""
    match window:
        case Rolling():
            return window.ending(plan.period.end)
        case Cycle():
            return window.turn(plan.period.start)
    return window


def dates_of(plan: Plan, obligation: Obligation) -> Iterator[date]:
    """The dates themselves."""
    for window in spans(plan, obligation):
        yield from (window.start, window.end)
    yield from dues(plan, obligation)
    for part in every_part(obligation):
        match part:
            case Window(start=start, end=end):
                yield from (start, end)
            case OpenedBy(by=by):
                yield by
            case Column(on=on) | Grade(on=on) if on is not None:
                yield on
            case Compare(literal=date() as day):
                yield day
            case Between(low=date() as low, high=date() as high):
                yield from (low, high)
            case IsIn(literals=literals):
                yield from (each for each in literals if isinstance(each, date))
    if any(isinstance(part, Clock) for part in every_part(obligation)):
        yield from turns(span(plan, obligation.window))


def turns(window: Window) -> Iterator[date]:
    """The days in the last year of *window* near which clocks turn."""
    year = min(window.end.year, window.start.year + 1)
    for month, day in TURNS:
        on = date(year, month, day)
        if window.start <= on <= window.end:
            yield on
