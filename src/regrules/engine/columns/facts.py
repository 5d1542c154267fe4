"""The register seen from one day, in arrays: truths of predicates, records in windows, subjects and their counts."""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable
from datetime import date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from ...model.predicates import (
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
from ...model.windows import Rolling, Window
from ..truth import window_at
from ..world import World
from .encode import MISSING_DAY, Codes, Days, Encoded, Mask
from .kleene import Truth, constant, known

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_UNLIMITED = np.int64(2**40)


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


class Facts:
    """
    A jurisdiction's register as of one day, in arrays.

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

    # Views

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
        rows = self.arrays.version_at(positions, days)
        key = ("subjects", on, None if asked is None else id(asked))
        return View(table="subjects", rows=rows, on=on, window=window, seen=days, positions=positions, key=key)

    def counted(self, view: View, days: Days | int) -> Mask:
        """Which subjects are open (and in the register) on a day."""
        if not self.arrays.size("subjects"):
            return np.zeros(view.size, dtype=np.bool_)
        opened = self.arrays.days("subjects", "opened_on")[view.rows]
        closed = self.arrays.days("subjects", "closed_on")[view.rows]
        counted: Mask = (
            (view.rows >= 0) & ((opened == MISSING_DAY) | (opened <= days)) & (days < closed) & (days > np.int32(0))
        )
        return counted

    # Predicates

    def is_step(self, column: Column) -> bool:
        """Whether a column is a step."""
        return self.arrays.column(column.table, column.name).step

    def truth(self, predicate: Predicate, view: View) -> Truth:
        """The truth of *predicate* for every row of *view*."""
        match predicate:
            case Always():
                return constant(view.size, True)
            case AllOf(parts=parts):
                found = constant(view.size, True)
                for part in parts:
                    found = found & self.truth(part, view)
                return found
            case AnyOf(parts=parts):
                found = constant(view.size, False)
                for part in parts:
                    found = found | self.truth(part, view)
                return found
            case Not(part=part):
                return ~self.truth(part, view)
        if isinstance(getattr(predicate, "value", None), CountOf):
            return self._leaf(predicate, view)  # depends on the window, which is no part of the key
        answer: Truth = self.keep((predicate, view.key), lambda: self._leaf(predicate, view))
        return answer

    def _leaf(self, predicate: Predicate, view: View) -> Truth:
        match predicate:
            case Happened(value=column):
                return self._dates(column, view, lambda days, seen: days <= seen)
            case OpenedBy(by=by, via=via):
                return self._opened_by(by, via, view)
            case Has(value=column, words=words, need=need):
                check = all if need == "all" else any
                return self._cells(column, view, lambda held: check(word in held for word in words))
            case IsIn(value=value, literals=literals):
                found = constant(view.size, False)
                for literal in literals:
                    found = found | self._compare(value, "==", literal, view)
                return found
            case Between(value=CountOf(records=records), low=low, high=high):
                return self._count_within(records, view, int(low), int(high))  # type: ignore[arg-type]  # whole numbers
            case Between(value=value, low=low, high=high):
                return self._compare(value, ">=", low, view) & self._compare(value, "<=", high, view)
            case Compare(value=value, operator=how, literal=literal):
                return self._compare(value, how, literal, view)
        raise AssertionError(f"no leaf: {predicate}")

    def _compare(self, value: Value, how: str, literal: Any, view: View) -> Truth:
        if isinstance(value, CountOf):
            lows = {">=": literal, ">": literal + 1, "==": literal, "!=": literal}
            highs = {"<=": literal, "<": literal - 1, "==": literal, "!=": literal}
            within = self._count_within(value.records, view, lows.get(how, 0), highs.get(how, int(_UNLIMITED)))
            return ~within if how == "!=" else within
        compare = _OPERATORS[how]
        if isinstance(value, Grade):
            return self._grades(value, view, compare, literal)
        if isinstance(literal, date):
            return self._day_compared(value, view, how, literal)
        return self._cells(value, view, lambda held: bool(compare(held, literal)))

    def _day_compared(self, column: Column, view: View, how: str, literal: date) -> Truth:
        number, compare = literal.toordinal(), _OPERATORS[how]
        if not self.arrays.column(column.table, column.name).step:
            return self._cells(
                column, view, lambda held: bool(compare(held.date() if isinstance(held, datetime) else held, literal))
            )
        if how == "!=":
            return self._dates(column, view, lambda days, seen: (days > seen) | (days != number))
        return self._dates(column, view, lambda days, seen: (days <= seen) & compare(days, number))

    def _dates(self, column: Column, view: View, ask: Callable[[Days, Any], Mask]) -> Truth:
        """A question about a step: of its day, and of the day on which it is read."""
        rows, seen, lost = self._place(column, view)
        if not self.arrays.has(column.table, column.name):
            return constant(view.size, None)
        if not self.arrays.size(column.table):
            return constant(view.size, None)
        found = known(ask(self.arrays.days(column.table, column.name)[rows], seen))
        return found if lost is None else found.blurred(lost)

    def _cells(self, column: Column, view: View, ask: Callable[[Any], bool]) -> Truth:
        """A question about a value, asked once of each different value."""
        schema = self.arrays.column(column.table, column.name)
        if schema.stands_for is not None:
            return self._cells_or_subjects(column, schema.stands_for, view, ask)
        return self._own_cells(column, view, ask)

    def _cells_or_subjects(self, column: Column, name: str, view: View, ask: Callable[[Any], bool]) -> Truth:
        """The same where a missing value stands for one of the record's subject."""
        own = self._own_cells(column, view, ask)
        theirs = self._own_cells(Column(table="subjects", name=name, via="subject_id"), view, ask)
        missing = self.arrays.coded(column.table, column.name).codes[view.rows] < 0
        return Truth(np.where(missing, theirs.sure, own.sure), np.where(missing, theirs.possible, own.possible))

    def _own_cells(self, column: Column, view: View, ask: Callable[[Any], bool]) -> Truth:
        rows, seen, lost = self._place(column, view)
        schema = self.arrays.column(column.table, column.name)
        if not self.arrays.has(column.table, column.name) or not self.arrays.size(column.table):
            return constant(view.size, None)
        coded = self.arrays.coded(column.table, column.name)
        answers = [ask(value) for value in coded.values]
        of_missing = ask("-") if schema.name == "follows" else None
        sure = np.array([*answers, of_missing is True])[coded.codes[rows]]
        possible = np.array([*answers, of_missing is not False])[coded.codes[rows]]
        found = Truth(sure, possible)
        if schema.dated_by and self.arrays.has(column.table, schema.dated_by):
            found = found.blurred(self.arrays.days(column.table, schema.dated_by)[rows] > seen)
        return found if lost is None else found.blurred(lost)

    def _place(self, column: Column, view: View) -> tuple[Codes, Any, Mask | None]:
        """The rows where a column is read, the days on which, and where there is no row (then unknown)."""
        if column.table != "subjects":
            return view.rows, view.seen, None
        return self._subject_rows(column.via, column.on, view)

    def _subject_rows(self, via: str | None, fixed: date | None, view: View) -> tuple[Codes, Any, Mask | None]:
        if fixed is not None and fixed > view.on:
            return np.zeros(view.size, dtype=np.int32), 0, np.ones(view.size, dtype=np.bool_)
        positions, days = self._subject_days(via, view)
        if fixed is not None:
            days = fixed.toordinal()
        elif via is None:
            return view.rows, view.seen, view.rows < 0
        rows: Codes = self.keep(("version", view.key, via, fixed), lambda: self.arrays.version_at(positions, days))
        return np.maximum(rows, 0) if len(rows) else rows, days, rows < 0

    def _subject_days(self, via: str | None, view: View) -> tuple[Codes, Any]:
        """The position of each row's subject, and the day on which it is asked."""
        if via is None:
            assert view.positions is not None
            return view.positions, view.seen
        return self.arrays.owners(view.table, via)[view.rows], self.record_days(view.table, view.on)[view.rows]

    def record_days(self, table: str, on: date) -> Days:
        """The day on which each record sees its subject."""

        def make() -> Days:
            dated, number = self.world.schema(table).dated, np.int32(on.toordinal())
            if dated is None:
                return np.full(self.arrays.size(table), number, dtype=np.int32)
            return np.minimum(self.arrays.days(table, dated), number)

        days: Days = self.keep(("record days", table, on), make)
        return days

    def _opened_by(self, by: date, via: str | None, view: View) -> Truth:
        rows, _, lost = self._subject_rows(via, None, view)
        if not self.arrays.size("subjects"):
            return constant(view.size, None)
        opened = self.arrays.days("subjects", "opened_on")[rows]
        found = known((opened == MISSING_DAY) | (opened <= by.toordinal()))
        return found if lost is None else found.blurred(lost)

    def _grades(self, grade: Grade, view: View, compare: Callable[[Any, Any], bool], literal: Any) -> Truth:
        order = self.world.register.schema.grades[grade.scheme]
        codes = self._grade_codes(grade, view)
        answers = [bool(compare(place, order.index(literal))) for place in range(len(order))]
        return Truth(np.array([*answers, False])[codes], np.array([*answers, True])[codes])

    def _grade_codes(self, grade: Grade, view: View) -> Codes:
        """For each row the place of its subject's grade in the scheme; -1 where it has none."""
        if grade.on is not None and grade.on > view.on:
            return np.full(view.size, -1, dtype=np.int32)
        key = ("grade", grade, view.key)
        found = self._kept.get(key)
        if found is None:
            positions, days = self._subject_days(grade.via, view)
            days = grade.on.toordinal() if grade.on is not None else days
            found = self._kept[key] = self._graded(grade.scheme, positions, days)
        codes: Codes = found
        return codes

    def _graded(self, scheme: str, positions: Codes, days: Any) -> Codes:
        """The latest grading valid on a day: later first days are written over earlier ones, version by version."""
        order = self.world.register.schema.grades[scheme]
        owners, since, until, grades = self._gradings(scheme, order)
        found = np.full(len(positions), -1, dtype=np.int32)
        for layer in _layers(owners):
            place = np.full(len(self.arrays.subjects) + 1, -1, dtype=np.int64)
            place[owners[layer]] = layer
            mine = place[positions]
            valid = (mine >= 0) & (since[mine] <= days) & (days <= until[mine])
            found = np.where(valid, grades[mine], found)
        return found

    def _gradings(self, scheme: str, order: tuple[str, ...]) -> tuple[Codes, Days, Days, Codes]:
        def make() -> tuple[Codes, Days, Days, Codes]:
            arrays = self.arrays
            chosen = np.array([each == scheme for each in arrays.coded("gradings", "scheme").values] + [False])[
                arrays.coded("gradings", "scheme").codes
            ]
            since = arrays.days("gradings", "valid_from").copy()
            since[since == MISSING_DAY] = 0
            rows = np.flatnonzero(chosen)
            rows = rows[np.lexsort((rows, since[rows], arrays.owners("gradings")[rows]))]
            coded = arrays.coded("gradings", "grade")
            places = [order.index(str(each)) if str(each) in order else -1 for each in coded.values]
            grades = np.array([*places, -1], dtype=np.int32)
            return (
                arrays.owners("gradings")[rows], since[rows], arrays.days("gradings", "valid_to")[rows],
                grades[coded.codes[rows]],
            )  # fmt: skip

        found: tuple[Codes, Days, Days, Codes] = self.keep(("gradings", scheme), make)
        return found

    # Records

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
        name = self.world.schema(table).dated
        if name is None or self.arrays.column(table, name).step or not self.arrays.has(table, name):
            return np.ones(self.arrays.size(table), dtype=np.bool_)
        days = self.arrays.days(table, name)
        there: Mask = (days == MISSING_DAY) | (days <= on.toordinal())
        return there

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

    def members(self, records: Records, window: Window | Rolling, on: date) -> Truth:
        """Which records are asked for, in the window (their own, if they have one) cut at a day."""
        own = window_at(records.within or window, on)

        def make() -> Truth:
            return self.falls(records, own, on) & self.truth(records.where, self.records(records.table, on, window))

        found: Truth = self.keep(("members", records, own, on), make)
        return found

    # Counts

    def _count_within(self, records: Records, view: View, low: int, high: int) -> Truth:
        least, most = self.counts(records, view)
        return Truth((low <= least) & (most <= high), (most >= low) & (least <= high))

    def counts(self, records: Records, view: View) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The least and the most records of each subject of *view*."""
        held = self.members(records, view.window, view.on)
        window = window_at(records.within or view.window, view.on)
        least, most = self.count_by(self.arrays.owners(records.table), held, len(self.arrays.subjects))
        if not self.world.covers(records, window, view.on):
            most = np.full(len(most), _UNLIMITED)
        assert view.positions is not None
        return least[view.positions], most[view.positions]

    @staticmethod
    def count_by(owners: Codes, held: Truth, size: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The least and the most rows of each owner; rows without one may be anybody's."""
        named = owners >= 0
        least = np.bincount(owners[held.sure & named], minlength=size)
        most = np.bincount(owners[held.possible & named], minlength=size)
        return least, most + int(np.count_nonzero(held.possible & ~named))


def _layers(owners: Codes) -> list[npt.NDArray[np.int64]]:
    """Places of sorted *owners*, split so that each layer has an owner once: first entries, second ones, and so on."""
    if not len(owners):
        return []
    starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
    rank = np.arange(len(owners)) - np.repeat(starts, np.diff(np.r_[starts, len(owners)]))
    return [np.flatnonzero(rank == layer) for layer in range(int(rank.max()) + 1)]


UNLIMITED = _UNLIMITED
