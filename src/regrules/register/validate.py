"""From drafts to a register: every check, and all defects in one answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..errors import NothingEvaluated, RegisterError
from ..model.schema import Schema
from .cells import type_columns
from .draft import Draft, Findings
from .grades import check_grades, check_grades_once, with_grades
from .orders import check_orders, check_versions
from .references import Budget, check_keys, check_references
from .register import Register, Table


def register_from(
    schema: Schema,
    drafts: Iterable[Draft],
    findings: Findings,
    *,
    where: str,
    agencies: Collection[str] = (),
    origin: str | None = None,
) -> Register:
    """
    The register that *drafts* make up.

    Args:
        schema: The tables that it may hold.
        drafts: The tables as they were read, one of a name.
        findings: The defects that were found in reading.
        where: What was read, in words.
        agencies: Ids of the agencies that may be named if the register has no table of them.
        origin: The dataframe library that the facts came from.

    Raises:
        RegisterError: something is wrong with it; every defect is named.
        NothingEvaluated: there is no table at all.
    """
    by_name = {draft.schema.name: draft for draft in drafts}
    if not by_name and not len(findings):
        raise NothingEvaluated(f"{where} holds no table, so there is nothing to ask; at least subjects is needed")
    if "subjects" in schema.names and "subjects" not in by_name:
        findings.add_elsewhere(where, "there is no table `subjects`; without it nothing can be asked")
    _examine(schema, by_name, frozenset(agencies), findings)
    if len(findings):
        raise RegisterError(findings.told())
    return Register(schema=schema, tables=_tables(schema, by_name), origin=origin)


def _examine(schema: Schema, drafts: dict[str, Draft], agencies: frozenset[str], findings: Findings) -> None:
    readable = {name: drafts[name] for name in schema.names if name in drafts and drafts[name].readable}
    for draft in readable.values():
        draft.doubtful |= draft.broken
        type_columns(schema, draft, findings)
    budget = Budget()
    for draft in readable.values():
        check_keys(draft, findings)
        check_references(draft, drafts, agencies, findings, budget)
        check_orders(draft, findings)
        check_versions(draft, findings)
    if "gradings" in readable:
        check_grades(schema, readable["gradings"], findings)
    if "subjects" in readable:
        check_grades_once(readable["subjects"], readable.get("gradings"), findings)


def _tables(schema: Schema, drafts: dict[str, Draft]) -> dict[str, Table]:
    columns = {name: drafts[name].columns for name in schema.names if name in drafts}
    if "subjects" in drafts and drafts["subjects"].grades:
        columns["gradings"] = with_grades(drafts["subjects"], columns.get("gradings"))
    return {name: Table(schema=schema.table(name), columns=found) for name, found in columns.items()}
