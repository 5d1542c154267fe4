"""The plan of Licheng against its document: every clause accounted for, every figure as written."""

from __future__ import annotations

from datetime import date

import pytest

from regrules.model import Attested, Coverage, Cycle, Obligation, Rolling, Share, Target, Timeliness, Window
from regrules.model.measures import parts_of
from regrules.plugins import find, installed
from regrules_licheng import regrules_jurisdiction
from regrules_licheng.agencies import AGENCIES
from regrules_licheng.plan import PLAN

# The outline of the document, made by hand: 一（一）is 1.1, 二（七）一要 is 2.7.1; headings without text are not in it.
OUTLINE = (
    *("1.1", "1.2", "1.3", "1.4", "1.5", "1.6"),
    *("2.7", "2.7.1", "2.7.2", "2.7.3", "2.8", "2.9.1", "2.9.2", "2.9.3", "2.10", "2.11"),
    *("3.12", "3.13"),
    *("4.14", "4.15"),
)  # fmt: skip

END_OF_2024, END_OF_2026 = date(2024, 12, 31), date(2026, 12, 31)

# clause, obligation, figure, whether only implied, due day, strength
FIGURES = (
    ("1.2", "device-risks/struck-off", "100%", True, END_OF_2024, "must"),
    ("2.7.1", "pharmacies/special-scope", "100%", True, END_OF_2024, "must"),
    ("2.7.1", "pharmacies/new", "100%", True, END_OF_2024, "must"),
    ("2.7.1", "pharmacies/gsp-three-years", "100%", True, END_OF_2026, "must"),
    ("2.7.2", "institutions/yearly-third", "1/3", False, END_OF_2024, "must"),
    ("2.7.2", "institutions/three-years", "100%", True, END_OF_2026, "must"),
    ("2.7.2", "vaccines/stores", "100%", True, END_OF_2024, "must"),
    ("2.7.2", "institutions/narcotics-reported", "100%", True, END_OF_2024, "must"),
    ("2.7.3", "tracing/pharmacies", "100%", False, END_OF_2024, "must"),
    ("2.7.3", "tracing/aesthetic-clinics", "100%", False, END_OF_2024, "must"),
    ("2.9.2", "cosmetics/risk-rated", "100%", True, END_OF_2024, "must"),
    ("2.10", "sampling/tasks-in-time", "100%", True, END_OF_2024, "must"),
    ("2.10", "sampling/failures-handled", "100%", True, END_OF_2024, "must"),
    ("2.10", "sampling/results-entered", "100%", True, END_OF_2024, "must"),
    ("2.11", "events/hospitals-drug", "100%", True, END_OF_2024, "aims_at"),
    ("2.11", "events/hospitals-device", "100%", True, END_OF_2024, "aims_at"),
    ("3.12", "stations/drug-inspector", "100%", True, END_OF_2024, "must"),
)

# clause and obligation of what is shown without being judged
INDICATORS = (
    ("1.2", "device-risks/consultations"),
    ("1.4", "grading/device-distributors"),
    ("1.4", "grading/pharmacies"),
    ("2.7", "pharmacies/campaign-visits"),
    ("2.7.1", "pharmacies/gsp-yearly-share"),
    ("2.8", "devices/aesthetic-clinics"),
    ("2.8", "devices/cold-chain-distributors"),
    ("2.8", "devices/manufacturers"),
    ("2.8", "devices/new-gsp"),
    ("2.9.1", "cosmetics/leads-closed"),
    ("2.11", "events/growth"),
    ("2.11", "events/quality"),
    ("2.11", "events/sentinels"),
    ("2.11", "events/signals-closed"),
)

# Readings that the obligation must carry, each with a word that shows it is that reading.
READINGS = (
    ("pharmacies/gsp-three-years", "1 January 2024"),
    ("pharmacies/gsp-yearly-share", "names none"),
    ("institutions/yearly-third", "count once"),
    ("institutions/three-years", "1 January 2024"),
    ("institutions/narcotics-reported", "no clock"),
    ("vaccines/stores", "receive and store"),
    ("tracing/pharmacies", "priority products"),
    ("tracing/aesthetic-clinics", "district's own"),
    ("events/hospitals-drug", "aim"),
    ("events/hospitals-device", "aim"),
    ("sampling/results-entered", "third date"),
    ("stations/drug-inspector", "staff record"),
)

JUDGED_FROM_FACTS = [
    each for each in PLAN.obligations if each.target is not None and not isinstance(each.measure, Attested)
]


def due_day(obligation: Obligation) -> date:
    """The day for which the target is asked."""
    window = obligation.window
    assert not isinstance(window, Rolling)
    return (window.turn(PLAN.period.start) if isinstance(window, Cycle) else window).asked_on


def literals(obligation: Obligation) -> str:
    """Every word, number and day that the measure asks for, as one text."""
    return repr(parts_of(obligation.measure))


