"""Jurisdictions are shared out among tasks so that none waits long for another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regrules.spark.sharing import shared_out

SIZES = st.dictionaries(st.from_regex(r"\d{6}", fullmatch=True), st.integers(1, 10**6), max_size=40)


@given(SIZES, st.integers(1, 50))
def test_everybody_is_shared_out_once(sizes: dict[str, int], tasks: int) -> None:
    """Each jurisdiction stands in just one task, no task is empty, and there are no more than were asked for."""
    shares = shared_out(sizes, tasks)
    assert sorted(code for share in shares for code in share) == sorted(sizes)
    assert all(shares)
    assert len(shares) == min(tasks, len(sizes))


@given(SIZES, st.integers(1, 50))
def test_a_task_is_heavy_only_if_its_largest_is(sizes: dict[str, int], tasks: int) -> None:
    """A task with several jurisdictions would, without its last one, be no heavier than any other; the heaviest goes first."""
    shares = shared_out(sizes, tasks)
    loads = [sum(sizes[code] + 1 for code in share) for share in shares]
    assert loads == sorted(loads, reverse=True)
    for share, load in zip(shares, loads, strict=True):
        if len(share) > 1:
            assert load - (sizes[share[-1]] + 1) <= min(loads)


def test_a_large_city_waits_for_nobody() -> None:
    """A city as large as twenty counties has a task of its own, which is handed out first."""
    sizes = {"500100": 20_000, **{f"5001{place:02}": 1_000 for place in range(1, 21)}}
    shares = shared_out(sizes, 4)
    assert shares[0] == ("500100",)
    assert sorted(map(len, shares[1:])) == [6, 7, 7]


@given(SIZES, st.integers(1, 50), st.randoms(use_true_random=False))
def test_the_order_of_jurisdictions_is_irrelevant(sizes: dict[str, int], tasks: int, chance: st.DataObject) -> None:
    """The same jurisdictions are shared out in the same way, however they come."""
    shuffled = list(sizes.items())
    chance.shuffle(shuffled)
    assert shared_out(dict(shuffled), tasks) == shared_out(sizes, tasks)


@pytest.mark.parametrize("tasks", [1, 7])
def test_nobody_makes_no_task(tasks: int) -> None:
    """Without jurisdictions there is nothing to hand out."""
    assert shared_out({}, tasks) == ()
