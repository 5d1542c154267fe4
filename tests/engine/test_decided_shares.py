"""Shares of many jurisdictions at once are what each jurisdiction's own verdict says."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.engine.assemble import assemble
from regrules.engine.decide import is_settled, statuses
from regrules.engine.limits import SizedLimits, limits_of
from regrules.engine.moment import Family, Moment
from regrules.engine.population import Listed, Population
from regrules.engine.question import Question
from regrules.engine.tally import COUNTED, DEAD, EVERY, HIT, MISS, OPEN, OUT, PENDING, UPCOMING, Tally
from regrules.engine.verdict import Interval, Range, Verdict
from regrules.engine.words.deciding import shares, standing_of
from regrules.engine.words.standings import OUTLOOKS, Standings, Tallies, pair_of
from regrules.model.measures import Coverage
from regrules.model.names import inspections, subjects
from regrules.model.plans import Obligation, Plan
from regrules.model.targets import AnyTarget, FigureOf, Stage, Stages, Target
from regrules.model.text import Text
from regrules.model.windows import Window
from regrules.testing.strategies.targets import banded, single_targets

DAYS = tuple(date(2025, month, 1) for month in range(1, 7))
CERTAIN = (HIT, OPEN, DEAD, PENDING, UPCOMING, OUT)
FAMILIES = ("coverage", "share", "clock", "tasks", "attested")


@frozen(kw_only=True)
class Posed(Question):
    """A question that stands where a test puts it."""

    posed: Moment

    def moment(self, schema: Any, *, provisional: bool = False) -> Moment:
        """Where the test puts it."""
        return evolve(self.posed, provisional=provisional)


def posed(moment: Moment, target: AnyTarget | None, stage: int | None = None) -> Posed:
    """A question about a target, or about a stage of it."""
    title = Text(zh="检查", en="Inspections")
    obligation = Obligation(
        id="checks", clause="1", title=title, agencies=("station",), measure=Coverage(of=subjects, by=inspections),
        window=Window(start=moment.start, end=max(moment.start, moment.end)), target=target,
    )  # fmt: skip
    plan = Plan(id="plan-2025", title=title, period=Window(start=DAYS[0], end=DAYS[-1]), obligations=(obligation,))
    asked, due = target, None
    if isinstance(target, Stages):
        asked, due = target.stages[stage or 0].target, moment.due
    return Posed(
        plan=plan, obligation=obligation, window=obligation.window, due=moment.due, target=asked, stage=due, period=None,
        as_of=moment.as_of, posed=moment,
    )  # fmt: skip


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """Where a question may stand in time, in any order of its days and with anything that may change it."""
    rarely = st.integers(0, 7).map(lambda number: number == 7)
    family = draw(st.sampled_from(FAMILIES))
    return Moment(
        as_of=draw(st.sampled_from(DAYS)), start=draw(st.sampled_from(DAYS)), end=draw(st.sampled_from(DAYS)),
        due=draw(st.sampled_from(DAYS)), family=family, of_subjects=draw(rarely), capped=draw(rarely),
        joining=draw(rarely), leaving=draw(rarely), rolling=draw(rarely), staged=draw(st.booleans()),
        before_plan=draw(rarely), in_force=not draw(rarely),
    )  # fmt: skip


PLAIN = single_targets(Coverage(of=subjects, by=inspections))
FIGURES = st.builds(Target, least=st.sampled_from(("1/2", "1/4", "1")), of=st.just(FigureOf(name="annual_task")))
ONE_BOUND = PLAIN.filter(lambda target: None in (target.lower, target.upper))


@st.composite
def staged(draw: st.DrawFn) -> Stages:
    """Two stages, which may have bands."""
    return Stages(
        stages=tuple(Stage(due=day, target=draw(st.one_of(PLAIN, banded(PLAIN)))) for day in (DAYS[2], DAYS[4]))
    )


TARGETS = st.sampled_from((ONE_BOUND, ONE_BOUND, ONE_BOUND, PLAIN, banded(PLAIN), staged(), FIGURES, st.none()))
BASES = st.sampled_from((Fraction(1), Fraction(1, 3), Fraction(5), None))


@st.composite
def populations(draw: st.DrawFn, number: int, masks: tuple[int, ...]) -> Tallies:
    """Populations of several jurisdictions."""
    counts = st.lists(st.sampled_from((0, 0, 1, 1, 2, 3)), min_size=len(masks), max_size=len(masks))
    rows = [draw(counts) for _ in range(number)]
    further = [draw(st.integers(0, 6)) == 6 for _ in range(number)]
    return Tallies(
        masks=masks, counts=np.array(rows, dtype=np.int64).reshape(number, len(masks)), further=np.array(further, bool)
    )  # fmt: skip


@st.composite
def tallies(draw: st.DrawFn, *, certain: bool = False) -> tuple[Tallies, Tallies]:
    """The populations on the due day and today, with outcomes that the data leave open or without."""
    number = draw(st.integers(1, 4))
    mask = st.sampled_from(CERTAIN) if certain else st.one_of(st.sampled_from(CERTAIN), st.integers(1, EVERY))
    masks = tuple(draw(st.lists(mask, max_size=5, unique=True)))
    now = draw(populations(number, masks))
    return (now, now) if draw(st.booleans()) else (draw(populations(number, masks)), now)


def tally_at(found: Tallies, place: int) -> Tally:
    """The population of one jurisdiction."""
    counts = dict(zip(found.masks, found.counts[place].tolist(), strict=True))
    return Tally(counts={mask: count for mask, count in counts.items() if count}, further=bool(found.further[place]))


def population(then: Tally, now: Tally, provisional: bool) -> Population:
    """A population with everybody whom a verdict lists."""

    def some(wanted: Any) -> list[str]:
        return [f"{mask}-{each}" for mask, count in now.counts.items() if wanted(mask) for each in range(count)]

    def listed(wanted: Any) -> Listed:
        return Listed(ids=some(wanted), agencies=[None] * len(some(wanted)), subjects=[None] * len(some(wanted)))

    return Population(
        at_due=then, now=now, missed=listed(lambda mask: not mask & ~MISS), hit=listed(lambda mask: mask == HIT),
        undetermined=listed(lambda mask: mask.bit_count() > 1), pending=tuple(some(lambda mask: mask == PENDING)),
        upcoming=tuple(some(lambda mask: mask == UPCOMING)), provisional=provisional,
    )  # fmt: skip


def verdict_of(question: Posed, found: Population, base: Fraction | None) -> Verdict:
    """The verdict of one jurisdiction."""
    world: Any = SimpleNamespace(register=SimpleNamespace(schema=None), figure=lambda *_: base)
    return assemble(world, question, None, found, lambda _, listed: [()] * len(listed.ids))


def told(found: Standings, place: int) -> dict[str, object]:
    """What the arrays say of one jurisdiction, in the words of a verdict."""
    return {
        "could_be": found.statuses(place),
        "settled": bool(found.settled[place]),
        "outlook": OUTLOOKS[found.outlook[place]],
        "provisional": bool(found.provisional[place]),
        "number": Interval(least=pair_of(found.least[place]), most=pair_of(found.most[place])),
        "shortfall": range_of(found.shortfall[place]),
        "excess": range_of(found.excess[place]),
        **{name: int(getattr(found, name)[place]) for name in LISTS},
    }


LISTS = ("outstanding", "undetermined", "pending", "upcoming", "waived", "released")


def range_of(row: Any) -> Range:
    """A range from a row of two numbers, of which -1 stands for null."""
    least, most = (None if number < 0 else int(number) for number in row)
    return Range(least=least, most=most)


def expected(verdict: Verdict) -> dict[str, object]:
    """The same of a verdict."""
    names = ("could_be", "settled", "outlook", "provisional", "number", "shortfall", "excess")
    lists = {name: len(getattr(verdict, name)) for name in LISTS}
    return {name: getattr(verdict, name) for name in names} | lists


def agree(question: Posed, found: Standings, then: Tallies, now: Tallies, bases: list[Fraction | None]) -> None:
    """Every jurisdiction stands as its own verdict says, and its parts are its bounds."""
    for place, base in enumerate(bases):
        one = population(tally_at(then, place), tally_at(now, place), bool(found.provisional[place]))
        verdict = verdict_of(question, one, base)
        assert told(found, place) == expected(verdict)
        parts = pair_of(found.part_least[place]), pair_of(found.part_most[place])
        assert parts == one.now.plain_bounds()
        assert found.base_least[place] == found.base_most[place] == -1


def limits_with(question: Question, base: Fraction | None) -> SizedLimits | None:
    """The limits of a question whose figure is *base*."""
    if question.target is None:
        return None
    names = isinstance(question.target, Target) and question.target.of is not None
    return limits_of(question.target, base) if names else limits_of(question.target)


@settings(max_examples=3 * settings.default.max_examples)
@given(moments(), TARGETS.flatmap(lambda chosen: chosen), tallies(), BASES, st.integers(0, 1), st.data())
def test_shares_are_those_of_each_verdict(
    moment: Moment, target: AnyTarget | None, both: tuple[Tallies, Tallies], base: Fraction | None, stage: int,
    data: st.DataObject,
) -> None:  # fmt: skip
    """Status, settled, outlook, numbers, amounts and lists are those of every jurisdiction's own verdict."""
    question, (then, now) = posed(moment, target, stage), both
    number = len(now.further)
    provisional = np.array(data.draw(st.lists(st.booleans(), min_size=number, max_size=number)), dtype=np.bool_)
    found = shares(question, moment, limits_with(question, base), then, now, provisional=provisional)
    agree(question, found, then, now, [base] * number)


