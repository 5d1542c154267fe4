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
    for records in records_of(obligation):
        yield records.table, records.where
    measure = obligation.measure
    shares = (measure, measure.of, measure.versus) if isinstance(measure, Growth) else (measure,)
    for share in shares:
        if isinstance(share, Share):
            yield share.of.table, share.having
    for rule in obligation.agencies:
        if isinstance(rule, AgencyRule):
            yield "subjects", rule.when


def records_of(obligation: Obligation) -> Iterator[Records]:
    """Each record set, those inside others included."""
    yield from parts_of(obligation.measure)
    yield from inner_sets(obligation)


def inner_sets(obligation: Obligation) -> Iterator[Records]:
    """Each record set that a predicate asks of a subject."""
    measure = obligation.measure
    asked = [records.where for records in parts_of(measure)]
    asked += [measure.having] if isinstance(measure, Share) else []
    asked += [rule.when for rule in obligation.agencies if isinstance(rule, AgencyRule)]
    for predicate in asked:
        yield from inner_records(predicate)


def leaves_of(obligation: Obligation) -> Iterator[Predicate]:
    """Each question about a single cell."""
    for _, predicate in predicates_of(obligation):
        yield from leaves(predicate)
