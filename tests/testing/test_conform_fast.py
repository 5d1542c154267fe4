"""The checks of speed, and the check of demo registers: what is sound passes, what is broken is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from regrules.analysis.check import Candidate, Finding
from regrules.model import (
    AgencyEntry,
    Coverage,
    Jurisdiction,
    Obligation,
    Plan,
    Text,
    at_least,
    calendar_year,
    inspection,
    inspections,
    subject,
    subjects,
)
from regrules.model.predicates import Predicate
from regrules.plugins import installed
from regrules.testing.conformance import fast
from regrules.testing.conformance.county import Announced, Attempt
from regrules.testing.conformance.demonstrating import demo_works
from regrules.testing.conformance.observation import Observation
from regrules.testing.fakes import EXAMPLE, fake_distribution

STATION = AgencyEntry(id="north", name=Text(zh="城北所", en="North station"), kind="station")


def _county(*conditions: Predicate) -> Jurisdiction:
    obligations = tuple(
        Obligation(
            id=f"shops-{number}",
            clause="1",
            title=Text(zh="检查", en="Inspections"),
            agencies=("station",),
            measure=Coverage(of=subjects.where(condition), by=inspections),
            window=calendar_year(2025),
            target=at_least("50%"),
        )
        for number, condition in enumerate(conditions)
    )
    title = Text(zh="计划", en="Plan")
    plan = Plan(id="example-2025", title=title, period=calendar_year(2025), obligations=obligations)
    name = Text(zh="示例县", en="Example County")
    return Jurisdiction(id="example", code="990101", name=name, agencies=(STATION,), plans=(plan,))


def _found(county: Jurisdiction, check: str) -> list[Finding]:
    (asked,) = (each for each in fast.FAST if each.id == check)
    return list(asked.find(Candidate(jurisdiction=county)))


PLAIN = subject.kinds.has("drug_retailer")
USUAL = PLAIN & subject.any(inspections.where(inspection.domains.has("drug"))) & (subject.grade("drug") == "A")


def test_a_slow_condition_is_found() -> None:
    """Of several obligations the one with a list of names in it is told, and no other."""
    listed = subject.name.is_in(*(f"name-{number}" for number in range(40_000)))
    (finding,) = _found(_county(PLAIN, listed, USUAL), "assesses-in-time")
    assert (finding.obligation, finding.clause, finding.severity) == ("shops-1", "1", "error")
    compile(finding.snippet, "snippet", "exec")


@pytest.mark.parametrize("each", installed(), ids=lambda each: each.jurisdiction.id)
def test_real_plans_are_neither_slow_nor_large(each) -> None:
    """The obligations of real plans, extended tables and all, are far from what is too much."""
    county = each.jurisdiction
    few = evolve(county, plans=tuple(evolve(plan, obligations=plan.obligations[::8]) for plan in county.plans))
    assert _found(few, "assesses-in-time") == []
    assert _found(county, "small-enough") == []


def test_a_large_obligation_is_found() -> None:
    """An obligation with ten thousand words is told by its id, a plan of many large ones as a whole."""
    listed = subject.name.is_in(*(f"name-{number}" for number in range(10_000)))
    assert [finding.obligation for finding in _found(_county(PLAIN, listed), "small-enough")] == ["shops-1"]
    half = subject.name.is_in(*(f"name-{number}" for number in range(6_000)))
    assert [finding.obligation for finding in _found(_county(*[half] * 13), "small-enough")] == [""]


def test_a_slow_import_is_found() -> None:
    """Loading that takes seconds wherever it was tried is told; one slow process alone may be the machine's fault."""
    for seconds, slow in (((9.0, 9.0), True), ((9.0, 0.2), False), ((0.2, 0.2), False)):
        here, far = (Observation(seconds=each) for each in seconds)
        attempt = Attempt(asked="example", announced=Announced(entry="example"), here=here, far=(far,))
        assert bool(list(fast.loads_in_time(attempt))) is slow


DEMO = '''
from regrules.demo import Office
AS_OF = "2025-10-15"

def write(folder, *, seed):
    office = Office("990101", today=AS_OF, seed=seed)
    office.add("agencies", agency_id="north", name="城北所", kind="station")
    for _ in range(3):
        office.subject("drug_retailer", agency="north", name=("示例", "药房"))
    office.write(folder)
'''  # fmt: skip
DEMOS = {
    "sound": (DEMO, None),
    "a name by chance": (DEMO.replace('("示例", "药房")', "str(hash('name'))"), "subjects.csv` is not the same"),
    "a defect": (DEMO.replace('agency="north", name', 'agency="south", name'), "`south` is not in agencies"),
    "no day": (DEMO.replace("AS_OF = ", "DAY = ").replace("=AS_OF", "=DAY"), "is not a date"),
    "no function": (DEMO.replace("def write", "def writes"), "no attribute 'write'"),
    "no module": (None, "No module named 'regrules_example.demo'"),
}


@pytest.mark.parametrize("name", DEMOS)
def test_demo_registers_are_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A demo that is missing, differs from run to run, or has defects is told in words; a sound one passes."""
    demo, words = DEMOS[name]
    source = {"__init__.py": EXAMPLE.replace("plans=(PLAN,)", 'plans=(PLAN,), demo="regrules_example.demo"')}
    fake_distribution(tmp_path, source | ({"demo.py": demo} if demo else {}))
    monkeypatch.syspath_prepend(str(tmp_path))
    announced = Announced(entry="example", distribution="regrules-example")
    county = evolve(_county(PLAIN), demo="regrules_example.demo")
    problems = [each.problem.en for each in demo_works(Attempt(asked="x", announced=announced, jurisdiction=county))]
    assert bool(problems) is (words is not None)
    assert words is None or words in problems[0]
