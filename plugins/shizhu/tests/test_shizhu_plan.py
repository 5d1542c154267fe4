"""The plan of Shizhu against its document: clauses, figures, days, agencies."""

from __future__ import annotations

from datetime import date

import pytest

from regrules.model import Coverage, Cycle, Plan, Rolling, Stages, Target, inspection, rolling_months, working_days
from regrules.model.plans import AgencyRule, Obligation
from regrules.plugins import find
from regrules_shizhu import regrules_jurisdiction
from regrules_shizhu.populations import DISTRIBUTOR_VISITS, USE_UNIT_VISITS

COUNTY = regrules_jurisdiction()
PLAN: Plan = COUNTY.plan("shizhu-2025")

# The outline of the document, read by hand: numbered places that have text of their own.
OUTLINE = (
    "1", "2",
    "3.1", "3.2.1", "3.2.2", "3.2.3", "3.3", "3.3.1", "3.3.2", "3.3.3", "3.3.4",
    "3.4.1", "3.4.2", "3.4.2.1", "3.4.2.2", "3.4.2.3", "3.4.3", "3.5",
    "4.1", "4.2.1", "4.2.2", "4.2.3", "4.2.3.1", "4.2.3.2", "4.2.3.3", "4.2.3.4", "4.2.3.5",
    "5", "5.1", "5.2",
    "6", "6.1", "6.2", "6.3", "6.4",
    "7", "7.1", "7.2", "7.3",
    "annex", "annex.note",
)  # fmt: skip

# Clause, duty, figure, day: `24 months` for a window that rolls. An `i` marks a figure that only words imply.
FIGURES = (
    ("3.1", "quality-practice/class-3-known", "100% i", "2025-12-31"),
    ("3.2.1", "online/publicity", "100% i", "2025-12-31"),
    ("3.2.2", "online/filings-published", "100% i", "2025-12-31"),
    ("3.2.3", "online/leads-handled", "100% i", "2025-12-31"),
    ("3.2.3", "online/leads-answered", "100%", "2025-12-31"),
    ("3.3", "stations/yearly-plan", "100% i", "2025-12-31"),
    ("3.3.1", "grading/determined", "100% i", "2025-12-31"),
    ("3.3.1", "grading/published", "100% i", "2025-12-31"),
    ("3.3.1", "grading/archive", "100% i", "2025-12-31"),
    ("3.3.1", "grading/adjusted-after-offence", "100% i", "2025-12-31"),
    ("3.3.1", "grading/adjusted-after-new-line", "100% i", "2025-12-31"),
    ("3.3.2", "distributors/level-3", "100% i", "2025-12-31"),
    ("3.3.2", "distributors/level-2", "100% i", "24 months"),
    ("3.3.2", "distributors/level-1-random", "25%", "2025-12-31"),
    ("3.3.2", "distributors/level-1-cycle", "100% i", "2026-12-31"),
    ("3.3.2", "distributors/follow-up", "100%", "2025-12-31"),
    ("3.3.2", "distributors/lenses-and-family-planning", "100% i", "2025-12-31"),
    ("3.3.4", "self-inspection/told", "100% i", "2025-03-31"),
    ("3.3.4", "self-inspection/reports", "100%", "2025-03-31"),
    ("3.3.4", "self-inspection/late-handled", "100% i", "2025-12-31"),
    ("3.4.1", "unannounced/class-2", "3%", "2025-12-31"),
    ("3.4.1", "unannounced/class-3", "10%", "2025-12-31"),
    ("3.4.2.1", "unannounced/focus-failed-samples", None, "2025-12-31"),
    ("3.4.2.2", "unannounced/focus-high-risk", None, "2025-12-31"),
    ("3.4.2.3", "unannounced/focus-complaints", None, "2025-12-31"),
    ("3.4.3", "unannounced/hazard-stopped", "100% i", "2025-12-31"),
    ("3.4.3", "unannounced/hazard-rectified", "100% i", "2025-12-31"),
    ("3.4.3", "unannounced/hazard-revisited", "100% i", "2025-12-31"),
    ("3.5", "cases/typical", "100% i", "2025-12-31"),
    ("4.1", "users/self-inspection", "100% i", "2025-03-31"),
    ("4.1", "users/summaries", "100% i", "2025-12-31"),
    ("4.2.1", "users/hospitals", "100%", "2025-12-31"),
    ("4.2.1", "users/focus", None, "2025-12-31"),
    ("4.2.2", "users/records-filed", "100% i", "2025-12-31"),
    ("5.1", "campaign/carried-out", "100% i", "2025-12-31"),
    ("6.4", "monitoring/training", "100% i", "2025-12-31"),
    ("7.2", "offences/handled", "100% i", "2025-12-31"),
    ("7.2", "offences/published", "100% i", "2025-12-31"),
    ("7.2", "transferred/answered", "100% i", "2025-12-31"),
    ("7.2", "cases/referred", "100% i", "2025-12-31"),
    ("7.3", "system/entries", "100% i", "2025-12-31"),
    ("annex", "annex/visits", "100% i at each stage", "2025-03-31 2025-06-30 2025-09-30 2025-12-31"),
    ("annex.note", "users/level-determined", "100% i", "2025-12-31"),
    ("annex.note", "users/level-3", "100% i", "2025-12-31"),
    ("annex.note", "users/level-2", "100% i", "24 months"),
    ("annex.note", "users/level-1", "25%", "2025-12-31"),
)


