"""The names that predicates begin with, what each type of column may be asked, and what every method says of itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from attrs import evolve

from regrules import model
from regrules.model.names import Cell, RecordSet, Row, SubjectRow
from regrules.model.schema import TYPES, TableSchema

from .docstrings import said, signature, table

_SAMPLES: dict[str, Any] = {
    "text": "north", "word": "dental", "words": "drug", "date": "2025-03-31", "time": "2025-03-31", "flag": True,
    "whole": 1, "number": 85, "division": "500240", "grade": "A", "count": 3,
}  # fmt: skip
_MEANT = {
    "text": "text", "word": "word of a list", "words": "set of words", "date": "date", "time": "time", "flag": "yes or no",
    "whole": "whole number", "number": "number", "division": "division code", "grade": "grade", "count": "count of records",
}  # fmt: skip
_ASKED: dict[str, Callable[[Any, Any], Any]] = {
    "`==` `!=`": lambda cell, literal: cell == literal,
    "`<` `<=` `>` `>=`": lambda cell, literal: cell < literal,
    "`.is_in()`": lambda cell, literal: cell.is_in(literal),
    "`.between()`": lambda cell, literal: cell.between(literal, literal),
    "`.has()` `.has_any()`": lambda cell, literal: cell.has(literal),
    "`.happened()`": lambda cell, literal: cell.happened(),
    "`.is_true()`": lambda cell, literal: cell.is_true(),
}


def names() -> str:
    """A row for each table: the name of one record, the name of the set, the table."""
    public = {name: getattr(model, name) for name in model.__all__}
    rows = {each._table.name: name for name, each in public.items() if isinstance(each, Row)}
    sets = {each.records.table: name for name, each in public.items() if isinstance(each, RecordSet)}
    told = [_names(each, rows[each.name], sets[each.name]) for each in model.CORE.tables if each.name in sets]
    return table(("one record", "set of records", "table"), *told)


def _names(each: TableSchema, row: str, records: str) -> tuple[str, ...]:
    return f"`{row}`", f"`{records}`", f"[{each.heading.zh}, {each.heading.en}](register.md#{each.name})"


def accepted() -> str:
    """Which questions each type of column takes; found by asking."""
    cells = {**{type_: _cell(type_) for type_ in TYPES}, "grade": model.subject.grade("credit"), "count": _count()}
    rows = [(_MEANT[type_], *(_taken(ask, cell, type_) for ask in _ASKED.values())) for type_, cell in cells.items()]
    return table(("column", *_ASKED), *rows)


def _cell(type_: str) -> Cell:
    """A column of this type without a list of words, which is a step if it is a date."""
    tables = [each for each in model.CORE.tables if each.name in ("subjects", "samples", "reports", "inspections")]
    found = ((each.name, column) for each in tables for column in each.columns if column.type == type_)
    name, column = max(found, key=lambda pair: (pair[1].step, pair[1].name))
    schema = model.CORE.extended(columns={name: (evolve(column, name="asked", words=()),)})
    asked: Cell = Row(name, schema).asked
    return asked


def _count() -> Cell:
    return model.subject.count(model.samples)


def _taken(ask: Callable[[Any, Any], Any], cell: Cell, type_: str) -> str:
    try:
        ask(cell, _SAMPLES[type_])
    except (TypeError, ValueError):
        return " "
    return "yes"


def methods(of: type, name: str) -> str:
    """A row for each method: how it is called, what it gives."""
    found = {each: made for each, made in vars(of).items() if inspect.isfunction(made) and not each.startswith("_")}
    rows = [(f"`{name}.{signature(made, each)}`", said(made).summary) for each, made in found.items()]
    return table(("written", "meaning"), *rows)


MADE: dict[str, Callable[[], str]] = {
    "names": names,
    "accepted": accepted,
    "methods_of_columns": lambda: methods(Cell, "column"),
    "methods_of_subjects": lambda: methods(SubjectRow, "subject"),
    "methods_of_sets": lambda: methods(RecordSet, "records"),
}
