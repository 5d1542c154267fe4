"""The 24 obligations in DuckDB, written by hand: one SQL query for each, over all counties at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
from region.answers import Answers
from region.days import AS_OF, YEAR
from region.words import bit, number

TABLES = ("subjects", "gradings", "residents", "limits", "inspections", "reports", "filings", "leads")
DISTRIBUTOR, RETAILER, INSTITUTION, WHOLESALER, SITE = (
    bit("subjects", "kinds", name)
    for name in ("device_distributor", "drug_retailer", "medical_institution", "drug_wholesaler", "vaccination_site")
)
DEVICE, DRUG, VACCINE = (bit("inspections", "domains", name) for name in ("device", "drug", "vaccine"))
UNANNOUNCED = bit("inspections", "kinds", "unannounced")
THIS_YEAR = f"date between '{YEAR}' and '{AS_OF}'"
DRUG_REPORTS = f"product = {number('reports', 'product', 'drug')} and received_on between '{YEAR}' and '{AS_OF}'"
HOSPITAL = f"kinds & {INSTITUTION} <> 0 and hospital_level >= 2"

COVERAGES: dict[str, tuple[str, str, str]] = {  # who, by which table, by which records
    "unannounced/class-3": (
        f"kinds & {DISTRIBUTOR} <> 0 and device_classes & {bit('subjects', 'device_classes', 'III')} <> 0",
        "inspections", f"{THIS_YEAR} and domains & {DEVICE} <> 0 and kinds & {UNANNOUNCED} <> 0",
    ),
    "unannounced/class-2": (
        f"kinds & {DISTRIBUTOR} <> 0 and device_classes & {bit('subjects', 'device_classes', 'II')} <> 0",
        "inspections", f"{THIS_YEAR} and domains & {DEVICE} <> 0 and kinds & {UNANNOUNCED} <> 0",
    ),
    "grade-3/yearly": (
        f"kinds & {DISTRIBUTOR} <> 0 and grade = 3", "inspections", f"{THIS_YEAR} and domains & {DEVICE} <> 0"
    ),
    "grade-2/two-years": (
        f"kinds & {DISTRIBUTOR} <> 0 and grade = 2", "inspections",
        f"date between '2023-10-16' and '{AS_OF}' and domains & {DEVICE} <> 0",
    ),
    "grade-1/random": (
        f"kinds & {DISTRIBUTOR} <> 0 and grade = 1", "inspections",
        f"{THIS_YEAR} and domains & {DEVICE} <> 0 and selection = {number('inspections', 'selection', 'random')}",
    ),
    "grade-1/four-years": (
        f"kinds & {DISTRIBUTOR} <> 0 and grade = 1", "inspections",
        f"date between '2022-01-01' and '{AS_OF}' and domains & {DEVICE} <> 0",
    ),
    "hospitals/devices": (HOSPITAL, "inspections", f"{THIS_YEAR} and domains & {DEVICE} <> 0"),
    "retailers/twice": (
        f"kinds & {RETAILER} <> 0", "inspections",
        f"{THIS_YEAR} and domains & {DRUG} <> 0 and kinds & {bit('inspections', 'kinds', 'routine', 'full')} <> 0",
    ),
    "retailers/special-drugs": (
        f"kinds & {RETAILER} <> 0 and "
        f"scopes & {bit('subjects', 'scopes', 'narcotic', 'psychotropic_2', 'precursor')} <> 0",
        "inspections",
        f"{THIS_YEAR} and domains & {DRUG} <> 0 and kinds & {bit('inspections', 'kinds', 'gsp', 'special')} <> 0",
    ),
    "cold-chain": (
        f"kinds & {WHOLESALER | RETAILER | DISTRIBUTOR} <> 0 and scopes & {bit('subjects', 'scopes', 'cold_chain')} <> 0",
        "inspections", f"{THIS_YEAR} and mode = {number('inspections', 'mode', 'on_site')}",
    ),
    "vaccination/twice": (f"kinds & {SITE} <> 0", "inspections", f"{THIS_YEAR} and domains & {VACCINE} <> 0"),
    "institutions/third": (
        f"kinds & {INSTITUTION} <> 0 and hospital_level <= 1", "inspections", f"{THIS_YEAR} and domains & {DRUG} <> 0"
    ),
    "reports/hospitals": (HOSPITAL, "reports", DRUG_REPORTS),
    "self-inspection": (
        f"kinds & {DISTRIBUTOR} <> 0 and (opened_on is null or opened_on <= '2024-12-31')", "filings",
        f"kind = {number('filings', 'kind', 'self_inspection')} and period = 1 "
        f"and received_on between '{YEAR}' and '{AS_OF}'",
    ),
}  # fmt: skip
TWICE = ("retailers/twice", "vaccination/twice")


def read(folder: Path, *, in_memory: bool, ordered: bool) -> duckdb.DuckDBPyConnection:
    """A database with the tables: views of files, or tables of its own (DuckDB has no flag for their order)."""
    base = duckdb.connect(config={"preserve_insertion_order": ordered})
    for name in TABLES:
        kind = "table" if in_memory else "view"
        base.execute(f"create {kind} {name} as select * from read_parquet('{folder / name}.parquet')")
    return base


def ask(base: duckdb.DuckDBPyConnection) -> Answers:
    """The numbers of every obligation, a pair for each county."""
    _prepare(base)
    counties = [county for (county,) in base.execute("select county from residents order by county").fetchall()]
    found = {}
    for name, query in _queries().items():
        rows = {county: (int(n), int(m)) for county, n, m in base.execute(query).fetchall()}
        found[name] = [rows.get(county, (0, 0)) for county in counties]
    return found


def _prepare(base: duckdb.DuckDBPyConnection) -> None:
    """What several queries start from: the subjects of today with their grades, this year's inspections."""
    scheme = number("gradings", "scheme", "device_distributor")
    base.execute(
        f"""
        create or replace temp table people as
        select s.*, g.grade from ({_members(AS_OF)}) s left join (
            select pos, arg_max(grade, valid_from) as grade from gradings
            where scheme = {scheme} and valid_from <= '{AS_OF}' group by pos
        ) g using (pos)
        """
    )
    base.execute(f"create or replace temp table this_year as select * from inspections where {THIS_YEAR}")


