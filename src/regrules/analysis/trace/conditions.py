"""Everything that an obligation asks of rows, one condition at a time, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ...model.measures import Coverage, Measure, Share, Timeliness, parts_of
from ...model.predicates import (
    AllOf,
    Always,
    AnyOf,
    Between,
    Column,
    Compare,
    CountOf,
    Happened,
    Has,
    IsIn,
    Literals,
    Not,
    OpenedBy,
    Predicate,
    Records,
    Value,
)
from ...model.windows import Window


@frozen(kw_only=True)
class Condition:
    """
    One thing that is asked of a row.

    Attributes:
        value: The column, grade or number of records that is asked; None for the day by which a subject was open.
        operator: ``==``, ``!=``, ``<``, ``<=``, ``>``, ``>=``, ``between``, ``has``, ``happened`` or ``opened by``.
        literals: What it is compared with; for ``==`` and ``has`` one of them suffices.
    """

    value: Value | None
    operator: str
    literals: tuple[Literals, ...] = ()


def conditions_of(measure: Measure) -> Iterator[Condition]:
    """Every condition in the record sets of *measure*, those of their inner record sets included."""
    for conditions in sets_of(measure):
        yield from conditions


def sets_of(measure: Measure) -> Iterator[tuple[Condition, ...]]:
    """The conditions of each record set of *measure*; a property that is asked of records goes with them."""
    having = [each.having for each in (measure, getattr(measure, "of", None)) if isinstance(each, Share)]
    for at, records in enumerate(parts_of(measure)):
        asked = [records.where, *(having if at == 0 else [])]
        yield tuple(condition for predicate in asked for condition in conditions_in(predicate))


def conditions_in(predicate: Predicate) -> Iterator[Condition]:
    """Every condition in *predicate*, what it denies included."""
    match predicate:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from conditions_in(part)
        case Not(part=part):
            yield from conditions_in(part)
        case Compare(value=value, operator=operator, literal=literal):
            yield Condition(value=value, operator=operator, literals=(literal,))
            yield from _counted(value)
        case IsIn(value=value, literals=literals):
            yield Condition(value=value, operator="==", literals=literals)
        case Between(value=value, low=low, high=high):
            yield Condition(value=value, operator="between", literals=(low, high))
            yield from _counted(value)
        case Has(value=value, words=words):
            yield Condition(value=value, operator="has", literals=words)
        case Happened(value=value):
            yield Condition(value=value, operator="happened")
        case OpenedBy(by=by):
            yield Condition(value=None, operator="opened by", literals=(by,))
        case Always():
            return


def _counted(value: Value) -> Iterator[Condition]:
    if isinstance(value, CountOf):
        yield from conditions_in(value.records.where)


def windows_of(measure: Measure) -> Iterator[Window]:
    """The windows that record sets of *measure* have of their own."""
    for records in parts_of(measure):
        yield from _windows_in(records)


def _windows_in(records: Records) -> Iterator[Window]:
    if records.within is not None:
        yield records.within
    for condition in conditions_in(records.where):
        if isinstance(condition.value, CountOf) and condition.value.records.within is not None:
            yield condition.value.records.within


def steps_of(measure: Measure) -> Iterator[Column]:
    """The columns of dates between which *measure* counts, or by which its records fall in a window."""
    if isinstance(measure, Timeliness):
        yield measure.start
        yield measure.end
    if isinstance(measure, Coverage):
        for records in (measure.of, measure.by):
            if records.dated is not None:
                yield Column(table=records.table, name=records.dated)
