"""Strategies for windows, clocks, and the days and values that each have a verdict of their own."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from ...model.clocks import Clock
from ...model.windows import (
    AnyWindow,
    Periods,
    Window,
    between_dates,
    calendar_half,
    calendar_month,
    calendar_quarter,
    calendar_year,
    cycle,
    halves,
    months,
    next_month,
    quarters,
    rolling_months,
)
from .pool import SOME_DAYS, YEAR

FIXED = (
    calendar_year(YEAR),
    calendar_half(YEAR, 1),
    calendar_quarter(YEAR, 1),
    calendar_month(YEAR, 2),
    calendar_year(YEAR - 1),
    between_dates("2024-03-01", "2025-06-30"),
)
DUE = (
    calendar_year(YEAR, due="2025-11-30"),
    calendar_year(YEAR, due="2026-01-31"),
    between_dates("2025-01-01", "2025-03-31", due="2025-05-15"),
    between_dates("2024-01-01", "2025-12-31", due="2025-03-31"),
)
MOVING: tuple[AnyWindow, ...] = (
    rolling_months(12),
    rolling_months(24),
    rolling_months(1),
    cycle(start="2023-01-01", years=4),
    cycle(start="2024-01-01", years=2),
)
PERIODS: tuple[Periods, ...] = (
    quarters,
    halves,
    months("2025-01", "2025-03", due=next_month(day=5)),
    quarters("2025-Q1", "2025-Q2", due=next_month(day=15)),
)


def fixed_windows() -> st.SearchStrategy[Window]:
    """Windows between two dates, due on their last day."""
    return st.sampled_from((FIXED[0],) * 3 + FIXED)


def due_windows() -> st.SearchStrategy[Window]:
    """Windows between two dates, some due before or after their last day."""
    return st.one_of(fixed_windows(), fixed_windows(), st.sampled_from(DUE))


def windows() -> st.SearchStrategy[AnyWindow]:
    """Windows of every kind: fixed, due on another day, rolling, turns of a cycle."""
    return st.sampled_from((*FIXED, *DUE, *MOVING, *MOVING[:3], FIXED[0], FIXED[0]))


def periods() -> st.SearchStrategy[Periods]:
    """Calendar periods, each judged by itself."""
    return st.sampled_from(PERIODS)


def clocks() -> st.SearchStrategy[Clock]:
    """Clocks in days, months and working days, and long ones that outrun the announced calendar."""
    short = st.builds(Clock, amount=st.sampled_from((7, 1, 30, 3)), unit=st.sampled_from(("working_day", "day")))
    month = st.builds(Clock, amount=st.sampled_from((1, 3)), unit=st.just("month"))
    return st.one_of(short, short, month, st.just(Clock(amount=450, unit="working_day")))


def hour_clocks() -> st.SearchStrategy[Clock]:
    """Clocks in hours."""
    return st.builds(Clock, amount=st.sampled_from((24, 1, 72)), unit=st.just("hour"))


def as_of_days() -> st.SearchStrategy[date]:
    """Days on which a register is asked: mostly in the plan's year, also before and after it."""
    inside = tuple(day for day in SOME_DAYS if day.year == YEAR)
    late = tuple(day for day in inside if day.month > 6)
    return st.sampled_from((date(YEAR, 12, 31), *late, *inside * 2, *SOME_DAYS))
