"""What the periods and dates of a document mean in days, months and frequencies."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from fractions import Fraction

from ...model.windows import Window, calendar_half, calendar_month, calendar_quarter, calendar_year, period_window
from ..document import Figure

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_REPEATED = re.compile(r"[每逐]|按[年季月周]")
_LAST_YEAR = re.compile(r"上一?年|去年|前一年|同比|往年")


def frequency(figure: Figure) -> tuple[Fraction, str] | None:
    """How often a period comes again, such as every 1 quarter; None if *figure* says no frequency."""
    if figure.kind != "period" or not _REPEATED.search(figure.text):
        return None
    return figure.value, figure.unit


def is_yearly(figure: Figure) -> bool:
    """Whether *figure* says no more than what every yearly plan implies: 每年, 全年, 年度."""
    return figure.kind == "period" and figure.unit == "year" and figure.value == 1


def months_of(figure: Figure) -> Fraction | None:
    """The length of time that *figure* gives, in months; None if it gives none."""
    if figure.kind in ("period", "clock") and figure.unit in _MONTHS:
        return figure.value * _MONTHS[figure.unit]
    return None


def span_of(figure: Figure, year: int) -> Window | None:
    """The days that *figure* speaks of, in *year* if it names none; None if it speaks of no days."""
    if figure.kind == "date":
        return _day(figure.unit, year)
    if figure.kind != "period" or _REPEATED.search(figure.text):
        return None
    if named := re.search(r"(\d{4})\s*年", figure.text):
        year = int(named[1])
    if figure.unit == "year":
        return calendar_year(year) if figure.value == 1 else None
    if found := re.fullmatch(r"([QHM])(\d+)", figure.unit):
        calendars = {"Q": calendar_quarter, "H": calendar_half, "M": calendar_month}
        window = calendars[found[1]](year, int(found[2]))
        return calendar_from_january(window) if "前" in figure.text[:2] else window
    return None


def span_of_label(label: str) -> Window | None:
    """The days of a period as a plan writes it, such as 2025-Q1; None if it cannot be read, which another check says."""
    try:
        return period_window(label)
    except ValueError:
        return None


def spans_of(figures: tuple[Figure, ...], year: int) -> tuple[Window, ...]:
    """The days that *figures* speak of; of the two ends of a range (1-6月) the days from the one to the other."""
    found = [(figure, span) for figure in figures if (span := span_of(figure, year)) is not None]
    if [figure.bound for figure, _ in found] == ["least", "most"]:
        return (Window(start=found[0][1].start, end=found[1][1].end),)
    return tuple(span for _, span in found)


def calendar_from_january(window: Window) -> Window:
    """The days from the first of the year to the end of *window*: 前三季度."""
    return Window(start=window.start.replace(month=1), end=window.end)


def _day(unit: str, year: int) -> Window | None:
    found = re.fullmatch(r"(?:(\d{4})-)?(\d\d)-(\d\d)", unit)
    if found is None:
        return None
    of = int(found[1]) if found[1] else year
    month = int(found[2])
    on = date(of, month, min(int(found[3]), calendar.monthrange(of, month)[1]))
    return Window(start=on, end=on)


def says_day(figure: Figure, on: date, use: str, year: int) -> bool:
    """Whether *figure* says the day *on*: as the first day of something (``start``, ``first``), as its last, or as either."""
    span = span_of(figure, year)
    if span is None:
        return False
    starts = on in (span.start, span.end + timedelta(days=1))
    return starts if use in ("start", "first") else on == span.end or (use == "date" and starts)


def says_year(text: str, year: int, ours: int) -> bool:
    """Whether *text* names *year*, by its number or as the one before *ours*, the year of the plan."""
    return f"{year}年" in text or (year == ours - 1 and bool(_LAST_YEAR.search(text)))


def says_boundary(text: str, on: date, ours: int) -> bool:
    """
    Whether *text* names the first or the last day of a year by the year: 2024年以来, 2024年底, 上一年度.

    Args:
        text: What may name it.
        on: The day.
        ours: The year of the plan, before which 上一年 lies; 0 where the year has to be written.
    """
    if (on.month, on.day) == (1, 1):
        named = rf"{on.year}年度?(以来|起|初|开始|至|到|内|、|和)"
    elif (on.month, on.day) == (12, 31):
        named = rf"{on.year}年度?(底|末|内)"
    else:
        return False
    return bool(re.search(named, text)) or (on.year == ours - 1 and bool(_LAST_YEAR.search(text)))
