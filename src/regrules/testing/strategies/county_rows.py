"""Rows of a county's register: valid by construction, with the days and values that its obligations turn on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from ...engine.time_limits import runs_out
from ...model.clocks import Clock
from ...model.measures import Timeliness
from ...model.schema import ColumnSchema, TableSchema
from ...register.orders import FOLLOWING
from .pool import FAR_AWAY, HOURS, SUBJECTS, values
from .rows import Row, uniform, versions

Pool = Mapping[tuple[str, str], tuple[Any, ...]]
RARE = ("closed_on", "suspended_on", "resumed_on", "opened_on", "valid_to", "valid_from", "until", "recorded_on")
RARELY = 10


@cache
def _up_to(size: int) -> st.SearchStrategy[int]:
    """Positions among *size* things; kept, since making a strategy costs more than drawing from it."""
    return st.integers(0, size - 1)


@frozen(kw_only=True)
class Ground:
    """
    What the rows of one world are drawn from.

    Attributes:
        draw: Draws from a strategy.
        code: The county's division code.
        columns: The columns that matter, as ``table.column``.
        pool: The values that matter, by table and column.
        days: The days of this world; few, so that they coincide.
        gaps: Whether cells may be missing and columns absent.
        keys: The keys of the tables drawn so far.
        fits: Rows that the obligations look for, by table.
        grades: For each grading scheme its grades.
    """

    draw: st.DrawFn
    code: str
    columns: frozenset[str]
    pool: Pool
    days: tuple[date, ...]
    gaps: bool
    keys: dict[str, tuple[str, ...]]
    fits: Mapping[str, tuple[Row, ...]]
    grades: Mapping[str, tuple[str, ...]]

    def one_of(self, choices: Sequence[Any]) -> Any:
        """One of *choices*, the first of them in the plainest world."""
        return choices[self.draw(_up_to(len(choices)))]

    def rarely(self, one_in: int = RARELY) -> bool:
        """Now and then true."""
        return bool(self.draw(_up_to(one_in)) == one_in - 1)

    def present(self, table: TableSchema) -> tuple[ColumnSchema, ...]:
        """The columns of a table: the required ones, and most of those that matter."""
        fitting = {name for row in self.fits.get(table.name, ()) for name in row}
        found = []
        for column in table.columns:
            matters = f"{table.name}.{column.name}" in self.columns or column.name in fitting
            if column.required or column.name in (table.since, table.until):
                found.append(column)
            elif matters and column.name == "recorded_on":
                found += [column] if self.rarely(3) else []
            elif matters and not (self.gaps and self.rarely()):
                found.append(column)
        return tuple(found)


def table_rows(ground: Ground, table: TableSchema, size: int) -> list[Row]:
    """Up to *size* rows of a table, each with a key of its own; most of them of the kind that an obligation looks for."""
    columns = ground.present(table)
    fits = ground.fits.get(table.name, ())
    rows: dict[tuple[Any, ...], Row] = {}
    if any(column.required and column.refers and not ground.keys.get(column.refers) for column in columns):
        return []
    for number in range(size):
        fit = ground.one_of((*fits, *fits, {})) if fits else {}
        row = {column.name: _cell(ground, table, column, fit, number) for column in columns}
        if table.name == "gradings":
            row |= _graded(ground, row)
        row = _in_order(table, row)
        rows.setdefault(tuple(row.get(name) for name in table.keys) or (number,), row)
    return uniform(list(rows.values()))


def _graded(ground: Ground, row: Row) -> Row:
    """A grade that its scheme has; mostly under a scheme that is asked."""
    schemes = [name for table, name in ground.pool if table == "grade"]
    scheme = ground.one_of((*schemes, row["scheme"])) if schemes else row["scheme"]
    grades = ground.grades[scheme]
    return {"scheme": scheme, "grade": row["grade"] if row["grade"] in grades else ground.one_of(grades)}


def subject_rows(ground: Ground, table: TableSchema, size: int) -> list[Row]:
    """The subjects; one of them now and then in several versions."""
    columns, fits = ground.present(table), ground.fits.get("subjects", ())
    rows: list[Row] = []
    for name in SUBJECTS[:size]:
        opened: date | None = None
        lives = ground.draw(versions(2)) if ground.rarely(6) else [(None, None)]
        for number, (since, until) in enumerate(lives):
            fit = ground.one_of((*fits, *fits, {})) if fits else {}
            row = {column.name: _cell(ground, table, column, fit, 0) for column in columns}
            opened = row.get("opened_on") if number == 0 else opened
            rows.append(_lived(row | {"subject_id": name, "valid_from": since, "valid_to": until}, opened))
    return uniform(rows)


def _lived(row: Row, opened: date | None) -> Row:
    """The row with an opening that never changes, and nothing that ends before it."""
    if "opened_on" in row:
        row["opened_on"] = opened
    for name in ("suspended_on", "closed_on"):
        if row.get(name) and opened:
            row[name] = max(row[name], opened)
    if row.get("resumed_on"):
        row["resumed_on"] = max(row["resumed_on"], row["suspended_on"]) if row.get("suspended_on") else None
    return row


def _cell(ground: Ground, table: TableSchema, column: ColumnSchema, fit: Row, number: int) -> Any:
    """One cell: a key, a reference, what fits, or one of the values that matter."""
    if column.name == table.identity and not column.refers:
        return f"{table.row}-{number + 1:02}"
    if column.refers:
        return _reference(ground, column)
    if column.name == "follows":
        return _reference(ground, column, *(ground.keys.get(name, ()) for name in ("inspections", "samples", "leads")))
    if column.name == "jurisdiction":
        return FAR_AWAY if ground.rarely(15) else ground.code
    if column.name in fit and not ground.rarely():
        return fit[column.name]
    return _value(ground, table, column)


def _value(ground: Ground, table: TableSchema, column: ColumnSchema) -> Any:
    pool = ground.pool.get((table.name, column.name), ())
    if column.type == "time":
        choices: Sequence[Any] = tuple(datetime.combine(day, hour) for day in ground.days for hour in HOURS[1:3])
    elif column.type == "date":
        choices = (*pool, *ground.days)
    else:
        choices = pool or values(column)
    if column.name in RARE and not pool:
        return None if not ground.rarely(4 if column.name == "opened_on" else RARELY) else ground.one_of(choices)
    missing = len(choices) // 3 + 1 if column.step else 1 + len(choices) // 6 if ground.gaps else 0
    return ground.one_of((*choices, *((None,) * (0 if column.required else missing))))


def _reference(ground: Ground, column: ColumnSchema, *others: tuple[str, ...]) -> str | None:
    """A key that exists; none where there is none, or now and then where it may be missing."""
    keys = ground.keys.get(column.refers, ()) if column.refers else sum(others, ())
    if not keys or (not column.required and ground.gaps and ground.rarely(6)):
        return None
    return str(ground.one_of(keys))


def _in_order(table: TableSchema, row: Row) -> Row:
    """The row with dates that can be: no step before the record's own date, no end before its beginning."""
    first = row.get(table.dated) if table.dated else None
    for name in FOLLOWING.get(table.name, ()):
        if row.get(name) is not None and first is not None:
            row[name] = _not_before(row[name], first)
    if table.since and table.until and row.get(table.since) and row.get(table.until):
        row[table.until] = max(row[table.since], row[table.until])
    for column in table.columns:
        named = column.name.removesuffix("_at") + "_on"
        if column.type == "time" and row.get(column.name) and row.get(named):  # the time of the very day that is given
            row[column.name] = datetime.combine(row[named], row[column.name].time())
    return row


