"""What a question asks of the rows of a table: values of columns, and on which side of some days its dates lie."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from ..model.measures import Count, Coverage, Growth, Response, Share, Timeliness
from ..model.predicates import (
    AllOf,
    AnyOf,
    Between,
    Column,
    Compare,
    CountOf,
    Grade,
    Happened,
    IsIn,
    Not,
    OpenedBy,
    Predicate,
    Records,
)
from ..model.schema import Schema, TableSchema
from ..model.windows import Window
from .question import Question
from .truth import window_at
from .unfit import UnfitError


@frozen(kw_only=True)
class Need:
    """
    What one record set asks of the rows of a table.

    Attributes:
        table: The table.
        columns: Columns whose values are asked for, each with what is asked.
        days: Dates, and the days at which an answer may change.
        of_subject: Columns of the record's subject, likewise.
        schemes: Grading schemes.
    """

    table: str
    columns: frozenset[tuple[str, Predicate]] = frozenset()
    days: tuple[tuple[str, frozenset[int]], ...] = ()
    of_subject: frozenset[tuple[str, Predicate]] = frozenset()
    schemes: frozenset[str] = frozenset()


def needs_of(question: Question, schema: Schema) -> Iterator[Need]:
    """What a question asks of the rows of each table that it reads."""
    measure = question.obligation.measure
    then, now = question.asked_on, question.as_of
    match measure:
        case Coverage(of=of, by=by):
            yield _of_population(of, question, schema)
            yield _of_records(by, question, {then, now}, schema)
        case Share(of=of, having=having) if of.table == "subjects":
            yield _of_population(of, question, schema)
            yield _reads(having, schema.table("subjects"), {then, now}).need("subjects")
        case Share(of=of, having=having):
            yield _of_records(of, question, {then, now}, schema)
            yield _reads(having, schema.table(of.table), {then, now}).need(of.table)
        case Timeliness(of=of, start=start):
            yield _of_clock(of, start.name, question, schema)
        case Count(of=of):
            if measure.distinct is not None:
                yield Need(table="subjects")
            yield _of_records(of, question, {then, now}, schema)
        case Response(to=to, by=by):
            yield from (_asked_of_rows(each, {then, now}, schema) for each in (to, by))
        case Growth(of=Count(of=of), versus=versus):
            yield _of_records(of, question, {then, now}, schema)
            yield _of_records(base_of(of, versus), question, {now}, schema)


def base_of(of: Records, versus: object) -> Records:
    """The records with which those of a growth are compared."""
    if isinstance(versus, Window):
        return evolve(of, within=versus)
    assert isinstance(versus, Count)
    return versus.of


def _of_population(of: Records, question: Question, schema: Schema) -> Need:
    """Subjects on the day for which they are asked; when they opened also tells who came into a rolling window."""
    reads = _reads(of.where, schema.table("subjects"), {question.asked_on})
    day = question.asked_on.toordinal()
    reads.at("opened_on", day + 1)
    reads.at("closed_on", day + 1)
    if not isinstance(question.window, Window):
        for on in {question.asked_on, question.as_of}:
            reads.at("opened_on", question.span(on).start.toordinal(), on.toordinal() + 1)
    return reads.need("subjects")


def _of_records(of: Records, question: Question, days: set[date], schema: Schema) -> Need:
    """Records in their window, cut at each of some days."""
    table = schema.table(of.table)
    name = of.dated or table.dated
    if name is None or table.dated is None:
        raise UnfitError("states")
    if table.column(name).type != "date":
        raise UnfitError("time of record")
    reads = _reads(of.where, table, days)
    for on in days:
        window = window_at(of.within or question.window, on)
        reads.at(name, window.start.toordinal(), window.end.toordinal() + 1, on.toordinal() + 1)
        reads.at(table.dated, on.toordinal() + 1)
    return reads.need(of.table)


def _asked_of_rows(of: Records, days: set[date], schema: Schema) -> Need:
    """What is asked of records, whenever they were: the few that may count are then looked at one by one."""
    if schema.table(of.table).dated is None:
        raise UnfitError("states")
    return _reads(of.where, schema.table(of.table), days).need(of.table)


def _of_clock(of: Records, start: str, question: Question, schema: Schema) -> Need:
    """Records that started in the window, by the day for which the target is asked."""
    table = schema.table(of.table)
    reads = _reads(of.where, table, {question.as_of})
    if table.dated is None or table.column(start).type != "date":
        raise UnfitError("time of clock")
    window = window_at(of.within or question.window, question.asked_on)
    last = min(window.end, question.asked_on).toordinal()
    reads.at(start, window.start.toordinal(), last + 1, question.as_of.toordinal() + 1)
    reads.at(table.dated, question.as_of.toordinal() + 1)
    return reads.need(of.table)


@frozen(kw_only=True)
class _Reads:
    """What is read of a row, as it is found out."""

    columns: set[tuple[str, Predicate]] = field(factory=set)
    days: dict[str, set[int]] = field(factory=dict)
    of_subject: set[tuple[str, Predicate]] = field(factory=set)
    schemes: set[str] = field(factory=set)

    def at(self, name: str, *days: int) -> None:
        """A date is asked for, and an answer may change at these days."""
        self.days.setdefault(name, set()).update(days)

    def need(self, table: str) -> Need:
        """The same, as data."""
        return Need(
            table=table,
            columns=frozenset(self.columns),
            days=tuple((name, frozenset(found)) for name, found in self.days.items()),
            of_subject=frozenset(self.of_subject),
            schemes=frozenset(self.schemes),
        )


def _reads(predicate: Predicate, table: TableSchema, days: set[date]) -> _Reads:
    """What *predicate* asks of a row of *table* on some days."""
    reads = _Reads()
    for leaf in _leaves(predicate):
        if isinstance(leaf, OpenedBy):
            if leaf.via is not None:
                raise UnfitError("opened")
            reads.at("opened_on", leaf.by.toordinal() + 1)
            continue
        value = getattr(leaf, "value", None)
        if isinstance(value, CountOf):
            raise UnfitError("related")
        if isinstance(value, (Column, Grade)) and value.on is not None:
            raise UnfitError("another day")
        if isinstance(value, Grade):
            if value.via is not None:
                raise UnfitError("grade")
            reads.schemes.add(value.scheme)
        elif isinstance(value, Column):
            _read_column(reads, value, leaf, table, days)
    return reads


def _read_column(reads: _Reads, value: Column, leaf: Predicate, table: TableSchema, days: set[date]) -> None:
    if value.via is not None:
        if value.via != "subject_id":
            raise UnfitError("another record")
        reads.of_subject.add((value.name, leaf))
        return
    schema = table.column(value.name)
    if schema.type == "time":
        raise UnfitError("time")
    if schema.stands_for is not None:
        reads.of_subject.add((schema.stands_for, _asked_of(leaf, Column(table="subjects", name=schema.stands_for))))
    if schema.dated_by is not None:
        reads.at(schema.dated_by, *(on.toordinal() + 1 for on in days))
    if schema.type != "date":
        reads.columns.add((value.name, leaf))
        return
    reads.at(value.name, *(each for literal in _literals(leaf) for each in (literal, literal + 1)))
    if schema.step:
        reads.at(value.name, *(on.toordinal() + 1 for on in days))


def _asked_of(leaf: Any, column: Column) -> Any:
    return evolve(leaf, value=column)


def _leaves(predicate: Predicate) -> Iterator[Predicate]:
    match predicate:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part=part):
            yield from _leaves(part)
        case _:
            yield predicate


def _literals(leaf: Predicate) -> list[int]:
    """The days with which a date is compared."""
    match leaf:
        case Compare(literal=date() as literal):
            return [literal.toordinal()]
        case IsIn(literals=literals):
            return [each.toordinal() for each in literals if isinstance(each, date)]
        case Between(low=low, high=high):
            return [each.toordinal() for each in (low, high) if isinstance(each, date)]
        case Happened():
            return []
    return []
