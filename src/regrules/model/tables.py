"""
The tables of the register as attrs classes, one record a row: the one source of the schema.

They stand in the model because a plan names their columns; reading them from files is the register's business.
In a column that may be missing, None is a missing value: unknown, *not yet* (steps), or without limit.
"""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a table has a column called date
from datetime import datetime as Moment  # noqa: N812 - likewise
from decimal import Decimal

from attrs import frozen

from .schema import Schema, TableSchema, column, table_schema
from .text import Text

KINDS = (
    "drug_wholesaler", "drug_retailer", "drug_chain", "device_distributor", "device_manufacturer", "medical_institution",
    "disease_control_centre", "vaccination_site", "aesthetic_clinic", "cosmetics_operator", "online_platform",
)  # fmt: skip
SCOPES = (
    "cold_chain", "blood_products", "cell_therapy", "narcotic", "psychotropic_1", "psychotropic_2", "toxic", "precursor",
    "vaccine_storage", "priority_products", "sterile_implants", "in_vitro_diagnostics", "contact_lens", "family_planning",
    "botulinum", "remote_pharmacy", "special_drug_compounds",
)  # fmt: skip
DOMAINS = ("drug", "device", "cosmetic", "vaccine", "advertising")
PRODUCTS = ("drug", "device", "cosmetic", "drug_abuse")
GRADES = {
    "device_distributor": ("1", "2", "3", "4"),
    "device_user": ("1", "2", "3", "4"),
    "drug": ("A", "B", "C", "D"),
    "cosmetic": ("A", "B", "C", "D"),
    "credit": ("A", "B", "C", "D"),
}


@frozen(kw_only=True)
class Subject:
    """One owner at one place, in one version."""

    __tablename__ = "subjects"
    subject_id: str = column("text", "监管对象编号", "subject", required=True, key=True)
    valid_from: Day | None = column("date", "生效日期", "valid from", key=True)
    jurisdiction: str = column("division", "辖区", "jurisdiction", required=True)
    name: str = column("text", "名称", "name", required=True)
    kinds: frozenset[str] = column("words", "类别", "kinds", required=True, words=KINDS)
    modes: frozenset[str] | None = column(
        "words", "经营方式", "modes of trade", words=("wholesale", "retail", "storage_transport")
    )
    agency: str | None = column("text", "监管机构", "agency", refers="agencies")
    uscc: str | None = column("text", "统一社会信用代码", "unified social credit code")
    owner_id: str | None = column("text", "主体编号", "owner")
    site_id: str | None = column("text", "场所编号", "site")
    hospital_level: int | None = column("whole", "医院级别", "hospital level", least=0, most=3)
    specialty: str | None = column(
        "word", "专科", "specialty", words=("general", "eye", "dental", "check_up", "traditional", "maternity", "other")
    )
    device_classes: frozenset[str] | None = column("words", "医疗器械类别", "device classes", words=("I", "II", "III"))
    scopes: frozenset[str] | None = column("words", "经营使用范围", "scopes", words=SCOPES)
    roles: frozenset[str] | None = column("words", "监测角色", "roles", words=("sentinel", "priority_monitored"))
    registrations: frozenset[str] | None = column(
        "words", "平台注册", "registrations", words=("adr_system", "mdr_system", "tracing_platform", "cosmetic_system")
    )
    online_sales: bool | None = column("flag", "网络销售", "sells online")
    opened_on: Day | None = column("date", "开办日期", "opened on")
    closed_on: Day | None = column("date", "关闭日期", "closed on", step=True)
    suspended_on: Day | None = column("date", "停业日期", "suspended on", step=True)
    resumed_on: Day | None = column("date", "复业日期", "resumed on", step=True)
    valid_to: Day | None = column("date", "失效日期", "valid to")
    recorded_on: Day | None = column("date", "录入日期", "recorded on")


