"""Which missing values leave a predicate open, for many rows at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from ...model.predicates import AllOf, AnyOf, CountOf, Grade, Not, OpenedBy, Predicate, Records, Value
from ...model.windows import Rolling, Window
from ..truth import window_at
from .encode import Mask
from .facts import Facts
from .rows import View

Lacks = dict[str, Mask]
"""For each column whose values are missing, the rows that lack one."""


def together(parts: Iterable[Lacks]) -> Lacks:
    """What is lacking in any of some parts."""
    found: Lacks = {}
    for part in parts:
        for name, rows in part.items():
            found[name] = found[name] | rows if name in found else rows
    return found


def missing(facts: Facts, predicate: Predicate, view: View, among: Mask) -> Lacks:
    """The columns whose missing values leave *predicate* open, for those *among* the rows where it is open."""
    lost = facts.truth(predicate, view).unknown & among
    if not lost.any():
        return {}
    match predicate:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return together(missing(facts, part, view, lost) for part in parts)
        case Not(part=part):
            return missing(facts, part, view, lost)
        case OpenedBy(via=via):
            return {f"{view.table}.{via}" if via else "subjects.opened_on": lost}
    value: Value | None = getattr(predicate, "value", None)
    return {} if value is None else _of_value(facts, value, view, lost)


def _of_value(facts: Facts, value: Value, view: View, lost: Mask) -> Lacks:
    if isinstance(value, CountOf):
        return missing_among(facts, value.records, view, lost)
    name = f"grade:{value.scheme}" if isinstance(value, Grade) else f"{value.table}.{value.name}"
    if value.via is None:
        return {name: lost}
    nobodys = facts.unread(view.table, value.via, view.on)[view.rows]
    return {f"{view.table}.{value.via}": lost & nobodys, name: lost & ~nobodys}


def missing_among(facts: Facts, records: Records, view: View, lost: Mask) -> Lacks:
    """What is missing to say which *records* the subjects of a view have, for those that are *lost*."""
    assert view.positions is not None
    owners = facts.arrays.owners(records.table)
    found: Lacks = {}
    for name, rows in missing_of_rows(facts, records, view.window, view.on).items():
        of_subjects = np.zeros(len(facts.arrays.subjects), dtype=np.bool_)
        of_subjects[owners[rows & (owners >= 0)]] = True
        found[name] = of_subjects[view.positions] & lost
        if (rows & (owners < 0)).any():
            found[name] = lost
    if (facts.members(records, view.window, view.on).possible & (owners < 0)).any():
        found[f"{records.table}.subject_id"] = lost
    return together((found, dict.fromkeys(uncovered(facts, records, view.window, view.on), lost)))


def missing_of_rows(facts: Facts, records: Records, window: Window | Rolling, on: date) -> Lacks:
    """What is missing to say whether each doubtful row is among *records*."""
    own = window_at(records.within or window, on)

    def make() -> Lacks:
        lost = facts.members(records, window, on).unknown
        if not lost.any():
            return {}
        view = facts.records(records.table, on, window)
        date_lost = facts.falls(records, own, on).unknown & lost
        name = f"{records.table}.{records.dated or facts.world.schema(records.table).dated}"
        return together((missing(facts, records.where, view, lost), {name: date_lost}))

    found: Lacks = facts.keep(("missing", records, own, on), make)
    return found


def uncovered(facts: Facts, records: Records, window: Window | Rolling, on: date) -> tuple[str, ...]:
    """What is said of a table that is not complete for the window."""
    covered = facts.world.covers(records, window_at(records.within or window, on), on)
    return () if covered else (f"extents.{records.table}",)
