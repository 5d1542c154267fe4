"""Whether what was built for an obligation is sure to count as it was meant to."""

from __future__ import annotations

from ....model.plans import AgencyRule, Obligation
from ....model.predicates import Column, CountOf, Happened, OpenedBy, Predicate
from ....model.schema import Schema
from ...strategies.county_values import Place, values_asked
from ...strategies.worlds import every_part
from .asks import Ask

# Cells that every row of a built register has, whatever the predicates say.
ALWAYS_WRITTEN = ("jurisdiction", "name", "agency", "subject_id", "owner_id", "recorded_on", "valid_from", "valid_to")


def firm(ask: Ask, *written: Place) -> bool:
    """
    Whether no predicate asks for what the register has for reasons of its own.

    Args:
        ask: The question.
        written: Further cells that the register has, by table and column.
    """
    obligation, schema = ask.obligation, ask.jurisdiction.schema
    if any(isinstance(part, CountOf) for part in every_part(obligation.measure)):
        return False
    each = obligation.each
    if isinstance(each, Column):
        ruled = any(isinstance(rule, AgencyRule) for rule in obligation.agencies)
        if ruled or (each.table, each.name) in written:
            return False
    asked = places_asked(obligation, schema)
    if ask.rolls and ("subjects", "opened_on") in asked:  # who opened within a rolling window is not asked yet
        return False
    return not any(
        place in written or place[1] in ALWAYS_WRITTEN or place[1] == schema.table(place[0]).identity
        for place in asked
        if place[0] != "grade"
    )


def places_asked(obligation: Obligation, schema: Schema) -> frozenset[Place]:
    """Table and name of the columns that its predicates ask."""
    opened = {("subjects", "opened_on") for part in every_part(obligation.measure) if isinstance(part, OpenedBy)}
    return frozenset(opened | _steps(obligation.measure) | set(values_asked((obligation,), schema)))


def asks_steps(ask: Ask, where: Predicate) -> bool:
    """Whether a predicate asks for a step, so that what counts today may count no longer tomorrow."""
    schema = ask.jurisdiction.schema
    asked = {(part.table, part.name) for part in every_part(where) if isinstance(part, Column)}
    return any(schema.table(table).column(name).step for table, name in asked)


def _steps(within: object) -> set[Place]:
    return {(part.value.table, part.value.name) for part in every_part(within) if isinstance(part, Happened)}
