"""Checks between obligations: none says the same twice, no floor lies above a cap on the same subjects and events."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, permutations
from math import inf
from typing import Any

from attrs import evolve, frozen

from ...model.measures import Attested, Count, Coverage, Share
from ...model.plans import Jurisdiction, Obligation, Plan
from ...model.predicates import AllOf, Always, Not, Predicate, Records, inner_records
from ...model.schema import Schema
from ...model.targets import Stages, Target
from ...model.text import Text
from ...model.windows import Window
from ..witness import TooManyWaysError, witness
from .case import Case, Problem
from .checks import is_readable, of_plans

CHECK_TEXT = Text(
    zh="请核对两处的对象、记录、期间和数字", en="compare the members, records, windows and figures of the two"
)


@frozen(kw_only=True)
class Demand:
    """
    What one obligation demands of a number, as a floor and a cap.

    Attributes:
        obligation: The obligation.
        low: The number must not be less.
        high: The number must not be more.
    """

    obligation: Obligation
    low: Fraction | None
    high: Fraction | None


def _readable(plan: Plan, county: Jurisdiction) -> list[Obligation]:
    cases = (Case(jurisdiction=county, plan=plan, obligation=each) for each in plan.obligations)
    return [case.obligation for case in cases if is_readable(case)]


def _said_once(plan: Plan, county: Jurisdiction) -> Iterator[Problem]:
    said: set[str] = set()
    for first, second in combinations(plan.obligations, 2):
        counted = not isinstance(first.measure, Attested)  # what a person confirms is told apart by its title
        if counted and second.id not in said and _content(first) == _content(second):
            said.add(second.id)
            yield Problem(
                problem=Text(
                    zh=f"与“{first.id}”所计、期间和目标完全相同",
                    en=f"it counts the same as `{first.id}`, in the same window and with the same target",
                ),
                advice=Text(
                    zh="请合并，另一条款写在 also 中；或核对两者的区别",
                    en="make one of them and cite the other clause in `also`, or say how they differ",
                ),
                clause=second.clause,
                obligation=second.id,
            )


def _content(obligation: Obligation) -> tuple[Any, ...]:
    agencies = obligation.agencies
    return obligation.measure, obligation.window, obligation.target, obligation.each, obligation.in_force, agencies


def _bounds_agree(plan: Plan, county: Jurisdiction) -> Iterator[Problem]:
    demands = [found for obligation in _readable(plan, county) for found in _demands(obligation)]
    for floor, cap in permutations(demands, 2):
        if floor.obligation is cap.obligation or not _together(floor.obligation, cap.obligation):
            continue
        yield from _same_number(floor, cap, county.schema)
    for floor, cap in permutations([each for each in demands if isinstance(each.obligation.measure, Coverage)], 2):
        if floor.obligation is not cap.obligation and _together(floor.obligation, cap.obligation):
            yield from _how_often(floor, cap, county.schema)


def _demands(obligation: Obligation) -> Iterator[Demand]:
    """The bounds of a target that stands without stages, bands and figures of the register; else the last stage's."""
    whole = obligation.target.stages[-1].target if isinstance(obligation.target, Stages) else obligation.target
    if isinstance(whole, Target) and whole.of is None and not isinstance(obligation.measure, Attested):
        yield Demand(obligation=obligation, low=whole.lower, high=whole.upper)


def _together(first: Obligation, second: Obligation) -> bool:
    """Whether both are asked in the same window, for the same values."""
    return _days(first) == _days(second) and first.each == second.each and first.in_force == second.in_force


def _days(obligation: Obligation) -> object:
    window = obligation.window
    return (window.start, window.end) if isinstance(window, Window) else window


def _same_number(floor: Demand, cap: Demand, schema: Schema) -> Iterator[Problem]:
    if floor.low is None or cap.high is None or not _no_more_than(floor.obligation, cap.obligation, schema):
        return
    if floor.low > cap.high:
        yield _contradiction(floor, cap)
    elif floor.low == cap.high and floor.high is None and cap.low is None:
        yield _touching(floor, cap)


