"""Part one: risks, campaigns, work with other departments, publicity."""

from __future__ import annotations

from regrules.model import Count, Coverage, Obligation, Share, Text, grading, lead, leads, meeting, meetings

from .agencies import ENFORCEMENT, EVERYBODY, SECTION, STATION
from .duties import attested, indicator
from .terms import ALL, DEVICE_DISTRIBUTORS, DEVICE_GRADING, GRADINGS, PHARMACIES, YEAR

_SUMMARY = Text(zh="行动部署和小结材料", en="The campaign's arrangement and its summary")
_EVENT_RECORDS = Text(zh="活动记录", en="Records of the event")

CONSOLIDATION = (
    attested(
        "drug-safety/cases-exposed",
        "1.1",
        Text(zh="药品安全案件查办与典型案例曝光", en="Drug safety cases pursued and typical ones made public"),
        Text(zh="已公布的典型案例", en="The typical cases that were published"),
        agencies=(ENFORCEMENT, SECTION),
        interpretation=Text(
            zh="“一批”未定数量：确认已有案例公布即可。",
            en="A batch is no number: it is enough that cases were made public.",
        ),
    ),
)

DEVICE_RISKS = (
    indicator(
        "device-risks/consultations",
        "1.2",
        Text(zh="医疗器械风险会商次数", en="Device risk consultations held"),
        Count(of=meetings.where(meeting.kind == "risk_consultation")),
        agencies=(SECTION,),
        interpretation=Text(
            zh="台账的会议不分药品和器械：列出全部风险会商；条款未定次数，不作判定。",
            en="The register does not tell meetings on drugs from those on devices, so all risk consultations are shown; "
            "the clause names no number, nothing is judged.",
        ),
    ),
    Obligation(
        id="device-risks/struck-off",
        clause="1.2",
        title=Text(zh="医疗器械风险清单逐项销号", en="Device risk list struck off item by item"),
        agencies=(STATION, SECTION),
        measure=Share(
            of=leads.where(lead.domain == "device", lead.source == "consultation"), having=lead.closed_on.happened()
        ),
        window=YEAR,
        target=ALL,
        interpretation=Text(
            zh="风险清单的每一项即会商形成的一条线索，办结即销号；未写期限，按年底前全部销号理解。",
            en="An item of the list is a lead from a consultation, struck off when closed; no day is given, so all by "
            "the end of the year.",
        ),
    ),
)

CAMPAIGNS = (
    attested(
        "campaigns/online-trade",
        "1.3",
        Text(zh="“清网”行动：药械化网络经营", en="Campaign on online trade in drugs, devices and cosmetics"),
        _SUMMARY,
        also=("4.14",),
        agencies=EVERYBODY,
    ),
    attested(
        "campaigns/prescriptions",
        "1.3",
        Text(
            zh="“清方”行动：执业药师在岗与凭处方销售",
            en="Campaign on prescription sales and pharmacists on duty in pharmacies",
        ),
        _SUMMARY,
        also=("4.14",),
        agencies=EVERYBODY,
    ),
    attested(
        "campaigns/institutions",
        "1.3",
        Text(
            zh="“清规”行动：医疗机构药械使用质量",
            en="Campaign on the quality of drugs and devices in medical institutions",
        ),
        _SUMMARY,
        also=("4.14",),
        agencies=EVERYBODY,
    ),
    attested(
        "campaigns/commissioned-production",
        "1.3",
        Text(
            zh="“清责”行动：配合市局检查一类器械委托生产",
            en="Campaign on commissioned production of class I devices, with the city",
        ),
        Text(zh="配合市局开展行动的记录", en="Records of the district's part in the city's campaign"),
        also=("4.14",),
        interpretation=Text(
            zh="行动由市局组织：本区的任务是配合，以参与记录确认。",
            en="The city runs this campaign: the district's duty is to take part, and its records confirm that.",
        ),
    ),
)

HEALTH_AND_INSURANCE = (
    attested(
        "three-sectors/cooperation",
        "1.4",
        Text(zh="与卫健、医保部门联动", en="Joint work with the health and the health insurance departments"),
        Text(zh="联动会议或联合工作的记录", en="Records of meetings or of joint work"),
    ),
    attested(
        "three-sectors/hospital-appraisal",
        "1.4",
        Text(
            zh="药械质量安全纳入公立医院负责人考核",
            en="Drug and device safety in the appraisal of public hospitals' heads",
        ),
        Text(zh="相关考核文件", en="The appraisal rules"),
        strength="aims_at",
    ),
    indicator(
        "grading/pharmacies",
        "1.4",
        Text(zh="已分级的药品零售企业比例", en="Share of pharmacies with a grade"),
        Coverage(of=PHARMACIES, by=GRADINGS.where(grading.scheme == "drug")),
    ),
    indicator(
        "grading/device-distributors",
        "1.4",
        Text(zh="已分级的医疗器械经营企业比例", en="Share of device distributors with a grade"),
        Coverage(of=DEVICE_DISTRIBUTORS, by=GRADINGS.where(grading.scheme == "device_distributor")),
        basis=(DEVICE_GRADING,),
    ),
    attested(
        "three-sectors/corruption-leads",
        "1.4",
        Text(
            zh="涉医药领域腐败问题移送职能部门",
            en="Signs of corruption in medicine handed to the competent departments",
        ),
        Text(zh="移送记录，或当年无此类问题的说明", en="Records of transfer, or a note that there was none this year"),
        agencies=EVERYBODY,
    ),
)

RETAIL_REFORM = (
    attested(
        "retail-reform/pilot",
        "1.5",
        Text(zh="药品零售跨部门综合监管试点", en="Pilot of joint supervision of drug retail across departments"),
        Text(
            zh="与医保部门共同形成的监管职责清单或制度",
            en="The list of duties or the rules agreed with the insurance department",
        ),
        strength="aims_at",
        interpretation=Text(zh="条款为“积极探索”：按努力目标理解。", en="The clause is to explore: read as an aim."),
    ),
)

PUBLICITY = (
    attested("publicity/safe-drug-use", "1.6", Text(zh="安全用药月宣传", en="Month of safe drug use"), _EVENT_RECORDS),
    attested("publicity/drug-science", "1.6", Text(zh="药品科技活动周宣传", en="Week of drug science"), _EVENT_RECORDS),
    attested("publicity/devices", "1.6", Text(zh="医疗器械安全宣传周", en="Week of device safety"), _EVENT_RECORDS),
    attested(
        "publicity/cosmetics", "1.6", Text(zh="化妆品安全科普宣传周", en="Week of cosmetics safety"), _EVENT_RECORDS
    ),
    attested(
        "publicity/new-rules",
        "1.6",
        Text(zh="向企业宣传新颁布的法规", en="New rules made known to businesses"),
        Text(zh="宣传或培训记录", en="Records of publicity or training"),
        agencies=(STATION, SECTION),
    ),
    attested(
        "publicity/volunteers",
        "1.6",
        Text(zh="志愿者和协管员参与药品监管", en="Volunteers and part-time assistants in drug supervision"),
        Text(zh="队伍名册或活动记录", en="Rolls, or records of their activity"),
        also=("3.12",),
        agencies=(STATION, SECTION),
        strength="aims_at",
    ),
)

OBLIGATIONS = (
    *CONSOLIDATION,
    *DEVICE_RISKS,
    *CAMPAIGNS,
    *HEALTH_AND_INSURANCE,
    *RETAIL_REFORM,
    *PUBLICITY,
)
