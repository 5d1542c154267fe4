"""A scorecard as plain data."""

from __future__ import annotations

from typing import Any

from ..analysis.check import Finding
from ..model.text import Text
from .scorecard import STATES, CheckResult, LevelResult, Scorecard

VERSION = 1


def scorecard_data(card: Scorecard) -> dict[str, Any]:
    """A scorecard as dictionaries, lists, text and numbers; its shape is that of scorecard.schema.json."""
    reached = card.reached
    return {
        "version": VERSION,
        "county": card.county,
        "code": card.code or None,
        "name": _text(card.name),
        "distribution": card.distribution or None,
        "distribution_version": card.version or None,
        "reached": None if reached is None else reached.id,
        "failed": len(card.failed),
        "levels": [_level(each) for each in card.levels],
        "known_failures": _check(card.known_failures),
        "remarks": [_text(each) for each in card.remarks],
    }


def _level(each: LevelResult) -> dict[str, Any]:
    return {
        "id": each.level.id,
        "title": _text(each.level.title),
        "passed": each.passed,
        "pinned": each.pinned,
        "counts": {state: each.count(state) for state in STATES},
        "seconds": round(each.seconds, 3),
        "checks": [_check(check) for check in each.checks],
    }


def _check(each: CheckResult) -> dict[str, Any]:
    return {
        "id": each.check,
        "title": _text(each.title),
        "state": each.state,
        "reason": _text(each.reason),
        "seconds": round(each.seconds, 3),
        "findings": [_finding(finding) for finding in each.findings],
    }


def _finding(each: Finding) -> dict[str, Any]:
    return {
        "severity": each.severity,
        "plan": each.plan or None,
        "clause": each.clause or None,
        "obligation": each.obligation or None,
        "problem": _text(each.problem),
        "advice": _text(each.advice),
        "snippet": each.snippet or None,
    }


def _text(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"zh": text.zh, "en": text.en}