@frozen(kw_only=True)
class Grading:
    """One grade of a subject under one scheme."""

    __tablename__ = "gradings"
    subject_id: str = column("text", "监管对象编号", "subject", required=True, key=True, refers="subjects")
    scheme: str = column("word", "分级体系", "scheme", required=True, key=True, words=tuple(GRADES))
    valid_from: Day | None = column("date", "生效日期", "valid from", key=True)
    grade: str = column("text", "级别", "grade", required=True)
    year: int | None = column("whole", "年度", "year", least=1900, most=2200)
    published_on: Day | None = column("date", "公布日期", "published on", step=True)
    valid_to: Day | None = column("date", "失效日期", "valid to")
    recorded_on: Day | None = column("date", "录入日期", "recorded on")


@frozen(kw_only=True)
class Inspection:
    """One inspection of one subject."""

    __tablename__ = "inspections"
    inspection_id: str = column("text", "检查编号", "inspection", required=True, key=True)
    subject_id: str | None = column("text", "监管对象编号", "subject", refers="subjects")
    date: Day = column("date", "检查日期", "date", required=True)
    domains: frozenset[str] = column("words", "领域", "domains", required=True, words=DOMAINS)
    kinds: frozenset[str] = column(
        "words", "检查类型", "kinds", required=True,
        words=("routine", "full", "unannounced", "follow_up", "gsp", "licensing", "special", "patrol", "integrated",
               "cross", "joint"),
    )  # fmt: skip
    capacities: frozenset[str] | None = column("words", "检查身份", "capacities", words=KINDS, stands_for="kinds")
    reason: str | None = column(
        "word", "检查事由", "reason",
        words=("planned", "complaint", "transfer", "monitoring", "superior", "request", "licence_change", "recheck",
               "emergency"),
    )  # fmt: skip
    campaign: str | None = column("text", "专项行动", "campaign")
    selection: str | None = column("word", "抽取方式", "selection", words=("random", "targeted"))
    level: str | None = column("word", "层级", "level", words=("county", "prefecture", "province", "national"))
    mode: str | None = column("word", "检查方式", "mode", words=("on_site", "online", "written"))
    outcome: str | None = column("word", "检查结果", "outcome", words=("pass", "rectify", "stop"))
    rectify_by: Day | None = column("date", "整改期限", "rectify by")
    findings: frozenset[str] | None = column("words", "发现问题", "findings")
    officers: int | None = column("whole", "检查人数", "officers", least=0)
    visit_id: str | None = column("text", "到访编号", "visit")
    agency: str | None = column("text", "实施机构", "agency", refers="agencies")
    joint_with: frozenset[str] | None = column("words", "联合单位", "joint with")
    follows: str | None = column("text", "对应检查", "follows", refers="inspections")
    published_on: Day | None = column("date", "公示日期", "published on", step=True)
    recorded_on: Day | None = column("date", "录入日期", "recorded on")


@frozen(kw_only=True)
class Filing:
    """One paper of a subject or of an office."""

    __tablename__ = "filings"
    filing_id: str = column("text", "材料编号", "filing", required=True, key=True)
    jurisdiction: str = column("division", "辖区", "jurisdiction", required=True)
    subject_id: str | None = column("text", "监管对象编号", "subject", refers="subjects")
    agency: str | None = column("text", "机构", "agency", refers="agencies")
    kind: str = column(
        "word", "材料类型", "kind", required=True,
        words=("self_inspection", "online_sales", "business_data", "archive", "approval", "annual_plan", "campaign_plan",
               "campaign_summary", "monthly_report", "rectification_report", "summary_report", "vaccine_report",
               "work_report", "system_entry"),
    )  # fmt: skip
    period: str | None = column("text", "所属期间", "period")
    campaign: str | None = column("text", "专项行动", "campaign")
    follows: str | None = column("text", "对应记录", "follows")
    due_on: Day | None = column("date", "期限", "due on")
    sent_on: Day | None = column("date", "发出日期", "sent on", step=True)
    received_on: Day | None = column("date", "收到日期", "received on", step=True)
    verified_on: Day | None = column("date", "核实日期", "verified on", step=True)
    outcome: str | None = column("word", "核实结果", "outcome", words=("accepted", "returned"), dated_by="verified_on")
    published_on: Day | None = column("date", "公布日期", "published on", step=True)
    recorded_on: Day | None = column("date", "录入日期", "recorded on")


