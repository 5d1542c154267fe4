"""Windows: which events count, and when the target is asked."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Literal

from attrs import evolve, field, frozen

from .checks import at_least, day, one_of, optional_day
from .clocks import shift_months


@frozen(kw_only=True, cache_hash=True)
class Window:
    """
    A stretch of days, both ends included.

    Attributes:
        start: First day.
        end: Last day on which an event counts.
        due: The day for which the target is asked; the last day if unsaid. It never closes the window.
    """

    start: date = field(converter=day)
    end: date = field(converter=day)
    due: date | None = field(default=None, converter=optional_day)

    @end.validator
    def _ends_after_start(self, _attribute: object, value: date) -> None:
        if value < self.start:
            raise ValueError(f"window ends on {value}, before it starts on {self.start}")

    @property
    def asked_on(self) -> date:
        """The due day."""
        return self.due or self.end


@frozen(kw_only=True)
class Rolling:
    """
    The last *months* months before the day of the question.

    Attributes:
        months: 1 or more. The window runs from the day after the same day so many months ago.
    """

    months: int = field(validator=at_least(1))

    def ending(self, last: date) -> Window:
        """The window that ends on *last*."""
        return Window(start=shift_months(last, -self.months) + timedelta(days=1), end=last)


@frozen(kw_only=True)
class Cycle:
    """
    A cycle of years with an anchored start; the turn that holds the plan's first day is the one that counts.

    Attributes:
        start: First day of the first turn.
        years: Length of a turn.
    """

    start: date = field(converter=day)
    years: int = field(validator=at_least(1))

    def turn(self, on: date) -> Window:
        """The turn of the cycle in which *on* lies (the first one, if it lies before)."""
        first = self.start
        while (following := shift_months(first, 12 * self.years)) <= on:
            first = following
        return Window(start=first, end=following - timedelta(days=1))


AnyWindow = Window | Rolling | Cycle


def calendar_year(year: int, *, due: str | date | None = None) -> Window:
    """1 January to 31 December."""
    return Window(start=date(year, 1, 1), end=date(year, 12, 31), due=due)


def calendar_half(year: int, half: int) -> Window:
    """The first (1) or second (2) half of a year."""
    _one_to(2, "half", half)
    return _months_from(date(year, 6 * half - 5, 1), 6)


def calendar_quarter(year: int, quarter: int) -> Window:
    """A quarter of a year, 1 to 4."""
    _one_to(4, "quarter", quarter)
    return _months_from(date(year, 3 * quarter - 2, 1), 3)


def calendar_month(year: int, month: int) -> Window:
    """A month of a year, 1 to 12."""
    _one_to(12, "month", month)
    return _months_from(date(year, month, 1), 1)


def calendar_week(monday: str | date) -> Window:
    """The week that begins on *monday*."""
    first = day(monday)
    if first.weekday() != 0:
        raise ValueError(f"{first} is not a Monday; a week runs from Monday to Sunday")
    return Window(start=first, end=first + timedelta(days=6))


def between_dates(start: str | date, end: str | date, *, due: str | date | None = None) -> Window:
    """Any two dates, both included."""
    return Window(start=start, end=end, due=due)


def rolling_months(months: int) -> Rolling:
    """The last *months* months before the day of the question."""
    return Rolling(months=months)


def cycle(*, start: str | date, years: int) -> Cycle:
    """A cycle of *years* years, the first of which begins on *start*."""
    return Cycle(start=start, years=years)


def _one_to(most: int, what: str, number: int) -> None:
    if type(number) is not int or not 1 <= number <= most:
        raise ValueError(f"{what} `{number}` is none of 1 to {most}")


def _months_from(start: date, months: int) -> Window:
    return Window(start=start, end=shift_months(start, months) - timedelta(days=1))


@frozen(kw_only=True)
class DueDay:
    """
    The day on which a period's target is asked, if that is not the period's last day.

    Attributes:
        day: Day of the month, clamped to its end.
        months_after: How many months after the period's last month.
    """

    day: int = field(validator=at_least(1))
    months_after: int = field(default=1, validator=at_least(0))

    def after(self, end: date) -> date:
        """The due day of a period that ends on *end*."""
        first = shift_months(end.replace(day=1), self.months_after)
        return min(first + timedelta(days=self.day - 1), shift_months(first, 1) - timedelta(days=1))


def next_month(*, day: int) -> DueDay:
    """Due on a day of the month after the period."""
    return DueDay(day=day)


def same_month(*, day: int) -> DueDay:
    """Due on a day of the period's own last month."""
    return DueDay(day=day, months_after=0)


