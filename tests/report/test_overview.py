"""What counties add up to: a city's number is what it would be if the city were asked itself."""

from __future__ import annotations

import json
import pickle
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import polars
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import regrules
from regrules.engine.verdict import STATUSES, Interval
from regrules.model import (
    AgencyEntry,
    Count,
    Coverage,
    Growth,
    Jurisdiction,
    Mean,
    Obligation,
    Plan,
    Share,
    Text,
    Timeliness,
    agency,
    at_least,
    at_most,
    calendar_year,
    inspection,
    inspections,
    lead,
    leads,
    months,
    report,
    reports,
    stages,
    subject,
    subjects,
    working_days,
)
from regrules.report.overview import Overview

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/overview.schema.json").read_text(encoding="utf-8"))
CODES = ("320101", "320102", "320201", "330101")
DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))
AS_OF = date(2025, 6, 30)


def duty(name: str, measure: Any, **changes: Any) -> Obligation:
    """An obligation that asks for a measure."""
    made: dict[str, Any] = {"window": calendar_year(2025), "target": at_least(1), **changes}
    return Obligation(
        id=name,
        clause="1.1",
        title=Text(zh=f"任务{name}", en=f"Duty {name}"),
        agencies=("station",),
        measure=measure,
        **made,
    )


SHOPS = subjects.where(subject.kinds.has("drug_retailer"))
DRUGS = inspections.where(inspection.domains.has("drug"))
DUTIES = (
    duty(
        "covered",
        Coverage(of=SHOPS, by=DRUGS),
        target=stages(("2025-03-31", at_least("20%")), ("2025-06-30", at_least("50%"))),
    ),
    duty("capped", Coverage(of=SHOPS, by=inspections), target=at_most("50%")),
    duty("online", Share(of=SHOPS, having=subject.online_sales == True), target=at_least("50%")),  # noqa: E712
    duty("serious", Share(of=reports, having=report.serious == True), target=at_least("50%")),  # noqa: E712
    duty(
        "in-time",
        Timeliness(of=leads, start=lead.received_on, end=lead.closed_on, within=working_days(7), due=lead.due_on),
        target=at_least("100%"),
    ),
    duty("visits", Count(of=DRUGS), target=at_least(2)),
    duty("visited", Count(of=inspections, distinct=inspection.subject_id), target=at_least(2)),
    duty("reports", Count(of=reports), target=at_least(1), each=months("2025-01", "2025-03")),
    duty("more", Growth(of=Count(of=reports), versus=calendar_year(2024)), target=at_least("10%")),
    duty("rate", Count(of=reports, per_million=True), target=at_least(100)),
    duty("score", Mean(of=reports, value=report.score), target=at_least(60)),
    duty("shown", Coverage(of=SHOPS, by=inspections), target=None),
)
PLAN = Plan(id="plan-2025", title=Text(zh="计划", en="Plan"), period=calendar_year(2025), obligations=DUTIES)


def county(code: str, *plans: Plan) -> Jurisdiction:
    """A jurisdiction with the plan that all have."""
    return Jurisdiction(
        id=f"county-{code}",
        code=code,
        name=Text(zh=f"示例县{code[-3:]}", en=f"County {code[-3:]}"),
        agencies=(AgencyEntry(id="station", name=Text(zh="所", en="station"), kind="station"),),
        plans=plans or (PLAN,),
    )


COUNTIES = tuple(map(county, CODES))
CITY, PROVINCE = county("320100"), county("320000")
Tables = dict[str, list[dict[str, Any]]]


