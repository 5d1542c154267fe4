"""Tracing a plan: everything that plan and document say, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.plans import Jurisdiction, Plan
from ..document import Clause, Part, Table
from .checks import FINDS
from .figures import traced_claims, traced_figures
from .records import Trace, TracedClause
from .sides import Sides, place, sides
from .tables import traced_cells


def trace(plan: Plan, jurisdiction: Jurisdiction, part: Part) -> Trace:
    """
    *plan* and its document side by side, in both directions.

    Args:
        plan: The plan.
        jurisdiction: Its county, for the names of agencies and the tables of the register.
        part: The document, or the part of it that is this plan.
    """
    found = sides(plan, jurisdiction, part)
    return Trace(
        plan=plan.id,
        title=part.title,
        digest=part.digest,
        recorded=plan.document_digest,
        clauses=tuple(_clauses(found)),
        claims=tuple(traced_claims(found)),
        cells=tuple(cell for _, cell in traced_cells(found)),
        findings=tuple(each for find, _, _ in FINDS.values() for each in find(found)),
    )


def _clauses(found: Sides) -> Iterator[TracedClause]:
    headings = {each.path for each in found.part.headings}
    guidance = {place(each.clause) for each in found.plan.guidance}
    for each in _in_order(found.part):
        citing = (held.obligation for held in found.held)
        yield TracedClause(
            path=each.path,
            heading=each.caption if isinstance(each, Table) else each.heading or each.text[:40],
            line=each.line,
            obligations=tuple(one.id for one in citing if each.path in map(place, one.clauses)),
            guidance=each.path in guidance,
            parent=each.path in headings,
            figures=() if isinstance(each, Table) else traced_figures(found, each),
        )


def _in_order(part: Part) -> list[Clause | Table]:
    places: list[Clause | Table] = [*part.headings, *part.clauses, *part.tables]
    return sorted(places, key=lambda each: each.line)
