"""The checks of meaning on sound counties: nothing is found, everything is counted, and snippets run."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import regrules
from regrules.analysis.check import LEVELS, Candidate, Finding
from regrules.engine import columns
from regrules.model import (
    CORE,
    ColumnSchema,
    Jurisdiction,
    RecordSet,
    Row,
    Share,
    Text,
    Timeliness,
    at_least,
    calendar_months,
    staff,
    staff_member,
)
from regrules.testing.conformance.meaning import CHECKS
from regrules.testing.conformance.meaning.examples import examples_of, smallest
from regrules.testing.conformance.meaning.snippets import literal
from regrules.testing.strategies import KINDS, World, jurisdictions, worlds
from regrules.testing.strategies.county import of_plan

BY_ID = {check.id: check for check in CHECKS}
IDS = (
    "engines-agree", "thresholds", "dates", "clocks", "unknowns",
    "row-order", "out-of-scope-row", "one-more-hit-never-hurts", "register-untouched", "one-by-one", "renamed-ids",
    "recorded-later", "joined-agencies", "repeated-run",
)  # fmt: skip
FEW = max(2, settings().max_examples // 20)
BUILT = ("thresholds", "dates", "clocks", "unknowns")


def errors(check: str, county: Jurisdiction, examples: int = 1) -> list[Finding]:
    """What a check finds wrong."""
    found = BY_ID[check].find(Candidate(jurisdiction=county, examples=examples))
    return [each for each in found if each.severity == "error"]


def test_the_checks_by_name() -> None:
    """The names of the checks, on which known failures depend, are these; each has a level and a title in both languages."""
    assert tuple(BY_ID) == IDS
    levels = {level.id for level in LEVELS}
    for check in CHECKS:
        assert check.level in levels
        assert check.title.zh != check.title.en


@pytest.mark.parametrize("check", ["engines-agree", *BUILT])
def test_a_real_county_is_sound(check: str) -> None:
    """Nothing is wrong with the meaning of a county of many obligations."""
    assert not errors(check, regrules.jurisdiction("licheng"))


@pytest.mark.parametrize("check", BUILT)
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=FEW)
@given(data=st.data())
def test_no_false_alarm(kind: str, check: str, data: st.DataObject) -> None:
    """Of generated counties, however strange, no check that builds registers finds anything wrong."""
    county = data.draw(jurisdictions(kind))
    assert [each.problem.en for each in errors(check, county)] == []


NAME = Text(zh="示例", en="example")
OWN = CORE.extended(
    columns={
        "agencies": (ColumnSchema(name="posts", type="whole", heading=NAME, least=0),),
        "samples": (ColumnSchema(name="report_in_on", type="date", heading=NAME, step=True),),
    }
)
OFFICE, LATER = Row("agencies", OWN), Row("samples", OWN)
UNUSUAL = {
    "every word of a list": Share(
        of=staff,
        having=staff_member.qualifications.has_any("drug_inspector", "device_inspector", "cosmetic_inspector"),
    ),
    "a property of agencies": Share(of=RecordSet("agencies", OWN), having=OFFICE.posts >= 1),
    "a clock from a column of the county's own": Timeliness(
        of=RecordSet("samples", OWN).where(LATER.result == "fail").dated(LATER.report_in_on),
        start=LATER.report_in_on, end=LATER.handled_on, within=calendar_months(3),
    ),
}  # fmt: skip


@pytest.mark.parametrize("check", IDS)
@pytest.mark.parametrize("name", UNUSUAL)
def test_an_unusual_duty_is_sound(name: str, check: str, county: Jurisdiction) -> None:
    """Where a register refuses the rows that a check would need, that is no fault of the county."""
    (plan,) = county.plans
    unusual = evolve(plan.obligations[0], id="unusual", measure=UNUSUAL[name], target=at_least("60%"))
    own = evolve(county, schema=OWN, plans=(evolve(plan, obligations=(unusual,)),))
    assert [each.problem.en for each in errors(check, own, examples=3)] == []


@pytest.mark.parametrize("check", BUILT[1:])
def test_what_is_left_out_is_told(check: str, county: Jurisdiction) -> None:
    """A check says of how many obligations it was asked, where these are not all."""
    found = list(BY_ID[check].find(Candidate(jurisdiction=county)))
    for note in found:
        assert note.severity == "note"
        asked = int(note.problem.en.split()[2])
        assert 0 < asked < len(county.plans[0].obligations)
        assert f"问了{asked}项" in note.problem.zh
    assert found


def test_asked_of_all(county: Jurisdiction) -> None:
    """Every kind of measure has its thresholds."""
    assert list(BY_ID["thresholds"].find(Candidate(jurisdiction=county))) == []


def test_a_snippet_runs(county: Jurisdiction, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python of a finding shows the two verdicts again, on a register that was made small."""
    honest = columns.evaluate

    def lying(*asked: Any, **days: Any) -> Any:
        return tuple(evolve(each, strength="aims_at") for each in honest(*asked, **days))

    monkeypatch.setattr(columns, "evaluate", lying)
    (found,) = errors("engines-agree", of_plan(county, "example-2025", "visits/quarterly"))
    monkeypatch.setattr(regrules, "jurisdiction", lambda _name: county)
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(found.snippet, {})
    assert "reference visits/quarterly@2025-Q1" in printed.getvalue()
    assert "columns visits/quarterly@2025-Q1" in printed.getvalue()
    assert len(found.snippet.splitlines()) < 45


@given(worlds("coverage"), st.sampled_from(("subjects", "inspections")))
@settings(max_examples=10)
def test_the_smallest_world_still_tells(world: World, table: str) -> None:
    """A world that is made small shows the same, and nothing can be left out of it."""

    def told(each: World) -> str:
        return "somebody" if each.rows.get(table) else ""

    if told(world):
        small = smallest(world, told)
        assert told(small)
        assert len(small.rows[table]) == 1
        assert (
            not small.rows["subjects" if table == "inspections" else "inspections"][1:] if table != "subjects" else True
        )


MORNING = datetime.combine(date(2025, 3, 31), time(9, 30))


@pytest.mark.parametrize(
    "value",
    [date(2025, 3, 31), MORNING, Decimal("2.5"), frozenset({"a", "b"}), frozenset(), None, "x", 3],
)
def test_values_are_written_as_python(value: Any) -> None:
    """What is written for a value gives it back."""
    assert eval(literal(value), {"date": date, "datetime": datetime, "Decimal": Decimal}) == value


def test_examples_are_as_many_as_wanted() -> None:
    """As many things are made as are asked for, the plainest first."""
    for number in (1, 2, 5, 9):
        found = examples_of(st.integers(0, 10**9), number)
        assert len(found) == number
        assert found[0] == 0
