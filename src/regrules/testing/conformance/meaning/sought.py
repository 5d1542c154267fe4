"""Members sought for a question: witnesses, their names, their days."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from ....analysis.witness import TooManyWaysError, Witness, member_witness
from ....model.predicates import (
    AllOf,
    AnyOf,
    Between,
    Column,
    Compare,
    Grade,
    Happened,
    Has,
    IsIn,
    Not,
    OpenedBy,
    Predicate,
    Records,
    Times,
)
from ....model.windows import Window
from .asks import Ask
from .calendar import ONE_DAY
from .recipes import NoRecipeError


def name_of(number: int) -> str:
    """The id of a member's subject."""
    return f"m{number:03}"


def middle(ask: Ask, window: Window | None = None) -> date:
    """A plain day, before the due day, of the window or of the window that its records have of their own."""
    days = window or ask.window
    last = max(days.start, min(days.end, ask.due) - 2 * ONE_DAY)
    return days.start + (last - days.start) // 2


def found(
    ask: Ask, records: Records, as_of: date, *, day: date | None = None, having: Predicate | None = None
) -> Witness:
    """
    A member of *records*, dated *day* if that is said.

    Raises:
        NoRecipeError: nothing can be one.
    """
    dated = records.dated or ask.jurisdiction.schema.table(records.table).dated
    if day is not None and dated is not None:
        records = evolve(records, within=Window(start=day, end=day))
    if having is not None:
        records = evolve(records, where=records.where & having)
    # Seen on the due day, unless it comes later or has a limit of its own: what counts then counts on the day of the question.
    on = as_of if ask.is_clock or day is None else max(day, min(as_of, ask.due))
    try:
        witness = member_witness(records, ask.jurisdiction.schema, on=on, window=ask.window)
    except TooManyWaysError:
        raise NoRecipeError("条件的组合过多", "its conditions have too many alternatives") from None
    if witness is None:
        raise NoRecipeError("没有能满足条件的记录", "nothing can meet its conditions on that day")
    return witness


def lifted(predicate: Predicate) -> Predicate:
    """What is asked of a subject, asked of the subject of a record."""
    match predicate:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return evolve(predicate, parts=tuple(map(lifted, parts)))
        case Not(part=part):
            return Not(part=lifted(part))
        case OpenedBy():
            return evolve(predicate, via="subject_id")
        case Compare(value=Column() | Grade() as value) | Between(value=Column() | Grade() as value):
            return evolve(predicate, value=evolve(value, via="subject_id"))
        case IsIn(value=value):
            return evolve(predicate, value=evolve(value, via="subject_id"))
        case Has(value=column) | Happened(value=column):
            return evolve(predicate, value=evolve(column, via="subject_id"))
    return predicate


def times_hit(times: Times) -> int:
    """How many events make a hit."""
    return times.least


def times_miss(times: Times) -> int:
    """How many events just fail to make one: one too few, or one too many where none are needed."""
    if times.least > 0:
        return times.least - 1
    if times.most is None:
        raise NoRecipeError("任何次数都符合", "any number of events is enough")
    return times.most + 1
