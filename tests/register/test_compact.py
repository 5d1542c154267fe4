"""The compact register: the part of a jurisdiction holds what it holds of any register."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.register import Register, from_records
from regrules.register.compact import CompactRegister, in_memory
from regrules.testing.strategies import register_rows

CODES = ("990101", "990102", "990100", "990201", "990200", "990000", "980101", "000000")
WHERE = st.sampled_from(CODES)


def content(register: Register) -> dict[str, tuple[tuple[str, ...], Counter[Any]]]:
    """The columns and the rows of each table, in no order."""
    return {
        name: (
            tuple(sorted(table.columns)),
            Counter(zip(*(table.columns[each] for each in sorted(table.columns)), strict=True)),
        )
        for name, table in register.tables.items()
    }


def same_part(compact: CompactRegister, register: Register, code: str) -> None:
    """The part of *code* is the same in both."""
    found, expected = compact.part(code), register.jurisdiction(code)
    assert content(found) == content(expected)
    for table in found.tables.values():
        sound(table, found)


def sound(table: Any, register: Register) -> None:
    """What a table knows of itself is true."""
    packed, rows = table.packed, len(table)
    assert packed.size == rows
    for name, codes in packed.profiles.items():
        values = table.columns[name].values
        told = [None if codes[each] < 0 else values[codes[each]] for each in packed.profile]
        assert told == list(table.columns[name])
    if "subject_id" not in table.columns:
        assert packed.owners is None
        return
    ids = register.table("subjects").packed.subjects
    owners = packed.owners.tolist()
    assert [None if each < 0 else ids[each] for each in owners] == list(table.columns["subject_id"])
    named = owners[: packed.named]
    assert named == sorted(named)
    assert all(each < 0 for each in owners[packed.named :])
    assert [owners[start] for start in packed.starts] == packed.runs.tolist() == sorted(set(named))


@settings(max_examples=100)
@given(register_rows(), WHERE)
def test_a_part_is_a_part(rows: dict[str, Any], code: str) -> None:
    """The part of a jurisdiction holds the same columns and rows, and what its tables know of themselves is true."""
    register = from_records(**rows)
    same_part(in_memory(register), register, code)


@given(register_rows(), WHERE)
def test_subjects_are_counted(rows: dict[str, Any], code: str) -> None:
    """As many subjects are counted as the part names in its own table."""
    register = from_records(**rows)
    found = in_memory(register).subjects(code)
    assert found == len(set(register.jurisdiction(code).table("subjects").columns.get("subject_id", ())))
