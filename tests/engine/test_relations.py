"""What must not change, or may change one way only, when question or register change a little; of both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.engine.verdict import Verdict, as_fraction
from regrules.model.measures import Coverage
from regrules.model.names import inspections
from regrules.model.plans import Obligation
from regrules.model.predicates import Times
from regrules.model.targets import Stages, Target
from regrules.testing.relations import (
    RELATIONS,
    Relation,
    verdicts,
    with_later_rows,
)
from regrules.testing.strategies import KINDS, World, worlds
from regrules.testing.strategies.predicates import record_sets
from regrules.testing.strategies.worlds import asking

Verdicts = tuple[Verdict, ...]
SHARES = ("coverage", "share", "timeliness", "response")

both_engines = pytest.mark.parametrize("engine", ["reference", "columns"])
some = settings(max_examples=max(10, settings.default.max_examples // 2))


def changed(world: World, change: Callable[[Obligation], Obligation]) -> World:
    """The world with each obligation of its plan changed."""
    return asking(world, *map(change, world.plan.obligations))


@both_engines
@some
@given(world=worlds(), data=st.data())
def test_what_comes_later_changes_nothing(engine: str, world: World, data: st.DataObject) -> None:
    """Records dated after the as-of date change no verdict."""
    later = with_later_rows(world, data.draw(st.integers(1, 400)))
    assert verdicts(later, engine) == verdicts(world, engine)


@both_engines
@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.id)
@some
@given(data=st.data())
def test_what_the_kit_asks_of_counties(relation: Relation, engine: str, data: st.DataObject) -> None:
    """Each relation of the conformance kit holds of generated worlds."""
    kinds = data.draw(
        st.lists(st.sampled_from(list(KINDS)), min_size=3 if relation.whole else 1, max_size=3, unique=True)
    )
    world = data.draw(worlds(*(kinds if relation.whole else kinds[:1])))
    if relation.whole or relation.concerns(world.plan.obligations[0]):
        assert not relation.broken(world, engine)


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
    for before, after in zip(verdicts(world, engine), verdicts(evolve(world, rows=more), engine), strict=True):
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
    for easier, harder in zip(verdicts(low, engine), verdicts(high, engine), strict=True):
        assert harder.status != "met" or easier.status == "met"
        assert "met" not in harder.could_be or "met" in easier.could_be


@both_engines
@some
@given(data=st.data())
def test_what_is_settled_stays(engine: str, data: st.DataObject) -> None:
    """No later day, whatever the register holds for it, changes the status of a settled verdict."""
    world = evolve(data.draw(worlds(data.draw(st.sampled_from(list(KINDS))))), known_at=None)
    later = evolve(world, as_of=world.as_of + timedelta(days=data.draw(st.sampled_from((1, 30, 92, 184, 365)))))
    then = {(each.obligation, each.stage): each for each in verdicts(later, engine)}
    for verdict in verdicts(world, engine):
        following = then.get((verdict.obligation, verdict.stage))
        if verdict.settled and following is not None:
            assert following.status == verdict.status
            assert following.settled


@both_engines
@some
@given(world=worlds())
def test_knowing_everything(engine: str, world: World) -> None:
    """What was known long after is everything."""
    everything = verdicts(evolve(world, known_at=None), engine)
    assert verdicts(evolve(world, known_at=date(2200, 1, 1)), engine) == everything


@both_engines
@some
@given(world=worlds())
def test_strength_is_only_told(engine: str, world: World) -> None:
    """A softer duty has the same verdict; only its strength differs."""
    softer = verdicts(changed(world, lambda each: evolve(each, strength="aims_at")), engine)
    assert softer == tuple(evolve(each, strength="aims_at") for each in verdicts(world, engine))


@both_engines
@some
@given(world=worlds().map(lambda world: changed(world, _unstaged)))
def test_an_indicator_counts_the_same(engine: str, world: World) -> None:
    """Without a target the number is the same, and there is no status."""
    numbers = {each.obligation: each.number for each in verdicts(world, engine)}
    for verdict in verdicts(changed(world, lambda each: evolve(each, target=None)), engine):
        assert verdict.status is None
        assert verdict.could_be == ()
        assert verdict.number == numbers[verdict.obligation]


def _unstaged(obligation: Obligation) -> Obligation:
    return evolve(obligation, target=Target(least="1")) if isinstance(obligation.target, Stages) else obligation
