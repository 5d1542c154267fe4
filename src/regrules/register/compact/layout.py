"""How a compact register stands in its folder: the names of its files, its schema and its values as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import attrs

from ...model.schema import ColumnSchema, Schema, TableSchema
from ...model.text import Text
from ..parse import EMPTY_SET, as_text

FORMAT, VERSION = "regrules compact register", 2
INDEX = "compact.json"
DATA = "data-"
IDS = ".subjects"
"""The folder of the ids of the subjects, in the place of a table's."""
LISTED = 1_000
"""So many different values of a column at most stand in the index; more stand in a file of their own."""


def is_compact(path: str | Path) -> bool:
    """Whether a folder holds a compact register."""
    return (Path(path) / INDEX).is_file()


def array_file(table: str, name: str) -> str:
    """The file of an array, within the folder."""
    return f"{quote(table, safe='')}/{quote(name, safe='')}.npy"


def written(values: Iterable[Any]) -> list[str]:
    """Values of a column as texts."""
    return [as_text(value) for value in values]


def read_values(column: ColumnSchema, texts: Iterable[str]) -> list[Any]:
    """The values of a column from their texts."""
    match column.type:
        case "words":
            return [frozenset() if text == EMPTY_SET else frozenset(text.split(";")) for text in texts]
        case "flag":
            return [text == "true" for text in texts]
        case "whole":
            return [int(text) for text in texts]
        case "number":
            return [Decimal(text) for text in texts]
        case "time":
            return [datetime.fromisoformat(text) for text in texts]
        case "date":
            return [date.fromisoformat(text) for text in texts]
    return list(texts)


def schema_data(schema: Schema) -> dict[str, Any]:
    """A schema as plain data, without what has its usual value."""
    tables = []
    for table in schema.tables:
        data = _without_usual(table) | {"columns": [_without_usual(column) for column in table.columns]}
        tables.append(data)
    return {"tables": tables, "grades": {name: list(grades) for name, grades in schema.grades.items()}}


def _without_usual(record: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if isinstance(value, Text):
            found[field.name] = attrs.asdict(value)
        elif value != field.default and value != ():
            found[field.name] = list(value) if isinstance(value, tuple) else value
    return found


def schema_from(data: Mapping[str, Any]) -> Schema:
    """The schema of such data."""
    grades = {name: tuple(grades) for name, grades in data["grades"].items()}
    return Schema(tables=[_table(each) for each in data["tables"]], grades=grades)


def _table(data: Mapping[str, Any]) -> TableSchema:
    columns = [ColumnSchema(**{**column, "heading": Text(**column["heading"])}) for column in data["columns"]]
    return TableSchema(**{**data, "heading": Text(**data["heading"]), "columns": columns})
