"""Plans whose records answer otherwise than they are written are caught: by the check that is meant for it."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve, frozen

from regrules.analysis.check import Candidate
from regrules.model import (
    Jurisdiction,
    Periods,
    Rolling,
    Target,
    Timeliness,
    Window,
    lead,
    leads,
)
from regrules.model.clocks import Clock
from regrules.testing.conformance.meaning import CHECKS

ONE_DAY = timedelta(days=1)


@frozen(kw_only=True)
class FloatTarget(Target):
    """Seven per cent as a float are a little more than seven hundredths."""

    @property
    def lower(self) -> Fraction | None:
        return Fraction(0.07)


@frozen(kw_only=True)
class LaxTarget(Target):
    """One hit too few is enough."""

    @property
    def lower(self) -> Fraction | None:
        return Fraction(1, 5)


@frozen(kw_only=True)
class SlowWindow(Window):
    """Due a day later than it says."""

    @property
    def asked_on(self) -> date:
        return self.end + ONE_DAY


@frozen(kw_only=True)
class WideRolling(Rolling):
    """Reaches back a day further."""

    def ending(self, last: date) -> Window:
        found = Rolling.ending(self, last)
        return evolve(found, start=found.start - ONE_DAY)


@frozen(kw_only=True)
class LateQuarters(Periods):
    """Each quarter begins a month late."""

    def within(self, window: Window) -> tuple[tuple[str, Window], ...]:
        found = Periods.within(self, window)
        return tuple((label, evolve(days, start=days.start + 31 * ONE_DAY)) for label, days in found)


@frozen(kw_only=True)
class ShortClock(Clock):
    """Says five working days and takes four."""

    def __getattribute__(self, name: str) -> Any:
        value = object.__getattribute__(self, name)
        return value - 1 if name == "amount" and asked_by_engine() else value


def asked_by_engine() -> bool:
    """Whether it is the engine that reads."""
    import sys

    return "time_limits" in sys._getframe(2).f_code.co_filename


def changed(county: Jurisdiction, name: str, **about: Any) -> Jurisdiction:
    """The county with one obligation alone, and that one changed."""
    (plan,) = county.plans
    obligation = evolve(plan.obligation(name), **about)
    return evolve(county, plans=(evolve(plan, obligations=(obligation,)),))


BROKEN: dict[str, tuple[str, str, dict[str, Any]]] = {
    "a float": ("thresholds", "visits/quarter-of-shops", {"target": FloatTarget(least="7%")}),
    "a lax target": ("thresholds", "visits/quarter-of-shops", {"target": LaxTarget(least="25%")}),
    "a window that is due late": (
        "dates", "visits/quarter-of-shops", {"window": SlowWindow(start="2025-01-01", end="2025-12-31")},
    ),
    "a rolling window too wide": ("dates", "visits/rolling", {"window": WideRolling(months=24)}),
    "quarters that begin late": ("dates", "visits/quarterly", {"each": LateQuarters(unit="quarter")}),
    "a clock that runs out early": (
        "clocks", "leads/in-time",
        {
            "measure": Timeliness(
                of=leads, start=lead.received_on, end=lead.closed_on, within=ShortClock(amount=5, unit="working_day")
            )
        },
    ),
}  # fmt: skip


def errors(check: str, county: Jurisdiction) -> list[str]:
    """What a check finds wrong."""
    (wanted,) = (each for each in CHECKS if each.id == check)
    found = wanted.find(Candidate(jurisdiction=county, examples=1))
    return [each.problem.en for each in found if each.severity == "error"]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_is_caught(name: str, county: Jurisdiction) -> None:
    """A record that answers otherwise than it is written fails the check that is meant for it."""
    check, obligation, about = BROKEN[name]
    assert errors(check, changed(county, obligation, **about))


@pytest.mark.parametrize("check", [each.id for each in CHECKS])
def test_an_engine_that_stops_is_a_finding(check: str, county: Jurisdiction, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a plan makes an engine raise is told as a finding, and stops no check."""

    def stop(*_asked: Any, **_days: Any) -> Any:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("regrules.engine.columns.evaluate", stop)
    monkeypatch.setattr("regrules.testing.conformance.meaning.examples.TRIES", 2)
    name = {"clocks": "leads/in-time", "unknowns": "reports/serious"}.get(check, "visits/quarter-of-shops")
    found = errors(check, changed(county, name))
    assert found
    assert all("division by zero" in each for each in found)
