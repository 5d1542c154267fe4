"""3.3.2: how often distributors are inspected, and followed up."""

from __future__ import annotations

from regrules.model import Coverage, Obligation, Response, Text, at_least, cycle, inspection, rolling_months, subject

from .agencies import SECTION_FOR_WHOLESALE
from .populations import DISTRIBUTOR_VISITS, DISTRIBUTORS, EVERY_ONE, YEAR
from .rules import FOLLOW_UP, GRADING

LEVEL_1 = DISTRIBUTORS.where(subject.grade("device_distributor") == "1")
LEVEL_2 = DISTRIBUTORS.where(subject.grade("device_distributor") == "2")
LEVEL_3 = DISTRIBUTORS.where(subject.grade("device_distributor") == "3")
LENSES_AND_FAMILY_PLANNING = DISTRIBUTORS.where(subject.scopes.has_any("contact_lens", "family_planning"))

OBLIGATIONS = (
    Obligation(
        id="distributors/level-3",
        clause="3.3.2",
        also=("annex.note",),
        title=Text(zh="三级监管经营企业每年检查一次", en="Level 3 distributors inspected once a year"),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Coverage(of=LEVEL_3, by=DISTRIBUTOR_VISITS),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=Text(
            zh="各类医疗器械检查均计入；本计划对四级监管未作规定，国家规定另行适用。",
            en="An inspection of any kind counts, if it concerns devices. The plan says nothing of level 4; the "
            "national rule stands beside it.",
        ),
        basis=GRADING,
    ),
    Obligation(
        id="distributors/level-2",
        clause="3.3.2",
        also=("annex.note",),
        title=Text(zh="二级监管经营企业每两年检查一次", en="Level 2 distributors inspected once in two years"),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Coverage(of=LEVEL_2, by=DISTRIBUTOR_VISITS),
        window=rolling_months(24),
        target=EVERY_ONE,
        interpretation=Text(
            zh="两年按任一日往前滚动24个月计，不按固定的两个年度。",
            en="Two years are the 24 months before any day, not a fixed pair of years.",
        ),
        basis=GRADING,
    ),
    Obligation(
        id="distributors/level-1-random",
        clause="3.3.2",
        title=Text(
            zh="一级监管经营企业每年随机抽查25%", en="A random 25 % of level 1 distributors inspected each year"
        ),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Coverage(of=LEVEL_1, by=DISTRIBUTOR_VISITS.where(inspection.selection == "random")),
        window=YEAR,
        target=at_least("25%"),
        interpretation=Text(
            zh="只计随机抽中的检查（附件说明未提随机，从严依本条）；基数为查询之日的一级企业，按全县计，各所分列。",
            en="Only visits drawn at random count (the note under the table does not say random; this clause is the "
            "stricter). The base is the level 1 distributors on the day of the question, of the whole county; the "
            "stations are shown.",
        ),
        basis=GRADING,
    ),
    Obligation(
        id="distributors/level-1-cycle",
        clause="3.3.2",
        title=Text(zh="一级监管经营企业四年全覆盖", en="All level 1 distributors inspected within four years"),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Coverage(of=LEVEL_1, by=DISTRIBUTOR_VISITS),
        window=cycle(start="2023-01-01", years=4),
        target=EVERY_ONE,
        interpretation=Text(
            zh="条文未定起始年：自现行分级办法2023年1月1日实施起算（该日期未经核实），到2026年底为止；"
            "未随机抽中的检查也计入。",
            en="The clause names no first year: counted from 1 January 2023, when the present grading rule took "
            "force (a day not verified), to the end of 2026. Visits that were not drawn count too.",
        ),
        basis=GRADING,
    ),
    Obligation(
        id="distributors/follow-up",
        clause="3.3.2",
        title=Text(zh="责令整改的经营企业跟踪检查", en="Distributors told to rectify are visited again"),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Response(
            to=DISTRIBUTOR_VISITS.where(inspection.outcome == "rectify"),
            by=DISTRIBUTOR_VISITS.where(inspection.kinds.has("follow_up")),
        ),
        window=YEAR,
        target=at_least("100%"),
        interpretation=Text(
            zh="每次要求整改的检查之后都须跟踪检查，跟踪时仍不合格的再次跟踪；未定期限，按年底计；仅指经营企业。",
            en="Every visit that asks for rectification needs a later follow-up, again if that one asks for it too. "
            "No time limit is given: asked for at the year's end. Distributors only.",
        ),
        basis=(FOLLOW_UP,),
    ),
    Obligation(
        id="distributors/lenses-and-family-planning",
        clause="3.3.2",
        title=Text(
            zh="角膜接触镜、计生类产品经营企业原则上每年检查一次",
            en="Sellers of contact lenses and family-planning products inspected once a year",
        ),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Coverage(of=LENSES_AND_FAMILY_PLANNING, by=DISTRIBUTOR_VISITS),
        window=YEAR,
        target=EVERY_ONE,
        strength="in_principle",
        interpretation=Text(zh="不论其监管级别，频次与三级监管相同。", en="Whatever their level; as often as level 3."),
        basis=GRADING,
    ),
)
