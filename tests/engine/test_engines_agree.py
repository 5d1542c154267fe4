"""The engine that computes from columns says exactly what the reference says, evidence included."""

from __future__ import annotations

import attrs
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from regrules.engine import columns, reference
from regrules.engine.verdict import Verdict
from regrules.model.measures import Share
from regrules.model.names import subject, subjects
from regrules.model.targets import Target
from regrules.testing.strategies import KINDS, World, on_the_line, worlds
from regrules.testing.strategies.lines import line_world
from regrules.testing.strategies.worlds import asking


def differences(expected: tuple[Verdict, ...], found: tuple[Verdict, ...]) -> str:
    """Which verdicts differ, and in which fields; empty if none does."""
    if [each.obligation for each in expected] != [each.obligation for each in found]:
        return f"reference: {[each.obligation for each in expected]}\n  columns: {[each.obligation for each in found]}"
    told = []
    for one, other in zip(expected, found, strict=True):
        for name in (each.name for each in attrs.fields(Verdict)):
            if getattr(one, name) != getattr(other, name):
                place = f"{one.obligation} (stage {one.stage}), {name}"
                told.append(f"{place}\n  reference: {getattr(one, name)}\n    columns: {getattr(other, name)}")
    return "\n".join(told)


def agree(world: World) -> None:
    """Both engines give the same verdicts on *world*."""
    asked = (world.plan, world.jurisdiction, world.register)
    expected = reference.evaluate(*asked, as_of=world.as_of, known_at=world.known_at)
    found = columns.evaluate(*asked, as_of=world.as_of, known_at=world.known_at)
    told = differences(expected, found)
    assert not told, f"{told}\nobligations: {world.plan.obligations}"
    assert found == expected


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_engines_agree(kind: str, data: st.DataObject) -> None:
    """The verdicts on a generated plan and register are equal, for every kind of measure."""
    agree(data.draw(worlds(kind)))


@given(worlds())
def test_engines_agree_on_whole_plans(world: World) -> None:
    """The verdicts on plans of several obligations are equal, and stand in the same order."""
    agree(world)


@given(on_the_line())
def test_engines_agree_on_the_line(world: World) -> None:
    """The verdicts on numbers that equal their bounds are equal."""
    agree(world)


def test_a_difference_is_told() -> None:
    """A verdict that differs is told with its field and both values."""
    world = line_world(1, 2, Target(least="1/2"))
    (verdict,) = reference.evaluate(world.plan, world.jurisdiction, world.register, as_of=world.as_of)
    told = differences((verdict,), (attrs.evolve(verdict, status="late"),))
    assert told.splitlines() == ["coverage/a (stage None), status", "  reference: met", "    columns: late"]


def test_a_part_that_stands_twice_is_one() -> None:
    """Found by the tests above: what is unknown twice in a property is completed once, so that either way is a hit."""
    retail = subject.modes.has_any("retail")
    having = ~(retail & (subject.grade("credit") == "A")) | retail
    world = line_world(1, 2, Target(least="1/2"))
    obligation = evolve(world.plan.obligations[0], measure=Share(of=subjects, having=having))
    agree(asking(world, obligation))
