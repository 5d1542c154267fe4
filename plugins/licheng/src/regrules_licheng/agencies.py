"""The agencies to which the plan is addressed. It names groups; the single stations stand in the register."""

from __future__ import annotations

from regrules.model import AgencyEntry, Text

STATION = "station"
SECTION = "section"
ENFORCEMENT = "enforcement_team"
EVERYBODY = (STATION, SECTION, ENFORCEMENT)

AGENCIES = (
    AgencyEntry(id="stations", name=Text(zh="各市场监管所", en="Market supervision stations"), kind=STATION),
    AgencyEntry(id="sections", name=Text(zh="局相关股室", en="Sections concerned"), kind=SECTION),
    AgencyEntry(id="enforcement-2", name=Text(zh="执法二大队", en="Second enforcement team"), kind=ENFORCEMENT),
)
