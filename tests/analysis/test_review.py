"""What was reviewed: nothing changes unseen, and what is the same passes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.analysis.check import Candidate
from regrules.analysis.review import as_reviewed, review_of
from regrules.model import CORE, AgencyEntry, FigureNote, Jurisdiction, Obligation, Plan, Text, calendar_year
from regrules.testing.strategies import jurisdictions
from regrules.testing.strategies.measures import KINDS

few = settings(max_examples=max(5, settings.default.max_examples // 4))


def problems(recorded: str, county: Jurisdiction) -> list[str]:
    """What the check finds, in English, without the notes."""
    found = as_reviewed(Candidate(jurisdiction=county, reviewed=recorded))
    return [each.problem.en for each in found if each.severity == "error"]


@few
@given(st.sampled_from(sorted(KINDS)).flatmap(jurisdictions))
def test_what_was_reviewed_passes(county: Jurisdiction) -> None:
    """A county is as reviewed on the day of its review, and two records of it are the same text."""
    assert problems(review_of(county), county) == []
    assert review_of(county) == review_of(evolve(county))


@few
@given(st.sampled_from(sorted(KINDS)).flatmap(jurisdictions), st.sampled_from(sorted(KINDS)).flatmap(jurisdictions))
def test_another_plan_is_seen(before: Jurisdiction, after: Jurisdiction) -> None:
    """Plans that differ in anything do not pass for each other."""
    assert (problems(review_of(before), after) == []) == (before.plans == after.plans)


@pytest.fixture
def county() -> Jurisdiction:
    """A county of one duty and one clause of guidance."""
    from regrules.model import Count, Guidance, at_least, inspections

    name = Text(zh="例", en="example")
    duty = Obligation(
        id="visits", clause="1.1", title=name, agencies=("station",), measure=Count(of=inspections),
        window=calendar_year(2025), target=at_least(3),
    )  # fmt: skip
    advice = Guidance(clause="2", title=name, reason=name)
    plan = Plan(id="plan", title=name, period=calendar_year(2025), obligations=(duty,), guidance=(advice,))
    return Jurisdiction(id="county", code="990101", name=name, plans=(plan,))


OTHER = Text(zh="别的", en="other")
Change = Callable[[Plan], Plan]
CHANGES: dict[str, tuple[Change, str]] = {
    "figure": (lambda plan: _duty(plan, target=evolve(plan.obligations[0].target, least="4")), "at least 4"),
    "clause": (lambda plan: _duty(plan, clause="1.2"), "cites 1.2"),
    "Chinese title": (lambda plan: _duty(plan, title=Text(zh="别的", en="example")), "and is ‘别的："),
    "English title": (lambda plan: _duty(plan, title=Text(zh="例", en="other")), "and is ‘other:"),
    "agency": (lambda plan: _duty(plan, agencies=("section",)), "agencies"),
    "reading": (lambda plan: _duty(plan, interpretation=OTHER), "interpretation"),
    "name": (lambda plan: _duty(plan, id="visit"), "is gone"),
    "gone": (lambda plan: evolve(plan, obligations=()), "is gone"),
    "guidance": (lambda plan: evolve(plan, guidance=()), "guidance of 2 is gone"),
    "reason": (lambda plan: evolve(plan, guidance=(evolve(plan.guidance[0], reason=OTHER),)), "another title or reason"),
    "period": (lambda plan: evolve(plan, period=calendar_year(2026)), "period"),
    "note": (lambda plan: evolve(plan, figure_notes=(FigureNote(clause="1.1", figure="3", reason=OTHER),)), "notes"),
    "plan": (lambda plan: evolve(plan, id="other"), "is gone"),
}


def _duty(plan: Plan, **changed: Any) -> Plan:
    return evolve(plan, obligations=(evolve(plan.obligations[0], **changed),))


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_told(change: str, county: Jurisdiction) -> None:
    """Whatever changes in a plan, the finding says what."""
    make, told = CHANGES[change]
    (plan,) = county.plans
    assert told in " ".join(problems(review_of(county), evolve(county, plans=(make(plan),))))


def test_agencies_and_tables_of_the_county_are_reviewed(county: Jurisdiction) -> None:
    """A new agency, or a word of the county's own, is seen too."""
    entry = AgencyEntry(id="north", name=OTHER, kind="station")
    words = CORE.extended(words={"actions.kind": ("home_visit",)})
    for changed in (evolve(county, agencies=(entry,)), evolve(county, schema=words)):
        assert problems(review_of(county), changed) == ["the county's name, code or agencies have changed"]


@pytest.mark.parametrize("text", ["{", "[]", "{}", json.dumps({"plans": {}})])
def test_a_record_that_cannot_be_read_is_no_review(text: str, county: Jurisdiction) -> None:
    """What is no record of a review does not pass for one."""
    assert problems(text, county) == ["the record of the review, reviewed.json, cannot be read"]


def test_without_a_review_a_note_says_so(county: Jurisdiction) -> None:
    """Where nothing was recorded nothing fails, and the note says how to record."""
    (note,) = as_reviewed(Candidate(jurisdiction=county))
    assert note.severity == "note"
    assert "--record-review" in note.advice.en
