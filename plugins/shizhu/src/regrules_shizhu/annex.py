"""The attached table: visits planned for each station, quarter and kind of subject."""

from __future__ import annotations

from regrules.model import Obligation, TaskCell, TaskKind, Tasks, TaskTotal, Text, stages

from .agencies import STATIONS
from .populations import DISTRIBUTOR_VISITS, EVERY_ONE, USE_UNIT_VISITS, YEAR

# Distributors and use units of each quarter, then the total that the table itself gives.
PLANNED = (
    ("nanbin", (11, 7), (11, 7), (11, 7), (11, 7), 72),
    ("wanan", (10, 8), (10, 8), (10, 8), (10, 7), 71),
    ("xialu", (3, 3), (3, 3), (3, 3), (3, 3), 24),
    ("sanhe", (3, 4), (3, 4), (3, 4), (3, 5), 29),
    ("xituo", (3, 6), (3, 6), (3, 6), (3, 7), 37),
    ("huangshui", (3, 3), (9, 5), (9, 5), (3, 3), 40),
    ("shazi", (1, 3), (1, 3), (1, 3), (1, 3), 16),
    ("mawu", (1, 3), (1, 3), (1, 3), (1, 3), 16),
    ("yuelai", (3, 3), (3, 4), (3, 4), (3, 3), 26),
    ("linxi", (2, 3), (2, 4), (2, 4), (2, 3), 22),
)  # fmt: skip

DISTRIBUTORS = TaskKind(
    name="distributors", title=Text(zh="经营企业检查家次", en="Visits to distributors"), of=DISTRIBUTOR_VISITS
)
USE_UNITS = TaskKind(name="use_units", title=Text(zh="使用单位检查家次", en="Visits to use units"), of=USE_UNIT_VISITS)

VISITS = Tasks(
    kinds=(DISTRIBUTORS, USE_UNITS),
    cells=(
        TaskCell(agency=station, period=f"2025-Q{quarter}", kind=kind.name, planned=planned)
        for station, *row, _total in PLANNED
        for quarter, pair in enumerate(row, start=1)
        for kind, planned in zip((DISTRIBUTORS, USE_UNITS), pair, strict=True)
    ),
    totals=(TaskTotal(agency=station, planned=total) for station, *_row, total in PLANNED),
)

OBLIGATIONS = (
    Obligation(
        id="annex/visits",
        clause="annex",
        also=("3.3.2", "4.2.1"),
        title=Text(zh="各所按任务表完成检查家次", en="Stations make the visits that the attached table plans"),
        agencies=STATIONS,
        measure=VISITS,
        window=YEAR,
        target=stages(
            ("2025-03-31", EVERY_ONE),
            ("2025-06-30", EVERY_ONE),
            ("2025-09-30", EVERY_ONE),
            ("2025-12-31", EVERY_ONE),
        ),
        interpretation=Text(
            zh="按家次累计到各季度末：超出的转入下季度，当季欠缺而后补上的为迟完成；栏目依检查身份，两种身份都查的两栏都计；"
            "监管科对批发企业的检查不在表内。",
            en="Visits, added up to the end of each quarter: a surplus is carried on, a gap made up later is late. "
            "The column follows the capacity that was looked at; a visit to both counts in both. The section's "
            "visits to wholesalers are in no cell.",
        ),
    ),
)
