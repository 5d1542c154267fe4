"""Whether a plan's columns, words and days can be read at all; what cannot is left to no other check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ...model.checks import did_you_mean
from ...model.predicates import (
    AllOf,
    AnyOf,
    Between,
    Column,
    Compare,
    CountOf,
    Grade,
    Happened,
    Has,
    IsIn,
    Not,
    OpenedBy,
    Predicate,
    Records,
    inner_records,
)
from ...model.schema import ColumnSchema, Schema
from .case import Problem, problem

ORDERED = ("whole", "number", "date", "time")
WANTED = {
    "whole": (int, "整数", "a whole number"),
    "number": (int, "整数", "a whole number"),
    "date": (date, "日期", "a date"),
    "time": (date, "日期", "a date"),
    "flag": (bool, "是或否", "true or false"),
}
TEXT = (str, "文字", "text")


def unknown(zh: str, en: str, name: str, accepted: Iterable[str]) -> Problem:
    """The problem with a name that nobody knows, with what is accepted and the nearest."""
    names = sorted(accepted)
    some = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    near = did_you_mean(name, names)
    offer = f"；是否为 {near.split('`')[1]}？" if near else ""
    return problem(
        f"没有{zh}“{name}”",
        f"there is no {en} `{name}`",
        f"可用的有：{some or '无'}{offer}",
        f"use one of: {some or 'none'}{near}",
    )


def records_problems(records: Records, schema: Schema, *, inner: bool = False) -> Iterator[Problem]:
    """What cannot be read in a record set; *inner* ones, of a subject, ask for no further one."""
    if records.table not in schema.names:
        yield unknown("台账", "table", records.table, schema.names)
        return
    table = schema.table(records.table)
    for name in (records.dated, records.grouped):
        if name is not None and not table.has(name):
            yield unknown(f"{table.name}的栏目", f"column of {table.name}", name, table.names)
    if records.dated and table.has(records.dated) and table.column(records.dated).type != "date":
        yield problem(
            f"“{records.dated}”不是日期，不能据以归入期间",
            f"`{records.dated}` is no date, so nothing falls in a window by it",
            "请改用日期栏目",
            "use a column of dates",
        )
    if inner and not table.has("subject_id"):
        yield problem(
            f"{table.name}的记录不属于监管对象",
            f"records of {table.name} belong to no subject",
            "请只询问带 subject_id 的台账",
            "ask a subject only for records of tables that have subject_id",
        )
    if inner and inner_records(records.where):
        yield problem(
            "记录集之内又询问记录集", "a record set asks for a further record set", "请只询问一层", "ask one step deep"
        )
        return
    yield from predicate_problems(records.where, records.table, schema)


def predicate_problems(predicate: Predicate, table: str, schema: Schema) -> Iterator[Problem]:
    """What cannot be read in a predicate that is asked of a row of *table*."""
    match predicate:
        case AllOf(parts=()) | AnyOf(parts=()) | Has(words=()) | IsIn(literals=()):
            yield problem("条件是空的", "a condition is empty", "请写出条件或取值", "name what is asked for")
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from predicate_problems(part, table, schema)
        case Not(part=part):
            yield from predicate_problems(part, table, schema)
        case OpenedBy(via=via):
            yield from _place_problems(Column(table="subjects", name="opened_on", via=via), table, schema)
        case Compare(value=CountOf(records=records)) | Between(value=CountOf(records=records)):
            yield from _count_problems(predicate, records, table, schema)
        case Compare(value=Grade() as grade) | Between(value=Grade() as grade) | IsIn(value=Grade() as grade):
            yield from _grade_problems(predicate, grade, table, schema)
        case Happened(value=column) | Has(value=column):
            yield from _column_problems(predicate, column, table, schema)
        case Compare(value=Column() as column) | Between(value=Column() as column) | IsIn(value=Column() as column):
            yield from _column_problems(predicate, column, table, schema)


def literals_of(predicate: Predicate) -> tuple[object, ...]:
    """The values with which a single question compares."""
    match predicate:
        case Compare(literal=literal):
            return (literal,)
        case Between(low=low, high=high):
            return (low, high)
        case IsIn(literals=literals):
            return literals
    return ()


def _place_problems(column: Column, table: str, schema: Schema) -> Iterator[Problem]:
    """Whether a row of *table* leads to the column."""
    if column.via is None and column.table != table:
        yield problem(
            f"向{table}询问了{column.table}的栏目“{column.name}”",
            f"a row of {table} is asked for `{column.name}`, a column of {column.table}",
            f"请写 {table} 自己的栏目，或经 .subject 询问其监管对象",
            f"ask for a column of {table} itself, or for its subject's by .subject",
        )
    elif column.via is not None and (
        column.via != "subject_id" or column.table != "subjects" or not schema.table(table).has("subject_id")
    ):
        yield problem(
            f"从{table}经“{column.via}”不能到达{column.table}",
            f"nothing leads from {table} by `{column.via}` to {column.table}",
            "只能经 subject_id 询问监管对象",
            "only subjects are asked by way of subject_id",
        )


def _column_problems(predicate: Predicate, column: Column, table: str, schema: Schema) -> Iterator[Problem]:
    if column.table not in schema.names:
        yield unknown("台账", "table", column.table, schema.names)
        return
    shape = schema.table(column.table)
    if not shape.has(column.name):
        yield unknown(f"{shape.name}的栏目", f"column of {shape.name}", column.name, shape.names)
        return
    yield from _place_problems(column, table, schema)
    known = shape.column(column.name)
    fits, zh, en = _fits(predicate, known)
    if not fits:
        yield problem(
            f"“{known.name}”不能这样问：{zh}",
            f"`{known.name}` cannot be asked so: {en}",
            "请换一种问法或另一栏目",
            "ask it otherwise, or ask another column",
        )
        return
    words = predicate.words if isinstance(predicate, Has) else literals_of(predicate)
    accepted = schema.grades if (shape.name, known.name) == ("gradings", "scheme") else ()
    for word in words if known.words else ():
        if word not in known.words and word not in accepted:
            yield unknown(f"{known.name}的取值", f"word of {known.name}", str(word), known.words)


def _fits(predicate: Predicate, column: ColumnSchema) -> tuple[bool, str, str]:
    """Whether the column's type answers the question; if not, why."""
    if isinstance(predicate, Happened):
        return column.step, "它不是步骤日期", "it is no step"
    if isinstance(predicate, Has):
        return column.type == "words", "它不是集合", "it is no set"
    if column.type == "words":
        return False, "它是集合", "it is a set"
    ordered = isinstance(predicate, Between) or (
        isinstance(predicate, Compare) and predicate.operator not in ("==", "!=")
    )
    if ordered and column.type not in ORDERED:
        return False, "它没有大小先后", "it has no order"
    kind, zh, en = WANTED.get(column.type, TEXT)
    right = all(type(literal) is kind for literal in literals_of(predicate))
    return right, f"应与{zh}比较", f"it is compared with {en}"


def _grade_problems(predicate: Predicate, grade: Grade, table: str, schema: Schema) -> Iterator[Problem]:
    yield from _place_problems(Column(table="subjects", name="grade", via=grade.via), table, schema)
    if grade.scheme not in schema.grades:
        yield unknown("分级体系", "grading scheme", grade.scheme, schema.grades)
        return
    for literal in literals_of(predicate):
        if literal not in schema.grades[grade.scheme]:
            yield unknown(
                f"{grade.scheme}的级别", f"grade of {grade.scheme}", str(literal), schema.grades[grade.scheme]
            )


def _count_problems(predicate: Predicate, records: Records, table: str, schema: Schema) -> Iterator[Problem]:
    if table != "subjects":
        yield problem(
            f"向{table}询问了监管对象的记录",
            f"a row of {table} is asked for the records of a subject",
            "请只向监管对象询问其记录",
            "ask only subjects for their records",
        )
    if any(type(literal) is not int for literal in literals_of(predicate)):
        yield problem("数量应与整数比较", "a count is compared with whole numbers", "请写整数", "write a whole number")
    yield from records_problems(records, schema, inner=True)
