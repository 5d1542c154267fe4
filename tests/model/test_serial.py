"""Plans as plain data: nothing is lost on the way, nothing is guessed on the way back."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from regrules.errors import PlanError, RegrulesError
from regrules.model import CORE, Jurisdiction, Obligation, Plan, Text, Times, Window, subject, subjects
from regrules.model.clocks import Clock
from regrules.model.json_schema import plan_schema
from regrules.model.measures import (
    Attested,
    Count,
    Coverage,
    Growth,
    Mean,
    Measure,
    Response,
    Share,
    TaskCell,
    TaskKind,
    Tasks,
    TaskTotal,
    Timeliness,
)  # fmt: skip
from regrules.model.plans import AgencyRule, Basis, EscalationStep, Guidance
from regrules.model.predicates import (
    AllOf,
    Always,
    AnyOf,
    Between,
    Column,
    Compare,
    CountOf,
    Grade,
    Happened,
    Has,
    IsIn,
    Not,
    OpenedBy,
    Predicate,
    Records,
    Value,
)  # fmt: skip
from regrules.model.schema import ColumnSchema
from regrules.model.serial import from_data, plan_from_json, plan_to_json, to_data
from regrules.model.targets import AnyTarget, Band, Bands, FigureOf, Stage, Stages, Target
from regrules.model.windows import AnyWindow, Cycle, DueDay, Periods, Rolling
from regrules.plugins import installed

# --- what can be written -------------------------------------------------------------------------------------------

words = st.text(max_size=6)
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
counts = st.integers(min_value=0, max_value=10**6)
literals = words | st.integers() | st.booleans() | days
texts = st.builds(Text, zh=st.text(min_size=1, max_size=4), en=st.text(min_size=1, max_size=4))
columns = st.builds(Column, table=words, name=words, via=st.none() | words, on=st.none() | days)
grades = st.builds(Grade, scheme=words, via=st.none() | words, on=st.none() | days)
clocks = st.builds(Clock, amount=st.integers(1, 400), unit=st.sampled_from(["working_day", "day", "month"]))


def windows_of(first: date, last: date, due: date | None) -> Window:
    """A window from two days in any order."""
    return Window(start=min(first, last), end=max(first, last), due=due)


plain_windows = st.builds(windows_of, days, days, st.none() | days)
rolling = st.builds(Rolling, months=st.integers(1, 60))
cycles = st.builds(Cycle, start=days, years=st.integers(1, 9))
windows = plain_windows | rolling | cycles

operators = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
leaves = st.one_of(
    st.builds(Always),
    st.builds(Compare, value=columns | grades, operator=operators, literal=literals),
    st.builds(IsIn, value=columns | grades, literals=st.lists(literals, max_size=3)),
    st.builds(Between, value=columns | grades, low=literals, high=literals),
    st.builds(Has, value=columns, words=st.lists(words, max_size=3), need=st.sampled_from(["any", "all"])),
    st.builds(Happened, value=columns),
    st.builds(OpenedBy, by=days, via=st.none() | words),
)


def record_sets(where: st.SearchStrategy[Any]) -> st.SearchStrategy[Records]:
    """Sets of records with such predicates."""
    maybe = st.none() | words
    within = st.none() | plain_windows
    return st.builds(Records, table=words, where=where, dated=maybe, within=within, grouped=maybe)


def joined(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Predicates made of others."""
    counted = st.builds(CountOf, records=record_sets(parts))
    return st.one_of(
        st.builds(AllOf, parts=st.lists(parts, max_size=3)),
        st.builds(AnyOf, parts=st.lists(parts, max_size=3)),
        st.builds(Not, part=parts),
        st.builds(Compare, value=counted, operator=operators, literal=literals),
    )


predicates = st.recursive(leaves, joined, max_leaves=5)
records = record_sets(predicates)

figures = st.sampled_from(["0", "25%", "1/3", "450", "0.5", "29%", "100%"])
figure_names = st.builds(FigureOf, name=words)
about_targets: dict[str, Any] = {
    "of": st.none() | figure_names,
    "rounding": st.sampled_from(["up", "down", "half_up"]),
    "minimum": st.none() | counts,
    "implied": st.booleans(),
}
targets = st.one_of(
    st.builds(Target, least=figures, **about_targets),
    st.builds(Target, above=figures, **about_targets),
    st.builds(Target, most=figures, **about_targets),
    st.builds(Target, below=figures, **about_targets),
    st.builds(lambda low, implied: Target(least=low, most="450", implied=implied), figures, st.booleans()),
)


