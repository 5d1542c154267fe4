"""Which missing values leave a predicate open, row by row."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from ..model.predicates import (
    AllOf,
    AnyOf,
    Between,
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
from ..model.windows import Window
from .truth import Asked, all_of, truth, window_at
from .world import UNKNOWN


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
    doubtful = doubtful_rows(records, asked)
    found: set[str] = set()
    for row in rows:
        if row in doubtful:
            found |= missing_of_row(records, row, asked)
        if owner is not None and owner not in found:
            held = None if row in doubtful else belongs(records, row, asked)
            found |= {owner} if held is not False else set()
    return found


def belongs(records: Records, row: int, asked: Asked) -> bool | None:
    """Whether a row is one of *records*, in the window cut at the day of the question."""
    window = window_at(records.within or asked.window, asked.on)
    falls = asked.world.falls(records, row, window, asked.on)
    return all_of((falls, truth(records.where, evolve(asked, subject=None, table=records.table, row=row))))


def doubtful_rows(records: Records, asked: Asked) -> frozenset[int]:
    """The rows of which it is open whether they are among *records*; found once for all members that ask."""
    world = asked.world
    key = ("doubtful", records, asked.window, asked.on)
    if key not in world.doubtful:
        every = world.rows(records.table)
        world.doubtful[key] = frozenset(row for row in every if belongs(records, row, asked) is None)
    return world.doubtful[key]


def missing_of_row(records: Records, row: int, asked: Asked) -> set[str]:
    """What is missing to say whether a doubtful row is among *records*."""
    window, table = window_at(records.within or asked.window, asked.on), records.table
    found = missing(records.where, evolve(asked, subject=None, table=table, row=row))
    if asked.world.falls(records, row, window, asked.on) is None:
        found.add(f"{table}.{records.dated or asked.world.schema(table).dated}")
    return found
