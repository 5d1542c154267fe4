"""Checks of what explains a plan: titles that differ, readings that are stated, a description of what is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ...model.describe import describe
from ...model.plans import Jurisdiction, Obligation, Plan
from ...model.text import Text
from ...model.windows import Cycle, Rolling, Window
from .case import Case, Problem, problem, targets_of
from .checks import of_obligations, of_plans
from .texts import CHINESE, LATIN

LEAST_READING = 4
ROLLING = ("滚动", "任一日", "最近", "往前", "之前", "连续")


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
    said = obligation.interpretation.zh if obligation.interpretation else ""
    for zh, en, words in _choices(case):
        if not said or (words and not any(word in said for word in words)):
            yield problem(
                f"没有说明：{zh}",
                f"a reading is not stated: {en}",
                "请在说明（interpretation）中写明所取的理解" + (f"，用到“{'”或“'.join(words)}”" if words else ""),
                "state the reading in the interpretation"
                + (f"; its Chinese uses {' or '.join(words)}" if words else ""),
            )


def _choices(case: Case) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """What an author decided that a document seldom says in so many words, and words that tell of it."""
    obligation = case.obligation
    window, period = obligation.window, case.plan.period
    if isinstance(window, Cycle):
        start = window.start
        yield f"周期自 {start} 起算", f"the cycle begins on {start}", (str(start.year),)
    elif isinstance(window, Rolling):
        yield f"按最近{window.months}个月滚动计算", f"the window is the last {window.months} months", ROLLING
    elif isinstance(window, Window) and window.end < period.start <= window.asked_on:
        yield "所计的是计划期以前的记录", "records from before the plan's period are counted", ()
    if any(target.rounding != "up" for target in targets_of(obligation)):
        yield "取整的方式", "how the required number is rounded", ("取整", "舍", "进一")
    if any(target.minimum is not None for target in targets_of(obligation)):
        yield "最低个数", "the smallest number of units", ("至少", "不少于", "最少", "最低")


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
        if not CHINESE.search(told.zh) or not LATIN.search(told.en):
            yield problem(
                f"所计内容的文字说明不全：“{told.zh}”／“{told.en}”",
                f'what it counts is not put into both languages: "{told.zh}" / "{told.en}"',
                "请为自定的栏目写中英文名称",
                "give your own columns headings in both languages",
            )
            return


LEVEL = "explained"
CHECKS = (
    of_plans("titles-differ", LEVEL, "同一计划内标题不重复", "titles of a plan differ from each other", _titles),
    of_obligations("readings-stated", LEVEL, "条文未定之处写明理解", "readings are stated", _readings),
    of_obligations(
        "readings-say-more", LEVEL, "说明不只重复标题", "an interpretation is more than the title", _reading_says_more
    ),
    of_obligations(
        "can-be-described", LEVEL, "所计内容可用中英文说明", "what is counted can be put into words", _described
    ),
)
