"""The examples of the reference pages, as they are written in a plan; each is evaluated when the pages are made."""

from __future__ import annotations

from typing import Any

from regrules import model
from regrules.model.describe import describe
from regrules.model.text import Text

MEASURES = {
    "Coverage": """\
Coverage(
    of=subjects.where(subject.grade("device_distributor") == 4),
    by=inspections.where(inspection.domains.has("device")),
    times=times_at_least(2),
    once_per=inspection.visit_id,
)""",
    "Count": 'Count(of=reports.where(report.product == "drug"), per_million=True)',
    "Share": 'Share(of=samples.where(sample.result == "fail"), having=sample.case_filed_on.happened())',
    "Mean": 'Mean(of=reports.where(report.product == "device"), value=report.score)',
    "Growth": 'Growth(of=Count(of=reports.where(report.serious.is_true())), versus=calendar_year(2024))',
    "Timeliness": """\
Timeliness(
    of=filings.where(filing.kind == "online_sales", filing.outcome == "accepted"),
    start=filing.verified_on,
    end=filing.published_on,
    within=working_days(7),
)""",
    "Response": """\
Response(
    to=inspections.where(inspection.outcome == "rectify"),
    by=inspections.where(inspection.kinds.has("follow_up")),
    within=calendar_months(3),
)""",
    "Tasks": """\
Tasks(
    kinds=(TaskKind(name="visits", title=Text(zh="检查家次", en="Visits"), of=inspections),),
    cells=(
        TaskCell(agency="north", period="2025-Q1", kind="visits", planned=12),
        TaskCell(agency="north", period="2025-Q2", kind="visits", planned=13),
    ),
    totals=(TaskTotal(agency="north", planned=25),),
)""",
    "Attested": 'Attested(evidence=Text(zh="会议纪要", en="Minutes of the meeting"))',
}  # fmt: skip

TIMES = {
    "times_at_least": "times_at_least(2)",
    "times_at_most": "times_at_most(2)",
    "times_exactly": "times_exactly(1)",
}
TARGETS = {
    "at_least": 'at_least("25%", minimum=2)',
    "at_most": 'at_most(figure("approved_campaigns"))',
    "above": 'above("1/2")',
    "below": 'below("5%")',
    "between": 'between("1%", "3%")',
    "exactly": "exactly(0)",
    "stages": 'stages(("2025-03-31", at_least("10%")), ("2025-12-31", at_least("100%")))',
    "bands": 'bands((30, at_least("20%")), (None, at_least("10%")))',
    "figure": 'at_least("1/4", of=figure("annual_task"))',
}
WINDOWS = {
    "calendar_year": 'calendar_year(2025, due="2025-03-31")',
    "calendar_half": "calendar_half(2025, 2)",
    "calendar_quarter": "calendar_quarter(2025, 3)",
    "calendar_month": "calendar_month(2025, 2)",
    "calendar_week": 'calendar_week("2025-01-06")',
    "between_dates": 'between_dates("2024-07-01", "2025-06-30")',
    "rolling_months": "rolling_months(24)",
    "cycle": 'cycle(start="2023-01-01", years=4)',
}
PERIODS = {
    "weeks": "weeks",
    "months": 'months("2025-01", "2025-11", due=next_month(day=5))',
    "quarters": 'quarters("2025-Q2", "2025-Q4")',
    "halves": "halves",
    "years": 'years("2024", "2026")',
}
CLOCKS = {
    "working_days": "working_days(7)",
    "days": "days(15)",
    "calendar_months": "calendar_months(1)",
    "hours": "hours(24)",
}

