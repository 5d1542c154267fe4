"""From a witness to the rows of a small register that holds it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ...model.schema import ColumnSchema, Schema
from .found import Witness
from .values import NOON

Row = dict[str, Any]
ONE_DAY = timedelta(days=1)
ALL_DAYS = (date(1900, 1, 1), date(2200, 12, 31))


def witness_rows(
    witness: Witness,
    schema: Schema,
    *,
    subject_id: str = "witness",
    jurisdiction: str = "990101",
    agency: str = "station-1",
) -> dict[str, list[Row]]:
    """
    The rows of a register in which *witness* stands, by table, and nothing else; ready for ``register.from_records``.

    The row that is asked is the first of its table. Every table of events is complete for all time.

    Args:
        witness: The witness.
        schema: The tables.
        subject_id: Id of its subject, unless the witness itself demands one; other keys begin with it.
        jurisdiction: Division code of what must lie somewhere, unless demanded.
        agency: Id of the agency that required references to agencies name, unless demanded.
    """
    name = _demanded(witness, subject_id)
    common = {"subject_id": name, "jurisdiction": jurisdiction, "agency": agency}
    rows: dict[str, list[Row]] = {"subjects": _versions(witness, schema, common)}
    asked = [] if witness.table == "subjects" else [(witness.table, witness.row)]
    for related in witness.related:
        asked += [(related.table, related.row)] * related.times
    for table, cells in asked:
        found = rows.setdefault(table, [])
        found.append(_filled(table, cells, schema, common, key=f"{name}-{table}-{len(found) + 1}"))
    for scheme, day, grade in sorted((scheme, day, grade) for (scheme, day), grade in witness.grades.items()):
        rows.setdefault("gradings", []).append(
            {"subject_id": name, "scheme": scheme, "grade": grade, "valid_from": day, "valid_to": day}
        )
    _agencies(rows, schema, jurisdiction)
    first, last = ALL_DAYS
    complete = [table.name for table in schema.tables if table.dated]
    rows["extents"] = [{"table": each, "complete_from": first, "complete_to": last} for each in complete]
    return {table: _uniform(found) for table, found in rows.items()}


def _demanded(witness: Witness, unsaid: str) -> str:
    """The id that the subject must have."""
    rows = [*witness.subject.values(), *(related.row for related in witness.related), witness.row]
    return next((str(row["subject_id"]) for row in rows if row.get("subject_id")), unsaid)


def _versions(witness: Witness, schema: Schema, common: Row) -> list[Row]:
    """The subject, in a version for each day on which something is asked of it."""
    found: list[Row] = []
    for day in sorted(witness.subject) or [witness.on]:
        cells = witness.subject.get(day, {})
        before = found[-1] if found else None
        since = None if before is None else before["until"] + ONE_DAY
        row = _filled("subjects", {"valid_from": since, "valid_to": None, **cells}, schema, common, key="")
        found.append(row | {"until": row["valid_to"] or day})
    return [{name: value for name, value in row.items() if name != "until"} for row in found]


def _filled(table: str, cells: Mapping[str, Any], schema: Schema, common: Row, *, key: str) -> Row:
    """A row with values for the columns that every row needs."""
    shape = schema.table(table)
    row: Row = {}
    if shape.has("subject_id"):
        row["subject_id"] = common["subject_id"]
    for column in shape.columns:
        if column.name in cells:
            row[column.name] = cells[column.name]
        elif column.required and column.name not in row:
            row[column.name] = common.get(column.name) or (
                key if column.key and column.type == "text" else _plain(column)
            )
    return row


def _plain(column: ColumnSchema) -> Any:
    """Some value that the column accepts."""
    least = column.least or 0
    match column.type:
        case "word":
            return column.words[0] if column.words else "other"
        case "words":
            return frozenset()
        case "flag":
            return False
        case "whole":
            return least
        case "number":
            return Decimal(least)
        case "date":
            return ALL_DAYS[0]
        case "time":
            return datetime.combine(ALL_DAYS[0], NOON)
    return "other"


def _agencies(rows: dict[str, list[Row]], schema: Schema, jurisdiction: str) -> None:
    """The agencies that other rows name."""
    known = {row["agency_id"] for row in rows.get("agencies", ())}
    referring = {
        (table.name, column.name) for table in schema.tables for column in table.columns if column.refers == "agencies"
    }
    named = {row[column] for table, column in referring for row in rows.get(table, ()) if row.get(column)}
    for name in sorted(named - known):
        agency = {"agency_id": name, "name": name, "kind": "station", "jurisdiction": jurisdiction}
        rows.setdefault("agencies", []).append(agency)


def _uniform(rows: list[Row]) -> list[Row]:
    names = dict.fromkeys(name for row in rows for name in row)
    return [{name: row.get(name) for name in names} for row in rows]
