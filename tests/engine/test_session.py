"""A session says after every fact what a full run says, and what changed is exactly the difference."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.engine import reference
from regrules.engine.session import Session
from regrules.engine.verdict import Verdict
from regrules.errors import RegisterError
from regrules.register import Register
from regrules.testing.strategies import KINDS, World, worlds

Draw = Callable[[st.SearchStrategy[Any]], Any]
Fact = tuple[str, dict[str, Any]]
RARELY = ("subjects", "agencies", "figures", "extents")  # they take a whole run, which is not what is in question


def rows_of(register: Register, name: str) -> list[dict[str, Any]]:
    """The rows of a table, as dicts."""
    columns = register.table(name).columns
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def further_fact(draw: Draw, register: Register, number: int) -> Fact:
    """A row like one that is there, with a key of its own and some cells of other rows; it may be refused."""
    tables = [name for name in register.schema.names if len(register.table(name))]
    quick = [name for name in tables if name not in RARELY]
    name = draw(st.sampled_from(quick * 5 + tables if quick else tables))
    rows, schema = rows_of(register, name), register.schema.table(name)
    row = dict(draw(st.sampled_from(rows)))
    for column in schema.columns:
        if column.name in row and draw(st.integers(0, 3)) == 0:
            others = [each[column.name] for each in rows] + ([] if column.required or column.key else [None])
            row[column.name] = draw(st.sampled_from(others))
    if draw(st.booleans()) and row.get("subject_id") is not None and len(register.table("subjects")):
        row["subject_id"] = draw(st.sampled_from(register.table("subjects").columns["subject_id"]))
    if len(schema.keys) == 1:
        row[schema.keys[0]] = f"{schema.row}-{number}"
    return name, row


def by_name(verdicts: tuple[Verdict, ...]) -> dict[Any, Verdict]:
    """Verdicts by what they are about."""
    return {(each.obligation, each.stage): each for each in verdicts}


def differences(expected: tuple[Verdict, ...], found: tuple[Verdict, ...]) -> str:
    """Where verdicts differ; empty if nowhere."""
    if [each.obligation for each in expected] != [each.obligation for each in found]:
        return f"expected {[each.obligation for each in expected]}, found {[each.obligation for each in found]}"
    return "\n".join(
        f"{one.obligation} (stage {one.stage}), {each.name}\n  expected: {getattr(one, each.name)}"
        f"\n     found: {getattr(other, each.name)}"
        for one, other in zip(expected, found, strict=True)
        for each in attrs.fields(Verdict)
        if getattr(one, each.name) != getattr(other, each.name)
    )


def full_run(world: World, register: Register) -> tuple[Verdict, ...]:
    """What the reference says of the whole register."""
    return reference.evaluate(world.plan, world.jurisdiction, register, as_of=world.as_of)


def surely_complete(world: World) -> World:
    """The world with a register that is complete for every day."""
    extents = [
        {"table": name, "complete_from": date(2000, 1, 1), "complete_to": date(2035, 12, 31)} for name in world.rows
    ]
    return attrs.evolve(world, rows={**world.rows, "extents": extents})


def session_of(world: World) -> Session:
    """A session that begins with all rows of a world."""
    return Session([world.plan], world.jurisdiction, world.register, world.as_of)


def check(world: World, session: Session, fact: object) -> None:
    """The session's verdicts are those of a full run."""
    expected = reference.evaluate(world.plan, world.jurisdiction, session.register, as_of=world.as_of)
    told = differences(expected, session.verdicts[0])
    assert not told, f"{told}\nobligations: {world.plan.obligations}\nafter {fact}"


def added(world: World, session: Session, fact: Fact) -> bool:
    """Whether a fact was taken; one that was refused changes nothing."""
    name, row = fact
    before, digest = session.verdicts, session.register.digest
    try:
        pairs = list(session.add({session.register.schema.table(name).row: row}))
    except RegisterError:
        assert session.verdicts == before and session.register.digest == digest
        return False
    check(world, session, fact)
    was, now = by_name(before[0]), by_name(session.verdicts[0])
    different = [(was.get(each), now.get(each)) for each in (*now, *(each for each in was if each not in now))]
    expected = [pair for pair in different if pair[0] != pair[1]]
    assert sorted(map(repr, expected)) == sorted(repr((one, other)) for _, one, other in pairs)
    return True


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15)
@given(data=st.data())
def test_a_session_equals_a_full_run(kind: str, data: st.DataObject) -> None:
    """After each fact the verdicts are those of the reference on the whole register, for every kind of measure."""
    world = data.draw(worlds(kind))
    if data.draw(st.integers(0, 3)):
        world = surely_complete(world)
    session = session_of(world)
    for number in range(6):
        added(world, session, further_fact(data.draw, session.register, number))
