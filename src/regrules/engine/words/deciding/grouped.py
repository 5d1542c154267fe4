"""Jurisdictions of which a question asks the same: taken apart, and put together again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from attrs import fields

from ..standings import Standings


def in_groups(number: int, asked: tuple[Any, ...], stand: Callable[..., Standings]) -> Standings:
    """
    How all jurisdictions stand, those of which the same is asked at once.

    Args:
        number: How many jurisdictions there are.
        asked: What is asked; each one thing for all, or a sequence with one for each.
        stand: Called with what is asked of some jurisdictions and their places, None for all of them.
    """
    if not any(isinstance(each, (list, tuple)) for each in asked):
        return stand(*asked, None)
    found = [(places, stand(*shared, places)) for shared, places in _groups(number, asked)]
    return found[0][1] if len(found) == 1 else _scattered(number, found)


def _groups(number: int, asked: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    found: dict[tuple[Any, ...], list[int]] = {}
    for place in range(number):
        mine = tuple(each[place] if isinstance(each, (list, tuple)) else each for each in asked)
        found.setdefault(mine, []).append(place)
    for shared, places in found.items():
        yield shared, np.array(places, dtype=np.intp)


def _scattered(number: int, found: list[tuple[Any, Standings]]) -> Standings:
    """Standings of some jurisdictions each, at their places."""
    first, whole = found[0][1], {}
    for name in (each.name for each in fields(Standings)):
        part = getattr(first, name)
        if not isinstance(part, np.ndarray):
            whole[name] = part
            continue
        kinds = {getattr(standings, name).dtype for _, standings in found}
        whole[name] = np.empty((number, *part.shape[1:]), dtype=kinds.pop() if len(kinds) == 1 else object)
        for places, standings in found:
            whole[name][places] = getattr(standings, name)
    return Standings(**whole)
