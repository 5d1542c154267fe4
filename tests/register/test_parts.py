"""Parts of a register: what was known on a day, what belongs to a jurisdiction, grades that stand in the subjects."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.model.tables import Subject, Waiver
from regrules.register import Register, from_records

DAY = date.fromisoformat
CODES = ("500240", "500241", "500102", "510107")
INSIDE = {code: code for code in CODES} | {"500200": "5002", "500100": "5001", "500000": "50", "510000": "51"}
COUNTIES = st.sampled_from(CODES)


def subject(name: str, place: str, **more: Any) -> dict[str, Any]:
    """A subject at a place."""
    return {"subject_id": name, "jurisdiction": place, "name": name, "kinds": {"drug_retailer"}} | more


def inspection(name: str, owner: str | None, day: str = "2025-03-31") -> dict[str, Any]:
    """An inspection of a subject."""
    found = {"inspection_id": name, "subject_id": owner, "date": DAY(day)}
    return found | {"domains": {"drug"}, "kinds": {"routine"}, "agency": None}


def held(register: Register, table: str) -> list[object]:
    """The names of the rows of a table."""
    found = register.table(table)
    return found.columns.get(found.schema.identity or "", [])


@st.composite
def regions(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Subjects, agencies and leads of several counties, with inspections and staff that have no place of their own."""
    places = draw(st.lists(COUNTIES, max_size=5))
    owners = [f"s{number}" for number in range(len(places))]
    offices = draw(st.lists(COUNTIES, min_size=1, max_size=3))
    some = st.sampled_from((None, *owners))
    return {
        "subjects": [subject(*each) for each in zip(owners, places, strict=True)],
        "agencies": [
            {"agency_id": f"a{number}", "jurisdiction": place, "name": "x", "kind": "station"}
            for number, place in enumerate(offices)
        ],
        "leads": [
            {
                "lead_id": f"l{number}", "jurisdiction": place, "subject_id": draw(some), "domain": "drug",
                "source": "other", "received_on": DAY("2025-01-02"),
            }
            for number, place in enumerate(draw(st.lists(COUNTIES, max_size=4)))
        ],
        "inspections": [inspection(f"i{number}", draw(some)) for number in range(draw(st.integers(0, 4)))],
        "staff": [{"staff_id": f"m{number}", "agency": f"a{number}"} for number in range(len(offices))],
        "extents": [{"table": "leads"}],
    }  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(regions(), st.sampled_from(tuple(INSIDE)))
def test_part_of_a_jurisdiction(rows: dict[str, list[dict[str, Any]]], code: str) -> None:
    """A part holds just the rows whose place, subject or agency lies there, and those of no known subject."""
    inside = INSIDE[code]
    whole = from_records(**rows)

    part = whole.jurisdiction(code)

    def lies(place: str) -> bool:
        return place.startswith(inside)

    places = {row["subject_id"]: row["jurisdiction"] for row in rows["subjects"]} | {None: inside}
    offices = {row["agency_id"]: row["jurisdiction"] for row in rows["agencies"]}
    for table in ("subjects", "agencies", "leads"):
        name = whole.table(table).schema.identity
        assert held(part, table) == [row[name] for row in rows[table] if lies(row["jurisdiction"])]
    assert held(part, "inspections") == [
        row["inspection_id"] for row in rows["inspections"] if lies(places[row["subject_id"]])
    ]
    assert held(part, "staff") == [row["staff_id"] for row in rows["staff"] if lies(offices[row["agency"]])]
    assert held(part, "extents") == ["leads"]
    assert part.jurisdiction(code) is part


def test_one_county_is_its_own_register() -> None:
    """A register of one county is handed on as it is."""
    whole = from_records(subjects=[subject("s", "500240")], inspections=[inspection("i", "s"), inspection("j", None)])

    assert whole.jurisdiction("500240") is whole
    assert whole.jurisdiction("500200") is whole
    assert len(whole.jurisdiction("500241").table("subjects")) == 0
    assert held(whole.jurisdiction("500241"), "inspections") == ["j"]


