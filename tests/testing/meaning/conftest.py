"""A small county whose plan has an obligation of every kind, for the checks of meaning."""

from __future__ import annotations

import pytest

from regrules.model import (
    AgencyEntry,
    Attested,
    Count,
    Coverage,
    Growth,
    Jurisdiction,
    Mean,
    Measure,
    Obligation,
    Plan,
    Response,
    Share,
    TaskCell,
    TaskKind,
    Tasks,
    Text,
    Timeliness,
    action,
    actions,
    agencies,
    agency,
    at_least,
    at_most,
    bands,
    calendar_months,
    calendar_year,
    days,
    figure,
    inspection,
    inspections,
    lead,
    leads,
    quarters,
    report,
    reports,
    rolling_months,
    staff,
    stages,
    subject,
    subjects,
    times_at_most,
    working_days,
)

NAME = Text(zh="示例", en="example")
YEAR = calendar_year(2025)
SHOPS = subjects.where(subject.kinds.has("drug_retailer"))
VISITS = inspections.where(inspection.domains.has("drug"))
EVENTS = reports.where(report.product == "drug")


def duty(name: str, measure: Measure, target: object, **about: object) -> Obligation:
    """An obligation of the small plan."""
    given = {"window": YEAR, "title": NAME, "agencies": ("station",), "clause": "1.1", **about}
    return Obligation(id=name, measure=measure, target=target, **given)  # type: ignore[arg-type]  # each test says


OBLIGATIONS = (
    duty("visits/quarter-of-shops", Coverage(of=SHOPS, by=VISITS), at_least("25%")),
    duty("visits/rounded", Coverage(of=SHOPS, by=VISITS), at_least("10%", rounding="half_up", minimum=1)),
    duty("visits/cap", Coverage(of=SHOPS, by=VISITS, times=times_at_most(2)), at_least("100%")),
    duty(
        "visits/stages", Coverage(of=SHOPS, by=VISITS),
        stages(("2025-03-31", at_least("10%")), ("2025-06-30", at_least("50%"))),
    ),
    duty("visits/bands", Coverage(of=SHOPS, by=VISITS), bands((4, at_least("100%")), (None, at_least("1/3")))),
    duty("visits/rolling", Coverage(of=SHOPS, by=VISITS), at_least("100%"), window=rolling_months(24)),
    duty("visits/quarterly", Count(of=VISITS), at_least("2"), each=quarters),
    duty("visits/seldom", Count(of=VISITS), at_most("3")),
    duty("visits/task", Count(of=VISITS), at_least("1/4", of=figure("annual_task"))),
    duty("stations/staffed", Coverage(of=agencies.where(agency.kind == "station"), by=staff), at_least("100%")),
    duty("reports/rate", Count(of=EVENTS, per_million=True), at_least("1000")),
    duty("reports/growth", Growth(of=Count(of=EVENTS), versus=calendar_year(2024)), at_least("10%")),
    duty("reports/serious", Share(of=EVENTS, having=report.serious.is_true()), at_least("1/3")),
    duty("reports/score", Mean(of=EVENTS, value=report.score), at_least("79.5")),
    duty(
        "leads/in-time", Timeliness(of=leads, start=lead.received_on, end=lead.closed_on, within=working_days(7)),
        at_least("90%"),
    ),
    duty(
        "leads/in-a-month",
        Timeliness(of=leads, start=lead.received_on, end=lead.answered_on, within=calendar_months(1)),
        at_least("90%"),
    ),
    duty(
        "leads/visited", Response(to=leads.where(lead.domain == "drug"), by=VISITS, within=days(15)), at_least("100%")
    ),
    duty("leads/warned", Response(to=leads, by=actions.where(action.kind == "warning")), at_least("50%")),
    duty(
        "table/visits",
        Tasks(
            kinds=(TaskKind(name="visits", title=NAME, of=VISITS),),
            cells=(
                TaskCell(agency="east", period="2025-Q1", kind="visits", planned=2),
                TaskCell(agency="east", period="2025-Q2", kind="visits", planned=1),
                TaskCell(agency="west", period="2025-Q2", kind="visits", planned=3),
            ),
        ),
        at_least("100%"),
    ),
    duty("meeting/held", Attested(evidence=NAME), at_least("1", implied=True)),
)  # fmt: skip


def county_of(*obligations: Obligation) -> Jurisdiction:
    """A county whose plan has these obligations."""
    offices = (
        AgencyEntry(id="east", name=NAME, kind="station"),
        AgencyEntry(id="west", name=NAME, kind="station"),
        AgencyEntry(id="drugs", name=NAME, kind="section"),
    )
    plan = Plan(id="example-2025", title=NAME, period=YEAR, obligations=obligations)
    return Jurisdiction(id="example", code="990101", name=NAME, agencies=offices, plans=(plan,))


@pytest.fixture
def county() -> Jurisdiction:
    """The small county."""
    return county_of(*OBLIGATIONS)
