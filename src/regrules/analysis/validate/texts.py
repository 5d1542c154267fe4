"""Checks of texts: both languages, nothing left over, titles that tell obligations apart, readings stated."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from attrs import frozen

from ...model.describe import describe
from ...model.measures import Attested, Tasks
from ...model.plans import Jurisdiction, Obligation, Plan
from ...model.text import Text
from ...model.windows import Cycle, Rolling, Window
from ..check import Candidate, Check, Finding
from .case import Case, Problem, problem, targets_of
from .checks import of_obligations, of_plans
from .clauses import DRAFT_ZH, is_draft

_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2}")
_LEFT_OVER = re.compile(r"\b(todo|tbd|fixme|xxx+|lorem ipsum)\b|待补|待定稿|待填|[?？]{2}|…{2}\?", re.IGNORECASE)
_FULL_WIDTH = re.compile(r"[，。；：！？、（）【】「」《》]")
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?]|[\u4e00-\u9fff]\.(?!\d)")
LEAST_READING = 4


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


def _placed(found: Problem, said: Said) -> Problem:
    return Problem(
        problem=found.problem, advice=found.advice, severity=found.severity,
        clause=said.clause, obligation=said.obligation,
    )  # fmt: skip


def untranslated(text: Text) -> tuple[str, str] | None:
    """What is wrong with the languages of a text, in Chinese and in English; None if nothing is."""
    if not _CHINESE.search(text.zh):
        return "中文一栏没有汉字", "its Chinese holds no Chinese character"
    if _CHINESE.search(text.en):
        return "英文一栏含有汉字", "its English holds Chinese characters"
    if not _LATIN.search(text.en):
        return "英文一栏没有英文", "its English holds no word"
    return None


def _languages(plan: Plan, _county: Jurisdiction) -> Iterator[Problem]:
    for said in texts_of(plan):
        wrong = untranslated(said.text)
        if wrong is not None:
            yield _placed(_language_problem(said.what, said.text, wrong), said)


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
    for text, what in named:
        wrong = untranslated(text)
        if wrong is not None:
            told = _language_problem(what, text, wrong)
            yield Finding(check="names-in-both-languages", problem=told.problem, advice=told.advice)


def _left_over(plan: Plan, _county: Jurisdiction) -> Iterator[Problem]:
    drafts = {guidance.clause for guidance in plan.guidance if is_draft(guidance)}
    for said in texts_of(plan):
        if said.clause in drafts and not said.obligation:
            continue
        found = _LEFT_OVER.search(said.text.zh) or _LEFT_OVER.search(said.text.en)
        if found or DRAFT_ZH in said.text.zh:
            yield _placed(
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
            yield _placed(
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


def _titles(plan: Plan, _county: Jurisdiction) -> Iterator[Problem]:
    for language in ("zh", "en"):
        owners: dict[str, list[Obligation]] = defaultdict(list)
        for obligation in plan.obligations:
            owners[obligation.title.in_language(language).strip().lower()].append(obligation)
        for first, *others in owners.values():
            for other in others:
                title = other.title.in_language(language)
                yield Problem(
                    problem=Text(
                        zh=f"标题“{title}”与“{first.id}”的相同", en=f'the title "{title}" is that of `{first.id}` too'
                    ),
                    advice=Text(zh="请写出两者的区别", en="say in the titles how they differ"),
                    clause=other.clause,
                    obligation=other.id,
                )


def _readings(case: Case) -> Iterator[Problem]:
    obligation = case.obligation
    if obligation.interpretation is not None:
        return
    for zh, en in _choices(case):
        yield problem(
            f"没有说明：{zh}",
            f"a reading is not stated: {en}",
            "请在说明（interpretation）中写明所取的理解",
            "state the reading in the interpretation",
        )


def _choices(case: Case) -> Iterator[tuple[str, str]]:
    """What an author decided that a document seldom says in so many words."""
    obligation = case.obligation
    window, period = obligation.window, case.plan.period
    if isinstance(window, Cycle):
        yield f"周期自 {window.start} 起算", f"the cycle begins on {window.start}"
    elif isinstance(window, Rolling):
        yield f"按最近{window.months}个月滚动计算", f"the window is the last {window.months} months"
    elif isinstance(window, Window) and window.end < period.start <= window.asked_on:
        yield "所计的是计划期以前的记录", "records from before the plan's period are counted"
    if any(target.rounding != "up" for target in targets_of(obligation)):
        yield "取整的方式", "how the required number is rounded"
    if any(target.minimum is not None for target in targets_of(obligation)):
        yield "最低个数", "the smallest number of units"


def _reading_says_more(case: Case) -> Iterator[Problem]:
    reading, title = case.obligation.interpretation, case.obligation.title
    if reading is None:
        return
    for language in ("zh", "en"):
        said = reading.in_language(language).strip(" .。").lower()
        if said == title.in_language(language).strip(" .。").lower() or len(said) < LEAST_READING:
            yield problem(
                f"说明“{reading.in_language(language)}”没有说出所取的理解",
                f'the interpretation "{reading.in_language(language)}" states no reading',
                "请写明条文未定之处取何理解，或删去",
                "say how the clause is read where it is open, or leave the interpretation out",
            )
            return


def _described(case: Case) -> Iterator[Problem]:
    obligation = case.obligation
    for record in (obligation.measure, obligation.window, obligation.target, obligation.each):
        if record is None:
            continue
        try:
            told = describe(record, case.schema)
        except Exception as failure:  # whatever goes wrong here would go wrong in every report
            yield problem(
                f"所计内容无法用文字说明：{failure}",
                f"what it counts cannot be put into words: {failure}",
                "请核对所用的栏目和取值",
                "check its columns and words",
            )
            return
        if not _CHINESE.search(told.zh) or not _LATIN.search(told.en):
            yield problem(
                f"所计内容的文字说明不全：“{told.zh}”／“{told.en}”",
                f'what it counts is not put into both languages: "{told.zh}" / "{told.en}"',
                "请为自定的栏目写中英文名称",
                "give your own columns headings in both languages",
            )
            return


LEVEL = "explained"
CHECKS = (
    of_plans("both-languages", LEVEL, "文字都有中文和英文", "every text is in both languages", _languages),
    Check(
        id="names-in-both-languages",
        level=LEVEL,
        title=Text(zh="辖区和机构名称有中文和英文", en="the county and its agencies are named in both languages"),
        find=_names,
    ),
    of_plans("nothing-left-over", LEVEL, "没有未写完的文字", "no text is unfinished", _left_over),
    of_plans("punctuation-fits", LEVEL, "标点与语言相符", "punctuation fits the language", _punctuation),
    of_plans("titles-differ", LEVEL, "同一计划内标题不重复", "titles of a plan differ from each other", _titles),
    of_obligations("readings-stated", LEVEL, "条文未定之处写明理解", "readings are stated", _readings),
    of_obligations(
        "readings-say-more", LEVEL, "说明不只重复标题", "an interpretation is more than the title", _reading_says_more
    ),
    of_obligations(
        "can-be-described", LEVEL, "所计内容可用中英文说明", "what is counted can be put into words", _described
    ),
)
