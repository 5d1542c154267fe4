"""Checks that what title and interpretation quote from the data is there: years, words of the register, dates, answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.describe import describe
from ...model.measures import Response, Timeliness, parts_of
from .case import Case, Problem, problem
from .checks import of_obligations
from .joined import words_of
from .named import asked_by

# A year that is said otherwise is often that of an order, not one of the data.
_YEAR = re.compile(r"(?<!\d)(\d{4})年(?:底|末|内|以来|度(?!计划))")
_WORD = re.compile(r"(?<![A-Za-z0-9_])[a-z]+(?:_[a-z0-9]+)*(?![A-Za-z0-9_])")
_LEAST_WORD = 4
_FROM = re.compile(r"[自从]([^，。；自从]{1,12}?)(?:之日|当日|日)起")
_LINKED = re.compile(r"注明|对应")
_BEFORE = re.compile(r"(?<![底末\d])前(?!列)|先|事先")


def _quoted(case: Case) -> Iterator[Problem]:
    obligation, words = case.obligation, words_of(case)
    told = "。".join(
        describe(each, case.schema).zh for each in (obligation.measure, case.window, obligation.target) if each
    )
    years = [each for each in _YEAR.findall(words) if each not in told and each != str(case.plan.period.end.year)]
    asked = set(asked_by(obligation.measure, case.schema))
    strange = [
        each
        for each in _WORD.findall(words_of(case, title=False))
        if len(each) >= _LEAST_WORD and not any(each in one for one in (*asked, told))
    ]
    tables = {records.table for records in parts_of(obligation.measure)}
    headings = {each.heading.zh for name in tables for each in case.schema.table(name).columns}
    dates = [each for each in headings if each.endswith("日期") and each in words and not _is_told(each, told)]
    for each in (*years, *strange, *sorted(dates)):
        if tables:
            yield problem(
                f"标题或说明写“{each}”，任务的数据中没有",
                f"title or interpretation name {each}, which the data do not hold",
                "请补上条件、期间或日期栏目，或改说明",
                "ask for it, or mend the words",
            )


def _is_told(heading: str, told: str) -> bool:
    return heading in told or (heading == "开办日期" and "开办" in told)


def _clocks(case: Case) -> Iterator[Problem]:
    measure = case.obligation.measure
    if not isinstance(measure, Timeliness):
        return
    table = case.schema.table(measure.of.table)
    stems = {
        each.name: re.sub("日期$|时间$", "", each.heading.zh) for each in table.columns if each.type in ("date", "time")
    }
    said = "".join(_FROM.findall(words_of(case)))
    named = {name for name, stem in stems.items() if stem in said}
    if named and not any(stems[name] == stems[measure.start.name] for name in named):
        yield problem(
            f"说明写自“{said}”起算，任务自“{stems[measure.start.name]}”起算",
            f"the interpretation counts from another date than `{measure.start.name}`",
            "请核对起算的日期",
            "check from which date the clock runs",
        )


def _answers(case: Case) -> Iterator[Problem]:
    measure = case.obligation.measure
    if not isinstance(measure, Response):
        return
    if measure.match is None and (found := _LINKED.search(words_of(case))):
        yield problem(
            f"说明写“{found[0]}”，任务却只按同一对象配对",
            f"the interpretation links the records (“{found[0]}”), the obligation matches them by subject only",
            "请写 match（如 follows），或改说明",
            "write `match` (such as follows), or mend the interpretation",
        )
    if measure.before and not _BEFORE.search(words_of(case)):
        yield problem(
            "任务要求事先已有，标题和说明都没有写",
            "the obligation asks for what comes before, of which title and interpretation say nothing",
            "请核对 before；确须在前的，写明“前”或“事先”",
            "check `before`; if it is meant, say so (in Chinese 前 or 事先)",
        )


LEVEL = "explained"
CHECKS = (
    of_obligations(
        "words-in-data", LEVEL, "说明所引的年份和用词在数据中都有", "what the words quote is in the data", _quoted
    ),
    of_obligations("clocks-as-said", LEVEL, "时限起算日与说明一致", "clocks run from the date that is said", _clocks),
    of_obligations("answers-as-said", LEVEL, "前后次序和配对与说明一致", "answers are matched as is said", _answers),
)
