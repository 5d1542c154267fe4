"""Part two, item seven, third duty: tracing of drugs."""

from __future__ import annotations

from regrules.model import Obligation, Share, Text, at_least, subject

from .agencies import SECTION, STATION
from .duties import attested
from .terms import AESTHETIC_CLINICS, PRIORITY_PRODUCT_PHARMACIES, YEAR

_OWN_SUBJECTS = Text(
    zh="条款写“全市”而未写期限：按本区自身的监管对象、2024年12月31日前完成理解。",
    en="The clause says the whole city and gives no day: read as the district's own subjects, by 31 December 2024.",
)

OBLIGATIONS = (
    Obligation(
        id="tracing/pharmacies",
        clause="2.7.3",
        title=Text(zh="经营重点品种的药店入驻追溯平台", en="Pharmacies with priority products on the tracing platform"),
        agencies=(STATION,),
        measure=Share(of=PRIORITY_PRODUCT_PHARMACIES, having=subject.registrations.has("tracing_platform")),
        window=YEAR,
        target=at_least("100%"),
        interpretation=Text(
            zh=f"重点品种零售企业按经营范围含重点品种认定，不按监测角色。{_OWN_SUBJECTS.zh}",
            en=f"A priority retailer is one whose scope holds priority products, whatever its role in monitoring. "
            f"{_OWN_SUBJECTS.en}",
        ),
    ),
    Obligation(
        id="tracing/aesthetic-clinics",
        clause="2.7.3",
        title=Text(zh="医疗美容机构入驻追溯平台", en="Aesthetic clinics on the tracing platform"),
        agencies=(STATION,),
        measure=Share(of=AESTHETIC_CLINICS, having=subject.registrations.has("tracing_platform")),
        window=YEAR,
        target=at_least("100%"),
        interpretation=_OWN_SUBJECTS,
    ),
    attested(
        "tracing/scanned",
        "2.7.3",
        Text(zh="重点品种各环节扫码追溯", en="Priority products scanned throughout"),
        Text(zh="年末追溯平台扫码验证率记录", en="The tracing platform's record of scan verification at year's end"),
        agencies=(STATION, SECTION),
        interpretation=Text(
            zh="台账不含逐笔扫码数据，由责任科室依平台记录确认。",
            en="The register holds no scans, so the section confirms it from the platform's record.",
        ),
    ),
    attested(
        "tracing/extended",
        "2.7.3",
        Text(zh="追溯品种逐步扩大", en="Tracing extended to further products"),
        Text(zh="当年新增追溯品种清单", en="List of the products added this year"),
        strength="aims_at",
    ),
)
