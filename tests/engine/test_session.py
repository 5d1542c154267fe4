"""A session says after every fact what a full run says, and what changed is exactly the difference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.engine import reference
from regrules.engine.session import Session
from regrules.engine.verdict import Verdict
from regrules.register import Register
from regrules.testing.strategies import KINDS, World, worlds

Fact = tuple[str, dict[str, Any]]
LATER = ("subjects", "agencies", "figures", "extents")  # so rarely that most steps show what is quick


def facts_of(register: Register) -> Iterator[Fact]:
    """Every row of a register, as its table and a dict."""
    for name in register.schema.names:
        table = register.table(name)
        for cells in zip(*table.columns.values(), strict=True):
            yield name, dict(zip(table.columns, cells, strict=True))


def named(register: Register, table: str) -> set[Any]:
    """The keys of a table."""
    identity = register.schema.table(table).identity
    return set(register.table(table).columns.get(identity or "", ()))


def fits(register: Register, fact: Fact) -> bool:
    """Whether everything is there that a fact refers to."""
    name, row = fact
    return all(
        row.get(column.name) in (None, "-")
        or not register.table(column.refers).given
        or row[column.name] in named(register, column.refers)
        for column in register.schema.table(name).columns
        if column.refers
    )


def apart(register: Register, held: set[int]) -> tuple[Register, list[Fact]]:
    """The register without some rows, and those rows; a row to which another one refers stays where it is."""
    facts = list(facts_of(register))
    needed = {value for _, row in facts for value in row.values() if isinstance(value, str)}
    own = {
        place
        for place, (name, row) in enumerate(facts)
        if (identity := register.schema.table(name).identity) is None
        or sum(row.get(identity) in each.values() for _, each in facts) == 1
        or row.get(identity) not in needed
    }
    held = {place for place in held & own if fits(register, facts[place])}
    places, tables = iter(range(len(facts))), []
    for name in register.schema.names:
        table = register.table(name)
        kept = [row for row in range(len(table)) if next(places) not in held]
        tables += [table.take(kept)] if name in register.tables else []
    return register.with_tables(tables), [facts[place] for place in sorted(held)]


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


def follow(world: World, data: st.DataObject) -> None:
    """Take rows of a world away and give them back one by one; after each the session equals a full run."""
    register, facts = drawn_apart(world, data)
    session = Session([world.plan], world.jurisdiction, register, world.as_of)
    for name, row in facts:
        session.add({register.schema.table(name).row: row})
        told = differences(full_run(world, session.register), session.verdicts[0])
        assert not told, f"{told}\nobligations: {world.plan.obligations}\nafter {name}: {row}"


def drawn_apart(world: World, data: st.DataObject) -> tuple[Register, list[Fact]]:
    """A world's register without some rows, and those rows in any order."""
    rows = [place for place, (name, _) in enumerate(facts_of(world.register)) if name not in LATER or place % 5 == 0]
    if not rows:
        return world.register, []
    register, facts = apart(world.register, data.draw(st.sets(st.sampled_from(rows), min_size=1, max_size=8)))
    return register, data.draw(st.permutations(facts))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25)
@given(data=st.data())
def test_a_session_equals_a_full_run(kind: str, data: st.DataObject) -> None:
    """After each fact the verdicts are those of the reference on the whole register, for every kind of measure."""
    follow(data.draw(worlds(kind)), data)
