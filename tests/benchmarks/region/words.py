"""The numbers that the programs written by hand give to words, and the bits that they give to words of sets."""

from __future__ import annotations

WORDS = {
    ("subjects", "kinds"): (
        "drug_wholesaler", "drug_retailer", "drug_chain", "device_distributor", "device_manufacturer",
        "medical_institution", "disease_control_centre", "vaccination_site", "aesthetic_clinic", "cosmetics_operator",
    ),
    ("subjects", "device_classes"): ("I", "II", "III"),
    ("subjects", "scopes"): (
        "cold_chain", "narcotic", "psychotropic_2", "precursor", "vaccine_storage", "sterile_implants",
        "in_vitro_diagnostics", "contact_lens", "special_drug_compounds",
    ),
    ("gradings", "scheme"): ("device_distributor", "device_user"),
    ("inspections", "domains"): ("drug", "device", "cosmetic", "vaccine"),
    ("inspections", "kinds"): (
        "routine", "full", "unannounced", "follow_up", "gsp", "licensing", "special", "patrol", "integrated", "cross",
    ),
    ("inspections", "selection"): ("random", "targeted"),
    ("inspections", "mode"): ("on_site", "online", "written"),
    ("inspections", "outcome"): ("pass", "rectify", "stop"),
    ("reports", "product"): ("drug", "device", "cosmetic", "drug_abuse"),
    ("filings", "kind"): ("self_inspection", "online_sales", "business_data", "archive", "monthly_report"),
    ("filings", "period"): ("2023", "2024"),
    ("leads", "source"): (
        "online_monitoring", "inspection", "complaint", "transfer", "consultation", "sampling", "media",
    ),
}  # fmt: skip
SETS = {
    ("subjects", "kinds"),
    ("subjects", "device_classes"),
    ("subjects", "scopes"),
    ("inspections", "domains"),
    ("inspections", "kinds"),
}


def bit(table: str, column: str, *words: str) -> int:
    """The bits of some words of a set."""
    return sum(1 << WORDS[table, column].index(word) for word in words)


def number(table: str, column: str, word: str) -> int:
    """The number of a word."""
    return WORDS[table, column].index(word)
