"""Checks on plans without data: well formed, every clause accounted for, explained in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ...model.plans import Jurisdiction, Plan
from ...model.text import Text
from ..check import Candidate, Check, Finding
from . import (
    alike,
    clauses,
    conflicts,
    counted,
    dates,
    forward,
    joined,
    languages,
    named,
    names,
    quoted,
    reach,
    readings,
    tables,
    targets,
    texts,
    windows,
)
from .clauses import is_draft

__all__ = ["CHECKS", "is_draft", "validate"]

CHECKS: tuple[Check, ...] = (
    *names.CHECKS,
    *windows.CHECKS,
    *dates.CHECKS,
    *forward.CHECKS,
    *targets.CHECKS,
    *tables.CHECKS,
    *reach.CHECKS,
    *conflicts.CHECKS,
    *clauses.CHECKS,
    *texts.CHECKS,
    *readings.CHECKS,
    *joined.CHECKS,
    *languages.CHECKS,
    *named.CHECKS,
    *counted.CHECKS,
    *quoted.CHECKS,
    *alike.CHECKS,
)
NO_COUNTY = Text(zh="辖区未提供", en="county not given")


def validate(plan: Plan, jurisdiction: Jurisdiction | None = None) -> tuple[Finding, ...]:
    """
    Everything that speaks against *plan*, and what should be known about it, in the order of the checks.

    Any plan that the model accepts may be given, also one that was read from JSON.

    Args:
        plan: The plan.
        jurisdiction: Its county, whose agencies, other plans and own columns are then used. Without it the checks of
            agencies are left out, and a note says so.
    """
    if jurisdiction is None:
        county = Jurisdiction(id="unknown", code="000000", name=NO_COUNTY, plans=(plan,))
    else:
        others = (other for other in jurisdiction.plans if other.id != plan.id)
        county = evolve(jurisdiction, plans=(*others, plan))
    return tuple(_of_plan(Candidate(jurisdiction=county), plan))


def _of_plan(candidate: Candidate, plan: Plan) -> Iterator[Finding]:
    for check in CHECKS:
        yield from (found for found in check.find(candidate) if found.plan in ("", plan.id))
