"""Device plan, 2.1, 2.3 and 2.4: inspections of distributors by level, of priority places, of hospitals."""

from __future__ import annotations

from regrules.model import (
    Count,
    Coverage,
    Obligation,
    Predicate,
    Text,
    at_least,
    cycle,
    inspection,
    rolling_months,
)

from .agencies import DEVICE_ENFORCEMENT, DEVICE_STATIONS
from .bases import DEVICE_LEVELS
from .common import EVERY, EVERY_IMPLIED, SOME_IMPLIED, YEAR, attested
from .populations import device_visits, level_1_distributors, level_2_distributors, level_2_institutions

LEVELS = (
    attested(
        "inspections/plan",
        "2.1",
        Text(zh="按市级分级目录制定县检查计划", en="The county's inspection plan follows the city's list of levels"),
        agencies=DEVICE_ENFORCEMENT,
        evidence=Text(zh="检查计划", en="The inspection plan"),
        basis=(DEVICE_LEVELS,),
    ),
    Obligation(
        id="inspections/level-2",
        clause="2.1",
        title=Text(zh="二级监管经营企业两年一查", en="Level 2 device distributors, once in two years"),
        agencies=DEVICE_ENFORCEMENT,
        measure=Coverage(of=level_2_distributors, by=device_visits),
        window=rolling_months(24),
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh="按滚动24个月计算，不按固定的两个自然年；开办或定级不满24个月的，不算未查。三级、四级本计划未提，以国家规定为准。",
            en="Any 24 months, not a fixed pair of calendar years; who opened or got the level within them is "
            "not yet due. Levels 3 and 4 are not in this plan: the national rule has them.",
        ),
        basis=(DEVICE_LEVELS,),
    ),
    Obligation(
        id="inspections/level-1-random",
        clause="2.1",
        title=Text(zh="一级监管经营企业年度随机抽查", en="Level 1 device distributors, the year's random draw"),
        agencies=DEVICE_ENFORCEMENT,
        measure=Coverage(of=level_1_distributors, by=device_visits.where(inspection.selection == "random")),
        window=YEAR,
        target=at_least("25%"),
        interpretation=Text(
            zh="只有随机抽取的检查计入；基数为全县当日的一级企业，不按各所分别计算（改按年初名单须另定）。",
            en="Only visits that were drawn count; the base is the whole county's level 1 distributors on the "
            "day, not each station's (the list at the year's start is the alternative).",
        ),
        basis=(DEVICE_LEVELS,),
    ),
    Obligation(
        id="inspections/level-1-four-years",
        clause="2.1",
        title=Text(zh="一级监管经营企业四年全覆盖", en="Level 1 device distributors, all within four years"),
        agencies=DEVICE_ENFORCEMENT,
        measure=Coverage(of=level_1_distributors, by=device_visits),
        window=cycle(start="2023-01-01", years=4),
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh="计划未写起算年份：自2023年1月1日起算（2022年分级规定的施行日，尚待核实），到2026年底满四年，不随本计划结束；"
            "随机或非随机的检查都计入。",
            en="No first year is given: the four years run from 1 January 2023, when the 2022 rule on levels "
            "came into force (to be verified), to the end of 2026, beyond this plan; visits count whether "
            "drawn or not.",
        ),
        basis=(DEVICE_LEVELS,),
    ),
)


def _special(name: str, there: Predicate, title: Text) -> Obligation:
    """Special inspections at one kind of place that the clause names."""
    return Obligation(
        id=f"inspections/special-{name}",
        clause="2.3",
        title=title,
        agencies=DEVICE_STATIONS,
        measure=Count(of=device_visits.where(inspection.kinds.has("special"), there)),
        window=YEAR,
        target=SOME_IMPLIED,
        interpretation=Text(
            zh="没有写明数量：每类至少一户次；台账不记城乡接合部和民营性质，这两项不单独核对。",
            en="No number is given: at least one visit to each kind; the register keeps neither urban fringe "
            "nor private ownership, so these are not checked apart.",
        ),
    )


USERS = (
    _special(
        "aesthetic",
        inspection.subject.kinds.has("aesthetic_clinic"),
        Text(zh="医疗美容机构专项检查", en="Special inspections of aesthetic clinics"),
    ),
    _special(
        "dental",
        inspection.subject.specialty == "dental",
        Text(zh="牙科诊所专项检查", en="Special inspections of dental practices"),
    ),
    Obligation(
        id="inspections/level-2-institutions",
        clause="2.4",
        title=Text(zh="二级以上医疗机构用械检查", en="Device use in hospitals of level 2 and above"),
        agencies=DEVICE_ENFORCEMENT,
        measure=Coverage(of=level_2_institutions, by=device_visits),
        window=YEAR,
        target=EVERY,
        interpretation=Text(
            zh="“以上”含二级；本条没有排除体检机构和停业机构。",
            en="“Above” includes level 2; this clause leaves out neither check-up hospitals nor suspended ones.",
        ),
    ),
)


INSPECTIONS = (*LEVELS, *USERS)
