"""When a time limit ends, reckoned by stepping from day to day: a second opinion on the engine's reckoning."""

from __future__ import annotations

from datetime import date, timedelta

from ....engine.working_days import working_calendar
from ....model.clocks import Clock

ONE_DAY = timedelta(days=1)


def limit(clock: Clock, start: date) -> date:
    """The last day of a limit that starts on *start*; for hours the day on which the last full one ends."""
    match clock.unit:
        case "day":
            return start + clock.amount * ONE_DAY
        case "hour":
            return start + timedelta(days=clock.amount // 24)
        case "month":
            return _months(start, clock.amount)
    return _working_days(start, clock.amount)


def _months(start: date, amount: int) -> date:
    """The same day of a later month, or that month's last day: found by going back from the month after it."""
    month = start.month + amount
    year, month = start.year + (month - 1) // 12, (month - 1) % 12 + 1
    last = date(year + month // 12, month % 12 + 1, 1) - ONE_DAY
    return min(last, last.replace(day=min(start.day, last.day)))


def _working_days(start: date, amount: int) -> date:
    """So many working days after *start*, which is not counted."""
    working = frozenset(working_calendar().ordinals)
    day = start
    while amount:
        day += ONE_DAY
        amount -= day.toordinal() in working
    return day
