"""Device plan, 2.11 to 2.18: risk consultations and adverse-event reports."""

from __future__ import annotations

from regrules.model import (
    Count,
    Coverage,
    Growth,
    Mean,
    Obligation,
    Share,
    Text,
    Timeliness,
    at_least,
    days,
    lead,
    leads,
    meeting,
    meetings,
    quarters,
    report,
    reports,
    subject,
)

from .agencies import DEVICE_LINE, DEVICE_MONITORING, DEVICE_STATIONS, MONITORING
from .bases import DEVICE_EVENTS, EVENT_SCORING, SENTINEL_SCORING
from .common import (
    AT_LEAST_ONE,
    BY_YEAR_END,
    EVERY,
    EVERY_IMPLIED,
    LAST_YEAR,
    ONE_REPORT_EACH,
    REPORTING_HOSPITALS,
    SOME_IMPLIED,
    TEN_PERCENT_MORE,
    WHOLE_YEAR,
    YEAR,
    attested,
)
from .populations import reporting_hospitals

device_consultations = meetings.where(
    meeting.kind == "risk_consultation", meeting.agency.is_in("device_safety_office", "county_bureau")
)
device_reports = reports.where(report.product == "device")

CONSULTATION = (
    Obligation(
        id="risk/consultations",
        clause="2.11",
        title=Text(zh="每季度召开器械风险会商", en="A consultation on device risks every quarter"),
        agencies=DEVICE_LINE,
        measure=Count(of=device_consultations),
        window=YEAR,
        each=quarters,
        target=SOME_IMPLIED,
        interpretation=Text(
            zh="5月印发时一季度已过，仍按四个季度考核；会商由医疗器械室或县局召集。",
            en="The first quarter was over when the plan was issued in May; all four are asked. The device "
            "office or the bureau calls the meeting.",
        ),
    ),
    Obligation(
        id="risk/three-lists",
        clause="2.11",
        title=Text(zh="器械风险会商形成三张清单", en="Each device consultation makes its three lists"),
        agencies=DEVICE_LINE,
        measure=Share(of=device_consultations, having=meeting.outputs.has("risk_list", "measure_list", "duty_list")),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh="每次会商都要形成风险、措施、责任三张清单。",
            en="Every consultation makes all three: risks, measures, duties.",
        ),
    ),
    Obligation(
        id="risk/points-closed",
        clause="2.11",
        title=Text(zh="会商确定的器械风险点闭环处置", en="Device risk points from consultations are closed"),
        agencies=DEVICE_LINE,
        measure=Share(
            of=leads.where(lead.domain == "device", lead.source == "consultation"), having=lead.closed_on.happened()
        ),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=BY_YEAR_END,
    ),
    attested(
        "education/device-businesses",
        "2.12",
        Text(
            zh="对器械企业和使用单位开展警示教育",
            en="Warning education for device distributors and use units",
        ),
        agencies=DEVICE_STATIONS,
        evidence=Text(zh="活动记录和参加单位名单", en="Record of the event and of who took part"),
        interpretation=AT_LEAST_ONE,
    ),
)

VIGILANCE = (
    attested(
        "vigilance/pilot",
        "2.15",
        Text(zh="完成器械警戒试点任务", en="Tasks of the device vigilance pilot are done"),
        agencies=MONITORING,
        evidence=Text(zh="试点任务清单和完成情况", en="List of the pilot's tasks and what was done"),
        basis=(EVENT_SCORING,),
    ),
    Obligation(
        id="vigilance/quality-score",
        clause="2.15",
        title=Text(zh="器械不良事件报告质量平均分", en="Average quality score of device event reports"),
        agencies=MONITORING,
        measure=Mean(of=device_reports, value=report.score),
        window=YEAR,
        target=None,
        interpretation=Text(
            zh="条款没有写明应得分数，只列出。", en="The clause names no score to reach; the number is shown."
        ),
        basis=(EVENT_SCORING,),
    ),
    attested(
        "vigilance/sentinel-hospitals",
        "2.17",
        Text(zh="按评分细则考核指导哨点医院", en="Sentinel hospitals assessed and guided by the scoring rules"),
        agencies=DEVICE_MONITORING,
        evidence=Text(zh="哨点医院考核评分表", en="Score sheets of the sentinel hospitals"),
        basis=(SENTINEL_SCORING,),
        interpretation=AT_LEAST_ONE,
    ),
)

