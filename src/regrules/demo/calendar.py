"""The days of a made-up office."""

from __future__ import annotations

from datetime import date, timedelta

from ..engine.working_days import working_calendar


def next_working_day(day: date) -> date:
    """*day* itself, or the first working day after it."""
    return working_calendar().after(day - timedelta(days=1), 1)


def working_days_after(day: date, number: int) -> date:
    """The day that lies *number* working days after *day*."""
    return working_calendar().after(day, number)
