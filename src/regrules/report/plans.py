"""A county's plans as plain data. The schema is published as ``docs/schema/show.schema.json``."""

from __future__ import annotations

from typing import Any

from ..model.describe import describe
from ..model.plans import AgencyRule, Guidance, Jurisdiction, Obligation, Plan
from ..model.provenance import FigureNote
from ..model.schema import Schema
from ..model.sentence import sentence
from ..model.windows import Cycle
from ..plugins import Installed
from .data import VERSION, day_data, text_data


def plans_data(county: Jurisdiction, plans: tuple[Plan, ...]) -> dict[str, Any]:
    """These plans of *county* as plain data."""
    return {
        "version": VERSION,
        "county": county.id,
        "code": county.code,
        "name": text_data(county.name),
        "plans": [plan_data(plan, county.schema) for plan in plans],
    }


def plan_data(plan: Plan, schema: Schema) -> dict[str, Any]:
    """One plan: its obligations, and the clauses of which nothing is checked."""
    return {
        "id": plan.id,
        "title": text_data(plan.title),
        "period": {"start": plan.period.start.isoformat(), "end": plan.period.end.isoformat()},
        "issued_on": day_data(plan.issued_on),
        "document": plan.document,
        "document_digest": plan.document_digest or None,
        "obligations": [obligation_data(obligation, plan, schema) for obligation in plan.obligations],
        "guidance": [guidance_data(guidance) for guidance in plan.guidance],
        "figure_notes": [note_data(note) for note in plan.figure_notes],
    }


def obligation_data(obligation: Obligation, plan: Plan, schema: Schema) -> dict[str, Any]:
    """One obligation, with a sentence that says it."""
    from ..model.serial import to_data

    written: Any = to_data(obligation)
    data = {
        "id": obligation.id,
        "clause": obligation.clause,
        "also": list(obligation.also),
        "title": text_data(obligation.title),
        "measure": written["measure"],
        "window": written["window"],
        "target": written.get("target"),
        "agencies": [agency_data(agency, schema) for agency in obligation.agencies],
        "each": written.get("each"),
        "strength": obligation.strength,
        "interpretation": None if obligation.interpretation is None else text_data(obligation.interpretation),
        "basis": [{"document": text_data(each.document), "article": each.article} for each in obligation.basis],
        "escalation": written.get("escalation", []),
        "in_force": written.get("in_force"),
        "implied": obligation.implied,
        "description": text_data(sentence(obligation, schema)),
    }
    if isinstance(obligation.window, Cycle):
        turn = obligation.window.turn(plan.period.start)
        data["turn"] = {"start": turn.start.isoformat(), "end": turn.end.isoformat()}
    return data


def agency_data(agency: str | AgencyRule, schema: Schema) -> Any:
    """An agency's id, or the rule by which some subjects are its own."""
    if isinstance(agency, str):
        return agency
    from ..model.serial import to_data

    written: Any = to_data(agency)
    return {**written, "description": text_data(describe(agency.when, schema))}


def guidance_data(guidance: Guidance) -> dict[str, Any]:
    """A clause of which nothing is checked, and why."""
    return {"clause": guidance.clause, "title": text_data(guidance.title), "reason": text_data(guidance.reason)}


def note_data(note: FigureNote) -> dict[str, Any]:
    """A figure of the document that no obligation uses, and why."""
    return {"clause": note.clause, "figure": note.figure, "reason": text_data(note.reason)}


def counties_data(found: tuple[Installed, ...]) -> dict[str, Any]:
    """The installed counties as plain data."""
    return {"version": VERSION, "counties": [county_data(each) for each in found]}


def county_data(each: Installed) -> dict[str, Any]:
    """One installed county, and what its plans are."""
    county = each.jurisdiction
    return {
        "id": county.id,
        "code": county.code,
        "name": text_data(county.name),
        "distribution": each.distribution or None,
        "version": each.version or None,
        "plans": [
            {
                "id": plan.id,
                "title": text_data(plan.title),
                "period": {"start": plan.period.start.isoformat(), "end": plan.period.end.isoformat()},
                "issued_on": day_data(plan.issued_on),
                "obligations": len(plan.obligations),
                "guidance": len(plan.guidance),
            }
            for plan in county.plans
        ],
    }
