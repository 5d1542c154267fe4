"""Overviews as plain data. The schema is published as ``docs/schema/overview.schema.json``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..engine.agencies import named
from ..model.plans import Obligation
from .data import day_data, interval_data, range_data, text_data
from .overview import AskedPlan, Failed, LeftOut, Overview, Standing
from .overview_parents import RolledUp

VERSION = 1


def overview_data(overview: Overview) -> dict[str, Any]:
    """All of *overview* as plain data; what an obligation says stands once for each plan, not in each row."""
    return {
        "version": VERSION,
        "as_of": overview.as_of.isoformat(),
        "known_at": day_data(overview.known_at),
        "receipt": receipt_data(overview),
        "plans": _plans_data(overview),
        "rows": [row_data(row) for row in overview.rows],
        "totals": {code: dict(counts) for code, counts in overview.totals.items()},
        "rolled_up": [rolled_data(each) for each in overview.rolled_up],
        "skipped": [left_out_data(each) for each in overview.skipped],
        "without_plugin": dict(overview.without_plugin),
        "failed": [failed_data(each) for each in overview.failed],
    }


def receipt_data(overview: Overview) -> dict[str, Any]:
    """What is needed to ask again and compare; the version of each plugin stands with its plans."""
    from importlib.metadata import version

    from ..engine.working_days import working_calendar

    return {
        "engine_version": version("regrules"),
        "calendar_horizon": working_calendar().last_announced,
        "digest": overview.digest,
    }


def _plans_data(overview: Overview) -> list[dict[str, Any]]:
    obligations: list[dict[int, None]] = [{} for _ in overview.asked]
    for asked, obligation in zip(overview.columns["asked"], overview.columns["obligation"], strict=True):
        obligations[asked][obligation] = None
    return [
        _plan_data(asked, [overview.obligations[each] for each in found])
        for asked, found in zip(overview.asked, obligations, strict=True)
    ]


def _plan_data(asked: AskedPlan, obligations: Sequence[Obligation]) -> dict[str, Any]:
    return {
        "code": asked.code,
        "county": asked.county,
        "name": text_data(asked.name),
        "plan": asked.plan,
        "title": text_data(asked.title),
        "distribution": asked.distribution,
        "plugin_version": asked.plugin_version,
        "obligations": [obligation_data(each) for each in obligations],
    }


def obligation_data(obligation: Obligation) -> dict[str, Any]:
    """What a plan says of an obligation, whatever came out."""
    return {
        "id": obligation.id,
        "clause": obligation.clause,
        "also": list(obligation.also),
        "title": text_data(obligation.title),
        "strength": obligation.strength,
        "responsible": list(named(obligation)),
        "interpretation": None if obligation.interpretation is None else text_data(obligation.interpretation),
    }


def row_data(row: Standing) -> dict[str, Any]:
    """How one obligation stands in one jurisdiction, as plain data."""
    return {
        "code": row.code,
        "plan": row.plan,
        "obligation": row.obligation,
        "clause": row.clause,
        "stage": day_data(row.stage),
        "value": row.value,
        "due": row.due.isoformat(),
        "provisional": row.provisional,
        "status": row.status,
        "could_be": list(row.could_be),
        "settled": row.settled,
        "outlook": row.outlook,
        "number": interval_data(row.number),
        "required": dict(row.required),
        "shortfall": range_data(row.shortfall),
        "excess": range_data(row.excess),
        "outstanding": row.outstanding,
        "undetermined": row.undetermined,
        "waived": row.waived,
        "released": row.released,
        "pending": row.pending,
        "upcoming": row.upcoming,
    }


def rolled_data(each: RolledUp) -> dict[str, Any]:
    """One obligation in all jurisdictions below a city or a province, as plain data."""
    return {
        "code": each.code,
        "obligation": each.obligation,
        "title": text_data(each.title),
        "stage": day_data(each.stage),
        "value": each.value,
        "due": each.due.isoformat(),
        "codes": list(each.codes),
        "number": interval_data(each.number),
        "statuses": dict(each.statuses),
        "shortfall": range_data(each.shortfall),
        "outstanding": each.outstanding,
        "undetermined": each.undetermined,
    }


def left_out_data(each: LeftOut) -> dict[str, Any]:
    """A jurisdiction or a plan that was not asked, as plain data."""
    return {
        "code": each.code,
        "county": each.county,
        "name": text_data(each.name),
        "subjects": each.subjects,
        "plan": each.plan,
        "first": day_data(each.first),
        "last": day_data(each.last),
    }


def failed_data(each: Failed) -> dict[str, Any]:
    """A jurisdiction that could not be evaluated, as plain data."""
    return {"code": each.code, "county": each.county, "name": text_data(each.name), "problem": each.problem}
