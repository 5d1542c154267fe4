"""The demo registers: readable, repeatable, and with every status among their verdicts."""

from __future__ import annotations

import csv
import hashlib
import importlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from regrules.demo import Office, credit_code, rounds
from regrules.engine.reference import evaluate
from regrules.engine.verdict import STATUSES
from regrules.model import CORE
from regrules.plugins import find
from regrules.register import Register, read_folder

COUNTIES = ("kazuo", "licheng", "shizhu")
STATES = ("subjects", "gradings", "agencies", "staff", "figures", "waivers", "extents")


def demo_of(county: str) -> ModuleType:
    return importlib.import_module(f"regrules_{county}.demo")


@pytest.fixture(scope="module", params=COUNTIES)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp(request.param) / "register"
    demo_of(request.param).write(folder)
    return request.param, folder


def read(county: str, folder: Path) -> Register:
    return read_folder(folder, find(county).jurisdiction.schema)


def digest(folder: Path) -> str:
    """One digest of all names and bytes in a folder."""
    files = sorted(folder.iterdir())
    return hashlib.sha256(b"".join(file.name.encode() + b"\0" + file.read_bytes() for file in files)).hexdigest()


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_register_is_read_without_a_defect(written: tuple[str, Path]) -> None:
    """The reader accepts every table, and no row is lost on the way."""
    county, folder = written
    register = read(county, folder)
    for file in folder.iterdir():
        assert len(register.table(file.stem)) == len(rows_of(folder, file.stem)) > 0


def test_register_is_of_a_real_office_size(written: tuple[str, Path]) -> None:
    """A county has some hundred subjects and 1,500 to 5,000 records of what happened."""
    _, folder = written
    sizes = {file.stem: len(rows_of(folder, file.stem)) for file in folder.iterdir()}
    assert 250 <= sizes["subjects"] <= 1000
    assert 1500 <= sum(size for table, size in sizes.items() if table not in STATES) <= 5000


def test_nothing_lies_after_the_day_of_the_demo(written: tuple[str, Path]) -> None:
    """No event and no step is dated after the as-of day, so that any later cell is a due date or the end of a state."""
    county, folder = written
    as_of = demo_of(county).AS_OF
    for file in folder.iterdir():
        table = CORE.table(file.stem)
        dates = {column.name for column in table.columns if column.step} | ({table.dated} if table.dated else set())
        late = [(row, name) for row in rows_of(folder, file.stem) for name in dates if row.get(name, "") > as_of]
        assert late == []


def test_closed_and_unopened_subjects_are_not_visited(written: tuple[str, Path]) -> None:
    """Nobody visits a subject on or after the day it closed, or before it opened."""
    _, folder = written
    open_from = {row["subject_id"]: row.get("opened_on", "") for row in rows_of(folder, "subjects")}
    open_to = {row["subject_id"]: row.get("closed_on") or "9999" for row in rows_of(folder, "subjects")}
    for row in rows_of(folder, "inspections"):
        assert open_from[row["subject_id"]] <= row["date"] < open_to[row["subject_id"]]


def test_findings_stand_where_something_was_found(written: tuple[str, Path]) -> None:
    """A visit that ends well has no findings, every other visit has some."""
    _, folder = written
    for row in rows_of(folder, "inspections"):
        assert (row["outcome"] == "pass") is (row["findings"] == "-")


def test_same_seed_gives_the_same_bytes(written: tuple[str, Path], tmp_path: Path) -> None:
    """Writing again gives the same bytes, and another seed gives others that are read as well."""
    county, folder = written
    demo_of(county).write(tmp_path / "again")
    assert digest(tmp_path / "again") == digest(folder)
    demo_of(county).write(tmp_path / "other", seed=7)
    assert digest(tmp_path / "other") != digest(folder)
    assert read(county, tmp_path / "other").table("subjects").given


def test_bytes_do_not_depend_on_the_order_of_sets(written: tuple[str, Path], tmp_path: Path) -> None:
    """Another process, with another order of sets, writes the same bytes."""
    county, folder = written
    code = f"import sys, pathlib, regrules_{county}.demo as d; d.write(pathlib.Path(sys.argv[1]))"
    hashes = {**os.environ, "PYTHONHASHSEED": "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "again")], check=True, env=hashes)
    assert digest(tmp_path / "again") == digest(folder)


def test_every_status_occurs(tmp_path: Path) -> None:
    """The demos show each status and each outlook, so that a first look meets all of them."""
    statuses, outlooks = set(), set()
    for county in ("kazuo", "licheng"):
        demo, jurisdiction = demo_of(county), find(county).jurisdiction
        demo.write(tmp_path / county)
        register = read(county, tmp_path / county)
        for plan in jurisdiction.plans:
            verdicts = evaluate(plan, jurisdiction, register, as_of=date.fromisoformat(demo.AS_OF))
            statuses |= {verdict.status for verdict in verdicts}
            outlooks |= {verdict.outlook for verdict in verdicts}
    assert statuses >= set(STATUSES)
    assert outlooks >= {"on_track", "behind"}


@given(division=st.sampled_from(("500240", "211324", "350502")), number=st.integers(0, 9_999_999), public=st.booleans())
def test_credit_codes_have_the_right_check_digit(division: str, number: int, public: bool) -> None:
    """An invented credit code is one that the public rule accepts."""
    assert uscc.is_valid(credit_code(division, number, public=public))


@given(seed=st.integers(0, 2**16), shops=st.integers(1, 30), pace=st.sampled_from(("1/4", "1/8", "1/20")))
@settings(deadline=None, max_examples=30)
def test_rounds_visit_everyone_in_turn(seed: int, shops: int, pace: str) -> None:
    """In a round nobody is visited for the second time before everybody has been visited once."""
    office = Office("500240", today="2024-12-31", seed=seed)
    people = [office.subject("device_distributor", agency="nanbin", name=("石柱县", "药店")) for _ in range(shops)]
    rounds(office, people, (2024,), pace=pace, domains=("device",), outcome="pass")
    visits = [row["subject_id"] for row in office.rows["inspections"]]
    counts = [visits.count(person["subject_id"]) for person in people]
    assert max(counts) - min(counts) <= 1


def test_a_misspelt_column_is_refused() -> None:
    """An office that writes a column which its tables do not have is told the nearest name."""
    office = Office("500240", today="2024-12-31", seed=1)
    with pytest.raises(KeyError, match="did you mean `taken_on`"):
        office.add("actions", kind="notice", takenon=date(2024, 3, 1))


@pytest.mark.parametrize(("day", "kept"), [("2024-06-30", True), ("2024-07-01", False)])
def test_what_has_not_happened_is_not_written(day: str, kept: bool) -> None:
    """An event on the office's day is written, one of the day after is not; so it is with a step."""
    office = Office("500240", today="2024-06-30", seed=1)
    lead = {"domain": "device", "source": "complaint"}
    assert bool(office.add("leads", received_on=date.fromisoformat(day), **lead)) is kept
    row = office.add("leads", received_on=date(2024, 1, 5), closed_on=date.fromisoformat(day), **lead)
    assert row is not None
    assert bool(row["closed_on"]) is kept
