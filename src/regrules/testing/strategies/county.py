"""Worlds of a county's own obligations: registers that hold what these look for, on and beside each date that matters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from attrs import evolve, field, frozen
from hypothesis import strategies as st

from ...model.measures import Count, Response, Tasks, Timeliness, parts_of
from ...model.plans import AgencyRule, Jurisdiction, Obligation, Plan
from ...model.predicates import Records
from ...model.schema import Schema
from ...model.targets import FigureOf
from ...model.windows import Periods, Window
from .county_days import days_that_matter, days_to_ask, span
from .county_fits import rows_that_fit
from .county_rows import Ground, beside_limit, limit_of, on_the_limit, subject_rows, table_rows
from .county_values import values_asked
from .pool import AGENCY_KINDS
from .rows import Row, uniform
from .worlds import World, columns_read, every_part

ALL_OF_TIME = {"complete_from": date(2000, 1, 1), "complete_to": date(2099, 12, 31)}
NO_EVENTS = ("subjects", "agencies", "figures", "attestations", "waivers", "extents")
SIZES = (2, 3, 1, 4, 3, 2, 0)
MANY = (3, 5, 2, 4, 6, 1, 0)
AMOUNTS = ("2", "4", "1", "3", "10", "0")
RESIDENTS = ("1000", "2500", "1000000", "999")


@frozen(kw_only=True, eq=False)
class Reading:
    """
    What obligations of a plan look at.

    Attributes:
        tables: The tables of records, those first that others refer to.
        columns: The columns, as ``table.column``.
        pool: The values that matter, by table and column.
        days: The days that matter.
        others: A day in each other window that is looked at; every world has them.
        asked: The days on which it is asked.
        agencies: Ids and kinds of the agencies that matter.
        figures: The figures of the register that are used.
        fits: Rows that are looked for, by table.
    """

    tables: tuple[str, ...]
    columns: frozenset[str]
    pool: dict[tuple[str, str], tuple[Any, ...]] = field(repr=False)
    days: tuple[date, ...]
    others: tuple[date, ...]
    asked: tuple[date, ...]
    agencies: dict[str, str]
    figures: tuple[str, ...]
    fits: dict[str, tuple[Row, ...]] = field(repr=False)


def reading(jurisdiction: Jurisdiction, plan: Plan, obligations: tuple[Obligation, ...]) -> Reading:
    """What *obligations* look at."""
    schema = jurisdiction.schema
    columns = {f"{table}.{name}" for each in obligations for table, name in _columns(each, schema)}
    days = sorted({day for each in obligations for day in days_that_matter(plan, each)})
    asked = sorted({day for each in obligations for day in days_to_ask(plan, each)})
    return Reading(
        tables=_tables(obligations, columns, schema),
        columns=frozenset(columns),
        pool=dict(values_asked(obligations, schema)),
        days=tuple(days),
        others=_others(obligations),
        asked=tuple(asked),
        agencies=agencies_of(jurisdiction, obligations),
        figures=_figures(obligations),
        fits=rows_that_fit(plan, obligations, schema),
    )


def _others(obligations: tuple[Obligation, ...]) -> tuple[date, ...]:
    windows = (part for each in obligations for part in every_part(each.measure) if isinstance(part, Window))
    return tuple(dict.fromkeys(each.start for each in windows))


def _columns(obligation: Obligation, schema: Schema) -> Iterator[tuple[str, str]]:
    """Table and name of every column that may be read; in tables of a plugin's own, whatever they refer to."""
    yield from columns_read(obligation, schema)
    for part in every_part(obligation):
        if isinstance(part, Records):
            yield from ((part.table, each.name) for each in schema.table(part.table).columns if each.refers)


def _tables(obligations: tuple[Obligation, ...], columns: set[str], schema: Schema) -> tuple[str, ...]:
    """The tables of records, triggers before their answers."""
    found = {column.split(".")[0] for column in columns}
    triggers = [each.measure.to.table for each in obligations if isinstance(each.measure, Response)]
    units = [parts_of(each.measure)[0].table for each in obligations if parts_of(each.measure)]
    ordered = dict.fromkeys((*triggers, *units, *schema.names))
    return tuple(name for name in ordered if name in found and name not in NO_EVENTS)


