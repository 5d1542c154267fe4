"""What rows say of other rows: keys that stand twice, references to nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from attrs import define

from ..model.checks import did_you_mean
from ..model.schema import ColumnSchema
from .draft import Draft, Findings
from .parse import as_text
from .shown import shown

NONE = "-"
MOST_COMPARED = 50_000  # names compared with refused ones in one reading, so that a wrong file is refused soon too


def check_keys(draft: Draft, findings: Findings) -> None:
    """Note each row whose key an earlier row has already."""
    names = draft.schema.keys
    required = [column.name for column in draft.schema.columns if column.key and column.required]
    if not names or not all(name in draft.columns for name in required):
        return
    keys = list(zip(*draft.pick(names), strict=True))
    if len(set(keys)) == draft.length:
        return
    first: dict[tuple[object, ...], int] = {}
    for row, key in enumerate(keys):
        if row in draft.doubtful:
            continue
        if (before := first.setdefault(key, row)) != row:
            written = " / ".join(as_text(value) or "(no value)" for value in key)
            problem = f"the key {shown(written)} stands twice, first in {draft.row(before)}; each row needs its own"
            findings.add(draft, problem, row, names[0])
            draft.doubtful.add(row)


@define
class Budget:
    """How many names may still be compared with refused ones."""

    left: int = MOST_COMPARED


def check_references(
    draft: Draft, drafts: Mapping[str, Draft], agencies: Collection[str], findings: Findings, budget: Budget
) -> None:
    """Note each cell that names a subject, an agency or a record that the register does not hold."""
    for column in draft.schema.columns:
        if column.refers is None or column.name not in draft.columns:
            continue
        names = _names(column.refers, drafts, agencies)
        if names is not None:
            _check_column(draft, column, names, findings, budget)


def _names(table: str, drafts: Mapping[str, Draft], agencies: Collection[str]) -> Collection[object] | None:
    """What may be named in a table; None if that is not known."""
    if table in drafts:
        draft = drafts[table]
        identity = draft.schema.identity
        if not draft.readable or identity not in draft.columns:
            return None
        # a name that was refused itself is still the one that other rows mean
        refused = {str(draft.cells[identity][row]).strip() for row in draft.doubtful}
        return {*draft.columns[identity], *refused}
    return set(agencies) if table == "agencies" and agencies else None


def _check_column(
    draft: Draft, column: ColumnSchema, names: Collection[object], findings: Findings, budget: Budget
) -> None:
    values = draft.columns[column.name]
    accepted = {*names, None, *((NONE,) if column.name == "follows" else ())}
    if accepted.issuperset(values):
        return
    known = sorted(str(name) for name in names if name is not None)
    problems: dict[object, str] = {}
    for row, value in enumerate(values):
        if value not in accepted and row not in draft.broken:
            if value not in problems:
                problems[value] = dangling(str(value), column, known, budget)
            findings.add(draft, problems[value], row, column.name)


def dangling(value: str, column: ColumnSchema, known: list[str], budget: Budget) -> str:
    """What is wrong with a cell that names nothing: the value, what may be named, the nearest name."""
    offer = did_you_mean(value, known) if len(known) <= budget.left else ""
    budget.left -= len(known)
    if not known:
        return f"{shown(value)} is not in {column.refers}, which holds none"
    shown_names = ", ".join(known[:5]) + (f" and {len(known) - 5} more" if len(known) > 5 else "")
    return f"{shown(value)} is not in {column.refers}; accepted: {shown_names}{offer}"
