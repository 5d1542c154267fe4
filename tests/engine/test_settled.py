"""What is settled stays, whatever happens after the day of the question; and what is breached early is never met."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import event, given
from hypothesis import strategies as st

from regrules.engine import reference
from regrules.engine.verdict import Verdict
from regrules.model.schema import TableSchema
from regrules.testing.strategies import KINDS, World, worlds
from regrules.testing.strategies.pool import COUNTY, values

Row = dict[str, Any]
LATER = (1, 2, 5, 15, 30, 60, 92, 184, 300, 365)


def verdicts(world: World) -> dict[tuple[str, date | None], Verdict]:
    """What the reference says of a world, by obligation and stage."""
    found = reference.evaluate(world.plan, world.jurisdiction, world.register, as_of=world.as_of)
    return {(each.obligation, each.stage): each for each in found}


def days_after(day: date) -> st.SearchStrategy[date]:
    """Days after *day*, near ones more often."""
    return st.sampled_from(LATER).map(lambda passed: day + timedelta(days=passed))


def orderly(world: World) -> World:
    """The world with no step before its record's own date: such a record would come to light after its step."""
    rows = {name: [dict(row) for row in table] for name, table in world.rows.items()}
    for name, table in rows.items():
        schema = world.jurisdiction.schema.table(name)
        for row in table:
            own = row.get(schema.dated)
            for column in schema.columns:
                value = row.get(column.name)
                if own is None or value is None or not column.step:
                    continue
                row[column.name] = max(value, datetime.combine(own, time(9)) if column.type == "time" else own)
            if row.get("received_at") is not None:
                row["received_at"] = datetime.combine(row["received_on"], row["received_at"].time())
    return evolve(world, rows=rows, known_at=None)


@st.composite
def with_later_facts(draw: st.DrawFn, world: World, *, subjects_too: bool = True) -> World:
    """The world with further facts, all dated after its day; asked on a later day."""
    rows = {name: [dict(row) for row in table] for name, table in world.rows.items()}
    for name, table in rows.items():
        schema = world.jurisdiction.schema.table(name)
        for row in table:
            _take_steps(draw, schema, row, world.as_of)
        if schema.dated and schema.identity:
            table += [_later(draw, schema, row, world.as_of, number) for number, row in enumerate(_some(draw, table))]
    rows["attestations"] = [*rows.get("attestations", ()), *_attested(draw, world)]
    if subjects_too:
        _change_subjects(draw, world, rows)
    return evolve(world, rows=rows, as_of=draw(days_after(world.as_of)))


def _some(draw: st.DrawFn, table: list[Row]) -> list[Row]:
    return draw(st.lists(st.sampled_from(table), max_size=5)) if table else []


def _take_steps(draw: st.DrawFn, schema: TableSchema, row: Row, day: date) -> None:
    """Steps that had not come by *day* come later, or do not; with them the values that belong to them."""
    for column in schema.columns:
        if not column.step or column.name not in row or schema.name == "subjects":
            continue
        value = row[column.name]
        if value is not None and (value.date() if isinstance(value, datetime) else value) <= day:
            continue
        own = row.get(schema.dated) if schema.dated != column.name else None
        come = draw(st.none() | days_after(max(day, own or day)))
        others = (row[each.name] for each in schema.columns if each.step and row.get(each.name) and each is not column)
        if column.name == "received_at" or (column.name == schema.dated and any(others)):
            continue
        row[column.name] = datetime.combine(come, time(9)) if come and column.type == "time" else come
        for belonging in schema.columns:
            if belonging.dated_by == column.name and belonging.name in row:
                row[belonging.name] = draw(st.sampled_from(values(belonging)))


def _later(draw: st.DrawFn, schema: TableSchema, row: Row, day: date, number: int) -> Row:
    """A record like another, but of a later day; its steps have not come, or come later still."""
    assert schema.dated is not None
    then = draw(days_after(day))
    fresh = row | {schema.keys[0]: f"later-{number}", schema.dated: then}
    for column in schema.columns:
        if column.step and column.name in row and column.name != schema.dated:
            come = draw(st.none() | days_after(then - timedelta(days=1)))
            fresh[column.name] = datetime.combine(come, time(9)) if come and column.type == "time" else come
    if fresh.get("received_at") is not None:
        fresh["received_at"] = datetime.combine(then, time(9))
    return fresh


def _attested(draw: st.DrawFn, world: World) -> list[Row]:
    if not draw(st.booleans()):
        return []
    row = {"jurisdiction": COUNTY, "obligation": world.plan.obligations[0].id, "agency": None, "period": None}
    return [row | {"done_on": draw(days_after(world.as_of)), "evidence": "minutes"}]


def _change_subjects(draw: st.DrawFn, world: World, rows: dict[str, list[Row]]) -> None:
    """Subjects open, close, change, or are graded anew, all after the day."""
    schema = world.jurisdiction.schema.table("subjects")
    present = {name for row in rows["subjects"] for name in row}
    for row in list(rows["subjects"]):
        versions = [each for each in rows["subjects"] if each["subject_id"] == row["subject_id"]]
        last = row.get("valid_to") is None and row is versions[-1] and (row.get("valid_from") or date.min) <= world.as_of
        if not last:
            continue
        what = draw(st.sampled_from(("nothing", "close", "change", "grade")))
        closed = row.get("closed_on")
        then = draw(days_after(max(world.as_of, row.get("opened_on") or world.as_of)))
        if what == "close" and "closed_on" in present and (closed is None or closed > world.as_of):
            row["closed_on"] = then
        if what == "change":
            columns = [each for each in schema.columns if each.name in present and values(each) and each.words]
            changed = {each.name: draw(st.sampled_from(values(each))) for each in columns}
            rows["subjects"].append(row | {"valid_from": then} | changed)
    if rows["subjects"] and draw(st.booleans()):
        row = rows["subjects"][0]
        fresh = {"subject_id": "newcomer", "valid_from": draw(days_after(world.as_of)), "valid_to": None}
        fresh |= {name: None for name in ("closed_on", "suspended_on", "resumed_on") if name in row}
        rows["subjects"].append(row | fresh)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_what_is_settled_stays(kind: str, data: st.DataObject) -> None:
    """A settled status is the same on every later day, whatever facts dated after the day are added."""
    world = orderly(data.draw(worlds(kind)))
    now = verdicts(world)
    settled = {key: each for key, each in now.items() if each.settled}
    for status in {each.status for each in settled.values()}:
        event(f"settled {status}")
    if settled:
        later = data.draw(with_later_facts(world))
        then = verdicts(later)
        for key in settled.keys() & then.keys():
            assert then[key].status == settled[key].status, (settled[key], then[key])
