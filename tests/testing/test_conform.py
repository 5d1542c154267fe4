"""Asking checks, and what the scorecard says of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import regrules.testing.conformance.run as running
from regrules.analysis.check import LEVELS, Check, Finding
from regrules.analysis.document import read_document
from regrules.analysis.validate import validate
from regrules.errors import QuestionError
from regrules.model import (
    Coverage,
    Jurisdiction,
    Obligation,
    Plan,
    Text,
    at_least,
    calendar_year,
    inspections,
    subjects,
)
from regrules.model.provenance import KnownFailure
from regrules.model.serial import plan_to_json
from regrules.plugins import installed
from regrules.report.scorecard import STATES, CheckResult, LevelResult, Scorecard
from regrules.testing import conform
from regrules.testing.conformance.around import county_around
from regrules.testing.conformance.checks import ALL_CHECKS, CHECKS, PINNED, PLAN_CHECKS, PLAN_PINNED
from regrules.testing.conformance.county import Attempt, attempt
from regrules.testing.conformance.known import CHECK as KNOWN
from regrules.testing.conformance.run import Run

SCHEMA = Path(__file__).parents[2] / "docs/schema/scorecard.schema.json"
WORDS = Text(zh="说明", en="words")
OBLIGATION = Obligation(
    id="shops",
    clause="1",
    title=Text(zh="检查", en="Inspections"),
    agencies=("station",),
    measure=Coverage(of=subjects, by=inspections),
    window=calendar_year(2025),
    target=at_least("50%"),
)
PLAN = Plan(id="example-2025", title=Text(zh="计划", en="Plan"), period=calendar_year(2025), obligations=(OBLIGATION,))
COUNTY = Jurisdiction(id="example", code="990101", name=Text(zh="示例县", en="Example County"), plans=(PLAN,))
DOCUMENT = read_document("示例县2025年计划\n一、检查\n检查比例不低于50%。\n二、总结\n总结经验。\n")
Made = Callable[..., Run]


def _check(
    name: str, level: str = "well-formed", *places: str, raises: Exception | None = None, **more: object
) -> Check:
    def find(_: object) -> Iterator[Finding]:
        if raises:
            raise raises
        for place in places:
            yield Finding(check=name, obligation=place, problem=WORDS, advice=WORDS)

    return Check(id=name, level=level, title=WORDS, find=find, **more)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Made:
    """The checks that are given, of the example with these known failures, asked on a day of 2025."""

    def made(*checks: Check, known: tuple[KnownFailure, ...] = (), ask: bool = True) -> Run:
        monkeypatch.setattr(running, "ALL_CHECKS", checks)
        monkeypatch.setattr(running, "checks_for", lambda installed: checks)
        pinned = {level.id: sum(check.level == level.id for check in checks) for level in LEVELS}
        monkeypatch.setattr(running, "pinned_for", lambda installed: pinned)
        county = evolve(COUNTY, known_failures=known)
        found = Run(Attempt(asked="example", jurisdiction=county), today=date(2025, 6, 30))
        for check in checks if ask else ():
            found.result(check)
        return found

    return made


def _known(check: str, at: str = "", until: str = "2025-12-31") -> KnownFailure:
    return KnownFailure(check=check, at=at, reason=Text(zh="理由", en="the reason"), until=until)


def _states(run: Run) -> dict[str, str]:
    return {result.check: result.state for result in run.scorecard().results}


def test_what_finds_nothing_passes_and_what_finds_errors_fails(run: Made) -> None:
    """A check passes without findings, and with notes alone; one error fails it."""
    note = _check("noted")
    note = evolve(note, find=lambda _: [Finding(check="noted", problem=WORDS, advice=WORDS, severity="note")])
    found = run(_check("good"), note, _check("bad", "well-formed", "shops"))
    assert _states(found) == {"good": "passed", "noted": "passed", "bad": "failed", KNOWN: "passed"}
    assert [result.check for result in found.scorecard().failed] == ["bad"]


@pytest.mark.parametrize("raised", [ValueError("odd"), RecursionError("deep"), AssertionError("")], ids=repr)
def test_a_check_that_breaks_has_failed(run: Made, raised: Exception) -> None:
    """An exception inside a check is neither a crash nor a pass: it is what the check found."""
    found = run(_check("broken", raises=raised), _check("good"))
    assert _states(found) == {"broken": "failed", "good": "passed", KNOWN: "passed"}
    (finding,) = found.results["broken"].findings
    assert finding.problem.en.startswith("the check could not be finished: ")
    assert str(raised) in finding.problem.en


def test_findings_before_a_break_are_not_a_pass(run: Made) -> None:
    """A check that breaks after its first answers fails too."""

    def find(_: object) -> Iterator[Finding]:
        yield Finding(check="half", problem=WORDS, advice=WORDS, severity="note")
        raise ValueError("odd")

    assert _states(run(evolve(_check("half"), find=find)))["half"] == "failed"


def test_without_a_document_nothing_is_traced(run: Made) -> None:
    """A check that needs a document is not run without one, says so, and its level is not reached."""
    found = run(_check("traced", "traced", needs="document"), _check("good"))
    assert _states(found)["traced"] == "not_run"
    assert "--source" in str(found.results["traced"].reason)


def test_what_does_not_load_is_asked_no_further(run: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a county that does not load, the checks after the first level are not run."""
    check = _check("good")
    run(check)
    found = Run(Attempt(asked="example"))
    assert found.result(check).state == "not_run"
    assert found.scorecard().reached is None


