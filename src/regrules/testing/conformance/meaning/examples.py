"""Examples that Hypothesis makes, the same in every run, and the smallest part of one that still shows a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from attrs import evolve
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from ....errors import NothingEvaluated, RegisterError
from ...strategies.rows import Row
from ...strategies.worlds import World

T = TypeVar("T")
# Within a long run Hypothesis makes variants of a thing before it makes another, so the examples come in small lots.
LOT = 3
TRIES = 150
Told = Callable[[World], str]


def examples_of(strategy: SearchStrategy[T], number: int) -> tuple[T, ...]:
    """*number* things that *strategy* makes, the plainest first; the same whenever they are asked for."""
    found: list[T] = []
    lot = 0
    while len(found) < number:
        made = _lot(strategy, lot, LOT if lot else min(LOT, number))
        found += made if lot == 0 else made[1:] or made  # every lot begins with the plainest
        lot += 1
    return tuple(found[:number])


def _lot(strategy: SearchStrategy[T], number: int, size: int) -> list[T]:
    found: list[T] = []
    calm = settings(
        max_examples=size, database=None, phases=[Phase.generate], deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip

    @seed(number)
    @settings(calm)
    @given(strategy)
    def collect(made: T) -> None:
        found.append(made)

    collect()
    return found


def falsify(worlds: tuple[World, ...], told: Told) -> tuple[World, str] | None:
    """The first of *worlds* of which *told* says something, with what it says; None if it says nothing of any."""
    for world in worlds:
        if words := told(world):
            return world, words
    return None


def smallest(world: World, told: Told) -> World:
    """
    The world with as few tables, rows and columns as still make *told* say something.

    Args:
        world: A world of which it says something.
        told: What is wrong in a world; empty if nothing is. A register that is refused shows nothing.
    """
    left = TRIES
    again = True
    while again:
        again = False
        for rows in _smaller(world.rows):
            if left == 0:
                return world
            left -= 1
            fewer = evolve(world, rows=rows)
            if _tells(fewer, told):
                world, again = fewer, True
                break
    return world


def _tells(world: World, told: Told) -> bool:
    try:
        return bool(world.register) and bool(told(world))
    except (RegisterError, NothingEvaluated):
        return False


def _smaller(rows: dict[str, list[Row]]) -> Iterator[dict[str, list[Row]]]:
    """Parts of the rows, the smallest first: without a table, without half of its rows, without a row, without a column."""
    for name in rows:
        if name != "subjects":
            yield {other: found for other, found in rows.items() if other != name}
    for name, found in rows.items():
        half = len(found) // 2
        if half > 1:
            yield {**rows, name: found[:half]}
            yield {**rows, name: found[half:]}
        for place in range(len(found)):
            yield {**rows, name: found[:place] + found[place + 1 :]}
    for name, found in rows.items():
        for column in found[0] if found else ():
            yield {**rows, name: [_without(row, column) for row in found]}


def _without(row: Row, column: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != column}
