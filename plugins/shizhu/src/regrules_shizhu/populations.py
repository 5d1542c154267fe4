"""The subjects, visits and targets that several clauses share."""

from __future__ import annotations

from regrules.model import (
    Text,
    agencies,
    agency,
    at_least,
    calendar_year,
    inspection,
    inspections,
    subject,
    subjects,
)

YEAR = calendar_year(2025)
# The clause says "every" in words; the figure is not written there.
EVERY_ONE = at_least("100%", implied=True)

DISTRIBUTORS = subjects.where(subject.kinds.has("device_distributor"))
USE_UNITS = subjects.where(subject.kinds.has("medical_institution"))
STATIONS_OF_THE_COUNTY = agencies.where(agency.kind == "station")


DEVICE_VISITS = inspections.where(inspection.domains.has("device"))
DISTRIBUTOR_VISITS = DEVICE_VISITS.where(inspection.capacities.has("device_distributor"))
USE_UNIT_VISITS = DEVICE_VISITS.where(inspection.capacities.has("medical_institution"))
UNANNOUNCED_VISITS = DISTRIBUTOR_VISITS.where(inspection.kinds.has("unannounced"))

YEAR_END = Text(
    zh="条文未定具体日期，按2025年12月31日计。",
    en="The clause names no day; asked for on 31 December 2025.",
)
NO_CLOCK = Text(
    zh="条文只要求及时，未定期限：年内完成即可，按2025年12月31日计。",
    en='The clause says "promptly" without a time limit; asked for on 31 December 2025.',
)
