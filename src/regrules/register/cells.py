"""From the cells of a table to typed columns: unknown and missing columns, refused and missing cells."""

from __future__ import annotations

from attrs import evolve

from ..model.checks import did_you_mean, unknown_name
from ..model.schema import ColumnSchema, Schema
from ..model.text import Text
from .draft import GRADE_COLUMN, Draft, Findings
from .parse import Refusal, read_cells
from .shown import shown

GRADE = Text(zh="级别", en="grade")


def type_columns(schema: Schema, draft: Draft, findings: Findings) -> None:
    """Fill the draft's typed columns (and grades), and note every column and cell that is not accepted."""
    known = {column.name: accepting(schema, draft, column) for column in draft.schema.columns}
    offered = _unknown_columns(schema, draft, findings)
    for name, column in known.items():
        if name in draft.cells:
            draft.columns[name] = _read_column(draft, column, findings)
        elif column.required and name not in offered:
            findings.add(draft, f"column `{name}` ({column.heading.en}) is missing; every row needs it")
    for name in draft.cells:
        scheme = name.removeprefix(GRADE_COLUMN)
        if is_grade_column(draft, name) and scheme in schema.grades:
            column = ColumnSchema(name=name, type="word", heading=GRADE, words=schema.grades[scheme])
            draft.grades[scheme] = _read_column(draft, column, findings)


def accepting(schema: Schema, draft: Draft, column: ColumnSchema) -> ColumnSchema:
    """The column with the words that only the schema as a whole knows."""
    match draft.schema.name, column.name:
        case "gradings", "scheme":
            return evolve(column, words=tuple(dict.fromkeys((*column.words, *schema.grades))))
        case "extents", "table":
            return evolve(column, type="word", words=schema.names)
    return column


def is_grade_column(draft: Draft, name: str) -> bool:
    """Whether a column of the subjects holds their grades under one scheme."""
    return draft.schema.name == "subjects" and name.startswith(GRADE_COLUMN)


def _unknown_columns(schema: Schema, draft: Draft, findings: Findings) -> set[str]:
    """Note the columns that the table does not have; the missing names that they probably stand for."""
    offered = set()
    names = draft.schema.names
    if draft.schema.name != "subjects" and draft.cells.keys() <= set(names):
        return set()
    free = [name for name in names if name not in draft.cells]
    headings = {text: column.name for column in draft.schema.columns for text in (column.heading.zh, column.heading.en)}
    for name in draft.cells:
        if is_grade_column(draft, name):
            scheme = name.removeprefix(GRADE_COLUMN)
            if scheme not in schema.grades:
                findings.add(draft, unknown_name("grading scheme", scheme, schema.grades), column=name)
        elif name not in names:
            near = headings.get(name) or _nearest(name, free) or _nearest(name, list(names))
            offer = f"; did you mean `{near}`?" if near else ""
            findings.add(draft, f"unknown column {shown(name)}; accepted: {_some(names)}{offer}")
            offered.add(near)
    return {name for name in offered if name}


def _nearest(name: str, names: list[str]) -> str | None:
    offer = did_you_mean(name.strip().lower(), names)
    return offer.split("`")[1] if offer else None


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def _read_column(draft: Draft, column: ColumnSchema, findings: Findings) -> list[object]:
    """The typed values of one column; None in the place of refused ones, which are noted."""
    values = read_cells(column, draft.cells[column.name], text_only=draft.text_only)
    if Refusal not in set(map(type, values)) and not (column.required and None in values):
        return values
    for row, value in enumerate(values):
        if isinstance(value, Refusal):
            _note(draft, row, column.name, value.problem, findings)
            values[row] = None
        elif value is None and column.required:
            problem = f"the cell is empty; every row needs a value ({column.heading.en})"
            _note(draft, row, column.name, problem, findings)
    return values


def _note(draft: Draft, row: int, column: str, problem: str, findings: Findings) -> None:
    if row not in draft.broken:
        findings.add(draft, problem, row, column)
    draft.doubtful.add(row)
