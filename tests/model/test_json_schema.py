"""The published schema of plans, and plans that are damaged on purpose."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from regrules.errors import PlanError
from regrules.model import Plan
from regrules.model.json_schema import plan_schema, schema_text
from regrules.model.serial import from_data, to_data
from regrules.model.shapes import field_types, name_of, reachable, tag
from regrules.plugins import installed

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / "plan.schema.json"
VALIDATOR = Draft202012Validator(plan_schema())
PLANS = [plan for each in installed() for plan in each.jurisdiction.plans]
OBLIGATIONS = [(plan, obligation) for plan in PLANS for obligation in plan.obligations]
Path_ = tuple[str | int, ...]


def written(plan: Plan) -> dict[str, Any]:
    """A plan as plain data."""
    data = to_data(plan)
    assert isinstance(data, dict)
    return data


def places(data: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The way to every value inside *data*."""
    if path:
        yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from places(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from places(value, (*path, index))


def at(data: Any, path: Path_) -> Any:
    """The value at the end of *path*."""
    for step in path:
        data = data[step]
    return data


def shown(path: Path_) -> str:
    """A path as defects give it."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)


def damaged(data: dict[str, Any], path: Path_, value: Any) -> dict[str, Any]:
    """A copy of *data* with *value* at the end of *path*."""
    copied = copy.deepcopy(data)
    at(copied, path[:-1])[path[-1]] = value
    return copied


def small(index: int) -> dict[str, Any]:
    """A plan with a single obligation of an installed one."""
    plan, obligation = OBLIGATIONS[index]
    return written(attrs.evolve(plan, obligations=(obligation,), guidance=plan.guidance[:1]))


small_plans = st.integers(0, len(OBLIGATIONS) - 1).map(small)


def expect_one_defect(data: dict[str, Any], place: str) -> str:
    """Refused by the schema, and by reading with one defect at *place*; its problem."""
    assert not VALIDATOR.is_valid(data)
    with pytest.raises(PlanError) as refused:
        from_data(data, Plan)
    (defect,) = refused.value.defects
    assert defect.place == place
    return defect.problem


def test_the_schema_is_a_schema() -> None:
    """What we publish keeps the rules of its own dialect."""
    Draft202012Validator.check_schema(plan_schema())


def test_the_published_schema_is_up_to_date() -> None:
    """The file in the documentation is what the classes say today."""
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text()
    assert json.loads(schema_text()) == plan_schema()


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.id)
def test_installed_plans_are_valid(plan: Plan) -> None:
    """Every plan of an installed county, as written, keeps the schema."""
    assert [error.json_path for error in VALIDATOR.iter_errors(written(plan))] == []


def test_there_are_plans_to_look_at() -> None:
    """The test above, and the damage below, have something to work on."""
    assert len(OBLIGATIONS) > 20


def test_every_object_is_closed_and_explained() -> None:
    """No record takes keys that it doesn't know; each record and each field of a plan's own says what it is."""
    defs = plan_schema()["$defs"]
    assert set(defs) == {name_of(record) for record in reachable(Plan)}
    for record in reachable(Plan):
        schema = defs[name_of(record)]
        assert schema["additionalProperties"] is False
        assert schema["description"]
        kind = [] if tag(record) is None else ["kind"]
        assert list(schema["properties"]) == [*kind, *field_types(record)]
        assert schema["properties"].get("kind", {}).get("const") == tag(record)
    assert [key for key, value in defs["obligation"]["properties"].items() if "description" not in value] == []


def test_no_class_names_in_the_schema() -> None:
    """A reader of the schema meets words of the plan, not the names of our classes."""
    names = [record.__name__ for record in reachable(Plan) if record.__name__.lower() != name_of(record)]
    assert [name for name in names if name in schema_text()] == []


@given(data=small_plans, choice=st.data())
def test_a_value_of_the_wrong_type(data: dict[str, Any], choice: st.DataObject) -> None:
    """A fraction in any place of a plan is one defect, at that very place: no field takes one."""
    path = choice.draw(st.sampled_from(list(places(data))))
    expect_one_defect(damaged(data, path, 0.5), shown(path))


OTHER_TYPES = {str: (7, True, ["a"]), int: ("7", True, [7]), bool: (1, 0, "true"), list: ("text", {}, None)}


@given(data=small_plans, choice=st.data())
def test_a_value_that_looks_right(data: dict[str, Any], choice: st.DataObject) -> None:
    """Text for a number, a number for a flag, text for a list: none is taken for what it resembles."""
    free = ("literal", "low", "high")  # a row may be compared with a text, a number or a flag

    def is_typed(path: Path_) -> bool:
        return type(at(data, path)) in OTHER_TYPES and path[-1] not in free and "literals" not in path

    path = choice.draw(st.sampled_from([each for each in places(data) if is_typed(each)]))
    other = choice.draw(st.sampled_from(OTHER_TYPES[type(at(data, path))]))
    expect_one_defect(damaged(data, path, other), shown(path))


@given(data=small_plans, choice=st.data())
def test_a_key_too_many(data: dict[str, Any], choice: st.DataObject) -> None:
    """An unknown key in any object is one defect, at that key."""
    inside = [each for each in ((), *places(data)) if isinstance(at(data, each), dict) and "date" not in at(data, each)]
    path = (*choice.draw(st.sampled_from(inside)), "remark")
    assert "unknown key `remark`" in expect_one_defect(damaged(data, path, "new"), shown(path))


@given(data=small_plans, choice=st.data())
def test_a_key_missing(data: dict[str, Any], choice: st.DataObject) -> None:
    """A required key left out of any object is one defect, at that key; one with a default may be left out."""
    path = choice.draw(st.sampled_from([each for each in places(data) if isinstance(each[-1], str)]))
    less = copy.deepcopy(data)
    del at(less, path[:-1])[path[-1]]
    if VALIDATOR.is_valid(less):
        assert path[-1] not in ("id", "title", "measure", "window", "target", "where", "start")
        return
    try:
        from_data(less, Plan)
    except PlanError as refused:
        assert [(each.place, each.problem.startswith("is missing")) for each in refused.defects] in (
            [(shown(path), True)],
            [(shown(path[:-1]), False)],  # `{"date": ...}` without its day is no longer anything to compare with
        )
    else:
        pytest.fail(f"{shown(path)} is required by the schema alone")


def test_two_damages_are_two_defects() -> None:
    """Independent defects are all reported at once, each with its place."""
    data = small(0)
    twice = damaged(damaged(data, ("title", "zh"), 1), ("obligations", 0, "clause"), None)
    with pytest.raises(PlanError) as refused:
        from_data(twice, Plan)
    assert [each.place for each in refused.value.defects] == ["$.title.zh", "$.obligations[0].clause"]
    assert len(list(VALIDATOR.iter_errors(twice))) == 2


def test_the_schema_leaves_meaning_to_the_reader() -> None:
    """A day that does not exist has the right form; reading refuses it."""
    data = damaged(small(0), ("period", "start"), "2025-02-30")
    assert VALIDATOR.is_valid(data)
    with pytest.raises(PlanError, match=r"\$\.period\.start: `2025-02-30` is not a date"):
        from_data(data, Plan)
