"""
A small register to try: Shizhu's ten stations on a day in October 2025.

The stations carry the names of the plan; every subject, every day and every outcome is invented.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from regrules.demo import (
    Office,
    Row,
    arrival,
    attest,
    graded_yearly,
    rounds,
    turnover,
    village_name,
    visit,
    working_days_after,
)
from regrules.model import between_dates, calendar_year

AS_OF = "2025-10-15"

YEARS = (2023, 2024, 2025)
DEVICE = ("device",)
# Station, and how many distributors and use units stand in its area.
STATIONS = (
    ("nanbin", "南宾", 46, 28), ("wanan", "万安", 42, 31), ("xialu", "下路", 14, 12), ("sanhe", "三河", 13, 16),
    ("xituo", "西沱", 16, 24), ("huangshui", "黄水", 24, 15), ("shazi", "沙子", 6, 11), ("mawu", "马武", 6, 10),
    ("yuelai", "悦崃", 13, 12), ("linxi", "临溪", 10, 11),
)  # fmt: skip
TRADES = {
    ("医疗器械经营部", ("II",), ()): 74,
    ("大药房", ("II",), ("family_planning",)): 24,
    ("大药房", ("II",), ()): 52,
    ("眼镜店", ("II", "III"), ("contact_lens",)): 16,
    ("医疗器械有限公司", ("II", "III"), ("in_vitro_diagnostics", "cold_chain")): 5,
    ("医疗器械有限公司", ("III",), ("sterile_implants",)): 3,
    ("药械连锁门店", ("II", "III"), ("cold_chain",)): 16,
}
LEVELS = {"3": 12, "2": 128, "1": 50}
USERS = {("诊所", 0): 54, ("口腔诊所", 0): 18, ("卫生院", 1): 10, ("村卫生室", 0): 84}
HOSPITALS = (("医院", 3, "nanbin"), ("中医院", 2, "wanan"), ("第二医院", 2, "xituo"), ("妇幼保健院", 2, "nanbin"))
USER_LEVELS = {"3": 14, "2": 62, "1": 94}
CREDIT = {"A": 20, "B": 136, "C": 12, "D": 2}


def write(folder: Path, *, seed: int = 2025) -> None:
    """Write the register to *folder* as CSV; the same seed gives the same files."""
    from . import PLAN
    from .agencies import AGENCIES

    office = Office("500240", today=AS_OF, seed=seed)
    office.agencies(AGENCIES)
    shops, users = _distributors(office), _users(office)
    levels = graded_yearly(office, "device_distributor", shops, LEVELS, YEARS, ungraded=3)
    user_levels = graded_yearly(office, "device_user", users, USER_LEVELS, YEARS, ungraded=2)
    for user, grade in zip(users, office.dealt(CREDIT), strict=True):
        office.grade(user, "credit", grade, since="2024-01-01")
    special = [shop for shop in shops if shop["scopes"] in (("family_planning",), ("contact_lens",))]
    graded = [shop for shop in shops if any(shop in level for level in levels.values())]  # the others wait for a level
    rounds(office, graded, YEARS, yearly=levels["3"] + special, domains=DEVICE)
    for short_of_hands, pace in ((False, "2/9"), (True, "1/7")):
        visited = [user for user in users if (user["agency"] == "wanan") is short_of_hands]
        rounds(office, visited, YEARS, yearly=user_levels["3"] + users[: len(HOSPITALS)], pace=pace, domains=DEVICE)
    _drawn_visits(office, shops, levels["1"])
    _offences(office, shops)
    _self_inspections(office, shops, users)
    _online_sales(office, shops)
    _leads(office, shops)
    _samples(office, shops)
    _wholesalers(office, shops)
    _papers(office, shops)
    _exceptions(office, shops)
    attest(office, PLAN, odds="9/10")
    office.complete(inspections="2023-01-01", filings="2023-01-01", gradings="2023-01-01")
    office.complete(leads="2024-01-01", samples="2024-01-01", actions="2024-01-01")
    office.write(folder)


def _distributors(office: Office) -> list[Row]:
    trades = iter(office.dealt(TRADES))
    found = [
        office.subject(
            "device_distributor", agency=station, name=(f"石柱县{town}", trade), device_classes=classes, scopes=scopes,
            modes=("wholesale", "retail") if trade == "医疗器械有限公司" else ("retail",),
            online_sales=office.happens("1/8"), opened_on=office.day(between_dates("2012-03-01", "2022-12-31")),
        )
        for station, town, number, _ in STATIONS
        for trade, classes, scopes in islice(trades, number)
    ]  # fmt: skip
    opened, closed = between_dates("2024-02-01", "2025-08-31"), between_dates("2024-06-01", "2025-09-30")
    turnover(office, found, "1/16", opened=opened, closed=closed)
    return found


def _users(office: Office) -> list[Row]:
    """The hospitals, then the others."""
    found = [
        office.subject(
            "medical_institution", agency=station, name=("石柱县", name), public=True, hospital_level=level,
            scopes=("sterile_implants", "in_vitro_diagnostics", "cold_chain"),
        )
        for name, level, station in HOSPITALS
    ]  # fmt: skip
    units = iter(office.dealt(USERS))
    for station, town, _, number in STATIONS:
        for kind, level in islice(units, number - sum(station == place for *_, place in HOSPITALS)):
            village = kind == "村卫生室"
            name = village_name(office.chance, office.names, town, kind) if village else (f"石柱县{town}", kind)
            scopes = ("cold_chain",) if level else ()
            found.append(
                office.subject("medical_institution", agency=station, name=name, hospital_level=level, scopes=scopes)
            )
    return found


def _drawn_visits(office: Office, shops: list[Row], level_1: list[Row]) -> None:
    """Three of ten shops of level 1 are drawn each year; unannounced visits go to class III before all."""
    for year in YEARS:
        for shop in office.some(level_1, "3/10"):
            day = office.day(between_dates(f"{year}-03-01", f"{year}-11-30"))
            visit(office, shop, day, domains=DEVICE, selection="random")
    third = [shop for shop in shops if "III" in shop["device_classes"]]
    for shop in office.some(third, "1/8") + office.some(shops, "1/30"):
        visit(office, shop, office.day(calendar_year(2025)), domains=DEVICE, kinds=("unannounced",), selection="random")


def _offences(office: Office, shops: list[Row]) -> None:
    """Offences found in visits are mostly dealt with; after serious ones, the level is looked at again."""
    by_id = {shop["subject_id"]: shop for shop in shops}
    found = [row for row in office.rows["inspections"] if row["outcome"] == "rectify" and row["date"].year == 2025]
    for row in office.some([row for row in found if row["subject_id"] in by_id], "1/2"):
        row["findings"] = ("offence", "purchase_records")
        if office.happens("5/6"):
            kind = office.chance.choice(("correction_order", "warning"))
            office.act(by_id[row["subject_id"]], kind, office.later(row["date"], 1, 20))
    punished, offender, *changing = office.chance.sample([shop for shop in shops if not shop["closed_on"]], 5)
    office.act(punished, "penalty", date(2025, 3, 12), about="device_serious_offence")
    office.act(punished, "level_adjusted", date(2025, 4, 22))
    day = date(2025, 5, 14)
    visit(
        office,
        offender,
        day,
        domains=DEVICE,
        kinds=("unannounced",),
        outcome="stop",
        findings=("offence",),
        followed="1/1",
    )
    office.act(offender, "stop_order", date(2025, 5, 15), about="device_serious_offence")
    office.act(offender, "correction_order", date(2025, 5, 15))
    for shop in changing:
        day = office.day(calendar_year(2025))
        visit(office, shop, day, domains=DEVICE, kinds=("licensing",), reason="licence_change", outcome="pass")
        office.act(shop, "level_adjusted", office.later(day, 10, 90))


def _self_inspections(office: Office, shops: list[Row], users: list[Row]) -> None:
    """Reports on last year: each shop is told in time, and who forgot is guided."""
    for year in (2024, 2025):
        due, new_year = date(year, 3, 31), date(year, 1, 1)
        for each in shops + users:
            if (each["closed_on"] or date.max) <= due or (each.get("opened_on") or date.min) >= new_year:
                continue
            shop = each in shops
            day = arrival(office, due, late="1/15", never="1/40" if shop else "0/1")
            if day:
                office.file(each, "self_inspection", day, period=str(year - 1))
            if shop:
                told = office.day(between_dates(new_year, date(year, 3, 20)))
                office.act(each, "notice", told, about="device_self_inspection")
            if shop and (day is None or day > due) and office.happens("2/3"):
                office.act(each, "guidance", office.later(due, 10, 60), about="device_self_inspection")


def _online_sales(office: Office, shops: list[Row]) -> None:
    """Filings of online sales: verified, and published seven working days later at most."""
    for shop in (shop for shop in shops if shop["online_sales"]):
        received = office.day(between_dates("2024-03-01", "2025-10-10"))
        verified = office.later(received, 2, 9)
        published = working_days_after(verified, office.chance.randint(1, 7))
        office.file(shop, "online_sales", received, verified_on=verified, outcome="accepted", published_on=published)


def _leads(office: Office, shops: list[Row]) -> None:
    """What the city's monitoring hands down has a limit, complaints have none."""
    for year, number in ((2024, 14), (2025, 18)):
        for source in office.dealt({"online_monitoring": number, "complaint": 2 * number, "transfer": 4}):
            shop, received = office.chance.choice(shops[:60]), office.day(calendar_year(year))
            due = working_days_after(received, 20) if source == "online_monitoring" else None
            closed = arrival(office, due or received + timedelta(days=60), early=18, late="1/25")
            office.add(
                "leads", subject_id=shop["subject_id"], domain="device", source=source, agency=shop["agency"],
                received_on=received, due_on=due, closed_on=closed, answered_on=closed,
            )  # fmt: skip


