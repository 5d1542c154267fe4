"""Section 4, and the clauses that ask for nothing that could be checked."""

from __future__ import annotations

from regrules.model import (
    Attested,
    Count,
    FigureNote,
    Growth,
    Guidance,
    Obligation,
    Share,
    Text,
    at_least,
    calendar_year,
    meeting,
    meetings,
    quarters,
    report,
)

from .terms import DRUG_REPORTS, DRUG_SECTION, EVERY_ONE, YEAR

OBLIGATIONS = (
    Obligation(
        id="reports/per-million",
        clause="4.1",
        title=Text(zh="每百万人口药品报告数", en="Drug reports per million residents"),
        agencies=DRUG_SECTION,
        measure=Count(of=DRUG_REPORTS, per_million=True),
        window=YEAR,
        target=at_least("1000"),
    ),
    Obligation(
        id="reports/growth",
        clause="4.1",
        title=Text(zh="药品报告数同比增幅", en="Growth of drug reports on last year"),
        agencies=DRUG_SECTION,
        measure=Growth(of=Count(of=DRUG_REPORTS), versus=calendar_year(2024)),
        window=YEAR,
        target=at_least("10%"),
    ),
    Obligation(
        id="reports/serious",
        clause="4.2",
        title=Text(zh="严重报告所占比例", en="Share of serious reports"),
        agencies=DRUG_SECTION,
        measure=Share(of=DRUG_REPORTS, having=report.serious.is_true()),
        window=YEAR,
        target=at_least("2%"),
        strength="aims_at",
    ),
    Obligation(
        id="risk/consultations",
        clause="4.3",
        title=Text(zh="季度风险会商", en="Risk consultation each quarter"),
        agencies=DRUG_SECTION,
        measure=Count(of=meetings.where(meeting.kind == "risk_consultation")),
        window=YEAR,
        each=quarters,
        target=at_least(1),
    ),
    Obligation(
        id="monitoring/summary",
        clause="4.4",
        title=Text(zh="监测总结成文", en="Summary of the year's monitoring written"),
        agencies=DRUG_SECTION,
        measure=Attested(evidence=Text(zh="总结文稿", en="The summary")),
        window=YEAR,
        target=EVERY_ONE,
    ),
)

GUIDANCE = (
    Guidance(
        clause="1",
        title=Text(zh="指导思想", en="General aims"),
        reason=Text(zh="只讲方针，没有可以核对的任务。", en="States aims; there is nothing that could be checked."),
    ),
    Guidance(
        clause="4.5",
        title=Text(zh="值班安排", en="Standing by for emergencies"),
        reason=Text(zh="值守情况台账不记录，无从核对。", en="The register holds nothing about standing by."),
    ),
)
FIGURE_NOTES = (
    FigureNote(
        clause="4.5",
        figure="24小时",
        reason=Text(zh="说的是值班时段，不是时限。", en="The hours of standing by, not a time limit."),
    ),
)
