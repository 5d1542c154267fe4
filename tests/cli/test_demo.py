"""``regrules demo``: writes made-up registers, assesses them, and spares what is not its own."""

from __future__ import annotations

import json
import sys
import types
from pathlib import Path

import jsonschema
import pytest
from attrs import evolve
from referencing import Registry, Resource

import regrules.cli.demo
from regrules.plugins import Installed

SCHEMAS = Path(__file__).parents[2] / "docs/schema"


@pytest.fixture
def demo(run, folder: Path, monkeypatch: pytest.MonkeyPatch):
    """The command line, with a county that brings a demo."""
    (county,) = regrules.cli.demo.installed()
    texts = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}

    def write(where: Path, *, seed: int) -> None:
        for name, text in texts.items():
            (where / name).write_text(text, encoding="utf-8")

    module = types.ModuleType("example_demo")
    module.AS_OF, module.write = "2025-06-30", write
    monkeypatch.setitem(sys.modules, "example_demo", module)
    installed = Installed(
        jurisdiction=evolve(county.jurisdiction, demo="example_demo"), distribution="regrules-example", version="1.2.3"
    )
    monkeypatch.setattr(regrules.cli.demo, "installed", lambda: (installed,))
    return run


def test_demo_writes_and_assesses(demo, tmp_path: Path) -> None:
    """A register of each county is written, its table shown, and the command to repeat it works."""
    found = demo("demo")
    assert (found.exit_code, found.stderr) == (0, "")
    assert "Plan of 2025" in found.stdout
    assert {"subjects.csv", "inspections.csv", "agencies.csv", "extents.csv"} == {
        file.name for file in (tmp_path / "registers/example").iterdir()
    }
    again = found.stdout.splitlines()[-1].split()
    assert again[:3] == ["regrules", "assess", "example"]


def test_demo_may_be_repeated(demo, tmp_path: Path) -> None:
    """An earlier demo is written over."""
    first = demo("demo", "--folder", "there").stdout
    (tmp_path / "there/example/subjects.csv").write_text("spoilt", encoding="utf-8")
    found = demo("demo", "--folder", "there")
    assert (0, first) == (found.exit_code, found.stdout)


def test_demo_takes_an_empty_folder(demo, tmp_path: Path) -> None:
    """A folder in which nothing can be lost will do."""
    (tmp_path / "fresh").mkdir()
    assert demo("demo", "--folder", "fresh").exit_code == 0


@pytest.mark.parametrize("marker", [False, True])
def test_demo_spares_what_it_did_not_write(demo, tmp_path: Path, marker: bool) -> None:
    """A folder of somebody else is refused and left as it is, even beside an earlier demo of other counties."""
    (tmp_path / "mine/example").mkdir(parents=True)
    (tmp_path / "mine/example/subjects.csv").write_text("precious", encoding="utf-8")
    if marker:
        (tmp_path / "mine/.regrules-demo").write_text("elsewhere\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    found = demo("demo", "--folder", "mine")
    assert (found.exit_code, found.stdout) == (3, "")
    assert "`example`" in found.stderr
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_demo_refuses_a_file(demo, tmp_path: Path) -> None:
    """A file cannot be a folder."""
    (tmp_path / "file").write_text("precious", encoding="utf-8")
    found = demo("demo", "--folder", "file")
    assert (found.exit_code, found.stdout) == (3, "")
    assert "file is a file" in found.stderr


def test_demo_refuses_a_place_that_cannot_be_written_to(demo, tmp_path: Path) -> None:
    """A folder that cannot be made is the caller's mistake, told with the reason."""
    (tmp_path / "file").write_text("precious", encoding="utf-8")
    found = demo("demo", "--folder", "file/below")
    assert (found.exit_code, found.stdout) == (3, "")
    assert "file/below cannot be written to: Not a directory" in found.stderr


def test_demo_as_data(demo) -> None:
    """The JSON keeps to its schema, in which that of an assessment is named."""
    data = json.loads(demo("demo", "--format", "json").stdout)
    schemas = {
        name: json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8")) for name in ("demo", "assessment")
    }
    registry = Registry().with_resource(schemas["assessment"]["$id"], Resource.from_contents(schemas["assessment"]))
    jsonschema.Draft202012Validator(schemas["demo"], registry=registry).validate(data)
    assert [(each["county"], each["folder"]) for each in data["registers"]] == [("example", "registers/example")]


def test_a_demo_that_is_not_there_is_named(demo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A county that names a module which does not exist is a broken plugin."""
    monkeypatch.setitem(sys.modules, "example_demo", None)
    found = demo("demo")
    assert (found.exit_code, found.stdout) == (1, "")
    assert "plugin `regrules-example` names a demo that cannot be loaded" in found.stderr
