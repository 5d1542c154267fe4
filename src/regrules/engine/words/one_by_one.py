"""Many jurisdictions, one after the other: each plan goes through the columnar engine, its verdicts become standings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from ...model.measures import Count, Growth, Mean, Measure, Share
from ...model.plans import Jurisdiction, Plan
from ..columns import evaluate
from ..question import Question, questions
from ..verdict import Interval, Pair, Verdict
from .standings import NONE, OUTLOOKS, Standings, bits_of

if TYPE_CHECKING:
    from ...register import Register

Bounds = tuple[int, int]


@frozen(kw_only=True)
class Asked:
    """
    A plan that is asked, and where its facts are.

    Attributes:
        jurisdiction: Whose plan it is.
        plan: The plan.
        facts: Gives the facts of the jurisdiction.
    """

    jurisdiction: Jurisdiction
    plan: Plan
    facts: Callable[[], Register]


@frozen(kw_only=True)
class Answer:
    """
    How one question stands in several jurisdictions.

    Attributes:
        places: The places of their plans among those asked.
        questions: The question as each plan puts it.
        standings: What came out.
    """

    places: Sequence[int]
    questions: Sequence[Question]
    standings: Standings


def evaluate_many(
    asked: Sequence[Asked],
    *,
    as_of: date,
    known_at: date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Answer]:
    """
    How every question of the plans *asked* stands.

    Args:
        asked: The plans, those of one jurisdiction together.
        as_of: The day of the question.
        known_at: Only what was recorded by then; everything if unsaid.
        progress: Called with how many of the plans are done, and how many there are.
    """
    last: tuple[str, Register] | None = None
    for place, each in enumerate(asked):
        if last is None or last[0] != each.jurisdiction.code:
            last = each.jurisdiction.code, each.facts()
        verdicts = evaluate(each.plan, each.jurisdiction, last[1], as_of=as_of, known_at=known_at)
        for question, verdict in _asked_by(each.plan, verdicts, as_of):
            yield Answer(places=(place,), questions=(question,), standings=standing_of(question, verdict))
        if progress is not None:
            progress(place + 1, len(asked))


def _asked_by(plan: Plan, verdicts: Iterable[Verdict], as_of: date) -> Iterator[tuple[Question, Verdict]]:
    """Each verdict with the question that it answers."""
    known = {each.id: each for each in plan.obligations}
    for verdict in verdicts:
        obligation = known.get(verdict.obligation) or known[verdict.obligation.rpartition("@")[0]]
        for question in questions(plan, obligation, as_of):
            if question.stage == verdict.stage and question.period in (None, verdict.value):
                yield question, verdict
                break


def standing_of(question: Question, verdict: Verdict) -> Standings:
    """How a question stands in one jurisdiction, from its verdict."""
    measure = question.obligation.measure
    part = [_part(verdict, measure, bound) for bound in ("least", "most")]
    return Standings(
        question=question,
        value=None if question.period else verdict.value,
        could_be=np.array([bits_of(verdict.could_be)], dtype=np.uint8),
        settled=np.array([verdict.settled]),
        outlook=np.array([OUTLOOKS.index(verdict.outlook)], dtype=np.uint8),
        provisional=np.array([verdict.provisional]),
        least=_pair(verdict.number.least),
        most=_pair(verdict.number.most),
        part_least=np.array([part[0][0]], dtype=np.int64),
        part_most=np.array([part[1][0]], dtype=np.int64),
        base_least=np.array([part[1][1]], dtype=np.int64),
        base_most=np.array([part[0][1]], dtype=np.int64),
        shortfall=_range(verdict.shortfall.least, verdict.shortfall.most),
        excess=_range(verdict.excess.least, verdict.excess.most),
        **{
            name: np.array([len(getattr(verdict, name))], dtype=np.int64)
            for name in ("outstanding", "undetermined", "pending", "upcoming", "waived", "released")
        },
    )


def _pair(pair: Pair | None) -> np.ndarray:
    return np.array([(0, NONE) if pair is None else pair], dtype=np.int64)


def _range(least: int | None, most: int | None) -> np.ndarray:
    return np.array([[NONE if least is None else least, NONE if most is None else most]], dtype=np.int64)


def _part(verdict: Verdict, measure: Measure, bound: str) -> tuple[Bounds, int]:
    """A bound that adds up, and what it is taken against; a denominator or a base of -1 where there is none."""
    pair: Pair | None = getattr(verdict.number, bound)
    if pair is None:
        return (0, NONE), NONE
    match measure:
        case Mean() | Growth(of=Mean() | Share() | Count(per_million=True)):
            return (0, NONE), NONE
        case Growth():
            return (pair[0] + pair[1], 1), pair[1]
        case Count(per_million=True):
            return (pair[0] // 1_000_000, 1), pair[1]
        case Count():
            return pair, NONE
    numbers: list[Interval] = [each.number for each in verdict.agencies]
    pairs = [getattr(number, bound) or (0, 0) for number in numbers]
    return (sum(top for top, _ in pairs), sum(bottom for _, bottom in pairs)), NONE
