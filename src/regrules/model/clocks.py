"""Clocks: how long a thing may take, counted from a day or an hour."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Literal

from attrs import field, frozen

from .checks import at_least, one_of

ClockUnit = Literal["working_day", "day", "month", "hour"]


@frozen(kw_only=True)
class Clock:
    """
    A time limit. The start is day 0; a month that has no such day ends on its last day.

    Attributes:
        amount: How many, 1 or more.
        unit: ``working_day``, ``day``, ``month`` or ``hour``. Hours are counted from columns that hold times.
    """

    amount: int = field(validator=at_least(1))
    unit: ClockUnit = field(validator=one_of("working_day", "day", "month", "hour"))


def working_days(amount: int) -> Clock:
    """A limit in working days of China's calendar, make-up working days included."""
    return Clock(amount=amount, unit="working_day")


def days(amount: int) -> Clock:
    """A limit in calendar days."""
    return Clock(amount=amount, unit="day")


def calendar_months(amount: int) -> Clock:
    """A limit in months: the same day of a later month, or that month's last day."""
    return Clock(amount=amount, unit="month")


def hours(amount: int) -> Clock:
    """A limit in hours."""
    return Clock(amount=amount, unit="hour")


def shift_months(start: date, months: int) -> date:
    """
    The same day *months* later (earlier, if negative); clamped to the month's end.

    >>> shift_months(date(2025, 1, 31), 1), shift_months(date(2024, 2, 29), -12)
    (datetime.date(2025, 2, 28), datetime.date(2023, 2, 28))
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