@st.composite
def facts(draw: st.DrawFn) -> Tables:
    """The facts of the four counties: shops, visits to them, reports and leads, with gaps."""
    tables: Tables = {name: [] for name in ("subjects", "inspections", "reports", "leads", "figures")}
    scores = st.sampled_from(draw(st.sampled_from((("50", "60.5", "100"), ("50", "60.5", None)))))
    for code in CODES:
        shops = [f"{code}-{number}" for number in range(draw(st.integers(0, 3)))]
        tables["subjects"] += [
            {
                "subject_id": name, "jurisdiction": code, "name": name,
                "kinds": draw(st.sampled_from(({"drug_retailer"}, {"drug_wholesaler"}))),
                "online_sales": draw(st.sampled_from((True, False, None))),
                "opened_on": draw(st.sampled_from((None, date(2020, 1, 1), date(2025, 6, 1)))),
            }
            for name in shops
        ]  # fmt: skip
        tables["inspections"] += [
            {
                "inspection_id": f"{name}-{number}", "subject_id": name, "date": draw(DAYS), "kinds": {"routine"},
                "domains": draw(st.sampled_from(({"drug"}, {"device"}))),
            }
            for name in shops
            for number in range(draw(st.integers(0, 2)))
        ]  # fmt: skip
        tables["reports"] += [
            {
                "report_id": f"{code}-{number}", "jurisdiction": code, "product": "drug", "received_on": draw(DAYS),
                "serious": draw(st.sampled_from((True, False, None))),
                "score": draw(scores),
            }
            for number in range(draw(st.integers(0, 3)))
        ]  # fmt: skip
        tables["leads"] += [
            {
                "lead_id": f"{code}-{number}", "jurisdiction": code, "domain": "drug", "source": "complaint",
                "received_on": received, "due_on": None,
                "closed_on": draw(st.sampled_from((None, received + timedelta(days=3), received + timedelta(days=30)))),
            }
            for number, received in enumerate(draw(st.lists(DAYS, max_size=2)))
        ]  # fmt: skip
        tables["figures"].append(
            {"jurisdiction": code, "name": "residents", "year": 2025, "value": draw(st.integers(1, 900_000))}
        )
    residents = {each["jurisdiction"]: each["value"] for each in tables["figures"]}
    for place in (CITY.code, PROVINCE.code):
        together = sum(value for code, value in residents.items() if code.startswith(place.rstrip("0")))
        tables["figures"].append({"jurisdiction": place, "name": "residents", "year": 2025, "value": together})
    tables["extents"] = [
        {"table": name, "complete_from": date(2024, 1, 1)} for name in ("inspections", "reports", "leads")
    ]
    return tables


def asked(tables: Tables, *jurisdictions: Jurisdiction, **changes: Any) -> Overview | None:
    """All of them at once; None if none of them has a subject."""
    try:
        return regrules.assess_all(tables, as_of=AS_OF, jurisdictions=jurisdictions or COUNTIES, **changes)
    except regrules.NothingEvaluated:
        return None


def as_number(found: Interval) -> tuple[Fraction | None, ...]:
    """The values of both bounds; how a fraction is written is no matter. An empty population keeps its pair."""
    return tuple(pair if pair is None or not pair[1] else Fraction(*pair) for pair in (found.least, found.most))


@settings(max_examples=15)
@given(tables=facts())
def test_a_city_and_a_province_have_the_number_they_would_find_themselves(tables: Tables) -> None:
    """Asked itself, a parent of which every county is asked finds the number that its counties add up to."""
    overview = asked(tables)
    for parent in (CITY, PROVINCE):
        below = [each for each in tables["subjects"] if each["jurisdiction"].startswith(parent.code.rstrip("0"))]
        everybody = {each["jurisdiction"] for each in below}
        counties = [each for each in CODES if each.startswith(parent.code.rstrip("0"))]
        if overview is None or everybody != set(counties):
            continue
        itself = regrules.assess(parent, register=tables, as_of=AS_OF)
        found = {(each.obligation, each.stage): each for each in overview.rolled_up if each.code == parent.code}
        assert {(each.obligation, each.stage) for each in itself.verdicts} == set(found)
        for verdict in itself.verdicts:
            rolled = found[verdict.obligation, verdict.stage]
            assert rolled.codes == tuple(counties)
            if verdict.obligation != "score" or rolled.number.least is not None:
                assert as_number(verdict.number) == as_number(rolled.number), verdict.obligation


