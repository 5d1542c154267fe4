"""The word engine says what the columnar one says, for many obligations, stages and counties at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from attrs import evolve, fields
from hypothesis import given, settings
from hypothesis import strategies as st

import regrules
from regrules.engine.columns.evaluate import standings as one_by_one
from regrules.engine.passes import passes_of
from regrules.engine.question import questions
from regrules.engine.unfit import REASONS
from regrules.engine.words.asked import Asked
from regrules.engine.words.bits import counted, packed
from regrules.engine.words.deciding import standing_of
from regrules.engine.words.evaluate import Answer, evaluate_many
from regrules.engine.words.standings import NONE, Standings
from regrules.engine.words.sums import summed
from regrules.model import (
    Attested,
    Count,
    Coverage,
    Growth,
    Jurisdiction,
    Mean,
    Obligation,
    Plan,
    Response,
    Share,
    Text,
    Timeliness,
    at_least,
    calendar_year,
    days,
    filing,
    filings,
    inspection,
    inspections,
    lead,
    leads,
    report,
    reports,
    rolling_months,
    stages,
    subject,
    subjects,
    times_at_least,
    times_at_most,
    working_days,
)
from regrules.model.tables import CORE
from regrules.register import Register, from_records
from regrules.register.arrays import Packed
from regrules.register.compact import in_memory
from regrules.testing.strategies import World, worlds
from regrules.testing.strategies.pool import COUNTY

ENGINE = Path(regrules.__file__).parent / "engine"
FITTING = ("coverage", "share", "count", "growth", "timeliness", "response")
FIELDS = [each.name for each in fields(Standings) if each.name not in ("question", "value")]
YEAR = calendar_year(2025)
SHOPS = subjects.where(subject.kinds.has("drug_retailer"))
VISITS = inspections.where(inspection.domains.has("drug"))
MEASURES = {
    "coverage": Coverage(of=SHOPS, by=VISITS),
    "twice": Coverage(of=SHOPS.where(subject.grade("drug") == "A"), by=VISITS, times=times_at_least(2)),
    "shops online": Share(of=SHOPS, having=subject.online_sales.is_true()),
    "serious": Share(of=reports, having=report.serious.is_true()),
    "reports": Count(of=reports.where(report.product == "drug")),
    "rate": Count(of=reports, per_million=True),
    "visited": Count(of=inspections, distinct=inspection.subject_id),
    "visits to shops": Count(of=inspections.where(inspection.subject.kinds.has("drug_retailer"))),
    "growth": Growth(of=Count(of=reports), versus=calendar_year(2024)),
    "filings": Timeliness(of=filings, start=filing.received_on, end=filing.verified_on, within=working_days(7)),
    "leads": Timeliness(of=leads, start=lead.received_on, end=lead.closed_on, due=lead.due_on, within=days(15)),
    "followed": Response(
        to=inspections.where(inspection.outcome == "rectify"), by=inspections.where(inspection.kinds.has("follow_up")),
        within=days(30),
    ),
}  # fmt: skip


def rows_of(answers: Iterable[Answer]) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Every field of every place; one question is answered once."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for answer in answers:
        for place, (plan, question) in enumerate(zip(answer.places, answer.questions, strict=True)):
            key = (plan, question.obligation.id, question.stage, question.period, answer.standings.value)
            assert key not in found
            row = {name: np.asarray(getattr(answer.standings, name))[place].tolist() for name in FIELDS}
            for name in ("least", "most", "part_least", "part_most"):
                row[name] = None if row[name][1] == NONE else row[name]
            found[key] = row
    return found


def alone(asked: Sequence[Asked], as_of: date) -> Iterator[Answer]:
    """What the columnar engine says, jurisdiction by jurisdiction."""
    for place, each in enumerate(asked):
        wanted = [question for one in each.plan.obligations for question in questions(each.plan, one, as_of)]
        for question, values in one_by_one(each.jurisdiction, each.facts(), as_of, wanted):
            for value, found, verdict in values:
                yield Answer(
                    places=(place,), questions=(question,), standings=standing_of(question, value, [found], [verdict])
                )


def agree(register: Register, counties: Sequence[Jurisdiction], as_of: date) -> None:
    """Both engines say the same of every county."""
    compact = in_memory(register)
    asked = [
        Asked(jurisdiction=each, plan=plan, facts=lambda code=each.code: compact.part(code))
        for each in counties
        for plan in each.plans
    ]
    plainly = [
        evolve(each, facts=lambda code=each.jurisdiction.code: register.jurisdiction(code)) for each in asked
    ]
    expected, found = rows_of(alone(plainly, as_of)), rows_of(evaluate_many(asked, as_of=as_of))
    assert list(found.keys() ^ expected.keys()) == []
    for key, row in found.items():
        assert {name: (value, expected[key][name]) for name, value in row.items() if value != expected[key][name]} == {}


@pytest.mark.parametrize("kind", FITTING)
@settings(max_examples=12)
@given(data=st.data())
def test_the_engines_agree(kind: str, data: st.DataObject) -> None:
    """Every field is the same, for every kind of measure that it knows."""
    world = data.draw(worlds(kind))
    agree(world.register, [world.jurisdiction], world.as_of)


@settings(max_examples=10)
@given(world=worlds())
def test_the_engines_agree_on_whole_plans(world: World) -> None:
    """Also where some obligations are left to the other engine."""
    agree(world.register, [world.jurisdiction], world.as_of)


@settings(max_examples=4)
@given(world=worlds("coverage"), data=st.data())
def test_many_obligations_stages_and_counties(world: World, data: st.DataObject) -> None:
    """More obligations than a word has bits, each in stages, asked of several counties of one register."""
    plan = world.plan
    shifts = st.lists(st.integers(-400, 400), min_size=70, max_size=70)
    stage_days = data.draw(st.lists(st.integers(0, 364), min_size=1, max_size=2, unique=True))
    target = stages(*((date(2025, 1, 1) + timedelta(days=day), at_least("50%")) for day in sorted(stage_days)))
    obligations = tuple(
        evolve(
            plan.obligations[number % len(plan.obligations)], id=f"many/{number}", target=target, each=None,
            window=calendar_year(2025 + shift // 365),
        )
        for number, shift in enumerate(data.draw(shifts))
    )  # fmt: skip
    codes = ("320101", "320102", "320201")
    rows = spread(world, codes, data.draw(st.randoms(use_true_random=False)))
    counties = [
        evolve(world.jurisdiction, code=code, id=code, plans=(evolve(plan, id=code, obligations=obligations),))
        for code in codes
    ]
    agree(from_records(CORE, **rows), counties, world.as_of)


def spread(world: World, codes: Sequence[str], random: Any) -> dict[str, list[dict[str, Any]]]:
    """The facts of a world with its subjects spread over several counties."""
    homes: dict[Any, str] = {}
    for row in world.rows.get("subjects", ()):
        homes.setdefault(row["subject_id"], random.choice(codes))
    return {
        name: [
            row | ({"jurisdiction": homes.get(row.get("subject_id"), codes[0])} if row.get("jurisdiction") == COUNTY else {})
            for row in rows
        ]
        for name, rows in world.rows.items()
    }


def county(*measures: str, window: Any = YEAR) -> Jurisdiction:
    """A county that asks for these measures."""
    obligations = tuple(
        Obligation(
            id=name.replace(" ", "-"), clause=f"1.{number}", title=Text(zh="任务", en="task"), agencies=("station",),
            measure=MEASURES[name], window=window, target=at_least("1/2"),
        )
        for number, name in enumerate(measures, 1)
    )  # fmt: skip
    plan = Plan(id="p-2025", title=Text(zh="计划", en="Plan"), period=YEAR, obligations=obligations)
    return Jurisdiction(id="example", code="990101", name=Text(zh="示例县", en="Example"), plans=(plan,))


def test_different_subjects_beside_doubtful_members() -> None:
    """Found by the benchmark: who may belong to another obligation's population does not spoil a count of subjects."""
    places = [
        {"subject_id": each, "jurisdiction": "990101", "name": each, "kinds": {"drug_retailer"}, "online_sales": online}
        for each, online in (("a", True), ("b", None), ("c", False))
    ]
    visits = [
        {"inspection_id": each, "subject_id": each, "date": date(2025, 3, 1), "domains": {"drug"}, "kinds": {"routine"}}
        for each in ("a", "b")
    ]
    plain = county("visited", "coverage")
    online = Coverage(of=SHOPS.where(subject.online_sales.is_true()), by=VISITS)
    visited, covered = plain.plans[0].obligations
    plan = evolve(plain.plans[0], obligations=(visited, evolve(covered, measure=online)))
    asked = evolve(plain, plans=(plan,))
    register = from_records(CORE, subjects=places, inspections=visits)
    agree(register, [asked], date(2025, 6, 30))
    compact = in_memory(register)
    (answer,) = (
        each
        for each in evaluate_many(
            [Asked(jurisdiction=asked, plan=plan, facts=lambda: compact.part("990101"))], as_of=date(2025, 6, 30)
        )
        if each.questions[0].obligation.id == "visited"
    )
    assert answer.standings.least.tolist() == [[2, 1]]


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("window", [YEAR, rolling_months(24)], ids=["year", "rolling"])
def test_these_measures_fit(name: str, window: Any) -> None:
    """What plans ask most is asked of classes of rows, and not left to the other engine."""
    assert passes_of(county(name, window=window).plans, CORE, date(2025, 6, 30)).left == ()


