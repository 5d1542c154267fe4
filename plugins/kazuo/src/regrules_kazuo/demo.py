"""
A small register to try: Kazuo on a day in October 2025.

The stations are invented, as are all subjects, days and outcomes; the county has 420,000 residents.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from regrules.demo import Office, Row, arrival, attest, graded_yearly, rounds, visit, working_days_after
from regrules.model import AgencyEntry, Text, between_dates, calendar_quarter, calendar_year

from . import demo_places as places

AS_OF = "2025-10-15"

YEARS = (2023, 2024, 2025)
YEAR, LAST_YEAR = calendar_year(2025), calendar_year(2024)
LEVELS = {"4": 2, "3": 10, "2": 92, "1": 46}
SPECIAL = ("narcotic", "psychotropic_1", "psychotropic_2", "toxic", "botulinum", "blood_products")


def write(folder: Path, *, seed: int = 2025) -> None:
    """Write the register to *folder* as CSV; the same seed gives the same files."""
    from .agencies import AGENCIES
    from .devices import DEVICES_2025
    from .drugs import DRUGS_2025

    office = Office("211324", today=AS_OF, seed=seed)
    office.agencies(AGENCIES)
    for station, town in places.STATIONS.items():
        office.agencies([AgencyEntry(id=station, name=Text(zh=f"{town}所", en=f"{station} station"), kind="station")])
    traders, pharmacies, shops = places.drug_traders(office), places.pharmacies(office), places.shops(office)
    vaccine_places, hospitals, clinics = places.vaccine_places(office), places.hospitals(office), places.clinics(office)
    _dormant(office, shops)
    distributors = [each for each in pharmacies + shops if "device_distributor" in each["kinds"]]
    levels = graded_yearly(office, "device_distributor", distributors, LEVELS, YEARS, ungraded=2)
    priority = [each for each in traders + pharmacies if any(word in SPECIAL for word in each["scopes"])]

    rounds(office, distributors, YEARS, yearly=levels["4"] + levels["3"], pace="1/6", domains=("device",))
    rounds(office, hospitals + clinics, (2024, 2025), yearly=hospitals, domains=("drug", "device"))
    rounds(office, [each for each in pharmacies if each not in priority], (2024, 2025), pace="1/5", domains=("drug",))
    for shop in office.some(levels["1"], "3/10"):
        visit(
            office, shop, office.day(between_dates("2025-03-01", "2025-11-30")), domains=("device",), selection="random"
        )
    _priority_visits(office, vaccine_places, priority)
    _special_visits(office, pharmacies, clinics, hospitals)
    _adverse_events(office, hospitals[:6], clinics + pharmacies)
    _samples(office, traders + pharmacies)
    _tasks(office, pharmacies, shops)
    _leads(office, pharmacies, shops)
    _meetings(office)
    for plan in (DRUGS_2025, DEVICES_2025):
        attest(office, plan, odds="4/5")
    for year, residents in ((2023, "42.37"), (2024, "42.00")):
        office.add("figures", name="residents", year=year, value=Decimal(residents), unit=10000, source="县统计公报")
    office.complete(inspections="2023-01-01", gradings="2023-01-01", reports="2024-01-01", samples="2024-01-01")
    office.complete(leads="2025-01-01", actions="2025-01-01", assignments="2025-01-01", meetings="2025-01-01")
    office.write(folder)


def _priority_visits(office: Office, vaccine_places: list[Row], priority: list[Row]) -> None:
    """More than half by June; three quarters only in October, after the stage of September."""
    stages = (("2025-04-01", "2025-06-27", 60), ("2025-07-01", "2025-09-26", 64), ("2025-10-09", "2025-10-14", 82),
              ("2025-10-20", "2025-12-19", 100))  # fmt: skip
    everywhere = vaccine_places + priority
    office.chance.shuffle(everywhere)
    for number, place in enumerate(everywhere):
        first, last = next((one, other) for one, other, share in stages if 100 * number < share * len(everywhere))
        domains = ("vaccine",) if place in vaccine_places else ("drug",)
        visit(office, place, office.day(between_dates(first, last)), domains=domains, followed="1/1")


def _special_visits(office: Office, pharmacies: list[Row], clinics: list[Row], hospitals: list[Row]) -> None:
    """Campaigns, joint visits, and the follow-ups of remote pharmacy service."""
    for shop in office.some(pharmacies, "1/6"):
        visit(
            office,
            shop,
            office.day(calendar_quarter(2025, 3)),
            domains=("drug",),
            kinds=("special",),
            campaign="qingyuan",
        )
    for shop in office.chance.sample(pharmacies, 2):
        visit(office, shop, date(2025, 7, 17), domains=("drug",), kinds=("joint",), joint_with=("medical_insurance",))
    visit(office, hospitals[0], date(2025, 8, 5), domains=("device",), kinds=("joint",), joint_with=("health",))
    for clinic in (each for each in clinics if each["specialty"] in ("dental", "other")):
        if office.happens("1/2"):
            visit(office, clinic, office.day(calendar_quarter(2025, 2)), domains=("device",), kinds=("special",))
    remote = [each for each in pharmacies if "remote_pharmacy" in each["scopes"]]
    for number, shop in enumerate(remote):
        day = office.day(between_dates("2025-04-01", "2025-09-30"))
        outcome = "pass" if number else "rectify"
        visit(office, shop, day, domains=("drug",), kinds=("follow_up",), outcome=outcome, followed="0/1")
        if outcome == "rectify":
            office.act(shop, "interview", office.later(day, 3, 15), about="remote_pharmacy")


def _adverse_events(office: Office, hospitals: list[Row], others: list[Row]) -> None:
    """Two years of reports; all the hospitals send drug reports, the eye hospital has sent none on devices."""
    for product, window, number, serious in (
        ("drug", LAST_YEAR, 405, 5), ("drug", YEAR, 490, 4), ("device", LAST_YEAR, 198, 10), ("device", YEAR, 178, 9),
    ):  # fmt: skip
        senders = [each for each in hospitals if product == "drug" or each["specialty"] != "eye"]
        for turn in range(number):
            sender = senders[turn] if turn < len(senders) else office.chance.choice(senders if turn % 4 else others)
            _report(office, sender, product, office.day(window), serious=office.chance.randrange(100) < serious)
    for day in (date(2025, 3, 6), date(2025, 5, 20), date(2025, 9, 11)):
        office.add("reports", subject_id=hospitals[0]["subject_id"], product="drug_abuse", received_on=day, valid=True)
    device = [row for row in office.rows["reports"] if row["product"] == "device" and row["received_on"].year == 2025]
    for row in office.chance.sample(device, 2):
        row["subject_id"] = None


def _report(office: Office, sender: Row, product: str, received: date, *, serious: bool) -> None:
    new = office.happens("1/4")
    limit = {"drug": 15 if new or serious else 30, "device": 20}[product]
    waited = office.chance.randrange(1, limit) if office.happens("399/400") else limit + 4
    learned = received - timedelta(days=waited)
    office.add(
        "reports", subject_id=sender["subject_id"], product=product, received_on=received, learned_on=learned,
        occurred_on=learned - timedelta(days=office.chance.randrange(4)), serious=serious, new=new, death=False,
        valid=True, score=Decimal(office.chance.randint(150, 200)) / 2,
        reviewed_on=working_days_after(received, 2 if serious else 9),
    )  # fmt: skip


def _samples(office: Office, sellers: list[Row]) -> None:
    """The failures of 2024 are sampled again, all but one; one case of 2025 is still to be filed."""
    failed: list[Row] = []
    for year, number, failures in ((2024, 60, 4), (2025, 54, 4)):
        for turn in range(number):
            day = office.day(between_dates(f"{year}-02-20", f"{year}-08-31"))
            seller, result_on = office.chance.choice(sellers), office.later(day, 25, 45)
            fails = turn < failures
            again = failed[turn - failures] if year == 2025 and failures <= turn < failures + 3 else None
            row = office.add(
                "samples", subject_id=seller["subject_id"], product="drug", sampled_on=day, programme="drug_sampling",
                channel="online" if turn % 18 == 9 else "shop", result="fail" if fails else "pass", result_on=result_on,
                case_filed_on=office.later(result_on, 5, 30) if fails and turn % 4 < 3 else None,
                follows=again and again["sample_id"],
            )  # fmt: skip
            if row and fails and year == 2024:
                failed.append(row)


def _tasks(office: Office, pharmacies: list[Row], shops: list[Row]) -> None:
    """What the city handed down; it has not arranged any cross-inspection this year."""
    for kind, programme, among, number in (
        ("sampling", "drug_sampling", pharmacies, 54), ("sampling", "device_sampling", shops, 12),
        ("inspection", "gsp_conformity", pharmacies, 10), ("inspection", "device_site_survey", shops, 6),
    ):  # fmt: skip
        for place in office.chance.sample(among, number):
            given = office.day(between_dates("2025-02-17", "2025-05-30"))
            done = office.later(given, 20, 170)
            office.add(
                "assignments", kind=kind, source="superior", programme=programme, subject_id=place["subject_id"],
                agency=place["agency"], assigned_on=given, due_on=date(2025, 11, 30), done_on=done,
            )  # fmt: skip
            if programme == "gsp_conformity":
                visit(office, place, done, domains=("drug",), kinds=("gsp",), reason="superior")


def _leads(office: Office, pharmacies: list[Row], shops: list[Row]) -> None:
    for domain, source, topic, number in (
        ("drug", "online_monitoring", "online_sale", 12), ("drug", "consultation", "risk_point", 5),
        ("drug", "inspection", "designated_clinic", 2), ("drug", "adverse_event", "signal", 3),
        ("device", "online_monitoring", "online_sale", 9), ("device", "complaint", "quality", 14),
        ("device", "consultation", "risk_point", 6), ("advertising", "complaint", "false_claims", 4),
    ):  # fmt: skip
        for _ in range(number):
            place = office.chance.choice(pharmacies if domain == "drug" else shops)
            received = office.day(YEAR)
            due = working_days_after(received, 20)
            closed = arrival(office, due, early=18, late="1/30")
            lead = office.add(
                "leads", subject_id=place["subject_id"], domain=domain, source=source, topic=topic,
                agency=place["agency"], received_on=received, due_on=due, closed_on=closed,
            )  # fmt: skip
            if lead and topic in ("designated_clinic", "false_claims"):
                kind = "reported_to_health" if domain == "drug" else "referral"
                office.act(place, kind, office.later(received, 1, 9), follows=lead["lead_id"])


def _dormant(office: Office, shops: list[Row]) -> None:
    """Filers that cannot be reached: cancelled on request or by notice; one closed by itself, one is left."""
    for number, shop in enumerate(office.chance.sample([each for each in shops if not each["closed_on"]], 6)):
        office.act(shop, "found_dormant", found := date(2025, 4, 7) + timedelta(days=7 * number), about="qingyuan")
        if number < 4:
            kind = "deregistered_on_request" if number % 2 else "deregistered_by_notice"
            office.act(shop, kind, ended := office.later(found, 20, 60), about="qingyuan")
            shop["closed_on"] = ended
        elif number == 4:
            shop["closed_on"] = date(2025, 7, 1)


def _meetings(office: Office) -> None:
    """The device office met in the first and the second quarter, but not in the third."""
    lists = ("risk_list", "measure_list", "duty_list")
    for agency, kind, days in (
        ("device_safety_office", "risk_consultation", ("2025-03-20", "2025-06-18", "2025-11-20")),
        ("drug_safety_office", "risk_consultation", ("2025-06-25", "2025-12-04")),
        ("device_safety_office", "training", ("2025-07-10",)), ("drug_safety_office", "training", ("2025-04-24",)),
        ("device_safety_office", "publicity", ("2025-07-16",)),
    ):  # fmt: skip
        for day in days:
            outputs = lists if kind == "risk_consultation" else ("minutes",)
            office.add("meetings", agency=agency, kind=kind, held_on=date.fromisoformat(day), outputs=outputs)
    sent = {"sent_on": date(2025, 7, 4), "received_on": date(2025, 7, 4)}
    office.add("filings", kind="work_report", agency="device_safety_office", **sent)
    for number, agency in enumerate(("device_safety_office", "drug_safety_office", *places.STATIONS)):
        skills = (("device_inspector",), ("drug_inspector", "device_inspector"), ())[number % 3]
        office.add("staff", agency=agency, qualifications=skills)
