"""A small invented document, and the plan of a made-up county that says what it says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from regrules.analysis.check import Finding
from regrules.analysis.document import read_document
from regrules.analysis.trace import Trace, trace
from regrules.model import (
    AgencyEntry,
    Attested,
    Count,
    Coverage,
    FigureNote,
    Guidance,
    Jurisdiction,
    Obligation,
    Plan,
    Response,
    Share,
    TaskCell,
    TaskKind,
    Tasks,
    TaskTotal,
    Text,
    Timeliness,
    at_least,
    calendar_year,
    cycle,
    filing,
    filings,
    inspection,
    inspections,
    meeting,
    meetings,
    quarters,
    report,
    reports,
    rolling_months,
    stages,
    subject,
    subjects,
    times_at_least,
    working_days,
)

DOCUMENT = """青石县市场监督管理局2025年药品和医疗器械监管工作要点

一、药品监管
（一）零售药店。对零售药店开展监督检查，半年、三季度、全年覆盖率分别达到50%、75%、100%。
（二）精神药品。经营第二类精神药品的药店，每年检查不少于两次。
（三）购药服务。鼓励药店设置售药机，满足群众24小时购药需求。
二、医疗器械监管
（一）分级监管
1. 三级监管的器械经营企业，每年检查不少于一次；二级监管的，每两年检查不少于一次；一级监管的，每年随机抽取25%以上，4年内全部覆盖。
2. 第二类器械经营企业飞行检查不少于总数的3%，第三类器械经营企业飞行检查不少于总数的10%。
（二）自查报告。器械经营企业于3月31日前提交2024年自查报告，上报率100%。
（三）网络销售。器械网络销售备案核实后，7个工作日内向社会公开（器械科、各市场监管所负责）。
（四）整改复查。要求整改的器械经营企业，30日内跟踪检查。
三、监测评价
（一）报告数量。药品不良反应报告每百万人口不少于1000份。
（二）报告质量。严重报告比例达到2%以上，新的一般报告比例达到20%以上。
（三）风险会商。每季度召开一次风险会商会。
（四）医院监测。二级以上医院全部报告药品不良反应。
（五）工作总结。年底前完成监测工作总结。