def _no_more_than(first: Obligation, second: Obligation, schema: Schema) -> bool:
    """Whether the number of *first* can never exceed that of *second*: the same measure, or fewer records."""
    one, other = first.measure, second.measure
    if one == other:
        return True
    if isinstance(one, Count) and isinstance(other, Count):
        plain = evolve(one, of=other.of) == other
        return plain and within(one.of, other.of, schema)
    if isinstance(one, Share) and isinstance(other, Share):
        return one.of == other.of and _implies(one.having, other.having, one.of.table, schema)
    return False


def _how_often(floor: Demand, cap: Demand, schema: Schema) -> Iterator[Problem]:
    """A floor on how often against a cap on how often, for members and events that the cap takes in."""
    one, other = floor.obligation.measure, cap.obligation.measure
    assert isinstance(one, Coverage) and isinstance(other, Coverage)
    if one.times == other.times or not floor.low or one.once_per != other.once_per:
        return
    if not (within(one.of, other.of, schema) and within(one.by, other.by, schema)):
        return
    most = inf if other.times.most is None else other.times.most
    everybody = cap.low == 1 or (one.of == other.of and cap.low is not None and floor.low + cap.low > 1)
    if everybody and one.times.least > most:
        yield _contradiction(floor, cap)
    elif everybody and one.times.least == most and one.times.most is None and other.times.least == 0:
        yield _touching(floor, cap)
    elif one.of == other.of and _capped(floor, cap, one, other):
        yield _contradiction(floor, cap)


def _capped(floor: Demand, cap: Demand, one: Coverage, other: Coverage) -> bool:
    """Whether the cap allows fewer members an event than the floor demands."""
    fewer = cap.high is not None and floor.low is not None and cap.high < floor.low
    return fewer and other.times.most is None and one.times.least >= other.times.least


def within(one: Records, other: Records, schema: Schema) -> bool:
    """Whether every row of *one* is a row of *other*."""
    same = (one.table, one.dated, one.within, one.grouped) == (other.table, other.dated, other.within, other.grouped)
    return same and _implies(one.where, other.where, one.table, schema)


def _implies(one: Predicate, other: Predicate, table: str, schema: Schema) -> bool:
    if one == other or isinstance(other, Always):
        return True
    if inner_records(one) or inner_records(other):
        return set(_parts(other)) <= set(_parts(one))
    try:
        return witness(AllOf(parts=(one, Not(part=other))), schema, table) is None
    except TooManyWaysError:
        return False


def _parts(predicate: Predicate) -> tuple[Predicate, ...]:
    return predicate.parts if isinstance(predicate, AllOf) else (predicate,)


def _contradiction(floor: Demand, cap: Demand) -> Problem:
    return Problem(
        problem=Text(
            zh=f"与“{cap.obligation.id}”矛盾：这里的下限高于那里的上限",
            en=f"it contradicts `{cap.obligation.id}`: the floor here lies above the cap there",
        ),
        advice=CHECK_TEXT,
        clause=floor.obligation.clause,
        obligation=floor.obligation.id,
    )


def _touching(floor: Demand, cap: Demand) -> Problem:
    return Problem(
        problem=Text(
            zh=f"下限与“{cap.obligation.id}”的上限相等，没有余地",
            en=f"the floor equals the cap of `{cap.obligation.id}`, so nothing else is left",
        ),
        advice=CHECK_TEXT,
        severity="note",
        clause=floor.obligation.clause,
        obligation=floor.obligation.id,
    )


LEVEL = "well-formed"
CHECKS = (
    of_plans("said-once", LEVEL, "没有两项任务完全相同", "no two obligations say the same", _said_once),
    of_plans(
        "floors-below-caps", LEVEL, "下限不高于上限", "no floor lies above a cap on the same members", _bounds_agree
    ),
)
