"""What steps to come may change in the records that a measure counts, beside adding records."""

from __future__ import annotations

from attrs import evolve, frozen

from ..model.measures import Attested, Count, Coverage, Growth, Mean, Measure, Response, Share, Tasks, Timeliness
from ..model.predicates import (
    AllOf,
    AnyOf,
    Column,
    Compare,
    CountOf,
    Not,
    Predicate,
    Records,
)
from ..model.schema import Schema


@frozen(kw_only=True)
class Changes:
    """
    What may still change by steps, or by the end of a state.

    Attributes:
        joining: A record that is there may come to be counted, also after the window has ended.
        leaving: A record that is counted may be counted no longer.
        losing: A hit may come to lack its property.
    """

    joining: bool = False
    leaving: bool = False
    losing: bool = False


def changes_of(measure: Measure, schema: Schema) -> Changes:
    """What may still change in the records of *measure*."""
    match measure:
        case Growth(of=of, versus=versus):
            parts = [changes_of(each, schema) for each in (of, versus) if isinstance(each, (Count, Share, Mean))]
            moved = any(each.losing or each.joining or each.leaving for each in parts)
            return Changes(joining=moved, leaving=moved)
        case Tasks(kinds=kinds):
            return _of_records(schema, *(kind.of for kind in kinds))
        case Attested():
            return Changes()
        case Coverage(by=by):
            return _of_records(schema, by)
        case Timeliness(of=of, start=start):
            return _of_records(schema, evolve(of, dated=start.name))
        case Share(of=of, having=having):
            members = Changes() if of.table == "subjects" else _of_records(schema, of)
            losing = may_become(having, of.table, schema, truth=False)
            return Changes(joining=members.joining, leaving=members.leaving, losing=losing)
        case Response(to=to, by=by):
            answers = _of_records(schema, by)
            triggers = _of_records(schema, to)
            return Changes(
                joining=triggers.joining,
                leaving=triggers.leaving,
                losing=answers.leaving or measure.times.most is not None,
            )
    return _of_records(schema, measure.of)


def _of_records(schema: Schema, *sets: Records) -> Changes:
    """What may join and leave sets of records; a state ends, and another begins, on any day."""
    states = any(each.dated is None and schema.table(each.table).dated is None for each in sets)
    return Changes(
        joining=states
        or any(_may_come_late(each, schema) for each in sets)
        or any(may_become(each.where, each.table, schema, truth=True) for each in sets),
        leaving=states or any(may_become(each.where, each.table, schema, truth=False) for each in sets),
    )


def _may_come_late(records: Records, schema: Schema) -> bool:
    """Whether a record may come after the date by which it falls in a window: a report after what it reports."""
    table = schema.table(records.table)
    if records.dated is None or table.dated is None or records.dated == table.dated:
        return False
    return not table.column(records.dated).step


def may_become(predicate: Predicate, table: str, schema: Schema, *, truth: bool) -> bool:
    """
    Whether steps (or records) to come may make *predicate* true, or false, of a row that is there.

    A step comes once, and then it stays. What is asked of the subject of a record is asked on the record's own day.
    """
    match predicate:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return any(may_become(part, table, schema, truth=truth) for part in parts)
        case Not(part=part):
            return may_become(part, table, schema, truth=not truth)
        case Compare(value=CountOf(records=records), operator=operator):
            steps = (may_become(records.where, records.table, schema, truth=each) for each in (True, False))
            return any(steps) or operator in ("==", "!=") or truth is (operator in (">", ">="))
        case Compare(value=Column() as column, operator="!="):
            return not truth and _is_step(column, table, schema)
    value = getattr(predicate, "value", None)
    if isinstance(value, CountOf):
        return True
    return truth and isinstance(value, Column) and _is_step(value, table, schema)


def _is_step(column: Column, table: str, schema: Schema) -> bool:
    """Whether a column is a step of the very row that is asked; of subjects, whatever changes is another matter."""
    own = column.via is None and column.table == table and table != "subjects"
    return own and schema.table(table).column(column.name).step
