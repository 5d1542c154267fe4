"""What must not change, or may change one way only, when question or register change a little; of both engines."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.engine.verdict import Verdict, as_fraction
from regrules.model.measures import Count, Coverage
from regrules.model.names import inspections
from regrules.model.plans import Obligation
from regrules.model.predicates import Times
from regrules.model.targets import Stages, Target
from regrules.testing.strategies import KINDS, World, worlds
from regrules.testing.strategies.pool import FAR_AWAY, SUBJECTS
from regrules.testing.strategies.predicates import record_sets
from regrules.testing.strategies.worlds import asking

Verdicts = tuple[Verdict, ...]
SHARES = ("coverage", "share", "timeliness", "response")

both_engines = pytest.mark.parametrize("engine", ["reference", "columns"])
some = settings(max_examples=max(10, settings.default.max_examples // 2))


def verdicts(engine: str, world: World) -> Verdicts:
    """What *engine* says of *world*."""
    evaluate = importlib.import_module(f"regrules.engine.{engine}").evaluate
    found: Verdicts = evaluate(
        world.plan, world.jurisdiction, world.register, as_of=world.as_of, known_at=world.known_at
    )
    return found


def changed(world: World, change: Callable[[Obligation], Obligation]) -> World:
    """The world with each obligation of its plan changed."""
    return asking(world, *map(change, world.plan.obligations))


def alike(row: dict[str, Any], **values: Any) -> dict[str, Any]:
    """The row with other values in those columns that it has."""
    return row | {name: value for name, value in values.items() if name in row}


@both_engines
@some
@given(world=worlds(), random=st.randoms())
def test_the_order_of_rows_is_irrelevant(engine: str, world: World, random: Any) -> None:
    """Rows in another order give the same verdicts, lists included."""
    shuffled = {name: random.sample(rows, len(rows)) for name, rows in world.rows.items()}
    assert verdicts(engine, evolve(world, rows=shuffled)) == verdicts(engine, world)


@both_engines
@some
@given(world=worlds())
def test_rows_of_another_place_change_nothing(engine: str, world: World) -> None:
    """Subjects, records and agencies of a far county change no verdict."""
    far = {name: list(rows) for name, rows in world.rows.items()}
    for row in world.rows["subjects"][:2]:
        far["subjects"].append(alike(row, subject_id=f"far-{row['subject_id']}", jurisdiction=FAR_AWAY))
    there = {row["subject_id"] for row in far["subjects"]}
    for name, rows in world.rows.items():
        key = world.jurisdiction.schema.table(name).keys[:1]
        if name in ("subjects", "extents", "staff", "waivers", "attestations") or not key:
            continue
        for row in rows[:4]:
            elsewhere = alike(row, **{key[0]: f"far-{row[key[0]]}", "jurisdiction": FAR_AWAY})
            if row.get("subject_id") and f"far-{row['subject_id']}" in there:
                far[name].append(alike(elsewhere, subject_id=f"far-{row['subject_id']}"))
            elif "subject_id" not in row and "jurisdiction" in row:
                far[name].append(elsewhere)
    assert verdicts(engine, evolve(world, rows=far)) == verdicts(engine, world)


@both_engines
@some
@given(world=worlds(), data=st.data())
def test_what_comes_later_changes_nothing(engine: str, world: World, data: st.DataObject) -> None:
    """Records dated after the as-of date change no verdict."""
    later = {name: list(rows) for name, rows in world.rows.items()}
    after = world.as_of + timedelta(days=data.draw(st.integers(1, 400)))
    for name, rows in world.rows.items():
        schema = world.jurisdiction.schema.table(name)
        if schema.dated and schema.keys and rows and schema.dated in rows[0]:
            moved = {column.name: after for column in schema.columns if column.step and column.type == "date"}
            for row in rows[:4]:
                times = {column.name: None for column in schema.columns if column.type == "time"}
                fresh = alike(row, **{schema.keys[0]: f"later-{row[schema.keys[0]]}"}, **moved, **times)
                later[name].append(alike(fresh, **{schema.dated: after}))
    assert verdicts(engine, evolve(world, rows=later)) == verdicts(engine, world)


@both_engines
@some
@given(world=worlds("tasks"), data=st.data())
def test_one_more_inspection_never_lowers_coverage(engine: str, world: World, data: st.DataObject) -> None:
    """A further record like one that is there lowers neither bound of a coverage that has no cap."""
    if not world.rows.get("inspections"):
        return
    of = data.draw(record_sets("subjects", related=False))
    times = data.draw(st.sampled_from((Times(), Times(least=2))))
    world = changed(world, lambda each: evolve(each, measure=Coverage(of=of, by=inspections, times=times)))
    row = data.draw(st.sampled_from(world.rows["inspections"]))
    more = {**world.rows, "inspections": [*world.rows["inspections"], row | {"inspection_id": "one-more"}]}
    for before, after in zip(verdicts(engine, world), verdicts(engine, evolve(world, rows=more)), strict=True):
        for bound in ("least", "most"):
            was, became = (as_fraction_or_zero(getattr(each.number, bound)) for each in (before, after))
            assert became >= was


def as_fraction_or_zero(pair: tuple[int, int] | None) -> Any:
    """The value of a pair; nothing of nothing is zero."""
    return 0 if pair is None or pair[1] == 0 else as_fraction(pair)


@both_engines
@some
@given(data=st.data(), shares=st.lists(st.integers(0, 100), min_size=2, max_size=2).map(sorted))
def test_asking_for_more_never_helps(engine: str, data: st.DataObject, shares: list[int]) -> None:
    """Where a higher percentage is met, a lower one is met too."""
    world = data.draw(worlds(data.draw(st.sampled_from(SHARES))))
    low, high = (
        changed(world, lambda each, share=share: evolve(each, target=Target(least=f"{share}%"))) for share in shares
    )
    for easier, harder in zip(verdicts(engine, low), verdicts(engine, high), strict=True):
        assert harder.status != "met" or easier.status == "met"
        assert "met" not in harder.could_be or "met" in easier.could_be


@both_engines
@some
@given(world=worlds())
def test_ids_are_only_names(engine: str, world: World) -> None:
    """Renaming the subjects renames them in the lists, and changes nothing else."""
    renamed = {
        name: [alike(row, subject_id=_renamed(row.get("subject_id"))) for row in rows]
        for name, rows in world.rows.items()
    }
    expected = tuple(map(_deeply_renamed, verdicts(engine, world)))
    assert verdicts(engine, evolve(world, rows=renamed)) == expected


def _renamed(name: Any) -> Any:
    return f"shop-{name}" if name in SUBJECTS else name


def _deeply_renamed(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_deeply_renamed, value))
    if attrs.has(type(value)):
        names = [each.name for each in attrs.fields(type(value)) if each.name != "title"]
        return evolve(value, **{name: _deeply_renamed(getattr(value, name)) for name in names})
    return _renamed(value) if isinstance(value, str) else value


@both_engines
@some
@given(world=worlds(*list(KINDS)[:3]), other=st.sampled_from(list(KINDS)[3:]), data=st.data())
def test_a_plan_is_its_obligations(engine: str, world: World, other: str, data: st.DataObject) -> None:
    """A plan evaluated whole gives what its obligations give one by one."""
    another = data.draw(worlds(other)).plan.obligations
    world = asking(world, *world.plan.obligations, *another)
    one_by_one = [verdict for each in world.plan.obligations for verdict in verdicts(engine, asking(world, each))]
    assert verdicts(engine, world) == tuple(one_by_one)


@both_engines
@some
@given(data=st.data())
def test_parts_add_up(engine: str, data: st.DataObject) -> None:
    """Numerators and denominators of the agencies' parts add up to those of the whole."""
    world = data.draw(worlds(data.draw(st.sampled_from((*SHARES, "count")))))
    for verdict in verdicts(engine, changed(world, _undivided)):
        for bound in ("least", "most"):
            whole = getattr(verdict.number, bound)
            parts = [getattr(part.number, bound) for part in verdict.agencies]
            if whole is not None and parts and None not in parts:
                _adds_up(parts, whole, counts=isinstance(world.plan.obligations[0].measure, Count))


