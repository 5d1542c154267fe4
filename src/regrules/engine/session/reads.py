"""Which tables a question reads, and what for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import attrs

from ...model.measures import Attested, Count, Coverage, Growth, Mean, Response, Share, parts_of
from ...model.predicates import CountOf, Grade
from ..question import Question
from ..values import each_column

Purpose = Literal["members", "events", "properties", "waivers", "steps", "values", "all"]
"""
What a table is read for: its rows are members, or the events and answers that members have; predicates ask for the records or
grades of a subject; it releases subjects; it proves steps; it lists the values of which each has a verdict; or for everything.
"""
EVERYWHERE = ("subjects", "extents", "agencies", "figures")


def reads_of(question: Question) -> Mapping[str, frozenset[Purpose]]:
    """What the question reads each table for."""
    found: dict[str, set[Purpose]] = defaultdict(set)
    obligation, measure = question.obligation, question.obligation.measure
    for table in EVERYWHERE:
        found[table].add("all")
    for table, purpose in _of_measure(measure):
        found[table].add(purpose)
    for part in (measure, *obligation.agencies):
        for records in _asked_of_subjects(part):
            found[records].add("properties")
    found["waivers"].add("waivers")
    if obligation.escalation:
        found["actions"].add("steps")
    each = each_column(question)
    if each is not None:
        found[each.table].add("values")
    return {table: frozenset(purposes) for table, purposes in found.items()}


def _of_measure(measure: Any) -> Iterator[tuple[str, Purpose]]:
    match measure:
        case Coverage(of=members, by=events) | Response(to=members, by=events):
            yield members.table, "members"
            yield events.table, "events"
        case Attested():
            yield "attestations", "all"
        case Growth() | Mean() | Count() | Share() | _:
            yield from ((of.table, "members") for of in parts_of(measure))


def _asked_of_subjects(value: Any) -> Iterator[str]:
    """The tables of the records and grades that predicates in *value* ask of a subject."""
    if isinstance(value, CountOf):
        yield value.records.table
    if isinstance(value, Grade):
        yield "gradings"
    if attrs.has(type(value)):
        for each in attrs.fields(type(value)):
            yield from _asked_of_subjects(getattr(value, each.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _asked_of_subjects(each)
