"""One schema for several jurisdictions: what each adds stands side by side, or is refused by name."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from regrules.errors import PluginError
from regrules.model.schema import ColumnSchema, Schema, TableSchema
from regrules.model.tables import CORE
from regrules.model.text import Text
from regrules.register.merged import merged_schema

HEADING = Text(zh="列", en="column")


def column(name: str, **about: Any) -> ColumnSchema:
    """A column of text."""
    return ColumnSchema(**{"name": name, "type": "text", "heading": HEADING, **about})


def table(name: str, *columns: ColumnSchema, **about: Any) -> TableSchema:
    """A table of a plugin's own."""
    return TableSchema(name=name, row=name.rstrip("s"), heading=HEADING, columns=columns, **about)


ADDITIONS: tuple[dict[str, Any], ...] = (
    {"columns": {"subjects": (column("risk"),)}},
    {"columns": {"subjects": (column("risk"), column("street"))}},
    {"words": {"subjects.kinds": ("pet_clinic",)}},
    {"words": {"subjects.kinds": ("pet_clinic", "tattoo_studio"), "inspections.kinds": ("night",)}},
    {"tables": (table("drills", column("drill_id", key=True, required=True)),)},
    {"grades": {"hygiene": ("C", "B", "A")}},
    {},
)


@given(st.lists(st.sampled_from(ADDITIONS), max_size=4), st.randoms())
def test_what_each_adds_is_there(additions: list[dict[str, Any]], random: Any) -> None:
    """Every table, column, word and grade of any of them is in the merged schema, in whatever order they come."""
    schemas = [CORE.extended(**each) for each in additions]
    names = [f"county-{number}" for number in range(len(schemas))]
    merged = merged_schema(dict(zip(names, schemas, strict=True)))
    for schema in (CORE, *schemas):
        for each in schema.tables:
            for wanted in each.columns:
                found = merged.table(each.name).column(wanted.name)
                assert evolve(found, words=()) == evolve(wanted, words=())
                assert set(wanted.words) <= set(found.words)
                assert [word for word in found.words if word in wanted.words] == list(wanted.words)
        assert schema.grades.items() <= merged.grades.items()
    random.shuffle(schemas)
    again = merged_schema(dict(zip(names, schemas, strict=True)))
    assert {each.name: set(each.names) for each in merged.tables} == {
        each.name: set(each.names) for each in again.tables
    }


def test_nothing_is_added_by_nobody() -> None:
    """Of no schema, or of the core alone, the core comes out."""
    assert (
        merged_schema({}) == CORE == merged_schema({"one": CORE, "two": Schema(tables=CORE.tables, grades=CORE.grades)})
    )


REFUSED = {
    "a column of another type": (
        {"columns": {"subjects": (column("risk"),)}},
        {"columns": {"subjects": (column("risk", type="whole"),)}},
        "`one` and `two` both have the column `subjects.risk`, but in different ways",
    ),
    "a table with another key": (
        {"tables": (table("drills", column("drill_id", key=True), column("held_on", type="date")),)},
        {"tables": (table("drills", column("drill_id", key=True), column("held_on", type="date"), dated="held_on"),)},
        "`one` and `two` both have the table `drills`",
    ),
    "a column of a table of their own": (
        {"tables": (table("drills", column("drill_id", key=True)),)},
        {"tables": (table("drills", column("drill_id", key=False)),)},
        "`one` and `two` both have the column `drills.drill_id`",
    ),
    "other grades": (
        {"grades": {"hygiene": ("C", "B", "A")}},
        {"grades": {"hygiene": ("A", "B", "C")}},
        "`one` and `two` both have the grading scheme `hygiene`",
    ),
    "an open and a closed list": (
        {"columns": {"subjects": (column("risk", type="word"),)}},
        {"columns": {"subjects": (column("risk", type="word", words=("low", "high")),)}},
        "the column `subjects.risk`",
    ),
}


@pytest.mark.parametrize(("first", "second", "told"), REFUSED.values(), ids=REFUSED)
def test_one_name_with_two_meanings_is_refused(first: dict[str, Any], second: dict[str, Any], told: str) -> None:
    """Both givers and what they give are named, whichever comes first, and a way out is offered."""
    with pytest.raises(PluginError) as caught:
        merged_schema({"one": CORE.extended(**first), "none": CORE, "two": CORE.extended(**second)})
    assert told in str(caught.value)
    assert "give one of the two another name" in str(caught.value)


def test_all_contradictions_are_told_at_once() -> None:
    """Two names with two meanings are two lines."""
    columns = {"subjects": (column("risk"), column("street"))}
    others = {"subjects": (column("risk", type="whole"), column("street", type="flag"))}
    with pytest.raises(PluginError) as caught:
        merged_schema({"one": CORE.extended(columns=columns), "two": CORE.extended(columns=others)})
    assert [line.split("`")[5] for line in str(caught.value).splitlines()] == ["subjects.risk", "subjects.street"]
