"""What is missing in a register is completed in every way; the verdict before contains all verdicts after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regrules.engine import reference
from regrules.engine.verdict import Range, Verdict
from regrules.model.measures import Response, Timeliness
from regrules.model.predicates import Column, Grade, Records
from regrules.model.schema import ColumnSchema
from regrules.testing.strategies import KINDS, World, worlds
from regrules.testing.strategies.pool import AGENCIES, COUNTY, values
from regrules.testing.strategies.worlds import every_part

Key = tuple[str, date | None]
Row = dict[str, Any]

some = settings(max_examples=max(10, settings.default.max_examples // 2))
COMPLETE = {"complete_from": date(2020, 1, 1), "complete_to": date(2027, 12, 31)}
# A missing one of these is no unknown: without limit, none, or the record itself.
NO_GAPS = ("valid_from", "valid_to", "from", "until", "opened_on", "recorded_on", "follows", "visit_id", "capacities")
NO_FACTS = ("figures", "attestations", "waivers", "extents", "agencies")


@frozen
class Gap:
    """One cell of one row that is missing, or the missing grade of a subject under a scheme."""

    table: str
    row: int
    column: str


def verdicts(world: World) -> dict[Key, Verdict]:
    """What the reference says of a world, by obligation and stage."""
    found = reference.evaluate(world.plan, world.jurisdiction, world.register, as_of=world.as_of)
    return {(each.obligation, each.stage): each for each in found}


# Gaps, and what may stand in them


def columns_asked(world: World) -> list[tuple[str, str]]:
    """Table and name of the columns that the plan asks for, each as often as it does."""
    found = []
    for part in every_part(world.plan):
        if isinstance(part, Column):
            found.append((part.table, part.name))
        if isinstance(part, Grade):
            found.append(("grade", part.scheme))
    return found


def limits_besides_a_clock(world: World) -> set[tuple[str, str]]:
    """The due dates of records whose measure has a clock too: where one is missing the clock decides, so nothing is unknown."""
    measures = (part for part in every_part(world.plan) if isinstance(part, Timeliness | Response))
    return {(each.due.table, each.due.name) for each in measures if each.due is not None and each.within is not None}


def gaps_of(world: World) -> list[Gap]:
    """The cells that are missing among the columns that the plan asks for, and the subjects of records."""
    asked = {each for each in columns_asked(world) if each[1] != "agency"}  # a record without one is its subject's agency's
    asked -= limits_besides_a_clock(world)
    asked |= {(name, "subject_id") for name in world.rows} | {("subjects", "agency")}
    found = []
    for name, rows in world.rows.items():
        schema = world.jurisdiction.schema.table(name)
        for column in schema.columns:
            unknown = not column.required and not column.step and not column.dated_by and column.name not in NO_GAPS
            if unknown and name not in NO_FACTS and (name, column.name) in asked:
                found += [Gap(name, place, column.name) for place, row in enumerate(rows) if row.get(column.name) is None]
    counted = any(isinstance(part, Records) and part.table == "gradings" for part in every_part(world.plan))
    for table, scheme in sorted(asked):
        if table == "grade" and not counted:  # a grading that is itself counted is no mere value
            graded = {row["subject_id"] for row in world.rows.get("gradings", ()) if row["scheme"] == scheme}
            ids = sorted({row["subject_id"] for row in world.rows["subjects"]} - graded)
            found += [Gap("gradings", place, f"{scheme}/{name}") for place, name in enumerate(ids)]
    return found


def candidates(world: World, gap: Gap) -> list[Any]:
    """The values that may stand in a gap."""
    if "/" in gap.column:
        return list(world.jurisdiction.schema.grades[gap.column.split("/")[0]])
    column: ColumnSchema = world.jurisdiction.schema.table(gap.table).column(gap.column)
    if column.refers == "subjects":  # of a subject elsewhere, the record would be elsewhere
        return sorted({row["subject_id"] for row in world.rows["subjects"] if row["jurisdiction"] == COUNTY})
    if column.refers == "agencies":
        return [row["agency_id"] for row in world.rows["agencies"]] if "agencies" in world.rows else list(AGENCIES)
    return list(values(column))


def filled(world: World, gaps: list[Gap], found: tuple[Any, ...]) -> World:
    """The world with a value in each of *gaps*."""
    rows = {name: [dict(row) for row in table] for name, table in world.rows.items()}
    for gap, value in zip(gaps, found, strict=True):
        if "/" in gap.column:
            scheme, subject = gap.column.split("/")
            row = {"subject_id": subject, "scheme": scheme, "valid_from": None, "valid_to": None, "grade": value}
            rows.setdefault("gradings", []).append(row)
        else:
            rows[gap.table][gap.row][gap.column] = value
    return evolve(world, rows={name: uniform(table) for name, table in rows.items()})


def uniform(rows: list[Row]) -> list[Row]:
    """The rows with the same columns each."""
    names = dict.fromkeys(name for row in rows for name in row)
    return [{name: row.get(name) for name in names} for row in rows]


@st.composite
def gappy(draw: st.DrawFn, kind: str, most: int) -> tuple[World, list[Gap]]:
    """A world with few gaps, and these; tables are complete, and what else was missing is filled in."""
    world = evolve(draw(worlds(kind)), known_at=None)
    read = [name for name in world.rows if name not in NO_FACTS]
    extents = [{"table": name} | COMPLETE for name in read]
    figures = [
        {"jurisdiction": COUNTY, "name": name, "year": year, "agency": None, "value": value, "unit": 1}
        for name, value in (("residents", 500_000), ("annual_task", 2), ("reports_last_year", 2))
        for year in (2024, 2025, 2026)
    ]
    here = {"agencies": [row | {"jurisdiction": COUNTY} for row in world.rows.get("agencies", ())]}
    world = evolve(world, rows=world.rows | {"extents": extents, "figures": figures} | (here if here["agencies"] else {}))
    gaps = [gap for gap in gaps_of(world) if candidates(world, gap)]
    order = draw(st.permutations(gaps)) if len(gaps) < 60 else gaps
    kept, others = order[:most], order[most:]
    return filled(world, others, tuple(draw(st.sampled_from(candidates(world, gap))) for gap in others)), kept


def completions(draw: st.DataObject, world: World, gaps: list[Gap], most: int) -> Iterator[World]:
    """The world with its gaps filled in every way, or in *most* of them."""
    ways = list(product(*(candidates(world, gap) for gap in gaps)))
    chosen = ways if len(ways) <= most else draw.draw(st.lists(st.sampled_from(ways), min_size=most, max_size=most))
    for way in chosen:
        yield filled(world, gaps, way)


# What contains what


def value_of(pair: tuple[int, int] | None) -> Fraction | None:
    """The value of a pair; None where there is none."""
    return None if pair is None or not pair[1] else Fraction(*pair)


def check_contained(before: Verdict, after: Verdict) -> None:
    """The verdict before contains the one after."""
    assert set(after.could_be) <= set(before.could_be)
    least, most = value_of(before.number.least), value_of(before.number.most)
    for bound in (value_of(after.number.least), value_of(after.number.most)):
        if bound is not None:
            assert before.number.least is None or (least is not None and least <= bound)
            assert before.number.most is None or (most is not None and bound <= most)
    for wide, narrow in ((before.shortfall, after.shortfall), (before.excess, after.excess)):
        check_range(wide, narrow)
    check_members(before, after)


def check_range(wide: Range, narrow: Range) -> None:
    """Every number of *narrow*, also its lack of a number, lies in *wide*; where there is none at all, there may be one."""
    if wide == Range(least=None, most=None) or narrow == wide:
        return
    assert narrow.least is None or (wide.least is not None and wide.least <= narrow.least)
    assert wide.most is None or (narrow.most is not None and narrow.most <= wide.most)


def check_members(before: Verdict, after: Verdict) -> None:
    """What was certain of a member stays; what was not may become anything."""
    unsure = {each.id for each in before.undetermined}
    assert {each.id for each in after.undetermined} <= unsure
    for name in ("pending", "upcoming"):
        was, became = set(getattr(before, name)), set(getattr(after, name))
        assert was <= became <= was | unsure
    if not any(name.endswith(("at_most", "below")) for name in before.required):  # then hits may be what is outstanding
        missed, now_missed = ({each.id for each in one.outstanding} for one in (before, after))
        assert now_missed <= missed | unsure
        assert missed <= now_missed or not now_missed


@pytest.mark.parametrize("kind", KINDS)
@some
@given(data=st.data())
def test_a_verdict_contains_its_completions(kind: str, data: st.DataObject) -> None:
    """Status, number, amounts and members of a completed register lie in those of the incomplete one."""
    world, gaps = data.draw(gappy(kind, 3))
    assume(gaps)
    before = verdicts(world)
    for completed in completions(data, world, gaps, 10):
        after = verdicts(completed)
        for key in before.keys() & after.keys():
            check_contained(before[key], after[key])
