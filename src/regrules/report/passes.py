"""The passes that a county's plans need on a day: as plain data, and on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from attrs import frozen
from rich.console import RenderableType
from rich.text import Text as Line

from ..engine.passes import Pass, Passes, Task, passes_of
from ..model.plans import Jurisdiction
from ..model.text import Text
from .data import day_data, text_data
from .terms import term
from .words import said
from .wrapping import indented, labelled, wrapped

VERSION = 1
READ = {
    "columns": Text(zh="列：{}", en="columns: {}"),
    "days": Text(zh="{}的分界日：{}", en="days at which {} is cut: {}"),
    "of_subject": Text(zh="监管对象的列：{}", en="columns of the record's subject: {}"),
    "schemes": Text(zh="分级：{}", en="grades: {}"),
    "questions": Text(zh="回答{}个问题", en="questions: {}"),
}
KINDS = {
    "coverage": Text(zh="覆盖率", en="coverage"),
    "subjects": Text(zh="监管对象占比", en="shares of subjects"),
    "records": Text(zh="记录占比", en="shares of records"),
    "count": Text(zh="数量", en="counts"),
    "different": Text(zh="监管对象数", en="counts of subjects"),
    "growth": Text(zh="增长", en="growth"),
    "clock": Text(zh="时限", en="time limits"),
    "response": Text(zh="后续处理", en="responses"),
}
LEFT = Text(zh="逐个计算的任务", en="Asked one by one")
SUMMARY = Text(
    zh="{}个问题读{}张表各一遍，每个监管对象{}位；{}个任务逐个计算",
    en="questions: {}; tables, each read once: {}; bits for each subject: {}; obligations asked one by one: {}",
)


@frozen(kw_only=True)
class CountyPasses:
    """
    The passes of one county.

    Attributes:
        county: The county.
        plans: The ids of the plans that can be asked about on the day.
        passes: What they need.
    """

    county: Jurisdiction
    plans: tuple[str, ...]
    passes: Passes


def county_passes(county: Jurisdiction, on: date) -> CountyPasses | None:
    """The passes that the plans of a county need on a day; None if none of them can be asked about."""
    asked = [plan for plan in county.plans if term(plan).start <= on <= term(plan).end]
    if not asked:
        return None
    return CountyPasses(
        county=county, plans=tuple(plan.id for plan in asked), passes=passes_of(asked, county.schema, on)
    )


def bits_of(task: Task) -> int:
    """How many bits of the words a question takes: of each subject one on the as-of date, and one on an earlier due day."""
    if task.kind not in ("coverage", "different"):
        return 0
    return 1 if task.question.as_of == task.question.asked_on else 2


def passes_data(found: Sequence[CountyPasses], on: date) -> dict[str, Any]:
    """The passes of several counties as plain data; the schema is ``docs/schema/explain-plan.schema.json``."""
    return {"version": VERSION, "as_of": on.isoformat(), "counties": [_county_data(each) for each in found]}


def _county_data(found: CountyPasses) -> dict[str, Any]:
    return {
        "county": found.county.id,
        "code": found.county.code,
        "plans": list(found.plans),
        "questions": [_task_data(task) for task in found.passes.tasks],
        "passes": [_pass_data(each) for each in found.passes.passes],
        "one_by_one": [
            {"plan": found.plans[left.plan], "obligation": left.name, "reason": text_data(left.reason)}
            for left in found.passes.left
        ],
    }


def _task_data(task: Task) -> dict[str, Any]:
    question = task.question
    return {
        "plan": question.plan.id,
        "obligation": question.obligation.id,
        "stage": day_data(question.stage),
        "period": question.period,
        "kind": task.kind,
        "bits": bits_of(task),
    }


def _pass_data(each: Pass) -> dict[str, Any]:
    return {
        "table": each.table,
        "columns": list(each.columns),
        "days": {name: [date.fromordinal(day).isoformat() for day in days] for name, days in each.days.items()},
        "of_subject": list(each.of_subject),
        "schemes": list(each.schemes),
        "questions": list(each.tasks),
    }


def passes_screen(found: Sequence[CountyPasses], on: date, lang: str, width: int = 80) -> Iterator[RenderableType]:
    """The parts of what is shown of the passes of several counties."""
    for each in found:
        passes = each.passes
        title = f"{each.county.name.in_language(lang)} {each.county.code} · {said('as of', lang).format(on)}"
        told = SUMMARY.in_language(lang).format(
            len(passes.tasks), len(passes.passes), sum(map(bits_of, passes.tasks)), len(passes.left)
        )
        yield Line("\n".join(wrapped(title, width)), style="bold")
        yield Line("\n".join([*wrapped(told, width), ""]))
        for one in passes.passes:
            yield from _pass_screen(each, one, lang, width)
        if passes.left:
            yield Line(LEFT.in_language(lang), style="bold")
        for left in passes.left:
            name = f"{each.plans[left.plan]}/{left.name}{said('colon', lang).strip()}"
            yield labelled(name, left.reason.in_language(lang), width)
        yield Line("")


def _pass_screen(found: CountyPasses, one: Pass, lang: str, width: int) -> Iterator[RenderableType]:
    between = said("between", lang)
    table = found.county.schema.table(one.table)
    kinds = Counter(found.passes.tasks[place].kind for place in one.tasks)
    answered = READ["questions"].in_language(lang).format(len(one.tasks))
    kind_text = between.join(f"{KINDS[kind].in_language(lang)} {number}" for kind, number in sorted(kinds.items()))
    heading = "" if lang == "en" else f"{table.heading.zh} · "
    yield labelled(table.name, f"{heading}{answered} ({kind_text})", width, 0)
    for name in ("columns", "of_subject", "schemes"):
        if read := getattr(one, name):
            yield indented(READ[name].in_language(lang).format(between.join(read)), width, 4)
    for name, days in one.days.items():
        cut = between.join(str(date.fromordinal(day)) for day in days)
        yield indented(READ["days"].in_language(lang).format(name, cut), width, 4)
    yield Line("")
