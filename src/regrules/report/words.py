"""The words around the numbers, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..engine.verdict import Verdict
from ..model.plans import Jurisdiction
from ..model.text import Text
from ..model.wording import wording

if TYPE_CHECKING:
    from ..register import Register


def _text(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


STATUS: Mapping[str | None, Text] = {
    "met": _text("已达标", "met"),
    "late": _text("逾期达标", "late"),
    "breached": _text("未达标", "breached"),
    "open": _text("进行中", "open"),
    "undecided": _text("无法判定", "undecided"),
    "not_applicable": _text("不适用", "not applicable"),
    None: _text("监测指标", "indicator"),
}
BEHIND = _text("滞后", "behind")
STRENGTH = {
    "must": _text("必须", "must"),
    "in_principle": _text("原则上", "in principle"),
    "aims_at": _text("力争", "aims at"),
}
HEADINGS = {
    "clause": _text("条款", "Clause"),
    "title": _text("监管任务", "Obligation"),
    "status": _text("判定", "Status"),
    "number": _text("完成", "Number"),
    "required": _text("目标", "Target"),
    "shortfall": _text("缺额", "Short"),
    "due": _text("期限", "Due"),
    "agency": _text("机构", "Agency"),
    "agencies": _text("责任机构", "Agencies"),
    "outstanding": _text("未完成", "Missing"),
    "undetermined": _text("未定", "Unknown"),
    "code": _text("代码", "Code"),
    "county": _text("辖区", "County"),
    "plan": _text("计划", "Plan"),
    "period": _text("期间", "Period"),
    "obligations": _text("任务数", "Duties"),
    "source": _text("来源", "From"),
    "reason": _text("理由", "Reason"),
    "jurisdictions": _text("辖区数", "Asked"),
}
LINES = {
    "breached": _text("未达标任务", "Breached"),
    "undecided": _text("无法判定的任务", "Undecided"),
    "readings": _text("条款的理解", "How clauses were read"),
    "guidance": _text("原则性要求（不判定）", "Guidance (nothing is checked)"),
    "skipped": _text("未评估的计划", "Plans left out"),
    "more": _text("等{}个", " and {} more"),
    "further agencies": _text("另有{}个机构共{}个", "{} further agencies: {}"),
    "between": _text("、", ", "),
    "no agency": _text("机构不明", "no known agency"),
    "missing": _text("缺少：{}", "missing: {}"),
    "next": _text("下一步：{}", "next: {}"),
    "until": _text("{}前", "by {}"),
    "short": _text("还差{}", "{} short"),
    "excess": _text("超出{}", "{} too many"),
    "none installed": _text("没有安装任何辖区", "no county is installed"),
    "as of": _text("截至{}", "as of {}"),
    "known at": _text("按{}所知", "as known on {}"),
    "assessable": _text("可评估：{}至{}", "can be assessed from {} to {}"),
    "jurisdictions": _text("{}个辖区", "{} jurisdictions"),
    "jurisdiction": _text("1个辖区", "1 jurisdiction"),
    "together": _text("合计", "Together"),
    "shared": _text("（只列两个以上辖区共有的任务）", " (what at least two are asked alike)"),
    "left out": _text("未评估的辖区和计划", "Left out"),
    "no subjects": _text("台账中没有其监管对象", "the register holds none of its subjects"),
    "no plan": _text("没有计划；台账中有{}个监管对象", "it has no plan; subjects in the register: {}"),
    "no plugin": _text("没有插件的辖区", "No plugin speaks for"),
    "subjects": _text("{}个监管对象", "{} subjects"),
    "subject": _text("1个监管对象", "1 subject"),
    "failed": _text("评估失败的辖区", "Could not be evaluated"),
    "colon": _text("：", ": "),
}


def status_parts(verdict: Verdict, lang: str) -> list[str]:
    """The status of *verdict*, then its outlook if it lags behind, or its strength if a softer one was missed."""
    told = [STATUS[verdict.status].in_language(lang)]
    if verdict.outlook == "behind":
        told.append(f"({BEHIND.in_language(lang)})")
    elif verdict.status == "breached" and verdict.strength != "must":
        told.append(f"({STRENGTH[verdict.strength].in_language(lang)})")
    return told


def agency_text(county: Jurisdiction, agency: str | None, register: Register | None = None) -> Text:
    """The name of an agency, from the plan or else from the register, or of a kind of agencies."""
    if agency is None:
        return LINES["no agency"]
    for entry in county.agencies:
        if entry.id == agency:
            return entry.name
    columns = {} if register is None else register.table("agencies").columns
    for known, name in zip(columns.get("agency_id", ()), columns.get("name", ()), strict=True):
        if known == agency:
            return Text(zh=str(name), en=str(name))
    return wording(agency)


def said(line: str, lang: str) -> str:
    """One of the lines, in a language."""
    return LINES[line].in_language(lang)
