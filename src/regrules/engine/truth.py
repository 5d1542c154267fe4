"""The truth of predicates, in strong Kleene logic, one row at a time: true, false or unknown (None)."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from datetime import date
from itertools import product
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
from .tally import DEAD, HIT, OPEN
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


def missing(predicate: Predicate, asked: Asked) -> set[str]:
    """The names of the columns whose missing values leave *predicate* open; empty if it is decided."""
    if truth(predicate, asked) is not None:
        return set()
    match predicate:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return {name for part in parts for name in missing(part, asked)}
        case Not(part=part):
            return missing(part, asked)
        case Compare(value=value) | Between(value=value) | IsIn(value=value) | Has(value=value) | Happened(value=value):
            return _names(value, asked)
        case OpenedBy(via=via):
            return {f"{asked.table}.{via}" if via else "subjects.opened_on"}
    return set()


def _names(value: Value, asked: Asked) -> set[str]:
    if isinstance(value, CountOf):
        return missing_among(value.records, asked)
    name = f"grade:{value.scheme}" if isinstance(value, Grade) else f"{value.table}.{value.name}"
    if value.via is not None and asked.world.cell(asked.table, asked.row, value.via, asked.on) is UNKNOWN:
        return {f"{asked.table}.{value.via}"}
    return {name}


def missing_among(records: Records, asked: Asked) -> set[str]:
    """What is missing to say which *records* the asked subject has."""
    assert asked.subject is not None
    world, window = asked.world, window_at(records.within or asked.window, asked.on)
    own, nobodys = world.of_subject(records.table, asked.subject)
    key = ("nobody's", records, window, asked.on)
    if key not in world.explained:
        extent = set() if world.covers(records, window, asked.on) else {f"extents.{records.table}"}
        names = _missing_in(nobodys, records, window, asked, owner=f"{records.table}.subject_id")
        world.explained[key] = frozenset(extent | names)
    return _missing_in(own, records, window, asked, owner=None) | world.explained[key]


def _missing_in(rows: Iterable[int], records: Records, window: Window, asked: Asked, *, owner: str | None) -> set[str]:
    """What is missing to say which rows count; *owner* too, where it is the subject that they lack."""
    world, table = asked.world, records.table
    found: set[str] = set()
    for row in rows:
        falls = world.falls(records, row, window, asked.on)
        if falls is False:
            continue
        question = evolve(asked, subject=None, table=table, row=row)
        held = all_of((falls, truth(records.where, question)))
        if held is None:
            found |= missing(records.where, question)
            if falls is None:
                found.add(f"{table}.{records.dated or world.schema(table).dated}")
        if held is not False and owner is not None:
            found.add(owner)
    return found


def leaves(predicate: Predicate) -> tuple[Predicate, ...]:
    """The parts of *predicate* that are not put together from others, each once."""
    match predicate:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return tuple(dict.fromkeys(leaf for part in parts for leaf in leaves(part)))
        case Not(part=part):
            return leaves(part)
    return (predicate,)


def occurrences(predicate: Predicate) -> int:
    """How many parts *predicate* is put together from, one that stands twice counting twice."""
    match predicate:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return sum(occurrences(part) for part in parts)
        case Not(part=part):
            return occurrences(part)
    return 1


def outcomes(predicate: Predicate, asked: Asked) -> int:
    """
    How a member with the property *predicate* may stand: hit, open miss or dead miss, as a mask.

    A miss is open if a later record or a step that has not come can still give the property. Unknown parts are completed
    one by one, so the mask holds no outcome that no completion has.
    """
    now = {leaf: truth(leaf, asked) for leaf in leaves(predicate)}
    ahead = {leaf: truth(leaf, evolve(asked, future=True)) for leaf in now}
    unknown = [leaf for leaf, held in now.items() if held is None]
    mask = 0
    for chosen in product((True, False), repeat=len(unknown)):
        held = {**now, **dict(zip(unknown, chosen, strict=True))}
        free = {leaf for leaf in now if ahead[leaf] is None and (now[leaf] is not None or _may_change(leaf, asked))}
        if _put_together(predicate, {leaf: (bool(held[leaf]),) * 2 for leaf in now}):
            mask |= HIT
        else:
            later = {leaf: (bool(held[leaf]) or leaf in free, bool(held[leaf]) and leaf not in free) for leaf in now}
            mask |= OPEN if _put_together(predicate, later) else DEAD
    return mask


def _may_change(leaf: Predicate, asked: Asked) -> bool:
    """Whether an unknown part may also change: it asks the subject itself, or the subject's records."""
    value = getattr(leaf, "value", None)
    if isinstance(value, CountOf):
        return True
    via = leaf.via if isinstance(leaf, OpenedBy) else getattr(value, "via", None)
    return asked.subject is not None and via is None and getattr(value, "on", None) is None


def _put_together(predicate: Predicate, parts: dict[Predicate, tuple[bool, bool]]) -> bool:
    """Whether *predicate* can be true, given for each part whether it can be true and whether it must be."""
    return _can_and_must(predicate, parts)[0]


def _can_and_must(predicate: Predicate, parts: dict[Predicate, tuple[bool, bool]]) -> tuple[bool, bool]:
    match predicate:
        case AllOf(parts=inner):
            both = [_can_and_must(part, parts) for part in inner]
            return all(can for can, _ in both), all(must for _, must in both)
        case AnyOf(parts=inner):
            both = [_can_and_must(part, parts) for part in inner]
            return any(can for can, _ in both), any(must for _, must in both)
        case Not(part=part):
            can, must = _can_and_must(part, parts)
            return not must, not can
    return parts[predicate]
