"""Counts, rates, means and growth, record by record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from ...model.measures import Count, Growth, Mean, Share
from ...model.predicates import Column
from ...model.targets import FigureOf
from ...model.windows import Window
from .. import agencies, values
from ..figures import base_figure, per_million
from ..judged import gather
from ..keys import register_keys
from ..population import NOBODY, Listed, Quantity
from ..question import Question
from ..reckoning import Counted, growth_of, mean_of, rate_of
from ..truth import window_at
from ..world import NOT_YET, UNKNOWN, World
from .records import records_of
from .records import share as share_of_records
from .units import share as share_of_subjects


def quantity(world: World, question: Question, measure: Count | Mean | Growth, value: str | None) -> Quantity:
    """The number of *measure*, for the records with *value* (all, if None)."""
    on, due = question.as_of, question.asked_on
    if isinstance(measure, Count):
        found = rate_of(
            world, question, count_on(world, question, measure, value, on), count_on(world, question, measure, value, due),
            parts=by_agency(world, question, measure, value), rate=measure.per_million,
        )  # fmt: skip
    elif isinstance(measure, Mean):
        found = mean_of(_mean(world, question, measure, value, on), _mean(world, question, measure, value, due))
    else:
        final, other = _versus(world, question, measure, value)
        found = growth_of(
            _base(world, question, measure.of, value, on), _base(world, question, measure.of, value, due), other,
            final=final, counted=isinstance(measure.of, Count),
        )  # fmt: skip
    counted = measure.of if isinstance(measure, Growth) else measure
    return evolve(found, undetermined=uncertain(world, question, counted, value))


@frozen(kw_only=True)
class Chosen:
    """One record that counts, or may count."""

    row: int
    sure: bool


def chosen(
    world: World, question: Question, measure: Count | Mean | Share, value: str | None, on: date
) -> list[Chosen]:
    """The records that count on a day; one whose value is not known may count for every value."""
    found = []
    for row, belongs in records_of(world, question, measure.of, on):
        agency = agencies.of_record(world, question, measure.of.table, row, question.as_of)
        mine = values.of_record(world, question, measure.of.table, row, question.as_of, agency)
        if value is None or mine is None or mine == value:
            sure = belongs is True and (value is None or mine is not None)
            found.append(Chosen(row=row, sure=sure))
    return found


def count_on(world: World, question: Question, measure: Count, value: str | None, on: date) -> Counted:
    """The least and the most records (or different values of theirs) on a day."""
    found = chosen(world, question, measure, value, on)
    covered = world.covers(measure.of, window_at(measure.of.within or question.window, on), on)
    counted = _counted(world, question, measure, found)
    return counted if covered else Counted(least=counted.least, most=None)


def _counted(world: World, question: Question, measure: Count, found: Sequence[Chosen]) -> Counted:
    sure = [each.row for each in found if each.sure]
    if measure.distinct is None:
        return Counted(least=len(sure), most=len(found))
    keys = {each.row: key_of(world, question, measure, measure.distinct, each.row) for each in found}
    surely = {keys[row] for row in sure} - {None}
    possibly = {key for key in keys.values() if key is not None}
    without = sum(key is None for key in keys.values())
    others = len(register_keys(world, measure.of.table, measure.distinct) - possibly) if without else 0
    least = len(surely) or int(bool(sure))
    return Counted(least=least, most=max(least, len(possibly) + min(without, others)))


def key_of(world: World, question: Question, measure: Count, column: Column, row: int) -> Any:
    """A record's value of the column whose different values are counted; None if it is not known."""
    table, on = measure.of.table, question.as_of
    if column.via is None:
        value = world.cell(table, row, column.name, on)
    else:
        subject = world.cell(table, row, column.via, on)
        if subject is UNKNOWN:
            return None
        day = column.on or world.record_day(table, row, on)
        version = world.version(subject, day)
        value = UNKNOWN if version is None else world.cell("subjects", version, column.name, day)
    return None if value is UNKNOWN or value is NOT_YET else value


