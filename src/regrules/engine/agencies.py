"""Who is responsible: agencies of subjects and of records, and the agencies an obligation names."""

from __future__ import annotations

from datetime import date

from ..model.plans import AgencyRule, Obligation
from .question import Question
from .truth import Asked, truth
from .world import NOT_YET, UNKNOWN, World


def named(obligation: Obligation) -> tuple[str, ...]:
    """The ids and kinds of agency that *obligation* names, each once, rules included."""
    found = (rule.agency if isinstance(rule, AgencyRule) else rule for rule in obligation.agencies)
    return tuple(dict.fromkeys(found))


def of_subject(world: World, question: Question, subject: str, on: date, version_on: date | None = None) -> str | None:
    """The agency responsible for a subject: the first rule that holds, else its own; None if that is not known."""
    for rule in question.obligation.agencies:
        if isinstance(rule, AgencyRule):
            asked = Asked(world=world, on=on, window=question.span(on), subject=subject, version_on=version_on)
            held = truth(rule.when, asked)
            if held is None:
                return None
            if held:
                return rule.agency
    row = world.version(subject, version_on or on)
    return None if row is None else _known(world.cell("subjects", row, "agency", version_on or on))


def of_record(world: World, question: Question, table: str, row: int, on: date) -> str | None:
    """The agency that acted; else the one responsible for the record's subject; None if neither is known."""
    acted = world.raw(table, row, "agency")
    if acted is not None:
        return str(acted)
    subject = world.raw(table, row, "subject_id")
    return None if subject is None else of_subject(world, question, str(subject), world.record_day(table, row, on))


def listed(world: World, question: Question) -> set[str]:
    """The agencies that an obligation names: from the register's table, else those that the plugin lists."""
    wanted = set(named(question.obligation))
    table = world.table("agencies")
    if len(table):
        return {
            str(world.raw("agencies", row, "agency_id"))
            for row in world.rows("agencies")
            if world.valid("agencies", row, question.asked_on)
            and wanted & {world.raw("agencies", row, "agency_id"), world.raw("agencies", row, "kind")}
        }
    return {entry.id for entry in world.jurisdiction.agencies if wanted & {entry.id, entry.kind}}


def _known(value: object) -> str | None:
    return None if value is UNKNOWN or value is NOT_YET else str(value)
