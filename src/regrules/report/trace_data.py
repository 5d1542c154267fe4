"""A trace as plain data. The schema is published as ``docs/schema/trace.schema.json``."""

from __future__ import annotations

from typing import Any

from ..analysis.check import Finding
from ..analysis.document import Figure
from ..analysis.trace import Trace, TracedCell, TracedClaim, TracedClause, TracedFigure, claim_text
from .data import VERSION, text_data
from .trace import Traced


def traced_data(traced: Traced) -> dict[str, Any]:
    """The plans of a county and their document as plain data."""
    return {
        "version": VERSION,
        "county": traced.county.id,
        "code": traced.county.code,
        "plans": [trace_data(each) for each in traced.traces],
        "left_out": list(traced.left_out),
        "strange": list(traced.strange),
        "holds": traced.holds,
        "summary": {"clauses": _counted(traced.clauses), "figures": _counted(traced.figures)},
    }


def trace_data(trace: Trace) -> dict[str, Any]:
    """One plan and its document as plain data."""
    return {
        "plan": trace.plan,
        "document": {"title": trace.title, "digest": trace.digest, "recorded": trace.recorded or None},
        "clauses": [clause_data(each) for each in trace.clauses],
        "figures_of_obligations": [claim_data(each) for each in trace.claims],
        "cells": [cell_data(each) for each in trace.cells],
        "findings": [finding_data(each) for each in trace.findings],
        "holds": trace.holds,
        "summary": {
            "clauses": _counted((trace.accounted_clauses, len(trace.asked))),
            "figures": _counted((trace.accounted_figures, len(trace.figures))),
        },
    }


def clause_data(clause: TracedClause) -> dict[str, Any]:
    """A clause of the document, and what the plan makes of it."""
    return {
        "clause": clause.path,
        "heading": clause.heading,
        "line": clause.line,
        "heading_only": clause.parent,
        "obligations": list(clause.obligations),
        "guidance": clause.guidance,
        "accounted": clause.accounted,
        "figures": [figure_data(each) for each in clause.figures],
    }


def figure_data(traced: TracedFigure) -> dict[str, Any]:
    """A figure of the document, and who uses it."""
    return {
        **_figure(traced.figure),
        "used_by": list(traced.used_by),
        "note": None if traced.note is None else text_data(traced.note),
        "accounted": traced.accounted,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "text": figure.text,
        "kind": figure.kind,
        "value": str(figure.value),
        "unit": figure.unit,
        "bound": figure.bound,
        "per": figure.per,
    }


def claim_data(traced: TracedClaim) -> dict[str, Any]:
    """A figure of an obligation, and where it stands."""
    return {
        "obligation": traced.obligation,
        "figure": text_data(claim_text(traced.claim)),
        "kind": traced.claim.kind,
        "found": traced.found,
        "clause": traced.clause or None,
    }


def cell_data(cell: TracedCell) -> dict[str, Any]:
    """A cell of an attached table in document and plan."""
    return {
        "cell": cell.path,
        "place": cell.place,
        "written": cell.written,
        "planned": cell.planned,
        "total": cell.total,
        "agrees": cell.agrees,
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """What speaks against the plan, and what to do."""
    return {
        "check": finding.check,
        "severity": finding.severity,
        "clause": finding.clause or None,
        "obligation": finding.obligation or None,
        "problem": text_data(finding.problem),
        "advice": text_data(finding.advice),
        "snippet": finding.snippet,
    }


def _counted(counts: tuple[int, int]) -> dict[str, int]:
    return {"accounted": counts[0], "all": counts[1]}
