"""Who acts, what the register has beside the usual columns, and what several clauses use."""

from __future__ import annotations

from regrules.model import (
    CORE,
    AgencyEntry,
    ColumnSchema,
    RecordSet,
    Row,
    Text,
    at_least,
    calendar_year,
    inspection,
    inspections,
    report,
    reports,
    subject,
    subjects,
    when,
)

AGENCIES = (
    AgencyEntry(id="north", name=Text(zh="城北所", en="North station"), kind="station"),
    AgencyEntry(id="south", name=Text(zh="城南所", en="South station"), kind="station"),
    AgencyEntry(id="device_section", name=Text(zh="医疗器械科", en="Device section"), kind="section"),
    AgencyEntry(id="drug_section", name=Text(zh="药品监管科", en="Drug section"), kind="section"),
)
STATIONS = ("station",)
DRUG_SECTION = ("drug_section",)
SECTION_FOR_WHOLESALE = (
    when(subject.modes.has("wholesale"), "device_section"),
    when(subject.device_classes.has("III"), "north"),
    "station",
)

SCHEMA = CORE.extended(
    columns={
        "subjects": (ColumnSchema(name="cold_store", type="flag", heading=Text(zh="设有冷库", en="has a cold store")),)
    }
)
our_subjects, our_subject = RecordSet("subjects", SCHEMA), Row("subjects", SCHEMA)

YEAR = calendar_year(2025)
EVERY_ONE = at_least("100%", implied=True)
PHARMACIES = subjects.where(subject.kinds.has("drug_retailer"))
DISTRIBUTORS = subjects.where(subject.kinds.has("device_distributor"))
COLD_STORES = our_subjects.where(our_subject.kinds.has("drug_wholesaler"), our_subject.cold_store.is_true())
DRUG_VISITS = inspections.where(inspection.domains.has("drug"))
DEVICE_VISITS = inspections.where(inspection.domains.has("device"))
DRUG_REPORTS = reports.where(report.product == "drug")
