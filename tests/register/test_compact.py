"""The compact register: the part of a jurisdiction holds what it holds of any register."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.engine import columns, reference
from regrules.model.tables import CORE
from regrules.register import Register, Table, from_records
from regrules.register.compact import CompactRegister, compact, in_memory, open_compact
from regrules.testing.strategies import World, register_rows, worlds

CODES = ("990101", "990102", "990100", "990201", "990200", "990000", "980101", "000000")
WHERE = st.sampled_from(CODES)
Rows = dict[str, list[dict[str, Any]]]


def content(register: Register) -> dict[str, tuple[tuple[str, ...], Counter[Any]]]:
    """The columns and the rows of each table, in no order."""
    return {
        name: (
            tuple(sorted(table.columns)),
            Counter(zip(*(table.columns[each] for each in sorted(table.columns)), strict=True)),
        )
        for name, table in register.tables.items()
    }


def same_part(whole: CompactRegister, register: Register, code: str) -> None:
    """The part of *code* is the same in both."""
    found = whole.part(code)
    assert content(found) == content(register.jurisdiction(code))
    for table in found.tables.values():
        sound(table, found)


def sound(table: Table, register: Register) -> None:
    """What a table knows of itself is true."""
    packed, everybody = table.packed, register.table("subjects").packed
    assert packed is not None and everybody is not None
    assert packed.size == len(table)
    for name, codes in packed.profiles.items():
        column: Any = table.columns[name]
        places = codes[packed.profile].tolist()
        assert [None if code < 0 else column.values[code] for code in places] == list(column)
    if "subject_id" not in table.columns:
        assert packed.owners is None
        return
    assert packed.owners is not None and packed.starts is not None and packed.runs is not None
    owners = packed.owners.tolist()
    assert [None if each < 0 else everybody.subjects[each] for each in owners] == list(table.columns["subject_id"])
    named = owners[: packed.named]
    assert named == sorted(named)
    assert all(each < 0 for each in owners[packed.named :])
    assert [owners[start] for start in packed.starts] == packed.runs.tolist() == sorted(set(named))


@settings(max_examples=60)
@given(register_rows(), WHERE)
def test_a_part_is_a_part(rows: Rows, code: str) -> None:
    """The part of a jurisdiction holds the same columns and rows, and what its tables know of themselves is true."""
    register = from_records(**rows)
    same_part(in_memory(register), register, code)


@given(register_rows(tables=("inspections", "gradings")), WHERE)
def test_subjects_are_counted(rows: Rows, code: str) -> None:
    """As many subjects are counted as the part names in its own table."""
    register = from_records(**rows)
    found = in_memory(register).subjects(code)
    assert found == len(set(register.jurisdiction(code).table("subjects").columns.get("subject_id", ())))


@settings(max_examples=15)
@given(register_rows(), WHERE)
def test_what_is_written_is_read(rows: Rows, code: str) -> None:
    """A register that was written and opened has the same parts, the same size and the same schema."""
    register = from_records(**rows)
    with TemporaryDirectory() as folder:
        written = compact(register, Path(folder) / "compact")
        same_part(written, register, code)
        assert written.schema == register.schema == CORE
        assert written.rows == {name: len(table) for name, table in register.tables.items()}
        assert written.codes == in_memory(register).codes
        assert open_compact(Path(folder) / "compact").digest == written.digest


@settings(max_examples=25)
@given(worlds())
def test_engines_find_the_same(world: World) -> None:
    """Both engines give the same verdicts on a compact register as on the register that it was made from."""
    register = from_records(world.jurisdiction.schema, **world.rows)
    part = in_memory(register).part(world.jurisdiction.code)
    for engine in (reference, columns):
        asked = engine.evaluate(
            world.plan, world.jurisdiction, world.register, as_of=world.as_of, known_at=world.known_at
        )
        found = engine.evaluate(world.plan, world.jurisdiction, part, as_of=world.as_of, known_at=world.known_at)
        assert found == asked


# What the strategies make rarely: subjects that move, records of others' subjects


def shop(name: str, place: str, since: str | None = None, until: str | None = None) -> dict[str, Any]:
    """One version of a subject."""
    days = {"valid_from": since and date.fromisoformat(since), "valid_to": until and date.fromisoformat(until)}
    return {"subject_id": name, "jurisdiction": place, "name": name, "kinds": {"drug_retailer"}, **days}


def visit(number: int, name: str | None, day: str) -> dict[str, Any]:
    """One inspection."""
    found = {"inspection_id": f"i{number}", "subject_id": name, "date": date.fromisoformat(day)}
    return found | {"domains": {"drug"}, "kinds": {"routine"}}


def lead(number: int, place: str, name: str | None) -> dict[str, Any]:
    """One lead."""
    found = {"lead_id": f"l{number}", "jurisdiction": place, "subject_id": name, "domain": "drug"}
    return found | {"source": "media", "received_on": date(2025, 1, number)}


MOVED: Rows = {
    "subjects": [
        shop("a", "990101"),
        shop("m", "990201", "2024-01-01"),
        shop("m", "990101", "2025-03-01"),
        shop("m", "990102", "2025-06-01"),
        shop("z", "990102"),
        shop("n", "990101", None, "2024-12-31"),
        shop("n", "990201", "2025-01-01"),
    ],
    "gradings": [
        {"subject_id": name, "scheme": "credit", "valid_from": date(2024, 1, 1), "grade": "A"} for name in "amzn"
    ],
    "inspections": [
        visit(number, name, day)
        for number, (name, day) in enumerate(
            (name, day)
            for name in ("a", "m", "n", "z", None)
            for day in ("2023-05-05", "2024-12-31", "2025-03-01", "2025-05-31", "2025-06-01")
        )
    ],
    "leads": [lead(number, place, name) for number, (place, name) in enumerate(
        ((place, name) for place in ("990101", "990102", "990201") for name in ("z", "m", None, "a", "n")), start=1
    )],
    "waivers": [{"subject_id": name, "obligation": "x/y", "reason": "moved"} for name in "mz"],
    "agencies": [
        {"agency_id": f"o{place}", "jurisdiction": place, "name": "o", "kind": "station"} for place in ("990101", "990201")
    ],
    "staff": [{"staff_id": f"p{number}", "agency": f"o{place}"} for number, place in enumerate(("990101", "990201"))],
    "extents": [{"table": "leads"}],
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_subjects_that_move(code: str) -> None:
    """A subject that moved is in each part for its time, and records of others' subjects stay where they were made."""
    register = from_records(**MOVED)
    same_part(in_memory(register), register, code)


@pytest.mark.parametrize("code", CODES)
def test_versions_without_last_days(code: str) -> None:
    """Where no version says when it ends, those whose next lies elsewhere end all the same."""
    rows = [{name: value for name, value in row.items() if name != "valid_to"} for row in MOVED["subjects"]]
    register = from_records(**{**MOVED, "subjects": rows})
    same_part(in_memory(register), register, code)


def test_what_is_left_out_for_somebody_else() -> None:
    """A part for another schema has its tables and columns only."""
    leads = CORE.table("leads")
    kept = evolve(leads, columns=tuple(column for column in leads.columns if column.name != "source"))
    other = evolve(CORE, tables=tuple(kept if each is leads else each for each in CORE.tables if each.name != "staff"))
    part = in_memory(from_records(**MOVED)).part("990101", other)
    assert "staff" not in part.tables
    assert not part.table("leads").has("source")
    assert part.table("leads").has("domain")
    assert part.schema == other
