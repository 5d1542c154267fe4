"""The places of the demo register: stations and their staff, pharmacies, institutions, shops. All are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from regrules.demo import Office, Row, turnover
from regrules.model import AgencyEntry, Text, between_dates, calendar_year

# Station, its place, and its share of the district's subjects in percent.
STATIONS = (
    ("kaiyuan", "开元", 16), ("lizhong", "鲤中", 14), ("haibin", "海滨", 12), ("linjiang", "临江", 12),
    ("jiangnan", "江南", 16), ("fuqiao", "浮桥", 14), ("jinlong", "金龙", 8), ("changtai", "常泰", 8),
)  # fmt: skip
PHARMACY_SCOPES = {
    (): 148, ("cold_chain",): 24, ("cold_chain", "priority_products"): 26, ("priority_products",): 30,
    ("psychotropic_2",): 6, ("blood_products", "cold_chain"): 4, ("toxic",): 2,
}  # fmt: skip
HOSPITALS = (("医院", 3), ("中医院", 3), ("第二医院", 2), ("妇幼保健院", 2), ("骨科医院", 2))
# What a place has, unless more is said: an empty set is not a missing one.
PLAIN: dict[str, Any] = {"scopes": (), "registrations": (), "roles": (), "hospital_level": None}


def agencies(office: Office) -> None:
    """Eight stations, one without an inspector; the section and the second team."""
    entries = [(station, f"{place}市场监管所", "station") for station, place, _ in STATIONS]
    entries += [("drug-section", "药械化监管股", "section"), ("enforcement-2", "执法二大队", "enforcement_team")]
    for number, (agency, name, kind) in enumerate(entries):
        office.agencies([AgencyEntry(id=agency, name=Text(zh=name, en=agency), kind=kind)])
        for skills in (
            (),
            ("drug_inspector",) if agency != "changtai" else (),
            ("cosmetic_inspector",) if number % 3 else (),
        ):
            since = office.day(between_dates("2019-03-01", "2024-03-31"))
            office.add("staff", agency=agency, qualifications=skills, valid_from=since, valid_to=None)
    left = next(row for row in office.rows["staff"] if row["agency"] == "changtai")
    left["qualifications"], left["valid_to"] = ("drug_inspector",), date(2024, 5, 31)


def _somewhere(office: Office) -> tuple[str, str]:
    """A station and its place."""
    station, place, _ = office.chance.choices(STATIONS, weights=[share for *_, share in STATIONS])[0]
    return station, place


def _subjects(office: Office, kinds: tuple[str, ...], ending: str, number: int, **columns: Any) -> list[Row]:
    """So many subjects of one kind, spread over the district."""
    found = []
    for _ in range(number):
        station, place = _somewhere(office)
        opened = office.day(between_dates("2008-03-01", "2022-12-31"))
        found.append(
            office.subject(
                *kinds, agency=station, name=(f"鲤城{place}", ending), opened_on=opened, **{**PLAIN, **columns}
            )
        )
    return found


def pharmacies(office: Office) -> list[Row]:
    """Every second one sells devices too; those with priority products are on the tracing platform."""
    found = []
    for number, scopes in enumerate(office.dealt(PHARMACY_SCOPES)):
        kinds = ("drug_retailer", "device_distributor") if number % 2 else ("drug_retailer",)
        traced = ("tracing_platform",) if "priority_products" in scopes or number % 3 == 0 else ()
        found += _subjects(
            office, kinds, "大药房" if number % 5 else "连锁药店", 1, scopes=scopes, registrations=traced
        )
    for number, pharmacy in enumerate(office.some([each for each in found if not each["scopes"]], "1/5")):
        if number < 14:
            pharmacy["opened_on"] = office.day(calendar_year(2023))
        elif number < 20:
            pharmacy["opened_on"] = office.day(calendar_year(2024))
        else:
            pharmacy["closed_on"] = office.day(between_dates("2023-06-01", "2024-09-30"))
    return [each for each in found if (each["opened_on"] or date.min) <= office.today]


def shops(office: Office) -> list[Row]:
    makers = _subjects(office, ("device_manufacturer",), "医疗器械厂", 3)
    shops = _subjects(office, ("device_distributor",), "医疗器械有限公司", 82)
    for shop in office.some(shops, "1/8"):
        shop["scopes"] = ("cold_chain", "in_vitro_diagnostics")
    return makers + shops


def cosmetics_operators(office: Office) -> list[Row]:
    found = _subjects(office, ("cosmetics_operator",), "化妆品店", 100)
    turnover(
        office,
        found,
        "1/20",
        opened=between_dates("2023-06-01", "2024-08-31"),
        closed=between_dates("2023-09-01", "2024-09-30"),
    )
    return found


def institutions(office: Office) -> tuple[list[Row], list[Row], list[Row]]:
    hospitals = [
        office.subject(
            "medical_institution", agency=STATIONS[number][0], name=("鲤城", name), public=True, hospital_level=level,
            scopes=("cold_chain",), registrations=("adr_system", "mdr_system", "tracing_platform"),
            roles=("sentinel",) if number < 2 else (),
        )
        for number, (name, level) in enumerate(HOSPITALS)
    ]  # fmt: skip
    clinics = _subjects(office, ("medical_institution",), "诊所", 150, hospital_level=0)
    clinics += _subjects(office, ("medical_institution",), "口腔门诊部", 34, hospital_level=0)
    clinics += _subjects(office, ("medical_institution",), "卫生服务站", 24, hospital_level=1)
    kinds = ("medical_institution", "aesthetic_clinic")
    traced = ("tracing_platform",)
    aesthetic = _subjects(
        office, kinds, "医疗美容门诊部", 12, scopes=("botulinum",), registrations=traced, hospital_level=0
    )
    aesthetic[0]["registrations"] = ()
    return hospitals, clinics, aesthetic


def vaccine_places(office: Office) -> list[Row]:
    columns = {**PLAIN, "scopes": ("vaccine_storage", "cold_chain")}
    name = "鲤城区疾病预防控制中心"
    places = [office.subject("disease_control_centre", agency="lizhong", name=name, public=True, **columns)]
    for number in range(15):
        station, place, _ = STATIONS[number % 8]
        name = f"鲤城区{place}街道第{number // 8 + 1}接种点"
        places.append(office.subject("vaccination_site", agency=station, name=name, public=True, **columns))
    return places
