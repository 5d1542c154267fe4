"""3.3 and 3.3.1: the stations' plans; levels of distributors, their publication and adjustment."""

from __future__ import annotations

from regrules.model import (
    Coverage,
    Obligation,
    Response,
    Text,
    action,
    actions,
    between_dates,
    filing,
    filings,
    grading,
    gradings,
    inspection,
)

from .agencies import SECTION_FOR_WHOLESALE, STATIONS
from .populations import DISTRIBUTOR_VISITS, DISTRIBUTORS, EVERY_ONE, STATIONS_OF_THE_COUNTY, YEAR, YEAR_END
from .rules import GRADING

LEVELS_OF_2025 = gradings.where(grading.scheme == "device_distributor", grading.year == 2025)
ADJUSTMENTS = actions.where(action.kind == "level_adjusted")
SERIOUS_OFFENCES = actions.where(
    action.kind.is_in("penalty", "suspension", "stop_order", "referral"), action.about == "device_serious_offence"
)
LICENCE_CHANGES = DISTRIBUTOR_VISITS.where(inspection.reason == "licence_change")

OBLIGATIONS = (
    Obligation(
        id="stations/yearly-plan",
        clause="3.3",
        title=Text(zh="各所制定年度监管计划", en="Every station draws up its supervision plan"),
        agencies=STATIONS,
        measure=Coverage(
            of=STATIONS_OF_THE_COUNTY, by=filings.where(filing.kind == "annual_plan", filing.period == "2025")
        ),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=YEAR_END,
    ),
    Obligation(
        id="grading/determined",
        clause="3.3.1",
        also=("annex.note",),
        title=Text(
            zh="确定每家经营企业的年度监管级别", en="Supervision level of every distributor determined for the year"
        ),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Coverage(of=DISTRIBUTORS, by=LEVELS_OF_2025),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=YEAR_END,
        basis=GRADING,
    ),
    Obligation(
        id="grading/published",
        clause="3.3.1",
        title=Text(zh="向社会公布每家经营企业的监管级别", en="Supervision level of every distributor published"),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Coverage(of=DISTRIBUTORS, by=LEVELS_OF_2025.dated(grading.published_on)),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=YEAR_END,
        basis=GRADING,
    ),
    Obligation(
        id="grading/archive",
        clause="3.3.1",
        title=Text(zh="每家经营企业建有分级监管档案", en="A supervision file for every distributor"),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Coverage(of=DISTRIBUTORS, by=filings.where(filing.kind == "archive")),
        window=between_dates("2023-01-01", "2025-12-31"),
        target=EVERY_ONE,
        interpretation=Text(
            zh="档案建一次即可：2023年1月1日现行分级办法实施以来所建的都算，最迟2025年12月31日。",
            en="A file is set up once: any set up since the present grading rule took force on 1 January 2023 counts, "
            "by 31 December 2025 at the latest.",
        ),
        basis=GRADING,
    ),
    Obligation(
        id="grading/adjusted-after-offence",
        clause="3.3.1",
        title=Text(zh="严重违法后调整监管级别", en="Level adjusted after a serious offence"),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Response(to=SERIOUS_OFFENCES, by=ADJUSTMENTS),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=Text(
            zh="以事由记为“device_serious_offence”的处罚、暂停、停业或移送为准；重新核定后级别不变的也应记录；"
            "未定期限，按年底计。",
            en="Triggered by a penalty, suspension, stop order or referral recorded as device_serious_offence; a "
            "review that leaves the level as it was is recorded too. No time limit is given: asked for at the year's "
            "end.",
        ),
        basis=GRADING,
    ),
    Obligation(
        id="grading/adjusted-after-new-line",
        clause="3.3.1",
        title=Text(zh="新增经营业态后调整监管级别", en="Level adjusted after a new line of business"),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Response(to=LICENCE_CHANGES, by=ADJUSTMENTS),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=Text(
            zh="新增业态以许可变更引起的检查为准；未定期限，按年底计。",
            en="A new line of business is taken from the inspections that a change of licence brings about. No time "
            "limit is given: asked for at the year's end.",
        ),
        basis=GRADING,
    ),
)
