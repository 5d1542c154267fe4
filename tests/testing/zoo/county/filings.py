"""Section 3: what is filed, put right, and settled."""

from __future__ import annotations

from regrules.model import (
    Coverage,
    EscalationStep,
    Obligation,
    Response,
    Text,
    Timeliness,
    at_least,
    calendar_months,
    calendar_year,
    days,
    filing,
    filings,
    inspection,
    lead,
    leads,
    subject,
    working_days,
)

from .terms import DEVICE_VISITS, DISTRIBUTORS, EVERY_ONE, STATIONS, YEAR

OBLIGATIONS = (
    Obligation(
        id="filings/published",
        clause="3.1",
        title=Text(zh="网销备案按时公示", en="Online-sales filings published in time"),
        agencies=("device_section",),
        measure=Timeliness(
            of=filings.where(filing.kind == "online_sales", filing.outcome == "accepted"),
            start=filing.verified_on,
            end=filing.published_on,
            within=working_days(7),
        ),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=Text(zh="自核实之日起计算。", en="Counted from the day of verification."),
    ),
    Obligation(
        id="distributors/follow-up",
        clause="3.2",
        title=Text(zh="整改企业再查", en="Distributors told to rectify are visited again"),
        agencies=STATIONS,
        measure=Response(
            to=DEVICE_VISITS.where(
                inspection.outcome == "rectify", inspection.subject.kinds.has("device_distributor")
            ),
            by=DEVICE_VISITS.where(inspection.kinds.has("follow_up")),
            within=days(30),
        ),
        window=YEAR,
        target=EVERY_ONE,
    ),
    Obligation(
        id="self-inspection/reports",
        clause="3.3",
        title=Text(zh="上年度自查报告收齐", en="Self-inspection reports of the year before are in"),
        agencies=STATIONS,
        measure=Coverage(
            of=DISTRIBUTORS.where(subject.opened_by("2024-12-31")),
            by=filings.where(filing.kind == "self_inspection", filing.period == "2024"),
        ),
        window=calendar_year(2025, due="2025-03-31"),
        target=at_least("100%"),
        interpretation=Text(zh="2024年12月31日前开办的企业。", en="Owed by those open by 31 December 2024."),
        escalation=(
            EscalationStep(title=Text(zh="催报", en="Reminder"), action="notice"),
            EscalationStep(title=Text(zh="上门指导自查", en="Guided self-inspection"), action="guidance", within=days(15)),
        ),
    ),
    Obligation(
        id="complaints/settled",
        clause="3.4",
        title=Text(zh="药品投诉按时了结", en="Complaints about drugs settled in time"),
        agencies=STATIONS,
        measure=Timeliness(
            of=leads.where(lead.domain == "drug", lead.source == "complaint"),
            start=lead.received_on,
            end=lead.closed_on,
            within=calendar_months(1),
        ),
        window=YEAR,
        target=at_least("90%"),
    ),
)  # fmt: skip
