"""``regrules show`` and ``regrules list``."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from rich.cells import cell_len

SCHEMAS = Path(__file__).parents[2] / "docs/schema"


def _valid(name: str, data: object) -> None:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(data)


def test_show_writes_the_plans_as_data(run) -> None:
    """Every obligation is written with its measure, its target's exact figures and the turn of its cycle."""
    data = json.loads(run("show", "example", "--format", "json").stdout)
    _valid("show", data)
    half, everybody, seen = data["plans"][0]["obligations"]
    assert half["target"] == {"kind": "target", "least": "50%"}
    assert half["measure"]["kind"] == "coverage"
    assert "turn" not in half
    assert everybody["turn"] == {"start": "2023-01-01", "end": "2025-12-31"}
    assert seen["target"] is None
    assert half["also"] == ["annex"]
    assert "不低于50%" in half["description"]["zh"]
    assert "at least 50%" in half["description"]["en"]
    assert data["plans"][0]["guidance"] == [
        {"clause": "1", "title": {"zh": "总则", "en": "Aims"}, "reason": {"zh": "仅述原则", "en": "States aims only."}}
    ]


def test_show_keeps_to_one_plan(run) -> None:
    """A plan named is the only one shown, in data and on the screen."""
    data = json.loads(run("show", "990101", "--plan", "example-2027", "--format", "json").stdout)
    assert [plan["id"] for plan in data["plans"]] == ["example-2027"]
    shown = run("show", "990101", "--plan", "example-2027").stdout
    assert ("Plan of 2027" in shown, "Plan of 2025" in shown) == (True, False)


def test_show_accounts_for_every_clause(run) -> None:
    """Obligations, their readings and the clauses without a duty are all on the screen."""
    shown = run("show", "example").stdout
    for told in (
        "3.1, annex Shops inspected",
        "North" not in shown and "station · 2025-12-31",
        "※No day is named",
        "States aims",
    ):
        assert str(told) in shown


def test_list_names_counties_and_plans(run) -> None:
    """The installed counties are listed with their plans, as data too."""
    data = json.loads(run("list", "--format", "json").stdout)
    _valid("list", data)
    (county,) = data["counties"]
    assert tuple(county[key] for key in ("id", "code", "distribution", "version")) == (
        "example",
        "990101",
        "regrules-example",
        "1.2.3",
    )
    assert [(plan["id"], plan["obligations"], plan["guidance"]) for plan in county["plans"]] == [
        ("example-2025", 3, 1),
        ("example-2027", 1, 0),
    ]
    shown = run("list").stdout
    assert all(told in shown for told in ("990101", "example-2025", "Example County", "Plan of 2027"))


@pytest.mark.parametrize("command", [("show", "example"), ("list",)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_screens_fit_eighty_columns(run, command: tuple[str, ...], lang: str) -> None:
    """No line is wider than the screen, in either language."""
    assert max(map(cell_len, run(*command, "--lang", lang).stdout.splitlines())) <= 80
