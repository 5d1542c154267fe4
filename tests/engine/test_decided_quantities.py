"""Counts, rates and growth of many jurisdictions at once are what each jurisdiction's own verdict says."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.engine.assemble import assemble
from regrules.engine.limits import limits_of
from regrules.engine.moment import Moment
from regrules.engine.population import Quantity
from regrules.engine.question import Question
from regrules.engine.reckoning import Counted, growth_of, mean_of, rate_of
from regrules.engine.verdict import Interval, Range, Verdict
from regrules.engine.words.deciding import quantities, standing_of
from regrules.engine.words.standings import OUTLOOKS, Standings, pair_of
from regrules.model.measures import Count, Growth, Mean, Measure
from regrules.model.names import report, reports
from regrules.model.plans import Obligation, Plan
from regrules.model.targets import AnyTarget, FigureOf, Stage, Stages, Target
from regrules.model.text import Text
from regrules.model.windows import Window
from regrules.testing.strategies.targets import single_targets

DAYS = tuple(date(2025, month, 1) for month in range(1, 7))
YEAR = Window(start=date(2024, 1, 1), end=date(2024, 12, 31))
MEASURES: dict[str, Measure] = {
    "count": Count(of=reports),
    "rate": Count(of=reports, per_million=True),
    "growth": Growth(of=Count(of=reports), versus=YEAR),
}


@frozen(kw_only=True)
class Posed(Question):
    """A question that stands where a test puts it."""

    posed: Moment

    def moment(self, schema: Any, *, provisional: bool = False) -> Moment:
        """Where the test puts it."""
        return evolve(self.posed, provisional=provisional)


@frozen(kw_only=True)
class County:
    """The facts of one jurisdiction: records on the as-of date and on the due day, residents, what is compared with."""

    now: Counted
    then: Counted
    base: Counted
    residents: int | None = None
    known: bool = True
    final: bool = True
    figure: Fraction | None = None


def posed(kind: str, moment: Moment, target: AnyTarget | None, stage: int = 0) -> Posed:
    """A question about a number, or about a stage of it."""
    title = Text(zh="报告", en="Reports")
    obligation = Obligation(
        id="reports", clause="1", title=title, agencies=("station",), measure=MEASURES[kind],
        window=Window(start=moment.start, end=max(moment.start, moment.end)), target=target,
    )  # fmt: skip
    plan = Plan(id="plan-2025", title=title, period=Window(start=DAYS[0], end=DAYS[-1]), obligations=(obligation,))
    staged = isinstance(target, Stages)
    return Posed(
        plan=plan, obligation=obligation, window=obligation.window, due=moment.due, period=None, as_of=moment.as_of,
        target=target.stages[stage].target if isinstance(target, Stages) else target, posed=moment,
        stage=moment.due if staged else None,
    )  # fmt: skip


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """Where a question may stand in time, in any order of its days and with anything that may change it."""
    rarely = st.integers(0, 7).map(lambda number: number == 7)
    return Moment(
        as_of=draw(st.sampled_from(DAYS)), start=draw(st.sampled_from(DAYS)), end=draw(st.sampled_from(DAYS)),
        due=draw(st.sampled_from(DAYS)), family="number", joining=draw(rarely), leaving=draw(rarely),
        rolling=draw(rarely), staged=draw(st.booleans()), before_plan=draw(rarely), in_force=not draw(rarely),
    )  # fmt: skip


@st.composite
def counted(draw: st.DrawFn, largest: int = 6) -> Counted:
    """A count that data may leave open, or without an end."""
    least, most = sorted((draw(st.integers(0, largest)), draw(st.integers(0, largest))))
    shape = draw(st.sampled_from(("open", "known", "known", "known", "endless")))
    return Counted(least=least, most={"open": most, "known": least, "endless": None}[shape])


COUNTIES = st.builds(
    County,
    now=counted(),
    then=counted(),
    residents=st.sampled_from((None, 0, 500_000, 500_000, 1_000_000, 333_333)),
    base=counted(3),
    known=st.integers(0, 5).map(bool),
    final=st.booleans(),
    figure=st.sampled_from((None, Fraction(3), Fraction(4), Fraction(5, 2))),
)


STRICT = st.builds(Target, above=st.sampled_from(("1", "3/2", "2")), below=st.sampled_from(("3", "7/2", "6")))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Posed, list[County]]:
    """A question about a number, with the facts of some jurisdictions."""
    kind = draw(st.sampled_from(tuple(MEASURES)))
    single = st.one_of(single_targets(MEASURES[kind]), STRICT)
    stages = st.tuples(single, single).map(
        lambda pair: Stages(stages=(Stage(due=DAYS[2], target=pair[0]), Stage(due=DAYS[4], target=pair[1])))
    )
    target = draw(st.sampled_from((single, single, single, stages, st.none())).flatmap(lambda chosen: chosen))
    question = posed(kind, draw(moments()), target, draw(st.integers(0, 1)))
    return question, draw(st.lists(COUNTIES, min_size=1, max_size=4))


def world_of(county: County) -> Any:
    """As much of a world as decides: the residents, of this year or of an earlier one, and the figure of the target."""
    year = 2025 if county.final else 2020
    residents = None if county.residents is None else (year, county.residents)
    schema = SimpleNamespace(schema=None)
    return SimpleNamespace(register=schema, figure=lambda *_: county.figure, latest_figure=lambda *_: residents)


def quantity_of(question: Posed, county: County) -> Quantity:
    """What an evaluator finds out about one jurisdiction."""
    measure = question.obligation.measure
    if isinstance(measure, Count):
        return rate_of(
            world_of(county), question, county.now, county.then, parts={}, rate=measure.per_million
        )  # fmt: skip
    now, then, other = ((Fraction(each.least), None if each.most is None else Fraction(each.most), "no") for each in (
        county.now, county.then, county.base
    ))  # fmt: skip
    return growth_of(now, then, other if county.known else (None, None, "no"), final=county.final, counted=True)


def verdict_of(question: Posed, county: County) -> Verdict:
    """The verdict of one jurisdiction."""
    found = quantity_of(question, county)
    return assemble(world_of(county), question, None, found, lambda _, listed: [()] * len(listed.ids))


def array(numbers: list[int | None]) -> Any:
    """Whole numbers, -1 for none."""
    return np.array([-1 if number is None else number for number in numbers], dtype=np.int64)


def standings_of(question: Posed, counties: list[County], moment: Any = None) -> Standings:
    """How all of them stand, at once."""
    measure, target = question.obligation.measure, question.target
    given: dict[str, Any] = {}
    if isinstance(measure, Growth):
        given["base"] = tuple(
            array([getattr(each.base, end) if each.known else None for each in counties]) for end in ("least", "most")
        )
    elif isinstance(measure, Count) and measure.per_million:
        given["residents"] = array([each.residents for each in counties])
    if given:
        given["final"] = np.array([each.final for each in counties])
    limits: Any = target if target is None else limits_of(target)
    if isinstance(target, Target) and target.of is not None:
        limits = [limits_of(target, each.figure) for each in counties]
    numbers = (
        array([getattr(getattr(each, day), end) for each in counties]) for day in ("now", "then") for end in ENDS
    )
    return quantities(question, moment or question.posed, limits, *numbers, **given)


ENDS = ("least", "most")


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
    }


def range_of(row: Any) -> Range:
    """A range from a row of two numbers, of which -1 stands for null."""
    least, most = (None if number < 0 else int(number) for number in row)
    return Range(least=least, most=most)


def agree(question: Posed, found: Standings, counties: list[County]) -> None:
    """Every jurisdiction stands as its own verdict says, and its parts are its records and what they are taken against."""
    for place, county in enumerate(counties):
        verdict = verdict_of(question, county)
        said = told(found, place)
        assert said == {name: getattr(verdict, name) for name in said}
        assert pair_of(found.part_least[place]) == (county.now.least, 1)
        assert pair_of(found.part_most[place]) == (None if county.now.most is None else (county.now.most, 1))
        assert (found.base_least[place], found.base_most[place]) == against(question, county)
        for name in ("outstanding", "pending", "upcoming", "waived", "released"):
            assert getattr(found, name)[place] == len(getattr(verdict, name))


def against(question: Posed, county: County) -> tuple[int, int]:
    """The residents of a rate, the other number of a growth."""
    measure = question.obligation.measure
    if isinstance(measure, Growth):
        ends = (county.base.least, county.base.most) if county.known else (None, None)
        return tuple(-1 if end is None else end for end in ends)  # type: ignore[return-value]  # two of two
    residents = county.residents or -1
    return (residents, residents) if isinstance(measure, Count) and measure.per_million else (-1, -1)


@settings(max_examples=3 * settings.default.max_examples)
@given(cases())
def test_quantities_are_those_of_each_verdict(case: tuple[Posed, list[County]]) -> None:
    """Status, settled, outlook, numbers and amounts are those of every jurisdiction's own verdict."""
    question, counties = case
    found = standings_of(question, counties)
    agree(question, found, counties)
    most = [each.now.least if each.now.most is None else each.now.most for each in counties]
    assert found.undetermined.tolist() == [top - each.now.least for top, each in zip(most, counties, strict=True)]