def agencies_of(jurisdiction: Jurisdiction, obligations: tuple[Obligation, ...]) -> dict[str, str]:
    """Kind by id of a few agencies: those that are named, then others of the county; made-up ones if it lists none."""
    kinds = {entry.id: entry.kind for entry in jurisdiction.agencies} or AGENCY_KINDS
    named = {rule.agency if isinstance(rule, AgencyRule) else rule for each in obligations for rule in each.agencies}
    first = [name for name in kinds if name in named]
    first += [name for name in kinds if kinds[name] in named]
    for each in obligations:
        if isinstance(each.measure, Tasks):
            first = [*dict.fromkeys(cell.agency for cell in each.measure.cells)][:2] + first
    chosen = [*dict.fromkeys((*first, *kinds))][: max(2, min(3, len(kinds)))]
    return {name: kinds.get(name, "station") for name in chosen}


def _figures(obligations: tuple[Obligation, ...]) -> tuple[str, ...]:
    found = [part.name for each in obligations for part in every_part(each) if isinstance(part, FigureOf)]
    rates = any(isinstance(part, Count) and part.per_million for each in obligations for part in every_part(each))
    return tuple(dict.fromkeys((*found, *(("residents",) if rates else ()))))


def of_plan(jurisdiction: Jurisdiction, plan: str, *obligations: str) -> Jurisdiction:
    """The county with one of its plans, and of that some obligations only; both are given by id."""
    whole = jurisdiction.plan(plan)
    chosen = tuple(whole.obligation(name) for name in obligations)
    return evolve(jurisdiction, plans=(evolve(whole, obligations=chosen),))


@st.composite
def county_worlds(draw: st.DrawFn, jurisdiction: Jurisdiction, plan: Plan, *obligations: Obligation) -> World:
    """
    Worlds of some obligations of a real plan, with the tables and columns that these read.

    Args:
        draw: Given by Hypothesis.
        jurisdiction: The county, with its own code, agencies and tables.
        plan: The plan.
        obligations: Those of its obligations that the world's plan has.
    """
    read = reading(jurisdiction, plan, obligations)
    return draw(worlds_read(jurisdiction, plan, obligations, read))


@st.composite
def worlds_read(
    draw: st.DrawFn, jurisdiction: Jurisdiction, plan: Plan, obligations: tuple[Obligation, ...], read: Reading
) -> World:
    """The same, where what the obligations look at is known already."""
    ground = Ground(
        draw=draw, code=jurisdiction.code, columns=read.columns, pool=read.pool, days=_inner(read), gaps=False,
        keys={}, fits=read.fits, grades=jurisdiction.schema.grades,
    )  # fmt: skip
    days = tuple(ground.one_of(ground.days) for _ in range(4))
    as_of = ground.one_of((*read.asked[::-1], *read.asked, *days))
    ground = evolve(ground, days=(*days, as_of, *read.others), gaps=ground.rarely(3))
    rows = _rows(ground, read, jurisdiction.schema, plan, obligations)
    known = ground.one_of((None, None, None, as_of, as_of + timedelta(days=60)))
    county = evolve(jurisdiction, plans=(evolve(plan, obligations=obligations),))
    return World(jurisdiction=county, rows=rows, as_of=as_of, known_at=known)


