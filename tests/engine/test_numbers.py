"""Statuses of counts, rates and means against the words of the rules, for every value that is possible."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise, product

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.engine.limits import Limits, limits_of
from regrules.engine.moment import Moment
from regrules.engine.numbers import Number, is_settled, statuses
from regrules.model.exact import exact
from regrules.model.measures import Count, Mean
from regrules.model.names import report, reports
from regrules.model.targets import Target
from regrules.testing.strategies.targets import single_targets

many = settings(max_examples=6 * settings.default.max_examples)
DAYS = tuple(date(2025, month, 1) for month in range(1, 7))
Value = Fraction | None


def holds(target: Target, value: Value) -> bool:
    """Whether a value keeps every bound of the target; no value keeps none."""
    if value is None:
        return False
    return (
        (target.least is None or value >= exact(target.least))
        and (target.above is None or value > exact(target.above))
        and (target.most is None or value <= exact(target.most))
        and (target.below is None or value < exact(target.below))
    )


def too_many(target: Target, value: Fraction) -> bool:
    """Whether a value lies above the upper bound."""
    most, below = target.most, target.below
    return (most is not None and value > exact(most)) or (below is not None and value >= exact(below))


def status_of(moment: Moment, then: Value, now: Value, target: Target) -> str:
    """The first row of the table of statuses that applies to a known number; None is no number at all."""
    if moment.before_plan or not moment.in_force:
        return "not_applicable"
    if moment.as_of < moment.start:
        return "open"
    over = moment.as_of >= moment.due
    asked = then if over else now
    if asked is None:
        return "not_applicable"
    if holds(target, asked):
        return "met"
    if over:
        return "late" if holds(target, now) else "breached"
    assert now is not None
    ended = moment.as_of >= moment.end
    if moment.family == "mean":
        return "breached" if ended and not moment.leaving and not moment.joining else "open"
    if too_many(target, now):
        return "open" if moment.leaving else "breached"
    return "breached" if ended and not moment.joining else "open"


@st.composite
def moments(draw: st.DrawFn, *families: str) -> Moment:
    """Where a question may stand in time: any order of its days."""
    start, end = sorted((draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))))
    return Moment(
        as_of=draw(st.sampled_from(DAYS)),
        start=start,
        end=end,
        due=draw(st.sampled_from([day for day in DAYS if day >= start])),
        family=draw(st.sampled_from(families)),
        joining=draw(st.integers(0, 5)) == 5,
        leaving=draw(st.integers(0, 5)) == 5,
        before_plan=draw(st.integers(0, 15)) == 15,
        in_force=draw(st.integers(0, 15)) < 15,
    )


COUNTS = Count(of=reports)
RATES = Count(of=reports, per_million=True)
MEANS = Mean(of=reports, value=report.score)
STEPS = {"count": Fraction(1), "rate": Fraction(2)}


@st.composite
def stretches(draw: st.DrawFn, step: Fraction) -> tuple[Number, list[Value]]:
    """A number that data leave open, with its possible values."""
    low, high = sorted((draw(st.integers(0, 6)), draw(st.integers(0, 6))))
    found: list[Value] = [step * each for each in range(low, high + 1)]
    return Number(least=step * low, most=step * high, step=step), found


@pytest.mark.parametrize("kind", STEPS)
@many
@given(data=st.data())
def test_statuses_of_counts(kind: str, data: st.DataObject) -> None:
    """What a count or a rate could be is what it is for some possible number, and no more."""
    moment = data.draw(moments("number"))
    target = data.draw(single_targets(COUNTS if kind == "count" else RATES).filter(lambda each: each.of is None))
    (then, before), (now, today) = data.draw(stretches(STEPS[kind])), data.draw(stretches(STEPS[kind]))
    if moment.as_of < moment.due:
        then, before = now, today
        pairs = [(each, each) for each in today]
    else:
        pairs = [*product(before, today)]
    expected = {status_of(moment, one, other, target) for one, other in pairs}
    assert set(statuses(moment, then, now, limits_of(target))) == expected


@st.composite
def means(draw: st.DrawFn) -> tuple[Number, list[Value]]:
    """A mean that data leave open, with the values that tell: its ends, the bounds of targets, and what lies between."""
    low, high = sorted(draw(st.sampled_from((0, 1, 50, 60, 79, 80, 100))) for _ in range(2))
    marks = sorted({low, high, *(each for each in (1, 50, 60, 100) if low <= each <= high)})
    found: list[Value] = [Fraction(each) for each in marks]
    found += [Fraction(one + other, 2) for one, other in pairwise(marks)]
    if low <= Fraction("79.75") <= high:
        found.append(Fraction("79.75"))
    empty = draw(st.sampled_from(("no", "no", "maybe", "yes")))
    if empty == "yes":
        return Number(least=None, most=None, empty="yes"), [None]
    return Number(least=Fraction(low), most=Fraction(high), empty=empty), found + ([None] if empty == "maybe" else [])


@many
@given(moments("mean"), single_targets(MEANS), means(), means())
def test_statuses_of_means(
    moment: Moment, target: Target, before: tuple[Number, list[Value]], today: tuple[Number, list[Value]]
) -> None:
    """What a mean could be is what it is for some possible number, or for none if there may be no record."""
    asked = before if moment.as_of >= moment.due else today
    if not moment.before_plan and moment.in_force and moment.as_of < moment.start:
        assert statuses(moment, asked[0], today[0], limits_of(target)) == ("open",)
        return
    same = asked is today
    pairs = [(each, each) for each in today[1]] if same else [*product(before[1], today[1])]
    expected = {status_of(moment, one, other, target) for one, other in pairs}
    assert set(statuses(moment, asked[0], today[0], limits_of(target))) == expected


def futures(moment: Moment, value: Fraction) -> set[Value]:
    """What a known number may be on a later day."""
    found: set[Value] = {value}
    goes_on = moment.as_of < moment.end or moment.joining
    if moment.family == "mean":
        moves = goes_on or moment.leaving
        return found | {Fraction(each) for each in (0, 1, 50, 60, 80, 100)} if moves else found
    if goes_on:
        found |= {value + more for more in range(1, 8)}
    if moment.leaving:
        found |= {each - less for each in list(found) for less in range(1, 8) if each is not None and each >= less}
    return found


@pytest.mark.parametrize("family", ["number", "mean"])
@many
@given(data=st.data())
def test_what_is_settled_stays(family: str, data: st.DataObject) -> None:
    """A settled status is the same on every later day, whatever the number comes to be."""
    moment = data.draw(moments(family))
    count = family == "number"
    target = data.draw(single_targets(COUNTS if count else MEANS).filter(lambda each: each.of is None))
    values = st.integers(0, 6) if count else st.sampled_from((0, 1, 50, 60, 80, 100))
    now = Fraction(data.draw(values))
    then = Fraction(data.draw(values)) if moment.as_of >= moment.due else now
    step = Fraction(1) if count else None
    at_due, today = (Number(least=each, most=each, step=step) for each in (then, now))
    status = statuses(moment, at_due, today, limits_of(target))
    if is_settled(moment, status, today, limits_of(target), base_final=True):
        reached = futures(moment, now)
        for day in (each for each in (*DAYS, date(2026, 1, 1)) if each > moment.as_of):
            later = evolve(moment, as_of=day)
            known = {then} if moment.as_of >= moment.due else reached
            assert {status_of(later, one, other, target) for one in known for other in reached} == set(status)


SETTLED = [
    ("2025-03-01", "number", Target(least="3"), 3, 3, True),  # reached: it only rises
    ("2025-03-01", "number", Target(least="3"), 2, 2, False),
    ("2025-03-01", "number", Target(most="3"), 4, 4, True),  # exceeded
    ("2025-03-01", "number", Target(most="3"), 3, 3, False),
    ("2025-03-01", "number", Target(least="1", most="3"), 2, 2, False),
    ("2025-03-01", "mean", Target(least="50"), 60, 60, False),
    ("2025-04-01", "number", Target(least="3"), 2, 3, True),  # late before the window ends: it only rises
    ("2025-04-01", "number", Target(least="3"), 2, 2, False),
    ("2025-04-01", "number", Target(least="3", most="4"), 2, 3, False),
    ("2025-04-01", "number", Target(most="3"), 2, 5, True),  # met on the due day
    ("2025-05-01", "number", Target(least="3"), 2, 2, True),  # the window has ended
    ("2025-05-01", "mean", Target(least="60"), 50, 50, True),
]


@pytest.mark.parametrize(("as_of", "family", "target", "then", "now", "settled"), SETTLED)
def test_when_a_number_is_settled(
    as_of: str, family: str, target: Target, then: int, now: int, settled: bool
) -> None:
    """With a window to 1 May and a due day of 1 April, what is settled is known as soon as it is."""
    moment = Moment(
        as_of=date.fromisoformat(as_of), start=DAYS[0], end=DAYS[4], due=DAYS[3], family="mean" if family == "mean" else "number"
    )
    at_due, today = (Number(least=Fraction(each), most=Fraction(each)) for each in (then, now))
    limits = limits_of(target)
    status = statuses(moment, at_due, today, limits)
    assert is_settled(moment, status, today, limits, base_final=True) is settled
    assert not is_settled(moment, status, today, limits, base_final=False)
    assert not is_settled(evolve(moment, provisional=True), status, today, limits, base_final=True)


@pytest.mark.parametrize(
    ("number", "target", "may_hold"),
    [
        (Number(least=Fraction(1), most=Fraction(9), step=Fraction(2)), Target(least="3", most="3"), False),
        (Number(least=Fraction(2), most=Fraction(8), step=Fraction(2)), Target(above="3", below="5"), True),
        (Number(least=Fraction(2), most=Fraction(8), step=Fraction(2)), Target(above="4", below="6"), False),
        (Number(least=Fraction(2), most=Fraction(8)), Target(above="4", below="6"), True),
        (Number(least=None, most=None), Target(least="3"), True),
        (Number(least=Fraction(2), most=None), Target(least="300"), True),
        (Number(least=Fraction(2), most=None), Target(most="1"), False),
    ],
)
def test_whether_a_number_can_keep_bounds(number: Number, target: Target, may_hold: bool) -> None:
    """Between two bounds there may lie no multiple of the step; without a step every value between the ends is possible."""
    assert number.may_hold(limits_of(target).at(0)) is may_hold
    unknown = Limits(target=target, base=None)
    assert (number.may_hold(unknown), number.may_fail(unknown)) == (True, True)
