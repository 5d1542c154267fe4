"""An invented county whose plan asks for something of every kind, and against which no check has anything to say."""

from __future__ import annotations

from typing import Any

import pytest

from regrules.model import (
    AgencyEntry,
    Attested,
    Basis,
    Count,
    Coverage,
    EscalationStep,
    FigureNote,
    Growth,
    Guidance,
    Jurisdiction,
    Mean,
    Obligation,
    Plan,
    Response,
    Share,
    TaskCell,
    TaskKind,
    Tasks,
    TaskTotal,
    Text,
    Timeliness,
    at_least,
    at_most,
    bands,
    calendar_year,
    cycle,
    figure,
    filing,
    filings,
    inspection,
    inspections,
    lead,
    leads,
    quarters,
    report,
    reports,
    rolling_months,
    sample,
    samples,
    stages,
    subject,
    subjects,
    times_at_least,
    times_at_most,
    when,
    working_days,
)

YEAR = calendar_year(2025)
SHOPS = subjects.where(subject.kinds.has("device_distributor"))
HIGH_RISK = SHOPS.where(subject.grade("device_distributor") >= 3)
VISITS = inspections.where(inspection.domains.has("device"))
DRUG_REPORTS = reports.where(report.product == "drug")
READING = Text(
    zh="条文未定之处，按台账日期计；周期自2023年起，两年按滚动24个月计；需达家数向下取整，至少一家。",
    en="Where the clause is silent, the register's date counts; the cycle begins in 2023, two years are the last 24 months; "
    "the number that is needed is rounded down, but is one at least.",
)


def duty(name: str, clause: str, zh: str, en: str, **about: Any) -> Obligation:
    """An obligation of the county's stations in its year, unless said otherwise."""
    return Obligation(
        id=name, clause=clause, title=Text(zh=zh, en=en), **{"agencies": ("station",), "window": YEAR, **about}
    )