LINES = {
    "count": st.one_of(
        st.builds(Target, least=st.sampled_from(("6", "9", "12"))),
        st.builds(Target, least=st.sampled_from(("2", "3", "4")), of=st.just(FigureOf(name="annual_task"))),
    ),
    "rate": st.builds(Target, least=st.sampled_from(("6", "12", "20"))),
    "growth": st.builds(Target, least=st.sampled_from(("100%", "200%", "400%"))),
}


@pytest.mark.parametrize("kind", MEASURES)
@given(data=st.data())
def test_whether_numbers_are_on_track(kind: str, data: st.DataObject) -> None:
    """Where a target is open, the outlook is that of every jurisdiction's own verdict, also along stages and to figures."""
    moment = Moment(
        as_of=data.draw(st.sampled_from(DAYS[1:4])), start=DAYS[0], end=DAYS[5], due=DAYS[4], family="number"
    )
    target = data.draw(LINES[kind])
    if data.draw(st.booleans()):
        first = data.draw(LINES[kind])
        question = posed(
            kind, moment, Stages(stages=(Stage(due=DAYS[2], target=first), Stage(due=DAYS[4], target=target))), 1
        )
    else:
        question = posed(kind, moment, target)
    counties = data.draw(st.lists(COUNTIES, min_size=4, max_size=4))
    agree(question, standings_of(question, counties), counties)


