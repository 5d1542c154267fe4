"""
How long a county takes: ``python tests/benchmarks/bench_county.py`` prints a table and writes ``build/bench_county.json``.

What is measured is said in ``docs/speed.md``. It is no test: nothing here passes or fails, except that the loop written
by hand must find the numbers that the verdicts have.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from attrs import evolve, frozen

import regrules
from regrules.demo import Office
from regrules.model import AgencyEntry, Jurisdiction, Schema, Text
from regrules.model.schema import ColumnSchema

SUBJECTS, EVENTS = 500, 5_000
SHARES = {
    "inspections": 50,
    "filings": 20,
    "reports": 12,
    "samples": 6,
    "leads": 6,
    "actions": 6,
}  # of a hundred events
COUNTIES = {"kazuo": "2025-10-15", "licheng": "2024-10-15", "shizhu": "2025-10-15"}
GAPS = (0.0, 0.1)
THREE = ("self-inspection/reports", "unannounced/class-2", "unannounced/class-3")
UNDRAWN = ("jurisdiction", "recorded_on", "follows", "visit_id", "capacities")  # given otherwise, or left out
OUTPUT = Path("build") / "bench_county.json"


@frozen(kw_only=True)
class Timing:
    """
    The time that one thing took.

    Attributes:
        name: What was measured.
        seconds: The median of some runs, by the clock on the wall.
        busy: The median of the processor's time, which counts no waiting for other programs.
        runs: How many.
    """

    name: str
    seconds: float
    busy: float
    runs: int


# A made-up county


def write_county(county: Jurisdiction, folder: Path, as_of: str, *, gaps: float, seed: int = 1) -> None:
    """Write 500 subjects and 5,000 events to *folder*; of the optional cells of events a share of *gaps* is empty."""
    office = Office(county.code, today=as_of, seed=seed, schema=county.schema)
    made_up = [
        AgencyEntry(id=f"station-{n}", name=Text(zh=f"{n}所", en=f"Station {n}"), kind="station") for n in range(10)
    ]
    listed = [agency for agency in county.agencies if agency.kind == "station"]
    office.agencies((*county.agencies, *([] if listed else made_up)))  # some plugins leave the stations to the register
    last = date.fromisoformat(as_of)
    stations = [agency.id for agency in listed or made_up]
    subjects = [_subject(office, number, stations) for number in range(SUBJECTS)]
    for scheme, grades in county.schema.grades.items():
        for subject in subjects:
            office.grade(subject, scheme, office.chance.choice(grades), since="2022-01-01", year=last.year)
    for table, share in SHARES.items():
        for _ in range(EVENTS * share // 100):
            _event(office, county.schema, table, subjects, last, gaps)
        office.complete(**{table: "2020-01-01"})
    office.add("figures", name="residents", year=last.year, value=390_000)
    office.write(folder)


def _subject(office: Office, number: int, stations: list[str]) -> dict[str, Any]:
    chance = office.chance
    kinds = chance.sample(
        ["device_distributor", "drug_retailer", "medical_institution", "cosmetics_operator"],
        chance.choice((1, 1, 1, 2)),
    )
    return office.subject(
        *kinds, agency=chance.choice(stations), name=f"对象{number}", opened_on=date(2005 + number % 20, 3, 1),
        modes=(chance.choice(("retail", "retail", "wholesale")),), device_classes=tuple(chance.choice((("II",), ("II", "III")))),
        scopes=tuple(chance.sample(("cold_chain", "narcotic", "contact_lens", "sterile_implants", "toxic"), 1)),
        hospital_level=chance.randrange(4), registrations=("adr_system",), roles=(), online_sales=chance.random() < 0.2,
        specialty=chance.choice(("general", "eye", "dental")),
    )  # fmt: skip


def _event(office: Office, schema: Schema, table: str, subjects: list[dict[str, Any]], last: date, gaps: float) -> None:
    about, chance = schema.table(table), office.chance
    subject = chance.choice(subjects)
    assert about.dated is not None
    day = last - timedelta(days=chance.randrange(650))
    values: dict[str, Any] = {about.dated: day}
    if about.has("follows"):  # papers and measures name an inspection, half of them
        named = table in ("filings", "actions") and chance.random() < 0.5
        values["follows"] = chance.choice(office.rows["inspections"])["inspection_id"] if named else None
    for column in about.columns:
        if column.name in (*about.keys, about.dated, *UNDRAWN):
            continue
        if column.name in ("subject_id", "agency"):
            values[column.name] = subject[column.name]
        elif column.required or chance.random() >= gaps:
            values[column.name] = _value(chance, column, day)
    office.add(table, **values)


def _value(chance: Random, column: ColumnSchema, day: date) -> Any:
    match column.type:
        case "word":
            return chance.choice(column.words)
        case "words":
            return (chance.choice(column.words or ("offence",)),)
        case "date":
            return day + timedelta(days=chance.randrange(40))
        case "flag":
            return chance.random() < 0.3
        case "whole" | "number":
            return chance.randint(column.least or 0, column.most or 9)
        case "text":
            return chance.choice(
                {"period": ("2023", "2024", "2025"), "campaign": ("-", "x")}.get(column.name, ("a", "b"))
            )
    return None


# Three obligations of Shizhu, written by hand


def by_hand(tables: Mapping[str, Sequence[dict[str, Any]]], as_of: date) -> list[tuple[int, int]]:
    """Hits and members of :data:`THREE`, as somebody would count them who has only these three to count."""
    due, first = date(2025, 3, 31), date(2025, 1, 1)
    reported = {
        row["subject_id"]
        for row in tables["filings"]
        if row["kind"] == "self_inspection" and row["period"] == "2024" and row["received_on"] is not None
        and first <= row["received_on"] <= as_of
    }  # fmt: skip
    kinds = {row["subject_id"]: row["kinds"] for row in tables["subjects"]}
    visited = {
        row["subject_id"]
        for row in tables["inspections"]
        if "device" in row["domains"] and "unannounced" in row["kinds"] and first <= row["date"] <= as_of
        and "device_distributor" in kinds[row["subject_id"]]
    }  # fmt: skip
    distributors = [row for row in tables["subjects"] if "device_distributor" in row["kinds"]]
    owing = [row["subject_id"] for row in distributors if _open(row, due) and _open(row, date(2024, 12, 31))]
    found = [(sum(subject in reported for subject in owing), len(owing))]
    for wanted in ("II", "III"):
        members = [row["subject_id"] for row in distributors if _open(row, as_of) and wanted in row["device_classes"]]
        found.append((sum(subject in visited for subject in members), len(members)))
    return found


def _open(row: dict[str, Any], on: date) -> bool:
    return (row["opened_on"] or date.min) <= on < (row["closed_on"] or date.max)


def rows_of(register: regrules.Register, name: str) -> list[dict[str, Any]]:
    """The rows of a table as dicts, as a program written by hand would hold them."""
    columns = register.table(name).columns
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


# Measuring


def timed(name: str, function: Callable[[], object], runs: int) -> Timing:
    """The median time of *function*, after one run that is not counted."""
    function()
    taken, busy = [], []
    for _ in range(runs):
        start, began = time.perf_counter(), _busy()
        function()
        taken.append(time.perf_counter() - start)
        busy.append(_busy() - began)
    return Timing(name=name, seconds=median(taken), busy=median(busy), runs=runs)


def _busy() -> float:
    """The processor's time that this process and those that it waited for have taken."""
    return time.process_time() + sum(os.times()[2:4])


