"""Part two, items ten and eleven: sampling and adverse events."""

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
    assignment,
    calendar_year,
    inspections,
    lead,
    leads,
    report,
    reports,
    sample,
)

from .agencies import ENFORCEMENT, SECTION, STATION
from .duties import attested, indicator
from .terms import (
    ALL,
    DEVICE_REPORTS,
    DRUG_REPORTS,
    FAILED_SAMPLES,
    HOSPITALS_OF_LEVEL_2_AND_3,
    SAMPLING_TASKS,
    SENTINELS,
    YEAR,
)

_HOSPITALS = Text(
    zh="条款为“推动全覆盖”：按努力目标理解，100%由“全覆盖”推出；每家二级以上医院全年至少报告一份。",
    en="The clause pushes for full coverage: read as an aim, with the 100% implied; every such hospital at least one "
    "report in the year.",
)

SAMPLING = (
    Obligation(
        id="sampling/tasks-in-time",
        clause="2.10",
        title=Text(zh="国家和省级抽检任务按时完成", en="National and provincial sampling tasks done in time"),
        agencies=(STATION, SECTION),
        measure=Timeliness(
            of=SAMPLING_TASKS, start=assignment.assigned_on, end=assignment.done_on, due=assignment.due_on
        ),
        window=YEAR,
        target=ALL,
        interpretation=Text(
            zh="按上级下达的抽检任务及其各自期限逐项判断；台账不区分国家与省级。",
            en="Every sampling task handed down is judged by its own due date; the register does not tell national "
            "tasks from provincial ones.",
        ),
    ),
    attested(
        "sampling/priority-products",
        "2.10",
        Text(zh="集采、委托生产等重点品种专项抽检", en="Special sampling of the products that the plan names"),
        Text(zh="列明所抽重点品种的抽检清单", en="The list of samples with the priority products"),
        agencies=(STATION, SECTION),
    ),
    Obligation(
        id="sampling/failures-handled",
        clause="2.10",
        title=Text(zh="不合格产品核查处置", en="Every failing sample followed up"),
        agencies=(STATION, ENFORCEMENT),
        measure=Share(of=FAILED_SAMPLES.dated(sample.result_on), having=sample.handled_on.happened()),
        window=YEAR,
        target=ALL,
        interpretation=Text(
            zh="按检验结果日期在2024年内的不合格样品计；“及时”未写时限，按年底前已处置理解。",
            en="Failing samples whose result is dated in 2024; in good time has no clock, so handled by the end of "
            "the year.",
        ),
    ),
    Obligation(
        id="sampling/results-entered",
        clause="2.10",
        title=Text(
            zh="核查处置情况按时录入国家、省抽检系统",
            en="Follow-up results entered in time into the national or provincial system",
        ),
        agencies=(STATION, SECTION),
        measure=Timeliness(of=FAILED_SAMPLES, start=sample.result_on, end=sample.reported_on, due=sample.due_on),
        window=YEAR,
        target=ALL,
        interpretation=Text(
            zh="时限由系统管理规定确定：以每份样品登记的期限为准，录入晚于检验结果和处置，单独判断。",
            en="The systems' own rules set the time: each sample's due date counts. Entering is a third date after "
            "the result and the disposal, and judged by itself.",
        ),
    ),
)

EVENTS = (
    attested(
        "events/quality-review",
        "2.11",
        Text(zh="不良反应报告质量评估", en="Review of the quality of adverse-reaction reports"),
        Text(zh="报告质量评估材料", en="The review of report quality"),
    ),
    indicator(
        "events/growth",
        "2.11",
        Text(zh="不良反应（事件）报告数较上年增减", en="Change in adverse-event reports on last year"),
        Growth(
            of=Count(of=reports.where(report.product.is_in("drug", "device", "cosmetic"))), versus=calendar_year(2023)
        ),
        agencies=(SECTION,),
        interpretation=Text(
            zh="条款要求数量和质量双提升但未写幅度：与2023年全年相比，年中数自然偏低；只列数值，不作判定。",
            en="More and better reports are wanted, by no stated amount: compared with the whole of 2023, so low in "
            "mid-year; shown, not judged.",
        ),
    ),
    indicator(
        "events/quality",
        "2.11",
        Text(zh="药品不良反应报告平均质量评分", en="Average quality score of adverse drug reaction reports"),
        Mean(of=DRUG_REPORTS, value=report.score),
        agencies=(SECTION,),
    ),
    Obligation(
        id="events/hospitals-drug",
        clause="2.11",
        title=Text(
            zh="二级以上医院报告药品不良反应全覆盖",
            en="Every hospital of level 2 and above reports adverse drug reactions",
        ),
        agencies=(STATION, SECTION),
        measure=Coverage(of=HOSPITALS_OF_LEVEL_2_AND_3, by=DRUG_REPORTS),
        window=YEAR,
        target=ALL,
        strength="aims_at",
        interpretation=_HOSPITALS,
    ),
    Obligation(
        id="events/hospitals-device",
        clause="2.11",
        title=Text(
            zh="二级以上医院报告医疗器械不良事件全覆盖",
            en="Every hospital of level 2 and above reports adverse device events",
        ),
        agencies=(STATION, SECTION),
        measure=Coverage(of=HOSPITALS_OF_LEVEL_2_AND_3, by=DEVICE_REPORTS),
        window=YEAR,
        target=ALL,
        strength="aims_at",
        interpretation=_HOSPITALS,
    ),
    attested(
        "events/training",
        "2.11",
        Text(zh="监测人员业务培训", en="Training of monitoring staff"),
        Text(zh="培训通知与签到", en="Announcement and attendance of the training"),
    ),
    attested(
        "events/competition",
        "2.11",
        Text(
            zh="参加全省器械风险信号处置技能比赛", en="Part in the province's contest on handling device risk signals"
        ),
        Text(zh="报名或参赛材料", en="Papers of entry or participation"),
    ),
    indicator(
        "events/sentinels",
        "2.11",
        Text(zh="监测哨点受检比例", en="Share of sentinel sites inspected"),
        Coverage(of=SENTINELS, by=inspections),
        interpretation=Text(
            zh="条款要求加强检查督导，未写比例；哨点兼报药品和医疗器械，检查不分领域均计入：只列数值，不作判定。",
            en="The clause wants inspection and guidance and names no share. Sentinels report on drugs and on devices, so an "
            "inspection in any field counts: the share reached is shown, nothing is judged.",
        ),
    ),
    indicator(
        "events/signals-closed",
        "2.11",
        Text(zh="不良反应（事件）风险信号办结比例", en="Share of risk signals from adverse events closed"),
        Share(of=leads.where(lead.source == "adverse_event"), having=lead.closed_on.happened()),
        agencies=(SECTION,),
    ),
    attested(
        "events/publicity",
        "2.11",
        Text(zh="“5·25”爱肤日等主题宣传", en="Publicity on 25 May, the day of skin care, and the like"),
        Text(zh="宣传活动记录", en="Records of the events"),
        agencies=(STATION, SECTION),
    ),
)

OBLIGATIONS = (*SAMPLING, *EVENTS)
