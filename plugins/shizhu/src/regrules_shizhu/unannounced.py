"""3.4: unannounced inspections of distributors."""

from __future__ import annotations

from regrules.model import (
    Coverage,
    Obligation,
    RecordSet,
    Response,
    Text,
    action,
    actions,
    at_least,
    between_dates,
    inspection,
    lead,
    leads,
    sample,
    samples,
    subject,
)

from .agencies import SECTION_FOR_WHOLESALE
from .populations import DISTRIBUTOR_VISITS, DISTRIBUTORS, EVERY_ONE, UNANNOUNCED_VISITS, YEAR
from .rules import FOLLOW_UP

CLASS_II = DISTRIBUTORS.where(subject.device_classes.has("II"))
CLASS_III = DISTRIBUTORS.where(subject.device_classes.has("III"))
LAST_YEAR_AND_THIS = between_dates("2024-01-01", "2025-12-31")
FAILED_SAMPLES = DISTRIBUTORS.where(
    subject.any(
        samples.where(
            sample.product == "device", sample.result == "fail", sample.programme.is_in("municipal", "national")
        ).during(LAST_YEAR_AND_THIS)
    )
)
HIGH_RISK = DISTRIBUTORS.where(subject.scopes.has_any("sterile_implants", "in_vitro_diagnostics"))
MANY_COMPLAINTS = DISTRIBUTORS.where(
    subject.count(leads.where(lead.domain == "device", lead.source == "complaint").during(LAST_YEAR_AND_THIS)) >= 3
)
SERIOUS_HAZARDS = UNANNOUNCED_VISITS.where(inspection.outcome == "stop")

COUNTY_BASE = Text(
    zh="按全县企业家数计，各所分列；同时经营二、三类的企业计入两个基数，一次检查可兼作两者。",
    en="Enterprises of the whole county, the stations shown. One that sells both classes is in both bases, and one "
    "visit serves both.",
)
HAZARD = Text(
    zh="检查结果为停业的视为存在严重隐患；未定期限，按年底计。",
    en="A serious hazard is a visit that ended with business stopped. No time limit is given: asked for at the "
    "year's end.",
)


def _focus(name: str, clause: str, of: RecordSet, title: Text, reading: Text) -> Obligation:
    """How many of a focus group had an unannounced visit: the plan names the group, but no figure."""
    return Obligation(
        id=f"unannounced/focus-{name}",
        clause=clause,
        title=title,
        agencies=SECTION_FOR_WHOLESALE,
        measure=Coverage(of=of, by=UNANNOUNCED_VISITS),
        window=YEAR,
        target=None,
        interpretation=reading,
    )


def _after_hazard(name: str, title: Text, by: RecordSet) -> Obligation:
    """What must follow when an unannounced visit finds a serious hazard."""
    return Obligation(
        id=f"unannounced/hazard-{name}",
        clause="3.4.3",
        title=title,
        agencies=SECTION_FOR_WHOLESALE,
        measure=Response(to=SERIOUS_HAZARDS, by=by),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=HAZARD,
        basis=(FOLLOW_UP,),
    )


OBLIGATIONS = (
    Obligation(
        id="unannounced/class-2",
        clause="3.4.1",
        title=Text(zh="第二类经营企业飞行检查", en="Unannounced inspection of class II distributors"),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Coverage(of=CLASS_II, by=UNANNOUNCED_VISITS),
        window=YEAR,
        target=at_least("3%"),
        interpretation=COUNTY_BASE,
    ),
    Obligation(
        id="unannounced/class-3",
        clause="3.4.1",
        title=Text(zh="第三类经营企业飞行检查", en="Unannounced inspection of class III distributors"),
        agencies=SECTION_FOR_WHOLESALE,
        measure=Coverage(of=CLASS_III, by=UNANNOUNCED_VISITS),
        window=YEAR,
        target=at_least("10%"),
        interpretation=COUNTY_BASE,
    ),
    _focus(
        "failed-samples",
        "3.4.2.1",
        FAILED_SAMPLES,
        Text(zh="飞行检查：抽检不合格企业", en="Unannounced visits to those whose samples failed"),
        Text(
            zh="市级（municipal）、国家级（national）抽检2024年以来不合格的；只列为重点，未定比例，故只显示数字。",
            en="Failed in sampling of the city (municipal) or the nation (national) since 2024. A focus without a "
            "share, so the number is shown without a status.",
        ),
    ),
    _focus(
        "high-risk",
        "3.4.2.2",
        HIGH_RISK,
        Text(zh="飞行检查：植入类、体外诊断试剂企业", en="Unannounced visits to sellers of implants and diagnostics"),
        Text(
            zh="只列为重点，未定比例，故只显示数字。",
            en="A focus without a share, so the number is shown without a status.",
        ),
    ),
    _focus(
        "complaints",
        "3.4.2.3",
        MANY_COMPLAINTS,
        Text(zh="飞行检查：投诉举报较多的企业", en="Unannounced visits to those with many complaints"),
        Text(
            zh="“较多”未定数量，按2024年以来三件以上计；未定比例，故只显示数字。",
            en='"Many" has no figure: three or more since 2024. A focus without a share, so the number is shown '
            "without a status.",
        ),
    ),
    _after_hazard(
        "stopped",
        Text(
            zh="飞检发现严重隐患：责令停止经营", en="Serious hazard in an unannounced visit: business ordered to stop"
        ),
        actions.where(action.kind == "stop_order"),
    ),
    _after_hazard(
        "rectified",
        Text(zh="飞检发现严重隐患：责令整改", en="Serious hazard in an unannounced visit: ordered to rectify"),
        actions.where(action.kind == "correction_order"),
    ),
    _after_hazard(
        "revisited",
        Text(zh="飞检发现严重隐患：跟踪复查", en="Serious hazard in an unannounced visit: visited again"),
        DISTRIBUTOR_VISITS.where(inspection.kinds.has("follow_up")),
    ),
)
