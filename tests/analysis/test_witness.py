"""Witnesses against the engine's own reading of predicates: what is found holds, and what holds is found."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import event, given, settings
from hypothesis import strategies as st

from regrules.analysis.witness import (
    TooManyWaysError,
    Witness,
    counter_witness,
    member_witness,
    witness,
    witness_rows,
)
from regrules.analysis.witness.values import everything_in
from regrules.engine.truth import Asked, truth, window_at
from regrules.engine.world import World
from regrules.model import (
    CORE,
    Jurisdiction,
    Predicate,
    Text,
    Window,
    between_dates,
    calendar_year,
    filing,
    filings,
    grading,
    gradings,
    inspection,
    inspections,
    lead,
    leads,
    report,
    sample,
    samples,
    subject,
    subjects,
)
from regrules.model.predicates import AnyOf, Column, Records
from regrules.register import from_records
from regrules.testing.strategies import as_of_days, predicates, register_rows
from regrules.testing.strategies.predicates import record_sets
from regrules.testing.strategies.windows import fixed_windows

TABLES = ("subjects", "inspections", "filings", "samples", "leads", "reports", "actions", "gradings", "meetings")
YEAR = calendar_year(2025)
ON = date(2025, 6, 30)
COUNTY = Jurisdiction(id="example", code="990101", name=Text(zh="示例县", en="Example"), plans=())


def asked_in(rows: dict[str, list[dict[str, Any]]], table: str, on: date, window: Window) -> list[Asked]:
    """What may be asked of every row of a table, or of every subject that has a version on the day."""
    world = World(COUNTY, from_records(CORE, **rows), on)
    if table == "subjects":
        there = [each for each in world.versions if world.version(each, on) is not None]
        return [Asked(world=world, on=on, window=window, subject=each) for each in there]
    return [Asked(world=world, on=on, window=window, table=table, row=row) for row in world.rows(table)]


def shown_to(found: Witness, window: Window) -> Asked:
    """The question of the row in which a witness stands."""
    return asked_in(witness_rows(found, CORE), found.table, found.on, window)[0]


def registers_for(asked: Predicate | Records, table: str) -> st.SearchStrategy[dict[str, list[dict[str, Any]]]]:
    """Registers with the tables and columns that are asked for."""
    parts = list(everything_in(asked))
    tables = {table, "gradings", "extents"} | {part.table for part in parts if isinstance(part, Records)}
    columns = {f"{part.table}.{part.name}" for part in parts if isinstance(part, Column)}
    columns |= {f"{part.table}.{part.dated}" for part in parts if isinstance(part, Records) and part.dated}
    columns |= {f"{name}.subject_id" for name in tables} | {"subjects.opened_on", "subjects.closed_on"}
    steps = {f"{name}.{each.dated_by}" for name in tables for each in CORE.table(name).columns if each.dated_by}
    return register_rows(tables=tables, columns=columns | steps)


@st.composite
def hard_predicates(draw: st.DrawFn, table: str) -> Predicate:
    """Predicates of which many hold of nothing: several together, and the contrary of some."""
    first, second = draw(predicates(table)), draw(predicates(table))
    return draw(st.sampled_from((first, first & second, first & ~second, ~first & ~second, first & (second | ~first))))


@settings(max_examples=50)
@given(table=st.sampled_from(TABLES), data=st.data(), on=as_of_days(), window=fixed_windows())
def test_what_is_found_holds(table: str, data: st.DataObject, on: date, window: Window) -> None:
    """A register that holds the witness makes the predicate true, and one that holds the counter-witness makes it false."""
    predicate = data.draw(hard_predicates(table))
    for answer, seek in ((True, witness), (False, counter_witness)):
        found = seek(predicate, CORE, table, on=on, window=window)
        event(f"{answer}: {'none' if found is None else 'found'}")
        if found is not None:
            assert truth(predicate, shown_to(found, window)) is answer


@settings(max_examples=50)
@given(table=st.sampled_from(TABLES), data=st.data(), on=as_of_days(), window=fixed_windows())
def test_what_holds_is_found(table: str, data: st.DataObject, on: date, window: Window) -> None:
    """Where some row of a register makes a predicate true, there is a witness; where it makes it false, a counter-witness."""
    predicate = data.draw(hard_predicates(table))
    rows = data.draw(registers_for(predicate, table))
    answers = {truth(predicate, asked) for asked in asked_in(rows, table, on, window)}
    if True in answers:
        assert witness(predicate, CORE, table, on=on, window=window) is not None
    if False in answers:
        assert counter_witness(predicate, CORE, table, on=on, window=window) is not None


@settings(max_examples=40)
@given(table=st.sampled_from(TABLES), data=st.data(), on=as_of_days(), window=fixed_windows())
def test_members_belong(table: str, data: st.DataObject, on: date, window: Window) -> None:
    """A member that is found meets the predicate and falls in the window; where a register has one, one is found."""
    records = data.draw(record_sets(table))
    having = data.draw(predicates(table))
    both = evolve(records, where=records.where & having)
    found = member_witness(records, CORE, on=on, window=window, having=having)
    if found is not None:
        assert belongs(both, shown_to(found, window))
    rows = data.draw(registers_for(both, table))
    if any(belongs(both, asked) for asked in asked_in(rows, table, on, window)):
        assert found is not None


def belongs(records: Records, asked: Asked) -> bool:
    """Whether a row is surely one of *records*, in their window."""
    if asked.subject is not None and records.dated is None:
        return asked.world.counts(asked.subject, asked.on) and truth(records.where, asked) is True
    if asked.subject is not None:
        return False
    span = window_at(records.within or asked.window, asked.on)
    return bool(asked.world.falls(records, asked.row, span, asked.on)) and truth(records.where, asked) is True


VISITS = inspections.where(inspection.kinds.has("full"))
POSSIBLE: dict[str, tuple[str, Predicate]] = {
    "anything": ("subjects", subjects.where().records.where),
    "a word and not another": ("subjects", subject.kinds.has("drug_retailer") & ~subject.kinds.has("drug_chain")),
    "a number between": ("subjects", (subject.hospital_level > 0) & (subject.hospital_level < 2)),
    "a decimal between": ("reports", (report.score > 59) & (report.score < 60)),
    "a step between": ("leads", lead.closed_on.between("2025-03-01", "2025-03-01")),
    "a step not come": ("leads", ~lead.closed_on.happened() & (lead.closed_on != "2025-03-01")),
    "a result, once it is there": ("samples", (sample.result == "fail") & sample.result_on.happened()),
    "a grade": ("subjects", (subject.grade("credit") > "A") & ~subject.grade("credit").is_in("C", "D")),
    "two grades at two times": (
        "subjects",
        (subject.grade("credit") == "A") & (subject.on("2024-12-31").grade("credit") == "B"),
    ),
    "another kind on the record's date": (
        "inspections",
        inspection.subject.kinds.has("drug_retailer") & ~inspection.subject.on("2024-12-31").kinds.has("drug_retailer"),
    ),
    "records, but not those": (
        "subjects",
        subject.any(inspections) & ~subject.any(VISITS),
    ),
    "three records, one of a kind": (
        "subjects",
        (subject.count(inspections) == 3) & (subject.count(VISITS) == 1),
    ),
    "a record in a window of its own": (
        "subjects",
        subject.any(samples.during(calendar_year(2024))) & ~subject.any(samples),
    ),
    "records that see the subject as it was": (
        "subjects",
        subject.any(inspections.where(inspection.subject.modes.has("retail"))) & ~subject.modes.has("retail"),
    ),
    "a grading of this year": (
        "subjects",
        subject.any(gradings.where(grading.scheme == "credit", grading.year == 2025).dated(grading.valid_from)),
    ),
    "a filing published before it was received": (
        "subjects",
        subject.any(filings.where(~filing.received_on.happened()).dated(filing.published_on)),
    ),
}
IMPOSSIBLE: dict[str, tuple[str, Predicate]] = {
    "nothing": ("subjects", AnyOf(parts=())),
    "a word in and out": (
        "subjects",
        subject.kinds.has("drug_chain", "drug_retailer") & ~subject.kinds.has("drug_chain"),
    ),
    "two words of one": ("filings", (filing.kind == "archive") & (filing.kind == "approval")),
    "every word refused": ("samples", ~sample.product.is_in("drug", "device", "cosmetic", "drug_abuse")),
    "no number between": ("subjects", (subject.hospital_level > 1) & (subject.hospital_level < 2)),
    "below the lowest": ("subjects", subject.hospital_level < 0),
    "a span that ends before it starts": ("leads", lead.received_on.between("2025-03-02", "2025-03-01")),
    "a step that is still to come": ("leads", lead.closed_on == "2025-07-01"),
    "a step before the record": ("leads", (lead.received_on > "2025-03-01") & (lead.closed_on < "2025-03-01")),
    "closed before it opened": ("subjects", (subject.opened_on > "2025-03-01") & (subject.closed_on < "2025-03-01")),
    "a result that is not there": ("samples", (sample.result == "fail") & ~sample.result_on.happened()),
    "no such grade": ("subjects", (subject.grade("credit") > "B") & (subject.grade("credit") < "C")),
    "a subject of a later day": ("subjects", subject.on("2025-07-01").kinds.has("drug_chain")),
    "opened and not": ("subjects", subject.opened_by("2024-01-01") & (subject.opened_on > "2024-01-01")),
    "fewer than none": ("subjects", subject.count(inspections) < 0),
    "more of a kind than of all": ("subjects", (subject.count(inspections) == 1) & (subject.count(VISITS) == 2)),
    "some of what can be none": (
        "subjects",
        subject.any(inspections.where(inspection.kinds.has("gsp") & ~inspection.kinds.has("gsp"))),
    ),
    "a record in a window to come": (
        "subjects",
        subject.any(samples.during(between_dates("2025-07-01", "2025-07-31"))),
    ),
    "the subject now, on the very day": (
        "subjects",
        subject.any(leads.where(lead.subject.modes.has("retail")).during(between_dates(ON, ON)))
        & ~subject.modes.has("retail"),
    ),
}


@pytest.mark.parametrize("name", POSSIBLE)
def test_possible(name: str) -> None:
    """What some register makes true has a witness, and it is right."""
    table, predicate = POSSIBLE[name]
    found = witness(predicate, CORE, table, on=ON, window=YEAR)
    assert found is not None
    assert truth(predicate, shown_to(found, YEAR)) is True


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_impossible(name: str) -> None:
    """What no register makes true has no witness."""
    table, predicate = IMPOSSIBLE[name]
    assert witness(predicate, CORE, table, on=ON, window=YEAR) is None


def test_an_unsaid_day_is_late_enough() -> None:
    """Without a day of the question every day that is named has come."""
    assert witness(lead.closed_on == "2031-07-01", CORE, "leads") is not None


def test_too_many_ways_are_said() -> None:
    """A predicate with more alternatives than can be tried is refused, not called impossible."""
    names = [f"p{number}" for number in range(12)]
    choices = [AnyOf(parts=[sample.categories.has(name), ~sample.categories.has(name)]) for name in names]
    nothing = sample.categories.has("x") & ~sample.categories.has("x")
    tangled = AnyOf(parts=[nothing, nothing & sample.categories.has("y")])
    predicate = choices[0]
    for choice in (*choices[1:], *[choice | tangled for choice in choices], tangled | (nothing | tangled)):
        predicate = predicate & choice
    with pytest.raises(TooManyWaysError):
        witness(predicate, CORE, "samples")