MATCHED = {
    "any place": (("shops",), ("",)),
    "the place": (("shops",), ("shops",)),
    "each place": (("shops", "hospitals"), ("shops", "hospitals")),
    "all places by one": (("shops", "hospitals"), ("",)),
}


@pytest.mark.parametrize("name", MATCHED)
def test_failures_that_the_county_lists_are_known(run: Made, name: str) -> None:
    """A check fails as known if every place where it fails is listed."""
    places, listed = MATCHED[name]
    found = run(_check("bad", "well-formed", *places), known=tuple(_known("bad", at) for at in listed))
    assert _states(found) == {"bad": "known", KNOWN: "passed"}
    assert found.scorecard().failed == ()
    assert found.results["bad"].reason == Text(zh="理由", en="the reason")
    assert not found.scorecard().levels[1].passed


NEWS = {
    "another place": (("shops",), (_known("bad", "hospitals"),), ["bad", KNOWN]),
    "one place more": (("shops", "hospitals"), (_known("bad", "shops"),), ["bad"]),
    "another check": (("shops",), (_known("good"),), ["bad", KNOWN]),
    "no such check": ((), (_known("bda"),), [KNOWN]),
    "it passes": ((), (_known("bad"),), [KNOWN]),
    "it passes there": (("shops",), (_known("bad", "shops"), _known("bad", "hospitals")), [KNOWN]),
    "out of date": (("shops",), (_known("bad", until="2025-06-29"),), [KNOWN]),
}


@pytest.mark.parametrize("name", NEWS)
def test_what_the_county_lists_wrongly_fails(run: Made, name: str) -> None:
    """News, unexpected passes, unknown names and entries out of date fail the run."""
    places, known, failing = NEWS[name]
    found = run(_check("good"), _check("bad", "well-formed", *places), known=known)
    assert [result.check for result in found.scorecard().failed] == failing


def test_the_last_day_of_a_known_failure_counts(run: Made) -> None:
    """An entry is good until its last day, that day included."""
    assert not run(_check("bad", "well-formed", "x"), known=(_known("bad", until="2025-06-30"),)).scorecard().failed


def test_entries_for_what_was_not_asked_are_not_judged(run: Made) -> None:
    """A known failure of a check that was not run is neither unexpected nor unknown."""
    found = run(_check("bad"), known=(_known("bad"),), ask=False)
    assert _states(found) == {"bad": "not_run", KNOWN: "passed"}


def _result(state: str, level: str) -> CheckResult:
    finding = Finding(
        check="c", clause="1", problem=Text(zh="<坏>&\x01", en="<bad>&\x01"), advice=WORDS, snippet="a = 1\n"
    )
    return CheckResult(
        check=f"{state}-{level}".replace("_", "-"), level=level, title=WORDS, state=state,
        findings=(finding,) if state in ("failed", "known") else (),
        reason=WORDS if state in ("known", "not_run") else None,
    )  # fmt: skip


@st.composite
def cards(draw: st.DrawFn) -> Scorecard:
    """Scorecards of all kinds."""
    states = st.lists(st.sampled_from((*STATES, "passed", "passed")), max_size=3)
    levels = [
        LevelResult(
            level=level, pinned=draw(st.integers(0, 3)), checks=[_result(state, level.id) for state in draw(states)]
        )
        for level in LEVELS
    ]
    known = evolve(_result(draw(st.sampled_from(("passed", "failed"))), ""), check=KNOWN)
    name = draw(st.sampled_from((None, WORDS)))
    return Scorecard(county="example", code="990101" if name else "", name=name, levels=levels, known_failures=known)


@given(cards())
def test_a_level_is_reached_by_passing_and_by_nothing_else(card: Scorecard) -> None:
    """The level reached is the last before one that lacks checks, or has one that did not pass."""
    good = [
        bool(each.checks) and len(each.checks) >= each.pinned and all(check.state == "passed" for check in each.checks)
        for each in card.levels
    ]
    first_bad = good.index(False) if False in good else len(good)
    assert card.reached == (None if first_bad == 0 else LEVELS[first_bad - 1] if first_bad else None)


@given(cards())
def test_the_data_of_a_scorecard_fit_the_schema(card: Scorecard) -> None:
    """Every scorecard is written as the published schema says, and each check is in it once."""
    data = json.loads(json.dumps(card.to_data()))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(data)
    listed = [check["state"] for level in data["levels"] for check in level["checks"]]
    assert listed == [result.state for result in card.results[:-1]]
    assert data["failed"] == listed.count("failed") + (data["known_failures"]["state"] == "failed")


