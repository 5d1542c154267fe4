"""The receipt of an assessment."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING

from .assessment import Assessment, Receipt

if TYPE_CHECKING:
    from ..register import Register


def receipt_of(assessment: Assessment) -> Receipt:
    """What is needed to run *assessment* again and compare."""
    from ..engine.working_days import working_calendar

    last = max(part.plan.period.end for part in assessment.plans)
    return Receipt(
        plans=tuple(part.plan.id for part in assessment.plans),
        distribution=assessment.distribution,
        plugin_version=assessment.plugin_version,
        engine=assessment.engine,
        engine_version=version("regrules"),
        calendar_horizon=working_calendar().last_announced,
        as_of=assessment.as_of,
        known_at=assessment.known_at,
        residents_year=residents_year(assessment.register, assessment.county.code, last.year, assessment.known_at),
        digest=assessment.register.digest,
    )


def residents_year(register: Register, code: str, year: int, known_at: date | None) -> int | None:
    """The year of the residents that a plan of *year* counts with: its own, or the latest before it."""
    figures = register.table("figures").columns
    found = []
    for row, name in enumerate(figures.get("name", ())):
        recorded = figures["recorded_on"][row] if "recorded_on" in figures else None
        known = known_at is None or not isinstance(recorded, date) or recorded <= known_at
        counted = figures["year"][row]
        ours = name == "residents" and figures["jurisdiction"][row] == code
        if ours and known and isinstance(counted, int) and counted <= year:
            found.append(counted)
    return max(found, default=None)
