"""The places of the demo register: traders, pharmacies, vaccination sites, hospitals, clinics. All are invented."""

from __future__ import annotations

from datetime import date

from regrules.demo import Office, Row, turnover
from regrules.model import between_dates

STATIONS = {
    "dachengzi": "大城子", "gongyingzi": "公营子", "nanshao": "南哨", "pingfangzi": "平房子", "shanzuizi": "山嘴子",
    "zhongsanjia": "中三家", "baitazi": "白塔子", "liuguanyingzi": "六官营子",
}  # fmt: skip
SIZES = {"dachengzi": 40, "gongyingzi": 14, "nanshao": 9, "pingfangzi": 9, "shanzuizi": 7, "zhongsanjia": 8,
         "baitazi": 6, "liuguanyingzi": 7}  # fmt: skip
PHARMACY_SCOPES = {
    (): 78, ("special_drug_compounds",): 18, ("cold_chain",): 8, ("remote_pharmacy",): 6, ("psychotropic_2",): 3,
    ("toxic",): 2, ("blood_products", "cold_chain"): 4, ("botulinum", "cold_chain"): 1,
}  # fmt: skip
# Name, level, specialty. The last three are those that the clause leaves out, or has to think about.
HOSPITALS = (
    ("医院", 3, "general"), ("蒙医中医院", 2, "traditional"), ("第二医院", 2, "general"),
    ("妇幼保健院", 2, "maternity"), ("眼科医院", 2, "eye"), ("口腔医院", 2, "dental"),
    ("健康体检中心", 2, "check_up"), ("康复医院", 2, "general"), ("眼科门诊部", 0, "eye"),
)  # fmt: skip


def _station(office: Office) -> str:
    return office.chance.choices(list(SIZES), weights=list(SIZES.values()))[0]


def drug_traders(office: Office) -> list[Row]:
    """One wholesaler and one chain; both also store vaccines for others."""
    scopes = ("narcotic", "psychotropic_1", "blood_products", "cold_chain", "vaccine_storage")
    return [
        office.subject("drug_wholesaler", agency="dachengzi", name=("喀左县", "医药有限公司"), scopes=scopes),
        office.subject("drug_chain", agency="dachengzi", name=("喀左县", "大药房连锁有限公司"), scopes=scopes[2:]),
    ]


def pharmacies(office: Office) -> list[Row]:
    found = []
    for number, scopes in enumerate(office.dealt(PHARMACY_SCOPES)):
        kinds = ("drug_retailer", "device_distributor") if number % 3 else ("drug_retailer",)
        station = _station(office)
        found.append(
            office.subject(
                *kinds, agency=station, name=(f"喀左县{STATIONS[station]}", "大药房"), scopes=scopes, modes=("retail",),
                device_classes=("II",) if number % 3 else (), online_sales=office.happens("1/12"),
                opened_on=office.day(between_dates("2010-03-01", "2022-12-31")), specialty=None, hospital_level=None,
            )
        )  # fmt: skip
    opened, closed = between_dates("2024-02-01", "2025-08-31"), between_dates("2024-06-01", "2025-09-30")
    turnover(office, [each for each in found if not each["scopes"]], "1/12", opened=opened, closed=closed)
    return found


def shops(office: Office) -> list[Row]:
    """Those who sell devices alone."""
    found = []
    for number in range(70):
        station = _station(office)
        name = (f"喀左县{STATIONS[station]}", "眼镜店" if number % 7 == 0 else "医疗器械经营部")
        wholesale = ("wholesale", "retail") if number % 10 == 1 else ("retail",)
        scopes = ("contact_lens",) if number % 7 == 0 else ()
        found.append(
            office.subject(
                "device_distributor", agency=station, name=name, modes=wholesale, scopes=scopes,
                device_classes=("II", "III") if number % 3 == 0 else ("II",), online_sales=office.happens("1/8"),
                opened_on=office.day(between_dates("2014-03-01", "2022-12-31")),
            )
        )  # fmt: skip
    return found


def vaccine_places(office: Office) -> list[Row]:
    places = [
        office.subject(
            "disease_control_centre", agency="dachengzi", name="喀左县疾病预防控制中心", public=True,
            scopes=("vaccine_storage", "cold_chain"),
        )
    ]  # fmt: skip
    for number in range(17):
        station = list(STATIONS)[number % len(STATIONS)]
        name = f"喀左县{STATIONS[station]}第{'一二三'[number // len(STATIONS)]}接种点"
        places.append(
            office.subject("vaccination_site", agency=station, name=name, public=True, scopes=("vaccine_storage",))
        )
    return places


def hospitals(office: Office) -> list[Row]:
    found = [
        office.subject(
            "medical_institution", agency="dachengzi", name=("喀左县", name), public=level > 0, hospital_level=level,
            specialty=specialty, registrations=("adr_system", "mdr_system"), scopes=("cold_chain",),
        )
        for name, level, specialty in HOSPITALS
    ]  # fmt: skip
    found[0]["roles"] = ("sentinel",)
    found[4]["registrations"] = None  # nobody has asked the eye hospital yet
    found[7]["suspended_on"] = date(2025, 3, 1)
    return found


def clinics(office: Office) -> list[Row]:
    found = []
    for name, kinds, specialty in office.dealt({
        ("诊所", ("medical_institution",), "general"): 44,
        ("口腔诊所", ("medical_institution",), "dental"): 12,
        ("医疗美容诊所", ("medical_institution", "aesthetic_clinic"), "other"): 4,
    }):  # fmt: skip
        station = _station(office)
        found.append(
            office.subject(
                *kinds, agency=station, name=(f"喀左县{STATIONS[station]}", name), specialty=specialty,
                hospital_level=0, registrations=(), scopes=(),
            )
        )  # fmt: skip
    return found
