"""How members stand that have, lack, or may have a property: as arrays where that is plain, else one by one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ...model.predicates import Column, Grade, Happened, OpenedBy, Predicate
from ..prospects import leaves, occurrences
from ..tally import DEAD, HIT, OPEN
from .kleene import Truth
from .members import Outcomes


def quick_outcomes(
    having: Predicate, held: Truth, *, of_subjects: bool, is_step: Callable[[Column], bool]
) -> Outcomes | None:
    """
    The outcomes of all members at once; None if parts of the property differ in whether they can still come true.

    Args:
        having: The property.
        held: Its truth.
        of_subjects: The members are subjects, whose own columns may change.
        is_step: Whether a column is a step.
    """
    parts = leaves(having)
    if held.unknown.any() and occurrences(having) > len(parts):
        return None
    if of_subjects:
        return _masks(held, OPEN, HIT | OPEN) if all(_own(part) for part in parts) else None
    if isinstance(having, Happened) and having.value.via is None:
        return _masks(held, OPEN, HIT | DEAD)
    if not any(_may_come(part, is_step) for part in parts):
        return _masks(held, DEAD, HIT | DEAD)
    return None


def one_by_one(held: Truth, ask: Callable[[int], int]) -> Outcomes:
    """The outcomes of all members, asking for each that is no sure hit."""
    masks = np.full(len(held.sure), HIT, dtype=np.uint8)
    for place in np.flatnonzero(~held.sure).tolist():
        masks[place] = ask(place)
    return masks


def _masks(held: Truth, missed: int, unknown: int) -> Outcomes:
    return np.where(held.sure, np.uint8(HIT), np.where(held.possible, np.uint8(unknown), np.uint8(missed)))


def _own(leaf: Predicate) -> bool:
    """Whether a part asks the subject itself, on the day of the question."""
    if isinstance(leaf, OpenedBy):
        return leaf.via is None
    value = getattr(leaf, "value", None)
    return isinstance(value, (Column, Grade)) and value.via is None and value.on is None


def _may_come(leaf: Predicate, is_step: Callable[[Column], bool]) -> bool:
    """Whether a part asks a step, which may still come."""
    value = getattr(leaf, "value", None)
    return isinstance(leaf, Happened) or (isinstance(value, Column) and is_step(value))