def _inner(read: Reading) -> tuple[date, ...]:
    """The days that matter, with a plain day in the middle before all."""
    middle = date.fromordinal((read.days[0].toordinal() + read.days[-1].toordinal()) // 2)
    return (middle, *read.days)


def _rows(
    ground: Ground, read: Reading, schema: Schema, plan: Plan, obligations: tuple[Obligation, ...]
) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    ground.keys["agencies"] = tuple(read.agencies)
    rows["agencies"] = [
        {"agency_id": name, "jurisdiction": ground.code, "name": name, "kind": kind}
        for name, kind in read.agencies.items()
    ]
    size = ground.one_of(SIZES)
    rows["subjects"] = subject_rows(ground, schema.table("subjects"), size)
    ground.keys["subjects"] = tuple(dict.fromkeys(row["subject_id"] for row in rows["subjects"]))
    for name in read.tables:
        if ground.gaps and ground.rarely():
            continue
        table = schema.table(name)
        rows[name] = table_rows(ground, table, ground.one_of(MANY))
        if table.identity and not table.column(table.identity).refers:
            ground.keys[name] = tuple(str(row[table.identity]) for row in rows[name])
    for each in obligations:
        _beside_limits(ground, schema, each, rows)
    rows |= _papers(ground, read, plan, obligations)
    return rows


def _beside_limits(ground: Ground, schema: Schema, obligation: Obligation, rows: dict[str, list[Row]]) -> None:
    """Records closed, and triggers answered, on and beside the day that their clock runs out."""
    measure = obligation.measure
    if isinstance(measure, Timeliness) and measure.of.table in rows:
        on_the_limit(ground, schema.table(measure.of.table), measure, rows[measure.of.table])
    if isinstance(measure, Response) and rows.get(measure.to.table) and rows.get(measure.by.table):
        _answer(ground, schema, measure, rows[measure.to.table], rows[measure.by.table])


def _answer(ground: Ground, schema: Schema, measure: Response, triggers: list[Row], answers: list[Row]) -> None:
    """Many of the answers concern a trigger, and lie where it matters: on its day, the next, on its limit or beside it."""
    to, by = schema.table(measure.to.table), schema.table(measure.by.table)
    started, dated = measure.to.dated or to.dated or "", measure.by.dated or by.dated or ""
    match = measure.match.name if measure.match else "subject_id"
    for answer in answers:
        trigger = ground.one_of(triggers)
        if trigger is answer or trigger.get(started) is None or dated not in answer or ground.rarely(3):
            continue
        if match == "follows" and "follows" in answer and by.name != to.name:
            answer["follows"] = trigger[to.identity or ""]
        elif match in answer and match in trigger and match != "follows":
            answer[match] = trigger[match]
        own = trigger.get(measure.due.name) if measure.due else None
        limit = own or limit_of(measure.within, trigger[started])
        answer[dated] = beside_limit(ground, limit)
        for name, value in answer.items():  # no step of the answer comes before it
            if isinstance(value, date) and by.column(name).step and name != dated:
                answer[name] = max(value, answer[dated])


def _papers(ground: Ground, read: Reading, plan: Plan, obligations: tuple[Obligation, ...]) -> dict[str, list[Row]]:
    """The small tables: figures, attestations, waivers, extents."""
    found: dict[str, list[Row]] = {}
    years = sorted({plan.period.end.year, plan.period.start.year - 1})
    if read.figures:
        found["figures"] = uniform([
            {
                "jurisdiction": ground.code, "name": name, "year": year, "agency": agency,
                "value": Decimal(ground.one_of(RESIDENTS if name == "residents" else AMOUNTS)),
            }
            for name in read.figures
            for year in years
            for agency in (None, *ground.keys["agencies"])
            if not (ground.gaps and ground.rarely(4))
        ])  # fmt: skip
    found["attestations"] = _attestations(ground, plan, obligations)
    if ground.keys["subjects"] and ground.rarely(5):
        since, until = ground.one_of(((None, None), (ground.days[0], None), (None, ground.days[0])))
        pattern = ground.one_of((obligations[0].id, "*", "other/*"))
        subject = ground.one_of(ground.keys["subjects"])
        row = {"subject_id": subject, "obligation": pattern, "from": since, "until": until, "reason": "r"}
        found["waivers"] = [row]
    if not ground.gaps:
        found["extents"] = [{"table": name, **ALL_OF_TIME} for name in read.tables]
    elif ground.rarely(2):
        first, last = sorted((ground.days[0], ground.days[-1]))
        found["extents"] = [
            {"table": name, "complete_from": first, "complete_to": last} for name in read.tables if ground.rarely(2)
        ]
    return found


def _attestations(ground: Ground, plan: Plan, obligations: tuple[Obligation, ...]) -> list[Row]:
    labels: list[str | None] = [None]
    for each in obligations:
        if isinstance(each.each, Periods):
            labels += [label for label, _ in each.each.within(span(plan, each.window))][:2]
    return [
        {
            "jurisdiction": ground.code,
            "obligation": ground.one_of((*(each.id for each in obligations), "other/a")),
            "agency": ground.one_of((None, *ground.keys["agencies"])),
            "period": ground.one_of(labels),
            "done_on": ground.one_of(ground.days),
            "evidence": "minutes",
        }
        for _ in range(ground.one_of((1, 0, 2)))
    ]
