"""Standings from ordinary verdicts, for questions that were answered one jurisdiction after the other."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from ....model.measures import Count, Measure
from ...population import Population, Quantity
from ...question import Question
from ...verdict import Pair, Verdict
from ..standings import NONE, OUTLOOKS, Standings, bits_of
from .arrays import whole
from .one_by_one import ends
from .reckoned import MILLION

NULL = (NONE, NONE)
Parts = tuple[Pair, Pair, int, int]


def standing_of(
    question: Question, value: str | None, found: Sequence[Population | Quantity], verdicts: Sequence[Verdict]
) -> Standings:
    """
    How one question stands in several jurisdictions, from its verdict in each.

    Args:
        question: The question.
        value: The value (of ``each``) for which the verdicts stand; None for the whole.
        found: What was found out in each; a verdict alone does not tell the parts that add up.
        verdicts: The verdict in each.
    """
    parts = [parts_of(question.obligation.measure, each) for each in found]
    return Standings(
        question=question,
        value=value,
        could_be=np.array([bits_of(each.could_be) for each in verdicts], dtype=np.uint8),
        settled=np.array([each.settled for each in verdicts], dtype=np.bool_),
        outlook=np.array([OUTLOOKS.index(each.outlook) for each in verdicts], dtype=np.uint8),
        provisional=np.array([each.provisional for each in verdicts], dtype=np.bool_),
        least=_rows([each.number.least or NULL for each in verdicts]),
        most=_rows([each.number.most or NULL for each in verdicts]),
        part_least=_rows([each[0] for each in parts]),
        part_most=_rows([each[1] for each in parts]),
        base_least=whole([each[2] for each in parts]),
        base_most=whole([each[3] for each in parts]),
        shortfall=_rows([ends(each.shortfall) for each in verdicts]),
        excess=_rows([ends(each.excess) for each in verdicts]),
        **{name: np.array([len(getattr(each, name)) for each in verdicts], dtype=np.int64) for name in _LISTS},
    )


_LISTS = ("outstanding", "undetermined", "pending", "upcoming", "waived", "released")


def _rows(pairs: Sequence[tuple[int, int]]) -> Any:
    return whole(pairs).reshape(-1, 2)


def parts_of(measure: Measure, found: Population | Quantity) -> Parts:
    """
    What a parent's number is computed from: least and most, and what they are taken against, least and most.

    Of a mean the mean itself, taken against the number of values, if they are certain. Null of growth of anything but counts.
    """
    if isinstance(found, Population):
        return *found.now.plain_bounds(), NONE, NONE
    if found.averaged is not None and found.shown.least is not None:
        return found.shown.least, found.shown.least, found.averaged, found.averaged
    if found.count is None:
        return NULL, NULL, NONE, NONE
    least, most = found.count
    scale = (None, None) if found.scale is None else found.scale
    rate = isinstance(measure, Count) and measure.per_million
    low, high = (_base(each, rate=rate) if rate or found.offset else NONE for each in scale)
    return (least, 1), NULL if most is None else (most, 1), low, high


def _base(scale: Fraction | None, *, rate: bool) -> int:
    """The residents of a rate, the other number of a growth; -1 if it is not known, or not whole."""
    if scale is None:
        return NONE
    base = scale * MILLION if rate else scale
    return base.numerator if base.denominator == 1 else NONE
