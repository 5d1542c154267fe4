"""``regrules new``: writes a new county's plugin, spares what is there, and says what comes next."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from attrs import evolve

import regrules.scaffold.taken
from regrules.errors import PluginError

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/new.schema.json").read_text(encoding="utf-8"))
ASKED = ("new", "yunshan", "--code", "990201", "--plan", "2025")
PLAN = """云杉县2025年医疗器械监管计划

一、监管频次
（一）对三级监管的企业，每年检查不少于一次；对一级监管的企业，每年随机抽查25%以上。
（二）备案信息应于7个工作日内公开。
二、工作要求
各所要抓好落实。
"""


@pytest.fixture
def new(run, monkeypatch: pytest.MonkeyPatch):
    """The command line, with the made-up county installed."""
    monkeypatch.setattr(regrules.scaffold.taken, "installed", regrules.plugins.installed)
    return run


def content(folder: Path) -> dict[str, bytes]:
    """Every file below *folder*."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_new_writes_a_distribution(new, tmp_path: Path) -> None:
    """The files stand in a folder of their own, each is named, and the last lines say what to do next."""
    found = new(*ASKED)
    assert (found.exit_code, found.stderr) == (0, "")
    written = {f"regrules-yunshan/{path}" for path in content(tmp_path / "regrules-yunshan")}
    assert content(tmp_path).keys() == written
    lines = found.stdout.splitlines()
    assert {line.removesuffix(": written") for line in lines if line.endswith(": written")} == written
    assert [line.split("  #")[0].strip() for line in lines[lines.index("Next:") + 1 :]] == [
        "cd regrules-yunshan", 'pip install --editable ".[test]"', "pytest", "regrules conform yunshan",
    ]  # fmt: skip


def test_repeating_overwrites_nothing(new, tmp_path: Path) -> None:
    """What the author changed stays, and is told apart from what is still the same; what is missing comes back."""
    new(*ASKED)
    plan = tmp_path / "regrules-yunshan/src/regrules_yunshan/plan.py"
    plan.write_text("precious", encoding="utf-8")
    (tmp_path / "regrules-yunshan/README.md").unlink()
    found = new(*ASKED, "--format", "json")
    assert found.exit_code == 0
    states = {file["path"]: file["state"] for file in json.loads(found.stdout)["files"]}
    assert states.pop("src/regrules_yunshan/plan.py") == "kept"
    assert states.pop("README.md") == "written"
    assert set(states.values()) == {"unchanged"}
    assert plan.read_text(encoding="utf-8") == "precious"
    assert "src/regrules_yunshan/plan.py: there already with other content, left as it is" in new(*ASKED).stdout


@pytest.mark.parametrize("source", [False, True])
def test_new_as_data(new, tmp_path: Path, source: bool) -> None:
    """The JSON keeps to its schema, and counts what was read."""
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    options = ("--source", "plan.txt") if source else ()
    data = json.loads(new(*ASKED, *options, "--name-zh", "云杉县", "--folder", "there", "--format", "json").stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert (data["county"]["name"]["zh"], data["folder"]) == ("云杉县", "there")
    assert (data["document"] or {}).get("clauses") == (3 if source else None)


def test_new_from_a_document(new, tmp_path: Path) -> None:
    """Each clause has its entry, with the figures as they would be written, and the trace is named as a next step."""
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    found = new(*ASKED, "--source", "plan.txt")
    assert (found.exit_code, found.stderr) == (0, "")
    assert "regrules trace yunshan --source ../plan.txt" in found.stdout
    elsewhere = new(*ASKED, "--source", tmp_path / "plan.txt", "--folder", "a b")
    assert "cd 'a b'\n" in elsewhere.stdout
    assert f"regrules trace yunshan --source {tmp_path / 'plan.txt'}" in elsewhere.stdout
    section = (tmp_path / "regrules-yunshan/src/regrules_yunshan/section_1.py").read_text(encoding="utf-8")
    assert all(
        wanted in section for wanted in ('draft("1.1"', 'draft("1.2"', "within=working_days(7)", 'at_least("25%")')
    )


def test_both_languages(new) -> None:
    """What is said is said in the language that is asked for."""
    assert "接下来：" in new(*ASKED, "--lang", "zh").stdout
    assert "已有，内容相同" in new(*ASKED, "--lang", "zh").stdout


REFUSED = (
    (("new", "Yunshan", "--code", "990201", "--plan", "2025"), "did you mean `yunshan`?"),
    (("new", "yunshan", "--code", "16", "--plan", "2025"), "division code `16` is not six digits"),
    (("new", "yunshan", "--code", "990201", "--plan", "soon"), "plan `soon` is not a year"),
    (("new", "yunshan", "--plan", "2025"), "--code"),
    (
        ("new", "example", "--code", "990201", "--plan", "2025"),
        "name `example` is taken: regrules-example is installed",
    ),
    (("new", "yunshan", "--code", "990101", "--plan", "2025"), "division code `990101` is taken: regrules-example is"),
    ((*ASKED, "--source", "nowhere.txt"), "nowhere.txt"),
    ((*ASKED, "--folder", "file"), "file is a file, and a folder is wanted there"),
)


@pytest.mark.parametrize(("args", "told"), REFUSED, ids=lambda value: str(value)[-40:])
def test_refused(new, tmp_path: Path, args: tuple[str, ...], told: str) -> None:
    """What cannot be is told, the exit code is that of invalid input, and nothing is written."""
    (tmp_path / "file").write_text("precious", encoding="utf-8")
    found = new(*args)
    assert (found.exit_code, found.stdout) == (3, "")
    assert told in found.stderr
    assert content(tmp_path) == {"file": b"precious"}


def test_a_county_may_be_written_again_when_it_is_installed(new, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once its files are installed a county has its own name, and no other folder may take it."""
    (example,) = regrules.plugins.installed()
    yunshan = evolve(example, distribution="regrules_yunshan", jurisdiction=evolve(example.jurisdiction, id="yunshan"))
    monkeypatch.setattr(regrules.scaffold.taken, "installed", lambda: ())
    assert new(*ASKED).exit_code == 0
    monkeypatch.setattr(regrules.scaffold.taken, "installed", lambda: (yunshan,))
    assert new(*ASKED).exit_code == 0
    assert new(*ASKED, "--folder", "other").exit_code == 3


def test_a_broken_county_elsewhere_does_not_matter(new, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a plugin cannot be used, a new county can be begun all the same; names are still compared."""

    def broken() -> None:
        raise PluginError("broken")

    monkeypatch.setattr(regrules.scaffold.taken, "installed", broken)
    assert new(*ASKED).exit_code == 0
    assert "is taken" in new("new", "shizhu", "--code", "990201", "--plan", "2025").stderr
