"""The documentation says what there is, and shows what really comes out."""

from __future__ import annotations

import importlib.util
import inspect
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import click
import pytest

import regrules
from regrules import hookspec, model, testing
from regrules.analysis.check import Check
from regrules.cli import COMMANDS, main
from regrules.cli.assess import REASONS
from regrules.engine.verdict import STATUSES, Outlook, Verdict
from regrules.model.measures import Measure
from regrules.model.names import Cell, RecordSet, SubjectRow
from regrules.model.shapes import reachable
from regrules.model.tables import CORE
from regrules.report.words import STATUS, STRENGTH
from regrules.testing.conformance.checks import ALL_CHECKS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(DOCS.glob("*.md")))


def page(name: str) -> str:
    """The text of a page of the documentation."""
    return (DOCS / name).read_text(encoding="utf-8")


def generator() -> ModuleType:
    """The script that makes what is made in the pages."""
    if str(DOCS) not in sys.path:  # where Python looks when the script is run
        sys.path.insert(0, str(DOCS))
    spec = importlib.util.spec_from_file_location("_generate", DOCS / "_generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_a_page_shows_is_what_comes_out(path: Path) -> None:
    """Every command shown gives the answer shown, and every generated table is up to date (docs/_generate.py mends it)."""
    assert generator().fresh(path) == path.read_text(encoding="utf-8")


def test_an_outdated_page_is_noticed(tmp_path: Path) -> None:
    """A page whose answer or table is not what comes out is made anew."""
    stale = "```console\n$ echo seven\nsix\n```\n<!-- generated: grades -->\nold\n<!-- end -->\n"
    made = generator().rendered(stale, tmp_path)
    assert "$ echo seven\nseven\n```" in made
    assert "old" not in made and "| `credit` | A, B, C, D |" in made


@pytest.mark.parametrize("table", CORE.tables, ids=lambda table: table.name)
def test_every_table_and_column_is_described(table: Any) -> None:
    """The page on the register has a section for each table, and in it a row for each column with its words."""
    section = re.search(rf"^### {table.name}\n(.*?)(?=^##|\Z)", page("register.md"), re.MULTILINE | re.DOTALL)
    assert section is not None
    rows = {row.split("`")[1]: row for row in section[1].splitlines() if row.startswith("| `")}
    assert list(rows) == list(table.names)
    for column in table.columns:
        assert column.heading.zh in rows[column.name]
        assert all(f"`{word}`" in rows[column.name] for word in column.words)


@pytest.mark.parametrize("measure", Measure.__args__, ids=lambda measure: measure.__name__)
def test_every_measure_is_listed_with_its_parts(measure: type) -> None:
    """The glossary lists each measure as it is written, with all its arguments in order."""
    arguments = ", ".join(each.name for each in attrs.fields(measure))
    assert f"`{measure.__name__}({arguments})`" in page("glossary.md")


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_explained_in_both_languages(status: str) -> None:
    """The glossary has each status with the words that reports use, and the rules say when it holds."""
    row = next(line for line in page("glossary.md").splitlines() if line.startswith(f"| `{status}` |"))
    assert STATUS[status].zh in row
    assert f"| `{status}` |" in page("semantics.md")


@pytest.mark.parametrize("word", [*Outlook.__args__, *STRENGTH])
def test_outlooks_and_strengths_are_explained(word: str) -> None:
    """The glossary has every outlook and every strength; strengths in the words that reports use."""
    assert f"`{word}`" in page("glossary.md")
    assert word not in STRENGTH or STRENGTH[word].zh in page("glossary.md")


TARGETS = ("at_least", "at_most", "above", "below", "between", "exactly", "stages", "bands", "figure")
WINDOWS = (
    "calendar_year", "calendar_half", "calendar_quarter", "calendar_month", "calendar_week", "between_dates",
    "rolling_months", "cycle", "weeks", "months", "quarters", "halves", "years", "next_month", "working_days", "days",
    "calendar_months", "hours",
)  # fmt: skip


@pytest.mark.parametrize("name", [*TARGETS, *WINDOWS])
def test_targets_windows_and_clocks_are_listed(name: str) -> None:
    """The glossary names what targets, windows and clocks are written with, and the model has it."""
    assert hasattr(model, name)
    assert re.search(rf"\b{name}\b", page("glossary.md"))


@pytest.mark.parametrize("field", [each.name for each in attrs.fields(Verdict)])
def test_every_part_of_a_verdict_is_explained(field: str) -> None:
    """The page on meaning names every field of a verdict."""
    assert f"`{field}`" in page("semantics.md")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_option_is_described(command: str) -> None:
    """The page on the command line has a section for each command, with all its options."""
    text = page("command-line.md")
    assert f"\n## regrules {command}\n" in text
    found = main.get_command(click.Context(main), command)
    assert found is not None
    for option in found.params:
        assert option.opts[0] in text or option.opts[0].upper() in text


def test_exit_codes_and_reasons_are_described() -> None:
    """The page on the command line has every exit code, and every reason to fail."""
    text = page("command-line.md")
    assert all(f"\n| {code} | " in text for code in range(6))
    assert all(f"\n| `{reason}` | " in text for reason in REASONS)


def test_the_hook_is_described_with_its_arguments() -> None:
    """The reference has every hook with exactly its arguments, and a complete plugin for it."""
    hooks = {name: each for name, each in vars(hookspec).items() if hasattr(each, f"{hookspec.GROUP}_spec")}
    assert hooks
    for name, each in hooks.items():
        section = _section("reference-hook.md", name)
        assert f"`{name}({', '.join(inspect.signature(each).parameters)})`" in section
        assert f"@hookimpl\ndef {name}(" in section


def _section(name: str, heading: str) -> str:
    """The part of a page below a heading, down to the next one of its kind."""
    found = re.search(rf"^### {heading}\n(.*?)(?=^###? |\Z)", page(name), re.MULTILINE | re.DOTALL)
    assert found is not None, f"{name} has no section {heading}"
    return found[1]


def _entries(name: str) -> set[str]:
    """What a page has an entry for: its headings, and the code that begins a row, without arguments."""
    text = page(name)
    rows = re.findall(r"^\| `(?:column\.|subject\.|records\.)?(\w+)", text, re.MULTILINE)
    second = re.findall(r"^\| `\w+` \| `(\w+)`", text, re.MULTILINE)
    return {*re.findall(r"^### (\w+)$", text, re.MULTILINE), *rows, *second}


REFERENCE = ("reference-plan.md", "reference-measures.md", "reference-predicates.md")
# Told in sentences, as `name`.
PROSE = {"CORE", "Row", "RecordSet", "jurisdiction", "next_month", "once", "same_month", "when"}


@pytest.mark.parametrize("name", model.__all__)
def test_every_name_of_the_model_is_in_the_reference(name: str) -> None:
    """Each public name of the model has an entry of its own, or a sentence."""
    if name in PROSE:
        assert any(re.search(rf"^[^|\n]*`[^`\n]*\b{name}\b", page(each), re.MULTILINE) for each in REFERENCE)
    elif name not in ("Measure", "Predicate"):  # choices of what has an entry
        assert any(name in _entries(each) for each in REFERENCE)


@pytest.mark.parametrize("record", reachable(model.Jurisdiction), ids=lambda record: record.__name__)
def test_every_field_is_in_the_reference(record: type) -> None:
    """Each record that a plan may hold has a section, with a row for each of its fields and what it means."""
    section = "\n".join(
        _section(each, record.__name__) for each in REFERENCE if f"### {record.__name__}\n" in page(each)
    )
    for each in attrs.fields(record):
        cells = re.search(rf"^\| `{each.name}` \| (.+) \| (.+) \| (.+) \|$", section, re.MULTILINE)
        assert cells is not None and all(cell.strip() for cell in cells.groups())


@pytest.mark.parametrize("name", sorted({*regrules.__all__, *testing.__all__} - {"__version__", "hookimpl"}))
def test_every_public_name_is_in_the_reference(name: str) -> None:
    """Each public name of regrules, and of its kit for tests, has an entry in the page on Python."""
    assert name in _entries("reference-python.md")


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.id)
def test_every_check_is_in_the_reference(check: Check) -> None:
    """Each check of the conformance kit has a row below its level, with its title in both languages."""
    section = re.search(rf"^## {check.level}\n(.*?)(?=^## |\Z)", page("reference-checks.md"), re.MULTILINE | re.DOTALL)
    assert section is not None
    assert f"| `{check.id}` | {check.title.zh} | {check.title.en} |" in section[1]