@given(cards())
def test_junit_counts_what_it_lists(card: Scorecard) -> None:
    """The XML can be read, lists every check once, and its counts are those of its cases."""
    suites = ElementTree.fromstring(card.to_junit()).findall("testsuite")
    assert len(suites) == len(LEVELS) + 1
    for suite in suites:
        cases = suite.findall("testcase")
        assert [child.tag for child in suite] == ["properties", *["testcase"] * len(cases), "system-out", "system-err"]
        assert int(suite.attrib["tests"]) == len(cases)
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
        assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))
    names = [case.attrib["name"] for suite in suites for case in suite.findall("testcase")]
    assert names == [result.check for result in card.results]


def test_the_numbers_of_checks_are_pinned() -> None:
    """Each level has exactly as many checks as it must have: whoever adds one raises the number."""
    for checks, pinned in ((CHECKS, PINNED), (PLAN_CHECKS, PLAN_PINNED)):
        assert {level.id: sum(check.level == level.id for check in checks) for level in LEVELS} == pinned


def test_checks_are_named_apart() -> None:
    """No two checks share an id, and each names a level, and says in both languages what must be true."""
    names = [check.id for check in ALL_CHECKS]
    assert len(names) == len(set(names))
    assert {check.level for check in ALL_CHECKS} <= {level.id for level in LEVELS}
    assert all(check.title.zh and check.title.en for check in ALL_CHECKS)
    assert KNOWN not in names


def test_a_check_that_is_lost_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A level with fewer checks than it must have is not reached, though all that it has passed."""
    passed = CheckResult(check="a", level="loads", title=WORDS, state="passed")
    assert LevelResult(level=LEVELS[0], pinned=1, checks=[passed]).passed
    assert not LevelResult(level=LEVELS[0], pinned=2, checks=[passed]).passed


def test_a_plan_as_a_file_is_checked(tmp_path: Path) -> None:
    """A plan written as JSON needs no plugin; what needs one is left out."""
    file = tmp_path / "plan.json"
    file.write_text(plan_to_json(PLAN), encoding="utf-8")
    card = conform(file, level="loads")
    assert (card.county, card.reached) == ("example-2025", LEVELS[0])
    assert [result.check for result in card.levels[0].checks] == ["plan-reads"]


def test_a_bad_plan_file_says_all_that_is_wrong(tmp_path: Path) -> None:
    """Each defect of the file is a finding, and nothing further is asked."""
    data = json.loads(plan_to_json(PLAN))
    data["period"]["start"] = "2025-13-01"
    data["titel"] = "x"
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    card = conform(str(file))
    assert card.reached is None
    (result,) = card.failed
    assert [("$.period.start" in each.problem.en, "$.titel" in each.problem.en) for each in result.errors] in (
        [(True, False), (False, True)], [(False, True), (True, False)],
    )  # fmt: skip
    assert {result.state for level in card.levels[1:] for result in level.checks} == {"not_run"}


REFUSED = {
    "an unknown county": (lambda: conform("shizu"), "did you mean `shizhu`"),
    "no such file": (lambda: conform("nowhere/plan.json"), "cannot be read"),
    "an unknown level": (lambda: conform(COUNTY, level="wellformed"), "did you mean `well-formed`"),
    "an unknown check": (lambda: conform(COUNTY, checks=["import"]), "did you mean `imports`"),
    "no examples": (lambda: conform(COUNTY, examples=0), "examples must be 1 or more, got 0"),
    "a document for no plan": (lambda: conform(COUNTY, documents={"example": DOCUMENT}), "did you mean `example-2025`"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_asked_is_refused(name: str) -> None:
    """A name that is unknown is refused with the nearest, before anything is checked."""
    ask, words = REFUSED[name]
    with pytest.raises(QuestionError, match=words):
        ask()


def test_an_installed_county_is_found_by_all_its_names() -> None:
    """The id, the code and the distribution lead to the same county."""
    from regrules.testing.conformance.county import announced

    assert announced("shizhu") == announced("500240") == announced("regrules-shizhu")


def test_what_is_asked_is_all_that_is_run(run: Made) -> None:
    """Checks that are not asked are not run, whatever they would find."""
    made = attempt(COUNTY)
    card = conform(made, checks=["small-enough"])
    assert {result.check for result in card.results if result.state != "not_run"} == {"small-enough", KNOWN}
    assert card.reached is None


def test_a_county_is_made_up_around_a_plan() -> None:
    """Every agency that a plan names, by id, by kind or in a table, is an agency of the county made up around it."""
    for each in installed():
        for plan in each.jurisdiction.plans:
            county = county_around(plan)
            names = {entry.id for entry in county.agencies} | {entry.kind for entry in county.agencies}
            known = {finding.check for finding in validate(plan, county)}
            assert not known & {"agencies-known", "county-agencies"}
            assert names
