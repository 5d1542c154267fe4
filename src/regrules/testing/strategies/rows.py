"""Strategies for the rows of one table: valid by construction, with gaps where a register may have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from ...model.schema import ColumnSchema, TableSchema
from .pool import AGENCY_KINDS, COUNTY, EARLY_DAYS, FAR_AWAY, NEIGHBOUR, SOME_DAYS, days, values

Row = dict[str, Any]
SCHEMES = ((), ("device_distributor",), ("credit",), ("device_distributor", "credit"))
ORDERED = ("samples", "leads", "actions", "reports")
DIVISIONS = (COUNTY,) * 6 + (NEIGHBOUR, FAR_AWAY)


@frozen(kw_only=True)
class Surroundings:
    """
    What the rows of a table may refer to, and how complete they are.

    Attributes:
        keys: The keys of the tables built so far.
        columns: Columns that matter; None for all. The others are left out.
        gaps: Whether cells may be missing and columns absent.
    """

    keys: dict[str, tuple[str, ...]]
    columns: frozenset[str] | None
    gaps: bool


@cache
def _cell(column: ColumnSchema, gaps: bool) -> st.SearchStrategy[Any]:
    """One cell; steps may not have come, the openings and closings of subjects are mostly long ago or never."""
    if column.name in ("closed_on", "suspended_on", "resumed_on", "opened_on") and not column.dated_by:
        rare = 3 if column.name == "closed_on" else 1
        return st.sampled_from((*(None,) * len(SOME_DAYS) * rare, *SOME_DAYS))
    if column.type == "division":
        return st.sampled_from(DIVISIONS)
    pool = values(column)
    if column.required or (not gaps and not column.step):
        return st.sampled_from(pool)
    missing = max(1, len(pool) // 3 if column.step else len(pool) // 5)
    return st.sampled_from((*pool, *(None,) * missing))


@cache
def _flag(weight: int) -> st.SearchStrategy[bool]:
    return st.sampled_from((True,) * weight + (False,))


@st.composite
def present_columns(draw: st.DrawFn, table: TableSchema, around: Surroundings) -> tuple[ColumnSchema, ...]:
    """The columns of one table: the required ones, and most of those that matter."""
    found = []
    for column in table.columns:
        matters = around.columns is None or f"{table.name}.{column.name}" in around.columns
        if column.name == "recorded_on":
            keep = matters and draw(_flag(2))
        else:
            keep = column.required or column.key or (matters and (not around.gaps or draw(_flag(7))))
        if keep:
            found.append(column)
    return tuple(found)


@st.composite
def events(draw: st.DrawFn, table: TableSchema, around: Surroundings, most: int) -> list[Row]:
    """Rows of a table of events (or of any table with a key of its own): up to *most*, with references that exist."""
    columns = draw(present_columns(table, around))
    size = draw(st.sampled_from((2, 1, most // 2, most // 2, most * 3 // 4, most, 0)))
    keys = tuple(f"{table.row}-{number + 1:02}" for number in range(size))
    return [_ordered(table, _row(draw, table, columns, around, keys, position)) for position in range(size)]


def _row(
    draw: st.DrawFn,
    table: TableSchema,
    columns: Sequence[ColumnSchema],
    around: Surroundings,
    keys: tuple[str, ...],
    position: int,
) -> Row:
    row: Row = {}
    for column in columns:
        if column.name == table.identity:
            row[column.name] = keys[position]
        elif column.name == "follows":
            elsewhere = around.keys.get("inspections", ()) + around.keys.get("samples", ())
            names = keys[:position] if column.refers else elsewhere
            row[column.name] = reference(draw, (*names, "-") if around.gaps else names, around.gaps)
        elif column.refers:
            row[column.name] = reference(draw, around.keys.get(column.refers, ()), around.gaps and not column.required)
        else:
            row[column.name] = draw(_cell(column, around.gaps))
    return row


def reference(draw: st.DrawFn, keys: tuple[str, ...], optional: bool) -> str | None:
    """A key that exists; None where there is none, or now and then where it may be missing."""
    if not keys or (optional and not draw(_flag(6))):
        return None
    return draw(st.sampled_from(keys))


def _ordered(table: TableSchema, row: Row) -> Row:
    """The row with dates that can be: no step before the record's own date where a register would refuse it."""
    first = row.get(table.dated) if table.dated and table.name in ORDERED else None
    for column in table.columns:
        value = row.get(column.name)
        if value is None:
            continue
        if column.name == "received_at":  # the time of the very day that the record gives
            row[column.name] = datetime.combine(row["received_on"], value.time())
        elif column.step and first is not None:
            row[column.name] = _not_before(value, first)
    return row


