"""Verdicts as a dataframe, a row each: whole numbers and dates, nothing rounded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..engine.verdict import Pair, Verdict
from .assessment import Assessment

if TYPE_CHECKING:
    from ..register.giving import Kind

COLUMNS: dict[str, Kind] = {
    "plan": "text",
    "obligation": "text",
    "clause": "text",
    "title_zh": "text",
    "title_en": "text",
    "stage": "date",
    "value": "text",
    "due": "date",
    "provisional": "flag",
    "status": "text",
    "settled": "flag",
    "outlook": "text",
    "strength": "text",
    "least": "whole",
    "least_of": "whole",
    "most": "whole",
    "most_of": "whole",
    "required": "text",
    "shortfall_least": "whole",
    "shortfall_most": "whole",
    "excess_least": "whole",
    "excess_most": "whole",
    "outstanding": "whole",
    "undetermined": "whole",
}


def verdict_frame(assessment: Assessment) -> Any:
    """A dataframe with a row for every verdict; the bounds of its number are numerators and denominators."""
    from ..register.giving import frame_of

    rows = [_row(verdict, part.plan.id) for part in assessment.plans for verdict in part.verdicts]
    columns = {name: (kind, [row[name] for row in rows]) for name, kind in COLUMNS.items()}
    return frame_of(columns, assessment.register.origin)


def _row(verdict: Verdict, plan: str) -> dict[str, object]:
    return {
        "plan": plan,
        "obligation": verdict.obligation,
        "clause": verdict.clause,
        "title_zh": verdict.title.zh,
        "title_en": verdict.title.en,
        "stage": verdict.stage,
        "value": verdict.value,
        "due": verdict.due,
        "provisional": verdict.provisional,
        "status": verdict.status,
        "settled": verdict.settled,
        "outlook": verdict.outlook,
        "strength": verdict.strength,
        **_bound("least", verdict.number.least),
        **_bound("most", verdict.number.most),
        "required": " ".join(f"{bound} {figure}" for bound, figure in verdict.required.items()),
        "shortfall_least": verdict.shortfall.least,
        "shortfall_most": verdict.shortfall.most,
        "excess_least": verdict.excess.least,
        "excess_most": verdict.excess.most,
        "outstanding": len(verdict.outstanding),
        "undetermined": len(verdict.undetermined),
    }


def _bound(name: str, pair: Pair | None) -> dict[str, object]:
    above, below = (None, None) if pair is None else pair
    return {name: above, f"{name}_of": below}