@frozen(kw_only=True)
class Report:
    """One adverse-event report or questionnaire."""

    __tablename__ = "reports"
    report_id: str = column("text", "报告编号", "report", required=True, key=True)
    jurisdiction: str = column("division", "辖区", "jurisdiction", required=True)
    subject_id: str | None = column("text", "监管对象编号", "subject", refers="subjects")
    product: str = column("word", "产品", "product", required=True, words=PRODUCTS)
    received_on: Day = column("date", "收到日期", "received on", required=True)
    occurred_on: Day | None = column("date", "发生日期", "occurred on")
    learned_on: Day | None = column("date", "获知日期", "learned on")
    learned_at: Moment | None = column("time", "获知时间", "learned at")
    received_at: Moment | None = column("time", "收到时间", "received at", step=True)
    serious: bool | None = column("flag", "严重", "serious")
    new: bool | None = column("flag", "新的", "new")
    death: bool | None = column("flag", "死亡", "death")
    valid: bool | None = column("flag", "有效", "valid")
    score: Decimal | None = column("number", "质量评分", "quality score", least=0, most=100)
    reviewed_on: Day | None = column("date", "审核日期", "reviewed on", step=True)
    recorded_on: Day | None = column("date", "录入日期", "recorded on")


@frozen(kw_only=True)
class Sample:
    """One product sampled for testing."""

    __tablename__ = "samples"
    sample_id: str = column("text", "抽样编号", "sample", required=True, key=True)
    jurisdiction: str = column("division", "辖区", "jurisdiction", required=True)
    subject_id: str | None = column("text", "监管对象编号", "subject", refers="subjects")
    product: str = column("word", "产品", "product", required=True, words=PRODUCTS)
    sampled_on: Day = column("date", "抽样日期", "sampled on", required=True)
    programme: str | None = column("text", "抽检计划", "programme")
    categories: frozenset[str] | None = column("words", "品种", "categories")
    channel: str | None = column("text", "渠道", "channel")
    due_on: Day | None = column("date", "期限", "due on")
    result: str | None = column("word", "检验结果", "result", words=("pass", "fail"), dated_by="result_on")
    result_on: Day | None = column("date", "结果日期", "result on", step=True)
    handled_on: Day | None = column("date", "处置日期", "handled on", step=True)
    reported_on: Day | None = column("date", "上报日期", "reported on", step=True)
    case_filed_on: Day | None = column("date", "立案日期", "case filed on", step=True)
    follows: str | None = column("text", "跟踪的抽样", "follows", refers="samples")
    recorded_on: Day | None = column("date", "录入日期", "recorded on")


@frozen(kw_only=True)
class Lead:
    """One lead or complaint that came in."""

    __tablename__ = "leads"
    lead_id: str = column("text", "线索编号", "lead", required=True, key=True)
    jurisdiction: str = column("division", "辖区", "jurisdiction", required=True)
    subject_id: str | None = column("text", "监管对象编号", "subject", refers="subjects")
    domain: str = column("word", "领域", "domain", required=True, words=DOMAINS)
    topic: str | None = column("text", "事项", "topic")
    source: str = column(
        "word", "来源", "source", required=True,
        words=("online_monitoring", "inspection", "complaint", "transfer", "consultation", "sampling", "adverse_event",
               "media", "other"),
    )  # fmt: skip
    agency: str | None = column("text", "承办机构", "agency", refers="agencies")
    received_on: Day = column("date", "收到日期", "received on", required=True)
    received_at: Moment | None = column("time", "收到时间", "received at")
    due_on: Day | None = column("date", "期限", "due on")
    closed_on: Day | None = column("date", "办结日期", "closed on", step=True)
    closed_at: Moment | None = column("time", "办结时间", "closed at", step=True)
    answered_on: Day | None = column("date", "反馈日期", "answered on", step=True)
    recorded_on: Day | None = column("date", "录入日期", "recorded on")


