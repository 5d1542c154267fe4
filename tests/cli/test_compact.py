"""``regrules compact``: what it writes, says and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from regrules.cli.failures import INVALID
from regrules.register import read_folder
from regrules.register.compact import open_compact

from .conftest import Run

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/compact.schema.json").read_text(encoding="utf-8"))
WORDS = {
    "en": ("Table", "subjects", "inspections", "jurisdictions 1, subjects 3"),
    "zh": ("台账", "监管对象", "检查", "辖区 1 个，监管对象 3 个"),
}


@pytest.mark.parametrize("lang", WORDS)
def test_what_was_written_is_told(run: Run, folder: Path, lang: str) -> None:
    """The rows and the size of each table are told in either language, with the jurisdictions and the folder."""
    answer = run("compact", folder, "compact", "--lang", lang)
    assert answer.exit_code == 0, answer.output
    for word in (*WORDS[lang], "compact"):
        assert word in answer.output


def test_the_register_is_the_same(run: Run, folder: Path) -> None:
    """What was written holds what the tables hold."""
    assert run("compact", folder, "compact").exit_code == 0
    assert open_compact("compact").part("990101").digest == read_folder(folder).digest


def test_json(run: Run, folder: Path) -> None:
    """The answer as JSON fits its published schema, and says what stands in the folder."""
    answer = run("compact", folder, "compact", "--format", "json")
    data = json.loads(answer.output)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert data["jurisdictions"] == ["990101"]
    assert data["subjects"] == 3
    assert {name: about["rows"] for name, about in data["tables"].items()} == {
        "subjects": 3, "inspections": 2, "agencies": 2, "extents": 1,
    }  # fmt: skip
    assert data["digest"] == open_compact("compact").digest
    assert data["bytes"] == sum(file.stat().st_size for file in Path("compact").rglob("*") if file.is_file())


@pytest.mark.parametrize(
    ("table", "told"), [("inspection_id,subject_id\n", "missing"), ("inspection_id,dat\n", "unknown column")]
)
def test_a_bad_register_is_refused(run: Run, folder: Path, table: str, told: str) -> None:
    """A register that is refused is refused in the same words as elsewhere, and nothing is written."""
    (folder / "inspections.csv").write_text(table, encoding="utf-8")
    answer = run("compact", folder, "compact")
    assert answer.exit_code == INVALID
    assert told in answer.output
    assert "Traceback" not in answer.output
    assert not Path("compact").exists()


@pytest.mark.parametrize("source", ["nothing", "."])
def test_a_folder_without_tables_is_refused(run: Run, source: str) -> None:
    """Where there is no table there is nothing to write."""
    answer = run("compact", source, "compact")
    assert answer.exit_code != 0
    assert "Traceback" not in answer.output
    assert not Path("compact").exists()


def test_another_folder_is_left_alone(run: Run, folder: Path) -> None:
    """A target that holds other files is refused."""
    answer = run("compact", folder, folder)
    assert answer.exit_code == INVALID
    assert "nothing was written" in answer.output
