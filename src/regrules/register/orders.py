"""Dates that contradict each other: in one row, and between the versions of one subject."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from .draft import Draft, Findings

# Steps that cannot come before the record's own date. Others can: a task is done before it is handed down in writing.
FOLLOWING = {
    "samples": ("result_on", "handled_on", "reported_on", "case_filed_on"),
    "leads": ("closed_on", "closed_at", "answered_on"),
    "actions": ("closed_on",),
    "reports": ("reviewed_on",),
}
PAIRS = {"subjects": (("opened_on", "closed_on"),), "extents": (("complete_from", "complete_to"),)}
ONE_DAY = timedelta(days=1)


def check_orders(draft: Draft, findings: Findings) -> None:
    """Note each date that comes before one that it must follow."""
    schema = draft.schema
    pairs = [*PAIRS.get(schema.name, ()), *((schema.dated or "", step) for step in FOLLOWING.get(schema.name, ()))]
    if schema.since and schema.until:
        pairs.append((schema.since, schema.until))
    for first, last in pairs:
        if first in draft.columns and last in draft.columns:
            _check_pair(draft, first, last, findings)


def _check_pair(draft: Draft, first: str, last: str, findings: Findings) -> None:
    for row, (start, end) in enumerate(zip(draft.columns[first], draft.columns[last], strict=True)):
        if start is not None and end is not None and _day(end) < _day(start) and row not in draft.broken:
            findings.add(draft, f"`{end}` comes before {first} `{start}`", row, last)
            draft.doubtful.add(row)


def _day(value: Any) -> date:
    return value.date() if isinstance(value, datetime) else value


def check_versions(draft: Draft, findings: Findings) -> None:
    """Note versions of one subject that overlap or leave a gap."""
    names = draft.columns.get(draft.schema.identity or "")
    if draft.schema.name != "subjects" or names is None:
        return
    several = {name for name, count in Counter(names).items() if count > 1 and name is not None}
    rows: dict[object, list[int]] = defaultdict(list)
    for row, name in enumerate(names if several else ()):
        if name in several:
            rows[name].append(row)
    for name, versions in rows.items():
        if not draft.doubtful.intersection(versions):  # a version that was refused would look like a gap
            _check_chain(draft, str(name), versions, findings)


def _check_chain(draft: Draft, name: str, rows: list[int], findings: Findings) -> None:
    starts, ends = draft.pick(("valid_from", "valid_to"))
    for row, following in pairwise(sorted(rows, key=lambda row: starts[row] or date.min)):
        end, start = ends[row], starts[following]
        if end is None or start is None:  # open ends run to the next version; two without a start have the same key
            continue
        column = "valid_from"
        if end >= start:
            problem = f"`{name}` has two versions on `{start}`: that of {draft.row(row)} lasts to `{end}`"
            findings.add(draft, problem, following, column)
        elif end + ONE_DAY < start:
            problem = (
                f"`{name}` has no version from `{end + ONE_DAY}` to `{start - ONE_DAY}`:"
                f" that of {draft.row(row)} lasts to `{end}`"
            )
            findings.add(draft, problem, following, column)