@settings(max_examples=15)
@given(tables=facts())
def test_a_parent_counts_what_its_children_are(tables: Tables) -> None:
    """Statuses, shortfalls and missing members of a parent are those of the rows below it, none of them twice."""
    overview = asked(tables)
    if overview is None:
        return
    assert {each.code for each in overview.rolled_up} == {f"{code[:4]}00" for code in overview.codes} | {
        f"{code[:2]}0000" for code in overview.codes
    }
    for rolled in overview.rolled_up:
        rows = [
            row for row in overview.rows
            if (row.obligation, row.stage) == (rolled.obligation, rolled.stage) and row.code.startswith(rolled.code.rstrip("0"))
        ]  # fmt: skip
        assert rolled.codes == tuple(row.code for row in rows)
        assert dict(rolled.statuses) == {
            **{status: sum(row.status == status for row in rows) for status in STATUSES},
            "indicators": sum(row.status is None for row in rows),
        }
        lacking = [row.shortfall.least for row in rows]
        assert rolled.shortfall.least == (None if None in lacking else sum(each or 0 for each in lacking))
        assert rolled.outstanding == sum(row.outstanding for row in rows)
        assert rolled.undetermined == sum(row.undetermined for row in rows)


def shop(code: str, number: int = 1) -> dict[str, Any]:
    """A shop in a county."""
    return {"subject_id": f"{code}-{number}", "jurisdiction": code, "name": "x", "kinds": {"drug_retailer"}}


def visit(code: str, number: int = 1) -> dict[str, Any]:
    """An inspection of a shop."""
    return {
        "inspection_id": f"{code}-{number}", "subject_id": f"{code}-{number}", "date": date(2025, 2, 1),
        "kinds": {"routine"}, "domains": {"drug"},
    }  # fmt: skip


def region(*shops: str, visited: tuple[str, ...] = ()) -> Tables:
    """A shop in each of some counties, of which some were visited."""
    complete = [{"table": "inspections", "complete_from": date(2020, 1, 1)}]
    return {
        "subjects": [shop(code) for code in shops],
        "inspections": [visit(code) for code in visited],
        "extents": complete,
    }


def numbers(overview: Overview, code: str) -> dict[tuple[str, date | None], tuple[Any, int]]:
    """What stands for a city or a province, by obligation and stage."""
    return {
        (each.obligation, each.stage): (each.number.least, len(each.codes))
        for each in overview.rolled_up
        if each.code == code
    }


def only(*obligations: Obligation, name: str = "plan-2025") -> Plan:
    """A plan of these obligations."""
    return evolve(PLAN, id=name, obligations=obligations)


VISITED = duty("covered", Coverage(of=SHOPS, by=DRUGS), target=at_least("50%"))


def test_no_average_of_averages() -> None:
    """One of one and one of three are two of four, not two thirds."""
    tables = region("320101", "320102", visited=("320101", "320102"))
    tables["subjects"] += [shop("320102", 2), shop("320102", 3)]
    overview = asked(tables, *(county(code, only(VISITED)) for code in CODES))
    assert overview is not None
    assert [row.number.least for row in overview.rows] == [(1, 1), (1, 3)]
    assert numbers(overview, "320100") == {("covered", None): ((2, 4), 2)}


def test_different_questions_are_not_mixed() -> None:
    """Counties that count other things under the same id stand apart; the same question under other ids together."""
    strict = evolve(VISITED, measure=Coverage(of=SHOPS, by=inspections))
    renamed = evolve(VISITED, id="shops", target=at_least("90%"))
    tables = region(*CODES[:3], visited=CODES[:1])
    plans = (only(VISITED), only(strict), only(renamed))
    overview = asked(tables, *(county(code, plan) for code, plan in zip(CODES, plans, strict=False)))
    assert overview is not None
    assert [(each.obligation, each.codes) for each in overview.rolled_up if each.code == "320000"] == [
        ("covered", ("320101", "320201")),
        ("covered", ("320102",)),
    ]