def bands_of(limits: list[int], target: Target) -> Bands:
    """The same target for populations of rising size."""
    return Bands(
        bands=[*(Band(up_to=limit, target=target) for limit in sorted(limits)), Band(up_to=None, target=target)]
    )


bands = st.builds(bands_of, st.lists(counts, max_size=3, unique=True), targets)
stages = st.builds(
    lambda dates, target: Stages(stages=[Stage(due=day, target=target) for day in sorted(dates)]),
    st.lists(days, min_size=1, max_size=3, unique=True),
    targets | bands,
)
any_targets = targets | bands | stages

times = st.builds(Times, least=counts) | st.builds(lambda most: Times(least=0, most=most), counts)
maybe_columns = st.none() | columns
count_measures = st.builds(Count, of=records, distinct=maybe_columns, per_million=st.booleans())
shares = st.builds(Share, of=records, having=predicates)
means = st.builds(Mean, of=records, value=columns)
table_cells = st.builds(TaskCell, agency=words, period=words, kind=st.just("all"), planned=counts)
tasks = st.builds(
    lambda kind, cells, cumulative, once_per: Tasks(
        kinds=[kind],
        cells=cells,
        cumulative=cumulative,
        once_per=once_per,
        totals=[TaskTotal(agency=cell.agency, planned=cell.planned) for cell in cells],
    ),
    st.builds(TaskKind, name=st.just("all"), title=texts, of=records),
    st.lists(table_cells, max_size=2, unique_by=lambda cell: cell.agency),
    st.booleans(),
    maybe_columns,
)
measures = st.one_of(
    st.builds(Coverage, of=records, by=records, times=times, once_per=maybe_columns),
    count_measures,
    shares,
    means,
    st.builds(
        Growth,
        of=count_measures | shares | means,
        versus=plain_windows | count_measures | shares | means | figure_names,
    ),
    st.builds(Timeliness, of=records, start=columns, end=columns, within=clocks, due=maybe_columns),
    st.builds(
        Response, to=records, by=records, within=st.none() | clocks, due=maybe_columns, match=maybe_columns,
        before=st.booleans(), times=times,
    ),
    tasks,
    st.builds(Attested, evidence=texts),
)  # fmt: skip
periods = st.builds(
    Periods,
    unit=st.sampled_from(["week", "month", "quarter", "half", "year"]),
    first=st.none() | days,
    last=st.none() | days,
    due=st.none() | st.builds(DueDay, day=st.integers(1, 31), months_after=st.integers(0, 3)),
)
obligations = st.builds(
    Obligation,
    id=st.from_regex(r"[a-z][a-z0-9]{0,8}(/[a-z]{1,5})?", fullmatch=True),
    clause=st.sampled_from(["3.4.1", "annex.note"]),
    also=st.just(()) | st.just(("4.2",)),
    title=texts,
    agencies=st.lists(words | st.builds(AgencyRule, when=predicates, agency=words), max_size=2),
    measure=measures,
    window=windows,
    target=st.none() | any_targets,
    each=st.none() | periods | columns,
    strength=st.sampled_from(["must", "in_principle", "aims_at"]),
    interpretation=st.none() | texts,
    basis=st.lists(st.builds(Basis, document=texts, article=st.none() | words), max_size=1),
    escalation=st.lists(st.builds(EscalationStep, title=texts, action=words, within=st.none() | clocks), max_size=1),
    in_force=st.none() | plain_windows,
)
plans = st.builds(
    Plan,
    id=st.just("example-2025"),
    title=texts,
    period=plain_windows,
    issued_on=st.none() | days,
    document=words,
    obligations=st.lists(obligations, max_size=2, unique_by=lambda each: each.id),
    guidance=st.lists(st.builds(Guidance, clause=st.just("1"), title=texts, reason=texts), max_size=1),
)

