"""``regrules assess``: exit codes, tables and JSON."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from attrs import evolve
from rich.cells import cell_len

from regrules.engine.verdict import STATUSES, Verdict

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/assessment.schema.json").read_text(encoding="utf-8"))
ASKED = ("--as-of", "2025-06-30")

CODES = [
    ("met", "must", None, 0),
    ("open", "must", None, 0),
    ("not_applicable", "must", None, 0),
    ("late", "must", None, 0),
    ("late", "must", "late", 2),
    ("late", "must", "breached,undecided", 0),
    ("breached", "must", None, 2),
    ("breached", "must", "undecided", 0),
    ("breached", "must", "soft_breach", 0),
    ("breached", "must", "none", 0),
    ("breached", "in_principle", None, 0),
    ("breached", "aims_at", None, 0),
    ("breached", "in_principle", "soft_breach", 2),
    ("breached", "aims_at", "breached, soft_breach", 2),
    ("undecided", "must", None, 4),
    ("undecided", "aims_at", None, 4),
    ("undecided", "must", "breached", 0),
    ("undecided", "must", "none", 0),
    (None, "must", None, 0),
]


@pytest.mark.parametrize(("status", "strength", "fail_on", "code"), CODES)
def test_the_exit_code_says_how_it_stands(
    run, engine_says, folder: Path, verdict: Verdict, status: str | None, strength: str, fail_on: str | None, code: int
) -> None:
    """A breach of a duty and what is undecided fail by default; the reasons can be chosen."""
    engine_says(evolve(verdict, status=status, strength=strength))
    chosen = () if fail_on is None else ("--fail-on", fail_on)
    found = run("assess", "example", "--register", folder, *ASKED, *chosen)
    assert (code, "") == (found.exit_code, found.stderr)
    assert found.stdout


def test_a_breach_goes_before_what_is_undecided(run, engine_says, folder: Path, verdict: Verdict) -> None:
    """With both, the exit code is that of the breach."""
    engine_says(evolve(verdict, status="undecided"), evolve(verdict, status="breached"))
    assert run("assess", "example", "--register", folder, *ASKED).exit_code == 2


def test_the_json_keeps_to_its_schema(run, folder: Path) -> None:
    """What is written is valid, complete and says how to repeat it."""
    found = run("assess", "example", "--register", folder, *ASKED, "--known-at", "2025-07-01", "--format", "json")
    data = json.loads(found.stdout)
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(data)
    assert tuple(data[k] for k in ("county", "code", "as_of", "known_at")) == (
        "example",
        "990101",
        "2025-06-30",
        "2025-07-01",
    )
    assert [each["obligation"] for each in data["plans"][0]["verdicts"]] == ["visits/half", "visits/all", "visits/seen"]
    assert [each["plan"] for each in data["skipped"]] == ["example-2027"]
    assert (data["receipt"]["distribution"], data["receipt"]["plugin_version"]) == ("regrules-example", "1.2.3")
    assert {**dict.fromkeys(STATUSES, 0), "met": 1, "open": 1, "indicators": 1} == data["summary"]
    first = data["plans"][0]["verdicts"][0]
    assert first["number"] == {"least": [2, 3], "most": [2, 3]}
    assert first["required"] == {"at_least": "50%"}
    south = next(part for part in first["agencies"] if part["agency"] == "south")
    assert south["number"] == {"least": [1, 2], "most": [1, 2]}


@pytest.mark.parametrize("wrong", ["status", "number", "due", "title"])
def test_the_schema_refuses_what_is_no_verdict(run, folder: Path, wrong: str) -> None:
    """The published schema has teeth: one damaged value of a verdict is noticed."""
    data = json.loads(run("assess", "example", "--register", folder, *ASKED, "--format", "json").stdout)
    data["plans"][0]["verdicts"][0][wrong] = "nonsense"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("by", [(), ("--by", "agency")])
def test_tables_fit_eighty_columns(
    run, engine_says, folder: Path, verdict: Verdict, lang: str, by: tuple[str, ...]
) -> None:
    """No line of a table or a list is wider than the screen, in either language."""
    engine_says(
        evolve(verdict, status="breached", outstanding=verdict.outstanding * 9), evolve(verdict, status="undecided")
    )
    found = run("assess", "example", "--register", folder, *ASKED, "--lang", lang, *by)
    assert max(map(cell_len, found.stdout.splitlines())) <= 80
    assert "\x1b" not in found.stdout


def test_the_table_names_who_is_missing(run, engine_says, folder: Path, verdict: Verdict) -> None:
    """A breached obligation lists agency, names and count; the reading of its clause is printed."""
    engine_says(evolve(verdict, status="breached", outstanding=verdict.outstanding * 5))
    found = run("assess", "example", "--register", folder, *ASKED).stdout
    assert "South station 5: 三号药房, 三号药房, 三号药房 and 2 more" in found
    assert "3.1 No day is named: asked for at the year's end." in found
    assert "example-2027 can be assessed from 2027-01-01 to 2028-12-31" in found


def test_the_parts_of_agencies_are_shown(run, folder: Path) -> None:
    """By agency, each has its own number of every obligation."""
    lines = run("assess", "example", "--register", folder, *ASKED, "--by", "agency").stdout.splitlines()
    north = next(line for line in lines if line.startswith("North station"))
    assert "1/1 100.0%" in north


@pytest.mark.parametrize(
    ("env", "lang", "title"),
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, (), "示例县2025年计划"),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, (), "示例县2025年计划"),
        ({"LC_ALL": "de_DE.UTF-8", "LANG": "zh_CN.UTF-8"}, (), "Plan of 2025"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, (), "Plan of 2025"),
        ({"LC_ALL": "zh_CN.UTF-8"}, ("--lang", "en"), "Plan of 2025"),
        ({"LC_ALL": "C.UTF-8"}, ("--lang", "zh"), "示例县2025年计划"),
    ],
)
def test_the_language_comes_from_the_environment(
    run, folder: Path, env: dict[str, str], lang: tuple[str, ...], title: str
) -> None:
    """Chinese where the environment is Chinese, else English, unless one is asked for."""
    found = run("assess", "example", "--register", folder, *ASKED, *lang, **env)
    assert found.stdout.startswith(title)
