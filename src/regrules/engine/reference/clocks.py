"""Members with limits of their own: records to be closed in time, triggers to be answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from math import inf
from typing import Any

from attrs import evolve, frozen

from ...model.measures import Response, Timeliness
from ...model.predicates import Records
from ...model.windows import Window
from ..judged import Judged
from ..question import Question
from ..tally import DEAD, HIT, OPEN, OUT, PENDING
from ..time_limits import in_time, is_provisional, reaches_back, runs_out, still_runs
from ..truth import Asked, all_of, truth, window_at
from ..world import EARLIEST, LATEST, NOT_YET, UNKNOWN, World, as_day
from .records import judged


def timeliness(world: World, question: Question, measure: Timeliness) -> list[Judged]:
    """Every record that started in the window, with what its due date makes of it on the as-of date."""
    found = (timed(world, question, measure, row) for row in world.rows(measure.of.table))
    return [each for each in found if each is not None]


def timed(world: World, question: Question, measure: Timeliness, row: int) -> Judged | None:
    """A record with what its due date makes of it; None if its clock surely did not start in the window."""
    of = measure.of
    belongs = _started(world, question, measure, row)
    if belongs is False:
        return None
    due = due_of(world, question, measure, of.table, row, measure.start.name)
    mask = _closed(world, question, measure, row, due) | (OUT if belongs is None else 0)
    each = judged(world, question, of, row, mask, mask)
    provisional = is_provisional(measure.within, due) and not _has_own_due(world, question, measure, of.table, row)
    return evolve(each, due=None if due is None else as_day(due), provisional=provisional)


def _started(world: World, question: Question, measure: Timeliness, row: int) -> bool | None:
    """Whether the clock of a record that is asked for started in the window, by the day for which subjects are asked."""
    on, table = question.as_of, measure.of.table
    window = window_at(measure.of.within or question.window, question.asked_on)
    start = world.cell(table, row, measure.start.name, on)
    if start is NOT_YET or not world.visible(table, row, on):
        return False
    inside = None if start is UNKNOWN else window.start <= as_day(start) <= min(window.end, question.asked_on)
    return all_of(
        (inside, truth(measure.of.where, Asked(world=world, on=on, window=question.window, table=table, row=row)))
    )


def due_of(
    world: World, question: Question, measure: Timeliness | Response, table: str, row: int, start_name: str
) -> date | datetime | None:
    """The due day of a record: its own, else where the clock runs out; None if it is not known."""
    if _has_own_due(world, question, measure, table, row):
        assert measure.due is not None
        own: date = world.raw(table, row, measure.due.name)
        return own
    start = world.cell(table, row, start_name, question.as_of)
    if measure.within is None or start is UNKNOWN or start is NOT_YET:
        return None
    return runs_out(measure.within, start)


def _has_own_due(world: World, question: Question, measure: Timeliness | Response, table: str, row: int) -> bool:
    if measure.due is None:
        return False
    own = world.cell(table, row, measure.due.name, question.as_of)
    return own is not UNKNOWN and own is not NOT_YET


def _closed(world: World, question: Question, measure: Timeliness, row: int, due: date | datetime | None) -> int:
    """Closed by its due day: a hit; closed later: a dead miss; not closed: pending until the due day has passed."""
    end = world.cell(measure.of.table, row, measure.end.name, question.as_of)
    waiting = DEAD | PENDING if due is None else PENDING if still_runs(due, question.as_of) else DEAD
    if end is NOT_YET:
        return waiting
    if end is UNKNOWN:
        late = due is None or not still_runs(due, question.as_of)
        return HIT | waiting | (DEAD if late else 0)
    if due is None:
        return HIT | DEAD
    return HIT if in_time(end, due) else DEAD


@frozen(kw_only=True)
class Trigger:
    """
    One trigger.

    Attributes:
        row: Its row.
        day: Its date; None if that is not known.
        limit: The last day for answers; None if that is not known, or if there is none.
    """

    row: int
    day: date | None
    limit: date | None


def response(world: World, question: Question, measure: Response) -> list[Judged]:
    """Every trigger with what its answers make of it."""
    found = (responded(world, question, measure, row) for row in world.rows(measure.to.table))
    return [each for each in found if each is not None]


def responded(world: World, question: Question, measure: Response, row: int) -> Judged | None:
    """A trigger with what its answers make of it; None if the record is surely none."""
    now = _answered(world, question, measure, row, question.as_of)
    alike = measure.is_clock or question.as_of == question.asked_on
    then = now if alike else _answered(world, question, measure, row, question.asked_on)
    if now.mask == OUT and then.mask == OUT and not now.released:
        return None
    each = judged(world, question, measure.to, row, then.mask, now.mask)
    due = now.limit if measure.is_clock else None
    own = _has_own_due(world, question, measure, measure.to.table, row)
    provisional = is_provisional(measure.within, due) and not own
    return evolve(each, due=due, released=now.released, provisional=provisional)


@frozen(kw_only=True)
class Answered:
    """How a trigger stands: its outcomes, whether it was released, and its limit."""

    mask: int
    released: bool = False
    limit: date | None = None


def _answered(world: World, question: Question, measure: Response, row: int, on: date) -> Answered:
    to = measure.to
    cut = question.asked_on if measure.is_clock else on
    window = window_at(to.within or question.window, cut)
    falls = world.falls(to, row, Window(start=window.start, end=max(window.start, min(window.end, cut))), on)
    if window.start > cut:
        falls = False
    belongs = all_of(
        (falls, truth(to.where, Asked(world=world, on=on, window=question.window, table=to.table, row=row)))
    )
    if belongs is False:
        return Answered(mask=OUT)
    trigger = _trigger(world, question, measure, row, on)
    least, most = _answers(world, question, measure, trigger, on)
    times, mask, few = measure.times, 0, 0
    if most >= times.least and (times.most is None or least <= times.most):
        mask |= HIT
    if times.most is not None and most > times.most:
        mask |= DEAD
    if least < times.least:
        few = _unanswered(measure, trigger, on)
    released = few != 0 and not measure.before and _released(world, question, measure, trigger, on)
    mask |= OUT if released else few
    return Answered(mask=mask | (OUT if belongs is None else 0), released=released and mask == OUT, limit=trigger.limit)


def _unanswered(measure: Response, trigger: Trigger, on: date) -> int:
    """Too few answers: what came before cannot be made up; else it is open, or pending until the limit has passed."""
    if measure.before:
        return DEAD
    if not measure.is_clock:
        return OPEN
    if trigger.limit is None:
        return PENDING | DEAD
    return PENDING if on <= trigger.limit else DEAD


def _trigger(world: World, question: Question, measure: Response, row: int, on: date) -> Trigger:
    table = measure.to.table
    name = measure.to.dated or world.schema(table).dated or world.schema(table).since
    assert name is not None
    value = world.cell(table, row, name, on)
    day = None if value is UNKNOWN or value is NOT_YET else as_day(value)
    limit = due_of(world, question, measure, table, row, name) if measure.is_clock else None
    return Trigger(row=row, day=day, limit=None if limit is None else as_day(limit))


def _released(world: World, question: Question, measure: Response, trigger: Trigger, on: date) -> bool:
    """Whether the trigger's subject closed, by the day of the question, before the limit ran out."""
    subject = world.raw(measure.to.table, trigger.row, "subject_id")
    if subject is None:
        return False
    closings = [
        world.raw("subjects", row, "closed_on") for first, row in world.versions.get(subject, []) if first <= on
    ]
    closed = closings[-1] if closings else None
    limit = trigger.limit if measure.is_clock else question.due
    return closed is not None and closed <= on and limit is not None and closed <= limit