VALIDATOR = Draft202012Validator(plan_schema())


def is_plain(data: object) -> bool:
    """Whether JSON can hold *data* just as it is."""
    if type(data) is dict:
        return all(type(key) is str and is_plain(value) for key, value in data.items())
    if type(data) is list:
        return all(is_plain(value) for value in data)
    return data is None or type(data) in (str, int, bool)


def same(left: object, right: object) -> bool:
    """Whether two records are equal, whole numbers and flags told apart."""
    return left == right and repr(left) == repr(right)


# --- there and back ------------------------------------------------------------------------------------------------

CHOICES = [(windows, AnyWindow), (any_targets, AnyTarget), (predicates, Predicate), (measures, Measure)]


@pytest.mark.parametrize(("strategy", "cls"), CHOICES, ids=["windows", "targets", "predicates", "measures"])
def test_whatever_may_stand_in_one_place_comes_back(strategy: st.SearchStrategy[Any], cls: Any) -> None:
    """Each record of a choice is written as plain data under its own kind and read as what it was."""

    @given(record=strategy)
    def check(record: Any) -> None:
        data = to_data(record)
        assert is_plain(data)
        assert same(from_data(data, cls), record)

    check()


@given(plan=plans)
def test_plans_come_back(plan: Plan) -> None:
    """A plan survives JSON text, whatever it says."""
    assert same(plan_from_json(plan_to_json(plan)), plan)


@given(plan=plans)
def test_written_plans_keep_the_published_schema(plan: Plan) -> None:
    """Whatever a plan says, what is written of it is valid."""
    assert [error.json_path for error in VALIDATOR.iter_errors(to_data(plan))] == []


@given(value=st.one_of(columns, grades, st.builds(CountOf, records=records)))
def test_values_come_back(value: Any) -> None:
    """What a predicate asks for is told apart by its kind."""
    assert same(from_data(to_data(value), Value), value)


@pytest.mark.parametrize("jurisdiction", [each.jurisdiction for each in installed()], ids=lambda each: each.id)
def test_installed_jurisdictions_come_back(jurisdiction: Jurisdiction) -> None:
    """Every installed county and each of its plans is read back exactly."""
    assert same(from_data(to_data(jurisdiction), Jurisdiction), jurisdiction)
    for plan in jurisdiction.plans:
        assert same(plan_from_json(plan_to_json(plan)), plan)


def test_a_county_is_installed() -> None:
    """The test above has something to look at."""
    assert any(each.jurisdiction.plans for each in installed())


def test_a_schema_of_its_own_comes_back() -> None:
    """A county's additions to the tables are written; the core's tables alone are not."""
    extra = ColumnSchema(name="parking", type="flag", heading=Text(zh="停车", en="parking"))
    schema = CORE.extended(columns={"subjects": [extra]}, grades={"stars": ("1", "2")})
    plain = Jurisdiction(id="x", code="990101", name=Text(zh="例", en="x"), plans=())
    own = Jurisdiction(id="x", code="990101", name=Text(zh="例", en="x"), plans=(), schema=schema)
    assert "schema" not in json.dumps(to_data(plain))
    assert same(from_data(to_data(own), Jurisdiction), own)


def test_defaults_may_be_written_or_left_out() -> None:
    """A field at its default is not written, and reading takes it either way."""
    data = to_data(Times())
    assert data == {}
    assert from_data({"least": 1, "most": None}, Times) == from_data(data, Times) == Times()


def test_a_day_in_a_predicate_stays_a_day() -> None:
    """A day that a row is compared with is not mistaken for a text that looks like one."""
    asked = [subject.opened_on >= "2024-12-31", subject.name == "2024-12-31"]
    written: list[Any] = [to_data(each) for each in asked]
    assert [each["literal"] for each in written] == [{"date": "2024-12-31"}, "2024-12-31"]
    assert [from_data(each, Predicate) for each in written] == asked


# --- what is refused -----------------------------------------------------------------------------------------------

WINDOW = {"kind": "window", "start": "2025-01-01", "end": "2025-12-31"}
COLUMN = {"kind": "column", "table": "subjects", "name": "kinds"}
TARGET = {"kind": "target", "least": "25%"}
HAS = {"kind": "has", "value": COLUMN, "words": ["drug_retailer"]}

