"""Checks of columns: each is known, belongs to the table that is asked, and holds what is asked of it."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.measures import (
    Count,
    Coverage,
    Growth,
    Mean,
    Measure,
    Response,
    Share,
    Tasks,
    Timeliness,
    parts_of,
)
from ...model.plans import AgencyRule, Obligation
from ...model.predicates import Column, Records
from ...model.schema import Schema
from ...model.text import Text
from ...model.windows import Window
from .case import Case, Problem, problem
from .readable import predicate_problems, records_problems, unknown

MOMENTS = ("date", "time")
LONGEST = 36_600  # days; a hundred years of weeks are still counted soon


def unreadable(case: Case) -> Iterator[Problem]:
    """What keeps an obligation from being evaluated at all: unknown columns and words, days that cannot be counted."""
    yield from uncountable(case)
    yield from column_problems(case.obligation, case.schema)


def uncountable(case: Case) -> Iterator[Problem]:
    """What keeps the days of an obligation from being counted."""
    try:
        window = case.window
        long = isinstance(window, Window) and (window.end - window.start).days > LONGEST
        spans = [] if long else [question.span(question.due) for question in case.questions]
    except (ValueError, OverflowError):
        spans = []
    if not spans:
        yield problem(
            "期间无法计算：过长、超出日历，或其中没有任何一期",
            "its window cannot be counted: it is too long, leaves the calendar, or holds no period",
            "请核对起止日期、周期、月数和每期的起止",
            "check its dates, the years of the cycle, the months, the first and last period",
        )


def column_problems(obligation: Obligation, schema: Schema) -> Iterator[Problem]:
    """Every column, word and table of an obligation that cannot be read."""
    sets = parts_of(obligation.measure)
    for records in sets:
        yield from records_problems(records, schema)
    for rule in obligation.agencies:
        if isinstance(rule, AgencyRule):
            yield from predicate_problems(rule.when, "subjects", schema)
    if all(records.table in schema.names for records in sets):
        yield from _measure_problems(obligation.measure, schema)
        if isinstance(obligation.each, Column):
            yield from _each_problems(obligation.each, sets, schema)


def _measure_problems(measure: Measure, schema: Schema) -> Iterator[Problem]:
    match measure:
        case Coverage(of=of, by=by, once_per=key):
            yield from _units_problems(of, by, schema)
            yield from _own(key, by, schema)
        case Share(of=of, having=having):
            yield from predicate_problems(having, of.table, schema)
        case Count(of=of, distinct=distinct):
            yield from _own(distinct, of, schema, via=True)
        case Mean(of=of, value=value):
            yield from _own(value, of, schema, types=("whole", "number"))
        case Growth(of=of, versus=versus):
            yield from _measure_problems(of, schema)
            if isinstance(versus, Count | Share | Mean):
                yield from _measure_problems(versus, schema)
        case Tasks(kinds=kinds, once_per=key):
            for kind in kinds:
                yield from _own(key, kind.of, schema)
        case Timeliness():
            yield from _clock_problems(measure, schema)
        case Response():
            yield from _answer_problems(measure, schema)


def _own(
    column: Column | None, of: Records, schema: Schema, *, types: tuple[str, ...] = (), via: bool = False
) -> Iterator[Problem]:
    """What is wrong with a column that must be one of the records' own (or, with *via*, their subject's)."""
    if column is None:
        return
    led = via and column.via == "subject_id" and schema.table(of.table).has("subject_id")
    owner = schema.table("subjects" if led else of.table)
    if not led and (column.table != of.table or column.via is not None):
        yield problem(
            f"“{column.name}”是{column.table}的栏目，而记录在{of.table}",
            f"`{column.name}` is a column of {column.table}, and the records are in {of.table}",
            f"请用{of.table}的栏目",
            f"use a column of {of.table}",
        )
    elif not owner.has(column.name):
        yield unknown(f"{owner.name}的栏目", f"column of {owner.name}", column.name, owner.names)
    elif types and owner.column(column.name).type not in types:
        wanted = {"date": Text(zh="日期", en="dates"), "whole": Text(zh="数字", en="numbers")}[
            "date" if "date" in types else "whole"
        ]
        yield problem(
            f"“{column.name}”不是{wanted.zh}",
            f"`{column.name}` holds no {wanted.en}",
            f"请用记{wanted.zh}的栏目",
            f"use a column of {wanted.en}",
        )


def _units_problems(of: Records, by: Records, schema: Schema) -> Iterator[Problem]:
    """Whether events can belong to units at all."""
    table, units = schema.table(by.table), schema.table(of.table)
    if units.name == "subjects":
        belongs = table.has("subject_id")
    elif units.name == "agencies":
        belongs = table.has("agency") or table.has("subject_id")
    else:
        belongs = any(column.refers == units.name for column in table.columns)
    if units.identity is None or not belongs:
        yield problem(
            f"{table.name}的记录不可能属于{units.name}的任何一个",
            f"no record of {table.name} can belong to one of {units.name}",
            f"请换用指向{units.name}的台账",
            f"count records of a table that names {units.name}",
        )


def _clock_problems(measure: Timeliness, schema: Schema) -> Iterator[Problem]:
    for column in (measure.start, measure.end):
        yield from _own(column, measure.of, schema, types=MOMENTS)
    yield from _own(measure.due, measure.of, schema, types=("date",))
    if measure.start == measure.end:
        yield problem(
            f"计时的起点和终点都是“{measure.start.name}”",
            f"the clock starts and ends with `{measure.start.name}`",
            "请改为两个不同的日期",
            "name two different dates",
        )
    table = schema.table(measure.of.table)
    if measure.within is not None and measure.within.unit == "hour":
        for column in (measure.start, measure.end):
            if table.has(column.name) and table.column(column.name).type != "time":
                yield _no_time(column.name)


def _no_time(name: str) -> Problem:
    return problem(
        f"时限按小时计，而“{name}”只有日期",
        f"the clock counts hours, and `{name}` holds dates only",
        "请用带时刻的栏目，或改为按日计",
        "use a column of times, or count days",
    )


def _answer_problems(measure: Response, schema: Schema) -> Iterator[Problem]:
    yield from _own(measure.due, measure.to, schema, types=("date",))
    to, by = schema.table(measure.to.table), schema.table(measure.by.table)
    if measure.within is not None and measure.within.unit == "hour":
        yield _no_time(measure.to.dated or to.dated or to.name)
    if measure.match is None:
        missing = [table.name for table in (to, by) if not table.has("subject_id")]
        if missing:
            yield problem(
                f"{'、'.join(missing)}没有监管对象，无从对应",
                f"{' and '.join(missing)} name no subject by which they could match",
                "请用 match 写明按哪一栏目对应",
                "say by `match` which column they share",
            )
        return
    yield from _own(measure.match, measure.by, schema)
    name = measure.match.name
    shared = to.has(name) or name == "follows"
    if not shared or (name == "follows" and to.identity is None):
        yield problem(
            f"{to.name}没有栏目“{name}”，无从对应",
            f"{to.name} has no column `{name}` by which answers could match",
            "请用两边都有的栏目，或 follows",
            "match by a column that both have, or by follows",
        )


def _each_problems(each: Column, sets: tuple[Records, ...], schema: Schema) -> Iterator[Problem]:
    if each.table not in schema.names:
        yield unknown("台账", "table", each.table, schema.names)
    elif not schema.table(each.table).has(each.name):
        yield unknown(f"{each.table}的栏目", f"column of {each.table}", each.name, schema.table(each.table).names)
    elif each.table not in ("subjects", "agencies", *(records.table for records in sets[:1])):
        yield problem(
            f"逐一判定所按的“{each.name}”是{each.table}的栏目，与所计记录无关",
            f"verdicts are split by `{each.name}`, a column of {each.table}, which has no part in the measure",
            "请用监管对象、机构或所计记录的栏目",
            "split by a column of subjects, of agencies, or of the records that are counted",
        )