def _adds_up(parts: list[tuple[int, int]], whole: tuple[int, int], *, counts: bool) -> None:
    assert counts or sum(part[1] for part in parts) in (whole[1], 0)
    if counts or sum(part[1] for part in parts):  # a whole of nothing may stand as 1 of 1, its parts never do
        assert sum(part[0] for part in parts) == whole[0]


def _undivided(obligation: Obligation) -> Obligation:
    """The obligation asked once, of records rather than of different values of theirs."""
    measure = obligation.measure
    if isinstance(measure, Count):
        measure = evolve(measure, distinct=None, per_million=False)
    return evolve(obligation, each=None, measure=measure)


@both_engines
@some
@given(data=st.data())
def test_what_is_settled_stays(engine: str, data: st.DataObject) -> None:
    """No later day, whatever the register holds for it, changes the status of a settled verdict."""
    world = evolve(data.draw(worlds(data.draw(st.sampled_from(list(KINDS))))), known_at=None)
    later = evolve(world, as_of=world.as_of + timedelta(days=data.draw(st.sampled_from((1, 30, 92, 184, 365)))))
    then = {(each.obligation, each.stage): each for each in verdicts(engine, later)}
    for verdict in verdicts(engine, world):
        following = then.get((verdict.obligation, verdict.stage))
        if verdict.settled and following is not None:
            assert following.status == verdict.status
            assert following.settled


@both_engines
@some
@given(world=worlds())
def test_knowing_everything(engine: str, world: World) -> None:
    """What was known long after is everything."""
    assert verdicts(engine, evolve(world, known_at=date(2200, 1, 1))) == verdicts(engine, evolve(world, known_at=None))


@both_engines
@some
@given(world=worlds())
def test_strength_is_only_told(engine: str, world: World) -> None:
    """A softer duty has the same verdict; only its strength differs."""
    softer = verdicts(engine, changed(world, lambda each: evolve(each, strength="aims_at")))
    assert softer == tuple(evolve(each, strength="aims_at") for each in verdicts(engine, world))


@both_engines
@some
@given(world=worlds().map(lambda world: changed(world, _unstaged)))
def test_an_indicator_counts_the_same(engine: str, world: World) -> None:
    """Without a target the number is the same, and there is no status."""
    numbers = {each.obligation: each.number for each in verdicts(engine, world)}
    for verdict in verdicts(engine, changed(world, lambda each: evolve(each, target=None))):
        assert verdict.status is None
        assert verdict.could_be == ()
        assert verdict.number == numbers[verdict.obligation]


def _unstaged(obligation: Obligation) -> Obligation:
    return evolve(obligation, target=Target(least="1")) if isinstance(obligation.target, Stages) else obligation
