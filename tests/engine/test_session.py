"""A session says after every fact what a full run says, and what changed is exactly the difference."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

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
@settings(max_examples=8)
@given(data=st.data())
def test_a_session_equals_a_full_run(kind: str, data: st.DataObject) -> None:
    """After each fact the verdicts are those of the reference on the whole register, for every kind of measure."""
    world = data.draw(worlds(kind))
    if data.draw(st.integers(0, 3)):
        world = surely_complete(world)
    session = session_of(world)
    for number in range(5):
        added(world, session, further_fact(data.draw, session.register, number))


class Saving(RuleBasedStateMachine):
    """An application that saves facts, one or several at a time, and now and then a wrong one."""

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """A session on any world, of one obligation or of several."""
        world = data.draw(st.one_of(worlds(), st.sampled_from(tuple(KINDS)).flatmap(worlds)))
        self.world = surely_complete(world) if data.draw(st.booleans()) else world
        self.session, self.number = session_of(self.world), 0

    def fact(self, data: st.DataObject) -> Fact:
        """A fact with a key that no other has."""
        self.number += 1
        return further_fact(data.draw, self.session.register, self.number)

    @rule(data=st.data())
    def save_one(self, data: st.DataObject) -> None:
        """One fact more: what differs is told, and all is as in a full run."""
        added(self.world, self.session, self.fact(data))

    @rule(data=st.data())
    def save_several(self, data: st.DataObject) -> None:
        """Several facts at once come to the same as a full run, or none of them is taken."""
        facts: dict[str, list[dict[str, Any]]] = {}
        for name, row in (self.fact(data), self.fact(data), self.fact(data)):
            facts.setdefault(self.session.register.schema.table(name).row, []).append(row)
        before = self.session.register
        try:
            self.session.add(facts)
        except RegisterError:
            assert self.session.register is before
        check(self.world, self.session, facts)

    @rule(data=st.data())
    def save_wrong(self, data: st.DataObject) -> None:
        """A fact with a column that there is not is refused and changes nothing."""
        name, row = self.fact(data)
        before, register = self.session.verdicts, self.session.register
        with pytest.raises(RegisterError):
            self.session.add({self.session.register.schema.table(name).row: {**row, "colour": "red"}})
        assert self.session.verdicts == before and self.session.register is register


def test_saving_facts() -> None:
    """Whatever is saved in whatever order, a session equals a full run."""
    run_state_machine_as_test(Saving, settings=settings(max_examples=10, stateful_step_count=6))


@settings(max_examples=10)
@given(data=st.data())
def test_the_order_of_facts_means_nothing(data: st.DataObject) -> None:
    """Facts that are saved in another order come to the same verdicts."""
    world = surely_complete(data.draw(worlds()))
    one, other = session_of(world), session_of(world)
    facts = [further_fact(data.draw, one.register, number) for number in range(4)]
    taken = [fact for fact in facts if added(world, one, fact)]
    for fact in data.draw(st.permutations(taken)):
        added(world, other, fact)
    if one.register.digest == other.register.digest:
        assert one.verdicts == other.verdicts
