"""What a histogram of outcomes says is what its completions say, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.engine.tally import (
    COUNTED,
    DEAD,
    EVERY,
    HIT,
    MISS,
    OPEN,
    OUT,
    PENDING,
    UNCOUNTED,
    UPCOMING,
    Tally,
)

OUTCOMES = (HIT, OPEN, DEAD, PENDING, UPCOMING, OUT)
MASKS = tuple(range(1, EVERY + 1))
Completion = dict[int, int]

many = settings(max_examples=6 * settings.default.max_examples)
populations = st.lists(st.sampled_from(MASKS), max_size=6)


def completions(masks: Iterable[int]) -> list[Completion]:
    """How many members have each outcome, for every way in which each member picks one of its outcomes."""
    found = {(0,) * len(OUTCOMES)}
    for mask in masks:
        found = {
            tuple(number + (place == chosen) for place, number in enumerate(counts))
            for counts in found
            for chosen, outcome in enumerate(OUTCOMES)
            if mask & outcome
        }
    return [dict(zip(OUTCOMES, counts, strict=True)) for counts in sorted(found)]


def number(completion: Completion, outcomes: int) -> int:
    """How many members of a completion have one of *outcomes*."""
    return sum(count for outcome, count in completion.items() if outcome & outcomes)


@many
@given(populations, st.integers(0, EVERY))
def test_forced_and_possible_numbers(masks: list[int], outcomes: int) -> None:
    """The forced number of some outcomes is the fewest in a completion, the possible number the most."""
    numbers = [number(each, outcomes) for each in completions(masks)]
    tally = Tally.of(masks)
    assert (tally.forced(outcomes), tally.can(outcomes), tally.size) == (min(numbers), max(numbers), len(masks))


@many
@given(populations)
def test_sizes_and_hits(masks: list[int]) -> None:
    """Sizes, and the hits that go with a size, are those of the completions, without holes."""
    tally, reached = Tally.of(masks), {}
    for each in completions(masks):
        reached.setdefault(number(each, COUNTED), set()).add(each[HIT])
    assert set(tally.sizes()) == set(reached)
    for size, hits in reached.items():
        fewest, most = tally.hits(size)
        assert hits == set(range(fewest, most + 1))
    assert [size for size, _, _ in tally.pairs()] == [size for size in tally.sizes() if size]


def shares(masks: Sequence[int]) -> list[Fraction]:
    """The shares of all completions with somebody in them."""
    found = ((each[HIT], number(each, COUNTED)) for each in completions(masks))
    return [Fraction(hits, size) for hits, size in found if size]


def expected_bounds(masks: Sequence[int]) -> tuple[Fraction | None, Fraction | None]:
    """Least and most share; nothing where nobody can count."""
    found = shares(masks)
    return (min(found), max(found)) if found else (None, None)


def value(pair: tuple[int, int]) -> Fraction | None:
    """The value of a pair; nothing for an empty denominator."""
    return Fraction(*pair) if pair[1] else None


@many
@given(populations)
def test_bounds_are_tight(masks: list[int]) -> None:
    """The bounds are the least and the most share of all completions, also where everybody may be out."""
    least, most = Tally.of(masks).bounds()
    assert (value(least), value(most)) == expected_bounds(masks)
    assert shares(masks) or (least, most) == ((0, 0), (0, 0))


def test_bounds_of_all_small_populations() -> None:
    """The same for every population of up to two members, and for three that can only hit, miss or be out."""
    plain = [mask for mask in MASKS if not mask & ~(HIT | DEAD | OUT)]
    small = [masks for size in range(3) for masks in combinations_with_replacement(MASKS, size)]
    for masks in [*small, *combinations_with_replacement(plain, 3), *combinations_with_replacement(plain, 4)]:
        least, most = Tally.of(masks).bounds()
        assert (value(least), value(most)) == expected_bounds(masks), masks


@pytest.mark.parametrize(
    ("masks", "bounds"),
    [
        ([], ((0, 0), (0, 0))),
        ([OUT, PENDING, UPCOMING], ((0, 0), (0, 0))),
        ([HIT | OUT], ((1, 1), (1, 1))),
        ([DEAD | OUT], ((0, 1), (0, 1))),
        ([HIT | OUT, HIT | PENDING], ((1, 1), (2, 2))),
        ([HIT | OUT, DEAD | OUT], ((0, 1), (1, 1))),
        ([HIT, HIT | DEAD, HIT | OUT, OPEN | OUT], ((1, 3), (3, 3))),
        ([HIT | DEAD | OUT], ((0, 1), (1, 1))),
    ],
)
def test_bounds_that_can_be_read(masks: list[int], bounds: object) -> None:
    """Numerators and denominators are numbers of members, and nobody at all is nothing of nothing."""
    assert Tally.of(masks).bounds() == bounds


@many
@given(populations, st.data())
def test_parts_add_up(masks: list[int], data: st.DataObject) -> None:
    """Numerators and denominators of parts add up to those of the whole, however it is parted."""
    sides = data.draw(st.lists(st.booleans(), min_size=len(masks), max_size=len(masks)))
    parts = [[mask for mask, mine in zip(masks, sides, strict=True) if mine is side] for side in (True, False)]
    whole = Tally.of(masks).plain_bounds()
    halves = [Tally.of(part).plain_bounds() for part in parts]
    for bound in (0, 1):
        assert whole[bound] == tuple(sum(half[bound][place] for half in halves) for place in (0, 1))


@st.composite
def boxes(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    """Some outcomes each with the fewest and the most that are wanted; no outcome stands twice."""
    entries = draw(st.integers(1, 4))
    places = draw(st.lists(st.integers(0, entries), min_size=len(OUTCOMES), max_size=len(OUTCOMES)))
    found = []
    for entry in range(entries):
        outcomes = sum(outcome for outcome, place in zip(OUTCOMES, places, strict=True) if place == entry)
        least = draw(st.integers(-1, 4))
        found.append((outcomes, least, least + draw(st.integers(-1, 2))))
    return found


@settings(max_examples=15 * settings.default.max_examples)
@given(populations, boxes())
def test_wanted_numbers_are_allowed(masks: list[int], box: list[tuple[int, int, int]]) -> None:
    """Numbers within bounds are allowed if some completion has them, and refused if none has."""
    expected = any(all(least <= number(each, some) <= most for some, least, most in box) for each in completions(masks))
    assert Tally.of(masks).allows(*box) is expected


@many
@given(populations)
def test_nobody_counts(masks: list[int]) -> None:
    """Whether all may be out, or waiting, is whether some completion is so."""
    tally, found = Tally.of(masks), completions(masks)
    assert tally.may_be_empty() is any(each[OUT] == len(masks) for each in found)
    assert tally.may_be_waiting() is any(
        number(each, UNCOUNTED) == len(masks) and number(each, PENDING | UPCOMING) > 0 for each in found
    )
    assert tally.certain is (len(found) == 1 and all(mask.bit_count() == 1 for mask in masks))


def test_the_outcomes_are_told_apart() -> None:
    """Every outcome is counted or not, and a counted one is a hit or a miss."""
    assert sum(OUTCOMES) == EVERY
    assert (HIT | MISS, COUNTED & UNCOUNTED, COUNTED | UNCOUNTED) == (COUNTED, 0, EVERY)
    assert not Tally.of([HIT], further=True).certain
