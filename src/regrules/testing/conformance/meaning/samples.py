"""Registers drawn from a county's own obligations: made once, and asked by every check."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from attrs import frozen

from ....analysis.check import Candidate
from ....model.measures import Attested
from ....model.plans import Obligation, Plan
from ...strategies.county import reading, worlds_read
from ...strategies.worlds import World
from .examples import examples_of

TOGETHER = 12  # obligations of one plan that are asked together
FEW = 2


@frozen(kw_only=True, eq=False)
class Sample:
    """
    Some obligations of a plan, and registers to ask them of.

    Attributes:
        plan: The plan.
        obligations: The obligations.
        worlds: The registers, each with the day of the question.
    """

    plan: Plan
    obligations: tuple[Obligation, ...]
    worlds: tuple[World, ...]


_EACH: WeakKeyDictionary[Candidate, tuple[Sample, ...]] = WeakKeyDictionary()
_TOGETHER: WeakKeyDictionary[Candidate, tuple[Sample, ...]] = WeakKeyDictionary()


def samples(candidate: Candidate) -> tuple[Sample, ...]:
    """For each obligation of each plan as many registers as the candidate asks for; fewer where a person only confirms."""
    if candidate not in _EACH:
        _EACH[candidate] = tuple(_each(candidate))
    return _EACH[candidate]


def plan_samples(candidate: Candidate) -> tuple[Sample, ...]:
    """For each plan registers that several of its obligations are asked of together, until every one has had its turn."""
    if candidate not in _TOGETHER:
        _TOGETHER[candidate] = tuple(_together(candidate))
    return _TOGETHER[candidate]


def _each(candidate: Candidate) -> Iterator[Sample]:
    for plan in candidate.plans:
        for each in plan.obligations:
            number = min(FEW, candidate.examples) if isinstance(each.measure, Attested) else candidate.examples
            yield _sample(candidate, plan, (each,), number)


def _together(candidate: Candidate) -> Iterator[Sample]:
    for plan in candidate.plans:
        groups = -(-len(plan.obligations) // TOGETHER)
        for group in range(groups):  # neighbours speak of the same things, so each group takes every so-manieth
            yield _sample(candidate, plan, plan.obligations[group::groups], FEW)


def _sample(candidate: Candidate, plan: Plan, obligations: tuple[Obligation, ...], number: int) -> Sample:
    read = reading(candidate.jurisdiction, plan, obligations)
    strategy = worlds_read(candidate.jurisdiction, plan, obligations, read)
    return Sample(plan=plan, obligations=obligations, worlds=examples_of(strategy, number))