QUESTIONS = {
    name for each in (Cell, SubjectRow, RecordSet) for name, made in vars(each).items() if inspect.isfunction(made)
}


@pytest.mark.parametrize("name", sorted(name for name in QUESTIONS if not name.startswith("_")))
def test_every_question_has_an_example(name: str) -> None:
    """Each method of columns, subjects and sets has an entry, and an example with a sentence in both languages."""
    assert name in _entries("reference-predicates.md")
    assert re.search(rf"^\| `[^`]*\.{name}\(.*` \| [^|]+ \| [^|]+ \|$", page("reference-predicates.md"), re.MULTILINE)


@pytest.mark.parametrize("operator", ["==", "!=", "<", "<=", ">", ">=", "&", "\\|", "~"])
def test_every_operator_has_an_example(operator: str) -> None:
    """Each operator of predicates stands in an example with a sentence in both languages."""
    written = re.findall(r"^\| `(.*)` \| [^|]+ \| [^|]+ \|$", page("reference-predicates.md"), re.MULTILINE)
    assert any(f" {operator} " in each or each.startswith(operator) for each in written)


def test_the_package_of_the_example_is_well_formed() -> None:
    """The example's project file is TOML and names the entry point group that is looked for."""
    block = re.search(r"```toml\n(.*?)```", page("add-a-county.md"), re.DOTALL)
    assert block is not None
    assert list(tomllib.loads(block[1])["project"]["entry-points"]) == [hookspec.GROUP]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_links_lead_somewhere(path: Path) -> None:
    """Every relative link leads to a file, and every heading that one names is there."""
    for target in re.findall(r"\]\((?!http)([^)\s]+)\)", path.read_text(encoding="utf-8")):
        file, _, heading = target.partition("#")
        there = path.parent / file if file else path
        assert there.is_file(), target
        headings = re.findall(r"^#+ (.*)$", there.read_text(encoding="utf-8"), re.MULTILINE)
        assert not heading or heading in {each.lower().replace(" ", "-") for each in headings}


def test_the_public_names_work_as_shown() -> None:
    """Whatever the pages take from `regrules` is a public name."""
    used = {name for path in PAGES for name in re.findall(r"\bregrules\.([a-z_]+)\(", path.read_text(encoding="utf-8"))}
    assert {"assess"} <= used <= set(regrules.__all__)
