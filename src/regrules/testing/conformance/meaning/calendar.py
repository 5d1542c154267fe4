"""Windows, periods and time limits reckoned from what the plan writes: a second opinion on the model's calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from ....engine.working_days import working_calendar
from ....model.clocks import Clock
from ....model.plans import Plan
from ....model.windows import Cycle, Periods, Window

ONE_DAY = timedelta(days=1)
SIZES = {"month": 1, "quarter": 3, "half": 6, "year": 12}
LETTERS = {"quarter": "Q", "half": "H"}


def fixed(window: Window | Cycle, plan: Plan) -> Window:
    """The days of a window; of a cycle the turn that holds the plan's first day."""
    if not isinstance(window, Cycle):
        return window
    turn = 0
    while months_later(window.start, 12 * window.years * (turn + 1)) <= plan.period.start:
        turn += 1
    first, following = (months_later(window.start, 12 * window.years * (turn + step)) for step in (0, 1))
    return Window(start=first, end=following - ONE_DAY)


def periods(each: Periods, window: Window) -> Iterator[tuple[str, Window]]:
    """Label and days of each period that touches the window, from the first that is wanted to the last."""
    first, last = each.first or window.start, each.last or window.end
    for label, start, end in _calendar(
        each.unit, max(first, window.start), min(window.end, date(window.end.year, 12, 31))
    ):
        if start > last or start > window.end:
            return
        due = None
        if each.due is not None:
            month = months_later(start.replace(day=1), SIZES.get(each.unit, 1) - 1 + each.due.months_after)
            due = min(month + (each.due.day - 1) * ONE_DAY, months_later(month, 1) - ONE_DAY)
        yield label, Window(start=max(start, window.start), end=min(end, window.end), due=due)


def _calendar(unit: str, first: date, last: date) -> Iterator[tuple[str, date, date]]:
    """Label, first and last day of the calendar's periods from the one that holds *first*."""
    if unit == "week":
        monday = first - first.weekday() * ONE_DAY
        while monday <= last:
            year, week, _ = monday.isocalendar()
            yield f"{year}-W{week:02}", monday, monday + 6 * ONE_DAY
            monday += 7 * ONE_DAY
        return
    size = SIZES[unit]
    number = (first.year * 12 + first.month - 1) // size
    while (start := date(number * size // 12, number * size % 12 + 1, 1)) <= last:
        place = start.month if unit == "month" else (start.month - 1) // size + 1
        label = {"year": f"{start.year}", "month": f"{start.year}-{place:02}"}.get(unit)
        yield label or f"{start.year}-{LETTERS[unit]}{place}", start, months_later(start, size) - ONE_DAY
        number += 1


def limit(clock: Clock, start: date) -> date:
    """The last day of a limit that starts on *start*; for hours the day on which the last full one ends."""
    match clock.unit:
        case "day":
            return start + clock.amount * ONE_DAY
        case "hour":
            return start + timedelta(days=clock.amount // 24)
        case "month":
            return months_later(start, clock.amount)
    return _working_days(start, clock.amount)


def months_later(start: date, amount: int) -> date:
    """The same day of a later month (an earlier one, if negative), or that month's last day."""
    day = start.replace(day=1)
    for _ in range(abs(amount)):  # from the first of a month to the next, or to the one before
        day = (day + 31 * ONE_DAY if amount > 0 else day - ONE_DAY).replace(day=1)
    last = (day + 31 * ONE_DAY).replace(day=1) - ONE_DAY
    return min(last, day + (start.day - 1) * ONE_DAY)


def _working_days(start: date, amount: int) -> date:
    """So many working days after *start*, which is not counted."""
    day = start
    while amount:
        day += ONE_DAY
        amount -= day.toordinal() in _ordinals()
    return day


@cache
def _ordinals() -> frozenset[int]:
    return frozenset(working_calendar().ordinals)
