"""The first and the last day of things: of a subject, of a window, of a post."""

from __future__ import annotations

from typing import Any

import pytest

import regrules
from regrules.model import (
    Coverage,
    Jurisdiction,
    Obligation,
    Plan,
    Text,
    agencies,
    at_least,
    calendar_year,
    inspections,
    staff,
    subjects,
)

NAME = Text(zh="例", en="example")
CODE = "990101"


def number(of: Any, by: Any, engine: str, as_of: str, **tables: Any) -> tuple[int, int] | None:
    """The least share that a coverage has on a day."""
    duty = Obligation(
        id="duty", clause="1.1", title=NAME, agencies=("station",), measure=Coverage(of=of, by=by),
        window=calendar_year(2025), target=at_least("100%"),
    )  # fmt: skip
    plan = Plan(id="plan", title=NAME, period=calendar_year(2025), obligations=(duty,))
    county = Jurisdiction(id="county", code=CODE, name=NAME, plans=(plan,))
    (verdict,) = regrules.assess(county, register=tables, as_of=as_of, engine=engine).verdicts
    return verdict.number.least


def place(key: str, **about: Any) -> dict[str, Any]:
    return {"subject_id": key, "jurisdiction": CODE, "name": key, "kinds": {"drug_retailer"}, **about}


@pytest.mark.parametrize("engine", ["reference", "columns"])
@pytest.mark.parametrize(
    ("about", "counted"),
    [
        ({"opened_on": "2025-06-30"}, 1),
        ({"opened_on": "2025-07-01"}, 0),
        ({"closed_on": "2025-06-30"}, 0),
        ({"closed_on": "2025-07-01"}, 1),
        ({"valid_from": "2025-06-30"}, 1),
        ({"valid_from": "2025-07-01"}, 0),
        ({"valid_to": "2025-06-30"}, 1),
        ({"valid_to": "2025-06-29"}, 0),
    ],
)
def test_the_days_on_which_a_subject_counts(engine: str, about: dict[str, Any], counted: int) -> None:
    """From the day it opens to the day before it closes, while a version is valid."""
    visit = {"inspection_id": "v", "subject_id": "b", "date": "2025-01-01", "domains": {"drug"}, "kinds": {"routine"}}
    tables = {"subjects": [place("a", **about), place("b")], "inspections": [visit]}
    assert number(subjects, inspections, engine, "2025-06-30", **tables) == (1, 1 + counted)


@pytest.mark.parametrize("engine", ["reference", "columns"])
@pytest.mark.parametrize(("day", "hits"), [("2024-12-31", 0), ("2025-01-01", 1), ("2025-06-30", 1), ("2025-07-01", 0)])
def test_the_days_on_which_a_visit_counts(engine: str, day: str, hits: int) -> None:
    """From the first day of the window to the day of the question."""
    visit = {"inspection_id": "v", "subject_id": "a", "date": day, "domains": {"drug"}, "kinds": {"routine"}}
    first = {**visit, "inspection_id": "w", "subject_id": "b", "date": "2024-01-01"}
    tables = {"subjects": [place("a"), place("b")], "inspections": [visit, first]}
    assert number(subjects, inspections, engine, "2025-06-30", **tables) == (hits, 2)


@pytest.mark.parametrize("engine", ["reference", "columns"])
@pytest.mark.parametrize(
    ("post", "hits"),
    [
        ({"valid_to": "2025-06-30"}, 1),
        ({"valid_to": "2025-06-29"}, 0),
        ({"valid_from": "2025-06-30"}, 1),
        ({"valid_from": "2025-07-01"}, 0),
    ],
)
def test_the_days_on_which_a_post_counts(engine: str, post: dict[str, Any], hits: int) -> None:
    """A state counts on both of its ends."""
    tables = {
        "subjects": [place("a")],
        "agencies": [{"agency_id": "s", "jurisdiction": CODE, "name": "s", "kind": "station"}],
        "staff": [{"staff_id": "m", "agency": "s", **post}],
    }
    assert number(agencies, staff, engine, "2025-06-30", **tables) == (hits, 1)
