"""Part two, items eight and nine: devices and cosmetics."""

from __future__ import annotations

from regrules.model import Coverage, Obligation, Share, Text, grading, inspection, lead, leads

from .agencies import ENFORCEMENT, SECTION, STATION
from .duties import attested, indicator
from .terms import (
    AESTHETIC_CLINICS,
    ALL,
    COLD_CHAIN_DISTRIBUTORS,
    COSMETICS_OPERATORS,
    DEVICE_DISTRIBUTORS,
    DEVICE_INSPECTIONS,
    DEVICE_MANUFACTURERS,
    GRADINGS,
    YEAR,
)

_NO_FIGURE = Text(
    zh="条款只说加强或突出，未写比例：只列实际比例，不作判定。",
    en="The clause asks for more weight and names no share: the share reached is shown, nothing is judged.",
)

DEVICES = (
    indicator(
        "devices/manufacturers",
        "2.8",
        Text(zh="受检的医疗器械生产备案人比例", en="Share of device manufacturers inspected"),
        Coverage(of=DEVICE_MANUFACTURERS, by=DEVICE_INSPECTIONS),
        interpretation=_NO_FIGURE,
    ),
    attested(
        "devices/cold-chain-campaign",
        "2.8",
        Text(zh="医疗器械冷链运输专项检查", en="Special inspection of cold-chain transport of devices"),
        Text(zh="专项检查记录或小结", en="Records or a summary of the special inspection"),
        agencies=(STATION, SECTION),
    ),
    indicator(
        "devices/cold-chain-distributors",
        "2.8",
        Text(
            zh="经营冷链医疗器械的企业接受专项检查的比例",
            en="Share of cold-chain device distributors with a special inspection",
        ),
        Coverage(of=COLD_CHAIN_DISTRIBUTORS, by=DEVICE_INSPECTIONS.where(inspection.kinds.has("special"))),
        interpretation=_NO_FIGURE,
    ),
    attested(
        "devices/distant-warehouses",
        "2.8",
        Text(zh="异地设库专项检查", en="Special inspection of warehouses kept in another place"),
        Text(zh="专项检查记录或小结", en="Records or a summary of the special inspection"),
        agencies=(STATION, SECTION),
        interpretation=Text(
            zh="台账不记仓库所在地，由责任科室确认。",
            en="The register does not hold where warehouses are, so the section confirms it.",
        ),
    ),
    indicator(
        "devices/aesthetic-clinics",
        "2.8",
        Text(zh="医疗美容机构接受器械检查的比例", en="Share of aesthetic clinics with a device inspection"),
        Coverage(of=AESTHETIC_CLINICS, by=DEVICE_INSPECTIONS),
        interpretation=_NO_FIGURE,
    ),
    indicator(
        "devices/new-gsp",
        "2.8",
        Text(
            zh="医疗器械经营企业接受新版规范检查的比例",
            en="Share of device distributors inspected for the new distribution practice",
        ),
        Coverage(of=DEVICE_DISTRIBUTORS, by=DEVICE_INSPECTIONS.where(inspection.kinds.has("gsp"))),
        interpretation=_NO_FIGURE,
    ),
)

COSMETICS = (
    attested(
        "cosmetics/risk-campaign",
        "2.9.1",
        Text(zh="化妆品重点品种、重点环节隐患整治", en="Search for risks in priority cosmetics and places of sale"),
        Text(
            zh="覆盖网络经营、集中交易和展销等环节的排查整治小结",
            en="A summary of the search, with online trade, wholesale markets and fairs",
        ),
        agencies=(STATION, SECTION),
    ),
    indicator(
        "cosmetics/leads-closed",
        "2.9.1",
        Text(zh="化妆品问题线索办结比例", en="Share of cosmetics leads closed"),
        Share(of=leads.where(lead.domain == "cosmetic"), having=lead.closed_on.happened()),
        agencies=(STATION, ENFORCEMENT),
        interpretation=Text(
            zh="条款要求按规范查处各类线索，未写比例和时限：只列办结比例。",
            en="The clause wants leads handled by the rules, with neither share nor clock: the share closed is shown.",
        ),
    ),
    Obligation(
        id="cosmetics/risk-rated",
        clause="2.9.2",
        title=Text(zh="化妆品经营者风险等级评定", en="Risk rating of cosmetics operators"),
        agencies=(STATION, SECTION),
        measure=Coverage(of=COSMETICS_OPERATORS, by=GRADINGS.where(grading.scheme == "cosmetic")),
        window=YEAR,
        target=ALL,
        interpretation=Text(
            zh="未写范围和期限：按全区化妆品经营者在2024年底前均有有效等级理解。",
            en="Neither extent nor day is written: read as every cosmetics operator of the district with a valid "
            "rating by the end of 2024.",
        ),
    ),
    attested(
        "cosmetics/frequency-by-rating",
        "2.9.2",
        Text(
            zh="按风险等级确定化妆品日常检查频次", en="Frequency of routine cosmetics inspections laid down by rating"
        ),
        Text(zh="各等级检查频次的规定或计划", en="The rule or plan that gives each rating its frequency"),
    ),
    attested(
        "cosmetics/purchase-checks-pilot",
        "2.9.3",
        Text(zh="化妆品进货查验信息化试点", en="Pilot of electronic purchase checks for cosmetics"),
        Text(zh="试点方案或进展材料", en="The pilot's programme or a note of its progress"),
        strength="aims_at",
    ),
    attested(
        "cosmetics/model-businesses",
        "2.9.3",
        Text(zh="化妆品规范经营示范单位建设", en="Model businesses in cosmetics"),
        Text(zh="示范单位名单或建设材料", en="List of the model businesses, or papers of the work"),
        agencies=(STATION, SECTION),
    ),
)

OBLIGATIONS = (*DEVICES, *COSMETICS)
