"""Registers built for one obligation: so many members that count, so many of them hits, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from ....analysis.witness import Witness, witness_rows
from ....model.predicates import Column, Predicate, Records
from ....model.schema import Schema
from ....model.text import Text
from ....model.windows import Window
from ...strategies.county import ALL_OF_TIME, NO_EVENTS, of_plan
from ...strategies.rows import Row, uniform
from ...strategies.worlds import World
from .asks import Ask

Rows = dict[str, list[Row]]
Cells = dict[str, Any]


class NoRecipeError(Exception):
    """No register can be built for an obligation; holds the reason as :class:`Text`."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.reason = Text(zh=zh, en=en)


@frozen(kw_only=True, eq=False)
class Recipe:
    """
    How a register for one question is built.

    Attributes:
        ask: The question.
        as_of: The day on which it is asked.
        hit: The rows of a member, by its number, that is a hit.
        miss: The rows of one that is none; None where only hits are counted.
        base: Further rows that every such register has.
        sure: Whether nothing in the predicates can make the members count otherwise: they ask for no related records,
            and one row of the subject serves them all.
    """

    ask: Ask
    as_of: date
    hit: Callable[[int], Rows]
    miss: Callable[[int], Rows] | None = None
    base: Rows = field(factory=dict)
    sure: bool = True

    def world(self, hits: int, misses: int = 0, figures: Mapping[str, Any] | None = None) -> World:
        """
        A register with so many hits and misses.

        Args:
            hits: How many hits.
            misses: How many misses.
            figures: Values of the register's figures for the year of the window's end, by name.
        """
        parts = [self.base, *map(self.hit, range(hits))]
        if self.miss is not None:
            parts += [self.miss(hits + number) for number in range(misses)]
        return world_of(self.ask, parts, self.as_of, figures or {})


def world_of(ask: Ask, parts: Iterable[Rows], as_of: date, figures: Mapping[str, Any]) -> World:
    """The parts as one register, complete for all time, asked of one obligation alone."""
    schema, code = ask.jurisdiction.schema, ask.jurisdiction.code
    rows: Rows = {"subjects": []}
    for part in parts:
        for name, found in part.items():
            rows.setdefault(name, []).extend(found)
    named = {"jurisdiction": code}
    if "agencies" not in rows:  # where the agencies are what is counted there are no others
        rows["agencies"] = [
            {"agency_id": name, "name": name, "kind": kind, **named} for name, kind in ask.agencies.items()
        ]
    tables = [table.name for table in schema.tables if table.name not in NO_EVENTS and (table.dated or table.since)]
    rows["extents"] = [{"table": name, **ALL_OF_TIME} for name in tables]
    if figures:
        years = {"year": ask.window.end.year, **named}
        rows["figures"] = [
            {"name": name, "value": value, "agency": agency, **years}
            for name, value in figures.items()
            for agency in ((None,) if name == "residents" else (None, *ask.agencies))
        ]
    county = of_plan(ask.jurisdiction, ask.plan.id, ask.obligation.id)
    return World(jurisdiction=county, rows={name: uniform(found) for name, found in rows.items()}, as_of=as_of)


@frozen(kw_only=True, eq=False)
class Person:
    """
    The subject that witnesses ask for, the same on every day.

    Attributes:
        cells: Its columns.
        grades: Its grade under each scheme.
        related: The witness that holds the records it must have besides; None if it must have none.
        united: Whether sets of several witnesses were joined for it.
    """

    cells: Cells
    grades: dict[str, str]
    related: Witness | None = None
    united: bool = False


def person(*witnesses: Witness | None) -> Person:
    """
    One subject that serves all *witnesses*; what an earlier one says of a column goes before.

    Raises:
        NoRecipeError: they want different things of it, or it to change.
    """
    cells: Cells = {}
    grades: dict[str, str] = {}
    united = False
    for found in filter(None, witnesses):
        for version in found.subject.values():
            for name, value in version.items():
                before = cells.setdefault(name, value)
                if before != value:
                    cells[name] = _both(before, value)
                    united = True
        for (scheme, _), grade in found.grades.items():
            if grades.setdefault(scheme, grade) != grade:
                raise NoRecipeError("要求监管对象先后级别不同", "the subject must change its grade")
    related = next((found for found in witnesses if found is not None and found.related), None)
    return Person(cells=cells, grades=grades, related=related, united=united)


def _both(one: Any, other: Any) -> Any:
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return one | other
    if isinstance(one, date) and isinstance(other, date):
        return min(one, other)
    raise NoRecipeError("所需的监管对象先后不同", "the subject must change, or be two things at once")


def subject_rows(ask: Ask, who: Person, name: str) -> Rows:
    """The subject with its grades and the records that it must have."""
    schema = ask.jurisdiction.schema
    blank = Witness(table="subjects", on=ask.as_of, row={}, subject={ask.as_of: who.cells})
    full = evolve(blank, related=who.related.related) if who.related else blank
    rows = witness_rows(full, schema, subject_id=name, jurisdiction=ask.jurisdiction.code, agency=ask.home)
    for row in rows["subjects"]:
        row.setdefault("agency", ask.home)
        _marked(ask, "subjects", row)
    graded = [{"subject_id": name, "scheme": scheme, "grade": grade} for scheme, grade in who.grades.items()]
    if graded:
        rows["gradings"] = [*rows.get("gradings", ()), *graded]
    return {table: found for table, found in rows.items() if table not in ("extents", "agencies")}


def record(ask: Ask, found: Witness, name: str, number: int, **cells: Any) -> Row:
    """The row of a witness that is a record, with keys of its own and *cells* besides."""
    bare = evolve(found, subject={}, grades={}, related=())
    schema = ask.jurisdiction.schema
    rows = witness_rows(bare, schema, subject_id=name, jurisdiction=ask.jurisdiction.code, agency=ask.home)
    row = dict(rows[found.table][0])
    shape = schema.table(found.table)
    if shape.identity and not shape.column(shape.identity).refers:
        row[shape.identity] = f"{name}-{shape.row}-{number}"
    _marked(ask, found.table, row)
    return row | {column: value for column, value in cells.items() if shape.has(column)}


def _marked(ask: Ask, table: str, row: Row) -> None:
    """The row with the value whose verdict is wanted, where the column is its table's."""
    each = ask.obligation.each
    if isinstance(each, Column) and each.table == table and each.via is None:
        row[each.name] = ask.value


def joined(*parts: Rows) -> Rows:
    """The rows of several parts."""
    rows: Rows = {}
    for part in parts:
        for name, found in part.items():
            rows.setdefault(name, []).extend(found)
    return rows


def key_name(schema: Schema, table: str) -> str:
    """The column that names a row of *table*."""
    name = schema.table(table).identity
    if name is None:
        raise NoRecipeError("该台账没有编号列", "the table has no key")
    return name


def unlike(records: Records, where: Predicate, day: date) -> Records:
    """Records of the same kind and day that meet other conditions."""
    within = None if records.table == "subjects" else Window(start=day, end=day)
    return evolve(records, where=where, within=within)
