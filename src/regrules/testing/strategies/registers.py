"""Strategies for registers: small worlds in which the days and values of rules meet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from ...model.schema import Schema
from ...model.tables import CORE
from .pool import AGENCIES, COUNTY, SOME_DAYS, SUBJECTS, YEAR
from .rows import Row, Surroundings, agency_rows, events, grading_rows, reference, staff_rows, subject_rows

if TYPE_CHECKING:
    from ...register import Register

Rows = dict[str, list[Row]]
EVENTS = ("inspections", "samples", "filings", "reports", "leads", "actions", "assignments", "meetings")
FIGURES = ("residents", "annual_task", "reports_last_year")
RESIDENTS = ((Decimal(50), 10_000), (Decimal(1), 1), (Decimal(500_000), 1), (Decimal("0.5"), 10_000))
NO_LIMITS = (None, None)
WAIVED = (
    NO_LIMITS,
    (date(YEAR, 1, 1), None),
    (None, date(YEAR, 3, 31)),
    (date(YEAR, 3, 1), date(YEAR, 12, 31)),
)
AMOUNTS = tuple((Decimal(each), 1) for each in ("2", "4", "1", "3", "0", "12"))


@st.composite
def registers(
    draw: st.DrawFn,
    schema: Schema | None = None,
    *,
    tables: Iterable[str] | None = None,
    columns: Iterable[str] | None = None,
    obligations: tuple[str, ...] = ("any/a",),
) -> Register:
    """
    Small registers that are valid by construction.

    Args:
        schema: The tables; the core's if unsaid.
        tables: The tables that matter; all if unsaid. The others are not given.
        columns: The columns that matter, as ``table.column``; all if unsaid. Other optional columns are absent.
        obligations: Ids that waivers and attestations may name.
    """
    from ...register import from_records

    schema = schema or CORE
    rows = draw(register_rows(schema, tables=tables, columns=columns, obligations=obligations))
    return from_records(schema, **rows)


@st.composite
def register_rows(
    draw: st.DrawFn,
    schema: Schema | None = None,
    *,
    tables: Iterable[str] | None = None,
    columns: Iterable[str] | None = None,
    obligations: tuple[str, ...] = ("any/a",),
) -> Rows:
    """The rows of such registers, by table; a table that is not given has no entry. Arguments as for registers."""
    schema = schema or CORE
    wanted = set(schema.names if tables is None else tables)
    chosen = None if columns is None else frozenset(columns)
    gaps = draw(st.booleans())
    keys: dict[str, tuple[str, ...]] = {}
    around = Surroundings(keys=keys, columns=chosen, gaps=gaps)
    rows: Rows = {}

    keys["agencies"] = AGENCIES[: draw(st.integers(2, 3))]
    if not gaps or draw(st.integers(0, 7)) < 7:
        rows["agencies"] = draw(agency_rows(keys["agencies"], gaps))
    keys["subjects"] = SUBJECTS[: draw(st.sampled_from((2, 3, 4, 5, 6, 1, 0)))]
    rows["subjects"] = draw(subject_rows(schema.table("subjects"), around, keys["subjects"]))
    for name in EVENTS:
        if name in wanted and _given(draw, gaps):
            table = schema.table(name)
            rows[name] = draw(events(table, around, 12 if name == "inspections" else 6))
            keys[name] = tuple(row[table.keys[0]] for row in rows[name])
    if "gradings" in wanted and _given(draw, gaps):
        rows["gradings"] = draw(grading_rows(schema.table("gradings"), around, schema.grades))
    if "staff" in wanted and _given(draw, gaps):
        rows["staff"] = draw(staff_rows(schema.table("staff"), around))
    _papers(draw, rows, wanted, around, obligations)
    return rows


def _given(draw: st.DrawFn, gaps: bool) -> bool:
    return not gaps or draw(st.integers(0, 9)) < 9


def _papers(draw: st.DrawFn, rows: Rows, wanted: set[str], around: Surroundings, obligations: tuple[str, ...]) -> None:
    """The small tables: figures, attestations, waivers, extents."""
    agencies = around.keys["agencies"]
    if "figures" in wanted and _given(draw, around.gaps):
        rows["figures"] = draw(_figures(agencies, around.gaps))
    if "attestations" in wanted and _given(draw, around.gaps):
        rows["attestations"] = draw(_attestations(obligations, agencies))
    if "waivers" in wanted and around.keys["subjects"] and draw(st.booleans()):
        rows["waivers"] = draw(_waivers(around.keys["subjects"], obligations))
    complete = not around.gaps and draw(st.integers(0, 3)) > 0
    if "extents" in wanted and (complete or draw(st.booleans())):
        rows["extents"] = draw(_extents(tuple(name for name in EVENTS if name in wanted), complete))


@st.composite
def _figures(draw: st.DrawFn, agencies: tuple[str, ...], gaps: bool) -> list[Row]:
    """Figures of several years, for the county and for its agencies; without gaps each that this year needs."""
    place = st.tuples(
        st.sampled_from(FIGURES), st.sampled_from((YEAR, YEAR - 1, YEAR - 2)), st.sampled_from((None, None, *agencies))
    )
    rows = []
    places = draw(st.lists(place, unique=True, max_size=5))
    if not gaps:
        places = list(dict.fromkeys(((name, YEAR, None) for name in FIGURES), 0) | dict.fromkeys(places, 0))
    for name, year, agency in places:
        value, unit = draw(st.sampled_from(RESIDENTS if name == "residents" else AMOUNTS))
        row = {"jurisdiction": COUNTY, "name": name, "year": year, "agency": agency}
        rows.append(row | {"value": value, "unit": unit})
    return rows


@st.composite
def _attestations(draw: st.DrawFn, obligations: tuple[str, ...], agencies: tuple[str, ...]) -> list[Row]:
    """Duties that somebody confirmed, for all agencies or one, for all periods or one."""
    row: dict[str, st.SearchStrategy[Any]] = {
        "jurisdiction": st.just(COUNTY),
        "obligation": st.sampled_from((*obligations, "other/a")),
        "agency": st.sampled_from((None, *agencies)),
        "period": st.sampled_from((None, "2025-Q1", "2025-01", "2025-H1")),
        "done_on": st.sampled_from(SOME_DAYS),
        "evidence": st.just("minutes"),
    }
    return draw(st.lists(st.fixed_dictionaries(row), max_size=3))


@st.composite
def _waivers(draw: st.DrawFn, subjects: tuple[str, ...], obligations: tuple[str, ...]) -> list[Row]:
    """Waivers of one obligation, of a family of them, of all."""
    patterns = (*obligations, *(f"{name.split('/')[0]}/*" for name in obligations), "*", "other/*")
    rows = []
    for number in range(draw(st.integers(0, 2))):
        since, until = draw(st.sampled_from(WAIVED))
        pattern = draw(st.sampled_from(patterns))
        subject = reference(draw, subjects, optional=False)
        row = {"subject_id": subject, "obligation": pattern, "from": since, "until": until}
        rows.append(row | {"reason": f"r{number}"})
    return rows


@st.composite
def _extents(draw: st.DrawFn, tables: tuple[str, ...], complete: bool) -> list[Row]:
    """From when to when some tables are complete; or that all are."""
    rows = []
    for name in tables:
        if complete:
            rows.append({"table": name, "complete_from": date(2020, 1, 1), "complete_to": date(2027, 12, 31)})
        elif draw(st.booleans()):
            since = draw(st.sampled_from((None, *sorted(SOME_DAYS)[:8])))
            until = draw(st.sampled_from((None, *sorted(SOME_DAYS)[8:])))
            rows.append({"table": name, "complete_from": since, "complete_to": until})
    return rows
