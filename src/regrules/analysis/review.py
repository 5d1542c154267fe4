"""
The record of a review: what a county's plans asked when somebody last read them against the document.

A plugin keeps it beside its module, as ``reviewed.json``. Whoever reviews a change reads the difference in sentences; what
nobody has reviewed does not pass unseen, be it one figure, one word of a predicate or one agency.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..model.plans import Jurisdiction, Obligation, Plan
from ..model.sentence import sentence
from ..model.serial import to_data
from ..model.tables import CORE
from ..model.text import Text
from .check import Candidate, Check, Finding

FILE = "reviewed.json"
VERSION = 1
ADVICE = Text(
    zh="对照原文复核；确认无误后用 regrules conform 的 --record-review 更新复核记录",
    en="read it against the document; if it is right, renew the record with `regrules conform --record-review`",
)


def review_of(county: Jurisdiction) -> str:
    """The record of *county* as it stands, as JSON text."""
    data = {"version": VERSION, "county": _digest(_about(county)), "plans": {each.id: _plan(each, county) for each in county.plans}}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _about(county: Jurisdiction) -> list[Any]:
    own = [each for each in county.schema.tables if each not in CORE.tables]
    grades = sorted((scheme, list(each)) for scheme, each in county.schema.grades.items())
    return [county.id, county.code, to_data(county.name), to_data(county.agencies), to_data(tuple(own)), grades]


def _plan(plan: Plan, county: Jurisdiction) -> dict[str, Any]:
    about = [to_data(plan.title), to_data(plan.period), str(plan.issued_on), plan.document, plan.document_digest]
    return {
        "plan": _digest([*about, [to_data(each) for each in plan.figure_notes]]),
        "obligations": {each.id: _obligation(each, county) for each in plan.obligations},
        "guidance": {each.clause: _digest(to_data(each)) for each in plan.guidance},
    }


def _obligation(obligation: Obligation, county: Jurisdiction) -> dict[str, str]:
    said = _said(obligation, county)
    return {
        "clause": ", ".join(obligation.clauses),
        "zh": f"{obligation.title.zh}：{said.zh}",
        "en": f"{obligation.title.en}: {said.en}",
        "digest": _digest(to_data(obligation)),
    }


def _said(obligation: Obligation, county: Jurisdiction) -> Text:
    """What an obligation asks for; of columns that the county does not have nothing can be said, and another check says so."""
    try:
        return sentence(obligation, county.schema)
    except KeyError:
        return Text(zh="-", en="-")


def _digest(data: object) -> str:
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def as_reviewed(candidate: Candidate) -> Iterator[Finding]:
    """What differs from the last review; a note if none is recorded."""
    if not candidate.reviewed:
        yield Finding(
            check="as-reviewed",
            severity="note",
            problem=Text(zh="没有复核记录", en="no review is recorded"),
            advice=ADVICE,
        )
        return
    try:
        recorded = json.loads(candidate.reviewed)
        plans: Mapping[str, Any] = recorded["plans"]
        about = recorded["county"]
    except (ValueError, KeyError, TypeError):
        yield _finding(Text(zh=f"复核记录 {FILE} 无法读取", en=f"the record of the review, {FILE}, cannot be read"))
        return
    now = json.loads(review_of(candidate.jurisdiction))
    if about != now["county"]:
        yield _finding(Text(zh="辖区名称、代码或机构有变", en="the county's name, code or agencies have changed"))
    for plan in _all(plans, now["plans"]):
        yield from _of_plan(plan, plans.get(plan), now["plans"].get(plan))


def _of_plan(plan: str, was: Any, is_now: Any) -> Iterator[Finding]:
    if was is None or is_now is None:
        yield _finding(_come_or_gone(f"计划 {plan}", f"the plan {plan}", came=was is None), plan=plan)
        return
    if was["plan"] != is_now["plan"]:
        yield _finding(
            Text(
                zh="计划的标题、期间、文件或数字说明有变",
                en="the plan's title, period, document or notes on figures have changed",
            ),
            plan=plan,
        )
    for name in _all(was["obligations"], is_now["obligations"]):
        yield from _of_obligation(plan, name, was["obligations"].get(name), is_now["obligations"].get(name))
    for clause in _all(was["guidance"], is_now["guidance"]):
        before, after = was["guidance"].get(clause), is_now["guidance"].get(clause)
        if before is None or after is None:
            told = _come_or_gone(f"第 {clause} 条的原则性要求", f"the guidance of {clause}", came=before is None)
            yield _finding(told, plan=plan, clause=clause)
        elif before != after:
            yield _finding(
                Text(zh="原则性要求的标题或理由有变", en="the guidance has another title or reason"), plan=plan, clause=clause
            )


def _of_obligation(plan: str, name: str, was: Any, is_now: Any) -> Iterator[Finding]:
    if was is None or is_now is None:
        told = _come_or_gone("任务", "the obligation", came=was is None)
        yield _finding(told, plan=plan, obligation=name, clause=(was or is_now)["clause"].split(",")[0])
    elif was["digest"] != is_now["digest"]:
        yield _finding(_changed(was, is_now), plan=plan, obligation=name, clause=is_now["clause"].split(",")[0])


def _changed(was: Mapping[str, str], is_now: Mapping[str, str]) -> Text:
    if was["clause"] != is_now["clause"]:
        return Text(
            zh=f"条款由 {was['clause']} 改为 {is_now['clause']}",
            en=f"it cited {was['clause']} and cites {is_now['clause']}",
        )
    differ = [language for language in ("zh", "en") if was[language] != is_now[language]]
    if differ:  # where one language stayed as it was, the other one shows what changed
        zh, en = differ[0], differ[-1]
        return Text(zh=f"原为“{was[zh]}”，现为“{is_now[zh]}”", en=f"it was ‘{was[en]}’ and is ‘{is_now[en]}’")
    return Text(
        zh="机构、解释、依据、后续措施、力度或证据有变",
        en="its agencies, interpretation, bases, next steps, strength or evidence have changed",
    )


def _come_or_gone(zh: str, en: str, *, came: bool) -> Text:
    return Text(zh=f"{zh}是新增的", en=f"{en} is new") if came else Text(zh=f"{zh}已不存在", en=f"{en} is gone")


def _finding(problem: Text, *, plan: str = "", clause: str = "", obligation: str = "") -> Finding:
    return Finding(
        check="as-reviewed", plan=plan, clause=clause, obligation=obligation, problem=problem, advice=ADVICE
    )


def _all(was: Iterable[str], is_now: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*was, *is_now)))


CHECKS = (
    Check(
        id="as-reviewed",
        level="accounted",
        title=Text(zh="与上次复核的内容一致", en="the plans ask what they asked when they were last reviewed"),
        find=as_reviewed,
    ),
)