def _samples(office: Office, shops: list[Row]) -> None:
    for year in (2024, 2025):
        for number, shop in enumerate(office.chance.sample(shops, 12)):
            day = office.day(between_dates(f"{year}-03-01", f"{year}-08-31"))
            result_on, fails = office.later(day, 25, 45), number < 2
            office.add(
                "samples", subject_id=shop["subject_id"], product="device", sampled_on=day, result_on=result_on,
                programme="municipal" if number % 3 else "national", result="fail" if fails else "pass",
                handled_on=office.later(result_on, 8, 30) if fails else None,
            )  # fmt: skip


def _wholesalers(office: Office, shops: list[Row]) -> None:
    """The section visits wholesalers, whatever station they stand in."""
    wholesalers = {shop["subject_id"] for shop in shops if "wholesale" in shop["modes"]}
    for row in office.rows["inspections"]:
        if row["subject_id"] in wholesalers:
            row["agency"] = "device_section"


def _papers(office: Office, shops: list[Row]) -> None:
    """The stations' own papers, a file for every distributor, and the entries in the city's system."""
    for station, *_ in STATIONS:
        plan_in = arrival(office, date(2025, 2, 28))
        office.add("filings", kind="annual_plan", period="2025", agency=station, received_on=plan_in)
        if station != "linxi":
            summary_in = arrival(office, date(2025, 4, 30))
            office.add("filings", kind="summary_report", period="2024", agency=station, received_on=summary_in)
    for shop in office.some(shops, "24/25"):
        office.file(shop, "archive", office.day(between_dates("2023-03-01", "2025-09-30")))
    for row in office.rows["inspections"]:
        if row["date"].year == 2025 and office.happens("29/30"):
            entered = working_days_after(row["date"], office.chance.randint(1, 9))
            office.file(row, "system_entry", entered, follows=row["inspection_id"])


def _exceptions(office: Office, shops: list[Row]) -> None:
    """What every register has: a move, a standstill with its waiver, cells that nobody filled in."""
    moved, resting = office.chance.sample([shop for shop in shops if shop["agency"] == "nanbin"], 2)
    office.version(moved, since="2025-04-01", agency="wanan")
    resting["suspended_on"] = since = date(2025, 2, 10)
    waiver = {"from": since, "until": date(2025, 12, 31)}
    office.add("waivers", subject_id=resting["subject_id"], obligation="self-inspection/*", reason="停业装修", **waiver)
    office.forget("inspections", "selection", 3)
    office.forget("inspections", "rectify_by", 4)
    office.forget("subjects", "opened_on", 2)