@settings(max_examples=2 * settings.default.max_examples)
@given(moments(), ONE_BOUND, tallies(certain=True))
def test_shares_of_what_is_certain(moment: Moment, target: Target, both: tuple[Tallies, Tallies]) -> None:
    """The same where every member has one outcome, which is the common case."""
    question, (then, now) = posed(moment, target), both
    agree(question, shares(question, moment, limits_of(target), then, now), then, now, [None] * len(now.further))


REACHABLE = st.builds(Target, least=st.sampled_from(("50%", "100%", "1/3", "2/3")))
LINES = st.one_of(REACHABLE, st.just(Target(above="100%")))  # the other stays open even where members may be lacking


@st.composite
def under_way(draw: st.DrawFn) -> Moment:
    """A moment in a window, before the due day."""
    as_of, end = draw(st.sampled_from(DAYS[1:3])), draw(st.sampled_from(DAYS[2:]))
    family = draw(st.sampled_from(("coverage", "coverage", "tasks", "share")))
    return Moment(as_of=as_of, start=DAYS[0], end=end, due=DAYS[4], family=family)


@given(
    under_way(), st.one_of(LINES, LINES.map(lambda each: Stages(stages=(Stage(due=DAYS[4], target=each),)))), st.data()
)
def test_whether_shares_are_on_track(moment: Moment, target: AnyTarget, data: st.DataObject) -> None:
    """Where a target is open, the outlook is that of every jurisdiction's own verdict, as things stand today."""
    masks = (HIT, OPEN, HIT | OPEN, HIT | OUT)
    then, now = data.draw(populations(4, masks)), data.draw(populations(4, masks))
    question = posed(moment, target)
    agree(question, shares(question, moment, limits_with(question, None), then, now), then, now, [None] * 4)