def test_every_clause_of_the_document_is_accounted_for() -> None:
    """The clauses of obligations and guidance together are those of the document, no more and no fewer."""
    cited = {clause for obligation in PLAN.obligations for clause in obligation.clauses}
    assert cited | {guidance.clause for guidance in PLAN.guidance} == set(OUTLINE)


def test_a_clause_with_a_duty_is_no_guidance() -> None:
    """No clause is both checked and explained away, and none is explained twice."""
    cited = {clause for obligation in PLAN.obligations for clause in obligation.clauses}
    explained = [guidance.clause for guidance in PLAN.guidance]
    assert not cited & set(explained)
    assert len(set(explained)) == len(explained)


def test_obligations_stand_in_the_order_of_the_document() -> None:
    """Reading the plan from top to bottom follows the document."""
    places = [OUTLINE.index(obligation.clause) for obligation in PLAN.obligations]
    assert places == sorted(places)


@pytest.mark.parametrize(("clause", "name", "figure", "implied", "due", "strength"), FIGURES)
def test_figure_and_due_day(clause: str, name: str, figure: str, implied: bool, due: date, strength: str) -> None:
    """An obligation asks what its clause says, for the day that follows from it, as strictly as it is worded."""
    obligation = PLAN.obligation(name)
    assert isinstance(obligation.target, Target)
    assert (obligation.clause, obligation.target.least, obligation.implied) == (clause, figure, implied)
    assert (due_day(obligation), obligation.strength) == (due, strength)
    assert obligation.target.upper is None


def test_the_table_of_figures_is_complete() -> None:
    """No obligation that is judged from facts is missing from the table above."""
    assert {each.id for each in JUDGED_FROM_FACTS} == {row[1] for row in FIGURES}


def test_indicators() -> None:
    """What the plan stresses without a figure is shown and not judged."""
    shown = {(each.clause, each.id) for each in PLAN.obligations if each.target is None}
    assert shown == set(INDICATORS)


@pytest.mark.parametrize(("name", "word"), READINGS)
def test_readings_are_recorded(name: str, word: str) -> None:
    """Where the clause is silent or ambiguous, the obligation says how it was read."""
    interpretation = PLAN.obligation(name).interpretation
    assert interpretation is not None
    assert word in interpretation.en


@pytest.mark.parametrize(
    ("name", "measure", "asked"),
    [
        ("pharmacies/special-scope", Coverage, ("cold_chain", "blood_products", "cell_therapy", "psychotropic_2")),
        ("pharmacies/special-scope", Coverage, ("drug_retailer", "toxic", "need='any'")),
        ("pharmacies/new", Coverage, ("datetime.date(2023, 1, 1)", "datetime.date(2023, 12, 31)", "'gsp'")),
        ("pharmacies/gsp-yearly-share", Coverage, ("drug_retailer", "'gsp'")),
        ("pharmacies/gsp-three-years", Coverage, ("drug_retailer", "'gsp'")),
        ("vaccines/stores", Coverage, ("disease_control_centre", "vaccination_site", "vaccine_storage", "'vaccine'")),
        ("tracing/pharmacies", Share, ("drug_retailer", "priority_products")),
        ("tracing/aesthetic-clinics", Share, ("aesthetic_clinic",)),
        ("sampling/tasks-in-time", Timeliness, ("'sampling'", "superior")),
        ("events/hospitals-device", Coverage, ("hospital_level", "operator='>='", "literal=2", "'device'")),
        ("stations/drug-inspector", Coverage, ("agencies", "'station'", "drug_inspector")),
    ],
)  # fmt: skip
def test_populations(name: str, measure: type, asked: tuple[str, ...]) -> None:
    """The population and the facts are those that the clause names."""
    obligation = PLAN.obligation(name)
    assert type(obligation.measure) is measure
    assert [word for word in asked if word not in literals(obligation)] == []


def test_three_dates_of_a_failing_sample() -> None:
    """A failing sample is asked for its disposal and, apart from that, for its entry by a due day of its own."""
    handled, entered = PLAN.obligation("sampling/failures-handled"), PLAN.obligation("sampling/results-entered")
    assert isinstance(entered.measure, Timeliness)
    assert [each and each.name for each in (entered.measure.start, entered.measure.end, entered.measure.due)] == [
        "result_on", "reported_on", "due_on",
    ]  # fmt: skip
    assert "handled_on" in repr(handled.measure)
    assert entered.measure.within is None


def test_agencies_are_those_addressed() -> None:
    """Every obligation names agencies to which the plan is addressed."""
    known = {entry.kind for entry in AGENCIES}
    assert {agency for each in PLAN.obligations for agency in each.agencies} == known


def test_the_plan_can_be_found() -> None:
    """The plugin is installed under its id and its division code, and says whose plan it is."""
    assert find("licheng").jurisdiction == find("350502").jurisdiction == regrules_jurisdiction()
    assert "licheng" in {each.jurisdiction.id for each in installed()}
    assert PLAN.period == Window(start="2024-01-01", end="2024-12-31")
    assert (PLAN.issued_on, PLAN.document) == (date(2024, 4, 15), "泉鲤市监〔2024〕17号")