def test_a_county_that_asks_twice_is_counted_once() -> None:
    """Two targets for the same share are two roll-ups, each with the county once."""
    twice = only(VISITED, evolve(VISITED, id="more", target=at_least("90%"), strength="aims_at"))
    overview = asked(region("320101", "320102", visited=("320101",)), *(county(code, twice) for code in CODES[:2]))
    assert overview is not None
    assert numbers(overview, "320100") == {("covered", None): ((1, 2), 2), ("more", None): ((1, 2), 2)}


def test_a_city_that_answers_for_itself_is_no_roll_up() -> None:
    """A city's own plan is a row; in its province it stands for its counties, so that nobody counts twice."""
    counties = [county(code, only(VISITED)) for code in ("320100", *CODES)]
    overview = asked(region("320101", "320102", "320201", visited=("320101",)), *counties)
    assert overview is not None
    assert {row.code: row.number.least for row in overview.rows} == {
        "320100": (1, 2), "320101": (1, 1), "320102": (0, 1), "320201": (0, 1),
    }  # fmt: skip
    assert numbers(overview, "320100") == {("covered", None): ((1, 2), 2)}
    assert numbers(overview, "320000") == {("covered", None): ((1, 3), 2)}


@pytest.mark.parametrize("each", [agency, subject.agency], ids=["the agencies", "the subjects' agencies"])
def test_agencies_are_their_own_countys_business(each: Any) -> None:
    """What each agency has to do is a row of its county, and is not added up."""
    by_agency = evolve(VISITED, id="each", each=each)
    tables = region("320101", "320102")
    tables["agencies"] = [
        {"agency_id": f"a{code}", "jurisdiction": code, "name": "x", "kind": "station"} for code in CODES[:2]
    ]
    tables["subjects"] = [{**one, "agency": f"a{one['jurisdiction']}"} for one in tables["subjects"]]
    overview = asked(tables, *(county(code, only(by_agency, VISITED)) for code in CODES[:2]))
    assert overview is not None
    assert [row.obligation for row in overview.rows if row.code == "320101"] == ["each@a320101", "covered"]
    assert {one.obligation for one in overview.rolled_up} == {"covered"}


@pytest.mark.parametrize(
    ("visited", "least", "most"),
    [((), (0, 2), (0, 1)), (("320101", "320102"), (1, 1), (2, 2)), (("320101",), (0, 1), (1, 1))],
)
def test_who_may_be_out_counts_for_a_city_as_for_a_county(
    visited: tuple[str, ...], least: tuple[int, int], most: tuple[int, int]
) -> None:
    """Where nobody surely counts, those who may and were visited can only raise the share, the others only lower it."""
    class_three = subjects.where(subject.device_classes.has("III"))
    tables = region("320101", "320102", visited=visited)
    plan = only(evolve(VISITED, measure=Coverage(of=class_three, by=DRUGS)))
    overview = asked(tables, *(county(code, plan) for code in CODES[:2]))
    itself = regrules.assess(county("320100", plan), register=tables, as_of=AS_OF)
    assert overview is not None
    city = next(each for each in overview.rolled_up if each.code == "320100")
    assert (city.number.least, city.number.most) == (least, most)
    assert itself.verdicts[0].number == city.number


def test_a_mean_is_taken_of_all_values() -> None:
    """One score of 50 and three of 70 make 65; where one score is missing, nothing is said."""
    score = duty("score", Mean(of=reports, value=report.score), target=at_least(60))
    tables = region("320101", "320102")
    tables["extents"].append({"table": "reports", "complete_from": date(2020, 1, 1)})
    tables["reports"] = [
        {
            "report_id": f"r{number}",
            "jurisdiction": code,
            "product": "drug",
            "received_on": date(2025, 2, 1),
            "score": value,
        }
        for number, (code, value) in enumerate(
            (("320101", "50"), ("320102", "70"), ("320102", "69.5"), ("320102", "70.5"))
        )
    ]
    counties = [county(code, only(score)) for code in CODES[:2]]
    overview = asked(tables, *counties)
    assert overview is not None
    assert numbers(overview, "320100") == {("score", None): ((260, 4), 2)}
    del tables["reports"][1]["score"]
    unsure = asked(tables, *counties)
    assert unsure is not None
    assert numbers(unsure, "320100") == {("score", None): (None, 2)}