@pytest.mark.parametrize("capped", [False, True])
@pytest.mark.parametrize("end", [DAYS[3], DAYS[4]])
@pytest.mark.parametrize("family", ["coverage", "share", "clock"])
def test_what_is_settled_after_the_due_day(family: Family, end: date, capped: bool) -> None:
    """Statuses, and whether they are settled, of all small populations once the due day has come."""
    moment = Moment(as_of=DAYS[3], start=DAYS[0], end=end, due=DAYS[2], family=family, capped=capped)
    masks = (PENDING, HIT, DEAD) if family == "clock" else (HIT, OPEN, DEAD)
    pairs = list(product(product(range(3), repeat=3), repeat=2))
    then, now = (
        Tallies(
            masks=masks, counts=np.array([pair[day] for pair in pairs]), further=np.zeros(len(pairs), dtype=np.bool_)
        )
        for day in (0, 1)
    )
    for target in (Target(least="50%"), Target(least="0%"), Target(most="50%"), Target(most="0%")):
        limits = limits_of(target)
        found = shares(posed(moment, target), moment, limits, then, now)
        for place in range(len(pairs)):
            could_be = statuses(moment, tally_at(then, place), tally_at(now, place), limits)
            assert found.statuses(place) == could_be
            assert found.settled[place] == is_settled(moment, could_be, tally_at(now, place), limits)


