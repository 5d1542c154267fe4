"""Changes to a world that must leave its verdicts as they are, or may move them one way only."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import attrs
from attrs import evolve

from ...engine.verdict import Verdict
from ...model.plans import Obligation
from ...model.schema import TableSchema
from ..strategies.pool import FAR_AWAY, SUBJECTS
from ..strategies.rows import Row, uniform
from ..strategies.worlds import World, asking

BEIJING = "110101"
PAPERS = ("subjects", "extents", "staff", "waivers", "attestations")


def alike(row: Row, **values: Any) -> Row:
    """The row with other values in those columns that it has."""
    return row | {name: value for name, value in values.items() if name in row}


def alone(world: World, obligation: Obligation) -> World:
    """The world with one obligation of its plan, and no other."""
    return asking(world, obligation)


def rearranged(world: World, random: Random) -> World:
    """The world with the rows of each table in another order."""
    return evolve(world, rows={name: random.sample(rows, len(rows)) for name, rows in world.rows.items()})


def elsewhere(code: str) -> str:
    """The code of a county that is neither *code* nor below it."""
    near = code[:4] == FAR_AWAY[:4] or code == FAR_AWAY[:2] + "0000"
    return BEIJING if near else FAR_AWAY


def with_far_rows(world: World) -> World:
    """The world with subjects, records and agencies of a far county besides its own."""
    far_away = elsewhere(world.jurisdiction.code)
    far = {name: list(rows) for name, rows in world.rows.items()}
    for row in world.rows["subjects"][:2]:
        far["subjects"].append(alike(row, subject_id=f"far-{row['subject_id']}", jurisdiction=far_away))
    there = {row["subject_id"] for row in far["subjects"]}
    for name, rows in world.rows.items():
        key = world.jurisdiction.schema.table(name).keys[:1]
        if name in PAPERS or not key:
            continue
        for row in rows[:4]:
            moved = alike(row, **{key[0]: f"far-{row[key[0]]}", "jurisdiction": far_away})
            if row.get("subject_id") and f"far-{row['subject_id']}" in there:
                far[name].append(alike(moved, subject_id=f"far-{row['subject_id']}"))
            elif "subject_id" not in row and "jurisdiction" in row:
                far[name].append(moved)
    return evolve(world, rows=far)


def with_later_rows(world: World, days: int) -> World:
    """The world with copies of its records, dated so many days after the day of the question."""
    later = {name: list(rows) for name, rows in world.rows.items()}
    after = world.as_of + timedelta(days=days)
    for name, rows in world.rows.items():
        schema = world.jurisdiction.schema.table(name)
        if schema.dated and schema.keys and rows and schema.dated in rows[0]:
            later[name] += [_dated(schema, _copy(schema, row, "later"), after) for row in rows[:4]]
    return evolve(world, rows=later)


def _copy(schema: TableSchema, row: Row, prefix: str) -> Row:
    return alike(row, **{schema.keys[0]: f"{prefix}-{row[schema.keys[0]]}"})


def _dated(schema: TableSchema, row: Row, after: date) -> Row:
    """The row with its own date, and whatever step of it has come, on another day."""
    moved: Row = {column.name: after for column in schema.columns if column.step and column.type == "date"}
    times: Row = {column.name: None for column in schema.columns if column.type == "time"}
    return alike(row, **moved, **times) | {schema.dated or "": after}


def with_late_records(world: World) -> World:
    """What was known by a day, with copies of its records that were entered on the day after."""
    known = world.known_at or world.as_of
    late = {name: list(rows) for name, rows in world.rows.items()}
    for name, rows in world.rows.items():
        schema = world.jurisdiction.schema.table(name)
        own = schema.keys[:1] and not schema.column(schema.keys[0]).refers
        if own and schema.dated and schema.has("recorded_on") and rows:
            copies = [_copy(schema, row, "late") | {"recorded_on": known + timedelta(days=1)} for row in rows]
            late[name] = uniform([*rows, *copies])
    return evolve(world, rows=late, known_at=known)


def with_one_more(world: World, table: str, position: int) -> World:
    """The world with a further record like the one that stands at *position* of *table*."""
    schema, rows = world.jurisdiction.schema.table(table), world.rows[table]
    more = _copy(schema, rows[position % len(rows)], "more")
    return evolve(world, rows={**world.rows, table: [*rows, more]})


def renamed(world: World) -> World:
    """The world with other names for its subjects, in the same order."""
    rows = {
        name: [alike(row, subject_id=_renamed(row.get("subject_id"))) for row in rows]
        for name, rows in world.rows.items()
    }
    return evolve(world, rows=rows)


def renamed_verdicts(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """The verdicts with those names."""
    return tuple(_deeply(verdict) for verdict in verdicts)


def _renamed(name: Any) -> Any:
    return f"shop-{name}" if name in SUBJECTS else name


def _deeply(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_deeply, value))
    if attrs.has(type(value)):
        names = [each.name for each in attrs.fields(type(value)) if each.name != "title"]
        return evolve(value, **{name: _deeply(getattr(value, name)) for name in names})
    return _renamed(value) if isinstance(value, str) else value