@pytest.mark.parametrize(
    "measure, why",
    [
        (Count(of=inspections, distinct=inspection.campaign), "distinct"),
        (Coverage(of=SHOPS, by=VISITS, once_per=inspection.visit_id), "once"),
        (Coverage(of=SHOPS, by=VISITS, times=times_at_most(2)), "limit"),
        (Coverage(of=SHOPS.grouped(subject.owner_id), by=VISITS), "units"),
        (Coverage(of=SHOPS.where(subject.any(VISITS)), by=VISITS), "related"),
        (Growth(of=Share(of=reports, having=report.serious.is_true()), versus=calendar_year(2024)), "growth"),
        (Mean(of=reports, value=report.score), "mean"),
        (Attested(evidence="minutes"), "attested"),
    ],
)
def test_what_does_not_fit_says_why(measure: Any, why: str) -> None:
    """An obligation that is left to the columnar engine says why, in both languages."""
    plain = county("coverage")
    odd = evolve(plain.plans[0].obligations[0], measure=measure)
    (left,) = passes_of((evolve(plain.plans[0], obligations=(odd,)),), CORE, date(2025, 6, 30)).left
    assert left.reason == REASONS[why]


def test_every_reason_is_given_somewhere() -> None:
    """The engine gives no reason that has no words, and no words stand there in vain."""
    given = {
        found for path in ENGINE.rglob("*.py") for found in re.findall(r'UnfitError\("([^"]+)"', path.read_text("utf-8"))
    }
    assert given == set(REASONS)


