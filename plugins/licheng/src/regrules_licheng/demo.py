"""
A small register to try: Licheng on a day in October 2024.

The stations are invented, as are all subjects, days and outcomes; the district has 429,000 residents.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from regrules.demo import Office, Row, arrival, attest, rounds, visit, working_days_after
from regrules.model import between_dates, calendar_year

from . import demo_places as places

AS_OF = "2024-10-15"

YEARS = (2023, 2024)
DRUG_GRADES = {"A": 88, "B": 126, "C": 20}
COSMETIC_GRADES = {"A": 34, "B": 48, "C": 11, "D": 2}


def write(folder: Path, *, seed: int = 2025) -> None:
    """Write the register to *folder* as CSV; the same seed gives the same files."""
    from .plan import PLAN

    office = Office("350502", today=AS_OF, seed=seed)
    places.agencies(office)
    pharmacies, shops, operators = places.pharmacies(office), places.shops(office), places.cosmetics_operators(office)
    hospitals, clinics, aesthetic = places.institutions(office)
    vaccine_places = places.vaccine_places(office)

    special = [
        each for each in pharmacies if {"cold_chain", "psychotropic_2", "blood_products", "toxic"} & {*each["scopes"]}
    ]
    rounds(office, pharmacies, YEARS, yearly=special, pace="1/7", domains=("drug",))
    rounds(office, hospitals + clinics + aesthetic, YEARS, yearly=hospitals, pace="1/10", domains=("drug", "device"))
    rounds(office, shops, YEARS, pace="1/9", domains=("device",))
    rounds(office, operators, YEARS, pace="1/12", domains=("cosmetic",))
    for place in vaccine_places:
        visit(office, place, office.day(between_dates("2024-03-01", "2024-09-30")), domains=("vaccine",))
    _good_practice(office, pharmacies, shops)
    _narcotics(office, clinics)
    _grades(office, pharmacies, shops, operators)
    _adverse_events(office, hospitals, clinics + pharmacies)
    _samples(office, pharmacies + hospitals, operators)
    _leads(office, shops, operators)
    _exceptions(office, pharmacies)
    attest(office, PLAN, odds="9/10")
    office.add("figures", name="residents", year=2023, value=Decimal(429000), unit=1, source="区统计公报")
    office.complete(inspections="2023-01-01", reports="2023-01-01", gradings="2023-01-01", samples="2023-06-01")
    office.complete(leads="2024-01-01", actions="2024-01-01", assignments="2024-01-01", meetings="2024-01-01")
    office.write(folder)


def _good_practice(office: Office, pharmacies: list[Row], shops: list[Row]) -> None:
    """All the newcomers of last year and a third of the others; the campaign on prescriptions."""
    for pharmacy in pharmacies:
        new = pharmacy["opened_on"] and pharmacy["opened_on"].year == 2023
        if new or office.happens("1/3"):
            days = between_dates("2024-02-01", "2024-10-10" if new else "2024-12-20")
            visit(office, pharmacy, office.day(days), domains=("drug",), kinds=("gsp",), capacities=("drug_retailer",))
        if office.happens("1/6"):
            days = between_dates("2024-05-06", "2024-11-29")
            visit(office, pharmacy, office.day(days), domains=("drug",), kinds=("special",), campaign="qingfang")
    for shop in office.some(shops, "2/5"):
        kinds = ("gsp",) if office.happens("3/4") else ("special",)
        visit(office, shop, office.day(between_dates("2024-07-01", "2024-12-20")), domains=("device",), kinds=kinds)


def _narcotics(office: Office, clinics: list[Row]) -> None:
    """Two offences with narcotics; the health department has been told of both."""
    for clinic, day in zip(office.chance.sample(clinics, 2), (date(2024, 4, 23), date(2024, 8, 14)), strict=True):
        findings = ("narcotics_offence",)
        visit(
            office,
            clinic,
            day,
            domains=("drug",),
            kinds=("special",),
            outcome="rectify",
            findings=findings,
            followed="1/1",
        )
        office.act(clinic, "reported_to_health", office.later(day, 1, 9))


def _grades(office: Office, pharmacies: list[Row], shops: list[Row], operators: list[Row]) -> None:
    """Grades of 2024; five cosmetics operators are still to be rated."""
    for pharmacy, grade in zip(pharmacies, office.dealt(DRUG_GRADES), strict=False):
        office.grade(pharmacy, "drug", grade, since="2024-03-01", year=2024)
    for operator, grade in zip(operators, office.dealt(COSMETIC_GRADES), strict=False):
        office.grade(operator, "cosmetic", grade, since="2024-05-20", year=2024)
    for shop in (each for each in shops + pharmacies if "device_distributor" in each["kinds"]):
        if office.happens("19/20"):
            level = office.chance.choice("1112223")
            office.grade(shop, "device_distributor", level, since="2024-02-20", year=2024)


def _adverse_events(office: Office, hospitals: list[Row], others: list[Row]) -> None:
    """Two years of reports; one hospital has sent no report on devices this year."""
    for product, year, number in (
        ("drug", 2023, 460), ("drug", 2024, 540), ("device", 2023, 190), ("device", 2024, 230), ("cosmetic", 2023, 30),
        ("cosmetic", 2024, 36),
    ):  # fmt: skip
        senders = hospitals if product == "drug" else hospitals[:-1]
        for turn in range(number):
            sender = office.chance.choice(senders if turn % 5 else others)
            received = office.day(calendar_year(year))
            learned = received - timedelta(days=office.chance.randrange(1, 14))
            office.add(
                "reports", subject_id=sender["subject_id"], product=product, received_on=received, learned_on=learned,
                serious=office.happens("1/16"), new=office.happens("1/4"), death=False, valid=True,
                score=Decimal(office.chance.randint(140, 200)) / 2,
            )  # fmt: skip
    office.forget("reports", "score", 6)


def _samples(office: Office, drug_sellers: list[Row], operators: list[Row]) -> None:
    """Tasks handed down with their samples; what failed is entered in the system within 90 days, nearly always."""
    for number in range(96):
        product = "cosmetic" if number % 3 == 0 else "drug"
        seller = office.chance.choice(operators if product == "cosmetic" else drug_sellers)
        given = office.day(between_dates("2024-03-01", "2024-06-28" if number else "2024-03-08"))
        done = arrival(office, due := given + timedelta(days=110), early=80, late="0/1")
        programme = "national" if number % 4 == 0 else "provincial"
        task = {"subject_id": seller["subject_id"], "agency": seller["agency"], "programme": programme}
        office.add(
            "assignments", kind="sampling", source="superior", assigned_on=given, due_on=due, done_on=done, **task
        )
        assert done is not None  # every task is done
        result_on = office.later(done, 25, 50)
        fails = number % 12 == 0
        handled = office.later(result_on, 8, 45) if fails else None
        late = 0 if number else 60
        office.add(
            "samples", subject_id=seller["subject_id"], product=product, sampled_on=done, programme=programme,
            result="fail" if fails else "pass", result_on=result_on, handled_on=handled,
            due_on=result_on + timedelta(days=60) if fails else None,
            reported_on=handled and working_days_after(handled, 3 + late),
        )  # fmt: skip


def _leads(office: Office, shops: list[Row], operators: list[Row]) -> None:
    """Risks that consultations put on the list, signals, and what is complained about; the section's meetings."""
    for domain, source, number in (
        ("device", "consultation", 9), ("device", "complaint", 20), ("cosmetic", "complaint", 42),
        ("cosmetic", "online_monitoring", 16), ("drug", "adverse_event", 5),
    ):  # fmt: skip
        for _ in range(number):
            place = office.chance.choice(operators if domain == "cosmetic" else shops)
            received = office.day(calendar_year(2024))
            due = received + timedelta(days=60)
            office.add(
                "leads", subject_id=place["subject_id"], domain=domain, source=source, agency=place["agency"],
                received_on=received, due_on=due, closed_on=arrival(office, due, late="1/12"),
            )  # fmt: skip
    for day in ("2024-03-28", "2024-06-27", "2024-09-26", "2024-12-19"):
        outputs = ("risk_list", "measure_list")
        held = date.fromisoformat(day)
        office.add("meetings", agency="drug-section", kind="risk_consultation", held_on=held, outputs=outputs)


def _exceptions(office: Office, pharmacies: list[Row]) -> None:
    """A standstill with its waiver; two pharmacies of whom nobody knows when they opened."""
    resting, *unknown = office.chance.sample(
        [each for each in pharmacies if not each["scopes"] and not each["closed_on"]], 3
    )
    resting["suspended_on"] = since = date(2024, 6, 3)
    waiver = {"from": since, "until": date(2024, 12, 31)}
    office.add("waivers", subject_id=resting["subject_id"], obligation="pharmacies/*", reason="停业装修", **waiver)
    for pharmacy in unknown:
        pharmacy["opened_on"] = None