@given(cases(), moments())
def test_each_jurisdiction_may_be_asked_at_another_moment(case: tuple[Posed, list[County]], other: Moment) -> None:
    """Moments that differ are kept apart."""
    question, counties = case
    asked = [(question.posed, other)[place % 2] for place in range(len(counties))]
    found = standings_of(question, counties, asked)
    for place, county in enumerate(counties):
        verdict = verdict_of(evolve(question, posed=asked[place]), county)
        said = told(found, place)
        assert said == {name: getattr(verdict, name) for name in said}


@given(cases())
def test_standings_from_verdicts(case: tuple[Posed, list[County]]) -> None:
    """Verdicts that were made one by one give the same standings."""
    question, counties = case
    found = [quantity_of(question, each) for each in counties]
    standings = standing_of(question, None, found, [verdict_of(question, each) for each in counties])
    agree(question, standings, counties)


@pytest.mark.parametrize("bound", ["1/3", "123456789012345678901234567890", "99999999999/100000000000"])
@pytest.mark.parametrize("kind", MEASURES)
def test_numbers_too_large_for_words(kind: str, bound: str) -> None:
    """Where products would not fit into words, the verdicts are the same as of whole numbers without end."""
    moment = Moment(as_of=DAYS[1], start=DAYS[0], end=DAYS[4], due=DAYS[3], family="number")
    counties = [
        County(now=Counted(least=least, most=2 * least), then=Counted(least=1, most=2), residents=10**9 + 7, base=base)
        for least in (0, 7, 10**9) for base in (Counted(least=3, most=5), Counted(least=10**9, most=10**9 + 1))
    ]  # fmt: skip
    for target in (Target(least=bound), Target(most=bound), Target(least="0", most=bound)):
        question = posed(kind, moment, target)
        agree(question, standings_of(question, counties), counties)


def test_means_have_no_parts_that_add_up() -> None:
    """From the verdict of a mean its sum is not known, so a parent has no number."""
    moment = Moment(as_of=DAYS[1], start=DAYS[0], end=DAYS[4], due=DAYS[3], family="mean")
    question = posed("count", moment, Target(least="60"))
    question = evolve(question, obligation=evolve(question.obligation, measure=Mean(of=reports, value=report.score)))
    values = ([(Fraction(60), Fraction(80), True)], False)
    found = mean_of(values, values)
    world: Any = SimpleNamespace(register=SimpleNamespace(schema=None))
    verdict = assemble(world, question, None, found, lambda _, listed: [()] * len(listed.ids))
    standings = standing_of(question, None, [found], [verdict])
    assert pair_of(standings.least[0]) == (60, 1)
    assert pair_of(standings.part_least[0]) is pair_of(standings.part_most[0]) is None
    assert standings.statuses(0) == verdict.could_be
