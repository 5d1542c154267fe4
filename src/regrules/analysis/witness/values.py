"""The values of a column that are worth trying: those that a predicate names, those beside them, and another one."""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from itertools import count
from typing import Any

import attrs
from attrs import frozen

from ...model.predicates import Between, Column, Compare, Grade, Happened, IsIn, OpenedBy, Predicate
from ...model.schema import ColumnSchema, Schema
from ...model.windows import Rolling, Window
from ...register.codes import check_digit

FIRST, LAST = date(1900, 1, 2), date(2200, 12, 30)
NOON = time(12)
# A value of open lists that no plan names. Where text has a form of its own, it is one that has that form.
OTHER = {"jurisdiction": "990101"}
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def as_day(value: Any) -> Any:
    """The day of a time; anything else as it is."""
    return value.date() if isinstance(value, datetime) else value


def holds(leaf: Predicate, value: Any, order: tuple[str, ...] = ()) -> bool:
    """
    Whether one question is answered with yes by a known value.

    Args:
        leaf: The question.
        value: The value; None is a step that has not come.
        order: The grades of the scheme from low to high, if the value is a grade.
    """
    rank = order.index if order else as_day
    match leaf:
        case Happened():
            return value is not None
        case OpenedBy(by=by):
            return bool(value <= by)
        case IsIn(literals=literals):
            return as_day(value) in literals
        case Between(low=low, high=high):
            return value is not None and bool(rank(low) <= rank(value) <= rank(high))
        case Compare(operator=how, literal=literal):
            return how == "!=" if value is None else _OPERATORS[how](rank(value), rank(literal))
    raise TypeError(f"{leaf!r} asks nothing of a single value")


def everything_in(value: Any) -> Iterator[Any]:
    """All that *value* is made of, itself included."""
    yield value
    inside = value if isinstance(value, tuple) else (getattr(value, name) for name in _fields(value.__class__))
    for each in inside:
        yield from everything_in(each)


@cache
def _fields(cls: type) -> tuple[str, ...]:
    return tuple(each.name for each in attrs.fields(cls)) if attrs.has(cls) else ()


@frozen(kw_only=True)
class Pool:
    """
    What the values of each column are drawn from.

    Attributes:
        schema: The tables.
        days: Days worth trying: those that are named and those beside them.
        literals: The literals that a column is compared with, by table and column.
        on: The day of the question.
    """

    schema: Schema
    days: tuple[date, ...]
    literals: dict[tuple[str, str], tuple[Any, ...]]
    on: date

    def column(self, table: str, name: str, at: date) -> tuple[Any, ...]:
        """The values of a column on the day *at*, the plainest first; None is a step that has not come by then."""
        schema = self.schema.table(table).column(name)
        if schema.type in ("date", "time"):
            return self._days(schema, table, at)
        named = self.literals.get((table, name), ())
        if schema.type in ("whole", "number"):
            return _numbers(schema, named)
        if schema.type == "flag":
            return (True, False)
        if table == "gradings" and name == "grade":
            named = (*named, *(grade for grades in self.schema.grades.values() for grade in grades))
        if table == "gradings" and name == "scheme":
            return tuple(dict.fromkeys((*schema.words, *self.schema.grades)))
        return schema.words or tuple(dict.fromkeys((*named, _another(name, named))))

    def _days(self, schema: ColumnSchema, table: str, at: date) -> tuple[Any, ...]:
        days: Iterable[date] = sorted(self.days, key=lambda day: (day > at, abs(day - at)))
        if schema.name in ("opened_on", self.schema.table(table).since):
            days = sorted(days)
        if schema.step:
            days = (day for day in days if day <= at)
        if table == "subjects" and schema.name in ("valid_from", "valid_to"):  # the version is the one of that day
            days = [day for day in days if (day <= at if schema.name == "valid_from" else day >= at)]
        if schema.type == "time":
            days = (datetime.combine(day, NOON) for day in days)
        return (*((None,) if schema.step else ()), *days)


def pool_for(asked: Iterable[object], schema: Schema, *, on: date) -> Pool:
    """The pool for predicates, record sets and windows that are asked together on a day."""
    days = {on, FIRST, LAST}
    literals: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for part in everything_in(tuple(asked)):
        if isinstance(part, date):
            days.add(as_day(part))
        if isinstance(part, Rolling):
            days |= {part.ending(on).start, on}
        if isinstance(part, Compare | IsIn | Between) and isinstance(part.value, Column):
            literals[part.value.table, part.value.name].extend(_literals(part))
    near = {day + timedelta(days=by) for day in days for by in (-1, 0, 1)}
    inside = tuple(sorted(day for day in near if FIRST <= day <= LAST))
    return Pool(schema=schema, days=inside, literals={place: tuple(found) for place, found in literals.items()}, on=on)


def _literals(leaf: Compare | IsIn | Between) -> tuple[Any, ...]:
    match leaf:
        case Compare(literal=literal):
            return (literal,)
        case Between(low=low, high=high):
            return (low, high)
    return leaf.literals


def _numbers(schema: ColumnSchema, named: tuple[Any, ...]) -> tuple[Any, ...]:
    steps = (0, 1, -1) if schema.type == "whole" else (0, Decimal("0.5"), Decimal("-0.5"))
    bounds = tuple(bound for bound in (schema.least, schema.most) if bound is not None)
    found = dict.fromkeys(number + step for number in (*named, *bounds, 1) for step in steps)
    inside = [each for each in found if (schema.least is None or each >= schema.least)]
    inside = [each for each in inside if schema.most is None or each <= schema.most]
    return tuple(map(Decimal, inside)) if schema.type == "number" else tuple(inside)


def _another(name: str, named: tuple[Any, ...]) -> str:
    if name == "uscc":  # a register refuses a code whose last sign does not fit the others
        bodies = (f"9111000060{number:07}" for number in count())
        return next(code for body in bodies if (code := body + check_digit(body)) not in named)
    other = OTHER.get(name, "other")
    while other in named:
        other = str(int(other) + 1) if other.isdigit() else f"{other}-1"
    return other


def grades_of(value: Grade, schema: Schema) -> tuple[str, ...]:
    """The grades of a scheme from low to high; none if there is no such scheme."""
    return schema.grades.get(value.scheme, ())


def in_days(window: Window | Rolling, on: date) -> Window:
    """The window as it is on a day."""
    return window.ending(on) if isinstance(window, Rolling) else window
