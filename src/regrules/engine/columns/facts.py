"""The register seen from one day, in arrays: truths of predicates, and subjects' records counted."""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable
from datetime import date
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

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
from ...model.schema import ColumnSchema
from ...model.windows import Rolling, Window
from ..truth import window_at
from ..world import as_day
from .encode import MISSING_DAY, Codes, Days, Mask
from .grades import graded
from .kleene import Truth, constant, known
from .rows import Rows, View

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_UNLIMITED = np.int64(2**40)


class Facts(Rows):
    """A jurisdiction's register as of one day, of which predicates are asked."""

    def is_step(self, column: Column) -> bool:
        """Whether a column is a step."""
        return self.arrays.column(column.table, column.name).step

    def truth(self, predicate: Predicate, view: View) -> Truth:
        """The truth of *predicate* for every row of *view*."""
        match predicate:
            case Always():
                return constant(view.size, True)
            case AllOf(parts=parts):
                return self._joined(parts, view, operator.and_, empty=True)
            case AnyOf(parts=parts):
                return self._joined(parts, view, operator.or_, empty=False)
            case Not(part=part):
                return ~self.truth(part, view)
        if isinstance(getattr(predicate, "value", None), CountOf):
            return self._leaf(predicate, view)  # depends on the window, which is no part of the key
        answer: Truth = self.keep((predicate, view.key), lambda: self._leaf(predicate, view))
        return answer

    def _joined(
        self, parts: tuple[Predicate, ...], view: View, join: Callable[[Truth, Truth], Truth], *, empty: bool
    ) -> Truth:
        truths = [self.truth(part, view) for part in parts]
        return reduce(join, truths) if truths else constant(view.size, empty)

    def _leaf(self, predicate: Predicate, view: View) -> Truth:
        match predicate:
            case Happened(value=column):
                return self._dates(column, view, lambda days, seen: days <= seen)
            case OpenedBy(by=by, via=via):
                return self._opened_by(by, via, view)
            case Has(value=column, words=words, need=need):
                check = all if need == "all" else any
                return self._cells(column, view, predicate, lambda held: check(word in held for word in words))
            case IsIn(value=value, literals=literals):
                found = [self._compare(value, "==", literal, view) for literal in literals]
                return reduce(operator.or_, found) if found else constant(view.size, False)
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
        return self._cells(value, view, (how, literal), lambda held: bool(compare(held, literal)))

    def _day_compared(self, column: Column, view: View, how: str, literal: date) -> Truth:
        number, compare = literal.toordinal(), _OPERATORS[how]
        if not self.arrays.column(column.table, column.name).step:
            return self._cells(column, view, (how, literal), lambda held: bool(compare(as_day(held), literal)))
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

    def _cells(self, column: Column, view: View, what: Hashable, ask: Callable[[Any], bool]) -> Truth:
        """A question about a value, asked once of each different value; *what* tells it from others."""
        schema = self.arrays.column(column.table, column.name)
        if schema.stands_for is not None:
            return self._cells_or_subjects(column, schema.stands_for, view, what, ask)
        return self._own_cells(column, view, what, ask)

    def _cells_or_subjects(
        self, column: Column, name: str, view: View, what: Hashable, ask: Callable[[Any], bool]
    ) -> Truth:
        """The same where a missing value stands for one of the record's subject."""
        own = self._own_cells(column, view, what, ask)
        missing = self.arrays.coded(column.table, column.name).codes[view.rows] < 0
        if not missing.any():
            return own
        theirs = self._own_cells(Column(table="subjects", name=name, via="subject_id"), view, what, ask)
        return Truth(np.where(missing, theirs.sure, own.sure), np.where(missing, theirs.possible, own.possible))

    def _own_cells(self, column: Column, view: View, what: Hashable, ask: Callable[[Any], bool]) -> Truth:
        rows, seen, lost = self._place(column, view)
        schema = self.arrays.column(column.table, column.name)
        if not self.arrays.has(column.table, column.name) or not self.arrays.size(column.table):
            return constant(view.size, None)
        found = self._of_values(schema, column, what, ask).at(rows)
        if schema.dated_by and self.arrays.has(column.table, schema.dated_by):
            found = found.blurred(self.arrays.days(column.table, schema.dated_by)[rows] > seen)
        return found if lost is None else found.blurred(lost)

    def _of_values(self, schema: ColumnSchema, column: Column, what: Hashable, ask: Callable[[Any], bool]) -> Truth:
        """The answers for all rows of the column's table, whatever the day."""

        def make() -> Truth:
            coded = self.arrays.coded(column.table, column.name)
            answers = [ask(value) for value in coded.values]
            of_missing = ask("-") if schema.name == "follows" else None
            found = known(np.array([*answers, of_missing is True])[coded.codes])
            return found if of_missing is not None else found.blurred(coded.codes < 0)

        found: Truth = self.arrays.keep(("cells", column.table, column.name, what), make)
        return found

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
        if fixed is None and via is not None:
            rows = self.versions_of(view.table, via, view.on)[view.rows]
        else:
            rows = self.keep(("version", view.key, via, fixed), lambda: self.arrays.version_at(positions, days))
        return np.maximum(rows, 0) if len(rows) else rows, days, rows < 0

    def _subject_days(self, via: str | None, view: View) -> tuple[Codes, Any]:
        """The position of each row's subject, and the day on which it is asked."""
        if via is None:
            assert view.positions is not None
            return view.positions, view.seen
        return self.arrays.owners(view.table, via)[view.rows], self.record_days(view.table, view.on)[view.rows]

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
            found = self._kept[key] = graded(self, grade.scheme, positions, days)
        codes: Codes = found
        return codes

    def members(self, records: Records, window: Window | Rolling, on: date) -> Truth:
        """Which records are asked for, in the window (their own, if they have one) cut at a day."""
        own = window_at(records.within or window, on)

        def make() -> Truth:
            return self.falls(records, own, on) & self.truth(records.where, self.records(records.table, on, window))

        found: Truth = self.keep(("members", records, own, on), make)
        return found

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
        nobodys = int(np.count_nonzero(held.possible & ~named))
        if held.certain:
            return least, least + nobodys
        return least, np.bincount(owners[held.possible & named], minlength=size) + nobodys


UNLIMITED = _UNLIMITED
