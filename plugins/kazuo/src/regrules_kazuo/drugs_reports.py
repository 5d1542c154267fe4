"""Drug plan, 4.4: how many adverse-reaction reports, how good, and from whom."""

from __future__ import annotations

from regrules.model import (
    Count,
    Coverage,
    Growth,
    Obligation,
    Share,
    Text,
    Timeliness,
    at_least,
    days,
    report,
    reports,
    subject,
)

from .agencies import MONITORING
from .bases import ADR, ADR_DEADLINES
from .common import (
    EVERY,
    EVERY_IMPLIED,
    LAST_YEAR,
    ONE_REPORT_EACH,
    REPORTING_HOSPITALS,
    TEN_PERCENT_MORE,
    WHOLE_YEAR,
    YEAR,
)
from .populations import reporting_hospitals

drug_reports = reports.where(report.product == "drug")
new_or_serious = report.new.is_true() | report.serious.is_true()
abuse_questionnaires = reports.where(report.product == "drug_abuse", report.subject.kinds.has("medical_institution"))

ALL_DRUG_REPORTS = Text(
    zh="以全部药品不良反应报告为基数；“新的一般”指新的且非严重的。",
    en="The base is all drug reports; “new general” means new and not serious.",
)
NATIONAL_DEADLINES = Text(
    zh="条款只要求时效性，时限取国家规定：新的或严重的15日，其他30日，自获知之日起算。",
    en="The clause asks for timeliness only; the limits are the national ones, from the day of learning: new "
    "or serious 15 days, others 30.",
)

NUMBER = (
    Obligation(
        id="reports/per-million",
        clause="4.4.1",
        title=Text(zh="每百万人口药品不良反应报告数", en="Adverse drug reaction reports per million residents"),
        agencies=MONITORING,
        measure=Count(of=drug_reports, per_million=True),
        window=YEAR,
        target=at_least("1000"),
        interpretation=WHOLE_YEAR,
        basis=(ADR,),
    ),
    Obligation(
        id="reports/growth",
        clause="4.4.1",
        title=Text(zh="药品不良反应报告比上年增长", en="Growth of adverse drug reaction reports on last year"),
        agencies=MONITORING,
        measure=Growth(of=Count(of=drug_reports), versus=LAST_YEAR),
        window=YEAR,
        target=at_least("10%"),
        interpretation=TEN_PERCENT_MORE,
        basis=(ADR,),
    ),
)

QUALITY = (
    Obligation(
        id="reports/serious",
        clause="4.4.2",
        title=Text(zh="药品严重报告比例", en="Share of serious drug reports"),
        agencies=MONITORING,
        measure=Share(of=drug_reports, having=report.serious.is_true()),
        window=YEAR,
        target=at_least("2%"),
        interpretation=ALL_DRUG_REPORTS,
        basis=(ADR,),
    ),
    Obligation(
        id="reports/new-general",
        clause="4.4.2",
        title=Text(zh="药品新的一般报告比例", en="Share of new, not serious drug reports"),
        agencies=MONITORING,
        measure=Share(of=drug_reports, having=report.new.is_true() & ~report.serious.is_true()),
        window=YEAR,
        target=at_least("20%"),
        interpretation=ALL_DRUG_REPORTS,
        basis=(ADR,),
    ),
    Obligation(
        id="reports/in-time/new-or-serious",
        clause="4.4.2",
        title=Text(zh="新的、严重的药品报告按时上报", en="New or serious drug reports come in time"),
        agencies=MONITORING,
        measure=Timeliness(
            of=drug_reports.where(new_or_serious),
            start=report.learned_on,
            end=report.received_on,
            within=days(15),
        ),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=NATIONAL_DEADLINES,
        basis=(ADR_DEADLINES,),
    ),
    Obligation(
        id="reports/in-time/others",
        clause="4.4.2",
        title=Text(zh="其他药品报告按时上报", en="Other drug reports come in time"),
        agencies=MONITORING,
        measure=Timeliness(
            of=drug_reports.where(~new_or_serious), start=report.learned_on, end=report.received_on, within=days(30)
        ),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=NATIONAL_DEADLINES,
        basis=(ADR_DEADLINES,),
    ),
)

HOSPITALS = (
    Obligation(
        id="hospitals/registered",
        clause="4.4.3",
        title=Text(
            zh="二级及以上医疗机构在药品监测系统注册",
            en="Level 2 and 3 hospitals registered in the drug reaction system",
        ),
        agencies=MONITORING,
        measure=Share(of=reporting_hospitals, having=subject.registrations.has("adr_system")),
        window=YEAR,
        target=EVERY,
        interpretation=REPORTING_HOSPITALS,
        basis=(ADR,),
    ),
    Obligation(
        id="hospitals/reporting",
        clause="4.4.3",
        title=Text(zh="二级及以上医疗机构报告药品不良反应", en="Level 2 and 3 hospitals report drug reactions"),
        agencies=MONITORING,
        measure=Coverage(of=reporting_hospitals, by=drug_reports),
        window=YEAR,
        target=EVERY,
        interpretation=ONE_REPORT_EACH,
        basis=(ADR,),
    ),
)

ABUSE = (
    Obligation(
        id="drug-abuse/questionnaires",
        clause="4.4.4",
        title=Text(zh="收集医疗机构药物滥用调查表", en="Drug-abuse questionnaires from medical institutions"),
        agencies=MONITORING,
        measure=Count(of=abuse_questionnaires),
        window=YEAR,
        target=at_least("2"),
    ),
    Obligation(
        id="drug-abuse/valid",
        clause="4.4.4",
        title=Text(zh="药物滥用调查表有效率", en="Share of valid drug-abuse questionnaires"),
        agencies=MONITORING,
        measure=Share(of=abuse_questionnaires, having=report.valid.is_true()),
        window=YEAR,
        target=EVERY,
    ),
)

REPORTS = (*NUMBER, *QUALITY, *HOSPITALS, *ABUSE)