def _answers(world: World, question: Question, measure: Response, trigger: Trigger, on: date) -> tuple[int, float]:
    """The least and the most answers to a trigger by a day."""
    least = most = 0
    for row, matched in _matching(world, measure, trigger, on):
        asked = Asked(world=world, on=on, window=question.window, table=measure.by.table, row=row)
        placed = _placed(world, measure, trigger, row, on)
        if matched is False or placed is False:
            continue
        held = all_of((matched, placed, truth(measure.by.where, asked)))
        least += held is True
        most += held is not False
    return least, inf if not _all_answers(world, measure, trigger, on) else most


def _all_answers(world: World, measure: Response, trigger: Trigger, on: date) -> bool:
    """Whether the table of answers is complete for the days on which an answer may lie."""
    start = trigger.day or EARLIEST
    if measure.before:
        first = reaches_back(measure.within, start) if measure.within and trigger.day else EARLIEST
        extent = world.extent(measure.by)
        return extent is not None and (extent[0] <= first or first == EARLIEST) and min(start, on) <= extent[1]
    last = min(on, trigger.limit or LATEST)
    return last < start or world.covers(measure.by, Window(start=start, end=last), on)


def _matching(world: World, measure: Response, trigger: Trigger, on: date) -> Iterator[tuple[int, bool | None]]:
    """The records of the answers' table with whether each concerns the trigger."""
    for row in world.rows(measure.by.table):
        if row == trigger.row and measure.by.table == measure.to.table:
            continue
        yield row, _matches(world, measure, trigger, row, on)


