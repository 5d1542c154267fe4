"""3.5, 5, 6 and 7: cases, campaigns, adverse events, what is reported."""

from __future__ import annotations

from regrules.model import (
    Attested,
    Obligation,
    Response,
    Share,
    Text,
    action,
    actions,
    filing,
    filings,
    inspection,
    lead,
    leads,
)

from .agencies import STATIONS, TEAM_AND_STATIONS
from .populations import DEVICE_VISITS, EVERY_ONE, NO_CLOCK, YEAR, YEAR_END

OFFENCES_FOUND = DEVICE_VISITS.where(inspection.findings.has("offence"))
HANDLING = actions.where(
    action.kind.is_in("correction_order", "suspension", "stop_order", "warning", "case_filed", "penalty", "referral")
)
HANDED_DOWN = leads.where(lead.domain == "device", lead.source.is_in("transfer", "complaint"))

OFFENCE = Text(
    zh="检查发现中记有“offence”的为违法问题；未定期限，按年底计。",
    en="An offence is a visit whose findings hold the word offence. No time limit is given: asked for at the year's "
    "end.",
)

OBLIGATIONS = (
    Obligation(
        id="cases/typical",
        clause="3.5",
        title=Text(
            zh="查办大要案，公布典型案例，移送犯罪线索",
            en="Major cases investigated, typical ones published, suspected crimes passed on",
        ),
        agencies=TEAM_AND_STATIONS,
        measure=Attested(
            evidence=Text(
                zh="大要案清单、典型案例公布链接、移送文书",
                en="List of major cases, where typical ones were published, referrals",
            )
        ),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=Text(
            zh="“一批”未定数量，由人确认；按2025年12月31日计。",
            en='"A number of" has no figure, so a person confirms it; asked for on 31 December 2025.',
        ),
    ),
    Obligation(
        id="campaign/carried-out",
        clause="5.1",
        title=Text(
            zh="按市局要求和县联合方案开展专项整治", en="Campaign carried out as the city and the joint scheme ask"
        ),
        agencies=STATIONS,
        measure=Attested(
            evidence=Text(zh="专项整治工作总结和检查台账", en="Summary of the campaign and list of its inspections")
        ),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=YEAR_END,
    ),
    Obligation(
        id="monitoring/training",
        clause="6.4",
        title=Text(zh="不良事件监测宣传培训", en="Publicity and training on adverse-event monitoring"),
        agencies=("device_section",),
        measure=Attested(
            evidence=Text(zh="宣传活动和培训签到记录", en="Records of publicity and training, with attendance")
        ),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=YEAR_END,
    ),
    Obligation(
        id="offences/handled",
        clause="7.2",
        also=("3.4.3",),
        title=Text(zh="检查发现的违法问题依法处理", en="Offences found in inspections dealt with"),
        agencies=TEAM_AND_STATIONS,
        measure=Response(to=OFFENCES_FOUND, by=HANDLING),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=OFFENCE,
    ),
    Obligation(
        id="offences/published",
        clause="7.2",
        title=Text(zh="检查发现的违法问题公示", en="Offences found in inspections published"),
        agencies=TEAM_AND_STATIONS,
        measure=Share(of=OFFENCES_FOUND, having=inspection.published_on.happened()),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=OFFENCE,
    ),
    Obligation(
        id="transferred/answered",
        clause="7.2",
        title=Text(
            zh="移交案件和信访举报查处并上报结果", en="Transferred cases and complaints settled and reported back"
        ),
        agencies=TEAM_AND_STATIONS,
        measure=Share(of=HANDED_DOWN, having=lead.closed_on.happened() & lead.answered_on.happened()),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=NO_CLOCK,
    ),
    Obligation(
        id="cases/referred",
        clause="7.2",
        also=("5.2",),
        title=Text(zh="涉嫌犯罪案件移送", en="Cases of suspected crime passed to the police"),
        agencies=TEAM_AND_STATIONS,
        measure=Response(
            to=actions.where(action.kind == "case_filed", action.about == "device_suspected_crime"),
            by=actions.where(action.kind == "referral"),
        ),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=Text(
            zh="以事由记为“device_suspected_crime”的立案为准；未定期限，按年底计。",
            en="Cases filed and recorded as device_suspected_crime. No time limit is given: asked for at the year's "
            "end.",
        ),
    ),
    Obligation(
        id="system/entries",
        clause="7.3",
        title=Text(zh="检查信息录入渝药安监管系统", en="Inspections entered in the city's supervision system"),
        agencies=STATIONS,
        measure=Response(to=DEVICE_VISITS, by=filings.where(filing.kind == "system_entry"), match=filing.follows),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=Text(
            zh="每次检查对应一条系统录入记录；条文只要求及时，未定期限，按年底计。",
            en='One entry names each inspection. The clause says "promptly" without a time limit: asked for at the '
            "year's end.",
        ),
    ),
)
