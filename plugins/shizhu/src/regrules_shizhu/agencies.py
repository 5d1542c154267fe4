"""Who acts in Shizhu, and who answers for which subjects (clause 2)."""

from __future__ import annotations

from regrules.model import AgencyEntry, AgencyRule, Text, subject, when

_STATIONS = (
    ("nanbin", "南宾所", "Nanbin"),
    ("wanan", "万安所", "Wan'an"),
    ("xialu", "下路所", "Xialu"),
    ("sanhe", "三河所", "Sanhe"),
    ("xituo", "西沱所", "Xituo"),
    ("huangshui", "黄水所", "Huangshui"),
    ("shazi", "沙子所", "Shazi"),
    ("mawu", "马武所", "Mawu"),
    ("yuelai", "悦崃所", "Yuelai"),
    ("linxi", "临溪所", "Linxi"),
)

AGENCIES = (
    *(AgencyEntry(id=identity, name=Text(zh=zh, en=f"{en} station"), kind="station") for identity, zh, en in _STATIONS),
    AgencyEntry(id="device_section", name=Text(zh="医疗器械科", en="Medical device section"), kind="section"),
    AgencyEntry(id="licensing_section", name=Text(zh="注册许可科", en="Licensing section"), kind="section"),
    AgencyEntry(
        id="enforcement_team", name=Text(zh="综合行政执法支队", en="Enforcement team"), kind="enforcement_team"
    ),
)

# Retailers and use units belong to the station of their area, wholesalers to the section.
STATIONS: tuple[str | AgencyRule, ...] = ("station",)
SECTION_FOR_WHOLESALE: tuple[str | AgencyRule, ...] = (
    when(subject.modes.has("wholesale"), "device_section"),
    "station",
)
SECTION_AND_STATIONS: tuple[str | AgencyRule, ...] = ("device_section", "station")
TEAM_AND_STATIONS: tuple[str | AgencyRule, ...] = ("enforcement_team", "station")
