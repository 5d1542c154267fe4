"""Grades of many subjects on many days at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .encode import MISSING_DAY, Codes, Days
from .rows import Rows


def graded(facts: Rows, scheme: str, positions: Codes, days: Any) -> Codes:
    """The latest grading valid on a day: later first days are written over earlier ones, version by version."""
    order = facts.world.register.schema.grades[scheme]
    owners, since, until, grades = gradings(facts, scheme, order)
    found = np.full(len(positions), -1, dtype=np.int32)
    for layer in _layers(owners):
        place = np.full(len(facts.arrays.subjects) + 1, -1, dtype=np.int64)
        place[owners[layer]] = layer
        mine = place[positions]
        valid = (mine >= 0) & (since[mine] <= days) & (days <= until[mine])
        found = np.where(valid, grades[mine], found)
    return found


def gradings(facts: Rows, scheme: str, order: tuple[str, ...]) -> tuple[Codes, Days, Days, Codes]:
    """Subjects, first days, last days and places in the scheme of all its gradings, by subject and first day."""

    def make() -> tuple[Codes, Days, Days, Codes]:
        arrays = facts.arrays
        chosen = np.array([each == scheme for each in arrays.coded("gradings", "scheme").values] + [False])[
            arrays.coded("gradings", "scheme").codes
        ]
        since = arrays.days("gradings", "valid_from").copy()
        since[since == MISSING_DAY] = 0
        rows = np.flatnonzero(chosen)
        rows = rows[np.lexsort((rows, since[rows], arrays.owners("gradings")[rows]))]
        coded = arrays.coded("gradings", "grade")
        places = [order.index(str(each)) if str(each) in order else -1 for each in coded.values]
        grades = np.array([*places, -1], dtype=np.int32)
        return (
            arrays.owners("gradings")[rows], since[rows], arrays.days("gradings", "valid_to")[rows],
            grades[coded.codes[rows]],
        )  # fmt: skip

    found: tuple[Codes, Days, Days, Codes] = facts.keep(("gradings", scheme), make)
    return found


def _layers(owners: Codes) -> list[npt.NDArray[np.int64]]:
    """Places of sorted *owners*, split so that each layer has an owner once: first entries, second ones, and so on."""
    if not len(owners):
        return []
    starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
    rank = np.arange(len(owners)) - np.repeat(starts, np.diff(np.r_[starts, len(owners)]))
    return [np.flatnonzero(rank == layer) for layer in range(int(rank.max()) + 1)]