COMPARISONS = (
    'subject.specialty == "dental"',
    'subject.specialty != "dental"',
    'subject.grade("credit") < "C"',
    'subject.opened_on <= "2024-12-31"',
    "report.score > 85",
    "subject.hospital_level >= 2",
    'subject.specialty.is_in("eye", "dental")',
    'subject.grade("device_distributor").between(2, 3)',
    'subject.kinds.has("drug_retailer", "device_distributor")',
    'inspection.kinds.has_any("unannounced", "special")',
    "sample.case_filed_on.happened()",
    "report.serious.is_true()",
)
JOINED = (
    'subject.kinds.has("medical_institution") & (subject.hospital_level >= 2)',
    'subject.modes.has("wholesale") | subject.online_sales.is_true()',
    '~subject.specialty.is_in("check_up")',
)
ASKED_OF_SUBJECTS = (
    'subject.grade("device_user") == 3',
    'subject.on("2024-12-31").grade("credit") == "C"',
    'subject.opened_by("2024-12-31")',
    'subject.any(samples.where(sample.result == "fail"))',
    'subject.count(leads.where(lead.source == "complaint")) >= 3',
    'report.subject.kinds.has("medical_institution")',
)
NARROWED = (
    'inspections.where(inspection.kinds.has("gsp"))',
    "filings.dated(filing.published_on)",
    "samples.during(calendar_year(2024))",
    "subjects.grouped(subject.owner_id)",
)

REFUSED_MEASURES = (
    "Coverage(of=subject, by=inspections)",
    'Mean(of=reports, value="score")',
    "Timeliness(of=filings, start=filing.received_on, end=filing.published_on)",
    "Timeliness(of=leads, start=lead.received_on, end=lead.closed_on, within=hours(24))",
    "times_at_least(-1)",
)
REFUSED_TARGETS = (
    "at_least(0.25)",
    'at_least("a quarter")',
    'at_least("1/4", rounding="nearest")',
    'between("30%", "20%")',
    'stages(("2025-06-30", at_least("50%")), ("2025-03-31", at_least("10%")))',
    'bands((30, at_least("20%")))',
)
REFUSED_WINDOWS = (
    'between_dates("2025-12-31", "2025-01-01")',
    'between_dates("2025-2-1", "2025-03-01")',
    "calendar_quarter(2025, 5)",
    'calendar_week("2025-01-01")',
    "rolling_months(0)",
    'months("January")',
    "working_days(2.5)",
)
REFUSED_PREDICATES = (
    "subject.kind",
    'subject.kinds.has("drug_retaler")',
    'subject.kinds == "drug_retailer"',
    'subject.specialty < "eye"',
    'subject.grade("credit") == "E"',
    'subject.opened_on <= "2025"',
    "subject.opened_on.happened()",
    'subject.hospital_level >= "2"',
    "subject.any(samples) and subject.any(leads)",
    "inspections.dated(sample.sampled_on)",
    "inspection.subject.any(samples)",
)
REFUSED_RECORDS = (
    'Text(zh="", en="Aims")',
    'Guidance(clause="1", title="要求", reason=Text(zh="原则", en="Aims only"))',
    'Plan(id="example-2025", title=Text(zh="计划", en="Plan"), period=2025, obligations=())',
    'Jurisdiction(id="example", code="9901", name=Text(zh="示例县", en="Example County"), plans=())',
    'Guidance(clause="三（四）", title=Text(zh="要求", en="Aims"), reason=Text(zh="原则", en="Aims only"))',
    'KnownFailure(check="stages-rise", reason=Text(zh="待改", en="To be mended"), until="soon")',
    'CORE.extended(words={"actions.kinds": ("home_visit",)})',
    'ColumnSchema(name="beds", type="int", heading=Text(zh="床位", en="beds"))',
)


def value(source: str) -> Any:
    """What an example gives."""
    return eval(source, {name: getattr(model, name) for name in model.__all__})


def sentences(source: str) -> Text:
    """What regrules says of an example, in both languages."""
    told = value(source)
    return describe(told.records if isinstance(told, model.RecordSet) else told)


def refusal(source: str) -> str:
    """What is said of an example that is refused."""
    try:
        answer = value(source)
    except (AttributeError, KeyError, TypeError, ValueError) as refused:
        return str(refused.args[0])
    raise AssertionError(f"{source} is accepted: {answer}")
