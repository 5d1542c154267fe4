"""Numbers exactly on the line: no float decides, and one less falls short."""

from __future__ import annotations

from importlib import import_module
from math import gcd

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regrules.engine.decide import possible
from regrules.engine.limits import limits_of
from regrules.engine.tally import HIT, OPEN, Tally
from regrules.engine.verdict import Verdict
from regrules.model import above, at_least, at_most, below, exactly
from regrules.model.targets import Target
from regrules.testing.strategies.lines import line_world

both_engines = pytest.mark.parametrize("engine", ["reference", "columns"])


@st.composite
def exact_hits(draw: st.DrawFn) -> tuple[int, int, int]:
    """A percentage with hits and members that reach it exactly."""
    percent = draw(st.integers(1, 100))
    size = 100 // gcd(100, percent) * draw(st.integers(1, 4))
    return percent, size * percent // 100, size


def reached(percent: int, hits: int, size: int) -> bool:
    """Whether *hits* of *size* reach a percentage."""
    tally = Tally(counts={HIT: hits, OPEN: size - hits})
    return possible(tally, limits_of(at_least(f"{percent}%"))).holds


@example((29, 29, 100))
@example((57, 57, 100))
@example((58, 58, 100))
@given(exact_hits())
def test_the_line_belongs_to_met(hit: tuple[int, int, int]) -> None:
    """On the line a share is reached; with one hit less it is not."""
    percent, hits, size = hit
    assert reached(percent, hits, size)
    assert not reached(percent, hits - 1, size)


@given(st.integers(1, 400))
def test_a_third_is_a_third(size: int) -> None:
    """A third needs a third of the members, rounded up, whatever a float would say."""
    limits = limits_of(at_least("1/3"))
    assert limits.needed(size) == -(-size // 3)
    assert limits.needed(3 * size) == size


@given(exact_hits())
def test_the_line_belongs_to_a_cap(hit: tuple[int, int, int]) -> None:
    """On the line a cap is kept; with one hit more it is not."""
    percent, hits, size = hit
    assert limits_of(at_most(f"{percent}%")).holds(size, hits)
    assert not limits_of(at_most(f"{percent}%")).holds(size, hits + 1)


def verdict(engine: str, hits: int, size: int, target: Target) -> Verdict:
    """What *engine* says of a coverage of *hits* in *size* subjects when the year is over."""
    world = line_world(hits, size, target)
    evaluate = import_module(f"regrules.engine.{engine}").evaluate
    (found,) = evaluate(world.plan, world.jurisdiction, world.register, as_of=world.as_of)
    assert isinstance(found, Verdict)
    return found


@both_engines
@pytest.mark.parametrize(
    ("hits", "size", "figure"),
    [(29, 100, "29%"), (57, 100, "57%"), (58, 100, "58%"), (1, 3, "1/3"), (2, 3, "2/3"), (7, 8, "87.5%"), (1, 1, "100%")],
)
def test_from_the_register_to_the_line(engine: str, hits: int, size: int, figure: str) -> None:
    """On the line at least and at most are met, more and less are not; beside it, the other way round."""
    assert verdict(engine, hits, size, at_least(figure)).status == "met"
    assert verdict(engine, hits, size, at_most(figure)).status == "met"
    assert verdict(engine, hits, size, exactly(figure)).status == "met"
    assert verdict(engine, hits, size, above(figure)).status == "breached"
    assert verdict(engine, hits, size, below(figure)).status == "breached"
    short = verdict(engine, hits - 1, size, at_least(figure))
    assert (short.status, short.number.least, len(short.outstanding)) == ("breached", (hits - 1, size), size - hits + 1)
    if hits < size:
        over = verdict(engine, hits + 1, size, at_most(figure))
        assert (over.status, over.excess.most, len(over.outstanding)) == ("breached", 1, hits + 1)


@both_engines
@settings(max_examples=max(10, settings.default.max_examples // 2))
@given(st.integers(1, 25), st.sampled_from(("33%", "1/3", "12.5%", "66.6%", "99%")), st.data())
def test_one_hit_decides(engine: str, size: int, figure: str, data: st.DataObject) -> None:
    """Whatever the figure, a coverage is met from the number on that is needed, and breached below it."""
    needed = limits_of(at_least(figure)).needed(size)
    hits = data.draw(st.sampled_from([each for each in (needed - 1, needed) if 0 <= each <= size]))
    assert verdict(engine, hits, size, at_least(figure)).status == ("met" if hits >= needed else "breached")
