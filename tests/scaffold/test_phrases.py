"""The phrases that the page on counties writes as obligations: each is one, in both languages and for both engines."""

from __future__ import annotations

import re
from math import ceil
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import regrules
from regrules.analysis.document import find_figures
from regrules.analysis.validate import CHECKS, validate
from regrules.model import AgencyEntry, Attested, Jurisdiction, Obligation, Plan, Text, calendar_year
from regrules.model.describe import describe

PAGE = (Path(__file__).parents[2] / "docs/add-a-county.md").read_text(encoding="utf-8")
SECTION = PAGE.split("\n## What plans say\n")[1].split("\n### Attached tables\n")[0]
WORDS = re.findall(
    r"\S+",
    """
    Coverage( Count( Share( Mean( Growth( Timeliness( Response( Attested( at_least( at_most( between( exactly( bands( stages(
    figure( calendar_year( between_dates( rolling_months( cycle( quarters halves months( working_days( days( hours(
    calendar_months( each=agency strength= interpretation= implied= in_force= escalation= basis= also= when( target=None
    """,
)
ROWS = re.findall(r"^\| (?P<says>[^|]+?) \| `(?P<write>[^|`]+)` \|", SECTION, re.MULTILINE)
AGENCIES = (
    AgencyEntry(id="north", name=Text(zh="城北所", en="North station"), kind="station"),
    AgencyEntry(id="device_section", name=Text(zh="器械科", en="Device section"), kind="section"),
)


def names() -> dict[str, Any]:
    """What the page has defined where the rows stand."""
    space: dict[str, Any] = {}
    for block in re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        if ">>>" not in block and "regrules.assess" not in block:
            exec(block, space)
    return space


NAMES = names()


def obligation(number: int, says: str, write: str) -> Obligation:
    """The obligation that a row stands for."""
    title = Text(zh=f"任务{number}", en=f"Duty {number}")
    given = {"id": f"row-{number}", "clause": f"1.{number + 1}", "title": title, "agencies": ("station",)}
    return Obligation(**{**given, **eval(f"dict({write})", dict(NAMES))})


OBLIGATIONS = tuple(obligation(number, *row) for number, row in enumerate(ROWS))
COUNTY = Jurisdiction(
    id="example",
    code="990101",
    name=Text(zh="示例县", en="Example County"),
    agencies=AGENCIES,
    plans=(
        Plan(
            id="example-2025",
            title=Text(zh="示例县计划", en="Plan of 2025"),
            period=calendar_year(2025),
            obligations=tuple(evolve(each, also=()) for each in OBLIGATIONS),
        ),
    ),
    schema=NAMES["SCHEMA"],
)


def test_there_are_enough() -> None:
    """Every kind of measure, target, window and clock has its row."""
    assert len(ROWS) >= 60
    for word in WORDS:
        assert word in SECTION, word


@pytest.mark.parametrize("each", OBLIGATIONS, ids=[says for says, _ in ROWS])
def test_a_row_is_an_obligation(each: Obligation) -> None:
    """What is written is an obligation that says itself in both languages."""
    said = [describe(part, NAMES["SCHEMA"]) for part in (each.measure, each.window, each.target) if part is not None]
    for told in said:
        assert re.search(r"[\u4e00-\u9fff]|\d", told.zh)
        assert isinstance(each.measure, Attested) or not re.search(r"[\u4e00-\u9fff]", told.en)


@pytest.mark.parametrize(("says", "write"), ROWS, ids=[says for says, _ in ROWS])
def test_a_share_of_the_phrase_is_in_the_row(says: str, write: str) -> None:
    """The shares and clocks that a phrase has are those that the row writes; a share of its count may be written as a count."""
    for figure in find_figures(says):
        if figure.kind == "share" and not figure.unit:
            wanted = {f'"{figure.value * 100}%"', f'"-{figure.value * 100}%"', f'"{figure.value}"'}
            wanted |= {f"({ceil(figure.value * each.value)})" for each in find_figures(says) if each.kind == "count"}
            assert any(each in write for each in wanted), figure
        if figure.kind == "clock":
            assert f"({figure.value})" in write or f'("{figure.value}")' in write, figure


def test_the_rows_make_a_plan_without_defects() -> None:
    """Put together, the rows are a plan in which nothing is wrong that one row alone could be wrong in."""
    together = {"said-once", "floors-below-caps"}  # of these two rows are a pair by themselves
    words = {each.id for each in CHECKS if each.level == "explained"}  # a row has no title that says what it asks
    found = [
        each
        for each in validate(COUNTY.plans[0], COUNTY)
        if each.severity == "error" and each.check not in together | words
    ]
    assert [f"{each.check} {each.obligation}: {each.problem.en}" for each in found] == []


def test_both_engines_agree_on_every_row() -> None:
    """A small register gives every row a verdict, and the same one in both engines."""
    register = {
        "subjects": [
            {"subject_id": "d1", "jurisdiction": "990101", "name": "甲", "kinds": "device_distributor", "agency": "north",
             "owner_id": "o1", "opened_on": "2025-02-01"},
            {"subject_id": "h1", "jurisdiction": "990101", "name": "乙", "kinds": "medical_institution", "agency": "north",
             "owner_id": "o2", "opened_on": "2010-01-01"},
        ],
        "inspections": [
            {"inspection_id": "i1", "subject_id": "d1", "date": "2025-02-18", "domains": "device", "kinds": "unannounced",
             "outcome": "rectify", "officers": "2", "agency": "north"},
        ],
        "samples": [
            {"sample_id": "s1", "jurisdiction": "990101", "subject_id": "d1", "product": "device", "sampled_on": "2025-03-01",
             "result": "fail", "result_on": "2025-03-20"},
        ],
        "agencies": [{"agency_id": "north", "jurisdiction": "990101", "name": "城北所", "kind": "station"}],
    }  # fmt: skip
    columns, reference = (
        regrules.assess(COUNTY, register=register, as_of="2025-09-30", engine=engine).verdicts
        for engine in ("columns", "reference")
    )
    assert columns == reference
    assert {each.obligation.split("@")[0].split("#")[0] for each in columns} == {each.id for each in OBLIGATIONS}
