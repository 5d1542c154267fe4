"""Members that are records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...model.measures import Share
from ...model.predicates import Records
from .. import agencies, values
from ..judged import Judged
from ..prospects import outcomes
from ..question import Question
from ..tally import OUT
from ..truth import Asked, all_of, truth, window_at
from ..world import World


def share(world: World, question: Question, measure: Share) -> list[Judged]:
    """Every record with the outcomes that the property gives."""
    found = (share_of(world, question, measure, row) for row in world.rows(measure.of.table))
    return [each for each in found if each is not None]


def share_of(world: World, question: Question, measure: Share, row: int) -> Judged | None:
    """A record with the outcomes that the property gives; None if it is surely none of those asked for."""
    now = _standing(world, question, measure, row, question.as_of)
    alike = question.as_of == question.asked_on
    then = now if alike else _standing(world, question, measure, row, question.asked_on)
    return None if now == then == OUT else judged(world, question, measure.of, row, then, now)


def _standing(world: World, question: Question, measure: Share, row: int, on: date) -> int:
    asked = Asked(world=world, on=on, window=question.window, table=measure.of.table, row=row)
    belongs = member(world, question, measure.of, row, on)
    if belongs is False:
        return OUT
    return outcomes(measure.having, asked) | (OUT if belongs is None else 0)


def member(world: World, question: Question, of: Records, row: int, on: date) -> bool | None:
    """Whether a record is one of those asked for, in the window cut at a day."""
    asked = Asked(world=world, on=on, window=question.window, table=of.table, row=row)
    window = window_at(of.within or question.window, on)
    return all_of((world.falls(of, row, window, on), truth(of.where, asked)))


def judged(world: World, question: Question, of: Records, row: int, then: int, now: int) -> Judged:
    """A record with its outcomes, its agency and its subject."""
    on, identity = question.as_of, world.schema(of.table).identity
    agency = agencies.of_record(world, question, of.table, row, on)
    subject = world.raw(of.table, row, "subject_id")
    return Judged(
        id=str(world.raw(of.table, row, identity)) if identity else str(row), at_due=then, now=now, agency=agency,
        value=values.of_record(world, question, of.table, row, on, agency), subject=subject, row=row,
        waived=world.waived(subject, question.names, world.record_day(of.table, row, on)),
    )  # fmt: skip


def records_of(world: World, question: Question, of: Records, on: date) -> Iterator[tuple[int, bool | None]]:
    """The records asked for in the window cut at a day, with whether they surely are."""
    for row in world.rows(of.table):
        belongs = member(world, question, of, row, on)
        if belongs is not False:
            yield row, belongs
