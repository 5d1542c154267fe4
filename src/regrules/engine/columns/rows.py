"""The rows of a register seen from one day, in arrays: views of them, and which fall in a window."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

import numpy as np
from attrs import frozen

from ...model.predicates import Records
from ...model.windows import Rolling, Window
from ...register.arrays import DayColumn
from ..world import World
from .encode import MISSING_DAY, Codes, Days, Encoded, Mask
from .kleene import Truth, constant, known


@frozen(kw_only=True, eq=False)
class View:
    """
    Some rows, of which predicates are asked.

    Attributes:
        table: Their table.
        rows: Their places in the table.
        on: The day of the question.
        window: The obligation's window, for related records that name none.
        seen: The day on which each row's cells are read: the question's, or for subjects the day on which they are asked.
        positions: Of subjects, their positions.
        key: What tells this view from others, for what is kept.
    """

    table: str
    rows: Codes
    on: date
    window: Window | Rolling
    seen: Days | int
    positions: Codes | None = None
    key: Hashable

    @property
    def size(self) -> int:
        """The number of rows."""
        return len(self.rows)


class Rows:
    """
    The rows of a jurisdiction's register as of one day.

    Args:
        world: The same in plain loops; it answers what concerns a whole table.
        arrays: The register's arrays.
    """

    def __init__(self, world: World, arrays: Encoded) -> None:
        self.world, self.arrays = world, arrays
        self._kept: dict[Hashable, Any] = {}

    def keep(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What *make* gives, made once for each *key*."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
        return found

    def records(self, table: str, on: date, window: Window | Rolling) -> View:
        """All rows of a table on a day."""
        return View(
            table=table,
            rows=self.keep(("rows", table), lambda: np.arange(self.arrays.size(table), dtype=np.int32)),
            on=on,
            window=window,
            seen=on.toordinal(),
            key=(table, on),
        )

    def subjects(self, on: date, window: Window | Rolling, *, asked: tuple[date, ...] | Days | None = None) -> View:
        """
        All subjects on a day.

        Args:
            on: The day of the question.
            window: The obligation's window.
            asked: The days whose versions are asked, if they are not the day of the question.
        """
        positions = self.keep("positions", lambda: np.arange(len(self.arrays.subjects), dtype=np.int32))
        days: Any = on.toordinal() if asked is None else asked
        key = ("subjects", on, None if asked is None else id(asked))
        rows = self.keep(
            ("versions", key),
            lambda: self.arrays.versions_on(days) if asked is None else self.arrays.version_at(positions, days),
        )
        return View(table="subjects", rows=rows, on=on, window=window, seen=days, positions=positions, key=key)

    def counted(self, view: View) -> Mask:
        """Which subjects of a view are open (and in the register) on the day on which they are asked."""

        def make() -> Mask:
            if not self.arrays.size("subjects"):
                return np.zeros(view.size, dtype=np.bool_)
            opened = self.arrays.days("subjects", "opened_on")[view.rows]
            closed = self.arrays.days("subjects", "closed_on")[view.rows]
            begun = (opened == MISSING_DAY) | (opened <= view.seen)
            open_: Mask = (view.rows >= 0) & begun & (view.seen < closed) & (view.seen > np.int32(0))
            return open_

        counted: Mask = self.keep(("counted", view.key), make)
        return counted

    def record_days(self, table: str, on: date) -> Days:
        """The day on which each record sees its subject."""

        def make() -> Days:
            dated, number = self.world.schema(table).dated, np.int32(on.toordinal())
            if dated is None:
                return np.full(self.arrays.size(table), number, dtype=np.int32)
            return np.minimum(self.arrays.days(table, dated), number)

        days: Days = self.keep(("record days", table, on), make)
        return days

    def days_of(self, table: str, on: date, rows: Any) -> Days:
        """The day on which each of some records sees its subject."""
        dated, number = self.world.schema(table).dated, np.int32(on.toordinal())
        column = self.arrays.register.table(table).columns.get(dated or "")
        if not isinstance(column, DayColumn):
            days: Days = self.record_days(table, on)[rows]
            return days
        return np.minimum(column.take(rows).ordinals, number)

    def versions_of(self, table: str, via: str, on: date) -> Codes:
        """For each record the version of the subject that it names, on the day on which it sees its subject."""

        def make() -> Codes:
            owners, dated = self.arrays.owners(table, via), self.world.schema(table).dated
            if dated is None:
                return self.arrays.version_at(owners, on.toordinal())
            days = self.arrays.days(table, dated)
            own: Codes = self.arrays.keep(("versions", table, via), lambda: self.arrays.version_at(owners, days))
            later = days > on.toordinal()
            if not later.any():
                return own
            found = own.copy()
            found[later] = self.arrays.version_at(owners[later], on.toordinal())
            return found

        versions: Codes = self.keep(("versions of", table, via, on), make)
        return versions

    def falls(self, records: Records, window: Window, on: date) -> Truth:
        """Which records fall in the window, cut at a day."""
        schema, number = self.world.schema(records.table), on.toordinal()
        if records.dated is None and schema.dated is None:
            return known(self.valid(records.table, on))
        name = records.dated or schema.dated
        assert name is not None
        size = self.arrays.size(records.table)
        if not self.arrays.has(records.table, name):
            return constant(size, None) & known(self.visible(records.table, on))
        days, there = self.arrays.days(records.table, name), self.visible(records.table, on)
        found = known((days >= window.start.toordinal()) & (days <= min(window.end.toordinal(), number)))
        if self.arrays.column(records.table, name).step or name == schema.since:
            return found & known(there)
        return found.blurred(days == MISSING_DAY) & known(there)

    def visible(self, table: str, on: date) -> Mask:
        """Which records are there on a day."""
        there: Mask = self.keep(("visible", table, on), lambda: self._visible(table, on))
        return there

    def _visible(self, table: str, on: date) -> Mask:
        name = self.world.schema(table).dated
        if name is None or self.arrays.column(table, name).step or not self.arrays.has(table, name):
            return np.ones(self.arrays.size(table), dtype=np.bool_)
        days = self.arrays.days(table, name)
        there: Mask = (days == MISSING_DAY) | (days <= on.toordinal())
        return there

    def unread(self, table: str, name: str, on: date) -> Mask:
        """Where a column has no value on a day, and may have one; a step that has not come says so much."""
        arrays, schema = self.arrays, self.arrays.column(table, name)
        if not arrays.has(table, name):
            return np.ones(arrays.size(table), dtype=np.bool_)
        if schema.step or schema.name == "follows":
            return np.zeros(arrays.size(table), dtype=np.bool_)
        lost: Mask = arrays.coded(table, name).codes < 0
        if schema.dated_by and arrays.has(table, schema.dated_by):
            lost = lost | (arrays.days(table, schema.dated_by) > on.toordinal())
        return lost

    def valid(self, table: str, on: date) -> Mask:
        """Which states are valid on a day."""
        schema, number = self.world.schema(table), on.toordinal()
        held = np.ones(self.arrays.size(table), dtype=np.bool_)
        if schema.since:
            since = self.arrays.days(table, schema.since)
            held &= (since == MISSING_DAY) | (since <= number)
        if schema.until:
            held &= self.arrays.days(table, schema.until) >= number
        return held
