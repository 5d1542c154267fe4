"""What plans may say though it looks unusual: no check calls it an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.analysis.validate import validate
from regrules.analysis.validate.columns import column_problems
from regrules.errors import PlanError
from regrules.model import (
    CORE,
    ColumnSchema,
    Count,
    Coverage,
    Jurisdiction,
    Plan,
    RecordSet,
    Response,
    Row,
    Share,
    Text,
    Timeliness,
    agencies,
    agency,
    at_least,
    at_most,
    below,
    between,
    between_dates,
    calendar_year,
    figure,
    filing,
    filings,
    grading,
    gradings,
    hours,
    inspection,
    inspections,
    lead,
    leads,
    months,
    next_month,
    rolling_months,
    sample,
    samples,
    stages,
    subject,
    subjects,
    times_at_least,
    times_at_most,
    times_exactly,
    when,
)
from regrules.model.serial import from_data, to_data
from regrules.testing.strategies import plans

SHOPS = subjects.where(subject.kinds.has("device_distributor"))
VISITS = inspections.where(inspection.domains.has("device"))
LEADS = leads.where(lead.domain == "drug")
APPROVALS = filings.where(filing.kind == "approval")
TWO_MODES = subject.modes.has("wholesale", "retail")
READING = Text(zh="按台账日期计，至12月30日止。", en="By the register's date, up to 30 December.")
ACCEPTED: dict[str, tuple[str, Mapping[str, Any]]] = {
    "a report that is due next January": ("reports/number", {"window": calendar_year(2025, due="2026-01-15")}),
    "triggers of the year before, due this year": (
        "orders/follow-up",
        {
            "window": calendar_year(2024, due="2025-12-31"),
            "interpretation": READING,
            "title": Text(zh="责令整改后再次检查", en="Visits after rectification orders"),
            "measure": Response(to=VISITS.where(inspection.outcome == "rectify"), by=VISITS.where(inspection.date >= "2025-01-01")),
        },
    ),
    "a first stage before the plan was issued": ("visits/all", {"target": stages(("2025-01-05", at_least("1%")))}),
    "a window that ends as the clause says": (
        "reports/number",
        {"window": between_dates("2025-01-01", "2025-12-30"), "interpretation": READING},
    ),
    "a campaign of some weeks": ("reports/number", {"window": between_dates("2025-03-02", "2025-03-28")}),
    "a campaign from the middle of a month": ("reports/number", {"window": between_dates("2025-03-15", "2025-11-15")}),
    "months with their own due day": (
        "leads/in-time", {"each": months("2025-01", "2025-11", due=next_month(day=5))},
    ),
    "a share of a figure": ("reports/task", {"target": at_most(figure("approved_campaigns"))}),
    "a rate that is no whole number": ("reports/number", {"target": at_least("0.5")}),
    "between two shares": ("visits/high-risk", {"target": between("20%", "30%")}),
    "less than all": ("visits/high-risk", {"target": below("100%")}),
    "no record at all": ("complaints/few", {"target": at_most("0")}),
    "an indicator": (
        "visits/high-risk", {"target": None, "title": Text(zh="高风险企业检查比例", en="Share of high-risk distributors visited")},
    ),
    "less growth than before": ("reports/growth", {"target": at_least("-5%")}),
    "never": (
        "visits/high-risk",
        {"measure": Coverage(of=SHOPS, by=VISITS.where(inspection.kinds.has("joint")), times=times_exactly(0))},
    ),
    "inspectors at every station": (
        "visits/high-risk",
        {"measure": Coverage(of=agencies.where(agency.kind == "station"), by=RecordSet("staff"), times=times_at_least(2))},
    ),
    "owners": ("visits/high-risk", {"measure": Coverage(of=SHOPS.grouped(subject.owner_id), by=VISITS)}),
    "grades that were published": (
        "visits/high-risk",
        {"measure": Coverage(of=SHOPS, by=gradings.where(grading.scheme == "device_distributor", grading.year == 2025)
                             .dated(grading.published_on))},
    ),
    "subjects with failed samples": (
        "visits/high-risk", {"measure": Coverage(of=SHOPS.where(subject.any(samples.where(sample.result == "fail"))), by=VISITS)},
    ),
    "hours": (
        "leads/in-time",
        {"measure": Timeliness(of=LEADS, start=lead.received_at, end=lead.closed_at, within=hours(24))},
    ),
    "answers before": (
        "orders/follow-up",
        {
            "measure": Response(to=VISITS, by=APPROVALS, match=filing.campaign, before=True),
            "title": Text(zh="检查前报批", en="Approval before the visits"),
        },
    ),
    "records that name none of their own kind": ("reports/number", {"measure": Count(of=VISITS.where(inspection.follows == "-"))}),
    "rules from narrow to wide": (
        "visits/all",
        {"agencies": (when(TWO_MODES, "section-1"), when(subject.modes.has("wholesale"), "east"), "station")},
    ),
    "a cap for each owner": (
        "visits/cap",
        {"measure": Coverage(of=SHOPS.grouped(subject.owner_id), by=VISITS, times=times_at_most(2))},
    ),
    "opened long ago": ("visits/high-risk", {"measure": Coverage(of=SHOPS.where(subject.opened_by("2010-01-01")), by=VISITS)}),
    "a property that subjects have or not": (
        "samples/filed",
        {
            "measure": Share(of=SHOPS, having=subject.registrations.has("mdr_system") | subject.online_sales.is_true()),
            "title": Text(zh="已注册或网售的企业", en="Registered distributors, or those that sell online"),
        },
    ),
    "some left out, which is said": (
        "visits/all",
        {
            "measure": Coverage(of=SHOPS.where(subject.specialty != "check_up"), by=VISITS),
            "interpretation": Text(zh="体检机构不在内。", en="Check-up centres are left out."),
        },
    ),
    "one or the other, which is said": (
        "visits/all",
        {
            "measure": Coverage(of=SHOPS.where(subject.modes.has("retail") | subject.online_sales.is_true()), by=VISITS),
            "interpretation": Text(zh="零售或网售的企业。", en="Those that sell by retail or online."),
        },
    ),
    "two at once, which is said": (
        "visits/all",
        {
            "measure": Coverage(of=SHOPS.where(TWO_MODES), by=VISITS),
            "interpretation": Text(zh="同时批发和零售的企业。", en="Those that sell by wholesale and by retail."),
        },
    ),
    "visits of every kind, which is said": (
        "visits/high-risk",
        {
            "measure": Coverage(of=SHOPS, by=inspections),
            "interpretation": Text(zh="各类检查不分领域，均计入。", en="Visits of any kind count."),
        },
    ),
    "places, which the title counts": (
        "complaints/few",
        {
            "measure": Count(of=leads.where(lead.source == "complaint"), distinct=lead.subject_id),
            "title": Text(zh="被投诉企业数上限", en="Few distributors complained of"),
        },
    ),
    "stations that count together, which is said": (
        "complaints/few",
        {
            "title": Text(zh="各所投诉线索上限", en="Few complaints at the stations"),
            "interpretation": Text(zh="各所合计。", en="All stations together."),
        },
    ),
    "what the register does not tell apart, which is said": (
        "complaints/few",
        {
            "title": Text(zh="网络销售投诉线索上限", en="Few complaints on online sales"),
            "interpretation": Text(zh="台账不分网络销售与门店销售。", en="The register does not tell online sales apart."),
        },
    ),
    "the day from which a clock runs, as it is said": (
        "leads/in-time", {"interpretation": Text(zh="自收到之日起算。", en="From the day of receipt.")},
    ),
    "the date and the year that are asked for": (
        "visits/high-risk",
        {
            "measure": Coverage(of=SHOPS.where(subject.opened_by("2023-12-31")), by=VISITS),
            "interpretation": Text(zh="2023年底前开办的才算。", en="Opened by the end of 2023."),
        },
    ),
    "clauses and levels, which each language writes its own way": (
        "visits/high-risk",
        {"interpretation": Text(zh="二级及以上见三（六）。", en="For levels 2 and 3 see 3.6.")},
    ),
    "rolling, in force this year": (
        "visits/rolling", {"window": rolling_months(12), "in_force": calendar_year(2025)},
    ),
}  # fmt: skip


def changed(county: Jurisdiction, name: str, about: Mapping[str, Any]) -> Jurisdiction:
    """The county with other values in one obligation."""
    plan = county.plans[0]
    kept = tuple(evolve(each, **about) if each.id == name else each for each in plan.obligations)
    return evolve(county, plans=(evolve(plan, obligations=kept),))


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_is_unusual_is_accepted(name: str, county: Jurisdiction) -> None:
    """No check has anything to say against what a plan may well say."""
    broken = changed(county, *ACCEPTED[name])
    assert validate(broken.plans[0], broken) == ()


def test_numbering_may_run_on(county: Jurisdiction) -> None:
    """A section may go on counting where the one before it ended."""
    plan = county.plans[0]
    numbers = {"2.1": "2.6", "2.2": "2.7", "2.3": "2.8", "2.4": "2.9", "2.5": "2.10", "3.1": "3.11", "3.2": "3.12",
               "3.3": "3.13", "3.4": "3.14", "4.1": "4.15", "4.2": "4.16"}  # fmt: skip
    moved = [evolve(each, clause=numbers.get(each.clause, each.clause)) for each in plan.obligations]
    guidance = [evolve(plan.guidance[0], clause="4.17")]
    plan = evolve(plan, obligations=moved, guidance=guidance, figure_notes=())
    assert validate(plan, evolve(county, plans=(plan,))) == ()


def test_plans_of_two_years_share_ids(county: Jurisdiction) -> None:
    """The plan of another year may use the same ids."""
    plan = county.plans[0]
    meeting = evolve(plan.obligation("meetings/held"), clause="1", window=calendar_year(2024))
    before = Plan(id="example-2024", title=plan.title, period=calendar_year(2024), obligations=(meeting,))
    both = evolve(county, plans=(before, plan))
    assert validate(before, both) == validate(plan, both) == ()


def test_without_a_county(county: Jurisdiction) -> None:
    """Without its county a plan is checked but for its agencies, and a note says so."""
    findings = validate(county.plans[0])
    assert [(found.check, found.severity) for found in findings] == [("county-agencies", "note")]


def test_columns_of_its_own(county: Jurisdiction) -> None:
    """Columns and words that a plugin added are known."""
    own = ColumnSchema(name="public", type="flag", heading=Text(zh="公立", en="public"))
    schema = CORE.extended(columns={"subjects": [own]}, words={"subjects.kinds": ["bathhouse"]})
    row = Row("subjects", schema)
    asked = RecordSet("subjects", schema).where(row.public.is_true(), row.kinds.has("bathhouse"))
    found = evolve(changed(county, "visits/high-risk", {"measure": Coverage(of=asked, by=VISITS)}), schema=schema)
    assert validate(found.plans[0], found) == ()
    assert {finding.check for finding in validate(found.plans[0], evolve(found, schema=CORE))} == {"columns-known"}


@settings(max_examples=25)
@given(plan=plans())
def test_generated_plans_can_be_read(plan: Plan) -> None:
    """No check fails on what the strategies make, and all of it is known and can be described."""
    for obligation in plan.obligations:
        assert not list(column_problems(obligation, CORE))
    found = {finding.check for finding in validate(plan)}
    assert not found & {"columns-known", "can-be-described", "clauses-cited-once", "targets-possible"}


WRONG = (
    "nonsense",
    "9999-12-31",
    "0001-01-01",
    "2025-Q9",
    "subjects",
    "inspections",
    "kinds",
    "agency",
    "150%",
    "0",
    "TODO",
)


@settings(max_examples=25)
@given(made=plans(), data=st.data())
def test_no_plan_makes_a_check_fail(made: Plan, data: st.DataObject) -> None:
    """Whatever plan the model accepts from JSON, the checks answer."""
    written: Any = to_data(made)
    places = [place for place in spots(written) if not isinstance(place[0][place[1]], (dict, bool))]
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(places))
        old = holder[key]
        choices = {str: st.sampled_from(WRONG), int: st.sampled_from((0, -1, 99_999)), list: st.just([])}
        holder[key] = data.draw(choices.get(type(old), st.none()))
    try:
        plan = from_data(written, Plan)
    except PlanError:
        return
    validate(plan)


def spots(value: Any) -> list[tuple[Any, Any]]:
    """Every place in written data: what holds it, and under which key or number."""
    inside = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [(value, key) for key, _ in inside] + [place for _, each in inside for place in spots(each)]
