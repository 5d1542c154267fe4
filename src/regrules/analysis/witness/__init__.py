"""Witnesses: values that make a predicate true, found without a register; none if no register can hold them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ...model.predicates import AllOf, Always, Not, Predicate, Records
from ...model.schema import Schema
from ...model.windows import Rolling, Window
from .choosing import Cells, chosen
from .found import RelatedRow, Witness
from .records import Wanted, falling, row_solutions, with_records
from .rows import witness_rows
from .search import Search, TooManyWaysError
from .state import State, Thing
from .values import as_day, everything_in, in_days, pool_for

__all__ = [
    "RelatedRow", "TooManyWaysError", "Witness", "counter_witness", "member_witness", "witness", "witness_rows",
]  # fmt: skip
NEW_YEARS_EVE = date(2025, 12, 31)


def witness(
    predicate: Predicate,
    schema: Schema,
    table: str = "subjects",
    *,
    on: date | None = None,
    window: Window | Rolling | None = None,
) -> Witness | None:
    """
    Values that make *predicate* true of a row of *table*; None if nothing can.

    Grades of a subject, and records of its gradings that a predicate counts, are taken as independent of each other.

    Args:
        predicate: What is asked.
        schema: The tables.
        table: The table of the row.
        on: The day of the question; if unsaid, the window's last day, or else a day after all that are named.
        window: The window for related records that name none; all days up to that one, if unsaid.

    Raises:
        TooManyWaysError: there are so many alternatives that they were not all tried.
    """
    day = on or _last_day(predicate, window)
    return _sought(((predicate, True),), schema, table, day, window)


def counter_witness(
    predicate: Predicate,
    schema: Schema,
    table: str = "subjects",
    *,
    on: date | None = None,
    window: Window | Rolling | None = None,
) -> Witness | None:
    """Values that make *predicate* false; None if it holds of everything. Arguments as for :func:`witness`."""
    return witness(Not(part=predicate), schema, table, on=on, window=window)


def member_witness(
    records: Records,
    schema: Schema,
    *,
    on: date,
    window: Window | Rolling,
    having: Predicate | None = None,
) -> Witness | None:
    """
    A row that belongs to *records* on a day; None if nothing can.

    It meets their predicate and falls in the window; a state is valid and a subject open on that day.

    Args:
        records: The record set, or the subjects.
        schema: The tables.
        on: The day of the question.
        window: The window, unless the records have one of their own.
        having: What else it must meet.

    Raises:
        TooManyWaysError: there are so many alternatives that they were not all tried.
    """
    own = in_days(records.within or window, on)
    inside = falling(records, own, on, schema)
    besides = Always() if having is None else having
    wanted: Wanted = ((AllOf(parts=(inside, records.where, besides)), True),)
    return _sought(wanted, schema, records.table, on, window)


def _sought(wanted: Wanted, schema: Schema, table: str, on: date, window: Window | Rolling | None) -> Witness | None:
    span = window or Window(start=date(1900, 1, 1), end=on)
    search = Search(pool=pool_for((wanted, span), schema, on=on), window=span)
    asked = Thing(table, day=on) if table == "subjects" else Thing(table)
    for settled in row_solutions(search, asked, wanted, State()):
        for state in with_records(search, settled):
            cells = chosen(state, schema)
            if cells is not None:
                return _told(asked, cells, state, on)
    return None


def _told(asked: Thing, cells: Mapping[Thing, Cells], state: State, on: date) -> Witness:
    versions: dict[date, dict[str, Any]] = {}
    grades: dict[tuple[str, date], str] = {}
    for thing, row in cells.items():
        if thing.day is not None:
            plain = {name: value for name, value in row.items() if not name.startswith("grade:")}
            versions[thing.day] = plain
            grades |= {(name.removeprefix("grade:"), thing.day): row[name] for name in row if name not in plain}
    related = tuple(
        RelatedRow(table=thing.table, row=cells[thing], times=times) for thing, times in state.times.items()
    )
    own = versions.get(on, {}) if asked.day is not None else cells.get(asked, {})
    return Witness(table=asked.table, on=on, row=own, subject=versions, grades=grades, related=related)


def _last_day(predicate: Predicate, window: Window | Rolling | None) -> date:
    if isinstance(window, Window):
        return window.end
    days = [as_day(part) for part in everything_in(predicate) if isinstance(part, date)]
    latest: date = max((*days, NEW_YEARS_EVE))
    return latest