附件：2025年检查任务表
单位 | 一季度 | 一季度 | 二季度 | 二季度 | 合计
单位 | 药店家次 | 医院家次 | 药店家次 | 医院家次 | 合计
城东所 | 5 | 1 | 6 | 2 | 14
城西所 | 7 | 0 | 8 | 3 | 18
"""

YEAR = calendar_year(2025)
ALL = at_least("100%", implied=True)
PHARMACIES = subjects.where(subject.kinds.has("drug_retailer"))
DISTRIBUTORS = subjects.where(subject.kinds.has("device_distributor"))
DRUG_VISITS = inspections.where(inspection.domains.has("drug"))
DEVICE_VISITS = inspections.where(inspection.domains.has("device"))
UNANNOUNCED = DEVICE_VISITS.where(inspection.kinds.has("unannounced"))
DRUG_REPORTS = reports.where(report.product == "drug")


def _duty(id: str, clause: str, zh: str, measure: object, target: object, **more: object) -> Obligation:
    settings = {"agencies": ("station",), "window": YEAR, **more}
    return Obligation(id=id, clause=clause, title=Text(zh=zh, en=id), measure=measure, target=target, **settings)


def _level(level: str) -> object:
    return DISTRIBUTORS.where(subject.grade("device_distributor") == level)


def _class(klass: str) -> object:
    return DISTRIBUTORS.where(subject.device_classes.has(klass))


KINDS = (
    TaskKind(name="pharmacies", title=Text(zh="药店检查", en="Pharmacies"), of=DRUG_VISITS),
    TaskKind(name="hospitals", title=Text(zh="医院检查", en="Hospitals"), of=DRUG_VISITS),
)
PLANNED = {"east": (5, 1, 6, 2), "west": (7, 0, 8, 3)}
CELLS = tuple(
    TaskCell(agency=agency, period=period, kind=kind, planned=number)
    for agency, numbers in PLANNED.items()
    for (period, kind), number in zip(
        ((period, kind.name) for period in ("2025-Q1", "2025-Q2") for kind in KINDS), numbers, strict=True
    )
)
TASKS = Tasks(
    kinds=KINDS,
    cells=CELLS,
    totals=(TaskTotal(agency="east", planned=14), TaskTotal(agency="west", planned=18)),
)

PLAN = Plan(
    id="qingshi-2025",
    title=Text(zh="青石县2025年药品和医疗器械监管工作要点", en="Qingshi: drugs and devices, 2025"),
    period=YEAR,
    obligations=(
        _duty(
            "pharmacies", "1.1", "零售药店检查覆盖", Coverage(of=PHARMACIES, by=DRUG_VISITS),
            stages(
                ("2025-06-30", at_least("50%")), ("2025-09-30", at_least("75%")), ("2025-12-31", at_least("100%"))
            ),
        ),
        _duty(
            "psychotropic", "1.2", "精神药品药店一年两查",
            Coverage(
                of=PHARMACIES.where(subject.scopes.has("psychotropic_2")), by=DRUG_VISITS, times=times_at_least(2)
            ),
            ALL,
        ),
        _duty("level-3", "2.1.1", "三级监管企业年度检查", Coverage(of=_level("3"), by=DEVICE_VISITS), ALL),
        _duty(
            "level-2", "2.1.1", "二级监管企业两年检查", Coverage(of=_level("2"), by=DEVICE_VISITS), ALL,
            window=rolling_months(24),
        ),
        _duty(
            "level-1", "2.1.1", "一级监管企业随机抽查",
            Coverage(of=_level("1"), by=DEVICE_VISITS.where(inspection.selection == "random")), at_least("25%"),
        ),
        _duty(
            "level-1-cycle", "2.1.1", "一级监管企业四年覆盖", Coverage(of=_level("1"), by=DEVICE_VISITS), ALL,
            window=cycle(start="2023-01-01", years=4),
            interpretation=Text(zh="自2023年1月1日起算。", en="From 1 January 2023."),
        ),
        _duty("class-2", "2.1.2", "第二类企业的飞行检查", Coverage(of=_class("II"), by=UNANNOUNCED), at_least("3%")),
        _duty("class-3", "2.1.2", "第三类企业的飞行检查", Coverage(of=_class("III"), by=UNANNOUNCED), at_least("10%")),
        _duty(
            "self-inspection", "2.2", "经营企业自查报告",
            Coverage(of=DISTRIBUTORS, by=filings.where(filing.kind == "self_inspection", filing.period == "2024")),
            at_least("100%"), window=calendar_year(2025, due="2025-03-31"),
        ),
        _duty(
            "filings", "2.3", "网络销售备案公开",
            Timeliness(
                of=filings.where(filing.kind == "online_sales"), start=filing.verified_on, end=filing.published_on,
                within=working_days(7),
            ),
            ALL, agencies=("devices", "station"),
        ),
        _duty(
            "follow-up", "2.4", "整改企业跟踪检查",
            Response(
                to=DEVICE_VISITS.where(inspection.outcome == "rectify"),
                by=DEVICE_VISITS.where(inspection.kinds.has("follow_up")),
            ),
            ALL,
        ),
        _duty("per-million", "3.1", "药品不良反应报告数", Count(of=DRUG_REPORTS, per_million=True), at_least("1000")),
        _duty("serious", "3.2", "严重报告比例", Share(of=DRUG_REPORTS, having=report.serious.is_true()), at_least("2%")),
        _duty("new", "3.2", "新的一般报告比例", Share(of=DRUG_REPORTS, having=report.new.is_true()), at_least("20%")),
        _duty(
            "consultations", "3.3", "风险会商", Count(of=meetings.where(meeting.kind == "risk_consultation")),
            at_least(1, implied=True), each=quarters,
        ),
        _duty(
            "hospitals", "3.4", "二级以上医院报告不良反应",
            Coverage(
                of=subjects.where(subject.kinds.has("medical_institution"), subject.hospital_level >= 2),
                by=DRUG_REPORTS,
            ),
            ALL,
        ),
        _duty("summary", "3.5", "监测工作总结", Attested(evidence=Text(zh="总结", en="The summary")), ALL),
        _duty("tasks", "annex", "任务表的检查家次", TASKS, stages(("2025-03-31", ALL), ("2025-06-30", ALL))),
    ),
    guidance=(
        Guidance(
            clause="1.3", title=Text(zh="便民售药", en="Vending"), reason=Text(zh="属于鼓励。", en="Encouragement.")
        ),
    ),
    figure_notes=(
        FigureNote(clause="1.3", figure="24小时", reason=Text(zh="只讲营业时间。", en="Opening hours only.")),
        FigureNote(clause="2.4", figure="30日内", reason=Text(zh="另行规定。", en="Ruled elsewhere.")),
    ),
)  # fmt: skip
COUNTY = Jurisdiction(
    id="qingshi",
    code="990102",
    name=Text(zh="青石县", en="Qingshi"),
    agencies=(
        AgencyEntry(id="devices", name=Text(zh="器械科", en="Devices"), kind="section"),
        AgencyEntry(id="east", name=Text(zh="城东市场监管所", en="East"), kind="station"),
        AgencyEntry(id="west", name=Text(zh="城西市场监管所", en="West"), kind="station"),
    ),
    plans=(PLAN,),
)

Traced = Callable[..., Trace]
Problems = Callable[..., tuple[Finding, ...]]


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The plan, which says what the document says."""
    return PLAN


@pytest.fixture(scope="session")
def county() -> Jurisdiction:
    """Its county."""
    return COUNTY


@pytest.fixture(scope="session")
def document() -> str:
    """The text of the document."""
    return DOCUMENT


@pytest.fixture(scope="session")
def traced() -> Traced:
    """Traces a plan to a text; unsaid, the invented ones."""

    read = cache(lambda text: read_document(text).parts[0])

    def made(plan: Plan = PLAN, text: str = DOCUMENT) -> Trace:
        return trace(plan, COUNTY, read(text))

    return made


@pytest.fixture(scope="session")
def problems(traced: Traced) -> Problems:
    """What speaks against a plan, notes left out."""

    def found(plan: Plan = PLAN, text: str = DOCUMENT) -> tuple[Finding, ...]:
        return tuple(each for each in traced(plan, text).findings if each.severity == "error")

    return found
