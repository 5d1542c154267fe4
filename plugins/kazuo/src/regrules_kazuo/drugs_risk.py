"""Drug plan, parts four and five: risk, sampling, pharmacovigilance, enforcement, training."""

from __future__ import annotations

from regrules.model import (
    Count,
    Coverage,
    Obligation,
    Response,
    Share,
    Text,
    assignment,
    assignments,
    at_least,
    between_dates,
    inspection,
    lead,
    leads,
    meeting,
    meetings,
    sample,
    subject,
    subjects,
)

from .agencies import DRUG_LINE, DRUG_OFFICE, MONITORING
from .bases import DRUG_YEARLY_PLAN
from .common import AT_LEAST_ONE, BY_YEAR_END, EVERY_IMPLIED, SOME_IMPLIED, YEAR, attested
from .populations import drug_samples, drug_visits, failing_drug_samples

drug_meetings = meetings.where(meeting.agency.is_in("drug_safety_office", "county_bureau"))
retailers_and_users = subjects.where(subject.kinds.has_any("drug_retailer", "medical_institution"))

RISK = (
    Obligation(
        id="risk/consultations",
        clause="4.1",
        title=Text(zh="定期召开药品风险会商会", en="Regular consultations on drug risks"),
        agencies=DRUG_LINE,
        measure=Count(of=drug_meetings.where(meeting.kind == "risk_consultation")),
        window=YEAR,
        target=at_least(2, implied=True),
        interpretation=Text(
            zh="“定期”没有写明频次：全年至少两次，由药品安全监督管理室或县局召集。",
            en="“Regularly” gives no frequency: at least twice in the year, called by the drug safety office "
            "or the bureau.",
        ),
    ),
    Obligation(
        id="risk/points-closed",
        clause="4.1",
        title=Text(zh="会商确定的药品风险点闭环处置", en="Drug risk points from consultations are closed"),
        agencies=DRUG_LINE,
        measure=Share(
            of=leads.where(lead.domain == "drug", lead.source == "consultation"), having=lead.closed_on.happened()
        ),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=BY_YEAR_END,
    ),
    attested(
        "risk/situation-assessed",
        "4.1",
        Text(zh="评估分析本县药品安全状况", en="The county's drug-safety situation is assessed"),
        agencies=DRUG_LINE,
        evidence=Text(zh="评估报告", en="The assessment"),
        interpretation=AT_LEAST_ONE,
    ),
    attested(
        "education/drug-businesses",
        "4.1",
        Text(zh="对药品企业开展警示教育", en="Warning education for drug businesses"),
        agencies=DRUG_LINE,
        evidence=Text(zh="活动记录和参加企业名单", en="Record of the event and the businesses that took part"),
        interpretation=AT_LEAST_ONE,
    ),
)

SAMPLING = (
    attested(
        "sampling/plan",
        "4.2",
        Text(zh="制定药品抽检实施方案", en="A plan for carrying out drug sampling is drawn up"),
        agencies=DRUG_OFFICE,
        evidence=Text(
            zh="方案，载明上年不合格药品和网售药品的抽检安排",
            en="The plan, showing last year's failures and drugs sold online",
        ),
    ),
    Obligation(
        id="sampling/last-years-failures",
        clause="4.2",
        title=Text(zh="跟踪抽检上年不合格药品", en="Last year's failing drugs are sampled again"),
        agencies=DRUG_OFFICE,
        measure=Response(
            to=failing_drug_samples, by=drug_samples.where(sample.sampled_on >= "2025-01-01"), match=sample.follows
        ),
        window=between_dates("2024-01-01", "2024-12-31", due="2025-12-31"),
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh="2024年出具不合格结果的药品，2025年内再抽同一药品（以抽样记录中注明的对应批次为准），不要求同一销售者。",
            en="Drugs whose failing result is dated in 2024 are sampled again in 2025: the same product, as "
            "the sample itself says which earlier one it follows, not the same seller.",
        ),
    ),
)

VIGILANCE = (
    Obligation(
        id="monitoring/signals-handled",
        clause="4.3",
        title=Text(zh="药品不良反应风险信号研判处置", en="Safety signals from drug reactions are assessed and handled"),
        agencies=MONITORING,
        measure=Share(
            of=leads.where(lead.domain == "drug", lead.source == "adverse_event"), having=lead.closed_on.happened()
        ),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=BY_YEAR_END,
    ),
)

ENFORCEMENT = (
    attested(
        "cases/typical",
        "4.5",
        Text(zh="评选、交流并公开药品典型案例", en="Typical drug cases are chosen, exchanged and made public"),
        agencies=DRUG_LINE,
        evidence=Text(zh="评选结果和公开记录", en="The choice and the record of publication"),
        interpretation=AT_LEAST_ONE,
    ),
)


def _arranged(kind: str, programme: str, title: Text) -> Obligation:
    """Every place that the city named for one kind of check has had it."""
    named = assignments.where(
        assignment.kind == "inspection", assignment.source == "superior", assignment.programme == programme
    )
    return Obligation(
        id=f"inspections/{kind}",
        clause="5.2",
        title=title,
        agencies=DRUG_OFFICE,
        measure=Coverage(
            of=retailers_and_users.where(subject.any(named)), by=drug_visits.where(inspection.kinds.has(kind))
        ),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh="以市局当年下达的名单为准，年底前查完；市局没有下达的，不适用。",
            en="The city's list of the year counts and is worked off by its end; without a list the duty does "
            "not apply.",
        ),
        basis=(DRUG_YEARLY_PLAN,) if kind == "gsp" else (),
    )


CAPACITY = (
    Obligation(
        id="training/drug-staff",
        clause="5.1",
        title=Text(zh="药品监管人员培训", en="Training of drug supervision staff"),
        agencies=DRUG_LINE,
        measure=Count(of=drug_meetings.where(meeting.kind == "training")),
        window=YEAR,
        target=SOME_IMPLIED,
        interpretation=AT_LEAST_ONE,
    ),
    _arranged(
        "gsp", "gsp_conformity", Text(zh="按市局安排开展GSP符合性检查", en="GSP conformity checks as the city arranges")
    ),
    _arranged("cross", "cross_inspection", Text(zh="按市局安排交叉互检", en="Cross-inspections as the city arranges")),
    attested(
        "training/typical-cases",
        "5.2",
        Text(zh="以典型案例开展培训交流", en="Training and exchange on typical cases"),
        agencies=DRUG_OFFICE,
        evidence=Text(zh="培训材料和签到表", en="Training material and attendance sheet"),
        interpretation=AT_LEAST_ONE,
    ),
)

RISK_AND_CAPACITY = (*RISK, *SAMPLING, *VIGILANCE, *ENFORCEMENT, *CAPACITY)
