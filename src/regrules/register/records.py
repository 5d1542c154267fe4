"""A register from records in memory: the classes of the schema, or dicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

import attrs

from ..model.checks import unknown_name
from ..model.schema import Schema
from ..model.tables import CORE
from .draft import Draft, Findings
from .register import Register
from .shown import shown
from .validate import register_from

Record = Any


def from_records(schema: Schema = CORE, **tables: Iterable[Record] | None) -> Register:
    """
    The register that records make up, table by table.

    Args:
        schema: The tables that it may hold.
        tables: The rows of each table: records of its class (``Inspection(...)``), or dicts from column to value. Of
            dicts, a column is present if any of them has it; records have all columns of their class. A table of no
            rows has all columns; None is the same as leaving the table out.

    Raises:
        RegisterError: something is wrong with them; every defect is named.
        NothingEvaluated: there is no table at all.
    """
    findings = Findings()
    drafts = []
    for name, records in tables.items():
        if name not in schema.names:
            findings.add_elsewhere(name, unknown_name("table", name, schema.names))
        elif records is not None:
            rows = tuple(records)
            draft = Draft(schema=schema.table(name), name=name, length=len(rows))
            drafts.append(draft)
            fill(draft, rows, findings)
    return register_from(schema, drafts, findings, where="the register")


def fill(draft: Draft, records: Sequence[Record], findings: Findings) -> None:
    """Fill *draft* with the cells of *records*, and note what is no record of its table."""
    rows = [_row(draft, number, record, findings) for number, record in enumerate(records)]
    names = dict.fromkeys(name for row in rows for name in row) if rows else dict.fromkeys(draft.schema.names)
    if rows and len(draft.broken) == len(rows):
        draft.readable = False  # every row was refused as a whole, so its columns are not missing too
    draft.cells.update({name: [row.get(name) for row in rows] for name in names})


def _row(draft: Draft, number: int, record: Record, findings: Findings) -> Mapping[str, object]:
    if isinstance(record, Mapping):
        return {str(name): value for name, value in record.items()}
    if attrs.has(type(record)):
        table = getattr(type(record), "__tablename__", draft.schema.name)
        if table == draft.schema.name:
            names, values = _fields(type(record))
            return dict(zip(names, values(record), strict=True))
        findings.add(draft, f"a record of {table} stands among those of {draft.schema.name}", number)
    else:
        findings.add(draft, f"{shown(record)} is no record; accepted: records of {draft.schema.name}, or dicts", number)
    draft.broken.add(number)
    return {}


def _fields(record: type) -> tuple[tuple[str, ...], Any]:
    """The columns of a class and a function that reads them all; ``from_`` holds the column ``from``."""
    names = tuple(each.name for each in attrs.fields(record))
    read = attrgetter(*names)
    return tuple(name.rstrip("_") for name in names), read if len(names) > 1 else lambda each: (read(each),)
