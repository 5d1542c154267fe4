"""
The names a plan is written with: ``subject``, ``inspections``, ``report`` and so on.

A singular name gives typed columns of one row, a plural name a set of records. A misspelt column, an unknown word or a grade
that the scheme does not have fails when the plan is imported, with the nearest name.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import evolve

from .checks import day, unknown_name
from .predicates import (
    AllOf,
    Always,
    Between,
    Column,
    Compare,
    CountOf,
    Grade,
    Happened,
    Has,
    IsIn,
    Literals,
    OpenedBy,
    Operator,
    Predicate,
    Records,
    Value,
    inner_records,
)
from .schema import ColumnSchema, Schema
from .tables import CORE
from .windows import Window


class Cell:
    """A value of a row, ready to be compared. Comparisons give predicates, so two cells are never compared with each other."""

    __hash__ = None  # type: ignore[assignment]  # == builds a predicate

    def __init__(self, value: Value, schema: ColumnSchema, grades: tuple[str, ...] = ()) -> None:
        self._value, self._schema, self._grades = value, schema, grades

    def __repr__(self) -> str:
        return f"the column {self._schema.name}"

    def __eq__(self, other: object) -> Predicate:  # type: ignore[override]  # builds a predicate
        return self._compare("==", other)

    def __ne__(self, other: object) -> Predicate:  # type: ignore[override]  # builds a predicate
        return self._compare("!=", other)

    def __lt__(self, other: object) -> Predicate:
        return self._compare("<", other)

    def __le__(self, other: object) -> Predicate:
        return self._compare("<=", other)

    def __gt__(self, other: object) -> Predicate:
        return self._compare(">", other)

    def __ge__(self, other: object) -> Predicate:
        return self._compare(">=", other)

    def is_in(self, *literals: object) -> Predicate:
        """The value is one of *literals*."""
        return IsIn(value=self._single, literals=tuple(self._literal(each) for each in self._some(literals)))

    def between(self, low: object, high: object) -> Predicate:
        """The value lies between *low* and *high*, both included."""
        self._in_order(".between()")
        return Between(value=self._value, low=self._literal(low), high=self._literal(high))

    def has(self, *words: str) -> Predicate:
        """The set holds all of *words*."""
        return Has(value=self.column, words=self._words(words), need="all")

    def has_any(self, *words: str) -> Predicate:
        """The set holds at least one of *words*."""
        return Has(value=self.column, words=self._words(words), need="any")

    def happened(self) -> Predicate:
        """The step has come by the day of the question."""
        if not self._schema.step:
            raise TypeError(f"`{self._schema.name}` is no step, so it cannot be asked whether it happened")
        return Happened(value=self.column)

    def is_true(self) -> Predicate:
        """The flag is set."""
        return self._compare("==", True)

    @property
    def column(self) -> Column:
        """The column as data."""
        if not isinstance(self._value, Column):
            raise TypeError("a column is wanted here, not a grade or a count")
        return self._value

    @property
    def _single(self) -> Column | Grade:
        if isinstance(self._value, CountOf):
            raise TypeError("a count is compared with ==, <, <=, >, >= or .between()")
        return self._value

    def _compare(self, operator: Operator, literal: object) -> Predicate:
        kind = self._schema.type
        if kind == "words":
            raise TypeError(f"`{self._schema.name}` is a set; ask it with .has() or .has_any()")
        if operator not in ("==", "!="):
            self._in_order(operator)
        return Compare(value=self._value, operator=operator, literal=self._literal(literal))

    def _in_order(self, asked: str) -> None:
        if self._schema.type in ("word", "text", "flag", "division") and not self._grades:
            raise TypeError(f"`{self._schema.name}` has no order, so `{asked}` cannot be asked of it")

    def _some(self, given: tuple[Any, ...]) -> tuple[Any, ...]:
        if not given:
            raise ValueError(f"`{self._schema.name}` is asked for nothing; name at least one word or value")
        return given

    def _words(self, words: tuple[str, ...]) -> tuple[str, ...]:
        if self._schema.type != "words":
            raise TypeError(f"`{self._schema.name}` is no set; compare it with ==")
        return tuple(self._known(word) for word in self._some(words))

    def _known(self, word: object) -> str:
        accepted = self._grades or self._schema.words
        if accepted and word not in accepted:
            raise ValueError(unknown_name(f"word of {self._schema.name}", str(word), accepted))
        if not isinstance(word, str):
            raise TypeError(f"`{self._schema.name}` is compared with text, got {word!r}")
        return word

    def _literal(self, literal: object) -> Literals:
        if self._grades:
            return self._known(str(literal) if type(literal) is int else literal)
        kind = self._schema.type
        if kind in ("date", "time"):
            return day(literal)
        if kind == "flag" and type(literal) is bool:
            return literal
        if kind in ("whole", "number") and type(literal) is int:
            return literal
        if kind in ("word", "text", "division"):
            return self._known(literal)
        raise TypeError(f"`{self._schema.name}` ({kind}) cannot be compared with {literal!r}")


class Row:
    """One row of a table, seen from a predicate; its attributes are the table's columns."""

    def __new__(cls, table: str, *_schema: Schema, **_about: Any) -> Row:
        """A row; of subjects one that answers further questions."""
        return object.__new__(SubjectRow if table == "subjects" else cls)

    def __init__(self, table: str, schema: Schema = CORE, *, via: str | None = None, on: date | None = None) -> None:
        self._table, self._schema, self._via, self._on = schema.table(table), schema, via, on

    def __repr__(self) -> str:
        return f"a row of {self._table.name}"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name == "subject" and self._table.name != "subjects" and self._table.has("subject_id"):
            return SubjectRow("subjects", self._schema, via="subject_id")
        try:
            schema = self._table.column(name)
        except KeyError as unknown:
            raise AttributeError(unknown.args[0]) from None
        return Cell(Column(table=self._table.name, name=name, via=self._via, on=self._on), schema)


