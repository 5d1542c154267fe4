"""The plan that every county of the invented region has: 24 obligations, of all the kinds that plans know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product

from attrs import evolve
from region.setting import code

from regrules.model import (
    Count,
    Coverage,
    Growth,
    Jurisdiction,
    Obligation,
    Plan,
    Response,
    Share,
    Text,
    Timeliness,
    at_least,
    between_dates,
    calendar_year,
    cycle,
    days,
    filing,
    filings,
    inspection,
    inspections,
    lead,
    leads,
    report,
    reports,
    rolling_months,
    stages,
    subject,
    subjects,
    times_at_least,
    working_days,
)
from regrules.model.measures import Measure
from regrules.model.windows import AnyWindow

YEAR = calendar_year(2025)
STAGES = (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31))
DISTRIBUTORS = subjects.where(subject.kinds.has("device_distributor"))
RETAILERS = subjects.where(subject.kinds.has("drug_retailer"))
INSTITUTIONS = subjects.where(subject.kinds.has("medical_institution"))
HOSPITALS = INSTITUTIONS.where(subject.hospital_level >= 2)
DEVICE_VISITS = inspections.where(inspection.domains.has("device"))
DRUG_VISITS = inspections.where(inspection.domains.has("drug"))
UNANNOUNCED = DEVICE_VISITS.where(inspection.kinds.has("unannounced"))
DRUG_REPORTS = reports.where(report.product == "drug")
SELF_INSPECTIONS = filings.where(filing.kind == "self_inspection", filing.period == "2024")
GRADE = subject.grade("device_distributor")

MEASURES: dict[str, tuple[Measure, AnyWindow, str]] = {
    "unannounced/class-3": (
        Coverage(of=DISTRIBUTORS.where(subject.device_classes.has("III")), by=UNANNOUNCED), YEAR, "10%"
    ),
    "unannounced/class-2": (
        Coverage(of=DISTRIBUTORS.where(subject.device_classes.has("II")), by=UNANNOUNCED), YEAR, "5%"
    ),
    "grade-3/yearly": (Coverage(of=DISTRIBUTORS.where(GRADE == "3"), by=DEVICE_VISITS), YEAR, "100%"),
    "grade-2/two-years": (
        Coverage(of=DISTRIBUTORS.where(GRADE == "2"), by=DEVICE_VISITS), rolling_months(24), "100%"
    ),
    "grade-1/random": (
        Coverage(of=DISTRIBUTORS.where(GRADE == "1"), by=DEVICE_VISITS.where(inspection.selection == "random")),
        YEAR, "25%",
    ),
    "grade-1/four-years": (
        Coverage(of=DISTRIBUTORS.where(GRADE == "1"), by=DEVICE_VISITS), cycle(start="2022-01-01", years=4), "100%"
    ),
    "hospitals/devices": (Coverage(of=HOSPITALS, by=DEVICE_VISITS), YEAR, "100%"),
    "retailers/twice": (
        Coverage(
            of=RETAILERS, by=DRUG_VISITS.where(inspection.kinds.has_any("routine", "full")), times=times_at_least(2)
        ),
        YEAR, "100%",
    ),
    "retailers/special-drugs": (
        Coverage(
            of=RETAILERS.where(subject.scopes.has_any("narcotic", "psychotropic_2", "precursor")),
            by=DRUG_VISITS.where(inspection.kinds.has_any("gsp", "special")),
        ),
        YEAR, "100%",
    ),
    "cold-chain": (
        Coverage(
            of=subjects.where(
                subject.kinds.has_any("drug_wholesaler", "drug_retailer", "device_distributor"),
                subject.scopes.has("cold_chain"),
            ),
            by=inspections.where(inspection.mode == "on_site"),
        ),
        YEAR, "100%",
    ),
    "vaccination/twice": (
        Coverage(
            of=subjects.where(subject.kinds.has("vaccination_site")),
            by=inspections.where(inspection.domains.has("vaccine")), times=times_at_least(2),
        ),
        YEAR, "100%",
    ),
    "institutions/third": (Coverage(of=INSTITUTIONS.where(subject.hospital_level <= 1), by=DRUG_VISITS), YEAR, "1/3"),
    "self-inspection": (
        Coverage(of=DISTRIBUTORS.where(subject.opened_by("2024-12-31")), by=SELF_INSPECTIONS),
        calendar_year(2025, due="2025-03-31"), "100%",
    ),
    "online/seven-days": (
        Timeliness(
            of=filings.where(filing.kind == "online_sales"), start=filing.received_on, end=filing.verified_on,
            within=working_days(7),
        ),
        YEAR, "100%",
    ),
    "leads/fifteen-days": (
        Timeliness(
            of=leads.where(lead.source.is_in("complaint", "consultation")), start=lead.received_on,
            end=lead.closed_on, within=working_days(15),
        ),
        YEAR, "100%",
    ),
    "leads/by-due-date": (
        Timeliness(
            of=leads.where(lead.source == "transfer"), start=lead.received_on, end=lead.answered_on, due=lead.due_on,
            within=days(20),
        ),
        YEAR, "95%",
    ),
    "reports/serious-or-new": (
        Share(of=DRUG_REPORTS, having=report.serious.is_true() | report.new.is_true()), YEAR, "30%"
    ),
    "reports/per-million": (Count(of=DRUG_REPORTS, per_million=True), YEAR, "800"),
    "reports/growth": (Growth(of=Count(of=DRUG_REPORTS), versus=calendar_year(2024)), YEAR, "5%"),
    "reports/devices-per-million": (
        Count(of=reports.where(report.product == "device"), per_million=True), YEAR, "300"
    ),
    "reports/hospitals": (Coverage(of=HOSPITALS, by=DRUG_REPORTS), YEAR, "100%"),
    "unannounced/subjects": (
        Count(of=inspections.where(inspection.kinds.has("unannounced")), distinct=inspection.subject_id), YEAR, "500"
    ),
    "integrated/institutions": (
        Count(
            of=inspections.where(
                inspection.kinds.has("integrated"), inspection.subject.kinds.has("medical_institution")
            )
        ),
        YEAR, "200",
    ),
    "rectification/followed-up": (
        Response(
            to=inspections.where(inspection.outcome == "rectify"),
            by=inspections.where(inspection.kinds.has("follow_up")), within=days(30),
        ),
        YEAR, "90%",
    ),
}  # fmt: skip


def obligations(*, staged: bool = False) -> tuple[Obligation, ...]:
    """The 24 obligations, on request each with four stages."""
    return tuple(
        _obligation(name, number, measure, window, figure, staged=staged)
        for number, (name, (measure, window, figure)) in enumerate(MEASURES.items(), 1)
    )


def many(count: int) -> tuple[Obligation, ...]:
    """*count* different shares of subjects inspected: populations, kinds of inspection, windows and times vary."""
    populations = (DISTRIBUTORS, RETAILERS, INSTITUTIONS, DISTRIBUTORS.where(GRADE == "2"))
    kinds = ("routine", "full", "unannounced", "special")
    steps = (0, 31, 59, 90)
    found = [
        Coverage(of=of, by=inspections.where(inspection.kinds.has(kind)), times=times_at_least(1 + (start > 31)))
        for start, kind, of in product(steps, kinds, populations)
    ]
    windows = [
        between_dates(YEAR.start + timedelta(days=start), YEAR.end)
        for start, _, _ in product(steps, kinds, populations)
    ]
    return tuple(
        _obligation(f"many/{number}", number, measure, window, "50%")
        for number, (measure, window) in enumerate(zip(found[:count], windows, strict=False), 1)
    )


def _obligation(
    name: str, number: int, measure: Measure, window: AnyWindow, figure: str, *, staged: bool = False
) -> Obligation:
    target = at_least(figure)
    return Obligation(
        id=name, clause=f"1.{number}", title=Text(zh=name, en=name), agencies=("station",), measure=measure,
        window=window, target=stages(*((due, target) for due in STAGES)) if staged else target,
    )  # fmt: skip


def jurisdictions(counties: Iterable[int], asked: tuple[Obligation, ...]) -> tuple[Jurisdiction, ...]:
    """The counties with these numbers; each has the same plan."""
    plan = Plan(
        id="plan-2025", title=Text(zh="2025年监管计划", en="Supervision plan of 2025"), period=YEAR, obligations=asked
    )
    return tuple(
        Jurisdiction(
            id=f"county-{code(county)}", code=code(county),
            name=Text(zh=f"虚构县{code(county)}", en=f"Invented county {code(county)}"),
            plans=(evolve(plan, id=f"plan-2025-{code(county)}"),),
        )
        for county in counties
    )  # fmt: skip
