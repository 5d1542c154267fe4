"""4 and the note under the annex: units that use devices."""

from __future__ import annotations

from regrules.model import (
    Attested,
    Coverage,
    Obligation,
    Text,
    at_least,
    calendar_year,
    filing,
    filings,
    grading,
    gradings,
    rolling_months,
    subject,
)

from .agencies import SECTION_AND_STATIONS, STATIONS
from .populations import EVERY_ONE, STATIONS_OF_THE_COUNTY, USE_UNIT_VISITS, USE_UNITS, YEAR, YEAR_END
from .rules import USE

REPORTS_OF_2024 = filings.where(filing.kind == "self_inspection", filing.period == "2024")
HOSPITALS = USE_UNITS.where(subject.hospital_level >= 2)
HIGH_RISK = USE_UNITS.where(
    subject.scopes.has_any("sterile_implants", "in_vitro_diagnostics", "cold_chain")
    | subject.grade("credit").is_in("C", "D")
)
LEVEL_1 = USE_UNITS.where(subject.grade("device_user") == "1")
LEVEL_2 = USE_UNITS.where(subject.grade("device_user") == "2")
LEVEL_3 = USE_UNITS.where(subject.grade("device_user") == "3")

BY_LEVEL = Text(
    zh="附件说明把分级频次用于使用单位，诊所和村卫生室即按此执行。",
    en="The note under the table applies the frequencies by level to use units; clinics and village health rooms are "
    "inspected by them.",
)

OBLIGATIONS = (
    Obligation(
        id="users/self-inspection",
        clause="4.1",
        title=Text(zh="使用单位年初提交年度自查报告", en="Use units hand in their yearly self-inspection report"),
        agencies=STATIONS,
        measure=Coverage(of=USE_UNITS.where(subject.opened_by("2024-12-31")), by=REPORTS_OF_2024),
        window=calendar_year(2025, due="2025-03-31"),
        target=EVERY_ONE,
        interpretation=Text(
            zh="“每年初”按3月31日计，与经营企业一致，国家规定未定日期；应报单位为2024年底前已开办、3月31日仍在的单位。",
            en='"Early each year" is read as 31 March, as for distributors; the national rule names no day. Owed by '
            "those open by 31 December 2024 and still on 31 March.",
        ),
        basis=(USE,),
    ),
    Obligation(
        id="users/summaries",
        clause="4.1",
        title=Text(
            zh="各所汇总上报使用单位自查情况", en="Stations hand up the summary of the use units' self-inspections"
        ),
        agencies=STATIONS,
        measure=Coverage(
            of=STATIONS_OF_THE_COUNTY, by=filings.where(filing.kind == "summary_report", filing.period == "2024")
        ),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=Text(
            zh="条文行文不清，按各所汇总本辖区情况再上报理解；汇总的是年初所交的2024年度自查，与经营企业的自查同年；"
            "未定日期，按年底计。",
            en="The wording is unclear about the actor: read as each station summing up its own area and handing "
            "that up. What it sums up are the self-inspections of 2024, handed in early in the year, as with "
            "distributors. No day is named: asked for at the year's end.",
        ),
        basis=(USE,),
    ),
    Obligation(
        id="users/hospitals",
        clause="4.2.1",
        title=Text(zh="二、三级医院每年检查全覆盖", en="Level 2 and 3 hospitals all inspected in the year"),
        agencies=STATIONS,
        measure=Coverage(of=HOSPITALS, by=USE_UNIT_VISITS),
        window=YEAR,
        target=at_least("100%"),
        basis=(USE,),
    ),
    Obligation(
        id="users/focus",
        clause="4.2.1",
        title=Text(
            zh="高风险、有特殊储运要求或信用不良的使用单位", en="Use units with high risk or bad credit, visited"
        ),
        agencies=SECTION_AND_STATIONS,
        measure=Coverage(of=HIGH_RISK, by=USE_UNIT_VISITS),
        window=YEAR,
        target=None,
        interpretation=Text(
            zh="“不限频次”即不设上限，也未定下限，故只显示数字；信用C、D级视为不良。",
            en='"No limit" means that no cap applies; no floor is set either, so the number is shown without a '
            "status. Credit C and D count as bad.",
        ),
        basis=(USE,),
    ),
    Obligation(
        id="users/records-filed",
        clause="4.2.2",
        title=Text(zh="使用单位检查记录归入监管档案", en="Records of inspections of use units kept in their files"),
        agencies=STATIONS,
        measure=Attested(evidence=Text(zh="各所监管档案抽查记录", en="Record of a check of each station's files")),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=YEAR_END,
    ),
    Obligation(
        id="users/level-determined",
        clause="annex.note",
        also=("4.2.1",),
        title=Text(zh="确定每家使用单位的监管级别", en="Supervision level of every use unit determined"),
        agencies=STATIONS,
        measure=Coverage(of=USE_UNITS, by=gradings.where(grading.scheme == "device_user", grading.year == 2025)),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=YEAR_END,
    ),
    Obligation(
        id="users/level-3",
        clause="annex.note",
        also=("4.2.1",),
        title=Text(zh="三级监管使用单位每年检查一次", en="Level 3 use units inspected once a year"),
        agencies=STATIONS,
        measure=Coverage(of=LEVEL_3, by=USE_UNIT_VISITS),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=BY_LEVEL,
    ),
    Obligation(
        id="users/level-2",
        clause="annex.note",
        also=("4.2.1",),
        title=Text(zh="二级监管使用单位每两年检查一次", en="Level 2 use units inspected once in two years"),
        agencies=STATIONS,
        measure=Coverage(of=LEVEL_2, by=USE_UNIT_VISITS),
        window=rolling_months(24),
        target=EVERY_ONE,
        interpretation=Text(
            zh=f"{BY_LEVEL.zh}两年按任一日往前滚动24个月计。",
            en=f"{BY_LEVEL.en} Two years are the 24 months before any day.",
        ),
    ),
    Obligation(
        id="users/level-1",
        clause="annex.note",
        also=("4.2.1",),
        title=Text(zh="一级监管使用单位每年检查25%以上", en="25 % of level 1 use units inspected each year"),
        agencies=STATIONS,
        measure=Coverage(of=LEVEL_1, by=USE_UNIT_VISITS),
        window=YEAR,
        target=at_least("25%"),
        interpretation=Text(
            zh=f"{BY_LEVEL.zh}说明未提随机抽取和四年全覆盖，故不作要求；按全县计，各所分列。",
            en=f"{BY_LEVEL.en} The note speaks neither of a random draw nor of four years, so neither is asked. "
            "Counted for the county, the stations shown.",
        ),
    ),
)