def test_a_subject_that_moved_belongs_to_each_place_in_its_time() -> None:
    """The part of the old place ends with the move, and its inspections are those before it."""
    whole = from_records(
        subjects=[subject("s", "500240"), subject("s", "500241", valid_from=DAY("2025-07-01"))],
        inspections=[inspection("before", "s", "2025-06-30"), inspection("after", "s", "2025-07-01")],
        gradings=[{"subject_id": "s", "scheme": "drug", "grade": "A"}],
    )

    old, new = whole.jurisdiction("500240"), whole.jurisdiction("500241")

    assert old.table("subjects").columns["valid_to"] == [DAY("2025-06-30")]
    assert new.table("subjects").columns["valid_from"] == [DAY("2025-07-01")]
    assert new.table("subjects").columns["valid_to"] == [None]
    assert held(old, "inspections") == ["before"]
    assert held(new, "inspections") == ["after"]
    assert len(old.table("gradings")) == len(new.table("gradings")) == 1
    assert not whole.table("subjects").has("valid_to")


def test_a_last_day_that_is_stated_stays() -> None:
    """Of a subject that moved and then left the register, the part of the new place keeps the last day."""
    last = DAY("2025-12-30")
    versions = [subject("s", "500240"), subject("s", "500241", valid_from=DAY("2025-07-01"), valid_to=last)]

    assert from_records(subjects=versions).jurisdiction("500241").table("subjects").columns["valid_to"] == [last]


@given(st.lists(st.none() | st.dates(DAY("2025-01-01"), DAY("2025-01-09")), min_size=1), st.integers(1, 9))
@settings(max_examples=50, deadline=None)
def test_known_at_keeps_what_was_recorded_by_then(recorded: list[date | None], number: int) -> None:
    """Rows recorded by the day stay, as do rows that do not say; tables without the column are untouched."""
    day = date(2025, 1, number)
    rows = [inspection(f"i{row}", None) | {"recorded_on": on} for row, on in enumerate(recorded)]
    whole = from_records(subjects=[subject("s", "500240")], inspections=rows)

    then = whole.known_at(day)

    assert held(then, "inspections") == [f"i{row}" for row, on in enumerate(recorded) if on is None or on <= day]
    assert then.table("subjects") is whole.table("subjects")
    assert (then is whole) == (len(then.table("inspections")) == len(recorded))


def test_grades_in_the_subjects_become_gradings() -> None:
    """Each version's grade is a grading from that version on, and ends where the next version has none."""
    version = subject("s", "500240")
    register = from_records(
        subjects=[
            version | {"valid_from": DAY("2025-03-01"), "grade:drug": None, "recorded_on": None},
            version | {"valid_from": None, "grade:drug": "A", "recorded_on": DAY("2024-01-02")},
            version | {"valid_from": DAY("2025-05-01"), "grade:drug": "C", "recorded_on": DAY("2025-05-02")},
        ],
        gradings=[{"subject_id": "s", "scheme": "credit", "grade": "B", "year": 2025}],
    )

    assert register.table("gradings").columns == {
        "subject_id": ["s", "s", "s"],
        "scheme": ["credit", "drug", "drug"],
        "grade": ["B", "A", "C"],
        "year": [2025, None, None],
        "valid_from": [None, None, DAY("2025-05-01")],
        "valid_to": [None, DAY("2025-02-28"), None],
        "recorded_on": [None, DAY("2024-01-02"), DAY("2025-05-02")],
    }
    assert not register.table("subjects").has("grade:drug")


def test_grades_in_the_subjects_alone_make_a_table() -> None:
    """Without a table of gradings the grades of the subjects are one."""
    register = from_records(subjects=[subject("s", "500240") | {"grade:drug": "A"}])

    assert register.table("gradings").given
    assert register.table("gradings").columns["grade"] == ["A"]


def test_records_of_the_classes() -> None:
    """A record's trailing underscore is no part of the column; records of another table are refused elsewhere."""
    kept = Subject(subject_id="s", jurisdiction="500240", name="x", kinds=frozenset())
    waiver = Waiver(subject_id="s", obligation="*", from_=DAY("2025-01-01"), reason="r")

    register = from_records(subjects=(kept,), waivers=[waiver])

    assert register.table("waivers").columns["from"] == [DAY("2025-01-01")]
    assert register.table("subjects").columns["kinds"] == [frozenset()]


def test_unknown_tables_are_named() -> None:
    """Asking for a table that no register has fails with the nearest name."""
    with pytest.raises(KeyError, match="did you mean `leads`"):
        from_records(subjects=[]).table("lead")