def _matches(world: World, measure: Response, trigger: Trigger, row: int, on: date) -> bool | None:
    by, to = measure.by.table, measure.to.table
    if measure.match is not None and measure.match.name == "follows":
        return names(world, measure, trigger, row, on)
    name = "subject_id" if measure.match is None else measure.match.name
    ours, theirs = _key(world, to, trigger.row, name, on), _key(world, by, row, name, on)
    if ours == "-" or theirs == "-":
        return False
    return None if ours is UNKNOWN or theirs is UNKNOWN else bool(ours == theirs)


def _key(world: World, table: str, row: int, name: str, on: date) -> Any:
    """The value by which trigger and answer match; a record without a visit matches no other visit."""
    value = world.cell(table, row, name, on)
    if value is UNKNOWN and name == "visit_id" and world.table(table).has(name):
        return "-"
    return UNKNOWN if value is NOT_YET else value


def names(world: World, measure: Response, trigger: Trigger, row: int, on: date) -> bool | None:
    """Whether a record names the trigger in its column `follows`."""
    if not world.schema(measure.by.table).has("follows"):
        return False
    named = world.cell(measure.by.table, row, "follows", on)
    identity = world.schema(measure.to.table).identity
    assert identity is not None
    return None if named is UNKNOWN else bool(named == world.raw(measure.to.table, trigger.row, identity))


def _placed(world: World, measure: Response, trigger: Trigger, row: int, on: date) -> bool | None:
    """Whether an answer lies after the trigger (before it, where that is asked) and within its limit."""
    by: Records = measure.by
    schema = world.schema(by.table)
    name = by.dated or schema.dated or schema.since
    assert name is not None
    value = world.cell(by.table, row, name, on)
    if value is NOT_YET or not world.visible(by.table, row, on):
        return False
    if value is not UNKNOWN and as_day(value) > on:
        return False
    if by.within is not None:
        inside = None if value is UNKNOWN else by.within.start <= as_day(value) <= by.within.end
        if inside is False:
            return False
    if value is UNKNOWN or trigger.day is None:
        return None
    return _in_order(world, measure, trigger, row, as_day(value), on)


def _in_order(world: World, measure: Response, trigger: Trigger, row: int, day: date, on: date) -> bool | None:
    assert trigger.day is not None
    if day == trigger.day:
        ordered: bool | None = names(world, measure, trigger, row, on)
    else:
        ordered = day < trigger.day if measure.before else day > trigger.day
    if measure.before:
        soon: bool | None = measure.within is None or day >= reaches_back(measure.within, trigger.day)
    elif measure.is_clock:
        soon = None if trigger.limit is None else day <= trigger.limit
    else:
        soon = True
    return all_of((ordered, soon))
