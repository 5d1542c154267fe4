"""Strategies for predicates and record sets: well formed, and mostly simple, so that populations are seldom empty."""

from __future__ import annotations

from hypothesis import strategies as st

from ...model.names import Cell, RecordSet, Row, SubjectRow
from ...model.predicates import Always, Column, Predicate, Records
from ...model.schema import Schema, TableSchema
from ...model.tables import CORE
from .pool import SOME_DAYS
from .questions import comparisons, questions, spans
from .windows import fixed_windows

RELATED = ("inspections", "samples", "leads", "reports", "actions", "filings")
FAVOURED = {
    "subjects": ("kinds", "kinds", "modes", "hospital_level", "online_sales", "device_classes", "agency", "opened_on"),
    "inspections": ("domains", "domains", "kinds", "outcome", "selection", "officers", "published_on", "agency"),
    "gradings": ("scheme", "scheme", "grade", "year", "published_on"),
    "filings": ("kind", "outcome", "verified_on"),
    "samples": ("product", "result", "result_on", "handled_on", "categories"),
    "reports": ("product", "serious", "score", "reviewed_on", "new"),
    "leads": ("domain", "source", "closed_on", "answered_on"),
    "actions": ("kind", "closed_on"),
    "assignments": ("kind", "source", "done_on"),
    "staff": ("qualifications", "agency", "role"),
    "meetings": ("kind", "outputs", "agency"),
    "agencies": ("kind",),
}
NO_EVENTS = ("recorded_on", "due_on", "rectify_by", "valid_to")


@st.composite
def predicates(draw: st.DrawFn, table: str, schema: Schema | None = None, *, related: bool = True) -> Predicate:
    """
    What may be asked of a row of *table*: mostly nothing or one thing, at times a combination.

    Args:
        table: The table.
        schema: The tables; the core's if unsaid.
        related: Whether a subject may be asked for its records.
    """
    schema = schema or CORE
    parts = draw(st.sampled_from((0, 1, 0, 1, 1, 2, 3)))
    if parts == 0:
        return Always()
    asked = [_leaf(draw, table, schema, related) for _ in range(parts)]
    form = draw(st.integers(0, 7))
    if parts == 1:
        return ~asked[0] if form == 7 else asked[0]
    if parts == 2:
        return asked[0] & asked[1] if form < 4 else asked[0] | asked[1]
    return (asked[0] | ~asked[1]) & asked[2] if form < 4 else ~(asked[0] & asked[1]) | asked[2]


def _leaf(draw: st.DrawFn, table: str, schema: Schema, related: bool) -> Predicate:
    """One question about a row of *table*, or about the subject of the record."""
    own, shape = Row(table, schema), schema.table(table)
    if table == "subjects" and draw(st.booleans()):
        return _about_subject(draw, SubjectRow(table, schema), schema, related)
    if table != "subjects" and shape.has("subject_id") and draw(st.integers(0, 4)) == 4:
        return _about_subject(draw, own.subject, schema, related=False)
    return _about_column(draw, own, shape, rare=True)


def _about_column(draw: st.DrawFn, row: Row, table: TableSchema, *, rare: bool) -> Predicate:
    favoured = FAVOURED.get(table.name, ())
    askable = (column for column in table.columns if column.name != "subject_id" and not column.refers)
    others = tuple(column.name for column in askable if column.type != "time" or column.step)
    names = favoured * 3 + others if rare or not favoured else favoured
    name = draw(st.sampled_from(names))
    return draw(questions(table.column(name)))(_cell(row, table, name))


def _cell(row: Row, table: TableSchema, name: str) -> Cell:
    """The cell called *name*; on a row of gradings, `grade` by itself would be the question for a subject's grade."""
    if table.name == "gradings":
        return Cell(Column(table=table.name, name=name), table.column(name))
    cell: Cell = getattr(row, name)
    return cell


def _about_subject(draw: st.DrawFn, row: SubjectRow, schema: Schema, related: bool) -> Predicate:
    """One question about a subject, on the day of the question or another."""
    table = schema.table("subjects")
    match draw(st.sampled_from(("column", "grade", "opened", "day", "records", "records"))):
        case "grade":
            return _about_grade(draw, row, schema)
        case "opened":
            return row.opened_by(draw(st.sampled_from(SOME_DAYS)))
        case "day":
            then = row.on(draw(st.sampled_from(SOME_DAYS)))
            if draw(st.booleans()):
                return _about_grade(draw, then, schema)
            return _about_column(draw, then, table, rare=False)
        case "records" if related:
            return _about_records(draw, row, schema)
    return _about_column(draw, row, table, rare=False)


def _about_grade(draw: st.DrawFn, row: SubjectRow, schema: Schema) -> Predicate:
    scheme = draw(st.sampled_from(("device_distributor", "credit")))
    grades = schema.grades[scheme]
    cell = row.grade(scheme)
    if draw(st.booleans()):
        return draw(comparisons(grades, ordered=True))(cell)
    return cell.is_in(*grades[:2]) if draw(st.booleans()) else draw(spans(grades))(cell)


def _about_records(draw: st.DrawFn, row: SubjectRow, schema: Schema) -> Predicate:
    table = draw(st.sampled_from(RELATED))
    records = RecordSet(table, schema).where(draw(predicates(table, schema, related=False)))
    if draw(st.booleans()):
        records = records.during(draw(fixed_windows()))
    if draw(st.booleans()):
        return row.any(records)
    form = comparisons((1, 2, 0, 3), ordered=True) if draw(st.booleans()) else spans((0, 1, 2, 3))
    return draw(form)(row.count(records))


@st.composite
def record_sets(
    draw: st.DrawFn, table: str, schema: Schema | None = None, *, related: bool = True, moved: bool = True
) -> Records:
    """
    Sets of rows of *table*.

    Args:
        table: The table.
        schema: The tables; the core's if unsaid.
        related: Whether a subject may be asked for its records.
        moved: Whether the set may have a window of its own, or fall in windows by another date.
    """
    schema = schema or CORE
    found = RecordSet(table, schema)
    predicate = draw(predicates(table, schema, related=related))
    if not isinstance(predicate, Always):
        found = found.where(predicate)
    if moved and schema.table(table).dated:
        found = _moved(draw, found, schema.table(table), schema)
    return found.records


def _moved(draw: st.DrawFn, found: RecordSet, table: TableSchema, schema: Schema) -> RecordSet:
    """The records in a window of their own, or falling in windows by another date, now and then."""
    dates = [column.name for column in table.columns if column.type == "date" and column.name not in NO_EVENTS]
    if draw(st.integers(0, 5)) == 5:
        found = found.dated(getattr(Row(table.name, schema), draw(st.sampled_from(dates))))
    if draw(st.integers(0, 9)) == 9:
        found = found.during(draw(fixed_windows()))
    return found