def _not_before(value: Any, first: date) -> Any:
    if isinstance(value, datetime):
        return max(value, datetime.combine(first, value.time()))
    return max(value, first)


@st.composite
def versions(draw: st.DrawFn, most: int = 3) -> list[tuple[date | None, date | None]]:
    """First and last day of each version of one thing: without a gap and without overlap; None for no limit."""
    cuts = sorted(draw(st.sets(days(), max_size=most - 1))) if draw(_flag(1)) else []
    start = draw(st.sampled_from((None, None, *EARLY_DAYS)))
    cuts = [cut for cut in cuts if start is None or cut > start]
    open_ended = draw(st.booleans())
    ends: list[date | None] = [None if open_ended else cut - timedelta(days=1) for cut in cuts]
    last = draw(st.sampled_from((None,) * 30 + SOME_DAYS))
    if last is not None and last < max((start or last, *cuts)):
        last = None
    return list(zip((start, *cuts), (*ends, last), strict=True))


@st.composite
def subject_rows(draw: st.DrawFn, table: TableSchema, around: Surroundings, ids: tuple[str, ...]) -> list[Row]:
    """The subjects, each in one or several versions; they never change their opening."""
    columns = draw(present_columns(table, around))
    several = draw(_flag(1))
    rows = []
    for name in ids:
        opened: date | None = None
        for number, (since, until) in enumerate(draw(versions()) if several else [(None, None)]):
            row = _row(draw, table, columns, around, (name,), 0) | {"valid_from": since}
            row["valid_to"] = until
            opened = row.get("opened_on") if number == 0 else opened
            rows.append(_lived(row, opened))
    return uniform(rows)


def _lived(row: Row, opened: date | None) -> Row:
    if "opened_on" in row:
        row["opened_on"] = opened
    for name in ("suspended_on", "closed_on"):
        if row.get(name) and opened:
            row[name] = max(row[name], opened)
    if row.get("resumed_on"):
        row["resumed_on"] = max(row["resumed_on"], row["suspended_on"]) if row.get("suspended_on") else None
    return row


@st.composite
def grading_rows(
    draw: st.DrawFn, table: TableSchema, around: Surroundings, grades: Mapping[str, tuple[str, ...]]
) -> list[Row]:
    """Gradings of the subjects under one or two schemes, some in several versions."""
    columns = draw(present_columns(table, around))
    rows = []
    for name in around.keys.get("subjects", ()):
        for scheme in draw(st.sampled_from(SCHEMES)):
            for since, until in draw(versions()):
                row = _row(draw, table, columns, around, (name,), 0)
                row |= {"scheme": scheme, "valid_from": since, "grade": draw(st.sampled_from(grades[scheme]))}
                rows.append(row | {"valid_to": until})
    return uniform(rows)


@st.composite
def staff_rows(draw: st.DrawFn, table: TableSchema, around: Surroundings) -> list[Row]:
    """Members of staff, each in one or several posts in turn."""
    columns = draw(present_columns(table, around))
    rows = []
    for number in range(draw(st.integers(0, 3))):
        for since, until in draw(versions(2)):
            row = _row(draw, table, columns, around, (f"m{number + 1}",), 0)
            rows.append(row | {"valid_from": since, "valid_to": until})
    return uniform(rows)


@st.composite
def agency_rows(draw: st.DrawFn, ids: tuple[str, ...], gaps: bool) -> list[Row]:
    """The agencies of the county, now and then one of a neighbour, or one that did not exist all the time."""
    rows = []
    for name in ids:
        row: Row = {"agency_id": name, "name": name, "kind": AGENCY_KINDS[name]}
        row["jurisdiction"] = draw(st.sampled_from(DIVISIONS)) if gaps else COUNTY
        since, until = draw(st.sampled_from(((None, None),) * 4 + tuple((day, None) for day in SOME_DAYS[:6])))
        rows.append(row | {"valid_from": since, "valid_to": until})
    return rows


def uniform(rows: list[Row]) -> list[Row]:
    """The rows with the same columns each: a cell that only some of them have is missing in the others."""
    names = dict.fromkeys(name for row in rows for name in row)
    return [{name: row.get(name) for name in names} for row in rows]
