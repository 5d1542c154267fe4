"""Assessments and verdicts as plain data. The schema is published as ``docs/schema/assessment.schema.json``."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from ..engine.verdict import STATUSES, AgencyPart, Interval, Member, NextStep, Range, Verdict
from ..model.text import Text
from .assessment import Assessment, Receipt, Skipped

VERSION = 1


def assessment_data(assessment: Assessment) -> dict[str, Any]:
    """All of *assessment* as plain data."""
    return {
        "version": VERSION,
        "county": assessment.county.id,
        "code": assessment.county.code,
        "as_of": assessment.as_of.isoformat(),
        "known_at": day_data(assessment.known_at),
        "receipt": receipt_data(assessment.receipt),
        "plans": [
            {"plan": part.plan.id, "verdicts": [verdict_data(verdict, part.plan.id) for verdict in part.verdicts]}
            for part in assessment.plans
        ],
        "skipped": [skipped_data(skipped) for skipped in assessment.skipped],
        "summary": summary_data(assessment),
    }


def summary_data(assessment: Assessment) -> dict[str, int]:
    """How many verdicts have each status, and how many indicators there are."""
    counts = Counter(verdict.status for verdict in assessment.verdicts)
    return {**{status: counts[status] for status in STATUSES}, "indicators": counts[None]}


def verdict_data(verdict: Verdict, plan: str) -> dict[str, Any]:
    """One verdict of *plan* as plain data."""
    return {
        "plan": plan,
        "obligation": verdict.obligation,
        "clause": verdict.clause,
        "also": list(verdict.also),
        "title": text_data(verdict.title),
        "stage": day_data(verdict.stage),
        "value": verdict.value,
        "due": verdict.due.isoformat(),
        "provisional": verdict.provisional,
        "status": verdict.status,
        "could_be": list(verdict.could_be),
        "settled": verdict.settled,
        "outlook": verdict.outlook,
        "strength": verdict.strength,
        "number": interval_data(verdict.number),
        "required": dict(verdict.required),
        "shortfall": range_data(verdict.shortfall),
        "excess": range_data(verdict.excess),
        "outstanding": [member_data(member) for member in verdict.outstanding],
        "undetermined": [member_data(member) for member in verdict.undetermined],
        "waived": list(verdict.waived),
        "released": list(verdict.released),
        "pending": list(verdict.pending),
        "upcoming": list(verdict.upcoming),
        "agencies": [part_data(part) for part in verdict.agencies],
        "responsible": list(verdict.responsible),
        "interpretation": None if verdict.interpretation is None else text_data(verdict.interpretation),
    }


def receipt_data(receipt: Receipt) -> dict[str, Any]:
    """The receipt as plain data."""
    return {
        "plans": list(receipt.plans),
        "distribution": receipt.distribution,
        "plugin_version": receipt.plugin_version,
        "engine": receipt.engine,
        "engine_version": receipt.engine_version,
        "calendar_horizon": receipt.calendar_horizon,
        "as_of": receipt.as_of.isoformat(),
        "known_at": day_data(receipt.known_at),
        "residents_year": receipt.residents_year,
        "digest": receipt.digest,
    }


def skipped_data(skipped: Skipped) -> dict[str, Any]:
    """A plan that was left out, as plain data."""
    return {
        "plan": skipped.plan,
        "title": text_data(skipped.title),
        "first": skipped.first.isoformat(),
        "last": skipped.last.isoformat(),
    }


def member_data(member: Member) -> dict[str, Any]:
    """One member of a population as plain data."""
    return {
        "id": member.id,
        "agency": member.agency,
        "due": day_data(member.due),
        "next_step": None if member.next_step is None else step_data(member.next_step),
        "missing": list(member.missing),
    }


def step_data(step: NextStep) -> dict[str, Any]:
    """What follows for a member, as plain data."""
    return {"title": text_data(step.title), "action": step.action, "due": day_data(step.due)}


def part_data(part: AgencyPart) -> dict[str, Any]:
    """One agency's part as plain data."""
    return {
        "agency": part.agency,
        "number": interval_data(part.number),
        "outstanding": list(part.outstanding),
        "undetermined": list(part.undetermined),
    }


def interval_data(interval: Interval) -> dict[str, list[int] | None]:
    """Both bounds of a number, each a numerator and a denominator."""
    return {
        "least": None if interval.least is None else list(interval.least),
        "most": None if interval.most is None else list(interval.most),
    }


def range_data(found: Range) -> dict[str, int | None]:
    """Both bounds of a whole number."""
    return {"least": found.least, "most": found.most}


def text_data(text: Text) -> dict[str, str]:
    """A text in both languages."""
    return {"zh": text.zh, "en": text.en}


def day_data(day: date | None) -> str | None:
    """A day as ISO text."""
    return None if day is None else day.isoformat()
