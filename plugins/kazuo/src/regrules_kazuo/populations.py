"""The populations and visits that the clauses speak of, each named once."""

from __future__ import annotations

from regrules.model import inspection, inspections, sample, samples, subject, subjects

# Drugs. Botulinum toxin for injection is controlled as a toxic drug.
SPECIAL_SCOPES = ("narcotic", "psychotropic_1", "psychotropic_2", "toxic", "precursor", "botulinum")

drug_trader = subject.kinds.has_any("drug_wholesaler", "drug_retailer", "drug_chain")
disease_control_centres = subjects.where(subject.kinds.has("disease_control_centre"))
vaccination_sites = subjects.where(subject.kinds.has("vaccination_site"))
blood_product_businesses = subjects.where(drug_trader, subject.scopes.has("blood_products"))
special_drug_businesses = subjects.where(drug_trader, subject.scopes.has_any(*SPECIAL_SCOPES))
priority_drug_places = subjects.where(
    subject.kinds.has_any("disease_control_centre", "vaccination_site")
    | drug_trader & subject.scopes.has_any("blood_products", *SPECIAL_SCOPES)
)
entrusted_vaccine_distributors = subjects.where(
    subject.kinds.has_any("drug_wholesaler", "drug_chain"), subject.scopes.has("vaccine_storage")
)
remote_pharmacies = subjects.where(subject.kinds.has("drug_retailer"), subject.scopes.has("remote_pharmacy"))

drug_visits = inspections.where(inspection.domains.has("drug"))
drug_or_vaccine_visits = inspections.where(inspection.domains.has_any("drug", "vaccine"))
remote_pharmacy_follow_ups = drug_visits.where(
    inspection.kinds.has("follow_up"), inspection.subject.scopes.has("remote_pharmacy")
)
drug_samples = samples.where(sample.product == "drug")
failing_drug_samples = drug_samples.where(sample.result == "fail").dated(sample.result_on)

# Devices.
device_distributors = subjects.where(subject.kinds.has("device_distributor"))
level_1_distributors = device_distributors.where(subject.grade("device_distributor") == 1)
level_2_distributors = device_distributors.where(subject.grade("device_distributor") == 2)
device_visits = inspections.where(inspection.domains.has("device"))

# Hospitals. A suspended one is back once it has resumed.
operating = ~subject.suspended_on.happened() | subject.resumed_on.happened()
level_2_institutions = subjects.where(subject.kinds.has("medical_institution"), subject.hospital_level >= 2)
reporting_hospitals = level_2_institutions.where(subject.specialty != "check_up", operating)
