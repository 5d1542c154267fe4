"""Strategies for obligations, plans and jurisdictions."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st

from ...model.clocks import Clock
from ...model.measures import Attested, Growth, Measure, Tasks, parts_of
from ...model.names import Row, as_column, subject
from ...model.plans import (
    AgencyEntry,
    AgencyRule,
    EscalationStep,
    Jurisdiction,
    Obligation,
    Plan,
)
from ...model.predicates import Column
from ...model.schema import Schema
from ...model.tables import CORE
from ...model.targets import Stages
from ...model.text import Text
from ...model.windows import AnyWindow, Periods, between_dates, calendar_year
from .measures import KINDS, measures
from .pool import AGENCIES, AGENCY_KINDS, CITY, COUNTY, YEAR
from .predicates import predicates
from .targets import targets
from .windows import due_windows, fixed_windows, periods, windows

TITLE = Text(zh="任务", en="duty")
PERIODS = (
    calendar_year(YEAR),
    calendar_year(YEAR),
    calendar_year(YEAR),
    between_dates("2024-01-01", "2026-12-31"),
    between_dates("2025-02-01", "2025-11-30"),
)
STEPS = (
    EscalationStep(title=Text(zh="提醒", en="reminder"), action="notice", within=Clock(amount=5, unit="working_day")),
    EscalationStep(title=Text(zh="约谈", en="interview"), action="interview", within=Clock(amount=1, unit="month")),
    EscalationStep(title=Text(zh="立案", en="case"), action="case_filed"),
)


@st.composite
def obligations(draw: st.DrawFn, kind: str | None = None, schema: Schema | None = None) -> Obligation:
    """
    Obligations with a measure of every kind, or of the one called *kind*.

    Args:
        kind: A name of ``KINDS``; any if unsaid.
        schema: The tables; the core's if unsaid.
    """
    schema = schema or CORE
    kind = kind or draw(st.sampled_from(tuple(KINDS)))
    measure = draw(measures(kind, schema))
    window = draw(_window_for(measure))
    target = draw(targets(measure)) if draw(st.integers(0, 11)) < 11 or kind == "attested" else None
    return Obligation(
        id=f"{kind}/{draw(st.sampled_from('ab'))}",
        clause="1.1",
        title=TITLE,
        agencies=draw(responsible(schema)),
        measure=measure,
        window=window,
        target=target,
        each=draw(each_for(measure, isinstance(target, Stages), schema)),
        strength=draw(st.sampled_from(("must", "must", "in_principle", "aims_at"))),
        escalation=draw(st.sampled_from(((), (), STEPS, STEPS[:1], STEPS[1:]))),
        in_force=draw(st.sampled_from((None,) * 20 + (between_dates("2025-02-01", "2025-06-30"), calendar_year(YEAR)))),
    )


def _window_for(measure: Measure) -> st.SearchStrategy[AnyWindow]:
    match measure:
        case Tasks():
            return st.just(calendar_year(YEAR))
        case Attested():
            return due_windows()
        case Growth():
            return fixed_windows()
    return windows()


@st.composite
def responsible(draw: st.DrawFn, schema: Schema) -> tuple[str | AgencyRule, ...]:
    """Who must act: an agency, a kind of agency, rules in order."""
    rule = draw(st.integers(0, 3)) == 3
    if not rule:
        return (draw(st.sampled_from(("station", *AGENCIES))),)
    first = AgencyRule(when=draw(predicates("subjects", schema, related=False)), agency=AGENCIES[2])
    second = AgencyRule(when=draw(predicates("subjects", schema, related=False)), agency=AGENCIES[0])
    return (first, second) if draw(st.booleans()) else (first, "station")


def each_for(measure: Measure, staged: bool, schema: Schema) -> st.SearchStrategy[Periods | Column | None]:
    """The values for each of which *measure* may be asked: mostly none, else periods of the window or a column."""
    nothing: st.SearchStrategy[Periods | Column | None] = st.none()
    columns = each_columns(measure, schema)
    choices = [nothing, nothing, nothing, nothing, st.sampled_from(columns)]
    if not staged and not isinstance(measure, (Tasks, Growth)):
        choices.append(periods())
    return st.one_of(choices)


def each_columns(measure: Measure, schema: Schema) -> tuple[Column, ...]:
    """The columns whose every value may have a verdict of its own under *measure*."""
    agency = as_column(Row("agencies", schema))
    place = subject.jurisdiction.column
    if isinstance(measure, Tasks):
        return (agency,)
    tables = {part.table for part in parts_of(measure)[:1]}
    if isinstance(measure, (Attested, Growth)) or tables & {"agencies", "meetings", "staff"}:
        return (agency, place)
    found = [agency, place, subject.owner_id.column]
    found += [Column(table=name, name="campaign") for name in tables if schema.table(name).has("campaign")] * 2
    return tuple(found)


@st.composite
def plans(draw: st.DrawFn, *kinds: str, schema: Schema | None = None) -> Plan:
    """Plans with an obligation of each of *kinds*, or of one to three kinds."""
    chosen = kinds or tuple(draw(st.lists(st.sampled_from(tuple(KINDS)), min_size=1, max_size=3, unique=True)))
    return Plan(
        id="example-2025",
        title=Text(zh="计划", en="Plan"),
        period=draw(st.sampled_from(PERIODS)),
        obligations=tuple(draw(obligations(kind, schema)) for kind in chosen),
    )


@st.composite
def jurisdictions(draw: st.DrawFn, *kinds: str, schema: Schema | None = None) -> Jurisdiction:
    """A county with such a plan, or the city above it."""
    entries = [AgencyEntry(id=name, name=Text(zh="所", en=name), kind=AGENCY_KINDS[name]) for name in AGENCIES]
    county = Jurisdiction(
        id="example",
        code=COUNTY,
        name=Text(zh="示例县", en="Example"),
        agencies=entries,
        plans=(draw(plans(*kinds, schema=schema)),),
        schema=schema or CORE,
    )
    return evolve(county, code=CITY) if draw(st.integers(0, 7)) == 7 else county
