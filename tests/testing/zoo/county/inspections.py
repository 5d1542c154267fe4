"""2.1 to 2.6: how often who is inspected."""

from __future__ import annotations

from regrules.model import (
    Coverage,
    Obligation,
    Text,
    at_least,
    cycle,
    halves,
    inspection,
    rolling_months,
    stages,
    subject,
    times_at_least,
    times_at_most,
)

from .terms import (
    COLD_STORES,
    DEVICE_VISITS,
    DISTRIBUTORS,
    DRUG_SECTION,
    DRUG_VISITS,
    EVERY_ONE,
    PHARMACIES,
    SECTION_FOR_WHOLESALE,
    STATIONS,
    YEAR,
)

PSYCHOTROPIC = PHARMACIES.where(subject.scopes.has("psychotropic_2"))
CLASS_3 = DISTRIBUTORS.where(subject.device_classes.has("III"))
LEVEL_1 = DISTRIBUTORS.where(subject.grade("device_distributor") == "1")
LEVEL_2 = DISTRIBUTORS.where(subject.grade("device_distributor") == "2")
LEVEL_3 = DISTRIBUTORS.where(subject.grade("device_distributor") == "3")

OBLIGATIONS = (
    Obligation(
        id="pharmacies/covered",
        clause="2.1",
        title=Text(zh="药店检查按期推进", en="Pharmacies inspected step by step"),
        agencies=STATIONS,
        measure=Coverage(of=PHARMACIES, by=DRUG_VISITS),
        window=YEAR,
        target=stages(
            ("2025-06-30", at_least("50%")),
            ("2025-09-30", at_least("75%")),
            ("2025-12-31", at_least("100%")),
        ),
    ),
    Obligation(
        id="pharmacies/psychotropic",
        clause="2.2",
        title=Text(zh="精神药品药店一年两查", en="Pharmacies with psychotropic drugs inspected twice"),
        agencies=STATIONS,
        measure=Coverage(of=PSYCHOTROPIC, by=DRUG_VISITS, times=times_at_least(2)),
        window=YEAR,
        target=EVERY_ONE,
    ),
    Obligation(
        id="distributors/level-3",
        clause="2.3",
        title=Text(zh="三级监管企业年度检查", en="Level 3 distributors inspected in the year"),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Coverage(of=LEVEL_3, by=DEVICE_VISITS),
        window=YEAR,
        target=EVERY_ONE,
    ),
    Obligation(
        id="distributors/level-2",
        clause="2.3",
        title=Text(zh="二级监管企业两年检查", en="Level 2 distributors inspected in two years"),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Coverage(of=LEVEL_2, by=DEVICE_VISITS),
        window=rolling_months(24),
        target=EVERY_ONE,
        interpretation=Text(zh="按任一日之前的24个月滚动计算。", en="Within the 24 months before any day."),
    ),
    Obligation(
        id="distributors/level-1-random",
        clause="2.3",
        title=Text(zh="一级监管企业随机抽查", en="Level 1 distributors drawn at random"),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Coverage(of=LEVEL_1, by=DEVICE_VISITS.where(inspection.selection == "random")),
        window=YEAR,
        target=at_least("25%"),
    ),
    Obligation(
        id="distributors/level-1-cycle",
        clause="2.3",
        title=Text(zh="一级监管企业四年一轮", en="Every level 1 distributor inspected within four years"),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Coverage(of=LEVEL_1, by=DEVICE_VISITS),
        window=cycle(start="2023-01-01", years=4),
        target=EVERY_ONE,
        interpretation=Text(zh="未写起算年份，自2023年1月1日起算。", en="No first year is named: from 1 January 2023."),
    ),
    Obligation(
        id="unannounced/class-3",
        clause="2.4",
        title=Text(zh="第三类企业飞行检查", en="Class III distributors inspected unannounced"),
        agencies=STATIONS,
        measure=Coverage(of=CLASS_3, by=DEVICE_VISITS.where(inspection.kinds.has("unannounced"))),
        window=YEAR,
        target=at_least("10%"),
    ),
    Obligation(
        id="pharmacies/not-too-often",
        clause="2.5",
        title=Text(zh="守信药店检查不宜过多", en="Trusted pharmacies are not visited too often"),
        agencies=STATIONS,
        measure=Coverage(
            of=PHARMACIES.where(subject.grade("credit") == "A"), by=DRUG_VISITS, times=times_at_most(3)
        ),
        window=YEAR,
        target=EVERY_ONE,
    ),
    Obligation(
        id="wholesalers/cold-stores",
        clause="2.6",
        title=Text(zh="冷库半年一查", en="Cold stores inspected each half-year"),
        agencies=DRUG_SECTION,
        measure=Coverage(of=COLD_STORES, by=DRUG_VISITS),
        window=YEAR,
        each=halves,
        target=EVERY_ONE,
    ),
)  # fmt: skip
