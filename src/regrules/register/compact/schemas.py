"""One schema that accepts what several accept."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from ...model.schema import ColumnSchema, Schema, TableSchema
from ...model.tables import CORE


def joined_schema(schemas: Iterable[Schema]) -> Schema:
    """The schema with the tables, columns, words and grading schemes of the core and of all *schemas*."""
    tables = {table.name: table for table in CORE.tables}
    grades = dict(CORE.grades)
    for schema in schemas:
        for table in schema.tables:
            tables[table.name] = _joined_tables(tables[table.name], table) if table.name in tables else table
        grades.update(schema.grades)
    return Schema(tables=tuple(tables.values()), grades=grades)


def _joined_tables(one: TableSchema, other: TableSchema) -> TableSchema:
    columns = {column.name: column for column in one.columns}
    for column in other.columns:
        columns[column.name] = _joined_columns(columns[column.name], column) if column.name in columns else column
    return evolve(one, columns=tuple(columns.values()))


def _joined_columns(one: ColumnSchema, other: ColumnSchema) -> ColumnSchema:
    if not one.words or not other.words:  # an open list on either side
        return evolve(one, words=())
    return evolve(one, words=tuple(dict.fromkeys((*one.words, *other.words))))
