"""The two plans of Kazuo against their clauses, written down by hand from the notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from regrules.model import Attested, Cycle, Obligation, Periods, Plan, Rolling, Stages, Target, Text, Window
from regrules_kazuo import KAZUO

DRUGS, DEVICES = KAZUO.plan("kazuo-2025-drugs"), KAZUO.plan("kazuo-2025-devices")

OUTLINES = {
    "kazuo-2025-drugs": (
        "1.1", "1.2",
        "2.1", "2.2", "2.3", "2.4", "2.5",
        "3.1", "3.2", "3.3", "3.4", "3.5", "3.6",
        "4.1", "4.2", "4.3", "4.4.1", "4.4.2", "4.4.3", "4.4.4", "4.5",
        "5.1", "5.2",
    ),
    "kazuo-2025-devices": (
        "1.1",
        "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9", "2.10", "2.11", "2.12", "2.13", "2.14", "2.15",
        "2.16", "2.17", "2.18.1", "2.18.2", "2.18.3",
        "3.1", "3.2", "3.3", "3.4",
        "4.1", "4.2", "4.3", "4.4",
        "5.1", "5.2", "5.3", "5.4",
    ),
}  # fmt: skip

# Figures that the clauses write: clause, obligation, figure, due day.
WRITTEN = {
    "kazuo-2025-drugs": (
        ("3.6", "inspections/special-drugs-first-quarter", "10%", "2025-03-31"),
        ("3.6", "inspections/priority-places", "50%", "2025-06-30"),
        ("3.6", "inspections/priority-places", "75%", "2025-09-30"),
        ("3.6", "inspections/priority-places", "100%", "2025-12-31"),
        ("3.6", "sampling/failures-case-filed", "100%", "2025-12-31"),
        ("4.4.1", "reports/per-million", "1000", "2025-12-31"),
        ("4.4.1", "reports/growth", "10%", "2025-12-31"),
        ("4.4.2", "reports/serious", "2%", "2025-12-31"),
        ("4.4.2", "reports/new-general", "20%", "2025-12-31"),
        ("4.4.3", "hospitals/registered", "100%", "2025-12-31"),
        ("4.4.3", "hospitals/reporting", "100%", "2025-12-31"),
        ("4.4.4", "drug-abuse/questionnaires", "2", "2025-12-31"),
        ("4.4.4", "drug-abuse/valid", "100%", "2025-12-31"),
    ),
    "kazuo-2025-devices": (
        ("2.1", "inspections/level-1-random", "25%", "2025-12-31"),
        ("2.4", "inspections/level-2-institutions", "100%", "2025-12-31"),
        ("2.18.1", "reports/per-million", "450", "2025-12-31"),
        ("2.18.1", "reports/growth", "10%", "2025-12-31"),
        ("2.18.2", "reports/serious", "8%", "2025-12-31"),
        ("2.18.3", "hospitals/registered", "100%", "2025-12-31"),
        ("2.18.3", "hospitals/reporting", "100%", "2025-12-31"),
    ),
}

# Figures that only the words imply, for duties that are counted.
IMPLIED = {
    "kazuo-2025-drugs": (
        ("1.2", "joint/medical-insurance", "1", "2025-12-31"),
        ("2.2", "vaccines/entrusted-distributors", "100%", "2025-12-31"),
        ("3.2", "online/sampling", "1", "2025-12-31"),
        ("3.2", "online/leads-closed", "100%", "2025-12-31"),
        ("3.3", "remote-pharmacy/follow-up", "100%", "2025-12-31"),
        ("3.3", "remote-pharmacy/measures", "100%", "2025-12-31"),
        ("3.4", "channels/health-department-told", "100%", "2025-12-31"),
        ("3.5", "campaign/inspections", "1", "2025-12-31"),
        ("3.6", "sampling/city-tasks", "100%", "2025-12-31"),
        ("4.1", "risk/consultations", "2", "2025-12-31"),
        ("4.1", "risk/points-closed", "100%", "2025-12-31"),
        ("4.2", "sampling/last-years-failures", "100%", "2025-12-31"),
        ("4.3", "monitoring/signals-handled", "100%", "2025-12-31"),
        ("4.4.2", "reports/in-time/new-or-serious", "100%", "2025-12-31"),
        ("4.4.2", "reports/in-time/others", "100%", "2025-12-31"),
        ("5.1", "training/drug-staff", "1", "2025-12-31"),
        ("5.2", "inspections/gsp", "100%", "2025-12-31"),
        ("5.2", "inspections/cross", "100%", "2025-12-31"),
    ),
    "kazuo-2025-devices": (
        ("2.1", "inspections/level-2", "100%", "rolling 24 months"),
        ("2.1", "inspections/level-1-four-years", "100%", "2026-12-31"),
        ("2.2", "dormant/cleared", "100%", "2025-12-31"),
        ("2.3", "inspections/special-aesthetic", "1", "2025-12-31"),
        ("2.3", "inspections/special-dental", "1", "2025-12-31"),
        ("2.5", "sampling/city-tasks", "100%", "2025-12-31"),
        ("2.6", "leads/in-time", "100%", "2025-12-31"),
        ("2.8", "advertising/referred", "100%", "2025-12-31"),
        ("2.8", "advertising/outcome-followed", "100%", "2025-12-31"),
        ("2.10", "licensing/site-surveys", "100%", "2025-12-31"),
        ("2.11", "risk/consultations", "1", "2025-03-31"),
        ("2.11", "risk/consultations", "1", "2025-06-30"),
        ("2.11", "risk/consultations", "1", "2025-09-30"),
        ("2.11", "risk/consultations", "1", "2025-12-31"),
        ("2.11", "risk/three-lists", "100%", "2025-12-31"),
        ("2.11", "risk/points-closed", "100%", "2025-12-31"),
        ("2.18.2", "reports/in-time/deaths", "100%", "2025-12-31"),
        ("2.18.2", "reports/in-time/serious", "100%", "2025-12-31"),
        ("3.4", "reporting/to-city", "1", "2025-12-31"),
        ("4.2", "training/device-staff", "1", "2025-12-31"),
        ("4.2", "publicity/device-rules", "1", "2025-12-31"),
        ("5.4", "joint/health", "1", "2025-12-31"),
        ("5.4", "joint/medical-insurance", "1", "2025-12-31"),
    ),
}

INDICATORS = {
    "kazuo-2025-drugs": {
        "inspections/priority-places/disease-control-centres",
        "inspections/priority-places/vaccination-sites",
        "inspections/priority-places/blood-products",
        "inspections/priority-places/special-drugs",
    },
    "kazuo-2025-devices": {"dormant/found", "vigilance/quality-score", "staff/device-inspectors"},
}

plans = pytest.mark.parametrize("plan", KAZUO.plans, ids=lambda plan: plan.id)


def due_days(obligation: Obligation) -> list[str]:
    """The days on which an obligation is asked, in order."""
    window = obligation.window
    if isinstance(window, Rolling):
        return [f"rolling {window.months} months"]
    if isinstance(window, Cycle):
        return [window.turn(date(2025, 1, 1)).asked_on.isoformat()]
    if isinstance(obligation.each, Periods):
        return [period.asked_on.isoformat() for _, period in obligation.each.within(window)]
    return [window.asked_on.isoformat()]


def demands(plan: Plan, *, implied: bool) -> Iterator[tuple[str, str, str, str]]:
    """Every figure that the plan demands of what is counted: clause, obligation, figure, due day."""
    for each in plan.obligations:
        if each.target is None or isinstance(each.measure, Attested) or each.implied is not implied:
            continue
        if isinstance(each.target, Stages):
            steps = [(stage.target, stage.due.isoformat()) for stage in each.target.stages]
        else:
            steps = [(each.target, due) for due in due_days(each)]
        for target, due in steps:
            assert isinstance(target, Target)
            yield each.clause, each.id, str(target.least), due


@plans
def test_every_clause_of_the_document_is_accounted_for_and_no_other(plan: Plan) -> None:
    """The clauses cited by obligations and guidance are exactly those of the document."""
    cited = {clause for each in plan.obligations for clause in each.clauses} | {each.clause for each in plan.guidance}
    assert cited == set(OUTLINES[plan.id])


@plans
def test_no_clause_is_both_checked_and_called_guidance(plan: Plan) -> None:
    """A clause is guidance only if no obligation rests on it, and stands there once."""
    checked = {clause for each in plan.obligations for clause in each.clauses}
    guidance = [each.clause for each in plan.guidance]
    assert checked.isdisjoint(guidance)
    assert len(set(guidance)) == len(guidance)


@plans
@pytest.mark.parametrize(("implied", "expected"), [(False, WRITTEN), (True, IMPLIED)], ids=["written", "implied"])
def test_every_figure_stands_under_its_clause_with_its_day(plan: Plan, implied: bool, expected: dict) -> None:
    """The figures demanded, with clause and due day, are those of the document: none missing, none added."""
    assert sorted(demands(plan, implied=implied)) == sorted(expected[plan.id])


@plans
def test_indicators_are_the_numbers_shown_without_a_demand(plan: Plan) -> None:
    """Only the listed numbers have no target."""
    assert {each.id for each in plan.obligations if each.target is None} == INDICATORS[plan.id]


@plans
def test_attested_duties_say_what_proves_them(plan: Plan) -> None:
    """A duty that a person confirms is asked once in the year, and its figure is never claimed to be written."""
    for each in plan.obligations:
        if isinstance(each.measure, Attested):
            assert each.implied and due_days(each) == ["2025-12-31"], each.id


def test_one_confirmation_never_serves_both_plans() -> None:
    """A person confirms a duty by its id, so no attested duty shares its id with a duty of the other plan."""
    drugs, devices = (
        {each.id for each in plan.obligations if isinstance(each.measure, Attested)} for plan in KAZUO.plans
    )
    assert drugs and devices and drugs.isdisjoint(devices)


def test_case_filing_cites_both_clauses_that_demand_it() -> None:
    """The 100 % of case filing stands in 3.6 and again in 4.2; one obligation carries both."""
    assert DRUGS.obligation("sampling/failures-case-filed").clauses == ("3.6", "4.2")


def test_there_are_seven_research_topics() -> None:
    """Clause 4.4 of the device plan names seven topics; each is a duty of its own, and an aim."""
    topics = [each for each in DEVICES.obligations if each.clause == "4.4"]
    assert len(topics) == 7
    assert {each.strength for each in topics} == {"aims_at"}


def test_last_years_failures_are_triggers_of_2024_due_in_2025() -> None:
    """What failed in 2024 is to be sampled again by the end of 2025."""
    window = DRUGS.obligation("sampling/last-years-failures").window
    assert window == Window(start="2024-01-01", end="2024-12-31", due="2025-12-31")


@plans
def test_every_text_is_written_in_both_languages(plan: Plan) -> None:
    """Titles, readings and reasons have Chinese in the Chinese text and none in the English."""
    texts = [plan.title, *(each.title for each in (*plan.obligations, *plan.guidance))]
    texts += [each.interpretation for each in plan.obligations if each.interpretation is not None]
    texts += [each.reason for each in plan.guidance]
    texts += [each.measure.evidence for each in plan.obligations if isinstance(each.measure, Attested)]
    for text in texts:
        assert isinstance(text, Text)
        assert any("\u4e00" <= letter <= "\u9fff" for letter in text.zh), text
        assert text.en.strip() and not any("\u4e00" <= letter <= "\u9fff" for letter in text.en), text


@plans
def test_titles_tell_obligations_apart(plan: Plan) -> None:
    """No two obligations of a plan have the same title in either language."""
    for language in ("zh", "en"):
        titles = [each.title.in_language(language) for each in plan.obligations]
        assert len(set(titles)) == len(titles)
