"""A county made up around a plan that names none."""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.validate.walk import leaves_of
from ...model.measures import Tasks
from ...model.plans import AgencyEntry, AgencyRule, Jurisdiction, Obligation, Plan
from ...model.predicates import Column, Compare, IsIn
from ...model.tables import CORE
from ...model.text import Text

CODE = "990000"  # no division has it
COLUMNS = {
    (table.name, column.name) for table in CORE.tables for column in table.columns if column.refers == "agencies"
}
KINDS = CORE.table("agencies").column("kind").words


def county_around(plan: Plan) -> Jurisdiction:
    """
    A county that has *plan* and nothing more: its agencies are those that the plan names.

    A kind of agency that the plan names is given one agency. What is named otherwise is a station if an attached table
    gives it tasks, else a section.
    """
    found: dict[str, AgencyEntry] = {}
    for name, kind in (each for obligation in plan.obligations for each in _named(obligation)):
        entry = f"{name}-1" if name in KINDS else name
        label = Text(zh=f"机构{entry}", en=f"agency {entry}")
        found.setdefault(entry, AgencyEntry(id=entry, name=label, kind=name if name in KINDS else kind))
    return Jurisdiction(id=plan.id, code=CODE, name=plan.title, agencies=tuple(found.values()), plans=(plan,))


def _named(obligation: Obligation) -> Iterator[tuple[str, str]]:
    """The agencies that an obligation names, each with the kind that it is taken for."""
    if isinstance(obligation.measure, Tasks):
        for cell in obligation.measure.cells:
            yield cell.agency, "station"
    for leaf in leaves_of(obligation):
        if (
            isinstance(leaf, Compare | IsIn)
            and isinstance(leaf.value, Column)
            and (leaf.value.table, leaf.value.name) in COLUMNS
        ):
            literals = leaf.literals if isinstance(leaf, IsIn) else (leaf.literal,)
            yield from ((each, "section") for each in literals if isinstance(each, str))
    for each in obligation.agencies:
        yield (each.agency if isinstance(each, AgencyRule) else each), "section"
