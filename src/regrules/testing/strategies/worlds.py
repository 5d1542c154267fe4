"""Worlds: a county with a plan, a register in which it has something to find, and a day on which it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
from attrs import evolve, field, frozen
from hypothesis import strategies as st

from ...model.measures import Timeliness, parts_of
from ...model.plans import Jurisdiction, Obligation, Plan
from ...model.predicates import Column, Grade, OpenedBy, Records
from ...model.schema import Schema
from ...model.tables import CORE
from .plans import jurisdictions
from .registers import Rows, register_rows
from .windows import as_of_days

if TYPE_CHECKING:
    from ...register import Register

ALWAYS_READ = ("subjects", "agencies", "figures", "attestations", "waivers", "extents", "actions")


def _briefly(jurisdiction: Jurisdiction) -> str:
    """The county's code and plans; its schema would fill pages."""
    return f"{jurisdiction.code}, {jurisdiction.plans}"


@frozen(kw_only=True)
class World:
    """
    One question, whole.

    Attributes:
        jurisdiction: The county, with one plan.
        rows: The rows of its register, by table.
        as_of: The day of the question.
        known_at: What was known on this day; None for everything.
    """

    jurisdiction: Jurisdiction = field(repr=_briefly)
    rows: Rows
    as_of: date
    known_at: date | None = field(default=None)

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(repr(self))  # Hypothesis would print every field, the schema with it

    @property
    def plan(self) -> Plan:
        """Its plan."""
        return self.jurisdiction.plans[0]

    @property
    def register(self) -> Register:
        """Its own part of the register that the rows make up."""
        from ...register import from_records

        return from_records(self.jurisdiction.schema, **self.rows).jurisdiction(self.jurisdiction.code)


def asking(world: World, *obligations: Obligation) -> World:
    """The world with other obligations in its plan."""
    plan = evolve(world.plan, obligations=obligations)
    return evolve(world, jurisdiction=evolve(world.jurisdiction, plans=(plan,)))


@st.composite
def worlds(draw: st.DrawFn, *kinds: str, schema: Schema | None = None) -> World:
    """Worlds with an obligation of each of *kinds*; the register holds the tables and columns that the plan reads."""
    schema = schema or CORE
    jurisdiction = draw(jurisdictions(*kinds, schema=schema))
    plan = jurisdiction.plans[0]
    columns = {f"{table}.{name}" for each in plan.obligations for table, name in columns_read(each, schema)}
    tables = {column.split(".")[0] for column in columns} | set(ALWAYS_READ)
    names = tuple(each.id for each in plan.obligations)
    rows = draw(register_rows(schema, tables=tables, columns=columns, obligations=names))
    as_of = draw(as_of_days())
    later = draw(st.sampled_from((None, None, None, None, as_of, max(as_of, date(2025, 12, 31)))))
    return World(jurisdiction=jurisdiction, rows=rows, as_of=as_of, known_at=later)


def columns_read(obligation: Obligation, schema: Schema) -> Iterator[tuple[str, str]]:
    """Table and name of every column that *obligation* may read."""
    yield from (("subjects", name) for name in ("agency", "opened_on", "closed_on", "valid_to", "recorded_on"))
    for part in every_part(obligation):
        match part:
            case Column(table=table, name=name):
                yield table, name
            case Records(table=table, dated=dated, grouped=grouped):
                yield from ((table, name) for name in (dated, grouped) if name)
                yield from _always(table, schema)
            case Grade():
                yield from (("gradings", name) for name in ("scheme", "published_on", "recorded_on"))
            case OpenedBy():
                yield "subjects", "opened_on"
    for records in parts_of(obligation.measure):
        if isinstance(obligation.each, Column) and schema.table(records.table).has(obligation.each.name):
            yield records.table, obligation.each.name
    if isinstance(obligation.measure, Timeliness):
        yield "leads", "received_on"


def _always(table: str, schema: Schema) -> Iterator[tuple[str, str]]:
    """Columns that matter whatever is asked: who, when, known since when, and the keys by which records answer."""
    shape = schema.table(table)
    for column in shape.columns:
        if column.name in ("subject_id", "agency", "recorded_on", "follows", "campaign", "visit_id"):
            yield table, column.name
        if column.dated_by:
            yield table, column.dated_by


def every_part(value: Any) -> Iterator[Any]:
    """Everything that *value* is made of, itself included."""
    if attrs.has(type(value)):
        yield value
        for each in attrs.fields(type(value)):
            yield from every_part(getattr(value, each.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from every_part(each)
