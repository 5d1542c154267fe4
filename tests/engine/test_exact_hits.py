"""Numbers exactly on the line: no float decides, and one less falls short."""

from __future__ import annotations

from math import gcd

from hypothesis import example, given
from hypothesis import strategies as st

from regrules.engine.decide import possible
from regrules.engine.limits import limits_of
from regrules.engine.tally import HIT, OPEN, Tally
from regrules.model import at_least, at_most


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