PeriodUnit = Literal["week", "month", "quarter", "half", "year"]
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@frozen(kw_only=True)
class Periods:
    """
    The calendar periods of a window, each judged by itself.

    Attributes:
        unit: ``week`` (from Monday), ``month``, ``quarter``, ``half`` or ``year``.
        first: Any day of the first period; the window's first day if unsaid.
        last: Any day of the last period; the window's last day if unsaid.
        due: The due day of each period; its last day if unsaid.
    """

    unit: PeriodUnit = field(validator=one_of("week", "month", "quarter", "half", "year"))
    first: date | None = field(default=None, converter=optional_day)
    last: date | None = field(default=None, converter=optional_day)
    due: DueDay | None = None

    def __call__(self, first: str | None = None, last: str | None = None, *, due: DueDay | None = None) -> Periods:
        """The same periods from one label to another (``"2025-01"``, ``"2025-Q3"``), with their own due day."""
        return evolve(self, first=first and _first_day(first), last=last and _first_day(last), due=due)

    def within(self, window: Window) -> tuple[tuple[str, Window], ...]:
        """Label and window of each period that touches *window*, cut to it."""
        start = self._begin(max(self.first or window.start, window.start))
        last = min(self.last or window.end, window.end)
        if self.last is not None:
            last = min(self._next(self._begin(self.last)) - timedelta(days=1), window.end)
        found = []
        while start <= last:
            following = self._next(start)
            end = following - timedelta(days=1)
            due = self.due.after(end) if self.due else None
            found.append((self.label(start), Window(start=max(start, window.start), end=min(end, window.end), due=due)))
            start = following
        return tuple(found)

    def label(self, start: date) -> str:
        """The name of the period that begins on *start*, such as ``2025-Q1``."""
        if self.unit == "week":
            year, week, _ = start.isocalendar()
            return f"{year}-W{week:02}"
        return {
            "month": f"{start.year}-{start.month:02}",
            "quarter": f"{start.year}-Q{(start.month + 2) // 3}",
            "half": f"{start.year}-H{(start.month + 5) // 6}",
            "year": f"{start.year}",
        }[self.unit]

    def _begin(self, on: date) -> date:
        if self.unit == "week":
            return on - timedelta(days=on.weekday())
        size = _MONTHS[self.unit]
        return date(on.year, (on.month - 1) // size * size + 1, 1)

    def _next(self, start: date) -> date:
        return start + timedelta(days=7) if self.unit == "week" else shift_months(start, _MONTHS[self.unit])


def _first_day(label: str) -> date:
    match = re.fullmatch(r"(\d{4})(?:-(?:(\d\d)|Q([1-4])|H([12])|W(\d\d)))?", label)
    if match is None:
        raise ValueError(f"period `{label}` cannot be read; accepted: 2025, 2025-H1, 2025-Q1, 2025-01, 2025-W05")
    year, month, quarter, half, week = match.groups()
    if week:
        return date.fromisocalendar(int(year), int(week), 1)
    number = int(month) if month else int(quarter) * 3 - 2 if quarter else int(half) * 6 - 5 if half else 1
    return date(int(year), number, 1)


weeks = Periods(unit="week")
months = Periods(unit="month")
quarters = Periods(unit="quarter")
halves = Periods(unit="half")
years = Periods(unit="year")


@cache
def period_window(label: str) -> Window:
    """
    The days of a period's label.

    >>> period_window("2025-Q1").end
    datetime.date(2025, 3, 31)
    """
    first = _first_day(label)
    sizes = {"Q": quarters, "H": halves, "W": weeks}
    periods = sizes.get(label[5:6], months if len(label) > 4 else years)
    return Window(start=first, end=periods._next(first) - timedelta(days=1))
