"""Device plan, parts three to five: reporting upward, staff, emergencies, research, working together."""

from __future__ import annotations

from regrules.model import (
    Count,
    Obligation,
    Text,
    filing,
    filings,
    inspection,
    meeting,
    meetings,
    staff,
    staff_member,
)

from .agencies import DEVICE_LINE, DEVICE_MONITORING, DEVICE_OFFICE, DEVICE_STATIONS
from .bases import CAPACITY
from .common import AT_LEAST_ONE, SOME_IMPLIED, YEAR, attested
from .populations import device_visits

DEVICE_OFFICES = ("device_safety_office", "county_bureau")
device_meetings = meetings.where(meeting.agency.is_in(*DEVICE_OFFICES))

REPORTING = (
    Obligation(
        id="reporting/to-city",
        clause="3.4",
        title=Text(zh="向市局报告器械重点工作进展", en="Progress of device work reported to the city"),
        agencies=DEVICE_STATIONS,
        measure=Count(
            of=filings.where(filing.kind == "work_report", filing.agency.is_in(*DEVICE_OFFICES)).dated(filing.sent_on)
        ),
        window=YEAR,
        target=SOME_IMPLIED,
        interpretation=Text(
            zh="“及时”没有写明次数：全年至少报送一次，以发出日期为准。",
            en="“In time” gives no number: at least one report in the year, by the day it was sent.",
        ),
    ),
)

CAPACITIES = (
    Obligation(
        id="staff/device-inspectors",
        clause="4.1",
        title=Text(zh="有资格的器械检查员人数", en="Qualified device inspectors"),
        agencies=("county_bureau",),
        measure=Count(
            of=staff.where(staff_member.qualifications.has("device_inspector")), distinct=staff_member.staff_id
        ),
        window=YEAR,
        target=None,
        interpretation=Text(
            zh="条款要求人员与事权相匹配，没有写明人数，只列出。",
            en="The clause wants staff to match the tasks and names no number; it is shown.",
        ),
        basis=(CAPACITY,),
    ),
    Obligation(
        id="training/device-staff",
        clause="4.2",
        title=Text(zh="器械监管人员参加业务培训", en="Device supervision staff take part in training"),
        agencies=DEVICE_LINE,
        measure=Count(of=device_meetings.where(meeting.kind == "training")),
        window=YEAR,
        target=SOME_IMPLIED,
        interpretation=AT_LEAST_ONE,
    ),
    Obligation(
        id="publicity/device-rules",
        clause="4.2",
        title=Text(zh="向器械企业和使用机构宣传法规", en="Device rules explained to distributors and use units"),
        agencies=DEVICE_LINE,
        measure=Count(of=device_meetings.where(meeting.kind == "publicity")),
        window=YEAR,
        target=SOME_IMPLIED,
        interpretation=AT_LEAST_ONE,
    ),
    attested(
        "emergency/plan",
        "4.3",
        Text(zh="制定器械安全突发事件预案", en="Emergency plan for device safety"),
        agencies=DEVICE_LINE,
        evidence=Text(zh="预案文本和应急责任分工", en="The plan and who is responsible in an emergency"),
    ),
)

RESEARCH = tuple(
    attested(
        f"research/{name}",
        "4.4",
        Text(zh=f"推进课题：{zh}", en=f"Research: {en}"),
        agencies=DEVICE_OFFICE,
        evidence=Text(zh="课题报告或制度成果", en="The study, or the rule made from it"),
        strength="aims_at",
        interpretation=Text(
            zh="条款只要求推进，没有写明完成日期：以年底为准，属努力目标。",
            en="The clause wants progress and sets no date of completion: asked at the year's end, as an aim.",
        ),
    )
    for name, zh, en in (
        ("multi-warehouse", "多仓协同物流", "coordinated logistics from several warehouses"),
        ("credit-levels", "信用风险指标与分级监管", "credit-risk indicators and supervision by level"),
        (
            "hospital-supply-chain",
            "院内供应链（SPD）模式的风险",
            "risks where hospitals outsource their supply chain (SPD)",
        ),
        ("online-sales", "网络销售监管对策", "supervision of online sales"),
        ("quality-standard", "企业适应性质量标准", "quality standards that fit distributors"),
        ("implants", "植入类器械使用质量", "quality of implants in use"),
        ("associations", "行业协会在政策传导中的作用", "trade associations as carriers of policy"),
    )
)

COOPERATION = (
    attested(
        "cooperation/three-tiers",
        "5.1",
        Text(zh="市县所三级器械协同监管机制", en="Arrangement between city, county and stations on devices"),
        agencies=DEVICE_LINE,
        evidence=Text(zh="机制文件和对市场所的指导记录", en="The arrangement, and record of guidance to the stations"),
    ),
    attested(
        "cooperation/within-the-bureau",
        "5.2",
        Text(
            zh="监管、办案与监测之间的协同机制",
            en="Arrangement between supervision, case handling and event monitoring",
        ),
        agencies=("device_safety_office", "general_enforcement_team", "adr_monitoring", "station"),
        evidence=Text(zh="机制文件", en="The arrangement"),
    ),
    attested(
        "cooperation/advertising",
        "5.3",
        Text(zh="器械与广告监管的通报移送机制", en="Exchange of information and leads with advertising supervision"),
        agencies=("online_trade_office", *DEVICE_LINE),
        evidence=Text(zh="机制文件和移送记录", en="The arrangement, and record of what was passed on"),
    ),
    Obligation(
        id="joint/health",
        clause="5.4",
        title=Text(
            zh="会同卫健部门检查医疗机构器械监测", en="Checks of hospitals' event monitoring, jointly with health"
        ),
        agencies=DEVICE_MONITORING,
        measure=Count(
            of=device_visits.where(
                inspection.subject.kinds.has("medical_institution"), inspection.joint_with.has("health")
            )
        ),
        window=YEAR,
        target=SOME_IMPLIED,
        interpretation=AT_LEAST_ONE,
    ),
    Obligation(
        id="joint/medical-insurance",
        clause="5.4",
        title=Text(
            zh="会同医保部门检查集采器械配送企业",
            en="Distributors of centrally procured devices, jointly with insurance",
        ),
        agencies=DEVICE_MONITORING,
        measure=Count(
            of=device_visits.where(
                inspection.subject.kinds.has("device_distributor"), inspection.joint_with.has("medical_insurance")
            )
        ),
        window=YEAR,
        target=SOME_IMPLIED,
        strength="aims_at",
        interpretation=Text(
            zh="只要求配合推进，没有写明次数：全年至少一户次；台账不记集采配送，以联合检查的经营企业为准。",
            en="The clause wants cooperation and gives no number: at least one visit in the year; the register "
            "does not keep central procurement, so any distributor visited jointly counts.",
        ),
    ),
)

SUPPORT = (*REPORTING, *CAPACITIES, *RESEARCH, *COOPERATION)