@frozen(kw_only=True)
class Action:
    """One step that the bureau took."""

    __tablename__ = "actions"
    action_id: str = column("text", "措施编号", "action", required=True, key=True)
    jurisdiction: str = column("division", "辖区", "jurisdiction", required=True)
    subject_id: str | None = column("text", "监管对象编号", "subject", refers="subjects")
    agency: str | None = column("text", "实施机构", "agency", refers="agencies")
    kind: str = column(
        "word", "措施类型", "kind", required=True,
        words=("notice", "guidance", "interview", "correction_order", "suspension", "stop_order", "case_filed", "warning",
               "penalty", "referral", "found_dormant", "deregistered_on_request", "deregistered_by_notice",
               "exited_online", "level_adjusted", "result_published", "reported_to_health"),
    )  # fmt: skip
    about: str | None = column("text", "事由", "about")
    follows: str | None = column("text", "对应记录", "follows")
    taken_on: Day = column("date", "实施日期", "taken on", required=True)
    due_on: Day | None = column("date", "期限", "due on")
    closed_on: Day | None = column("date", "办结日期", "closed on", step=True)
    recorded_on: Day | None = column("date", "录入日期", "recorded on")


@frozen(kw_only=True)
class Assignment:
    """One task that was handed down or drawn."""

    __tablename__ = "assignments"
    assignment_id: str = column("text", "任务编号", "assignment", required=True, key=True)
    jurisdiction: str = column("division", "辖区", "jurisdiction", required=True)
    kind: str = column("word", "任务类型", "kind", required=True, words=("inspection", "sampling", "campaign", "other"))
    source: str = column("word", "来源", "source", required=True, words=("superior", "draw", "own"))
    programme: str | None = column("text", "计划", "programme")
    campaign: str | None = column("text", "专项行动", "campaign")
    subject_id: str | None = column("text", "监管对象编号", "subject", refers="subjects")
    agency: str | None = column("text", "承办机构", "agency", refers="agencies")
    assigned_on: Day = column("date", "下达日期", "assigned on", required=True)
    due_on: Day | None = column("date", "期限", "due on")
    done_on: Day | None = column("date", "完成日期", "done on", step=True)
    recorded_on: Day | None = column("date", "录入日期", "recorded on")


@frozen(kw_only=True)
class Staff:
    """One member of staff in one post."""

    __tablename__ = "staff"
    staff_id: str = column("text", "人员编号", "staff member", required=True, key=True)
    valid_from: Day | None = column("date", "生效日期", "valid from", key=True)
    agency: str = column("text", "机构", "agency", required=True, refers="agencies")
    qualifications: frozenset[str] | None = column(
        "words", "资格", "qualifications", words=("drug_inspector", "device_inspector", "cosmetic_inspector")
    )
    role: str | None = column("text", "岗位", "role")
    valid_to: Day | None = column("date", "失效日期", "valid to")
    recorded_on: Day | None = column("date", "录入日期", "recorded on")


@frozen(kw_only=True)
class Meeting:
    """One meeting that was held."""

    __tablename__ = "meetings"
    meeting_id: str = column("text", "会议编号", "meeting", required=True, key=True)
    jurisdiction: str = column("division", "辖区", "jurisdiction", required=True)
    agency: str | None = column("text", "机构", "agency", refers="agencies")
    kind: str = column(
        "word", "会议类型", "kind", required=True,
        words=("risk_consultation", "training", "publicity", "interview", "coordination", "other"),
    )  # fmt: skip
    held_on: Day = column("date", "召开日期", "held on", required=True)
    outputs: frozenset[str] | None = column(
        "words", "形成清单", "outputs", words=("risk_list", "measure_list", "duty_list", "minutes")
    )
    recorded_on: Day | None = column("date", "录入日期", "recorded on")


@frozen(kw_only=True)
class Agency:
    """One office of the bureau."""

    __tablename__ = "agencies"
    agency_id: str = column("text", "机构编号", "agency", required=True, key=True)
    jurisdiction: str = column("division", "辖区", "jurisdiction", required=True)
    name: str = column("text", "名称", "name", required=True)
    kind: str = column(
        "word", "机构类型", "kind", required=True,
        words=("station", "section", "enforcement_team", "monitoring_centre", "bureau"),
    )  # fmt: skip
    valid_from: Day | None = column("date", "生效日期", "valid from")
    valid_to: Day | None = column("date", "失效日期", "valid to")
    recorded_on: Day | None = column("date", "录入日期", "recorded on")


