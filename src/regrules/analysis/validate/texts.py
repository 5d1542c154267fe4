"""Checks of texts: both languages, nothing left over, punctuation that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from ...model.measures import Attested, Tasks
from ...model.plans import Jurisdiction, Obligation, Plan
from ...model.schema import Schema
from ...model.tables import CORE
from ...model.text import Text
from ..check import Candidate, Check, Finding
from .case import Problem, problem
from .checks import of_plans
from .clauses import DRAFT_ZH, is_draft

CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2}")
_LEFT_OVER = re.compile(r"\b(todo|tbd|fixme|xxx+|lorem ipsum)\b|待补|待定稿|待填|[?？]{2}|…{2}\?", re.IGNORECASE)
_FULL_WIDTH = re.compile(r"[，。；：！？、（）【】「」《》]")
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?]|[\u4e00-\u9fff]\.(?!\d)")


@frozen(kw_only=True)
class Said:
    """
    A text and where it stands.

    Attributes:
        text: The text.
        what: What it is.
        is_title: Whether it is a title, not a sentence.
        clause: Its clause, if it has one.
        obligation: Its obligation, if it has one.
    """

    text: Text
    what: Text
    is_title: bool = False
    clause: str = ""
    obligation: str = ""


TITLE, READING = Text(zh="标题", en="title"), Text(zh="说明", en="interpretation")
EVIDENCE, STEP = Text(zh="证明材料", en="evidence"), Text(zh="后续措施", en="step")
KIND, BASIS = Text(zh="任务表栏目", en="heading of the attached table"), Text(zh="依据", en="basis")
REASON, NAME = Text(zh="理由", en="reason"), Text(zh="名称", en="name")
HEADING = Text(zh="自定的表头", en="heading of its own")


def texts_of(plan: Plan) -> Iterator[Said]:
    """Every text of a plan."""
    yield Said(text=plan.title, what=TITLE, is_title=True)
    for obligation in plan.obligations:
        for text, what, is_title in _texts_of(obligation):
            yield Said(text=text, what=what, is_title=is_title, clause=obligation.clause, obligation=obligation.id)
    for guidance in plan.guidance:
        yield Said(text=guidance.title, what=TITLE, is_title=True, clause=guidance.clause)
        yield Said(text=guidance.reason, what=REASON, clause=guidance.clause)
    for note in plan.figure_notes:
        yield Said(text=note.reason, what=REASON, clause=note.clause)


def _texts_of(obligation: Obligation) -> Iterator[tuple[Text, Text, bool]]:
    yield obligation.title, TITLE, True
    if obligation.interpretation is not None:
        yield obligation.interpretation, READING, False
    yield from ((basis.document, BASIS, True) for basis in obligation.basis)
    yield from ((step.title, STEP, True) for step in obligation.escalation)
    measure = obligation.measure
    if isinstance(measure, Attested):
        yield measure.evidence, EVIDENCE, False
    if isinstance(measure, Tasks):
        yield from ((kind.title, KIND, True) for kind in measure.kinds)


def placed(found: Problem, said: Said) -> Problem:
    """A problem at the place of a text."""
    return Problem(
        problem=found.problem, advice=found.advice, severity=found.severity,
        clause=said.clause, obligation=said.obligation,
    )  # fmt: skip


def untranslated(text: Text) -> tuple[str, str] | None:
    """What is wrong with the languages of a text, in Chinese and in English; None if nothing is."""
    if not CHINESE.search(text.zh):
        return "中文一栏没有汉字", "its Chinese holds no Chinese character"
    if CHINESE.search(text.en):
        return "英文一栏含有汉字", "its English holds Chinese characters"
    if not LATIN.search(text.en):
        return "英文一栏没有英文", "its English holds no word"
    return None


def _languages(plan: Plan, _county: Jurisdiction) -> Iterator[Problem]:
    for said in texts_of(plan):
        wrong = untranslated(said.text)
        if wrong is not None:
            yield placed(_language_problem(said.what, said.text, wrong), said)


def _language_problem(what: Text, text: Text, wrong: tuple[str, str]) -> Problem:
    return problem(
        f"{what.zh}“{text.zh}”／“{text.en}”：{wrong[0]}",
        f'the {what.en} "{text.zh}" / "{text.en}": {wrong[1]}',
        "请分别写中文和英文",
        "write it in Chinese and in English",
    )


def _names(candidate: Candidate) -> Iterator[Finding]:
    county = candidate.jurisdiction
    named = [(county.name, NAME), *((entry.name, NAME) for entry in county.agencies)]
    named += [(heading, HEADING) for heading in _own_headings(county.schema)]
    for text, what in named:
        wrong = untranslated(text)
        if wrong is not None:
            told = _language_problem(what, text, wrong)
            yield Finding(check="names-in-both-languages", problem=told.problem, advice=told.advice)


def _own_headings(schema: Schema) -> Iterator[Text]:
    """The headings of the tables and columns that the county has beside those of the core."""
    for table in schema.tables:
        known = CORE.table(table.name).names if table.name in CORE.names else ()
        if not known:
            yield table.heading
        yield from (column.heading for column in table.columns if column.name not in known)


def _left_over(plan: Plan, _county: Jurisdiction) -> Iterator[Problem]:
    drafts = {guidance.clause for guidance in plan.guidance if is_draft(guidance)}
    for said in texts_of(plan):
        if said.clause in drafts and not said.obligation:
            continue
        found = _LEFT_OVER.search(said.text.zh) or _LEFT_OVER.search(said.text.en)
        if found or DRAFT_ZH in said.text.zh:
            yield placed(
                problem(
                    f"{said.what.zh}中还留有“{found[0] if found else DRAFT_ZH}”",
                    f"the {said.what.en} still holds {found[0] if found else DRAFT_ZH}",
                    "请写完",
                    "finish it",
                ),
                said,
            )


def _punctuation(plan: Plan, _county: Jurisdiction) -> Iterator[Problem]:
    for said in texts_of(plan):
        wrong = _misplaced(said)
        if wrong is not None:
            yield placed(
                problem(
                    f"{said.what.zh}“{said.text.zh}”／“{said.text.en}”：{wrong[0]}",
                    f'the {said.what.en} "{said.text.zh}" / "{said.text.en}": {wrong[1]}',
                    "请改正标点",
                    "mend the punctuation",
                ),
                said,
            )


def _misplaced(said: Said) -> tuple[str, str] | None:
    zh, en = said.text.zh, said.text.en
    if zh != zh.strip() or en != en.strip() or "  " in en:
        return "有多余的空格", "it has blanks to spare"
    if _HALF_WIDTH.search(zh):
        return "中文用了英文标点", "its Chinese has English punctuation"
    if _FULL_WIDTH.search(en):
        return "英文用了中文标点", "its English has Chinese punctuation"
    if said.is_title and (zh.endswith("。") or en.endswith(".")):
        return "标题以句号结尾", "a title ends with a full stop"
    return None


LEVEL = "explained"
CHECKS = (
    of_plans("both-languages", LEVEL, "文字都有中文和英文", "every text is in both languages", _languages),
    Check(
        id="names-in-both-languages",
        level=LEVEL,
        title=Text(
            zh="辖区、机构和自定栏目的名称有中文和英文",
            en="the county, its agencies and its own columns are named in both languages",
        ),
        find=_names,
    ),
    of_plans("nothing-left-over", LEVEL, "没有未写完的文字", "no text is unfinished", _left_over),
    of_plans("punctuation-fits", LEVEL, "标点与语言相符", "punctuation fits the language", _punctuation),
)
