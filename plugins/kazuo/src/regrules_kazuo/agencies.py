"""The offices that the notice names. The market stations stand in the register; here they are a kind: ``station``."""

from __future__ import annotations

from regrules.model import AgencyEntry, Text

AGENCIES = (
    AgencyEntry(
        id="county_bureau",
        name=Text(zh="喀左县市场监督管理局", en="Kazuo County Administration for Market Regulation"),
        kind="bureau",
    ),
    AgencyEntry(
        id="drug_safety_office",
        name=Text(zh="药品安全监督管理室", en="Drug Safety Supervision Office"),
        kind="section",
    ),
    AgencyEntry(id="licensing_office", name=Text(zh="行政许可室", en="Licensing Office"), kind="section"),
    AgencyEntry(id="drug_squad", name=Text(zh="药品监督中队", en="Drug Supervision Squad"), kind="enforcement_team"),
    AgencyEntry(
        id="adr_monitoring",
        name=Text(zh="药品不良反应监测部", en="Adverse Drug Reaction Monitoring Department"),
        kind="monitoring_centre",
    ),
    AgencyEntry(
        id="device_safety_office",
        name=Text(zh="医疗器械安全监督管理室", en="Medical Device Safety Supervision Office"),
        kind="section",
    ),
    AgencyEntry(
        id="general_enforcement_team",
        name=Text(zh="市场监督管理综合行政执法队", en="General Market Enforcement Team"),
        kind="enforcement_team",
    ),
    AgencyEntry(
        id="online_trade_office",
        name=Text(zh="网络交易与广告监督管理室", en="Online Trade and Advertising Supervision Office"),
        kind="section",
    ),
    AgencyEntry(id="publicity_office", name=Text(zh="宣传教育室", en="Publicity and Education Office"), kind="section"),
)

DRUG_OFFICE = ("drug_safety_office", "drug_squad")
DRUG_LINE = (*DRUG_OFFICE, "station")
MONITORING = ("adr_monitoring",)

DEVICE_OFFICE = ("device_safety_office",)
DEVICE_STATIONS = ("device_safety_office", "station")
DEVICE_ENFORCEMENT = ("device_safety_office", "general_enforcement_team")
DEVICE_LINE = (*DEVICE_ENFORCEMENT, "station")
DEVICE_MONITORING = ("adr_monitoring", *DEVICE_STATIONS)
