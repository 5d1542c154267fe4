"""``regrules conform``."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from attrs import evolve
from rich.cells import cell_len
from rich.console import Console

from regrules.analysis.check import LEVELS, Finding
from regrules.model import Plan, Text, calendar_year
from regrules.model.serial import plan_to_json
from regrules.report.scorecard import STATES, CheckResult, LevelResult, Scorecard
from regrules.report.scorecard_screen import scorecard_screen
from regrules.testing.fakes import EXAMPLE, fake_distribution

SCHEMA = Path(__file__).parents[2] / "docs/schema/scorecard.schema.json"
TITLE = Text(zh="示例县2025年计划", en="Plan of 2025")


@pytest.fixture
def plan(tmp_path: Path) -> str:
    """A plan without obligations, as a file in the folder where the command is run."""
    made = Plan(id="example-2025", title=TITLE, period=calendar_year(2025), obligations=())
    (tmp_path / "plan.json").write_text(plan_to_json(made), encoding="utf-8")
    return "plan.json"


def test_every_form_says_the_same(run, plan: str, tmp_path: Path) -> None:
    """Table, JSON and JUnit tell of the same checks, on the screen and in files besides."""
    files = ("--json", "card.json", "--junit", "card.xml")
    asked = ("--level", "loads", *files)
    table = run("conform", plan, *asked)
    assert table.exit_code == 0, table.output
    assert "Level reached: loads" in table.stdout
    data = json.loads((tmp_path / "card.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(data)
    assert (data["county"], data["reached"], data["failed"]) == ("example-2025", "loads", 0)
    shown = json.loads(run("conform", plan, *asked, "--format", "json").stdout)
    assert _states(shown) == _states(data)
    suites = ElementTree.fromstring((tmp_path / "card.xml").read_text(encoding="utf-8"))
    assert {case.attrib["name"] for case in suites.iter("testcase")} == {*_states(data), "known-failures-hold"}
    assert ElementTree.fromstring(run("conform", plan, *asked, "--format", "junit").stdout_bytes).tag == "testsuites"


def test_one_check_alone_reaches_no_level_and_fails_nothing(run, plan: str) -> None:
    """Where a single check is asked and passes, the last line does not read like a failure."""
    told = run("conform", plan, "--check", "ids-unique")
    assert told.exit_code == 0
    assert "No check failed; of no level did all checks run and pass" in told.stdout


def _states(data: dict) -> dict[str, str]:
    return {check["id"]: check["state"] for level in data["levels"] for check in level["checks"]}


def test_a_plugin_that_does_not_import_has_a_scorecard(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A county that cannot be imported reaches no level, ends with 2, and its failure is told without a traceback."""
    fake_distribution(tmp_path, "import regruls\n" + EXAMPLE)
    monkeypatch.syspath_prepend(str(tmp_path))
    told = run("conform", "example")
    assert told.exit_code == 2
    assert "Level reached: none" in told.stdout
    assert "No module named 'regruls'" in " ".join(told.stdout.split())
    assert "Traceback" not in told.output


REFUSED = {
    "county": (("conform", "exmple"), "unknown county `exmple`"),
    "file": (("conform", "nowhere.json"), "nowhere.json cannot be read"),
    "level": (("conform", "plan.json", "--level", "load"), "did you mean `loads`"),
    "check": (("conform", "plan.json", "--check", "plan-read"), "did you mean `plan-reads`"),
    "examples": (("conform", "plan.json", "--examples", "0"), "examples must be 1 or more, got 0"),
    "source": (("conform", "plan.json", "--source", "nowhere.txt"), "nowhere.txt"),
    "two sources": (("conform", "plan.json", "--source", "a.txt", "--source", "b.txt"), "does not say which plan"),
    "output": (("conform", "plan.json", "--level", "loads", "--json", "no/where.json"), "cannot be written"),
    "review": (("conform", "plan.json", "--record-review"), "has no review to record"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_ends_with_three(run, plan: str, name: str) -> None:
    """What cannot be asked ends with 3 and one sentence that says why."""
    arguments, words = REFUSED[name]
    told = run(*arguments)
    assert (told.exit_code, told.stdout) == (3, "")
    assert words in told.stderr
    assert "Traceback" not in told.stderr


def test_a_review_is_recorded_beside_the_module(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recording a review writes what the plans ask beside the module, and says where."""
    fake = fake_distribution(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    told = run("conform", "example", "--record-review", "--check", "as-reviewed", "--format", "json")
    file = tmp_path / fake.module / "reviewed.json"
    assert "retailers/yearly" in file.read_text(encoding="utf-8")
    assert str(file) in told.stderr
    (check,) = [
        each for level in json.loads(told.stdout)["levels"] for each in level["checks"] if each["id"] == "as-reviewed"
    ]
    assert (check["state"], check["findings"]) == ("passed", [])


def _card() -> Scorecard:
    """A scorecard with everything on it, in long words."""
    words = Text(zh="这是一段很长的说明，" * 12, en="These are words that go on for quite a while. " * 6)
    levels = []
    for level in LEVELS:
        checks = []
        for state in STATES:
            findings = [
                Finding(
                    check=f"a-check-that-is-{state}".replace("_", "-"), plan="example-2025", clause="3.4.1",
                    obligation="inspections/of-a-certain-kind", problem=words, advice=words, severity=severity,
                    snippet="from somewhere import something\n" + "x" * 200,
                )
                for severity in ("error", "note")
            ]  # fmt: skip
            name = f"a-check-that-is-{state}-{level.id}".replace("_", "-")
            made = CheckResult(check=name, level=level.id, title=words, state=state, findings=findings, reason=words)
            checks.append(evolve(made, seconds=1234.5))
        levels.append(LevelResult(level=level, pinned=4, checks=checks))
    known = CheckResult(check="known-failures-hold", level="", title=words, state="passed")
    return Scorecard(
        county="example", code="990101", name=words, distribution="regrules-example", version="1.2.3", levels=levels,
        known_failures=known, remarks=(words,),
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_fits_eighty_columns(lang: str) -> None:
    """Whatever is on a scorecard, no line is wider than the screen, in either language."""
    console = Console(width=80, record=True, file=StringIO())
    for part in scorecard_screen(_card(), lang, 80):
        console.print(part)
    text = console.export_text()
    assert max(map(cell_len, text.splitlines())) <= 80
    assert all(told in text for told in ("3.4.1", "inspections/of-a-certain-kind", "a-check-that-is-failed"))
