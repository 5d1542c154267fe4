"""When a clock runs out."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from ..model.clocks import Clock, shift_months
from .working_days import working_calendar
from .world import as_day


def runs_out(clock: Clock, start: date | datetime) -> date | datetime:
    """The last day (or, for hours, the last instant) of a clock that starts on *start*."""
    if clock.unit == "hour":
        instant = start if isinstance(start, datetime) else datetime.combine(start, time.min)
        return instant + timedelta(hours=clock.amount)
    day = as_day(start)
    if clock.unit == "day":
        return day + timedelta(days=clock.amount)
    if clock.unit == "month":
        return shift_months(day, clock.amount)
    return working_calendar().after(day, clock.amount)


def reaches_back(clock: Clock, end: date) -> date:
    """The first day of a clock that runs out on *end*."""
    if clock.unit == "month":
        return shift_months(end, -clock.amount)
    if clock.unit == "working_day":
        return working_calendar().before(end, clock.amount)
    return end - timedelta(days=clock.amount if clock.unit == "day" else -(-clock.amount // 24))


def is_provisional(clock: Clock | None, due: date | datetime | None) -> bool:
    """Whether a due day may still move with a decree that has not been made."""
    return (
        clock is not None
        and clock.unit == "working_day"
        and due is not None
        and as_day(due) > working_calendar().horizon
    )


def in_time(end: date | datetime, due: date | datetime) -> bool:
    """Whether something closed at *end* was closed by *due*."""
    if isinstance(due, datetime):
        return isinstance(end, datetime) and end <= due
    return as_day(end) <= due


def still_runs(due: date | datetime, as_of: date) -> bool:
    """Whether a limit has not passed at the end of the as-of date."""
    if isinstance(due, datetime):
        return due >= datetime.combine(as_of, time.min) + timedelta(days=1)
    return as_of <= due
