"""Making checks from what is asked of one obligation, or of one plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from ...model.plans import Jurisdiction, Plan
from ...model.text import Text
from ..check import Candidate, Check, Finding
from .case import Case, Problem
from .columns import unreadable

OfCase = Callable[[Case], Iterable[Problem]]
OfPlan = Callable[[Plan, Jurisdiction], Iterable[Problem]]


def of_obligations(id: str, level: str, zh: str, en: str, ask: OfCase, *, readable: bool = True) -> Check:
    """
    A check that is asked of each obligation by itself.

    Args:
        id: Its name.
        level: Its level.
        zh: What must be true, in Chinese.
        en: The same in English.
        ask: What speaks against it.
        readable: Leave out obligations whose columns or days cannot be read, which another check says.
    """

    def find(candidate: Candidate) -> Iterator[Finding]:
        for case in readable_cases(candidate) if readable else cases(candidate):
            for each in ask(case):
                yield _finding(id, case.plan, each, case)

    return Check(id=id, level=level, title=Text(zh=zh, en=en), find=find)


def of_plans(id: str, level: str, zh: str, en: str, ask: OfPlan) -> Check:
    """A check that is asked of each plan as a whole; arguments as for :func:`of_obligations`."""

    def find(candidate: Candidate) -> Iterator[Finding]:
        for plan in candidate.plans:
            for each in ask(plan, candidate.jurisdiction):
                yield _finding(id, plan, each)

    return Check(id=id, level=level, title=Text(zh=zh, en=en), find=find)


def cases(candidate: Candidate) -> Iterator[Case]:
    """Each obligation of each plan."""
    for plan in candidate.plans:
        for obligation in plan.obligations:
            yield Case(jurisdiction=candidate.jurisdiction, plan=plan, obligation=obligation)


@lru_cache(maxsize=4)  # every check of a county asks for the same
def readable_cases(candidate: Candidate) -> tuple[Case, ...]:
    """Each obligation that can be evaluated."""
    return tuple(case for case in cases(candidate) if is_readable(case))


def is_readable(case: Case) -> bool:
    """Whether nothing of the obligation is unknown, so that it can be evaluated."""
    return next(iter(unreadable(case)), None) is None


def _finding(check: str, plan: Plan, found: Problem, case: Case | None = None) -> Finding:
    own = case.obligation if case is not None else None
    return Finding(
        check=check,
        plan=plan.id,
        clause=found.clause or (own.clause if own else ""),
        obligation=found.obligation or (own.id if own else ""),
        problem=found.problem,
        advice=found.advice,
        severity=found.severity,
    )
