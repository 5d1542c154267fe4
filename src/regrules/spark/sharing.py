"""Sharing jurisdictions out among tasks, so that none waits long for another."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify, heapreplace


def shared_out(sizes: Mapping[str, int], tasks: int) -> tuple[tuple[str, ...], ...]:
    """
    The jurisdictions shared out among at most so many tasks, the heaviest task first.

    Each jurisdiction, from the largest down, joins the task that has least: so a large city is not kept waiting, and
    keeps nothing waiting.

    Args:
        sizes: How many subjects each jurisdiction has, by division code.
        tasks: How many tasks there may be.
    """
    loads: list[tuple[int, int]] = [(0, place) for place in range(min(tasks, len(sizes)))]
    heapify(loads)
    shares: list[list[str]] = [[] for _ in loads]
    for code in sorted(sizes, key=lambda each: (-sizes[each], each)):
        load, place = loads[0]
        shares[place].append(code)
        heapreplace(loads, (load + sizes[code] + 1, place))
    return tuple(tuple(shares[place]) for load, place in sorted(loads, key=lambda each: (-each[0], each[1])))
