"""Members that are units: subjects, groups of them, agencies, rows of a plugin's own table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import inf

from attrs import evolve, frozen

from ...model.measures import Coverage, Share
from ...model.predicates import Column, Predicate, Records
from .. import agencies, values
from ..judged import Judged
from ..prospects import outcomes
from ..question import Question
from ..tally import DEAD, HIT, OPEN, OUT, UPCOMING
from ..truth import Asked, all_of, truth, window_at
from ..world import NOT_YET, UNKNOWN, World


@frozen(kw_only=True)
class Unit:
    """
    One unit of a population.

    Attributes:
        id: Its key.
        belongs: Whether it is in the population; None if that is not known.
        subjects: The subjects it stands for, with whether each surely belongs to it; empty if it is no subject.
        row: Its row, if it is a row of another table.
        asked_on: The day on which it is asked.
        agency: Who is responsible.
        value: Its value of the column by which verdicts are split.
        waived: A waiver takes it out.
        opened: When its subjects opened; None for one that does not say.
    """

    id: str
    belongs: bool | None
    subjects: tuple[tuple[str, bool], ...] = ()
    row: int = -1
    asked_on: date
    agency: str | None
    value: str | None
    waived: bool = False
    opened: tuple[date | None, ...] = ()


def coverage(world: World, question: Question, measure: Coverage) -> list[Judged]:
    """Every unit with the outcomes that its possible counts of events give."""
    found = []
    for unit in population(world, question, measure.of, capped=measure.times.most is not None):
        now = _covered(world, question, measure, unit, question.as_of)
        then = _covered(world, question, measure, unit, question.due) if question.as_of > question.due else now
        found.append(_judged(unit, then, now))
    return found


def share(world: World, question: Question, measure: Share) -> list[Judged]:
    """Every subject with the outcomes that the property gives."""
    found = []
    for unit in population(world, question, measure.of, capped=False):
        now = _having(world, question, measure.having, unit, question.as_of)
        then = _having(world, question, measure.having, unit, question.asked_on)
        found.append(_judged(unit, then, now))
    return found


def _judged(unit: Unit, then: int, now: int) -> Judged:
    maybe = OUT if unit.belongs is None else 0
    subject = unit.subjects[0][0] if len(unit.subjects) == 1 else None
    return Judged(
        id=unit.id, at_due=then | maybe, now=now | maybe, agency=unit.agency, value=unit.value, subject=subject,
        row=unit.row, waived=unit.waived,
    )  # fmt: skip


def _having(world: World, question: Question, having: Predicate, unit: Unit, on: date) -> int:
    return outcomes(
        having,
        Asked(world=world, on=on, window=question.window, subject=unit.id, version_on=unit.asked_on),
    )


def population(world: World, question: Question, of: Records, *, capped: bool) -> Iterator[Unit]:
    """The units that belong, or may belong, to the population, in order of their keys."""
    if of.table != "subjects":
        yield from _rows(world, question, of)
        return
    members = list(_subjects(world, question, of, capped=capped))
    yield from members if of.grouped is None else _grouped(world, question, of.grouped, members)


def _subjects(world: World, question: Question, of: Records, *, capped: bool) -> Iterator[Unit]:
    on = question.asked_on
    for subject in world.everybody():
        day = world.last_counted(subject, question.span(on).start, on) if capped else on
        if day is None or not world.counts(subject, day):
            continue
        belongs = truth(of.where, Asked(world=world, on=on, window=question.window, subject=subject, version_on=day))
        if belongs is not False:
            agency, row = agencies.of_subject(world, question, subject, on, day), world.version(subject, day)
            assert row is not None
            yield Unit(
                id=subject,
                belongs=belongs,
                subjects=((subject, True),),
                asked_on=day,
                agency=agency,
                value=values.of_subject(world, question, subject, day, agency),
                waived=world.waived(subject, question.names, on),
                opened=(world.raw("subjects", row, "opened_on"),),
            )


def _grouped(world: World, question: Question, name: str, members: Sequence[Unit]) -> Iterator[Unit]:
    """Subjects that share a value as one unit; one without a value stands by itself. Waived subjects leave their group."""
    groups: dict[str, list[Unit]] = {}
    for member in members:
        row = world.version(member.id, member.asked_on)
        assert row is not None
        value = world.cell("subjects", row, name, member.asked_on)
        key = member.id if value is UNKNOWN or value is NOT_YET else str(value)
        if not member.waived:
            groups.setdefault(key, []).append(member)
    for key, group in sorted(groups.items()):
        yield evolve(
            group[0],
            id=key,
            belongs=True if any(member.belongs for member in group) else None,
            subjects=tuple((member.id, member.belongs is True) for member in group),
            opened=tuple(day for member in group for day in member.opened),
        )


def _rows(world: World, question: Question, of: Records) -> Iterator[Unit]:
    """Rows of another table: agencies, or what a plugin has of its own."""
    schema, on = world.schema(of.table), question.asked_on
    assert schema.identity is not None
    keyed = sorted((str(world.raw(of.table, row, schema.identity)), row) for row in world.rows(of.table))
    for key, row in keyed:
        belongs = all_of(
            (
                world.falls(of, row, window_at(of.within or question.window, on), on),
                truth(of.where, Asked(world=world, on=on, window=question.window, table=of.table, row=row)),
            )
        )
        if belongs is not False:
            agency = key if of.table == "agencies" else agencies.of_record(world, question, of.table, row, on)
            value = values.of_record(world, question, of.table, row, on, agency)
            yield Unit(id=key, belongs=belongs, row=row, asked_on=on, agency=agency, value=value)


def _covered(world: World, question: Question, measure: Coverage, unit: Unit, on: date) -> int:
    """The outcomes on a day: a hit where a possible count lies in `times`."""
    least, most = _events(world, question, measure, unit, on)
    times, mask = measure.times, 0
    if most >= times.least and (times.most is None or least <= times.most):
        mask |= HIT
    if least < times.least:
        mask |= _too_few(question, unit, on)
    if times.most is not None and most > times.most:
        mask |= DEAD
    return mask


def _too_few(question: Question, unit: Unit, on: date) -> int:
    """Too few events: an open miss until the window ends; in a rolling window newcomers are upcoming."""
    span = question.span(on)
    if span is question.window:
        return DEAD if on >= span.end else OPEN
    new = bool(unit.opened) and all(day is not None and span.start <= day <= on for day in unit.opened)
    return UPCOMING if new else OPEN


def _events(world: World, question: Question, measure: Coverage, unit: Unit, on: date) -> tuple[int, float]:
    """The least and the most events of a unit in the window, cut at a day."""
    by = measure.by
    window = window_at(by.within or question.window, on)
    sure: list[int] = []
    possible: list[int] = []
    for row, mine in _candidates(world, question, measure, unit, on):
        asked = Asked(world=world, on=on, window=question.window, table=by.table, row=row)
        held = all_of((mine, world.falls(by, row, window, on), truth(by.where, asked)))
        if held is not False:
            possible.append(row)
        if held is True:
            sure.append(row)
    more = not world.covers(by, window, on)
    return _visits(world, measure, sure), inf if more else _visits(world, measure, possible)


def _visits(world: World, measure: Coverage, rows: Sequence[int]) -> int:
    """How many records count: those of one unit that share the value of `once_per` count once."""
    once_per: Column | None = measure.once_per
    if once_per is None:
        return len(rows)
    keys = [world.raw(measure.by.table, row, once_per.name) for row in rows]
    return len({key for key in keys if key is not None}) + sum(key is None for key in keys)


def _candidates(
    world: World, question: Question, measure: Coverage, unit: Unit, on: date
) -> Iterator[tuple[int, bool | None]]:
    """The rows that may be the unit's, with whether they are."""
    table = measure.by.table
    if unit.subjects:
        for subject, surely in unit.subjects:
            own, _ = world.of_subject(table, subject)
            yield from ((row, True if surely else None) for row in own)
        yield from ((row, None) for row in world.of_subject(table, unit.subjects[0][0])[1])
        return
    for row in world.rows(table):
        owner = _owner(world, question, measure, row, on)
        if owner is None or owner == unit.id:
            yield row, None if owner is None else True


def _owner(world: World, question: Question, measure: Coverage, row: int, on: date) -> str | None:
    """The unit to which an event belongs, where units are rows of a table; None if that is not known."""
    table, units = measure.by.table, measure.of.table
    if units == "agencies":
        return agencies.of_record(world, question, table, row, on)
    for column in world.schema(table).columns:
        if column.refers == units:
            value = world.raw(table, row, column.name)
            return None if value is None else str(value)
    return None
