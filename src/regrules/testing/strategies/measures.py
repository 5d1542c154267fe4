"""Strategies for measures, one for each kind."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from ...model.clocks import Clock
from ...model.measures import (
    Attested,
    Count,
    Coverage,
    Growth,
    Mean,
    Measure,
    Response,
    Share,
    TaskCell,
    TaskKind,
    Tasks,
    Timeliness,
)
from ...model.predicates import Always, Column, Records, Times
from ...model.schema import Schema
from ...model.tables import CORE
from ...model.targets import FigureOf
from ...model.text import Text
from .pool import AGENCIES
from .predicates import predicates, record_sets
from .windows import clocks, fixed_windows, hour_clocks

OF_SUBJECTS = ("inspections", "inspections", "filings", "reports", "samples", "leads", "actions", "assignments")
OF_AGENCIES = ("staff", "inspections", "meetings", "filings", "leads")
CLOCKED = (
    ("leads", "received_on", "closed_on", True),
    ("leads", "received_on", "answered_on", True),
    ("filings", "received_on", "verified_on", True),
    ("samples", "result_on", "handled_on", True),
    ("samples", "sampled_on", "reported_on", True),
    ("reports", "received_on", "reviewed_on", False),
    ("inspections", "date", "published_on", False),
    ("assignments", "assigned_on", "done_on", True),
)
ANSWERED = (
    ("inspections", "inspections", None),
    ("inspections", "inspections", "follows"),
    ("inspections", "inspections", "visit_id"),
    ("inspections", "inspections", "campaign"),
    ("inspections", "filings", "follows"),
    ("inspections", "filings", "campaign"),
    ("samples", "samples", "follows"),
    ("samples", "actions", None),
    ("samples", "actions", "follows"),
    ("leads", "inspections", None),
    ("actions", "inspections", None),
    ("assignments", "filings", "campaign"),
)
LIMITS = dict.fromkeys(("samples", "leads", "actions", "assignments"), "due_on") | {"inspections": "rectify_by"}
HOURLY = (("leads", "received_at", "closed_at"), ("reports", "learned_at", "received_at"))
NEVER, AT_MOST_ONCE = Times(least=0, most=0), Times(least=0, most=1)
TIMES = (Times(), Times(), Times(), Times(least=2), AT_MOST_ONCE, NEVER, Times(least=1, most=1))
ANSWERS = (Times(), Times(), Times(), Times(least=2), NEVER)


def measures(kind: str | None = None, schema: Schema | None = None) -> st.SearchStrategy[Measure]:
    """Measures of every kind, or of the one called *kind* (see ``KINDS``)."""
    tables = schema or CORE
    chosen = st.sampled_from(tuple(KINDS)) if kind is None else st.just(kind)
    return chosen.flatmap(lambda name: KINDS[name](tables))


@st.composite
def coverages(draw: st.DrawFn, schema: Schema) -> Coverage:
    """Shares of subjects, of owners or of agencies that were reached so often, by records or by states."""
    times = draw(st.sampled_from(TIMES))
    match draw(st.sampled_from(("subjects",) * 4 + ("states", "owners", "agencies", "agencies"))):
        case "agencies":
            by = draw(record_sets(draw(st.sampled_from(OF_AGENCIES)), schema))
            return Coverage(of=draw(record_sets("agencies", schema)), by=by, times=times)
        case "states":
            return Coverage(of=draw(record_sets("subjects", schema)), by=draw(_graded(schema)), times=times)
        case "owners":
            of = draw(record_sets("subjects", schema))
            of = Records(table="subjects", where=of.where, grouped="owner_id")
        case _:
            of = draw(record_sets("subjects", schema))
    by = draw(record_sets(draw(st.sampled_from(OF_SUBJECTS)), schema))
    visit = by.table == "inspections" and draw(st.booleans())
    return Coverage(of=of, by=by, times=times, once_per=Column(table=by.table, name="visit_id") if visit else None)


@st.composite
def _graded(draw: st.DrawFn, schema: Schema) -> Records:
    """Gradings as states, or as events by the day they begin or are published."""
    dated = draw(st.sampled_from((None, "valid_from", "published_on")))
    return Records(table="gradings", where=draw(predicates("gradings", schema)), dated=dated)


@st.composite
def counts(draw: st.DrawFn, schema: Schema) -> Count:
    """Numbers of records, of different subjects, per million residents."""
    of = draw(record_sets(draw(st.sampled_from((*OF_SUBJECTS, "meetings"))), schema))
    form = draw(st.sampled_from(("records", "records", "subjects", "values", "rate")))
    names = [name for name in ("campaign", "visit_id", "programme", "agency") if schema.table(of.table).has(name)]
    if form == "subjects" and of.table != "meetings":
        return Count(of=of, distinct=Column(table=of.table, name="subject_id"))
    if form == "values" and names:
        return Count(of=of, distinct=Column(table=of.table, name=draw(st.sampled_from(names))))
    return Count(of=of, per_million=form == "rate")


@st.composite
def shares(draw: st.DrawFn, schema: Schema) -> Share:
    """Shares of records or of subjects with a property."""
    table = draw(st.sampled_from(("subjects", *OF_SUBJECTS, "meetings")))
    asked = predicates(table, schema)
    having = draw(asked)
    if isinstance(having, Always):
        having = draw(asked)
    return Share(of=draw(record_sets(table, schema)), having=having)


@st.composite
def means(draw: st.DrawFn, schema: Schema) -> Mean:
    """Averages of scores, and of numbers without a highest value."""
    table, name = draw(st.sampled_from((("reports", "score"), ("reports", "score"), ("inspections", "officers"))))
    return Mean(of=draw(record_sets(table, schema)), value=Column(table=table, name=name))


@st.composite
def growths(draw: st.DrawFn, schema: Schema) -> Growth:
    """Changes against another window, another measure of the kind, a figure."""
    kinds: tuple[Callable[[Schema], st.SearchStrategy[Count | Share | Mean]], ...] = (counts, counts, shares, means)
    kind = draw(st.sampled_from(kinds))
    of = draw(kind(schema))
    match draw(st.sampled_from(("window", "window", "measure", "figure"))):
        case "measure":
            return Growth(of=of, versus=draw(kind(schema)))
        case "figure":
            return Growth(of=of, versus=FigureOf(name="reports_last_year"))
    return Growth(of=of, versus=draw(fixed_windows()))


@st.composite
def timelinesses(draw: st.DrawFn, schema: Schema) -> Timeliness:
    """Shares of records closed within a clock, by their own due date, or by an hour."""
    within: Clock | None
    if draw(st.integers(0, 4)) == 4:
        table, start, end = draw(st.sampled_from(HOURLY))
        due, within = False, draw(hour_clocks())
    else:
        table, start, end, has_due = draw(st.sampled_from(CLOCKED))
        due = has_due and draw(st.booleans())
        within = None if due and draw(st.booleans()) else draw(clocks())
    return Timeliness(
        of=draw(record_sets(table, schema, moved=False)),
        start=Column(table=table, name=start),
        end=Column(table=table, name=end),
        within=within,
        due=Column(table=table, name="due_on") if due else None,
    )


@st.composite
def responses(draw: st.DrawFn, schema: Schema) -> Response:
    """Shares of triggers that are answered, within a clock or not, after them or before."""
    to, by, match = draw(st.sampled_from(ANSWERED))
    form = draw(st.sampled_from(("open", "open", "clock", "clock", "due", "before", "shortly before")))
    return Response(
        to=draw(record_sets(to, schema)),
        by=draw(record_sets(by, schema)),
        match=Column(table=by, name=match) if match else None,
        within=draw(clocks()) if form in ("clock", "shortly before") else None,
        due=Column(table=to, name=LIMITS[to]) if form == "due" else None,
        before=form in ("before", "shortly before"),
        times=draw(st.sampled_from(ANSWERS)),
    )


@st.composite
def task_tables(draw: st.DrawFn, schema: Schema) -> Tasks:
    """Attached tables of one or two kinds, two agencies and some quarters."""
    names = ("first", "second")[: draw(st.integers(1, 2))]
    kinds = [
        TaskKind(name=name, title=Text(zh="任务", en="task"), of=draw(record_sets("inspections", schema, moved=False)))
        for name in names
    ]
    periods = st.sampled_from(("2025-Q1", "2025-Q2", "2025-Q3"))
    places = st.tuples(st.sampled_from(AGENCIES[:2]), periods, st.sampled_from(names))
    cells = [
        TaskCell(agency=agency, period=period, kind=kind, planned=draw(st.sampled_from((1, 2, 3, 0))))
        for agency, period, kind in draw(st.lists(places, min_size=1, max_size=6, unique=True))
    ]
    visit = Column(table="inspections", name="visit_id") if draw(st.integers(0, 3)) == 3 else None
    return Tasks(kinds=kinds, cells=cells, cumulative=draw(st.booleans()), once_per=visit)


def attested(_schema: Schema) -> st.SearchStrategy[Attested]:
    """Duties that a person confirms."""
    return st.just(Attested(evidence=Text(zh="会议纪要", en="minutes")))


KINDS: dict[str, Callable[[Schema], st.SearchStrategy[Measure]]] = {
    "coverage": coverages,
    "count": counts,
    "share": shares,
    "mean": means,
    "growth": growths,
    "timeliness": timelinesses,
    "response": responses,
    "tasks": task_tables,
    "attested": attested,
}
