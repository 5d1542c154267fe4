"""Registers drawn from a county's own obligations are valid, and hold what these look for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import regrules
from regrules.engine import reference
from regrules.model import Attested, Jurisdiction, Obligation, Plan
from regrules.testing.conformance.meaning.examples import examples_of
from regrules.testing.strategies.county import county_worlds, of_plan, reading
from regrules.testing.strategies.county_days import days_that_matter, days_to_ask
from regrules.testing.strategies.county_values import values_asked
from regrules.testing.strategies.worlds import World

ONE_DAY = timedelta(days=1)
COUNTIES = {each.id: each for each in regrules.jurisdictions()}
LOTS = (3, 12, 40)


def drawn(county: Jurisdiction, plan: Plan, obligation: Obligation, number: int) -> tuple[World, ...]:
    """Worlds of one obligation."""
    return examples_of(county_worlds(county, plan, obligation), number)


def peopled(world: World) -> bool:
    """Whether the one obligation of a world has somebody, or something, to count."""
    found = reference.evaluate(world.plan, world.jurisdiction, world.register, as_of=world.as_of)
    return any(verdict.number.least not in (None, (0, 0)) for verdict in found)


@pytest.mark.parametrize("name", COUNTIES)
def test_obligations_meet_somebody(name: str) -> None:
    """For every other obligation of the county some world, among few, has a population."""
    county = COUNTIES[name]
    for plan in county.plans:
        for obligation in plan.obligations[::2]:  # neighbours are much alike
            if not isinstance(obligation.measure, Attested):
                assert any(any(map(peopled, drawn(county, plan, obligation, lot))) for lot in LOTS), obligation.id


def test_worlds_come_again(county: Jurisdiction) -> None:
    """The same examples are made whenever they are asked for, and no two of them are the same."""
    plan = county.plans[0]
    first, again = (drawn(county, plan, plan.obligations[0], 8) for _ in "12")
    assert [world.rows for world in first] == [world.rows for world in again]
    assert len({repr((world.rows, world.as_of)) for world in first}) == 8


def test_days_on_and_beside(county: Jurisdiction) -> None:
    """The ends of the window and of each stage matter, with the days beside them; each stage is asked about."""
    plan = county.plans[0]
    staged = plan.obligation("visits/stages")
    days = days_that_matter(plan, staged)
    for day in (date(2025, 1, 1), date(2025, 3, 31), date(2025, 6, 30), date(2025, 12, 31)):
        assert {day - ONE_DAY, day, day + ONE_DAY} <= set(days)
    assert {date(2025, 3, 31), date(2025, 6, 30)} <= set(days_to_ask(plan, staged))


def test_limits_turn_at_month_ends(county: Jurisdiction) -> None:
    """Where a limit runs, the ends of months and the days around the Spring Festival matter too."""
    plan = county.plans[0]
    days = days_that_matter(plan, plan.obligation("leads/in-a-month"))
    assert {date(2025, 1, 31), date(2025, 2, 28), date(2025, 1, 26), date(2025, 2, 4)} <= set(days)


def test_values_that_are_asked(county: Jurisdiction) -> None:
    """What a predicate asks for is among the values, and something else as well."""
    plan = county.plans[0]
    values = values_asked((plan.obligation("leads/visited"),), county.schema)
    assert frozenset({"drug"}) in values["inspections", "domains"]
    assert frozenset() in values["inspections", "domains"]
    assert {"drug", "device"} <= set(values["leads", "domain"])


def test_only_what_is_read(county: Jurisdiction) -> None:
    """A world holds the tables that its obligations read, and no others."""
    plan = county.plans[0]
    world = drawn(county, plan, plan.obligation("visits/quarter-of-shops"), 1)[0]
    assert "inspections" in world.rows
    assert not {"reports", "leads", "samples", "filings"} & set(world.rows)
    read = reading(county, plan, (plan.obligation("reports/rate"),))
    assert read.figures == ("residents",)


def test_a_part_of_a_plan(county: Jurisdiction) -> None:
    """A county with some obligations of one plan has just these."""
    (plan,) = of_plan(county, "example-2025", "visits/cap", "meeting/held").plans
    assert [each.id for each in plan.obligations] == ["visits/cap", "meeting/held"]
