"""All predicates of an obligation, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.prospects import leaves
from ...model.measures import Growth, Share, parts_of
from ...model.plans import AgencyRule, Obligation
from ...model.predicates import Predicate, Records, inner_records

Asked = tuple[str, Predicate]


def predicates_of(obligation: Obligation) -> Iterator[Asked]:
    """Each predicate with the table whose rows it asks, record sets inside others included."""
    yield from _with_inner(_outer(obligation))


def counted_by(obligation: Obligation) -> Iterator[Asked]:
    """The same for what is counted, the rules of its agencies left out."""
    yield from _with_inner(_counted(obligation))


def _with_inner(outer: Iterator[Asked]) -> Iterator[Asked]:
    for table, predicate in outer:
        yield table, predicate
        yield from ((records.table, records.where) for records in inner_records(predicate))


def _outer(obligation: Obligation) -> Iterator[Asked]:
    yield from _counted(obligation)
    for rule in obligation.agencies:
        if isinstance(rule, AgencyRule):
            yield "subjects", rule.when


def _counted(obligation: Obligation) -> Iterator[Asked]:
    measure = obligation.measure
    for records in parts_of(measure):
        yield records.table, records.where
    for share in (measure, measure.of, measure.versus) if isinstance(measure, Growth) else (measure,):
        if isinstance(share, Share):
            yield share.of.table, share.having


def records_of(obligation: Obligation) -> Iterator[Records]:
    """Each record set, those inside others included."""
    yield from parts_of(obligation.measure)
    yield from inner_sets(obligation)


def inner_sets(obligation: Obligation) -> Iterator[Records]:
    """Each record set that a predicate asks of a subject."""
    for _, predicate in _outer(obligation):
        yield from inner_records(predicate)


def leaves_of(obligation: Obligation) -> Iterator[Predicate]:
    """Each question about a single cell."""
    for _, predicate in predicates_of(obligation):
        yield from leaves(predicate)
