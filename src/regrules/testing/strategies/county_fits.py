"""Rows that obligations look for: what makes their predicates true, one table at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from ...analysis.witness import TooManyWaysError, Witness, witness
from ...model.measures import Share, parts_of
from ...model.plans import Obligation, Plan
from ...model.predicates import Always, Predicate, Records
from ...model.schema import Schema
from .county_days import span
from .worlds import every_part

Row = dict[str, Any]


def rows_that_fit(plan: Plan, obligations: Iterable[Obligation], schema: Schema) -> dict[str, tuple[Row, ...]]:
    """For each table rows that make true what the obligations ask of its records, and of their subjects."""
    found: dict[str, list[Row]] = defaultdict(list)
    for obligation in obligations:
        for table, predicate in _asked(obligation):
            witnessed = _witness(plan, obligation, predicate, schema, table)
            for name, row in _rows(witnessed) if witnessed else ():
                if row and row not in found[name]:
                    found[name].append(row)
    return {name: tuple(rows) for name, rows in found.items()}


def _asked(obligation: Obligation) -> Iterator[tuple[str, Predicate]]:
    """Each set of records that is asked for; of a share also those with the property."""
    measure = obligation.measure
    if isinstance(measure, Share):
        yield measure.of.table, measure.of.where & measure.having
    yield from ((records.table, records.where) for records in parts_of(measure))
    inner = (part for records in parts_of(measure) for part in every_part(records.where) if isinstance(part, Records))
    yield from ((records.table, records.where) for records in inner)


def _witness(plan: Plan, obligation: Obligation, predicate: Predicate, schema: Schema, table: str) -> Witness | None:
    if isinstance(predicate, Always):
        return None
    window = span(plan, obligation.window)
    try:
        return witness(predicate, schema, table, on=window.end, window=window)
    except TooManyWaysError:
        return None


def _rows(found: Witness) -> Iterator[tuple[str, Row]]:
    """The rows of a witness by table; its dates are left to the world."""
    yield found.table, dict(found.row)
    yield from (("subjects", dict(row)) for row in found.subject.values() if found.table != "subjects")
    yield from ((related.table, dict(related.row)) for related in found.related)
