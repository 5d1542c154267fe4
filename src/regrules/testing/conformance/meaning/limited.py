"""Recipes for what has a limit of its own: records to be closed in time, triggers to be answered."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from attrs import evolve

from ....model.measures import Response, Timeliness
from ....model.predicates import Not
from .asks import Ask
from .calendar import ONE_DAY, limit
from .firm import firm
from .recipes import NoRecipeError, Recipe, Rows, joined, key_name, person, record, subject_rows
from .sought import found, name_of, times_hit, times_miss

MORNING = time(9, 30)


def timed(ask: Ask, measure: Timeliness, start: date, end: date | None, as_of: date) -> Recipe:
    """Records whose clock starts on *start* and that are closed on *end* (or not at all), for hits and misses alike."""
    schema = ask.jurisdiction.schema.table(measure.of.table)
    by_day = schema.column(measure.start.name).type == "date"
    of = evolve(measure.of, dated=measure.start.name) if by_day else measure.of
    last = limit(measure.within, start) if measure.within else start + 10 * ONE_DAY
    witness = found(ask, of, max(as_of, start), day=start)
    cells: dict[str, Any] = {measure.start.name: _at(start, by_day), measure.end.name: _at(end, by_day)}
    if measure.due is not None and measure.within is None:
        cells[measure.due.name] = last
    if measure.end.name == schema.dated and end is None:
        raise NoRecipeError("未办结的没有记录", "what is not closed has no record")

    def rows(number: int) -> Rows:
        name = name_of(number)
        return joined(subject_rows(ask, person(witness), name), {of.table: [record(ask, witness, name, 0, **cells)]})

    sure = firm(ask, *((of.table, name) for name in cells))
    return Recipe(ask=ask, as_of=as_of, sure=sure, hit=rows, miss=rows)


def _at(day: date | None, by_day: bool) -> date | datetime | None:
    return day if day is None or by_day else datetime.combine(day, MORNING)


def in_time(ask: Ask, measure: Timeliness, day: date, as_of: date | None) -> Recipe:
    last = limit(measure.within, day) if measure.within else day + 10 * ONE_DAY
    asked = as_of or max(ask.as_of, last + ONE_DAY)
    hit, miss = timed(ask, measure, day, last, asked), timed(ask, measure, day, last + ONE_DAY, asked)
    return evolve(hit, miss=miss.hit)


def answering(ask: Ask, measure: Response, start: date, answers: tuple[date, ...], as_of: date) -> Recipe:
    """Triggers of *start* with an answer on each of some days, for hits and misses alike."""
    schema, to, by = ask.jurisdiction.schema, measure.to, measure.by
    same = to.table == by.table
    trigger = found(ask, to, as_of, day=start, having=Not(part=by.where) if same else None)
    events = [found(ask, by, as_of, day=day, having=Not(part=to.where) if same else None) for day in answers]
    who = person(trigger, *events)
    cells: dict[str, Any] = {}
    if measure.due is not None and measure.within is None:
        cells[measure.due.name] = start + 10 * ONE_DAY
    key = key_name(schema, to.table)

    def rows(number: int) -> Rows:
        name = name_of(number)
        match: dict[str, Any] = {}
        if measure.match is not None and measure.match.name != "follows":
            match = {measure.match.name: f"{name}-c"}
        own = record(ask, trigger, name, 0, **cells, **match)
        if measure.match is not None and measure.match.name == "follows":
            match = {"follows": own[key]}
        given = [record(ask, event, name, place + 1, **match) for place, event in enumerate(events)]
        return joined(subject_rows(ask, who, name), {to.table: [own]}, {by.table: given})

    matched = measure.match.name if measure.match else "subject_id"
    written = tuple((table, name) for table in (to.table, by.table) for name in (*cells, matched))
    sure = not same and not who.united and firm(ask, *written)
    return Recipe(ask=ask, as_of=as_of, sure=sure, hit=rows, miss=rows)


def answered(ask: Ask, measure: Response, day: date, as_of: date | None) -> Recipe:
    last = limit(measure.within, day) if measure.within else day + 10 * ONE_DAY
    asked = as_of or (max(ask.as_of, last + ONE_DAY) if measure.is_clock else ask.as_of)
    when = _day_of_answers(ask, measure, day, asked)
    hit = answering(ask, measure, day, (when,) * times_hit(measure.times), asked)
    miss = answering(ask, measure, day, (when,) * times_miss(measure.times), asked)
    return evolve(hit, miss=miss.hit)


def _day_of_answers(ask: Ask, measure: Response, day: date, as_of: date) -> date:
    """The day beside the trigger's; where no answer can lie there, and none has a limit, the due day."""
    when = day - ONE_DAY if measure.before else day + ONE_DAY
    if not measure.before and not measure.is_clock:
        try:
            found(ask, measure.by, as_of, day=when)
        except NoRecipeError:
            return ask.due
    return when