NUMBER = (
    Obligation(
        id="reports/per-million",
        clause="2.18.1",
        title=Text(zh="每百万人口器械不良事件报告数", en="Device adverse event reports per million residents"),
        agencies=DEVICE_MONITORING,
        measure=Count(of=device_reports, per_million=True),
        window=YEAR,
        target=at_least("450"),
        interpretation=WHOLE_YEAR,
        basis=(DEVICE_EVENTS,),
    ),
    Obligation(
        id="reports/growth",
        clause="2.18.1",
        title=Text(zh="器械不良事件报告比上年增长", en="Growth of device event reports on last year"),
        agencies=DEVICE_MONITORING,
        measure=Growth(of=Count(of=device_reports), versus=LAST_YEAR),
        window=YEAR,
        target=at_least("10%"),
        interpretation=TEN_PERCENT_MORE,
        basis=(DEVICE_EVENTS,),
    ),
)


def _in_time(name: str, clock: int, which: Text, death: bool) -> Obligation:
    """Reports of deaths, or of other serious events, within the national limit."""
    serious = device_reports.where(
        report.death.is_true() if death else report.serious.is_true() & ~report.death.is_true()
    )
    return Obligation(
        id=f"reports/in-time/{name}",
        clause="2.18.2",
        title=Text(zh=f"器械{which.zh}报告按时上报", en=f"Device reports of {which.en} come in time"),
        agencies=DEVICE_MONITORING,
        measure=Timeliness(of=serious, start=report.learned_on, end=report.received_on, within=days(clock)),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh=f"条款只要求时效性，时限取国家规定：自获知之日起{clock}日。{'' if death else '死亡报告不在内。'}",
            en=f"The clause asks for timeliness only; the national limit is {clock} days from the day of learning."
            f"{'' if death else ' Deaths are left out.'}",
        ),
        basis=(DEVICE_EVENTS,),
    )


QUALITY = (
    Obligation(
        id="reports/serious",
        clause="2.18.2",
        title=Text(zh="器械严重报告比例", en="Share of serious device reports"),
        agencies=DEVICE_MONITORING,
        measure=Share(of=device_reports, having=report.serious.is_true()),
        window=YEAR,
        target=at_least("8%"),
        interpretation=Text(zh="以全部器械不良事件报告为基数。", en="The base is all device event reports."),
        basis=(DEVICE_EVENTS,),
    ),
    _in_time("deaths", 7, Text(zh="死亡", en="deaths"), death=True),
    _in_time("serious", 20, Text(zh="严重伤害", en="serious injuries"), death=False),
)

HOSPITALS = (
    Obligation(
        id="hospitals/registered",
        clause="2.18.3",
        title=Text(zh="二级及以上医疗机构在监测系统注册", en="Level 2 and 3 hospitals registered for reporting"),
        agencies=DEVICE_MONITORING,
        measure=Share(of=reporting_hospitals, having=subject.registrations.has("adr_system")),
        window=YEAR,
        target=EVERY,
        interpretation=Text(
            zh=f"条款点名的是药品不良反应系统，照此核对，不另查器械系统。{REPORTING_HOSPITALS.zh}",
            en="The clause names the drug reaction system, also for devices: that registration is asked, not "
            "the device "
            f"system's. {REPORTING_HOSPITALS.en}",
        ),
        basis=(DEVICE_EVENTS,),
    ),
    Obligation(
        id="hospitals/reporting",
        clause="2.18.3",
        title=Text(zh="二级及以上医疗机构报告器械不良事件", en="Level 2 and 3 hospitals report device events"),
        agencies=DEVICE_MONITORING,
        measure=Coverage(of=reporting_hospitals, by=device_reports),
        window=YEAR,
        target=EVERY,
        interpretation=ONE_REPORT_EACH,
        basis=(DEVICE_EVENTS,),
    ),
)

RISK = (*CONSULTATION, *VIGILANCE, *NUMBER, *QUALITY, *HOSPITALS)
