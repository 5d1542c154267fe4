"""A register of some size for a county, so that evaluating its plans takes a time that can be measured."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from attrs import frozen

from ...model.plans import Jurisdiction
from ...model.schema import ColumnSchema, TableSchema
from ...register import Register, from_records

SUBJECTS, EVENTS = 300, 300
LEFT_OUT = {"valid_from", "valid_to", "recorded_on", "closed_on", "suspended_on", "resumed_on", "follows", "visit_id"}
MORNING = time(9, 30)
Row = dict[str, Any]


@frozen(kw_only=True)
class _Names:
    """The keys that rows may refer to, by table, and where luck comes from."""

    county: Jurisdiction
    keys: dict[str, list[str]]
    chance: Random
    last: date


def bulk_register(county: Jurisdiction, last: date) -> Register:
    """A register of *county* with some hundred subjects, and as many records of each kind in the two years to *last*."""
    names = _Names(county=county, keys={}, chance=Random(1), last=last)
    rows: dict[str, list[Row]] = {"agencies": _agencies(names)}
    names.keys["agencies"] = [row["agency_id"] for row in rows["agencies"]]
    for table in county.schema.tables:
        if table.name == "subjects" or table.dated:
            count = SUBJECTS if table.name == "subjects" else EVENTS
            rows[table.name] = [_row(table, number, names) for number in range(count)]
            names.keys[table.name] = [row[str(table.identity)] for row in rows[table.name]] if table.identity else []
    rows["gradings"] = list(_gradings(names))
    rows["figures"] = [{"name": "residents", "jurisdiction": county.code, "year": last.year, "value": Decimal(400_000)}]
    return from_records(county.schema, **rows)


def _agencies(names: _Names) -> list[Row]:
    listed = [(each.id, each.kind) for each in names.county.agencies] or [("station-1", "station")]
    return [{"agency_id": name, "jurisdiction": names.county.code, "name": name, "kind": kind} for name, kind in listed]


def _gradings(names: _Names) -> Iterator[Row]:
    for scheme, grades in names.county.schema.grades.items():
        for subject in names.keys["subjects"]:
            yield {"subject_id": subject, "scheme": scheme, "grade": names.chance.choice(grades)}


def _row(table: TableSchema, number: int, names: _Names) -> Row:
    day = names.last - timedelta(days=names.chance.randrange(730))
    cells = {column.name: _cell(table, column, number, day, names) for column in table.columns}
    return {name: value for name, value in cells.items() if name not in LEFT_OUT}


def _cell(table: TableSchema, column: ColumnSchema, number: int, day: date, names: _Names) -> Any:
    chance = names.chance
    if column.name == table.identity:
        return f"{table.row}-{number}"
    if column.name == table.dated:
        return day
    if column.refers:
        keys = names.keys.get(column.refers)
        return chance.choice(keys) if keys else None
    match column.type:
        case "division":
            return names.county.code
        case "word":
            return chance.choice(column.words) if column.words else None
        case "words":
            words = column.words or ("a", "b")
            return frozenset(chance.sample(words, min(len(words), chance.choice((1, 1, 2)))))
        case "flag":
            return chance.random() < 0.5
        case "date":
            return date(2015, 3, 1) if table.dated is None else day + timedelta(days=chance.randrange(30))
        case "time":
            return datetime.combine(day, MORNING)
        case "whole" | "number":
            least = column.least or 0
            value = chance.randint(least, min(column.most if column.most is not None else least + 100, least + 100))
            return value if column.type == "whole" else Decimal(value)
    return f"{column.name}-{chance.randrange(20)}" if column.name != "uscc" else None