STEPS = (
    EscalationStep(title=Text(zh="提醒", en="Reminder"), action="notice", within=working_days(5)),
    EscalationStep(title=Text(zh="约谈", en="Interview"), action="interview"),
)
TABLE = Tasks(
    kinds=(
        TaskKind(name="shops", title=Text(zh="经营企业", en="Distributors"), of=VISITS),
        TaskKind(name="full", title=Text(zh="全项目", en="Full visits"), of=VISITS.where(inspection.kinds.has("full"))),
    ),
    cells=tuple(
        TaskCell(agency=agency, period=f"2025-Q{quarter}", kind=kind, planned=number)
        for agency in ("east", "west")
        for quarter in (1, 2, 3, 4)
        for kind, number in (("shops", 3), ("full", 1))
    ),
    totals=(TaskTotal(agency="east", planned=16), TaskTotal(agency="west", planned=16)),
)
OBLIGATIONS = (
    duty(
        "visits/all", "1.1", "经营企业检查", "Distributors visited",
        agencies=(when(subject.modes.has("wholesale"), "section-1"), "station"),
        measure=Coverage(of=SHOPS, by=VISITS), target=stages(("2025-06-30", at_least("10%")), ("2025-12-31", at_least("25%"))),
        escalation=STEPS,
    ),
    duty(
        "visits/high-risk", "1.2", "高风险企业检查", "High-risk distributors visited",
        measure=Coverage(of=HIGH_RISK, by=VISITS, times=times_at_least(1)), target=at_least("100%"),
        basis=(Basis(document=Text(zh="分级管理规定", en="Rule on grading")),),
    ),
    duty(
        "visits/cap", "1.3", "同一企业检查次数上限", "No distributor visited too often",
        measure=Coverage(of=SHOPS, by=VISITS, times=times_at_most(4)), target=at_least("100%"),
    ),
    duty(
        "visits/cycle", "1.4", "四年全覆盖", "Every distributor in four years", window=cycle(start="2023-01-01", years=4),
        measure=Coverage(of=SHOPS, by=VISITS), target=at_least("100%"), interpretation=READING,
    ),
    duty(
        "visits/rolling", "1.5", "两年一次检查", "Every distributor in two years", window=rolling_months(24),
        measure=Coverage(of=HIGH_RISK, by=VISITS), target=at_least("90%"), interpretation=READING,
    ),
    duty(
        "reports/number", "2.1", "每百万人口报告数", "Reports per million residents",
        measure=Count(of=DRUG_REPORTS, per_million=True), target=at_least("1000"),
    ),
    duty(
        "reports/task", "2.2", "完成报告任务", "Reports as the task asks",
        measure=Count(of=DRUG_REPORTS), target=at_least("50%", of=figure("annual_task")),
    ),
    duty(
        "reports/serious", "2.3", "严重报告占比", "Share of serious reports",
        measure=Share(of=DRUG_REPORTS, having=report.serious.is_true()),
        target=bands((10, at_least("2%")), (None, at_least("3%"))),
    ),
    duty(
        "reports/growth", "2.4", "报告增长", "Growth of reports",
        measure=Growth(of=Count(of=DRUG_REPORTS), versus=calendar_year(2024)), target=at_least("10%"),
    ),
    duty(
        "reports/score", "2.5", "报告质量平均分", "Average score of reports",
        measure=Mean(of=DRUG_REPORTS, value=report.score), target=at_least("80"),
    ),
    duty(
        "leads/in-time", "3.1", "线索七个工作日内办结", "Leads closed within seven working days",
        measure=Timeliness(of=leads.where(lead.domain == "device"), start=lead.received_on, end=lead.closed_on,
                           within=working_days(7), due=lead.due_on),
        target=at_least("100%"), each=quarters,
    ),
    duty(
        "orders/follow-up", "3.2", "责令整改后复查", "Follow-up of rectification orders",
        measure=Response(to=VISITS.where(inspection.outcome == "rectify"),
                         by=VISITS.where(inspection.kinds.has("follow_up")), match=inspection.follows),
        target=at_least("100%"),
    ),
    duty(
        "samples/filed", "3.3", "不合格产品立案", "Cases filed on failed samples",
        measure=Share(of=samples.where(sample.result == "fail"), having=sample.case_filed_on.happened()),
        target=at_least("100%", implied=True),
    ),
    duty(
        "papers/annual", "3.4", "年度自查报告", "Annual self-inspection reports", window=calendar_year(2025, due="2026-01-31"),
        measure=Coverage(of=SHOPS, by=filings.where(filing.kind == "self_inspection", filing.period == "2025")),
        target=at_least("1/3", rounding="down", minimum=1), interpretation=READING,
    ),
    duty(
        "meetings/held", "4.1", "召开联席会议", "Joint meeting held",
        measure=Attested(evidence=Text(zh="会议纪要", en="Minutes of the meeting")), target=at_least("100%"),
    ),
    duty(
        "complaints/few", "4.2", "投诉线索上限", "Few complaints",
        measure=Count(of=leads.where(lead.source == "complaint")), target=at_most("40"),
    ),
    duty("annex/visits", "annex", "附表检查家次", "Visits of the attached table", measure=TABLE, target=at_least("100%")),
)  # fmt: skip


@pytest.fixture
def county() -> Jurisdiction:
    """The county."""
    plan = Plan(
        id="example-2025",
        title=Text(zh="示例县2025年监管计划", en="Example County: supervision plan of 2025"),
        period=YEAR,
        issued_on="2025-01-20",
        obligations=OBLIGATIONS,
        guidance=(
            Guidance(
                clause="4.3",
                title=Text(zh="加强宣传", en="More publicity"),
                reason=Text(zh="没有数量和期限，无从核查。", en="It names no figure and no day."),
            ),
        ),
        figure_notes=(
            FigureNote(clause="4.3", figure="12331", reason=Text(zh="投诉电话，不是指标。", en="A telephone number.")),
        ),
    )
    agencies = (
        AgencyEntry(id="east", name=Text(zh="城东所", en="East station"), kind="station"),
        AgencyEntry(id="west", name=Text(zh="城西所", en="West station"), kind="station"),
        AgencyEntry(id="section-1", name=Text(zh="器械科", en="Device section"), kind="section"),
    )
    return Jurisdiction(
        id="example", code="990101", name=Text(zh="示例县", en="Example County"), agencies=agencies, plans=(plan,)
    )
