"""An office that writes down what it does, table by table, and hands it over as a folder of CSV files."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from ..model.plans import AgencyEntry
from ..model.schema import Schema, TableSchema
from ..model.tables import CORE
from ..model.windows import Window
from .calendar import next_working_day
from .invented import business_name, credit_code

T = TypeVar("T")
Row = dict[str, Any]
_SIGNS = {
    "subjects": "DX", "inspections": "JC", "filings": "CL", "reports": "BG", "samples": "CY", "leads": "XS",
    "actions": "CS", "assignments": "RW", "staff": "RY", "meetings": "HY",
}  # fmt: skip


class Office:
    """
    A made-up office on one day.

    What lies after that day is not written: an event that has not happened yet is left out, a step that has not come
    yet stays empty. So a county describes its whole year, and the files end where the office stands.
    """

    def __init__(self, code: str, *, today: str, seed: int, schema: Schema = CORE) -> None:
        self.code, self.today, self.schema = code, date.fromisoformat(today), schema
        self.chance = Random(seed)
        self.names: set[str] = set()
        self.rows: dict[str, list[Row]] = {table.name: [] for table in schema.tables}
        self._numbers: Counter[str] = Counter()

    def add(self, table: str, /, **values: object) -> Row | None:
        """The row written in *table*, numbered and with its jurisdiction; None if it has not happened yet."""
        about = self.schema.table(table)
        if unknown := [name for name in values if not about.has(name)]:
            about.column(unknown[0])
        happened = values.get(about.dated) if about.dated else None
        if isinstance(happened, date) and happened > self.today:
            return None
        row = self._as_of_today(about, values)
        if about.has("jurisdiction"):
            row.setdefault("jurisdiction", self.code)
        if table in _SIGNS:
            row.setdefault(about.keys[0], self._number(table))
        self.rows[table].append(row)
        return row

    def agencies(self, entries: Iterable[AgencyEntry]) -> None:
        """Write the agencies that the county's plugin names."""
        for entry in entries:
            self.add("agencies", agency_id=entry.id, name=entry.name.zh, kind=entry.kind)

    def subject(
        self, *kinds: str, agency: str, name: str | tuple[str, str], public: bool = False, **values: object
    ) -> Row:
        """
        The row of a new subject.

        Args:
            kinds: What it is.
            agency: Whose it is.
            name: Its name, or what an invented name begins and ends with.
            public: A public institution.
            values: Further columns.
        """
        named = name if isinstance(name, str) else business_name(self.chance, self.names, *name)
        number = len(self.rows["subjects"]) + 1
        columns: Row = {"uscc": credit_code(self.code, number, public=public)}
        columns |= {"closed_on": None, "suspended_on": None, "resumed_on": None}
        row = self.add("subjects", name=named, kinds=kinds, agency=agency, **{**columns, **values})
        assert row is not None  # subjects are states, they are always written
        return row

    def version(self, subject: Row, *, since: str, **changes: object) -> Row:
        """The row of a new version of *subject*, which changes on a day; the version before it ends the day before."""
        first = date.fromisoformat(since)
        subject["valid_to"] = first - timedelta(days=1)
        row = self.add("subjects", **{**subject, "valid_from": first, "valid_to": None, **changes})
        assert row is not None  # subjects are states, they are always written
        return row

    def act(self, subject: Row, kind: str, day: date, **values: object) -> None:
        """Write a step that the bureau took towards *subject*."""
        about = {"subject_id": subject["subject_id"], "agency": subject["agency"], "about": None, "closed_on": None}
        self.add("actions", kind=kind, taken_on=day, **{**about, **values})

    def file(self, subject: Row, kind: str, day: date, **values: object) -> None:
        """Write a paper that came in from (or about) *subject*."""
        about = {"subject_id": subject["subject_id"], "agency": subject["agency"]}
        self.add("filings", kind=kind, received_on=day, **{**about, **values})

    def grade(self, subject: Row, scheme: str, grade: str, *, since: str, **values: object) -> None:
        """Write a grade of *subject* under *scheme*."""
        first = date.fromisoformat(since)
        self.add("gradings", subject_id=subject["subject_id"], scheme=scheme, grade=grade, valid_from=first, **values)

    def day(self, within: Window) -> date:
        """A working day of a window, nearly always; one in fifty falls on any day."""
        day = within.start + timedelta(days=self.chance.randrange((within.end - within.start).days + 1))
        return day if self.happens("1/50") else min(next_working_day(day), within.end)

    def later(self, day: date, least: int, most: int) -> date:
        """A working day from *least* to *most* days after *day*, or the next one."""
        return next_working_day(day + timedelta(days=self.chance.randint(least, most)))

    def happens(self, odds: str) -> bool:
        """Whether something comes true that does so in 1 of 3 cases (``"1/3"``), for instance."""
        hits, cases = map(int, odds.split("/"))
        return self.chance.randrange(cases) < hits

    def dealt(self, counts: Mapping[T, int]) -> list[T]:
        """Every value as often as *counts* says, shuffled."""
        deck = [value for value, count in counts.items() for _ in range(count)]
        self.chance.shuffle(deck)
        return deck

    def some(self, rows: Sequence[T], share: str) -> list[T]:
        """A drawn share of *rows* (``"1/4"``), in their order."""
        hits, cases = map(int, share.split("/"))
        drawn = set(self.chance.sample(range(len(rows)), len(rows) * hits // cases))
        return [row for position, row in enumerate(rows) if position in drawn]

    def round(self, rows: Iterable[T]) -> Iterator[T]:
        """*rows* in a drawn order, again and again, so that everyone's turn comes."""
        order = list(rows)
        self.chance.shuffle(order)
        return cycle(order)

    def forget(self, table: str, column: str, cells: int) -> None:
        """Empty so many filled cells of *column*: what nobody wrote down."""
        filled = [row for row in self.rows[table] if row.get(column) is not None]
        for row in self.chance.sample(filled, min(cells, len(filled))):
            row[column] = None

    def complete(self, **since: str) -> None:
        """Write from which day on each table is complete."""
        for table, day in since.items():
            self.add("extents", table=table, complete_from=date.fromisoformat(day))

    def write(self, folder: Path) -> None:
        """Write every table that has rows to *folder*, which is made if it is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        for table in self.schema.tables:
            if self.rows[table.name]:
                write_table(folder / f"{table.name}.csv", table, self.rows[table.name])

    def _number(self, table: str) -> str:
        self._numbers[table] += 1
        return f"{_SIGNS[table]}{self._numbers[table]:05}"

    def _as_of_today(self, about: TableSchema, values: Row) -> Row:
        """The values without the steps that have not come yet and what belongs to them."""
        future = {
            name for name, value in values.items()
            if about.column(name).step and isinstance(value, date) and value > self.today
        }  # fmt: skip
        return {
            name: None if name in future or about.column(name).dated_by in future else value
            for name, value in values.items()
        }


def write_table(path: Path, table: TableSchema, rows: Sequence[Row]) -> None:
    """Write *rows* to a CSV file, events in the order of their dates; a column that no row names is left out."""
    names = [name for name in table.names if any(name in row for row in rows)]
    ordered = sorted(rows, key=lambda row: str(row[dated] or "9999")) if (dated := table.dated) else rows
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([_cell(row.get(name)) for name in names] for row in ordered)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case date() | int() | Decimal() | str():
            return str(value)
        case tuple():
            return ";".join(map(str, value)) or "-"
    raise TypeError(f"a demo register holds text, numbers, dates, flags and tuples of words, got {value!r}")
