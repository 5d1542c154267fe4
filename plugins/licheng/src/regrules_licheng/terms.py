"""What the clauses of the plan speak of: its periods, populations and records, and the documents it rests on."""

from __future__ import annotations

from regrules.model import (
    Basis,
    Text,
    action,
    actions,
    agencies,
    agency,
    assignment,
    assignments,
    at_least,
    calendar_year,
    cycle,
    gradings,
    inspection,
    inspections,
    report,
    reports,
    sample,
    samples,
    staff,
    staff_member,
    subject,
    subjects,
)

YEAR = calendar_year(2024)
THREE_YEARS = cycle(start="2024-01-01", years=3)
ALL = at_least("100%", implied=True)

PHARMACIES = subjects.where(subject.kinds.has("drug_retailer"))
SPECIAL_SCOPE_PHARMACIES = PHARMACIES.where(
    subject.scopes.has_any("cold_chain", "blood_products", "cell_therapy", "psychotropic_2", "toxic")
)
PHARMACIES_OPENED_LAST_YEAR = PHARMACIES.where(subject.opened_on.between("2023-01-01", "2023-12-31"))
PRIORITY_PRODUCT_PHARMACIES = PHARMACIES.where(subject.scopes.has("priority_products"))
INSTITUTIONS = subjects.where(subject.kinds.has("medical_institution"))
HOSPITALS_OF_LEVEL_2_AND_3 = INSTITUTIONS.where(subject.hospital_level >= 2)
VACCINE_STORES = subjects.where(
    subject.kinds.has_any("disease_control_centre", "vaccination_site"), subject.scopes.has("vaccine_storage")
)
AESTHETIC_CLINICS = subjects.where(subject.kinds.has("aesthetic_clinic"))
DEVICE_DISTRIBUTORS = subjects.where(subject.kinds.has("device_distributor"))
COLD_CHAIN_DISTRIBUTORS = DEVICE_DISTRIBUTORS.where(subject.scopes.has("cold_chain"))
DEVICE_MANUFACTURERS = subjects.where(subject.kinds.has("device_manufacturer"))
COSMETICS_OPERATORS = subjects.where(subject.kinds.has("cosmetics_operator"))
SENTINELS = subjects.where(subject.roles.has("sentinel"))
STATIONS = agencies.where(agency.kind == "station")

DRUG_INSPECTIONS = inspections.where(inspection.domains.has("drug"))
DRUG_GSP_INSPECTIONS = DRUG_INSPECTIONS.where(inspection.kinds.has("gsp"))
VACCINE_INSPECTIONS = inspections.where(inspection.domains.has("vaccine"))
DEVICE_INSPECTIONS = inspections.where(inspection.domains.has("device"))
PHARMACY_CAMPAIGN_VISITS = DRUG_INSPECTIONS.where(
    inspection.kinds.has("special"), inspection.subject.kinds.has("drug_retailer")
)
NARCOTICS_OFFENCES = DRUG_INSPECTIONS.where(
    inspection.subject.kinds.has("medical_institution"), inspection.findings.has("narcotics_offence")
)
NOTICES_TO_HEALTH = actions.where(action.kind == "reported_to_health")
SAMPLING_TASKS = assignments.where(assignment.kind == "sampling", assignment.source == "superior")
FAILED_SAMPLES = samples.where(sample.result == "fail")
DRUG_REPORTS = reports.where(report.product == "drug")
DEVICE_REPORTS = reports.where(report.product == "device")
DRUG_INSPECTORS = staff.where(staff_member.qualifications.has("drug_inspector"))
GRADINGS = gradings

_ORDER_84 = Text(
    zh="药品经营和使用质量监督管理办法（国家市场监督管理总局令第84号）",
    en="Measures for Supervising the Quality of Drug Distribution and Use (SAMR Order 84)",
)
_CLASSIFICATION = Text(
    zh="关于加强医疗器械经营分级监管工作的指导意见（药监综械管〔2022〕78号）",
    en="Guiding opinions on the graded supervision of device distribution (NMPA 2022 no. 78)",
)
_CAPACITY = Text(
    zh="福建省关于推进市县药品监管能力标准化建设的实施方案",
    en="Fujian's programme for standard drug supervision capacity in cities and counties",
)

YEARLY_PLAN_AND_NEW_BUSINESSES = Basis(document=_ORDER_84, article="59")
YEARLY_FOR_SPECIAL_SCOPES = Basis(document=_ORDER_84, article="60(2)")
OTHER_TRADERS_IN_THREE_YEARS = Basis(document=_ORDER_84, article="60(3)")
VACCINES_YEARLY = Basis(document=_ORDER_84, article="60(4)")
INSTITUTIONS_IN_THREE_YEARS = Basis(document=_ORDER_84, article="60(5)")
DEVICE_GRADING = Basis(document=_CLASSIFICATION)
STANDARD_CAPACITY = Basis(document=_CAPACITY)
