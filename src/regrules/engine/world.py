"""The register seen from one day, in plain loops: what a cell says, who a subject was, which records it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date, datetime
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from ..model.plans import Jurisdiction
from ..model.predicates import Records
from ..model.schema import ColumnSchema, TableSchema
from ..model.windows import Window
from ..register.arrays import DayColumn

if TYPE_CHECKING:
    from ..register import Register, Table


class Absence:
    """Why a cell has no value."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


UNKNOWN: Final = Absence("unknown")
NOT_YET: Final = Absence("not yet")
EARLIEST, LATEST = date.min, date.max


def as_day(value: Any) -> date:
    """The day of a date or of a time."""
    return value.date() if isinstance(value, datetime) else value


def _earliest(cells: Iterable[Any]) -> date | None:
    return min((as_day(value) for value in set(cells) if value is not None), default=None)


class World:
    """
    A jurisdiction's register as of one day.

    Args:
        jurisdiction: Whose register it is.
        register: The facts, already limited to the jurisdiction and to what was known.
        as_of: The day of the question.
    """

    def __init__(self, jurisdiction: Jurisdiction, register: Register, as_of: date) -> None:
        self.jurisdiction, self.register, self.as_of = jurisdiction, register, as_of
        self._tables = {table.name: register.table(table.name) for table in register.schema.tables}
        self._schemas = {table.name: table for table in register.schema.tables}
        self._columns = {
            (table.name, column.name): column for table in register.schema.tables for column in table.columns
        }
        self._extents: dict[str, tuple[date, date] | None] = {}
        self._by_subject: dict[str, tuple[dict[Any, list[int]], list[int]]] = {}
        self.explained: dict[Hashable, frozenset[str]] = {}
        self.doubtful: dict[Hashable, frozenset[int]] = {}

    def table(self, name: str) -> Table:
        """The table called *name*."""
        return self._tables[name]

    def schema(self, name: str) -> TableSchema:
        """The schema of the table called *name*."""
        return self._schemas[name]

    def column(self, table: str, name: str) -> ColumnSchema:
        """The schema of a column."""
        return self._columns[table, name]

    def raw(self, table: str, row: int, name: str) -> Any:
        """What stands in a cell; None if it is empty or there is no such column."""
        column: Sequence[Any] | None = self.table(table).columns.get(name)
        return None if column is None else column[row]

    def cell(self, table: str, row: int, name: str, on: date) -> Any:
        """
        What a cell says on a day: a value, UNKNOWN or NOT_YET.

        A step that is empty or later has not happened yet; a value that belongs to a step is unknown before it; a record
        that names no other in ``follows`` follows none.
        """
        value, schema = self.raw(table, row, name), self.column(table, name)
        if value is None and schema.stands_for is not None:
            return self._of_its_subject(table, row, schema.stands_for, on)
        if not self.table(table).has(name):
            return UNKNOWN
        if schema.step:
            return NOT_YET if value is None or as_day(value) > on else value
        if schema.dated_by and self.table(table).has(schema.dated_by):
            dated = self.raw(table, row, schema.dated_by)
            if dated is None or as_day(dated) > on:
                return UNKNOWN
        if value is None:
            return "-" if name == "follows" else UNKNOWN
        return value

    def _of_its_subject(self, table: str, row: int, name: str, on: date) -> Any:
        """What a column of the record's subject says on the record's own date."""
        subject, day = self.raw(table, row, "subject_id"), self.record_day(table, row, on)
        version = None if subject is None else self.version(subject, day)
        return UNKNOWN if version is None else self.cell("subjects", version, name, day)

    # Subjects

    @cached_property
    def versions(self) -> dict[str, list[tuple[date, int]]]:
        """For each subject its versions: first day and row, rising."""
        found: dict[str, list[tuple[date, int]]] = defaultdict(list)
        for row, subject in enumerate(self.table("subjects").columns.get("subject_id", ())):
            found[str(subject)].append((self.raw("subjects", row, "valid_from") or EARLIEST, row))
        return {subject: sorted(rows) for subject, rows in sorted(found.items())}

    def everybody(self) -> Iterable[str]:
        """The subjects that are asked, in order; a world near one fact asks those whom it concerns."""
        return self.versions

    def version(self, subject: str, on: date) -> int | None:
        """The row of the subject's version valid on a day; None if there is none."""
        valid = None
        for first, row in self.versions.get(subject, ()):
            if first <= on:
                valid = row
        if valid is None or (self.raw("subjects", valid, "valid_to") or LATEST) < on:
            return None
        return valid

    def counts(self, subject: str, on: date) -> bool:
        """Whether the subject is open (and in the register) on a day."""
        row = self.version(subject, on)
        if row is None:
            return False
        opened, closed = self.raw("subjects", row, "opened_on"), self.raw("subjects", row, "closed_on")
        return (opened or EARLIEST) <= on < (closed or LATEST)

    def last_counted(self, subject: str, first: date, last: date) -> date | None:
        """The last day from *first* to *last* on which the subject counts; None if there is none."""
        for start, row in reversed(self.versions.get(subject, [])):
            opened, closed = self.raw("subjects", row, "opened_on"), self.raw("subjects", row, "closed_on")
            ends = [last, self.raw("subjects", row, "valid_to") or LATEST]
            if closed is not None:
                ends.append(date.fromordinal(closed.toordinal() - 1))
            ends.extend(date.fromordinal(later.toordinal() - 1) for later, _ in self.versions[subject] if later > start)
            if max(start, opened or EARLIEST, first) <= min(ends):
                return min(ends)
        return None

    def grade(self, subject: str, scheme: str, on: date) -> str | Absence:
        """The subject's grade on a day."""
        latest: tuple[date, int] | None = None
        for row in self.of_subject("gradings", subject)[0]:
            since = self.raw("gradings", row, "valid_from") or EARLIEST
            if self.raw("gradings", row, "scheme") == scheme and self.valid("gradings", row, on):
                latest = max(latest, (since, row)) if latest else (since, row)
        return UNKNOWN if latest is None else str(self.raw("gradings", latest[1], "grade"))

    # Records

    def valid(self, table: str, row: int, on: date) -> bool:
        """Whether a state is valid on a day."""
        schema = self.schema(table)
        since = self.raw(table, row, schema.since) if schema.since else None
        until = self.raw(table, row, schema.until) if schema.until else None
        return (since or EARLIEST) <= on <= (until or LATEST)

    def falls(self, records: Records, row: int, window: Window, on: date) -> bool | None:
        """Whether a record falls in the window, cut at a day; None if its date is not known."""
        schema = self.schema(records.table)
        if records.dated is None and schema.dated is None:
            return self.valid(records.table, row, on)
        name = records.dated or schema.dated
        assert name is not None
        if not self.visible(records.table, row, on):
            return False
        value = self.cell(records.table, row, name, on)
        if value is NOT_YET or (value is UNKNOWN and name == schema.since and self.table(records.table).has(name)):
            return False  # a state without a first day began before any window
        if value is UNKNOWN:
            return None
        return window.start <= as_day(value) <= min(window.end, on)

    def visible(self, table: str, row: int, on: date) -> bool:
        """Whether a record is there on a day: its own date has come (an event that is still to come has none yet)."""
        name = self.schema(table).dated
        if name is None or self.column(table, name).step:
            return True
        own = self.raw(table, row, name)
        return own is None or as_day(own) <= on

    def record_day(self, table: str, row: int, on: date) -> date:
        """The day on which a record sees its subject: its own date, or the day of the question where it has none yet."""
        dated = self.schema(table).dated
        value = self.raw(table, row, dated) if dated else None
        return on if value is None else min(as_day(value), on)

    def of_subject(self, table: str, subject: str) -> tuple[list[int], list[int]]:
        """The rows of a subject, and the rows that name none."""
        if table not in self._by_subject:
            rows: dict[Any, list[int]] = defaultdict(list)
            column = self.table(table).columns.get("subject_id")
            nobody = list(range(len(self.table(table)))) if column is None else []
            for row, owner in enumerate(column or ()):
                (nobody if owner is None else rows[owner]).append(row)
            self._by_subject[table] = dict(rows), nobody
        rows_of, nobodys = self._by_subject[table]
        return rows_of.get(subject, []), nobodys

    def rows(self, table: str) -> Iterator[int]:
        """All rows of a table."""
        return iter(range(len(self.table(table))))

    # Extents

    def covers(self, records: Records, window: Window, on: date) -> bool:
        """Whether the table is complete for the window, cut at a day."""
        last = min(window.end, on)
        if last < window.start:
            return True
        extent = self.extent(records)
        return extent is not None and extent[0] <= window.start and last <= extent[1]

    def extent(self, records: Records) -> tuple[date, date] | None:
        """From when to when a table is complete; None if nothing is known of it."""
        schema = self.schema(records.table)
        state = records.dated is None and schema.dated is None
        key = f"{records.table}/{state}"
        if key not in self._extents:
            self._extents[key] = self._extent(schema, state=state)
        return self._extents[key]

    def _extent(self, schema: TableSchema, *, state: bool) -> tuple[date, date] | None:
        said: tuple[date | None, date | None] = (None, None)
        stated = False
        for row, name in enumerate(self.table("extents").columns.get("table", ())):
            if name == schema.name:
                said = self.raw("extents", row, "complete_from"), self.raw("extents", row, "complete_to")
                stated = True
        if state:
            return (said[0] or EARLIEST, said[1] or self.as_of) if stated or len(self.table(schema.name)) else None
        first = self._first_record(schema)
        if said[0] is None and first is None:
            return None
        return said[0] or date((first or self.as_of).year, 1, 1), said[1] or self.as_of

    def _first_record(self, schema: TableSchema) -> date | None:
        key = f"first of {schema.name}"
        if key not in self.register.kept:
            cells = self.table(schema.name).columns.get(schema.dated or schema.since or "", ())
            self.register.kept[key] = cells.first if isinstance(cells, DayColumn) else _earliest(cells)
        first: date | None = self.register.kept[key]
        return first if first is not None and first <= self.as_of else None

    # Figures

    def figure(self, name: str, year: int, agency: str | None = None) -> Any:
        """The value of a figure for a year (and an agency), its unit applied; None if the register has none."""
        for row in self._figures(name):
            if (self.raw("figures", row, "year"), self.raw("figures", row, "agency")) == (year, agency):
                return self.raw("figures", row, "value") * (self.raw("figures", row, "unit") or 1)
        return None

    def latest_figure(self, name: str, year: int) -> tuple[int, Any] | None:
        """The year and value of a figure for a year or the latest one before it; None if there is none."""
        years = {self.raw("figures", row, "year") for row in self._figures(name) if self.raw("figures", row, "agency") is None}
        known = [each for each in years if each <= year]
        return (max(known), self.figure(name, max(known))) if known else None

    def _figures(self, name: str) -> Iterator[int]:
        """The rows of a figure of this very jurisdiction; those below it have figures of their own."""
        columns = self.table("figures").columns
        for row, found in enumerate(columns.get("name", ())):
            if found == name and columns["jurisdiction"][row] == self.jurisdiction.code:
                yield row

    # Waivers

    def waived(self, subject: str | None, patterns: Sequence[str], on: date) -> bool:
        """Whether a waiver takes a subject out of the obligations that *patterns* name."""
        if subject is None:
            return False
        return any(
            self.valid("waivers", row, on)
            and any(fnmatchcase(name, self.raw("waivers", row, "obligation")) for name in patterns)
            for row in self.of_subject("waivers", subject)[0]
        )
