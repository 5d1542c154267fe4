"""The values for which an obligation has a verdict each, and the value of each member."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..model.measures import Coverage, Share
from ..model.predicates import Column
from . import agencies
from .judged import Judged
from .question import Question
from .tally import COUNTED, PENDING, UPCOMING
from .world import NOT_YET, UNKNOWN, World

NOBODY = "-"


def each_column(question: Question) -> Column | None:
    """The column by which verdicts are split; None if they are not, or by the calendar."""
    each = question.obligation.each
    return each if isinstance(each, Column) else None


def splits_by_agency(question: Question) -> bool:
    """Whether every agency has a verdict."""
    column = each_column(question)
    return column is not None and column.table == "agencies"


def of_subject(world: World, question: Question, subject: str, on: date, agency: str | None) -> str | None:
    """A subject's value of the column by which verdicts are split; None if it is not known."""
    column = each_column(question)
    if column is None:
        return None
    if column.table == "agencies":
        return agency
    row = world.version(subject, on)
    return None if row is None or column.table != "subjects" else _text(world.cell("subjects", row, column.name, on))


def of_record(world: World, question: Question, table: str, row: int, on: date, agency: str | None) -> str | None:
    """A record's value of the column by which verdicts are split; None if it is not known."""
    column = each_column(question)
    if column is None:
        return None
    if column.table == "agencies":
        return agency
    if column.table == table and column.via is None:
        return _text(world.cell(table, row, column.name, on))
    if column.name == "jurisdiction" and world.table(table).has("jurisdiction"):
        return str(world.raw(table, row, "jurisdiction"))
    subject = world.raw(table, row, "subject_id")
    return None if subject is None else of_subject(world, question, subject, world.record_day(table, row, on), agency)


def values_of_each(world: World, question: Question, judged: Iterable[Judged] | None = None) -> list[str]:
    """
    The values, sorted: from the agencies table, the population, or the records where the column is theirs.

    Args:
        world: The facts.
        question: The question.
        judged: The members, if they have been judged; members surely out give no value.
    """
    column = each_column(question)
    assert column is not None
    seen = {
        each.value
        for each in judged or ()
        if each.value is not None and (each.now | each.at_due) & (COUNTED | PENDING | UPCOMING)
    }
    if column.table == "agencies":
        return sorted(agencies.listed(world, question) | seen)
    if column.table == "subjects":
        return sorted(seen | (set() if of_subjects(question) else _of_everybody(world, question, column)))
    found = (world.cell(column.table, row, column.name, question.as_of) for row in world.rows(column.table))
    return sorted({str(value) for value in found if value is not UNKNOWN and value is not NOT_YET} - {NOBODY})


def of_subjects(question: Question) -> bool:
    """Whether the members are subjects."""
    measure = question.obligation.measure
    return isinstance(measure, (Coverage, Share)) and measure.of.table == "subjects"


def _of_everybody(world: World, question: Question, column: Column) -> set[str]:
    """The values of all subjects that count on the day for which subjects are asked."""
    on = question.asked_on
    found = (of_subject(world, question, subject, on, None) for subject in world.everybody() if world.counts(subject, on))
    return {value for value in found if value is not None}


def _text(value: object) -> str | None:
    return None if value is UNKNOWN or value is NOT_YET else str(value)