def by_agency(world: World, question: Question, measure: Count, value: str | None) -> dict[str | None, Counted]:
    """The count by agency: records by their own, different subjects by the subject's."""
    groups: dict[str | None, list[Chosen]] = defaultdict(list)
    for each in chosen(world, question, measure, value, question.as_of):
        groups[part_of(world, question, measure, each.row)].append(each)
    return {
        agency: _counted(world, question, measure, groups[agency])
        for agency in sorted(groups, key=lambda name: name or "~")
    }


def part_of(world: World, question: Question, measure: Count, row: int) -> str | None:
    """The agency to whose part a record belongs."""
    if measure.distinct is not None and measure.distinct.name == "subject_id":
        subject = world.raw(measure.of.table, row, "subject_id")
        return None if subject is None else agencies.of_subject(world, question, subject, question.asked_on)
    return agencies.of_record(world, question, measure.of.table, row, question.as_of)


def _mean(world: World, question: Question, measure: Mean, value: str | None, on: date) -> tuple[list[Any], bool]:
    """For each record its lowest and highest value and whether it surely counts; and whether records may lack."""
    schema = world.column(measure.of.table, measure.value.name)
    found = []
    for each in chosen(world, question, measure, value, on):
        cell = world.cell(measure.of.table, each.row, measure.value.name, on)
        known = cell is not UNKNOWN and cell is not NOT_YET
        low, high = (Fraction(cell),) * 2 if known else (schema.least, schema.most)
        found.append((None if low is None else Fraction(low), None if high is None else Fraction(high), each.sure))
    return found, not world.covers(measure.of, window_at(measure.of.within or question.window, on), on)


def _base(world: World, question: Question, measure: Any, value: str | None, on: date) -> tuple[Any, Any, str]:
    """Least and most of a measure that grows, as fractions, and whether there may be none."""
    if isinstance(measure, Count):
        counted = count_on(world, question, measure, value, on)
        most = None if counted.most is None else Fraction(counted.most)
        if measure.per_million:
            return per_million(world, question, Fraction(counted.least), most)
        return Fraction(counted.least), most, "no"
    if isinstance(measure, Mean):
        number = mean_of(*(_mean(world, question, measure, value, on),) * 2).now
        return number.least, number.most, number.empty
    judged = (share_of_subjects if measure.of.table == "subjects" else share_of_records)(world, question, measure)
    population = gather(judged, list_hits=False)
    tally = population.now if on == question.as_of else population.at_due
    (low, under), (high, over) = tally.bounds()
    empty = "yes" if not over and not under else "maybe" if tally.may_be_empty() else "no"
    return (Fraction(low, under), Fraction(high, over), empty) if under and over else (None, None, empty)


def _versus(world: World, question: Question, measure: Growth, value: str | None) -> tuple[bool, tuple[Any, Any, str]]:
    """Whether the other number is final, and the number."""
    versus = measure.versus
    if isinstance(versus, FigureOf):
        return True, base_figure(world, question, versus, value)
    if isinstance(versus, Window):
        other: Any = evolve(measure.of, of=evolve(measure.of.of, within=versus))
        return question.as_of >= versus.end, _base(world, question, other, value, question.as_of)
    window = versus.of.within
    final = window is not None and question.as_of >= window.end
    return final, _base(world, question, versus, value, question.as_of)


def uncertain(world: World, question: Question, measure: Count | Mean | Share, value: str | None) -> Listed:
    """The records of which it is open whether, or with what, they count."""
    if measure.of.table == "subjects":
        return NOBODY
    on, table = question.as_of, measure.of.table
    rows = []
    for each in chosen(world, question, measure, value, on):
        unread = (UNKNOWN, NOT_YET)
        open_value = isinstance(measure, Mean) and world.cell(table, each.row, measure.value.name, on) in unread
        if not each.sure or open_value:
            rows.append(each.row)
    identity = world.schema(table).identity
    return Listed(
        ids=[str(world.raw(table, row, identity)) if identity else str(row) for row in rows],
        agencies=[agencies.of_record(world, question, table, row, on) for row in rows],
        subjects=[world.raw(table, row, "subject_id") for row in rows],
        rows=rows,
    ).in_order()
