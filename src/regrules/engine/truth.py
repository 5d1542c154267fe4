"""The truth of predicates, in strong Kleene logic, one row at a time: true, false or unknown (None)."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from datetime import date
from math import inf
from typing import Any

from attrs import evolve, frozen

from ..model.predicates import (
    AllOf,
    Always,
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
    Value,
)
from ..model.windows import Rolling, Window
from .world import NOT_YET, UNKNOWN, World, as_day

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


@frozen(kw_only=True)
class Asked:
    """
    Of whom, and when, a predicate is asked.

    Attributes:
        world: The facts.
        on: The day of the question.
        window: The obligation's window, for related records that name none.
        subject: The subject, if a subject is asked.
        version_on: The day whose version of the subject is asked; `on` if unsaid.
        table: The table of the record, if a record is asked.
        row: Its row.
        future: Ask what may still become true: steps that have not come may come, columns of an asked subject may
            change, and related records may be added.
    """

    world: World
    on: date
    window: Window | Rolling
    subject: str | None = None
    version_on: date | None = None
    table: str = "subjects"
    row: int = -1
    future: bool = False


def all_of(truths: Iterable[bool | None]) -> bool | None:
    """Kleene conjunction."""
    found: bool | None = True
    for truth in truths:
        if truth is False:
            return False
        found = None if truth is None else found
    return found


def negation(truth: bool | None) -> bool | None:
    """Kleene negation."""
    return None if truth is None else not truth


def truth(predicate: Predicate, asked: Asked) -> bool | None:
    """Whether *predicate* holds: true, false or unknown."""
    match predicate:
        case Always():
            return True
        case AllOf(parts=parts):
            return all_of(truth(part, asked) for part in parts)
        case AnyOf(parts=parts):
            return negation(all_of(negation(truth(part, asked)) for part in parts))
        case Not(part=part):
            return negation(truth(part, asked))
        case Happened(value=column):
            return _happened(column, asked)
        case OpenedBy(by=by, via=via):
            return _opened_by(by, via, asked)
        case Has(value=column, words=words, need=need):
            held = _value(column, asked)
            if held is UNKNOWN or held is NOT_YET:
                return None
            return all(word in held for word in words) if need == "all" else any(word in held for word in words)
        case IsIn(value=value, literals=literals):
            return negation(all_of(negation(_compare(value, "==", literal, asked)) for literal in literals))
        case Between(value=value, low=low, high=high):
            return _between(value, low, high, asked)
        case Compare(value=value, operator=how, literal=literal):
            return _compare(value, how, literal, asked)


def _happened(column: Column, asked: Asked) -> bool | None:
    value = _value(column, asked)
    if value is UNKNOWN or (value is NOT_YET and asked.future):
        return None
    return value is not NOT_YET


def _opened_by(by: date, via: str | None, asked: Asked) -> bool | None:
    place = _subject_at(via, None, asked)
    if place is UNKNOWN:
        return None
    subject, on = place
    row = asked.world.version(subject, on)
    if row is None:
        return None
    opened = asked.world.raw("subjects", row, "opened_on")
    return bool(opened is None or opened <= by)


def _between(value: Value, low: Any, high: Any, asked: Asked) -> bool | None:
    if isinstance(value, CountOf):
        return _count_within(value.records, asked, _number(low), _number(high))
    return all_of((_compare(value, ">=", low, asked), _compare(value, "<=", high, asked)))


def _compare(value: Value, how: str, literal: Any, asked: Asked) -> bool | None:
    if isinstance(value, CountOf):
        number = _number(literal)
        lows = {">=": number, ">": number + 1, "==": number, "!=": number}
        highs = {"<=": number, "<": number - 1, "==": number, "!=": number}
        within = _count_within(value.records, asked, lows.get(how, 0), highs.get(how, inf))
        return negation(within) if how == "!=" else within
    found = _value(value, asked)
    if found is UNKNOWN:
        return None
    if found is NOT_YET:
        return _compare_not_yet(how, literal, asked)
    if isinstance(value, Grade):
        order = asked.world.register.schema.grades[value.scheme]
        return _OPERATORS[how](order.index(found), order.index(literal))
    return _OPERATORS[how](as_day(found), literal)


def _number(literal: Any) -> float:
    assert type(literal) is int  # counts are compared with whole numbers; inf stands for no limit
    return literal


def _compare_not_yet(how: str, literal: date, asked: Asked) -> bool | None:
    """A day that has not come equals nothing and lies nowhere; in the future it may be any day after the question."""
    if how == "!=":
        return negation(_compare_not_yet("==", literal, asked))
    if not asked.future:
        return False
    days_left = literal.toordinal() - asked.on.toordinal()
    possible = {"==": days_left >= 1, "<": days_left >= 2, "<=": days_left >= 1, ">": True, ">=": True}[how]
    return None if possible else False


def _value(value: Column | Grade, asked: Asked) -> Any:
    """What the column or grade says; UNKNOWN or NOT_YET if it says nothing."""
    of_subject = isinstance(value, Grade) or value.via is not None or value.table == "subjects"
    if not of_subject:
        assert isinstance(value, Column)
        return asked.world.cell(asked.table, asked.row, value.name, asked.on)
    place = _subject_at(value.via, value.on, asked)
    if place is UNKNOWN:
        return UNKNOWN
    subject, on = place
    if isinstance(value, Grade):
        return asked.world.grade(subject, value.scheme, on)
    row = asked.world.version(subject, on)
    return UNKNOWN if row is None else asked.world.cell("subjects", row, value.name, on)


def _subject_at(via: str | None, fixed: date | None, asked: Asked) -> Any:
    """Which subject is asked, and on which day; UNKNOWN if that cannot be told (yet)."""
    if fixed is not None and fixed > asked.on:
        return UNKNOWN
    if via is None:
        if asked.future and fixed is None:
            return UNKNOWN
        assert asked.subject is not None
        return asked.subject, fixed or asked.version_on or asked.on
    subject = asked.world.cell(asked.table, asked.row, via, asked.on)
    if subject is UNKNOWN:
        return UNKNOWN
    return subject, fixed or asked.world.record_day(asked.table, asked.row, asked.on)


def _count_within(records: Records, asked: Asked, low: float, high: float) -> bool | None:
    """Whether the number of the subject's records lies between two numbers."""
    least, most = count_of(records, asked)
    if low <= least and most <= high:
        return True
    return False if most < low or high < least else None


def count_of(records: Records, asked: Asked) -> tuple[int, float]:
    """The least and the most records of the asked subject."""
    assert asked.subject is not None
    window = window_at(records.within or asked.window, asked.on)
    world, table = asked.world, records.table
    own, nobodys = world.of_subject(table, asked.subject)
    least = most = 0
    for row in (*own, *nobodys):
        question = evolve(asked, subject=None, table=table, row=row)
        held = all_of((world.falls(records, row, window, asked.on), truth(records.where, question)))
        least += held is True and row not in nobodys
        most += held is not False
    state = records.dated is None and world.schema(table).dated is None
    more = not world.covers(records, window, asked.on) or (asked.future and (state or asked.on < window.end))
    return least, inf if more else most


def window_at(window: Window | Rolling, on: date) -> Window:
    """The window as it is on a day."""
    return window.ending(on) if isinstance(window, Rolling) else window