ACCEPTED = [
    (Window, WINDOW),
    (AnyWindow, {"kind": "rolling", "months": 24}),
    (Target, TARGET),
    (Predicate, HAS),
    (Predicate, {"kind": "not", "part": {"kind": "always"}}),
    (Predicate, {"kind": "is_in", "value": COLUMN, "literals": ["a", 1, True, {"date": "2025-01-01"}]}),
    (Text, {"zh": "例", "en": "example"}),
]

# class, what is written, where it is wrong, words of the answer
REFUSED: list[tuple[Any, Any, str, str]] = [
    (Text, {"zh": 1, "en": "a"}, "$.zh", "text is wanted, got 1"),
    (Text, {"zh": None, "en": "a"}, "$.zh", "text is wanted, got null"),
    (Text, {"zh": "", "en": "a"}, "$", "zh"),
    (Text, ["例", "a"], "$", "an object is wanted"),
    (Text, {"zh": "例", "en": "a", "fr": "b"}, "$.fr", "unknown key `fr`; accepted: en, zh"),
    (Text, {"zh": "例", "en": "a", "a b": "b"}, '$["a b"]', "unknown key"),
    (Text, {"zh": "例"}, "$.en", "is missing"),
    (Times, {"least": "2"}, "$.least", 'a whole number is wanted, got "2"'),
    (Times, {"least": True}, "$.least", "a whole number is wanted, got true"),
    (Times, {"least": 2.0}, "$.least", "a whole number is wanted, got 2.0"),
    (Times, {"least": 2, "most": 1}, "$", "fewer"),
    (Window, {**WINDOW, "start": "2025-02-30"}, "$.start", "not a date"),
    (Window, {**WINDOW, "start": 20250101}, "$.start", "a day as text"),
    (Window, {**WINDOW, "kind": "cycle"}, "$.kind", "unknown kind `cycle`; accepted: window"),
    (Window, {"start": "2025-01-01", "end": "2025-12-31"}, "$.kind", "is missing; accepted: window"),
    (Window, {**WINDOW, "end": "2024-01-01"}, "$", "before it starts"),
    (AnyWindow, {"kind": "rolling", "months": 0}, "$", "1 or more"),
    (AnyWindow, {"kind": "roling", "months": 1}, "$.kind", "did you mean `rolling`?"),
    (AnyWindow, {"kind": 7}, "$.kind", "a word is wanted, got 7"),
    (AnyWindow, {"months": 1}, "$.kind", "is missing; accepted: cycle, rolling, window"),
    (AnyWindow, "2025", "$", 'an object is wanted, got "2025"'),
    (AnyWindow, None, "$", "an object is wanted, got null"),
    (Target, {**TARGET, "least": 25}, "$.least", "text is wanted, got 25"),
    (Target, {**TARGET, "least": 0.25}, "$.least", "text is wanted, got 0.25"),
    (Target, {**TARGET, "least": "a quarter"}, "$", "cannot be read"),
    (Target, {**TARGET, "implied": 1}, "$.implied", "true or false is wanted, got 1"),
    (Target, {**TARGET, "rounding": "upp"}, "$.rounding", "did you mean `up`?"),
    (Target, {**TARGET, "rounding": 1}, "$.rounding", "one of the words up, down, half_up"),
    (Predicate, {**HAS, "words": "drug_retailer"}, "$.words", "a list is wanted"),
    (Predicate, {**HAS, "words": ["a", 2]}, "$.words[1]", "text is wanted, got 2"),
    (Predicate, {**HAS, "value": {**COLUMN, "kind": "grade"}}, "$.value.kind", "accepted: column"),
    (Predicate, {"kind": "not", "part": HAS | {"need": "some"}}, "$.part.need", "accepted: all, any"),
    (Predicate, {"kind": "all_of", "parts": [HAS, {"kind": "always"}, "x"]}, "$.parts[2]", "an object is wanted"),
    (Predicate, {"kind": "is_in", "value": COLUMN, "literals": [0.5]}, "$.literals[0]", "got 0.5"),
    (Predicate, {"kind": "is_in", "value": COLUMN, "literals": [{"date": "x"}]}, "$.literals[0]", "not a date"),
    (Predicate, {"kind": "is_in", "value": COLUMN, "literals": [{"day": "2025-01-01"}]}, "$.literals[0]", "text"),
]  # fmt: skip


