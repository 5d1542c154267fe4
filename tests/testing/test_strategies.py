"""The generators are tested by themselves: what they make is valid, and everything that matters can be found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from regrules.engine import reference
from regrules.engine.verdict import STATUSES, Verdict, as_fraction
from regrules.model import measures as m
from regrules.model import predicates as p
from regrules.model import targets as t
from regrules.model import windows as w
from regrules.model.clocks import Clock
from regrules.model.exact import exact
from regrules.model.plans import AgencyRule, Obligation
from regrules.register import from_records
from regrules.testing.strategies import KINDS, World, on_the_line, register_rows, worlds
from regrules.testing.strategies.worlds import every_part

LOT = 10
Found = Callable[[Any], object]


def sample(strategy: SearchStrategy[Any], size: int) -> list[Any]:
    """
    Things that *strategy* makes, the same in every run.

    They come in small lots: within a long one Hypothesis makes five variants of each thing before it makes another.
    """
    found: list[Any] = []
    calm = settings(max_examples=LOT, database=None, phases=[Phase.generate], deadline=None)
    for number in range(size // LOT):

        @seed(number)
        @settings(calm, suppress_health_check=list(HealthCheck))
        @given(strategy)
        def collect(made: Any) -> None:
            found.append(made)

        collect()
    return found


@cache
def some_worlds(kind: str) -> list[World]:
    """Worlds whose plan has one measure of *kind*."""
    return sample(worlds(kind), 120)


def all_worlds() -> Iterator[World]:
    """Such worlds of every kind."""
    for kind in KINDS:
        yield from some_worlds(kind)


@cache
def verdicts(kind: str) -> list[Verdict]:
    """What the reference says of them."""
    return [verdict for world in some_worlds(kind) for verdict in judged(world)]


def judged(world: World) -> tuple[Verdict, ...]:
    """What the reference says of one world."""
    return reference.evaluate(
        world.plan, world.jurisdiction, world.register, as_of=world.as_of, known_at=world.known_at
    )


# What registers hold


def cells(world: World, name: str, table: str | None = None) -> list[Any]:
    """All cells of the columns called *name*."""
    return [row[name] for each, rows in world.rows.items() if table in (None, each) for row in rows if name in row]


def repeated(values: list[Any]) -> bool:
    """Whether some value stands twice."""
    return len(set(values)) < len(values)


IN_REGISTERS: dict[str, Found] = {
    "no subject": lambda world: not world.rows["subjects"],
    "six subjects": lambda world: len(set(cells(world, "subject_id", "subjects"))) == 6,
    "a subject in several versions": lambda world: repeated(cells(world, "subject_id", "subjects")),
    "a last version that ends": lambda world: any(row.get("valid_to") for row in world.rows["subjects"][-1:]),
    "a subject that opens on the window's first day": lambda world: date(2025, 1, 1) in cells(world, "opened_on"),
    "a subject that opens on its last day": lambda world: date(2025, 12, 31) in cells(world, "opened_on"),
    "a subject that closes on the day of the question": lambda world: (
        world.as_of in cells(world, "closed_on", "subjects")
    ),
    "a closed subject": lambda world: any(day and day <= world.as_of for day in cells(world, "closed_on", "subjects")),
    "ten inspections": lambda world: len(world.rows.get("inspections", ())) >= 9,
    "a missing cell": lambda world: None in cells(world, "visit_id"),
    "an absent column": lambda world: any("subject_id" not in row for row in world.rows.get("inspections", ())),
    "an absent table": lambda world: "inspections" not in world.rows,
    "no table of agencies": lambda world: "agencies" not in world.rows,
    "a record without subject": lambda world: None in cells(world, "subject_id", "inspections"),
    "an empty set": lambda world: frozenset() in cells(world, "kinds"),
    "two gradings of one scheme": lambda world: repeated(
        [(row["subject_id"], row["scheme"]) for row in world.rows.get("gradings", ())]
    ),
    "two schemes": lambda world: len({row["scheme"] for row in world.rows.get("gradings", ())}) == 2,
    "a step after the day of the question": lambda world: any(
        day and day > world.as_of for day in cells(world, "closed_on", "leads")
    ),
    "a step that has not come": lambda world: None in cells(world, "closed_on", "leads"),
    "a record after the day of the question": lambda world: any(
        day > world.as_of for day in cells(world, "date", "inspections")
    ),
    "facts recorded late": lambda world: any(
        row.get("recorded_on") and row["recorded_on"] > row["date"] for row in world.rows.get("inspections", ())
    ),
    "a question about what was known": lambda world: world.known_at is not None,
    "an extent": lambda world: world.rows.get("extents"),
    "a waiver of a family": lambda world: any(each.endswith("/*") for each in cells(world, "obligation", "waivers")),
    "residents in units of ten thousand": lambda world: (
        ("residents", 10_000) in [(row["name"], row["unit"]) for row in world.rows.get("figures", ())]
    ),
    "residents of an earlier year": lambda world: (
        ("residents", 2024) in [(row["name"], row["year"]) for row in world.rows.get("figures", ())]
    ),
    "a quota of an agency": lambda world: any(cells(world, "agency", "figures")),
    "staff in two posts": lambda world: repeated(cells(world, "staff_id")),
    "an attestation": lambda world: world.rows.get("attestations"),
    "a record that follows another": lambda world: any(
        row.get("follows") in cells(world, "inspection_id") for row in world.rows.get("inspections", ())
    ),
    "a filing that follows an inspection": lambda world: any(
        row.get("follows") in cells(world, "inspection_id") for row in world.rows.get("filings", ())
    ),
    "two records of a visit": lambda world: repeated([each for each in cells(world, "visit_id") if each]),
    "a due day that is the day of the question": lambda world: world.as_of in cells(world, "due_on"),
    "a due day just past": lambda world: world.as_of - timedelta(days=1) in cells(world, "due_on"),
    "a time of day": lambda world: any(cells(world, "closed_at")),
    "a make-up working day": lambda world: date(2025, 1, 26) in cells(world, "received_on"),
    "a leap day": lambda world: date(2024, 2, 29) in cells(world, "received_on"),
    "the end of the calendar": lambda world: date(2026, 12, 29) in cells(world, "received_on"),
    "a neighbour": lambda world: "990102" in cells(world, "jurisdiction"),
}


@pytest.mark.parametrize("name", IN_REGISTERS)
def test_registers_hold(name: str) -> None:
    """What a rule may turn on can be found in the generated registers."""
    assert any(IN_REGISTERS[name](world) for world in all_worlds())


@settings(max_examples=40)
@given(register_rows())
def test_full_registers_are_valid(rows: dict[str, list[dict[str, Any]]]) -> None:
    """A register with every table and column is accepted as it is made."""
    assert len(from_records(**rows).table("subjects")) == len(rows["subjects"])


@pytest.mark.parametrize("kind", KINDS)
def test_registers_of_a_plan_are_valid(kind: str) -> None:
    """A register made for a plan is accepted, with all its rows."""
    for world in some_worlds(kind):
        register = from_records(**world.rows)
        assert {name: len(register.table(name)) for name in world.rows} == {
            name: len(world.rows[name]) for name in world.rows
        }


# What plans ask

IN_PLANS: dict[str, Found] = {
    "grouped owners": lambda part: isinstance(part, p.Records) and part.grouped == "owner_id",
    "agencies as units": lambda part: isinstance(part, m.Coverage) and part.of.table == "agencies",
    "staff counted at agencies": lambda part: isinstance(part, m.Coverage) and part.by.table == "staff",
    "gradings as states": lambda part: (
        isinstance(part, m.Coverage) and part.by.table == "gradings" and not part.by.dated
    ),
    "gradings as events": lambda part: isinstance(part, m.Coverage) and part.by.table == "gradings" and part.by.dated,
    "a cap": lambda part: isinstance(part, m.Coverage) and part.times == p.Times(least=0, most=1),
    "never": lambda part: isinstance(part, m.Coverage) and part.times == p.Times(least=0, most=0),
    "just once": lambda part: isinstance(part, m.Coverage) and part.times == p.Times(least=1, most=1),
    "twice": lambda part: isinstance(part, m.Coverage) and part.times == p.Times(least=2),
    "once per visit": lambda part: isinstance(part, m.Coverage) and part.once_per,
    "another date": lambda part: isinstance(part, p.Records) and part.dated,
    "a window of its own": lambda part: isinstance(part, p.Records) and part.within,
    "distinct subjects": lambda part: (
        isinstance(part, m.Count) and part.distinct and part.distinct.name == "subject_id"
    ),
    "distinct campaigns": lambda part: isinstance(part, m.Count) and part.distinct and part.distinct.name == "campaign",
    "per million": lambda part: isinstance(part, m.Count) and part.per_million,
    "a share of subjects": lambda part: isinstance(part, m.Share) and part.of.table == "subjects",
    "a share of records": lambda part: isinstance(part, m.Share) and part.of.table == "samples",
    "a mean without upper bound": lambda part: isinstance(part, m.Mean) and part.value.name == "officers",
    "growth on another window": lambda part: isinstance(part, m.Growth) and isinstance(part.versus, w.Window),
    "growth on another count": lambda part: isinstance(part, m.Growth) and isinstance(part.versus, m.Count),
    "growth on a figure": lambda part: isinstance(part, m.Growth) and isinstance(part.versus, t.FigureOf),
    "growth of a share": lambda part: isinstance(part, m.Growth) and isinstance(part.of, m.Share),
    "growth of a mean": lambda part: isinstance(part, m.Growth) and isinstance(part.of, m.Mean),
    "working days": lambda part: isinstance(part, Clock) and part.unit == "working_day",
    "months": lambda part: isinstance(part, Clock) and part.unit == "month",
    "hours": lambda part: isinstance(part, Clock) and part.unit == "hour",
    "due dates of records": lambda part: isinstance(part, m.Timeliness) and part.due and not part.within,
    "due dates before a clock": lambda part: isinstance(part, m.Timeliness) and part.due and part.within,
    "answers without a limit": lambda part: isinstance(part, m.Response) and not part.is_clock and not part.before,
    "answers within a clock": lambda part: isinstance(part, m.Response) and part.within,
    "answers by a due date": lambda part: isinstance(part, m.Response) and part.due,
    "answers by key": lambda part: isinstance(part, m.Response) and part.match and part.match.name == "follows",
    "answers of a campaign": lambda part: isinstance(part, m.Response) and part.match and part.match.name == "campaign",
    "answers of a visit": lambda part: isinstance(part, m.Response) and part.match and part.match.name == "visit_id",
    "answers before": lambda part: isinstance(part, m.Response) and part.before and not part.within,
    "answers shortly before": lambda part: isinstance(part, m.Response) and part.before and part.within,
    "no answer": lambda part: isinstance(part, m.Response) and part.times.most == 0,
    "a cumulative table": lambda part: isinstance(part, m.Tasks) and part.cumulative,
    "a table by period": lambda part: isinstance(part, m.Tasks) and not part.cumulative,
    "a share of a figure": lambda part: isinstance(part, t.Target) and part.of,
    "above": lambda part: isinstance(part, t.Target) and part.above,
    "below": lambda part: isinstance(part, t.Target) and part.below,
    "between": lambda part: isinstance(part, t.Target) and part.least and part.most and part.least != part.most,
    "exactly": lambda part: isinstance(part, t.Target) and part.least is not None and part.least == part.most,
    "rounded half up": lambda part: isinstance(part, t.Target) and part.rounding == "half_up",
    "rounded down": lambda part: isinstance(part, t.Target) and part.rounding == "down",
    "a minimum": lambda part: isinstance(part, t.Target) and part.minimum,
    "bands": lambda part: isinstance(part, t.Bands),
    "stages": lambda part: isinstance(part, t.Stages) and len(part.stages) == 3,
    "bands in stages": lambda part: isinstance(part, t.Stage) and isinstance(part.target, t.Bands),
    "an early due day": lambda part: isinstance(part, w.Window) and part.due and part.due < part.end,
    "a late due day": lambda part: isinstance(part, w.Window) and part.due and part.due > part.end,
    "a rolling window": lambda part: isinstance(part, w.Rolling),
    "a cycle": lambda part: isinstance(part, w.Cycle),
    "a subject on another day": lambda part: isinstance(part, p.Column) and part.on,
    "the subject of a record": lambda part: isinstance(part, p.Column) and part.via,
    "the grade of a subject": lambda part: isinstance(part, p.Grade) and not part.via,
    "the grade of a record's subject": lambda part: isinstance(part, p.Grade) and part.via,
    "a step that happened": lambda part: isinstance(part, p.Happened),
    "opened by a day": lambda part: isinstance(part, p.OpenedBy),
    "related records": lambda part: isinstance(part, p.CountOf) and not part.records.within,
    "related records of a window": lambda part: isinstance(part, p.CountOf) and part.records.within,
    "a set with all words": lambda part: isinstance(part, p.Has) and part.need == "all" and len(part.words) == 2,
    "one of several": lambda part: isinstance(part, p.IsIn) and len(part.literals) == 2,
    "rules for agencies": lambda part: isinstance(part, AgencyRule),
    "each quarter": lambda part: isinstance(part, Obligation) and part.each == w.quarters,
    "each month with a due day": lambda part: isinstance(part, w.Periods) and part.unit == "month" and part.due,
    "each agency": lambda part: isinstance(part, Obligation) and name_of(part.each) == "agency_id",
    "each jurisdiction": lambda part: isinstance(part, Obligation) and name_of(part.each) == "jurisdiction",
    "each owner": lambda part: isinstance(part, Obligation) and name_of(part.each) == "owner_id",
    "each campaign": lambda part: isinstance(part, Obligation) and name_of(part.each) == "campaign",
    "an indicator": lambda part: isinstance(part, Obligation) and part.target is None,
    "in principle": lambda part: isinstance(part, Obligation) and part.strength == "in_principle",
    "in force for a time": lambda part: isinstance(part, Obligation) and part.in_force,
    "escalation": lambda part: isinstance(part, Obligation) and len(part.escalation) == 3,
}


def name_of(each: Any) -> str | None:
    """The column by which verdicts are split."""
    return each.name if isinstance(each, p.Column) else None


@cache
def plan_parts() -> list[Any]:
    """Everything that the sampled plans are made of."""
    return [part for world in all_worlds() for part in every_part(world.plan)]


@pytest.mark.parametrize("name", IN_PLANS)
def test_plans_ask(name: str) -> None:
    """Every form that a plan may take can be found in the generated plans."""
    assert any(IN_PLANS[name](part) for part in plan_parts())


# What comes of them


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_reached(status: str) -> None:
    """Each status comes of some generated world."""
    assert any(verdict.status == status for kind in KINDS for verdict in verdicts(kind))


def on_its_line(verdict: Verdict) -> bool:
    """Whether a number that is known equals its lower bound."""
    known = verdict.number.least == verdict.number.most and verdict.number.least not in (None, (0, 0))
    return (
        known
        and "at_least" in verdict.required
        and as_fraction(verdict.number.least) == exact(verdict.required["at_least"])
    )


IN_VERDICTS: dict[str, Found] = {
    "a shortfall": lambda verdict: verdict.shortfall.least,
    "a shortfall that depends": lambda verdict: verdict.shortfall.least != verdict.shortfall.most,
    "an excess": lambda verdict: verdict.excess.least,
    "an empty population": lambda verdict: verdict.number.least == (0, 0),
    "an exact hit": on_its_line,
    "an unknown": lambda verdict: verdict.undetermined,
    "an unknown that matters": lambda verdict: len(verdict.could_be) > 1,
    "an unbounded number": lambda verdict: verdict.number.least and verdict.number.most is None,
    "outstanding members": lambda verdict: len(verdict.outstanding) > 1,
    "a next step": lambda verdict: any(member.next_step for member in verdict.outstanding),
    "pending members": lambda verdict: verdict.pending,
    "upcoming members": lambda verdict: verdict.upcoming,
    "waived members": lambda verdict: verdict.waived,
    "released members": lambda verdict: verdict.released,
    "a provisional verdict": lambda verdict: verdict.provisional,
    "a settled breach": lambda verdict: verdict.settled and verdict.status == "breached",
    "settled before the due day": lambda verdict: (
        (verdict.settled and verdict.status == "open") or verdict.status == "met"
    ),
    "on track": lambda verdict: verdict.outlook == "on_track",
    "behind": lambda verdict: verdict.outlook == "behind",
    "an indicator": lambda verdict: verdict.status is None,
    "parts of agencies": lambda verdict: len(verdict.agencies) > 1,
}


@pytest.mark.parametrize("name", IN_VERDICTS)
def test_verdicts_show(name: str) -> None:
    """What a reader may have to decide on comes of some generated world."""
    assert any(IN_VERDICTS[name](verdict) for kind in KINDS for verdict in verdicts(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_met_and_missed(kind: str) -> None:
    """No kind of measure is met always, or never."""
    assert {verdict.status for verdict in verdicts(kind)} >= {"met", "breached", "open"}


@pytest.mark.parametrize(
    ("side", "status"), [("least", "met"), ("above", "breached"), ("most", "met"), ("below", "breached")]
)
@given(data=st.data())
def test_on_the_line(side: str, status: str, data: Any) -> None:
    """A number that equals its bound keeps `at least` and `at most`, and misses `above` and `below`."""
    world = data.draw(on_the_line(side))
    (verdict,) = judged(world)
    assert verdict.status == status
