"""Duties that only a person can confirm: whose confirmation counts, for which period, by which day."""

from __future__ import annotations

from typing import Any

import pytest

import regrules
from regrules.model import Attested, Jurisdiction, Obligation, Plan, Text, agency, at_least, calendar_year, quarters

NAME = Text(zh="例", en="example")
CODE = "990101"
AGENCIES = [
    {"agency_id": key, "jurisdiction": CODE, "name": key, "kind": kind}
    for key, kind in (("north", "station"), ("south", "station"), ("section", "section"))
]
PLACE = {"subject_id": "a", "jurisdiction": CODE, "name": "a", "kinds": {"drug_retailer"}}


def statuses(each: Any, engine: str, as_of: str, *done: dict[str, Any]) -> dict[str | None, str | None]:
    """The status of each value of a duty due on 31 March, by what was confirmed."""
    duty = Obligation(
        id="duty", clause="1.1", title=NAME, agencies=("station",), measure=Attested(evidence=NAME),
        window=calendar_year(2025, due="2025-03-31" if each is not quarters else None), target=at_least("100%"), each=each,
    )  # fmt: skip
    plan = Plan(id="plan", title=NAME, period=calendar_year(2025), obligations=(duty,))
    county = Jurisdiction(id="county", code=CODE, name=NAME, plans=(plan,))
    rows = [{"jurisdiction": CODE, "obligation": "duty", "agency": None, "period": None, "evidence": "x"} | row for row in done]
    tables = {"subjects": [PLACE], "agencies": AGENCIES, "attestations": rows}
    found = regrules.assess(county, register=tables, as_of=as_of, engine=engine).verdicts
    return {verdict.value: verdict.status for verdict in found}


@pytest.mark.parametrize("engine", ["reference", "columns"])
@pytest.mark.parametrize(
    ("done", "as_of", "status"),
    [
        ((), "2025-03-30", "open"),
        ((), "2025-03-31", "breached"),
        (({"done_on": "2025-03-31"},), "2025-03-31", "met"),
        (({"done_on": "2025-03-31"},), "2025-03-30", "open"),
        (({"done_on": "2025-04-01"},), "2025-04-01", "late"),
        (({"done_on": "2025-02-01", "obligation": "other"},), "2025-03-31", "breached"),
        (({"done_on": "2025-02-01", "jurisdiction": "990102"},), "2025-03-31", "breached"),
        (({"done_on": "2025-02-01", "agency": "north"},), "2025-03-31", "met"),
    ],
)
def test_a_duty_is_confirmed_by_its_day(done: Any, as_of: str, status: str, engine: str) -> None:
    """It is met once confirmed, late if that came after its day; another county's or another duty's does not help."""
    assert statuses(None, engine, as_of, *done) == {None: status}


@pytest.mark.parametrize("engine", ["reference", "columns"])
def test_each_agency_confirms_for_itself(engine: str) -> None:
    """What one agency confirms helps no other, and what nobody in particular confirmed helps none."""
    mine = {"done_on": "2025-02-01", "agency": "north"}
    nobodys = {"done_on": "2025-02-01"}
    found = statuses(agency, engine, "2025-03-31", mine)
    assert (found["north"], found["south"]) == ("met", "breached")
    assert set(statuses(agency, engine, "2025-03-31", nobodys).values()) == {"breached"}


@pytest.mark.parametrize("engine", ["reference", "columns"])
def test_each_period_is_confirmed_by_itself(engine: str) -> None:
    """What was confirmed for one quarter helps no other, and what names no quarter helps none."""
    first = {"done_on": "2025-03-31", "period": "2025-Q1"}
    whole = {"done_on": "2025-03-31"}
    found = statuses(quarters, engine, "2025-07-01", first, whole)
    assert [found[f"2025-Q{number}"] for number in (1, 2, 3)] == ["met", "breached", "open"]