@pytest.mark.parametrize(("cls", "data"), ACCEPTED)
def test_accepted(cls: Any, data: Any) -> None:
    """Well-formed data are read, and written again as they were."""
    assert to_data(from_data(data, cls)) in (data, {**data, "need": "any"})


@pytest.mark.parametrize(("cls", "data", "place", "problem"), REFUSED)
def test_refused(cls: Any, data: Any, place: str, problem: str) -> None:
    """Nothing is converted, nothing is ignored: one defect, with its place and what is accepted."""
    with pytest.raises(PlanError) as refused:
        from_data(data, cls)
    (defect,) = refused.value.defects
    assert defect.place == place
    assert problem in defect.problem


def test_every_defect_is_reported_at_once() -> None:
    """What is wrong in several places is told in one answer, deepest paths included."""
    obligation = {
        "id": "a", "clause": "1", "title": {"zh": "例"}, "agencies": "station", "window": WINDOW, "target": None,
        "measure": {"kind": "count", "of": {"table": "subjects", "where": {"kind": "hass"}}, "per_million": "no"},
    }  # fmt: skip
    with pytest.raises(PlanError) as refused:
        from_data({"id": "x", "period": WINDOW, "obligations": [obligation], "notes": ""}, Plan)
    assert {defect.place for defect in refused.value.defects} == {
        "$.title",
        "$.notes",
        "$.obligations[0].title.en",
        "$.obligations[0].agencies",
        "$.obligations[0].measure.of.where.kind",
        "$.obligations[0].measure.per_million",
    }
    assert isinstance(refused.value, RegrulesError)
    assert str(refused.value).count("\n") == 5


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("{", "line 1, column 2", "no JSON"),
        ("[1]", "$", "an object is wanted"),
        ("[" * 100_000, "$", "too deeply"),
        ("{" + '"part":{' * 50_000, "$", "too deeply"),
    ],
)
def test_text_that_is_no_plan(text: str, place: str, problem: str) -> None:
    """Text that is no JSON, or no object, is refused with its place."""
    with pytest.raises(PlanError) as refused:
        plan_from_json(text)
    (defect,) = refused.value.defects
    assert (defect.place, problem in defect.problem) == (place, True)


def test_predicates_nested_too_deeply() -> None:
    """Data deeper than can be read are refused like any other defect."""
    data: dict[str, Any] = {"kind": "always"}
    for _ in range(5_000):
        data = {"kind": "not", "part": data}
    with pytest.raises(PlanError, match="too deeply"):
        from_data(data, Predicate)


def test_a_key_that_stands_twice() -> None:
    """The second of two equal keys doesn't silently win; the place is given, other defects beside it."""
    text = '{"id": "x", "title": {"zh": "例", "en": "a", "en": "b"}, "period": 1, "obligations": [{"a": 1, "a": 2}]}'
    with pytest.raises(PlanError) as refused:
        plan_from_json(text)
    repeated = [each.place for each in refused.value.defects if "stands twice" in each.problem]
    assert repeated == ["$.title.en", "$.obligations[0].a"]
    assert "$.period" in {each.place for each in refused.value.defects}
    alone = '{"id": "x", "id": "y", "title": {"zh": "例", "en": "a"}, "period": %s, "obligations": []}'
    with pytest.raises(PlanError, match=r"^\$\.id: the key stands twice"):
        plan_from_json(alone % json.dumps(WINDOW))


@pytest.mark.parametrize("stranger", [subject.name, subjects, 0.5, object(), Has(value=subject.name, words=("a",))])
def test_what_cannot_be_written(stranger: object) -> None:
    """A thing that is no record of a plan is not written as something else, not even inside a record."""
    with pytest.raises(TypeError, match="cannot be written"):
        to_data(stranger)


def test_the_model_is_light() -> None:
    """Importing the model, and even its writer, doesn't import the conversion library."""
    code = "import sys, regrules, regrules.model, regrules.model.serial; print('cattrs' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
