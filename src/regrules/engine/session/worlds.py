"""A world that takes further facts, and the part of it that lies near one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from ...model.plans import Jurisdiction
from ..world import World, as_day

if TYPE_CHECKING:
    from ...register import Register

Rows = tuple[dict[Any, list[int]], list[int]]


class GrowingWorld(World):
    """
    The world of a register whose tables grow at their ends.

    Args:
        jurisdiction: Whose register it is.
        register: The facts.
        as_of: The day of the question.
    """

    def __init__(self, jurisdiction: Jurisdiction, register: Register, as_of: date) -> None:
        super().__init__(jurisdiction, register, as_of)
        self._by_value: dict[tuple[str, str], Rows] = {}

    def extents(self, table: str) -> tuple[Any, Any]:
        """From when to when a table is complete, as a table of states and as one of events."""
        schema = self.schema(table)
        return self._extent(schema, state=True), self._extent(schema, state=False)

    def take(self, table: str, row: int) -> None:
        """Take note of a row that has been added."""
        self._note_first(table, row)
        if table in self._by_subject:
            _place(self._by_subject[table], self.raw(table, row, "subject_id"), row)
        for (named, column), rows in self._by_value.items():
            if named == table:
                _place(rows, self.raw(table, row, column), row)
        for state in (True, False):
            self._extents.pop(f"{table}/{state}", None)

    def _note_first(self, table: str, row: int) -> None:
        schema, key = self.schema(table), f"first of {table}"
        value = self.raw(table, row, schema.dated or schema.since or "")
        if value is not None and key in self.register.kept:
            first = self.register.kept[key]
            self.register.kept[key] = as_day(value) if first is None else min(first, as_day(value))

    def rows_with(self, table: str, column: str) -> Rows:
        """For each value of a column its rows, and the rows that have none."""
        found = self._by_value.get((table, column))
        if found is None:
            rows: dict[Any, list[int]] = defaultdict(list)
            for row, value in enumerate(self.table(table).columns.get(column) or [None] * len(self.table(table))):
                rows[value].append(row)
            without = rows.pop(None, [])
            found = self._by_value[table, column] = dict(rows), without
        return found


def _place(rows: Rows, value: Any, row: int) -> None:
    if value is None:
        rows[1].append(row)
    else:
        rows[0].setdefault(value, []).append(row)


class NearWorld(World):
    """
    The world as far as one subject's facts reach: who goes through everybody, or through the rows of a table, meets these alone.

    Args:
        whole: The world.
        subject: The subject; None if the fact names none.
        hidden: The table and row of a fact that is left out.
        rows: The rows of some tables; of others that name subjects, those of this subject and those of nobody.
    """

    def __init__(
        self,
        whole: GrowingWorld,
        subject: str | None,
        *,
        hidden: tuple[str, int] | None = None,
        rows: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        self.jurisdiction, self.register, self.as_of = whole.jurisdiction, whole.register, whole.as_of
        self._tables, self._schemas, self._columns = whole._tables, whole._schemas, whole._columns
        self._extents, self._by_subject, self.versions = whole._extents, whole._by_subject, whole.versions
        self.explained: dict[Hashable, frozenset[str]] = {}
        self.doubtful: dict[Hashable, frozenset[int]] = {}
        self._subject, self._hidden, self._rows = subject, hidden, rows or {}

    def everybody(self) -> Iterable[str]:
        """The subject, if it is in the register."""
        return [] if self._subject not in self.versions else [self._subject]

    def of_subject(self, table: str, subject: str) -> tuple[list[int], list[int]]:
        """The rows of a subject, and the rows that name none, but for the hidden one."""
        own, nobodys = super().of_subject(table, subject)
        if self._hidden is None or self._hidden[0] != table:
            return own, nobodys
        hidden = self._hidden[1]
        return (
            own[:-1] if own and own[-1] == hidden else own,
            nobodys[:-1] if nobodys and nobodys[-1] == hidden else nobodys,
        )

    def rows(self, table: str) -> Iterator[int]:
        """The rows of a table that lie near."""
        rows: Iterable[int] | None = self._rows.get(table)
        if rows is None and self.schema(table).has("subject_id") and table != "subjects":
            rows = chain(*self.of_subject(table, self._subject or ""))
        if rows is None:
            rows = super().rows(table)
        return (row for row in rows if (table, row) != self._hidden)