def _figure(target: object) -> str | None:
    match target:
        case Stages(stages=steps):
            (figure,) = {_figure(step.target) for step in steps}
            return f"{figure} at each stage"
        case Target(least=least, implied=implied):
            return f"{least} i" if implied else least
    return None


def _due(obligation: Obligation) -> str:
    if isinstance(obligation.target, Stages):
        return " ".join(str(step.due) for step in obligation.target.stages)
    match obligation.window:
        case Rolling(months=months):
            return f"{months} months"
        case Cycle() as turns:
            return str(turns.turn(PLAN.period.start).end)
        case window:
            return str(window.asked_on)


def test_every_clause_is_accounted_for() -> None:
    """The clauses of duties and guidance are those of the document, each either a duty or guidance."""
    duties = {clause for obligation in PLAN.obligations for clause in obligation.clauses}
    guidance = [each.clause for each in PLAN.guidance]
    assert sorted(duties | set(guidance)) == sorted(OUTLINE)
    assert len(guidance) == len(set(guidance))
    assert not duties & set(guidance)


def test_figures_and_days() -> None:
    """Each duty has the clause, the figure and the day that the document gives or the reading chosen for it."""
    found = [(each.clause, each.id, _figure(each.target), _due(each)) for each in PLAN.obligations]
    assert sorted(found, key=str) == sorted(FIGURES, key=str)


def test_the_county() -> None:
    """The installed plugin speaks for 500240, and its plan was issued on 27 January 2025."""
    assert find("500240").jurisdiction == COUNTY == find("shizhu").jurisdiction
    assert PLAN.issued_on == date(2025, 1, 27)


def test_agencies_are_known() -> None:
    """Whoever is named as responsible is an agency of the county or a kind of one."""
    known = {entry.id for entry in COUNTY.agencies} | {entry.kind for entry in COUNTY.agencies}
    named = {each.agency if isinstance(each, AgencyRule) else each for o in PLAN.obligations for each in o.agencies}
    assert named <= known
    assert len([entry for entry in COUNTY.agencies if entry.kind == "station"]) == 10


def test_wholesalers_are_the_sections() -> None:
    """Routine inspection of wholesalers falls to the device section, their reports still to the stations."""
    rules = {o.id: [each.agency for each in o.agencies if isinstance(each, AgencyRule)] for o in PLAN.obligations}
    assert rules["distributors/level-3"] == rules["unannounced/class-3"] == ["device_section"]
    assert rules["self-inspection/reports"] == rules["users/hospitals"] == []


def test_every_softer_figure_says_how_it_was_read() -> None:
    """Whatever is implied, shown without a target, or counted by a rolling or cyclic window states its reading."""
    silent = [
        each.id
        for each in PLAN.obligations
        if (each.implied or each.target is None or not hasattr(each.window, "asked_on")) and not each.interpretation
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("online/filings-published", "within", working_days(7)),
        ("distributors/level-1-cycle", "by", DISTRIBUTOR_VISITS.records),
        (
            "distributors/level-1-random",
            "by",
            DISTRIBUTOR_VISITS.where(inspection.selection == "random").records,
        ),
        ("users/level-1", "by", USE_UNIT_VISITS.records),
        ("distributors/follow-up", "within", None),
    ],
)
def test_what_counts(name: str, field: str, value: object) -> None:
    """Only the draw of level 1 distributors asks for a draw; follow-ups have no clock, filings have seven days."""
    assert getattr(PLAN.obligation(name).measure, field) == value


def test_use_units_have_no_cycle() -> None:
    """The note under the table gives use units neither four years nor a level 4."""
    users = [each for each in PLAN.obligations if each.id.startswith("users/level")]
    assert not any(isinstance(each.window, Cycle) for each in users)
    assert PLAN.obligation("users/level-2").window == rolling_months(24)
    assert not [each.id for each in PLAN.obligations if "level-4" in each.id]


def test_only_lenses_are_in_principle() -> None:
    """One duty alone is softened in the document."""
    soft = [each.id for each in PLAN.obligations if each.strength != "must"]
    assert soft == ["distributors/lenses-and-family-planning"]


def test_late_reports_have_steps() -> None:
    """Four steps follow a report that is not in, and the late ones are asked for from 1 April."""
    ladder = PLAN.obligation("self-inspection/reports").escalation
    assert [step.action for step in ladder] == ["notice", "guidance", "correction_order", "case_filed"]
    late = PLAN.obligation("self-inspection/late-handled")
    assert isinstance(late.measure, Coverage)
    assert str(late.window.start) == "2025-04-01"
