"""The 24 obligations in plain loops over attrs objects, as somebody would write them who has one county."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import polars as pl
from attrs import fields, frozen
from region.answers import Answers
from region.days import AS_OF, TWO_YEARS, YEAR

from regrules.engine.working_days import working_calendar
from regrules.model.tables import RECORDS

FOUR_YEARS = date(2022, 1, 1)
MARCH, NEVER = date(2025, 3, 31), date.max
SETS = {"kinds", "domains", "modes", "device_classes", "scopes", "registrations"}
Records = dict[str, list[Any]]


@frozen(kw_only=True)
class County:
    """
    One county as objects.

    Attributes:
        code: Its division code.
        records: Its records by table.
        share: Its share of all dated records, by which times are scaled.
        residents: How many people live there.
    """

    code: str
    records: Records
    share: float
    residents: int


def read(source: Path, code: str) -> County:
    """One county of the tables in *source*, record by record."""
    tables = {
        name: pl.scan_parquet(source / f"{name}.parquet") for name in RECORDS if (source / f"{name}.parquet").exists()
    }
    own = tables["subjects"].filter(pl.col("jurisdiction") == code).collect()
    records, kept, all_records = {"subjects": _objects("subjects", own)}, 0, 0
    for name in ("gradings", "inspections", "reports", "filings", "leads"):
        placed = "jurisdiction" in tables[name].collect_schema()
        mine = pl.col("jurisdiction") == code if placed else pl.col("subject_id").is_in(own["subject_id"].implode())
        frame = tables[name].filter(mine).collect()
        records[name] = _objects(name, frame)
        if name != "gradings":
            kept, all_records = kept + frame.height, all_records + tables[name].select(pl.len()).collect().item()
    residents = tables["figures"].filter(pl.col("jurisdiction") == code).select("value").collect().item()
    return County(code=code, records=records, share=kept / all_records, residents=residents)


def _objects(name: str, frame: pl.DataFrame) -> list[Any]:
    record = RECORDS[name]
    empty = {each.alias: None for each in fields(record)}
    return [record(**(empty | _with_sets(row))) for row in frame.iter_rows(named=True)]


def _with_sets(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: frozenset(value.split(";")) - {"-"} if name in SETS and value is not None else value
        for name, value in row.items()
    }


def ask(county: County) -> Answers:
    """The numbers of every obligation, for the one county."""
    found = {name: [pair] for name, pair in _coverages(county.records).items()}
    return found | {name: [pair] for name, pair in (_papers(county.records) | _counts(county)).items()}


def _valid(version: Any, day: date) -> bool:
    return bool((version.valid_from or date.min) <= day <= (version.valid_to or NEVER))


def _members(records: Records, day: date) -> list[Any]:
    """The subjects that count on a day."""
    return [
        each
        for each in records["subjects"]
        if _valid(each, day) and (each.opened_on or date.min) <= day < (each.closed_on or NEVER)
    ]


def _visits(records: Iterable[Any], since: date, which: Callable[[Any], bool]) -> Counter[str]:
    """How many inspections of a kind every subject had."""
    return Counter(each.subject_id for each in records if since <= each.date <= AS_OF and which(each))


def _covered(members: list[Any], visits: Counter[str], times: int = 1, since: date | None = None) -> tuple[int, int]:
    hits = [each for each in members if visits[each.subject_id] >= times]
    newcomers = [
        each
        for each in members
        if since is not None and visits[each.subject_id] < times and since <= (each.opened_on or date.min)
    ]
    return len(hits), len(members) - len(newcomers)


def _coverages(records: Records) -> dict[str, tuple[int, int]]:
    visits, members = records["inspections"], _members(records, AS_OF)
    latest: dict[str, Any] = {}
    for grading in records["gradings"]:
        if grading.scheme == "device_distributor" and grading.valid_from <= AS_OF:
            before = latest.get(grading.subject_id)
            if before is None or before.valid_from < grading.valid_from:
                latest[grading.subject_id] = grading
    distributors = [each for each in members if "device_distributor" in each.kinds]
    graded = {grade: [each for each in distributors if latest[each.subject_id].grade == grade] for grade in "123"}
    retailers = [each for each in members if "drug_retailer" in each.kinds]
    institutions = [each for each in members if "medical_institution" in each.kinds]
    hospitals = [each for each in institutions if each.hospital_level >= 2]
    small = [each for each in institutions if each.hospital_level <= 1]
    sites = [each for each in members if "vaccination_site" in each.kinds]
    traders = {"drug_wholesaler", "drug_retailer", "device_distributor"}
    cold = [each for each in members if each.kinds & traders and "cold_chain" in each.scopes]
    special = [each for each in retailers if each.scopes & {"narcotic", "psychotropic_2", "precursor"}]
    class_2, class_3 = ([each for each in distributors if name in each.device_classes] for name in ("II", "III"))
    device = _visits(visits, YEAR, lambda each: "device" in each.domains)
    drug = _visits(visits, YEAR, lambda each: "drug" in each.domains)
    sudden = _visits(visits, YEAR, lambda each: "device" in each.domains and "unannounced" in each.kinds)
    full = _visits(visits, YEAR, lambda each: "drug" in each.domains and bool(each.kinds & {"routine", "full"}))
    focused = _visits(visits, YEAR, lambda each: "drug" in each.domains and bool(each.kinds & {"gsp", "special"}))
    drawn = _visits(visits, YEAR, lambda each: "device" in each.domains and each.selection == "random")
    reported = Counter(each.subject_id for each in _drug_reports(records, YEAR, AS_OF))
    handed_in = Counter(
        each.subject_id
        for each in records["filings"]
        if each.kind == "self_inspection" and each.period == "2024" and YEAR <= each.received_on <= AS_OF
    )
    owing = [
        each
        for each in _members(records, MARCH)
        if "device_distributor" in each.kinds and (each.opened_on or date.min) <= date(2024, 12, 31)
    ]
    return {
        "unannounced/class-3": _covered(class_3, sudden),
        "unannounced/class-2": _covered(class_2, sudden),
        "grade-3/yearly": _covered(graded["3"], device),
        "grade-2/two-years": _covered(
            graded["2"], _visits(visits, TWO_YEARS, lambda each: "device" in each.domains), since=TWO_YEARS
        ),
        "grade-1/random": _covered(graded["1"], drawn),
        "grade-1/four-years": _covered(graded["1"], _visits(visits, FOUR_YEARS, lambda each: "device" in each.domains)),
        "hospitals/devices": _covered(hospitals, device),
        "retailers/twice": _covered(retailers, full, times=2),
        "retailers/special-drugs": _covered(special, focused),
        "cold-chain": _covered(cold, _visits(visits, YEAR, lambda each: each.mode == "on_site")),
        "vaccination/twice": _covered(sites, _visits(visits, YEAR, lambda each: "vaccine" in each.domains), times=2),
        "institutions/third": _covered(small, drug),
        "reports/hospitals": _covered(hospitals, reported),
        "self-inspection": _covered(owing, handed_in),
    }


def _drug_reports(records: Records, first: date, last: date) -> list[Any]:
    return [each for each in records["reports"] if each.product == "drug" and first <= each.received_on <= last]


def _papers(records: Records) -> dict[str, tuple[int, int]]:
    seven, fifteen = (cache(partial(working_calendar().after, amount=amount)) for amount in (7, 15))
    online = [each for each in records["filings"] if each.kind == "online_sales"]
    asked = [each for each in records["leads"] if each.source in ("complaint", "consultation")]
    sent = [each for each in records["leads"] if each.source == "transfer"]
    return {
        "online/seven-days": _in_time(online, "verified_on", lambda each: seven(each.received_on)),
        "leads/fifteen-days": _in_time(asked, "closed_on", lambda each: fifteen(each.received_on)),
        "leads/by-due-date": _in_time(
            sent, "answered_on", lambda each: each.due_on or each.received_on + timedelta(days=20)
        ),
    }


def _in_time(records: list[Any], end: str, due: Callable[[Any], date]) -> tuple[int, int]:
    hits = members = 0
    for each in records:
        if YEAR <= each.received_on <= AS_OF:
            closed, limit = getattr(each, end) or NEVER, due(each)
            hits += closed <= AS_OF and closed <= limit
            members += closed <= AS_OF or limit < AS_OF
    return hits, members


def _counts(county: County) -> dict[str, tuple[int, int]]:
    records = county.records
    drugs, before = _drug_reports(records, YEAR, AS_OF), _drug_reports(records, date(2024, 1, 1), date(2024, 12, 31))
    devices = [each for each in records["reports"] if each.product == "device" and YEAR <= each.received_on <= AS_OF]
    visits = [each for each in records["inspections"] if YEAR <= each.date <= AS_OF]
    versions: dict[str, list[Any]] = {}
    for version in records["subjects"]:
        versions.setdefault(version.subject_id, []).append(version)
    integrated = [
        each
        for each in visits
        if "integrated" in each.kinds
        and any(_valid(of, each.date) and "medical_institution" in of.kinds for of in versions[each.subject_id])
    ]
    return {
        "reports/serious-or-new": (sum(each.serious or each.new for each in drugs), len(drugs)),
        "reports/per-million": (len(drugs) * 1_000_000, county.residents),
        "reports/devices-per-million": (len(devices) * 1_000_000, county.residents),
        "reports/growth": (len(drugs) - len(before), len(before)),
        "unannounced/subjects": (len({each.subject_id for each in visits if "unannounced" in each.kinds}), 1),
        "integrated/institutions": (len(integrated), 1),
        "rectification/followed-up": _followed_up(visits, versions),
    }


def _followed_up(visits: list[Any], versions: dict[str, list[Any]]) -> tuple[int, int]:
    answers: dict[str, list[date]] = {}
    for each in visits:
        if "follow_up" in each.kinds:
            answers.setdefault(each.subject_id, []).append(each.date)
    hits = members = 0
    for each in visits:
        if each.outcome == "rectify":
            limit = each.date + timedelta(days=30)
            hit = any(each.date < day <= limit for day in answers.get(each.subject_id, ()))
            closed = next(of.closed_on for of in versions[each.subject_id] if _valid(of, AS_OF)) or NEVER
            hits += hit
            members += hit or (limit < AS_OF and not (closed <= AS_OF and closed <= limit))
    return hits, members