@frozen(kw_only=True)
class Figure:
    """One number that somebody else sets or that precedes the register."""

    __tablename__ = "figures"
    jurisdiction: str = column("division", "辖区", "jurisdiction", required=True, key=True)
    name: str = column("text", "名称", "name", required=True, key=True)
    year: int = column("whole", "年度", "year", required=True, key=True, least=1900, most=2200)
    agency: str | None = column("text", "机构", "agency", key=True, refers="agencies")
    value: Decimal = column("number", "数值", "value", required=True, least=0)
    unit: int | None = column("whole", "单位", "unit", least=1)
    source: str | None = column("text", "来源", "source")
    recorded_on: Day | None = column("date", "录入日期", "recorded on")


@frozen(kw_only=True)
class Attestation:
    """One duty that a person confirmed."""

    __tablename__ = "attestations"
    jurisdiction: str = column("division", "辖区", "jurisdiction", required=True)
    obligation: str = column("text", "监管任务", "obligation", required=True)
    agency: str | None = column("text", "机构", "agency", refers="agencies")
    period: str | None = column("text", "所属期间", "period")
    done_on: Day = column("date", "完成日期", "done on", required=True)
    evidence: str = column("text", "证明材料", "evidence", required=True)
    recorded_on: Day | None = column("date", "录入日期", "recorded on")


@frozen(kw_only=True)
class Waiver:
    """One subject released from some obligations for a time."""

    __tablename__ = "waivers"
    subject_id: str = column("text", "监管对象编号", "subject", required=True, refers="subjects")
    obligation: str = column("text", "监管任务", "obligation", required=True)
    from_: Day | None = column("date", "起始日期", "from")
    until: Day | None = column("date", "截止日期", "until")
    reason: str = column("text", "理由", "reason", required=True)
    recorded_on: Day | None = column("date", "录入日期", "recorded on")


@frozen(kw_only=True)
class Extent:
    """From when to when one table is complete."""

    __tablename__ = "extents"
    table: str = column("text", "台账", "table", required=True, key=True)
    complete_from: Day | None = column("date", "完整起始", "complete from")
    complete_to: Day | None = column("date", "完整截止", "complete to")


def _named(record: type, row: str, zh: str, en: str, **dates: str | None) -> TableSchema:
    return table_schema(record, row=row, heading=Text(zh=zh, en=en), **dates)


RECORDS: dict[str, type] = {
    record.__tablename__: record
    for record in (
        Subject, Grading, Inspection, Filing, Report, Sample, Lead, Action, Assignment, Staff, Meeting, Agency, Figure,
        Attestation, Waiver, Extent,
    )
}  # fmt: skip

CORE = Schema(
    grades=GRADES,
    tables=(
        _named(Subject, "subject", "监管对象", "subjects", since="valid_from", until="valid_to"),
        _named(Grading, "grading", "分级", "gradings", since="valid_from", until="valid_to"),
        _named(Inspection, "inspection", "检查", "inspections", dated="date"),
        _named(Filing, "filing", "材料", "filings", dated="received_on"),
        _named(Report, "report", "监测报告", "reports", dated="received_on"),
        _named(Sample, "sample", "抽检", "samples", dated="sampled_on"),
        _named(Lead, "lead", "线索", "leads", dated="received_on"),
        _named(Action, "action", "措施", "actions", dated="taken_on"),
        _named(Assignment, "assignment", "任务", "assignments", dated="assigned_on"),
        _named(Staff, "staff_member", "人员", "staff", since="valid_from", until="valid_to"),
        _named(Meeting, "meeting", "会议", "meetings", dated="held_on"),
        _named(Agency, "agency", "机构", "agencies", since="valid_from", until="valid_to"),
        _named(Figure, "figure", "数据", "figures"),
        _named(Attestation, "attestation", "确认", "attestations", dated="done_on"),
        _named(Waiver, "waiver", "豁免", "waivers", since="from", until="until"),
        _named(Extent, "extent", "完整期间", "extents"),
    ),
)