def test_one_pass_reads_a_table_for_all() -> None:
    """However many obligations ask of a table, it is read once; the subjects come first."""
    asked = passes_of(county(*MEASURES).plans, CORE, date(2025, 6, 30))
    tables = [each.table for each in asked.passes]
    assert tables == ["subjects", "inspections", "filings", "reports", "leads"]
    inspections_ = asked.passes[1]
    assert {asked.tasks[place].question.obligation.id for place in inspections_.tasks} == {
        "coverage", "twice", "visited", "visits-to-shops", "followed",
    }  # fmt: skip


@settings(max_examples=30)
@given(st.lists(st.lists(st.booleans(), min_size=9, max_size=9), max_size=140), st.integers(1, 80))
def test_bits_are_counted(truths: list[list[bool]], times: int) -> None:
    """Each bit is counted over all words, however many of both there are."""
    held = [np.tile(np.array(each, dtype=np.bool_), times) for each in truths]
    words = packed(held, 9 * times)
    assert counted(words, len(held)).tolist() == [int(each.sum()) for each in held]


@settings(max_examples=30)
@given(st.lists(st.integers(1, 300), max_size=5), st.integers(0, 3), st.integers(1, 20), st.randoms(use_true_random=False))
def test_fields_are_summed(lengths: list[int], nobodys: int, truths: int, random: Any) -> None:
    """The rows of each subject are counted for each truth, also where there are more than a byte holds."""
    starts = np.cumsum([0, *lengths])[:-1] if lengths else np.zeros(0, dtype=np.intp)
    named, size = sum(lengths), sum(lengths) + nobodys
    table = Packed(size=size, starts=starts, runs=np.arange(len(lengths), dtype=np.int32), named=named, profiles={})
    classes = np.array([random.randrange(4) for _ in range(size)], dtype=np.intp)
    held = np.array([[random.random() < 0.7 for _ in range(4)] for _ in range(truths)])
    sums, others = summed(held, classes, table)
    runs = np.split(classes[:named], starts[1:]) if lengths else []
    assert sums.tolist() == [[int(each[run].sum()) for run in runs] for each in held]
    assert others.tolist() == [int(each[classes[named:]].sum()) for each in held]
