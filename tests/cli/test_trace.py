"""``regrules trace``: what it shows, its JSON, its exit codes, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from attrs import evolve
from rich.cells import cell_len

import regrules.cli.options
from regrules.analysis.document import read_document
from regrules.model.serial import plan_to_json
from regrules.plugins import Installed

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/trace.schema.json").read_text(encoding="utf-8"))
FIRST = """示例县2025年计划

一、总则
坚持原则。
三、检查
（一）零售药店。药品零售企业检查覆盖率不少于50%，自2023年1月1日起三年内达到100%。

附件：示例表
单位 | 一季度
城北所 | 3
"""
BOTH = """示例县2025年计划

一、总则
坚持原则。
三、检查
（一）零售药店。药品零售企业检查覆盖率不少于50%，自2023年1月1日起三年内达到100%。

示例县2027年计划

一、零售药店
药品零售企业检查不少于三分之一。
"""
ONE = ("trace", "example", "--plan", "example-2025", "--source", "plan.txt")


@pytest.fixture
def source(run, tmp_path: Path) -> Path:
    """The document of the first plan, in the folder of the command line."""
    file = tmp_path / "plan.txt"
    file.write_text(FIRST, encoding="utf-8")
    return file


def test_a_plan_that_says_what_its_document_says(run, source: Path) -> None:
    """Every clause is shown with its obligations and figures; the last line counts; the exit code is 0."""
    shown = run(*ONE)
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[-1] == "3 of 3 clauses, 4 of 4 figures"
    assert "50%" in shown.stdout and "visits/half" in shown.stdout and "guidance" in shown.stdout
    assert "✗" not in shown.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_fits_eighty_columns(run, source: Path, lang: str) -> None:
    """Nothing is wider than the terminal, what is wrong included."""
    source.write_text(FIRST.replace("50%", "45%").replace("三年", "五年"), encoding="utf-8")
    shown = run(*ONE, "--lang", lang)
    assert max(map(cell_len, shown.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        ("50%", "45%", "figures-of-plan-found"),
        ("不少于50%", "不超过50%", "bounds-agree"),
        ("三年", "四年", "figures-of-document-used"),
        ("（一）零售药店。", "（二）零售药店。", "clauses-in-document"),
        ("坚持原则。", "坚持原则。\n二、宣传\n开展宣传。", "clauses-of-document-accounted"),
        ("2025年计划", "2024年计划", "document-of-plan"),
    ],
)
def test_what_differs_is_told_with_what_to_do(run, source: Path, written: str, instead: str, told: str) -> None:
    """A document that says something else ends with 2, names the check and gives advice."""
    source.write_text(FIRST.replace(written, instead), encoding="utf-8")
    shown = run(*ONE)
    assert shown.exit_code == 2
    assert told in shown.stdout and "→" in shown.stdout


def test_the_json_keeps_to_its_schema(run, source: Path) -> None:
    """The JSON keeps to the published schema, and says what the table says."""
    source.write_text(FIRST.replace("50%", "45%"), encoding="utf-8")
    shown = run(*ONE, "--format", "json")
    data = json.loads(shown.stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert shown.exit_code == 2 and not data["holds"]
    assert data["summary"] == {"clauses": {"accounted": 3, "all": 3}, "figures": {"accounted": 3, "all": 4}}
    assert {each["check"] for each in data["plans"][0]["findings"] if each["severity"] == "error"} == {
        "figures-of-document-used",
        "figures-of-plan-found",
    }


def test_the_schema_refuses_what_is_no_trace(run, source: Path) -> None:
    """The published schema has teeth: a damaged value is noticed."""
    data = json.loads(run(*ONE, "--format", "json").stdout)
    data["plans"][0]["clauses"][0]["figures"] = [{"text": "25%"}]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)


def test_two_plans_in_one_document(run, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each plan is held beside its own part, and the last line counts both; a part that is no plan is told."""
    county = regrules.cli.options.installed()[0].jurisdiction
    first, second = county.plans
    first = evolve(first, obligations=[evolve(each, also=()) for each in first.obligations])
    second = evolve(
        second, obligations=[evolve(each, also=(), clause="1", window=second.period) for each in second.obligations]
    )
    found = Installed(jurisdiction=evolve(county, plans=(first, second)), distribution="", version="")
    monkeypatch.setattr(regrules.cli.options, "installed", lambda: (found,))
    source.write_text(BOTH, encoding="utf-8")
    shown = run("trace", "example", "--source", source)
    assert shown.exit_code == 0
    assert "example-2027: 1 of 1 clauses, 1 of 1 figures" in shown.stdout
    assert shown.stdout.splitlines()[-1] == "3 of 3 clauses, 5 of 5 figures"
    source.write_text(BOTH + "\n示例县化妆品监管方案\n\n一、化妆品\n加强检查。\n", encoding="utf-8")
    shown = run("trace", "example", "--source", source)
    assert shown.exit_code == 2
    assert "示例县化妆品监管方案" in shown.stdout


def test_a_plan_that_the_document_does_not_hold(run, source: Path) -> None:
    """Of several plans those that the document does not hold are named, and do not fail."""
    shown = run("trace", "example", "--source", source)
    assert shown.exit_code == 0
    assert "example-2027" in shown.stdout


def test_a_plan_as_json(run, source: Path, tmp_path: Path) -> None:
    """A plan that stands in a JSON file is traced without any plugin."""
    plan = regrules.cli.options.installed()[0].jurisdiction.plans[0]
    (tmp_path / "plan.json").write_text(plan_to_json(plan), encoding="utf-8")
    shown = run("trace", "plan.json", "--source", source)
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[-1] == "3 of 3 clauses, 4 of 4 figures"
    source.write_text(FIRST + "\n示例县化妆品监管方案\n\n一、化妆品\n加强检查。\n", encoding="utf-8")
    assert run("trace", "plan.json", "--source", source).exit_code == 0


def test_a_recorded_digest_holds_the_document(run, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A county that recorded the digest of its document fails once the document has changed."""
    county = regrules.cli.options.installed()[0].jurisdiction
    first = evolve(county.plans[0], document_digest=read_document(FIRST).digest)
    found = Installed(jurisdiction=evolve(county, plans=(first,)), distribution="", version="")
    monkeypatch.setattr(regrules.cli.options, "installed", lambda: (found,))
    assert run(*ONE).exit_code == 0
    source.write_text(FIRST.replace("坚持", "遵循"), encoding="utf-8")
    shown = run(*ONE)
    assert shown.exit_code == 2 and "document-unchanged" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("exampel", "--source", "plan.txt"), "did you mean `example`"),
        (("example", "--source", "none.txt"), "no such file"),
        (("example", "--source", "plan.txt", "--plan", "example-2026"), "did you mean"),
        (("none.json", "--source", "plan.txt"), "cannot be read"),
        (("bad.json", "--source", "plan.txt"), "no JSON"),
        (("example",), "--source"),
        (("example", "--source", "plain.txt"), "no numbered clause"),
    ],
)
def test_bad_input_is_refused_in_words(
    run, source: Path, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    """What cannot be traced ends with 3 and one plain message."""
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    (tmp_path / "plain.txt").write_text("你好", encoding="utf-8")
    shown = run("trace", *arguments)
    assert shown.exit_code == 3
    assert told in shown.stderr and "Traceback" not in shown.stderr
