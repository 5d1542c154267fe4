"""Jurisdictions that share what a question asks of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np


def grouped(number: int, *asked: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """
    What is asked of some jurisdictions alike, with their places; None stands for all places.

    Args:
        number: How many jurisdictions there are.
        asked: Each one thing for all, or a sequence with one for each.
    """
    several = [isinstance(each, (list, tuple)) for each in asked]
    if not any(several):
        yield asked, None
        return
    found: dict[tuple[Any, ...], list[int]] = {}
    for place in range(number):
        mine = tuple(each[place] if many else each for each, many in zip(asked, several, strict=True))
        found.setdefault(mine, []).append(place)
    for shared, places in found.items():
        yield shared, np.array(places, dtype=np.intp)
