"""One schema for the registers of several jurisdictions: the core's tables, with the additions of all."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from ..errors import PluginError
from ..model.schema import ColumnSchema, Schema, TableSchema
from ..model.tables import CORE


def merged_schema(schemas: Mapping[str, Schema]) -> Schema:
    """
    The schema that holds everything that any of *schemas* holds.

    Args:
        schemas: The schema of each jurisdiction, by the name by which a refusal calls it.

    Raises:
        PluginError: two of them give the same table, column or grading scheme in different ways; all such are named.
    """
    merging = _Merging()
    for name, schema in schemas.items():
        merging.take_in(name, schema)
    if merging.contradictions:
        raise PluginError("\n".join(merging.contradictions))
    return Schema(tables=tuple(merging.tables.values()), grades=merging.grades)


class _Merging:
    """What has been taken in so far, and who gave it first."""

    def __init__(self) -> None:
        self.tables: dict[str, TableSchema] = {each.name: each for each in CORE.tables}
        self.grades: dict[str, tuple[str, ...]] = dict(CORE.grades)
        self.givers: dict[str, str] = {}
        self.contradictions: list[str] = []

    def take_in(self, giver: str, schema: Schema) -> None:
        """Add what *schema* has more than what is there."""
        if schema is CORE:
            return
        for table in schema.tables:
            there = self.tables.get(table.name)
            if there is None:
                self.tables[table.name] = table
                self.givers[f"table `{table.name}`"] = giver
            elif there != table:
                self.tables[table.name] = self._both(giver, there, table)
        for scheme, grades in schema.grades.items():
            if self.grades.setdefault(scheme, grades) != grades:
                self._contradiction(giver, f"grading scheme `{scheme}`")
            self.givers.setdefault(f"grading scheme `{scheme}`", giver)

    def _both(self, giver: str, there: TableSchema, more: TableSchema) -> TableSchema:
        if evolve(there, columns=()) != evolve(more, columns=()):
            self._contradiction(giver, f"table `{there.name}`")
        columns = {column.name: column for column in there.columns}
        for column in more.columns:
            what = f"column `{there.name}.{column.name}`"
            known = columns.get(column.name)
            if known is None:
                columns[column.name] = column
                self.givers.setdefault(what, giver)
            elif evolve(known, words=()) != evolve(column, words=()) or bool(known.words) != bool(column.words):
                self._contradiction(giver, what)
            else:
                columns[column.name] = _with_words_of(known, column)
        return evolve(there, columns=tuple(columns.values()))

    def _contradiction(self, giver: str, what: str) -> None:
        table = what.replace("column", "table").partition(".")[0].rstrip("`") + "`"
        first = self.givers.get(what) or self.givers.get(table) or "regrules itself"
        self.contradictions.append(
            f"`{first}` and `{giver}` both have the {what}, but in different ways, so no register can serve both; "
            "give one of the two another name"
        )


def _with_words_of(known: ColumnSchema, column: ColumnSchema) -> ColumnSchema:
    more = tuple(word for word in column.words if word not in known.words)
    return evolve(known, words=(*known.words, *more)) if more else known