def _not_before(value: Any, first: date) -> Any:
    if isinstance(value, datetime):
        return max(value, datetime.combine(first, time.min))
    return max(value, first)


def on_the_limit(ground: Ground, table: TableSchema, measure: Timeliness, rows: Iterable[Row]) -> None:
    """Many of the records are closed on the day that their clock runs out, on the day before or on the day after."""
    start, end = measure.start.name, measure.end.name
    for row in rows:
        if row.get(start) is None or end not in row or ground.rarely(3):
            continue
        own = row.get(measure.due.name) if measure.due else None
        if own is None and measure.within is None:
            continue
        limit = own or limit_of(measure.within, row[start])
        row[end] = beside_limit(ground, limit, as_time=table.column(end).type == "time")
        _in_order(table, row)


def limit_of(clock: Clock | None, start: date) -> date | datetime:
    """When a clock that starts on *start* runs out."""
    return start if clock is None else runs_out(clock, start)


def beside_limit(ground: Ground, limit: date | datetime, *, as_time: bool = False) -> date | datetime:
    """The limit, or a day beside it."""
    near = date.fromordinal(limit.toordinal() + ground.one_of((0, 1, -1)))
    if not as_time:
        return near
    return limit if isinstance(limit, datetime) and near == limit.date() else datetime.combine(near, HOURS[1])
