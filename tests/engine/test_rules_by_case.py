"""Settled, outlook, growth, shortfall and excess: the rules case by case, for both engines."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

import regrules
from regrules.engine.verdict import Verdict
from regrules.model import (
    Count,
    Coverage,
    Growth,
    Jurisdiction,
    Obligation,
    Plan,
    Share,
    Text,
    Timeliness,
    above,
    at_least,
    at_most,
    below,
    between,
    between_dates,
    calendar_year,
    inspection,
    inspections,
    lead,
    leads,
    report,
    reports,
    rolling_months,
    stages,
    subjects,
    times_at_most,
    working_days,
)

NAME = Text(zh="例", en="example")
CODE = "990101"
YEAR = calendar_year(2025)
HALF = calendar_year(2025, due="2025-06-30")
VISITED = Coverage(of=subjects, by=inspections)
RARELY = Coverage(of=subjects, by=inspections, times=times_at_most(1))
VISITS = Count(of=inspections)
GROWN = Growth(of=VISITS, versus=calendar_year(2024))
SERIOUS = Share(of=reports, having=report.serious == True)  # noqa: E712  # builds a predicate
ANSWERED = Timeliness(of=leads, start=lead.received_on, end=lead.answered_on, within=working_days(7))
ALL, NONE = at_least("100%"), at_most("0%")


def visits(*days: str) -> dict[str, Any]:
    """Two subjects, and visits on these days, to the one and the other in turn."""
    rows = [
        {"inspection_id": f"v{place}", "subject_id": "ab"[place % 2], "date": day, "domains": {"drug"}, "kinds": {"routine"}}
        for place, day in enumerate(days)
    ]
    return {"inspections": rows} if rows else {"inspections": [], "extents": [WHOLE | {"table": "inspections"}]}


WHOLE = {"complete_from": "2020-01-01", "complete_to": "2027-12-31"}


def reported(*serious: bool | None) -> dict[str, Any]:
    """Reports of January."""
    rows = [
        {"report_id": f"r{place}", "jurisdiction": CODE, "product": "drug", "received_on": "2025-01-10", "serious": each}
        for place, each in enumerate(serious)
    ]
    return {"reports": rows}


def received(*answers: tuple[str, str | None]) -> dict[str, Any]:
    """Leads, each with the day it came and the day it was answered."""
    rows = [
        {"lead_id": f"l{place}", "jurisdiction": CODE, "domain": "drug", "source": "complaint", "received_on": came,
         "answered_on": answered}
        for place, (came, answered) in enumerate(answers)
    ]  # fmt: skip
    return {"leads": rows}


def verdict(measure: Any, window: Any, target: Any, as_of: str, tables: dict[str, Any], engine: str) -> Verdict:
    """The verdict of a single duty, the last one if it has stages."""
    duty = Obligation(
        id="duty", clause="1.1", title=NAME, agencies=("station",), measure=measure, window=window, target=target
    )
    plan = Plan(id="plan", title=NAME, period=YEAR, obligations=(duty,))
    county = Jurisdiction(id="county", code=CODE, name=NAME, plans=(plan,))
    places = [{"subject_id": key, "jurisdiction": CODE, "name": key, "kinds": {"drug_retailer"}} for key in "ab"]
    return regrules.assess(county, register={"subjects": places, **tables}, as_of=as_of, engine=engine).verdicts[-1]


SETTLED: dict[str, tuple[Any, Any, Any, str, dict[str, Any], str, bool]] = {
    "met when over": (VISITED, HALF, ALL, "2025-07-01", visits("2025-02-01", "2025-03-01"), "met", True),
    "met too early": (VISITED, HALF, ALL, "2025-06-29", visits("2025-02-01", "2025-03-01"), "met", False),
    "met on the due day": (VISITED, HALF, ALL, "2025-06-30", visits("2025-02-01", "2025-03-01"), "met", True),
    "late": (VISITED, HALF, ALL, "2025-07-16", visits("2025-02-01", "2025-07-15"), "late", True),
    "may still be late": (VISITED, HALF, ALL, "2025-07-16", visits("2025-02-01"), "breached", False),
    "too late": (VISITED, HALF, ALL, "2025-12-31", visits("2025-02-01"), "breached", True),
    "one day before it is too late": (VISITED, HALF, ALL, "2025-12-30", visits("2025-02-01"), "breached", False),
    "nobody visited yet": (VISITED, YEAR, ALL, "2025-06-01", visits(), "open", False),
    "a cap exceeded, over": (RARELY, HALF, ALL, "2025-07-01", visits(*["2025-02-01"] * 3), "breached", True),
    "a cap exceeded, not over": (RARELY, HALF, ALL, "2025-06-01", visits(*["2025-02-01"] * 3), "breached", False),
    "a cap kept, over": (RARELY, HALF, ALL, "2025-07-01", visits("2025-02-01"), "met", True),
    "enough": (VISITS, YEAR, at_least(2), "2025-06-01", visits("2025-02-01", "2025-03-01"), "met", True),
    "not enough yet": (VISITS, YEAR, at_least(2), "2025-06-01", visits("2025-02-01"), "open", False),
    "too many": (VISITS, YEAR, at_most(1), "2025-06-01", visits("2025-02-01", "2025-03-01"), "breached", True),
    "not too many yet": (VISITS, YEAR, at_most(1), "2025-06-01", visits("2025-02-01"), "met", False),
    "grown enough": (
        GROWN, YEAR, at_least("50%"), "2025-06-01",
        visits("2024-02-01", "2024-03-01", "2025-01-01", "2025-02-01", "2025-03-01"), "met", True,
    ),
    "not grown enough yet": (
        GROWN, YEAR, at_least("51%"), "2025-06-01",
        visits("2024-02-01", "2024-03-01", "2025-01-01", "2025-02-01", "2025-03-01"), "open", False,
    ),
    "a share beyond repair": (SERIOUS, YEAR, ALL, "2025-06-01", reported(True, False), "breached", True),
    "a share that none may have": (SERIOUS, YEAR, NONE, "2025-06-01", reported(True, False), "breached", True),
    "a share that may fall": (SERIOUS, YEAR, at_least("50%"), "2025-06-01", reported(True, False), "met", False),
    "a share at the end": (SERIOUS, YEAR, at_least("50%"), "2025-12-31", reported(True, False), "met", True),
    "an unknown": (SERIOUS, YEAR, ALL, "2025-12-31", reported(True, None), "undecided", False),
    "a clock missed": (ANSWERED, YEAR, ALL, "2025-06-01", received(("2025-02-10", None)), "breached", True),
    "a clock that may be missed": (ANSWERED, YEAR, ALL, "2025-06-01", received(("2025-02-10", "2025-02-12")), "met", False),
    "all clocks kept": (ANSWERED, YEAR, ALL, "2025-12-31", received(("2025-02-10", "2025-02-12")), "met", True),
    "a window to come": (VISITED, between_dates("2025-04-01", "2025-12-31"), ALL, "2025-02-01", visits(), "open", False),
    "months that roll": (VISITED, rolling_months(12), ALL, "2025-06-01", visits("2025-02-01", "2025-03-01"), "met", False),
    "months that roll to a stage": (
        VISITED, rolling_months(12), stages(("2025-06-30", ALL)), "2025-07-01", visits("2025-02-01", "2025-03-01"), "met", True,
    ),
    "counts that roll": (VISITS, rolling_months(12), at_least(1), "2025-06-01", visits("2025-02-01"), "met", False),
    "counts that roll to a stage": (
        VISITS, rolling_months(12), stages(("2025-06-30", at_least(1))), "2025-07-01", visits("2025-02-01"), "met", True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("engine", ["reference", "columns"])
@pytest.mark.parametrize("case", SETTLED)
def test_what_is_settled(case: str, engine: str) -> None:
    """A status is settled where no later fact can change it, and not where one can."""
    measure, window, target, as_of, tables, status, settled = SETTLED[case]
    found = verdict(measure, window, target, as_of, tables, engine)
    assert (found.status, found.settled) == (status, settled)


HALVES = stages(("2025-06-30", at_least("50%")), ("2025-12-31", ALL))
OUTLOOKS: dict[str, tuple[Any, Any, Any, str, dict[str, Any], str]] = {
    "half of a year, half done": (VISITED, YEAR, ALL, "2025-07-01", visits("2025-02-01"), "on_track"),
    "just past the half, half done": (VISITED, YEAR, ALL, "2025-07-02", visits("2025-02-01"), "behind"),
    "nothing done on the first day": (VISITED, YEAR, ALL, "2025-01-01", visits(), "behind"),
    "the second stage, on the line": (VISITED, YEAR, HALVES, "2025-06-30", visits("2025-02-01"), "on_track"),
    "the second stage, below the line": (VISITED, YEAR, HALVES, "2025-07-01", visits("2025-02-01"), "behind"),
    "a count on the line": (VISITS, YEAR, at_least(5), "2025-03-14", visits("2025-02-01"), "on_track"),
    "a count below the line": (VISITS, YEAR, at_least(5), "2025-03-15", visits("2025-02-01"), "behind"),
    "growth is counted from nothing": (
        GROWN, YEAR, at_least("0%"), "2025-07-01", visits("2024-02-01", "2024-03-01", "2025-01-01"), "on_track",
    ),
    "growth below the line": (
        GROWN, YEAR, at_least("0%"), "2025-07-02", visits("2024-02-01", "2024-03-01", "2025-01-01"), "behind",
    ),
    "a share has no line": (SERIOUS, YEAR, at_least("60%"), "2025-01-15", reported(True, False), "behind"),
    "only waiting": (ANSWERED, YEAR, ALL, "2025-02-11", received(("2025-02-10", None)), "on_track"),
    "before it begins": (VISITED, between_dates("2025-04-01", "2025-12-31"), ALL, "2025-02-01", visits(), "on_track"),
}  # fmt: skip


@pytest.mark.parametrize("engine", ["reference", "columns"])
@pytest.mark.parametrize("case", OUTLOOKS)
def test_what_is_on_track(case: str, engine: str) -> None:
    """An open obligation is on track from the day on which its number reaches the line through its stages."""
    measure, window, target, as_of, tables, outlook = OUTLOOKS[case]
    found = verdict(measure, window, target, as_of, tables, engine)
    assert (found.status, found.outlook) == ("open", outlook)


BASE = ("2024-02-01", "2024-03-01")
OF_COUNTY = inspections.where(inspection.level == "county")
MAYBE = {"inspection_id": "m", "date": "2025-01-05", "domains": {"drug"}, "kinds": {"routine"}, "subject_id": "a"}


@pytest.mark.parametrize("engine", ["reference", "columns"])
@pytest.mark.parametrize(
    ("unsure", "least", "most"),
    [
        ("2025-01-05", (0, 1), (1, 2)),  # 2 to 3 against 2
        ("2024-01-05", (-1, 3), (0, 1)),  # 2 against 2 to 3
    ],
)
def test_growth_of_what_is_not_sure(unsure: str, least: tuple[int, int], most: tuple[int, int], engine: str) -> None:
    """Growth lies between the fewest against the largest base and the most against the smallest."""
    tables = visits(*BASE, "2025-01-01", "2025-02-01")
    rows = [row | {"level": "county"} for row in tables["inspections"]] + [MAYBE | {"date": unsure, "level": None}]
    measure = Growth(of=Count(of=OF_COUNTY), versus=calendar_year(2024))
    found = verdict(measure, YEAR, at_least("50%"), "2025-12-31", {"inspections": rows}, engine)
    assert tuple(map(reduced, (found.number.least, found.number.most))) == (least, most)
    assert (set(found.could_be) >= {"met", "breached"}) if most == (1, 2) else (found.could_be == ("breached",))


@pytest.mark.parametrize("engine", ["reference", "columns"])
@pytest.mark.parametrize(
    ("measure", "target", "shortfall", "excess"),
    [
        (VISITS, at_most(1), (0, 0), (1, 2)),
        (VISITS, below(2), (0, 0), (1, 2)),
        (VISITS, at_most(2), (0, 0), (0, 1)),
        (VISITS, at_least(4), (1, 2), (0, 0)),
        (VISITS, above(3), (1, 2), (0, 0)),
        (VISITS, between(1, 2), (0, 0), (0, 1)),
        (GROWN, at_least("100%"), (1, 2), (0, 0)),
        (GROWN, at_most("0%"), (0, 0), (0, 1)),
    ],
)
def test_amounts_of_what_is_not_sure(measure: Any, target: Any, shortfall: Any, excess: Any, engine: str) -> None:
    """Two visits, and a third that may not count: how many are missing or too many, at the least and at the most."""
    rows = [row | {"level": "county"} for row in visits(*BASE, "2025-01-01", "2025-02-01")["inspections"]]
    unsure = {"inspections": [*rows, MAYBE | {"level": None}]}
    counted = evolve(measure, of=evolve(measure.of, of=OF_COUNTY)) if measure is GROWN else Count(of=OF_COUNTY)
    found = verdict(counted, YEAR, target, "2025-12-31", unsure, engine)
    assert (found.shortfall.least, found.shortfall.most) == shortfall
    assert (found.excess.least, found.excess.most) == excess


@pytest.mark.parametrize("engine", ["reference", "columns"])
def test_growth_against_one_or_none(engine: str) -> None:
    """A base that may be nothing gives no growth, and one that is there gives what it is."""
    rows = [row | {"level": "county"} for row in visits("2025-01-01", "2025-02-01")["inspections"]]
    unsure = {"inspections": [*rows, MAYBE | {"date": "2024-01-05", "level": None}]}
    found = verdict(evolve(GROWN, of=Count(of=OF_COUNTY)), YEAR, at_least("100%"), "2025-12-31", unsure, engine)
    assert (found.number.least, found.number.most) == ((1, 1), (1, 1))
    assert set(found.could_be) == {"met", "not_applicable"}


@pytest.mark.parametrize("engine", ["reference", "columns"])
def test_growth_is_written_over_its_base(engine: str) -> None:
    """Two more than two are two of two, so that a reader sees both counts."""
    found = verdict(GROWN, YEAR, at_least("100%"), "2025-12-31", visits(*BASE, *["2025-01-01"] * 4), engine)
    assert (found.status, found.number.least, found.number.most) == ("met", (2, 2), (2, 2))


@pytest.mark.parametrize("engine", ["reference", "columns"])
@pytest.mark.parametrize(("as_of", "lacking"), [("2025-06-01", 1), ("2025-12-30", 1), ("2025-12-31", None)])
def test_records_to_come_fill_a_share(as_of: str, lacking: int | None, engine: str) -> None:
    """One of three is half of all once another hit joins; when none can join any more, nothing fills it."""
    found = verdict(SERIOUS, YEAR, at_least("50%"), as_of, reported(True, False, False), engine)
    assert (found.shortfall.least, found.shortfall.most) == (lacking, lacking)


def reduced(pair: tuple[int, int] | None) -> tuple[int, int] | None:
    """The pair in lowest terms."""
    return None if pair is None else Fraction(*pair).as_integer_ratio()