def _members(day: date) -> str:
    """The subjects that count on a day, in the version of that day."""
    return f"""select * from subjects
        where (valid_from is null or valid_from <= '{day}') and (valid_to is null or valid_to >= '{day}')
        and (opened_on is null or opened_on <= '{day}') and (closed_on is null or closed_on > '{day}')"""


def _queries() -> dict[str, str]:
    found = {name: _covered(name, *parts) for name, parts in COVERAGES.items()}
    product = number("reports", "product", "device")
    devices = f"product = {product} and received_on between '{YEAR}' and '{AS_OF}'"
    found["reports/per-million"], found["reports/devices-per-million"] = _rate(DRUG_REPORTS), _rate(devices)
    found["reports/serious-or-new"] = (
        f"select county, count(*) filter (serious or new), count(*) from reports where {DRUG_REPORTS} group by county"
    )
    now = f"count(*) filter (received_on between '{YEAR}' and '{AS_OF}')"
    before = "count(*) filter (received_on between '2024-01-01' and '2024-12-31')"
    found["reports/growth"] = (
        f"select county, {now} - {before}, {before} from reports "
        f"where product = {number('reports', 'product', 'drug')} group by county"
    )
    found["unannounced/subjects"] = (
        f"select county, count(distinct pos), 1 from this_year where kinds & {UNANNOUNCED} <> 0 group by county"
    )
    found["integrated/institutions"] = f"""
        select i.county, count(*), 1 from this_year i join subjects s using (pos)
        where i.kinds & {bit("inspections", "kinds", "integrated")} <> 0 and s.kinds & {INSTITUTION} <> 0
        and (s.valid_from is null or s.valid_from <= i.date) and (s.valid_to is null or s.valid_to >= i.date)
        group by i.county"""
    kind, sources = number("filings", "kind", "online_sales"), ("complaint", "consultation")
    found["online/seven-days"] = _in_time("filings", f"kind = {kind}", "verified_on", "limits", "seven")
    asked = ", ".join(str(number("leads", "source", source)) for source in sources)
    found["leads/fifteen-days"] = _in_time("leads", f"source in ({asked})", "closed_on", "limits", "fifteen")
    found["leads/by-due-date"] = _in_time(
        "leads", f"source = {number('leads', 'source', 'transfer')}", "answered_on", "",
        "coalesce(due_on, received_on + 20)",
    )  # fmt: skip
    return found | {"rectification/followed-up": FOLLOWED_UP}


def _covered(name: str, who: str, table: str, which: str) -> str:
    source = "this_year" if which.startswith(THIS_YEAR) else table
    visited = f"select distinct pos from {source} where {which}"
    if name in TWICE:
        visited = f"select pos from {source} where {which} group by pos having count(*) >= 2"
    people = "people" if name != "self-inspection" else f"({_members(date(2025, 3, 31))})"
    asked = f"where {who}"
    if name == "grade-2/two-years":  # newcomers who were not visited are no members yet
        asked += " and (v.pos is not null or opened_on is null or opened_on < '2023-10-16')"
    return f"select county, count(v.pos), count(*) from {people} p left join ({visited}) v using (pos) {asked} group by county"


def _rate(which: str) -> str:
    return f"""
        select r.county, 1000000 * coalesce(c.number, 0), r.value from residents r
        left join (select county, count(*) as number from reports where {which} group by county) c using (county)"""


def _in_time(table: str, which: str, end: str, calendar: str, due: str) -> str:
    joined = f"join {calendar} on first = received_on" if calendar else ""
    closed = f"({end} is not null and {end} <= '{AS_OF}')"
    return f"""
        select county, count(*) filter ({closed} and {end} <= {due}), count(*) from {table} {joined}
        where {which} and received_on between '{YEAR}' and '{AS_OF}' and ({closed} or {due} < '{AS_OF}')
        group by county"""


FOLLOWED_UP = f"""
    with orders as (
        select pos, county, date from this_year where outcome = {number("inspections", "outcome", "rectify")}
    ), answers as (
        select pos, date as answered from this_year where kinds & {bit("inspections", "kinds", "follow_up")} <> 0
    ), paired as (
        select o.*, coalesce(a.answered <= o.date + 30, false) as hit
        from orders o asof left join answers a on o.pos = a.pos and o.date < a.answered
    ), judged as (
        select p.*, coalesce(s.closed_on <= '{AS_OF}' and s.closed_on <= p.date + 30, false) as released
        from paired p join subjects s on s.pos = p.pos and (s.valid_from is null or s.valid_from <= '{AS_OF}')
            and (s.valid_to is null or s.valid_to >= '{AS_OF}')
    )
    select county, count(*) filter (hit), count(*) from judged
    where hit or (date + 30 < '{AS_OF}' and not released) group by county"""