def test_owners_with_places_in_several_counties_may_be_the_same() -> None:
    """Different values of two counties may be one and the same: between the most of one and all of them."""
    owners = duty("owners", Count(of=inspections, distinct=inspection.visit_id), target=at_least(1))
    tables = region("320101", "320102", visited=("320101", "320102"))
    tables["inspections"] = [{**each, "visit_id": "v1"} for each in tables["inspections"]]
    overview = asked(tables, *(county(code, only(owners)) for code in CODES[:2]))
    assert overview is not None
    city = next(each for each in overview.rolled_up if each.code == "320100")
    assert (city.number.least, city.number.most) == ((1, 1), (2, 1))


@settings(max_examples=10)
@given(tables=facts(), order=st.permutations(COUNTIES))
def test_the_order_of_jurisdictions_and_how_they_are_split_mean_nothing(
    tables: Tables, order: list[Jurisdiction]
) -> None:
    """Asked in any order, or one by one and joined, pickled on the way, the overview says the same."""
    overview = asked(tables)
    if overview is None:
        return
    wanted = overview.to_data()
    shuffled = asked(tables, *order)
    assert shuffled is not None and shuffled.to_data() == wanted
    parts = []
    for each in order:
        try:
            part = regrules.assess_all(tables, as_of=AS_OF, jurisdictions=COUNTIES, only=[each.code])
        except regrules.NothingEvaluated:
            continue
        parts.append(pickle.loads(pickle.dumps(part)))
    joined = Overview.joined(parts).to_data()
    assert {**joined, "skipped": wanted["skipped"]} == wanted


@settings(max_examples=10)
@given(tables=facts())
def test_the_data_keep_to_their_schema_and_the_frame_to_the_rows(tables: Tables) -> None:
    """Whatever comes out is valid JSON of the published schema, and a dataframe with the same rows."""
    overview = asked(tables)
    if overview is None:
        return
    data = json.loads(json.dumps(overview.to_data()))
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(data)
    frame = overview.to_frame()
    assert isinstance(frame, polars.DataFrame)
    assert frame.select("code", "plan", "obligation", "status").rows() == [
        (row.code, row.plan, row.obligation, row.status) for row in overview.rows
    ]
    assert frame.select("least", "least_of", "shortfall_most", "outstanding").rows() == [
        (*(row.number.least or (None, None)), row.shortfall.most, row.outstanding) for row in overview.rows
    ]
    assert {code: sum(counts.values()) for code, counts in overview.totals.items()} == {
        code: sum(row.code == code for row in overview.rows) for code in overview.codes
    }


def test_parts_that_do_not_fit_are_not_joined() -> None:
    """Overviews of different days or registers, of the same county twice, or none at all are refused."""
    one = asked(region("320101"), COUNTIES[0])
    other = asked(region("320102"), COUNTIES[1])
    later = regrules.assess_all(region("320101"), as_of="2025-07-31", jurisdictions=COUNTIES[:1])
    assert one is not None and other is not None
    for parts, told in (
        ((), "there is no overview to join"),
        ((one, later), "different as-of dates"),
        ((one, other), "different registers"),
        ((one, one), "plan-2025 of 320101 stands in two of the overviews"),
    ):
        with pytest.raises(regrules.QuestionError, match=told):
            Overview.joined(parts)


def test_one_county_in_full() -> None:
    """A county's assessment lists who is outstanding; one that was not asked, or has travelled, says what to do."""
    overview = asked(region("320101", "320102", visited=("320101",)), *COUNTIES)
    assert overview is not None
    full = overview.assessment("320102")
    assert [member.id for member in full.by_plan["plan-2025"][0].outstanding] == ["320102-1"]
    with pytest.raises(regrules.QuestionError, match="unknown division code `320103`"):
        overview.assessment("320103")
    with pytest.raises(regrules.QuestionError, match=r'regrules.assess\("320102", register=..., as_of="2025-06-30"\)'):
        pickle.loads(pickle.dumps(overview)).assessment("320102")
