"""Clocks: China's working days, month ends, and where a due date is not final."""

from __future__ import annotations

import json
from datetime import date, timedelta
from importlib.resources import files

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regrules.engine.time_limits import is_provisional, runs_out
from regrules.engine.working_days import working_calendar
from regrules.model import Clock, calendar_months, days, working_days

TABLE = json.loads(files("regrules.engine").joinpath("working_days.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("year", range(TABLE["first_year"], TABLE["last_announced"] + 1))
def test_the_recorded_year_is_that_of_the_package(year: int) -> None:
    """In every announced year the recorded working days are those of the package `holidays`."""
    china = holidays.country_holidays("CN", years=[year])
    every = [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    recorded = set(working_calendar().ordinals)
    assert [day for day in every if china.is_working_day(day)] == [day for day in every if day.toordinal() in recorded]


@pytest.mark.parametrize(
    ("clock", "start", "end"),
    [
        (working_days(7), "2025-01-27", "2025-02-12"),  # over the Spring Festival, with a make-up day on 8 February
        (working_days(1), "2025-01-25", "2025-01-26"),  # from a Saturday to a Sunday that is a working day
        (working_days(1), "2025-01-27", "2025-02-05"),  # 28 January to 4 February are days off
        (working_days(1), "2025-10-11", "2025-10-13"),  # from a Saturday that is a working day
        (days(15), "2024-02-20", "2024-03-06"),
        (calendar_months(1), "2025-01-31", "2025-02-28"),
        (calendar_months(2), "2025-01-31", "2025-03-31"),  # not two steps of one month each
        (calendar_months(12), "2024-02-29", "2025-02-28"),
    ],
)
def test_when_a_clock_runs_out(clock: Clock, start: str, end: str) -> None:
    """The start is day 0; a month without such a day ends on its last day."""
    assert runs_out(clock, date.fromisoformat(start)) == date.fromisoformat(end)


def test_what_is_not_announced_is_provisional() -> None:
    """A due date after 28 December of the last announced year may still move, in working days alone."""
    last = date(TABLE["last_announced"], 12, 28)
    assert not is_provisional(working_days(1), last)
    assert is_provisional(working_days(1), last + timedelta(days=1))
    assert not is_provisional(days(1), last + timedelta(days=1))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_working_days_there_and_back(start: date, amount: int) -> None:
    """So many working days after a day lie as many before the first day behind them."""
    calendar = working_calendar()
    end = calendar.after(start, amount)
    assert (end - start).days >= amount
    assert calendar.before(end + timedelta(days=1), amount) == calendar.after(start, 1)