@given(moments(), FIGURES, tallies(), st.data())
def test_each_jurisdiction_may_have_a_figure_of_its_own(
    moment: Moment, target: Target, both: tuple[Tallies, Tallies], data: st.DataObject
) -> None:
    """Limits that differ are kept apart, and everything lands at the place of its jurisdiction."""
    question, (then, now) = posed(moment, target), both
    number = len(now.further)
    bases = data.draw(st.lists(BASES, min_size=number, max_size=number))
    counts = np.arange(number)
    limits = [limits_of(target, base) for base in bases]
    found = shares(question, [moment] * number, limits, then, now, waived=counts, released=2 * counts)
    assert (found.waived.tolist(), found.released.tolist()) == (counts.tolist(), (2 * counts).tolist())
    agree(question, evolve(found, waived=0 * counts, released=0 * counts), then, now, bases)


@given(moments(), moments(), ONE_BOUND, tallies())
def test_each_jurisdiction_may_be_asked_at_another_moment(
    moment: Moment, other: Moment, target: Target, both: tuple[Tallies, Tallies]
) -> None:
    """Moments that differ are kept apart."""
    (then, now), question = both, posed(moment, target)
    asked = [(moment, other)[place % 2] for place in range(len(now.further))]
    found = shares(question, asked, limits_of(target), then, now)
    for place, mine in enumerate(asked):
        one = population(tally_at(then, place), tally_at(now, place), provisional=False)
        verdict = verdict_of(evolve(question, posed=mine, as_of=mine.as_of, due=mine.due), one, None)
        assert told(found, place) == expected(verdict) | {"outlook": OUTLOOKS[found.outlook[place]]}


@pytest.mark.parametrize("share", ["1/3", "999999999999/1000000000000"])
def test_numbers_too_large_for_words(share: str) -> None:
    """Where products would not fit into words, the verdicts are the same as of whole numbers without end."""
    moment = Moment(as_of=DAYS[1], start=DAYS[0], end=DAYS[4], due=DAYS[3], family="coverage")
    target = Target(least=share)
    rows = [[10**15, 5 * 10**14, 1], [2 * 10**15, 10**15, 2], [1, 2, 0]]
    now = Tallies(masks=(HIT, OPEN, HIT | OPEN), counts=np.array(rows), further=np.zeros(3, dtype=np.bool_))
    found, question = shares(posed(moment, target), moment, limits_of(target), now, now), posed(moment, target)
    for place in range(3):
        one = Population(at_due=tally_at(now, place), now=tally_at(now, place))
        verdict = verdict_of(question, one, None)
        names = ("could_be", "settled", "outlook", "number", "shortfall", "excess")
        assert {name: told(found, place)[name] for name in names} == {name: getattr(verdict, name) for name in names}


@given(moments(), TARGETS.flatmap(lambda chosen: chosen), tallies(), BASES, st.integers(0, 1))
def test_standings_from_verdicts(
    moment: Moment, target: AnyTarget | None, both: tuple[Tallies, Tallies], base: Fraction | None, stage: int
) -> None:
    """Verdicts that were made one by one give the same standings."""
    question, (then, now) = posed(moment, target, stage), both
    places = range(len(now.further))
    found = [population(tally_at(then, place), tally_at(now, place), provisional=place == 1) for place in places]
    standings = standing_of(question, "x", found, [verdict_of(question, each, base) for each in found])
    assert standings.value == "x"
    agree(question, standings, then, now, [base] * len(found))


def test_no_jurisdiction_at_all() -> None:
    """Of no jurisdiction nothing is said, whatever is asked."""
    none = Tallies(masks=(COUNTED,), counts=np.zeros((0, 1), dtype=np.int64), further=np.zeros(0, dtype=np.bool_))
    moment = Moment(as_of=DAYS[1], start=DAYS[0], end=DAYS[4], due=DAYS[3], family="share")

    for target in (None, Target(least="1/2"), Target(least="1/2", most="1")):
        question = posed(moment, target)
        found = shares(question, moment, limits_with(question, None), none, none)
        assert len(found.could_be) == len(found.shortfall) == len(found.least) == 0