class SubjectRow(Row):
    """A subject, seen from a predicate: its columns, its grades, and the records that it has."""

    def grade(self, scheme: str) -> Cell:
        """The subject's grade under *scheme*, compared in the scheme's order."""
        if scheme not in self._schema.grades:
            raise ValueError(unknown_name("grading scheme", scheme, self._schema.grades))
        schema = self._schema.table("gradings").column("grade")
        return Cell(Grade(scheme=scheme, via=self._via, on=self._on), schema, self._schema.grades[scheme])

    def on(self, when: str | date) -> SubjectRow:
        """The subject as it was on a day."""
        return SubjectRow("subjects", self._schema, via=self._via, on=day(when))

    def opened_by(self, when: str | date) -> Predicate:
        """The subject was open by a day; a missing opening date counts as long ago."""
        return OpenedBy(by=day(when), via=self._via)

    def count(self, records: RecordSet) -> Cell:
        """How many of *records* belong to the subject."""
        if self._via or self._on:
            raise TypeError("related records are asked for one step deep: subject.any(...), subject.count(...)")
        data = records.records
        if inner_records(data.where):
            raise TypeError("a record set inside any() or count() asks for no further record set")
        return Cell(CountOf(records=data), _COUNT)

    def any(self, records: RecordSet) -> Predicate:
        """At least one of *records* belongs to the subject."""
        return self.count(records) >= 1


_COUNT = evolve(CORE.table("inspections").column("officers"), name="count")


class RecordSet:
    """A set of records, to be narrowed with :meth:`where`, :meth:`dated` and :meth:`during`."""

    def __init__(self, table: str, schema: Schema = CORE, records: Records | None = None) -> None:
        self._schema = schema
        self.records = records or Records(table=schema.table(table).name, where=Always())

    def __repr__(self) -> str:
        return f"a set of {self.records.table}"

    def where(self, *predicates: Predicate) -> RecordSet:
        """Those for which every predicate holds."""
        mine = () if isinstance(self.records.where, Always) else (self.records.where,)
        parts = (*mine, *predicates)
        return self._with(where=parts[0] if len(parts) == 1 else AllOf(parts=parts))

    def dated(self, cell: Cell) -> RecordSet:
        """The same records, falling in a window by another date of theirs; states become events."""
        column = cell.column
        schema = self._schema.table(column.table).column(column.name)
        if column.table != self.records.table or column.via or schema.type != "date":
            raise TypeError(f"`{column.name}` is not a date of {self.records.table}")
        return self._with(dated=column.name)

    def during(self, window: Window) -> RecordSet:
        """The same records, in a window of their own."""
        return self._with(within=window)

    def grouped(self, cell: Cell) -> RecordSet:
        """Subjects that share a value, as one unit."""
        if self.records.table != "subjects" or cell.column.table != "subjects":
            raise TypeError("only subjects are grouped, by a column of theirs")
        return self._with(grouped=cell.column.name)

    def _with(self, **changes: Any) -> RecordSet:
        return RecordSet(self.records.table, self._schema, evolve(self.records, **changes))


def as_records(value: object) -> Records:
    """Records as data, from a set of records."""
    if isinstance(value, RecordSet):
        return value.records
    if isinstance(value, Records):
        return value
    raise TypeError(f"a set of records is wanted, such as inspections.where(...), got {value!r}")


def as_column(value: object) -> Column:
    """A column as data, from a cell (or a row of agencies, which stands for the agency itself)."""
    if isinstance(value, Cell):
        return value.column
    if isinstance(value, Row) and value._table.identity:
        return Column(table=value._table.name, name=value._table.identity)
    if isinstance(value, Column):
        return value
    raise TypeError(f"a column is wanted, such as subject.owner_id, got {value!r}")


def as_optional_column(value: object) -> Column | None:
    """As :func:`as_column`; None stays None."""
    return None if value is None else as_column(value)


subject = SubjectRow("subjects")
grading = Row("gradings")
inspection = Row("inspections")
filing = Row("filings")
report = Row("reports")
sample = Row("samples")
lead = Row("leads")
action = Row("actions")
assignment = Row("assignments")
staff_member = Row("staff")
meeting = Row("meetings")
agency = Row("agencies")
jurisdiction: Cell = subject.jurisdiction

subjects = RecordSet("subjects")
gradings = RecordSet("gradings")
inspections = RecordSet("inspections")
filings = RecordSet("filings")
reports = RecordSet("reports")
samples = RecordSet("samples")
leads = RecordSet("leads")
actions = RecordSet("actions")
assignments = RecordSet("assignments")
staff = RecordSet("staff")
meetings = RecordSet("meetings")
agencies = RecordSet("agencies")
