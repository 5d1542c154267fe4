"""The attached table: visits planned for each station, quarter and kind of subject."""

from __future__ import annotations

from regrules.model import Obligation, TaskCell, TaskKind, Tasks, TaskTotal, Text, inspection, stages

from .terms import DRUG_VISITS, EVERY_ONE, STATIONS, YEAR

# Pharmacies and hospitals of each quarter, then the total that the table itself gives.
PLANNED = (
    ("north", (5, 1), (6, 2), 14),
    ("south", (4, 0), (4, 3), 11),
)
PHARMACIES = TaskKind(
    name="pharmacies",
    title=Text(zh="药店", en="Pharmacies"),
    of=DRUG_VISITS.where(inspection.capacities.has("drug_retailer")),
)
HOSPITALS = TaskKind(
    name="hospitals",
    title=Text(zh="医院", en="Hospitals"),
    of=DRUG_VISITS.where(inspection.capacities.has("medical_institution")),
)

OBLIGATIONS = (
    Obligation(
        id="annex/visits",
        clause="annex",
        also=("2.7",),
        title=Text(zh="各所按任务表检查", en="Stations make the visits of the attached table"),
        agencies=STATIONS,
        measure=Tasks(
            kinds=(PHARMACIES, HOSPITALS),
            cells=(
                TaskCell(agency=station, period=f"2025-Q{quarter}", kind=kind.name, planned=planned)
                for station, *row, _total in PLANNED
                for quarter, pair in enumerate(row, start=1)
                for kind, planned in zip((PHARMACIES, HOSPITALS), pair, strict=True)
            ),
            totals=(TaskTotal(agency=station, planned=total) for station, *_row, total in PLANNED),
        ),
        window=YEAR,
        target=stages(("2025-03-31", EVERY_ONE), ("2025-06-30", EVERY_ONE)),
        interpretation=Text(
            zh="按家次累计到各季度末，超出的转入下季度。",
            en="Visits, added up to the end of each quarter; a surplus is carried on.",
        ),
    ),
)
