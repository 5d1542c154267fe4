"""3.3.4: distributors' reports on their self-inspection of 2024."""

from __future__ import annotations

from regrules.model import (
    Coverage,
    EscalationStep,
    Obligation,
    Text,
    action,
    actions,
    at_least,
    between_dates,
    calendar_year,
    filing,
    filings,
    subject,
)

from .agencies import STATIONS
from .populations import DISTRIBUTORS, EVERY_ONE
from .rules import NO_REPORT, SELF_INSPECTION

BY_31_MARCH = calendar_year(2025, due="2025-03-31")
OWING = DISTRIBUTORS.where(subject.opened_by("2024-12-31"))
REPORTS_OF_2024 = filings.where(filing.kind == "self_inspection", filing.period == "2024")
LATE = OWING.where(~subject.any(REPORTS_OF_2024.during(between_dates("2025-01-01", "2025-03-31"))))
ABOUT_REPORTS = action.about == "device_self_inspection"

LADDER = (
    EscalationStep(title=Text(zh="催报", en="Reminder"), action="notice"),
    EscalationStep(title=Text(zh="上门指导自查", en="Guided self-inspection"), action="guidance"),
    EscalationStep(title=Text(zh="责令改正", en="Order to correct"), action="correction_order"),
    EscalationStep(title=Text(zh="立案", en="Case filed"), action="case_filed"),
)

OBLIGATIONS = (
    Obligation(
        id="self-inspection/told",
        clause="3.3.4",
        title=Text(
            zh="告知每家经营企业提交自查报告", en="Every distributor told to hand in its self-inspection report"
        ),
        agencies=STATIONS,
        measure=Coverage(of=OWING, by=actions.where(action.kind == "notice", ABOUT_REPORTS)),
        window=BY_31_MARCH,
        target=EVERY_ONE,
        interpretation=Text(
            zh="最迟在提交截止日3月31日前告知；以公告形式告知的，为每家企业各记一条。",
            en="By 31 March, when the report itself is due. A public announcement is recorded once for every "
            "distributor.",
        ),
        basis=(SELF_INSPECTION,),
    ),
    Obligation(
        id="self-inspection/reports",
        clause="3.3.4",
        title=Text(zh="经营企业3月31日前提交2024年度自查报告", en="Self-inspection reports for 2024 in by 31 March"),
        agencies=STATIONS,
        measure=Coverage(of=OWING, by=REPORTS_OF_2024),
        window=BY_31_MARCH,
        target=at_least("100%"),
        interpretation=Text(
            zh="应报企业为2024年底前已开办、3月31日仍在营的企业，停业的也在内；报告交所在监管所，批发企业亦然。"
            "后续步骤的次序依国家规定和惯例，条文未定时限。",
            en="Owed by those open by 31 December 2024 and still on 31 March, suspended ones too; wholesalers also "
            "report to the station of their area. The steps that follow are those of the national rule and of "
            "practice; the clause gives them no time limits.",
        ),
        basis=(SELF_INSPECTION, NO_REPORT),
        escalation=LADDER,
    ),
    Obligation(
        id="self-inspection/late-handled",
        clause="3.3.4",
        title=Text(zh="处置未按时提交自查报告的经营企业", en="Distributors without a report in time are dealt with"),
        agencies=STATIONS,
        measure=Coverage(
            of=LATE,
            by=actions.where(
                action.kind.is_in("guidance", "interview", "correction_order", "warning", "case_filed", "penalty"),
                ABOUT_REPORTS,
            ),
        ),
        window=between_dates("2025-04-01", "2025-12-31"),
        target=EVERY_ONE,
        interpretation=Text(
            zh="3月31日前未交的每家都须处置，事后补交的也在内；仅催报不算处置；未定期限，按年底计。",
            en="All who had not reported by 31 March, also those who did so later. A reminder alone is no disposal. "
            "No time limit is given: asked for at the year's end.",
        ),
        basis=(NO_REPORT,),
    ),
)
