"""Joining overviews of different jurisdictions, as a cluster brings them back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ..errors import QuestionError
from ..model.plans import Obligation
from .overview import Overview
from .overview_columns import NAMES, Columns


def joined(parts: Sequence[Overview]) -> Overview:
    """The overview that *parts* make up; see :meth:`Overview.joined`."""
    if not parts:
        raise QuestionError("there is no overview to join")
    for name, told in (("as_of", "as-of dates"), ("known_at", "known-at dates"), ("digest", "registers")):
        if len({getattr(part, name) for part in parts}) > 1:
            raise QuestionError(f"the overviews to join are of different {told}")
    plans = sorted(
        ((asked.code, place, asked, part) for part in parts for place, asked in enumerate(part.asked)),
        key=lambda each: (each[0], each[1]),
    )
    _refuse_twice([(asked.code, asked.plan) for _, _, asked, _ in plans])
    obligations: dict[Obligation, int] = {}
    return Overview(
        as_of=parts[0].as_of,
        known_at=parts[0].known_at,
        asked=tuple(asked for _, _, asked, _ in plans),
        columns=_columns([(part, place) for _, place, _, part in plans], obligations),
        obligations=tuple(obligations),
        skipped=tuple(
            sorted({each for part in parts for each in part.skipped}, key=lambda each: (each.code, each.plan or ""))
        ),
        without_plugin=dict(
            sorted({code: number for part in parts for code, number in part.without_plugin.items()}.items())
        ),
        failed=tuple(sorted({each for part in parts for each in part.failed}, key=lambda each: each.code)),
        digest=parts[0].digest,
    )


def _refuse_twice(plans: Sequence[tuple[str, str]]) -> None:
    for (code, plan), times in Counter(plans).items():
        if times > 1:
            raise QuestionError(f"plan {plan} of {code} stands in two of the overviews to join; each is joined once")


def _columns(plans: Sequence[tuple[Overview, int]], obligations: dict[Obligation, int]) -> Columns:
    """The rows of all plans in the order of *plans*, each a part and a place in it; fills *obligations*."""
    values: dict[str, list[Any]] = {name: [] for name in NAMES}
    parts = {id(part): part for part, _ in plans}
    rows = {key: _rows_by_plan(part) for key, part in parts.items()}
    for new, (part, place) in enumerate(plans):
        mine = rows[id(part)].get(place, [])
        for name in NAMES:
            column = part.columns[name]
            values[name].extend(column[row] for row in mine)
        values["asked"][len(values["asked"]) - len(mine) :] = [new] * len(mine)
        renumbered = [part.obligations[part.columns["obligation"][row]] for row in mine]
        values["obligation"][len(values["obligation"]) - len(mine) :] = [
            obligations.setdefault(each, len(obligations)) for each in renumbered
        ]
    return Columns(values=values)


def _rows_by_plan(part: Overview) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row, asked in enumerate(part.columns["asked"]):
        found.setdefault(asked, []).append(row)
    return found
