"""Rows that must not count: subjects and records that an obligation does not mean, in every way but one like those it does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ....analysis.witness import TooManyWaysError, Witness, member_witness
from ....model.measures import Count, Coverage, Mean, Measure, Response, Share, Timeliness
from ....model.predicates import AllOf, Always, Not, Predicate, Records, inner_records
from .asks import Ask
from .recipes import NoRecipeError, Rows, joined, person, record, subject_rows, unlike

DECOY = "x{:03}"


def decoys(ask: Ask, day: date, as_of: date) -> Rows:
    """A stranger for each condition of the records that count, which breaks that condition and no other."""
    found: list[Rows] = []
    measure = ask.obligation.measure
    for records in _counted(measure):
        for where in _all_but_one(records.where):
            witness = _stranger(ask, unlike(records, where, day), min(as_of, ask.due))
            if witness is not None:
                found += _rows(ask, measure, records, witness, DECOY.format(len(found)), day, as_of)
    return joined(*found)


def strays(ask: Ask, by: Records, day: date, as_of: date) -> tuple[Witness, ...]:
    """Events that do not count, one for each condition, for members to have besides those that do."""
    if by.table == "gradings":  # a subject cannot be graded twice at once
        return ()
    found = (_stranger(ask, unlike(by, where, day), max(day, min(as_of, ask.due))) for where in _all_but_one(by.where))
    return tuple(each for each in found if each is not None and not each.subject)


def _counted(measure: Measure) -> tuple[Records, ...]:
    """The record sets whose members are counted one by one."""
    match measure:
        case Coverage(of=Records(table="subjects") as of):
            return (of,)
        case Share(of=of) | Count(of=of) | Mean(of=of) | Timeliness(of=of) | Response(to=of):
            return (of,)
    return ()


def _all_but_one(where: Predicate) -> Iterator[Predicate]:
    """The predicate with one of its conditions turned round, each in its turn."""
    if isinstance(where, Always) or inner_records(where):
        return
    parts = where.parts if isinstance(where, AllOf) else (where,)
    for place, part in enumerate(parts):
        yield AllOf(parts=(*parts[:place], Not(part=part), *parts[place + 1 :]))


def _stranger(ask: Ask, records: Records, on: date) -> Witness | None:
    try:
        return member_witness(records, ask.jurisdiction.schema, on=on, window=ask.window)
    except TooManyWaysError:
        return None


def _rows(
    ask: Ask, measure: Measure, records: Records, witness: Witness, name: str, day: date, as_of: date
) -> list[Rows]:
    try:
        who = person(witness)
    except NoRecipeError:
        return []
    rows = subject_rows(ask, who, name)
    if records.table != "subjects":
        return [joined(rows, {records.table: [record(ask, witness, name, 0)]})]
    if isinstance(measure, Coverage) and measure.by.table != "gradings" and not inner_records(measure.by.where):
        event = _stranger(ask, unlike(measure.by, measure.by.where, day), max(day, min(as_of, ask.due)))
        if event is not None and not event.subject:
            rows = joined(rows, {measure.by.table: [record(ask, event, name, 0)]})
    return [rows]