def fresh(*arguments: str) -> Callable[[], object]:
    """Runs a program in a process of its own, with compiled modules kept as usual; breaches are no failure."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(arguments, capture_output=True, check=False, env=kept)


def measure(folder: Path) -> list[Timing]:
    """All timings, with the registers in *folder*."""
    command = str(Path(sys.executable).with_name("regrules"))
    found = [
        timed("python -c pass", fresh(sys.executable, "-c", "pass"), 9),
        timed("import regrules", fresh(sys.executable, "-c", "import regrules"), 9),
    ]
    registers = {}
    for name, as_of in COUNTIES.items():
        county = regrules.jurisdiction(name)
        for gaps in GAPS:
            place = folder / f"{name}-{gaps}"
            write_county(county, place, as_of, gaps=gaps)
            registers[name, gaps] = regrules.read_register(place, county.schema)
        asked = (command, "assess", name, "--register", str(folder / f"{name}-{GAPS[0]}"), "--as-of", as_of)
        found.append(timed(f"cold, {name}", fresh(*asked), 5))
    for (name, gaps), register in registers.items():
        for plan in regrules.jurisdiction(name).plans:
            asked = {"county": name, "register": register, "plan": plan.id}
            title = plan.id + (f", {gaps:.0%} of cells empty" if gaps else "")
            found.append(timed(f"warm, {title}", each_day(COUNTIES[name], **asked), 15))
            found.append(
                timed(f"the same day again, {title}", partial(regrules.assess, as_of=COUNTIES[name], **asked), 15)
            )
    return [*found, *_ratio(registers["shizhu", GAPS[0]], COUNTIES["shizhu"])]


def each_day(last: str, **asked: Any) -> Callable[[], regrules.Assessment]:
    """Assesses as of another day at every call: what is kept of a day is of no use for the next."""
    day = (date.fromisoformat(last) - timedelta(days=past) for past in count())
    return lambda: regrules.assess(as_of=next(day), **asked)


def _ratio(register: regrules.Register, as_of: str) -> list[Timing]:
    """Three obligations alone, and the same by hand; their numbers must agree."""
    shizhu = regrules.jurisdiction("shizhu")
    (plan,) = shizhu.plans
    alone = evolve(shizhu, plans=(evolve(plan, obligations=tuple(plan.obligation(name) for name in THREE)),))
    tables = {name: rows_of(register, name) for name in ("subjects", "inspections", "filings")}
    hand = by_hand(tables, date.fromisoformat(as_of))
    engine = [verdict.number.least for verdict in regrules.assess(alone, register=register, as_of=as_of).verdicts]
    if hand != engine:
        raise SystemExit(f"the loop by hand counts {hand}, the engine {engine}")
    return [
        timed("warm, three obligations of shizhu", each_day(as_of, county=alone, register=register), 15),
        timed("by hand, the same three", lambda: by_hand(tables, date.fromisoformat(as_of)), 15),
    ]


def main() -> None:
    """Measure, print and write."""
    with TemporaryDirectory() as name:
        found = measure(Path(name))
    for each in found:
        print(
            f"{each.name:<60} {each.seconds * 1000:>9.1f} ms, busy {each.busy * 1000:>9.1f} ms   (median of {each.runs})"
        )
    print(f"{'three obligations, engine over by hand':<60} {found[-2].busy / found[-1].busy:>9.1f}")
    OUTPUT.parent.mkdir(exist_ok=True)
    about = {"python": platform.python_version(), "machine": platform.machine(), "regrules": regrules.__version__}
    timings = {each.name: {"seconds": each.seconds, "busy": each.busy, "runs": each.runs} for each in found}
    OUTPUT.write_text(json.dumps({**about, "timings": timings}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
