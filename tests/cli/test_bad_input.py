"""What the command line refuses: the exit code, the message, and that nothing else happens."""

from __future__ import annotations

from pathlib import Path

import pytest

import regrules.api
import regrules.cli.options
from regrules.errors import PluginError

ASKED = ("--as-of", "2025-06-30")

REFUSED = {
    "unknown county": (
        3,
        ("assess", "exampel", "--register", "facts", *ASKED),
        ("`exampel`", "did you mean `example`"),
    ),
    "unknown code": (3, ("show", "990102"), ("unknown county `990102`", "accepted: example")),
    "unknown plan": (
        3,
        ("assess", "example", "--register", "facts", *ASKED, "--plan", "example-2026"),
        ("unknown plan of example `example-2026`", "did you mean `example-202"),
    ),
    "unknown plan to show": (3, ("show", "example", "--plan", "x"), ("unknown plan of example `x`", "example-2025")),
    "as-of that is no date": (
        3,
        ("assess", "example", "--register", "facts", "--as-of", "30.6.2025"),
        ("as-of date", "`30.6.2025`", "YYYY-MM-DD"),
    ),
    "day that does not exist": (
        3,
        ("assess", "example", "--register", "facts", "--as-of", "2025-02-29"),
        ("as-of date", "`2025-02-29`"),
    ),
    "known before the question": (
        3,
        ("assess", "example", "--register", "facts", *ASKED, "--known-at", "2025-06-29"),
        ("known at must not lie before the as-of date", "2025-06-29", "2025-06-30"),
    ),
    "missing folder": (3, ("assess", "example", "--register", "fact", *ASKED), ("fact", "no such folder")),
    "file for a folder": (
        3,
        ("assess", "example", "--register", "facts/subjects.csv", *ASKED),
        ("subjects.csv", "file"),
    ),
    "unknown reason": (
        3,
        ("assess", "example", "--register", "facts", *ASKED, "--fail-on", "breached,latte"),
        ("`latte`", "did you mean `late`"),
    ),
    "no reason and another": (
        3,
        ("assess", "example", "--register", "facts", *ASKED, "--fail-on", "none,late"),
        ("none,late",),
    ),
    "outside every plan": (
        5,
        ("assess", "example", "--register", "facts", "--as-of", "2024-12-31"),
        ("2024-12-31", "example-2025 from 2025-01-01 to 2026-12-31", "example-2027 from 2027-01-01 to 2028-12-31"),
    ),
    "outside the plan asked for": (
        5,
        ("assess", "example", "--register", "facts", *ASKED, "--plan", "example-2027"),
        ("example-2027 from 2027-01-01 to 2028-12-31",),
    ),
    "empty folder": (5, ("assess", "example", "--register", "empty", *ASKED), ("empty",)),
    "unknown command": (3, ("asses",), ("unknown command `asses`", "did you mean `assess`")),
    "unknown option": (3, ("assess", "example", "--registers", "facts", *ASKED), ("--registers", "--register")),
    "missing option": (3, ("assess", "example", "--register", "facts"), ("--as-of",)),
    "missing county": (3, ("show",), ("COUNTY",)),
    "unknown format": (3, ("list", "--format", "xml"), ("'xml'", "table", "json")),
    "unknown language": (3, ("list", "--lang", "fr"), ("'fr'", "zh", "en")),
    "parts of something else": (
        3,
        ("assess", "example", "--register", "facts", *ASKED, "--by", "month"),
        ("'month'", "agency"),
    ),
    "no demo": (5, ("demo",), ("no installed county has a demo",)),
}


@pytest.mark.parametrize(("code", "args", "told"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("form", ["table", "json"])
def test_bad_input_is_refused(
    run, folder: Path, code: int, args: tuple[str, ...], told: tuple[str, ...], form: str
) -> None:
    """The exit code says of what kind the mistake is, the message shows it, nothing is answered or written."""
    (folder.parent / "empty").mkdir()
    before = sorted(folder.parent.rglob("*"))
    found = run(*args, *(("--format", form) if "--format" not in args and args != ("asses",) else ()))
    assert (code, "") == (found.exit_code, found.stdout)
    assert [part for part in told if part not in found.stderr] == []
    assert "Traceback" not in found.stderr
    assert before == sorted(folder.parent.rglob("*"))


DAMAGED = {
    "date that cannot be": ("inspections.csv", "2025-05-01", "2025-13-01", ("inspections.csv", "date", "2025-13-01")),
    "unknown word": (
        "subjects.csv",
        "drug_retailer,north",
        "drug_retailler,north",
        ("`drug_retailler`", "`drug_retailer`"),
    ),
    "unknown column": ("subjects.csv", "opened_on", "openedon", ("subjects.csv", "`openedon`", "`opened_on`")),
    "unknown subject": ("inspections.csv", "i2,s2", "i2,s9", ("inspections.csv", "s9")),
    "unknown agency": ("inspections.csv", "routine,south", "routine,sout", ("inspections.csv", "sout", "`south`")),
}


@pytest.mark.parametrize(("file", "good", "bad", "told"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_register_is_refused(
    run, folder: Path, file: str, good: str, bad: str, told: tuple[str, ...]
) -> None:
    """One thing broken in a good register is named, with its place and the nearest word."""
    text = (folder / file).read_text(encoding="utf-8")
    assert good in text
    (folder / file).write_text(text.replace(good, bad), encoding="utf-8")
    found = run("assess", "example", "--register", folder, *ASKED)
    assert (found.exit_code, found.stdout) == (3, "")
    assert [part for part in told if part not in found.stderr] == []


def test_every_defect_is_told(run, folder: Path) -> None:
    """Two mistakes in two files are both in the answer, a line each."""
    for file, good, bad, _ in (DAMAGED["date that cannot be"], DAMAGED["unknown word"]):
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(text.replace(good, bad), encoding="utf-8")
    found = run("assess", "example", "--register", folder, *ASKED)
    assert {"subjects.csv", "inspections.csv"} == {
        name for name in ("subjects.csv", "inspections.csv") if name in found.stderr
    }


def test_a_register_of_another_county_is_no_answer(run, folder: Path) -> None:
    """A register without one subject of the county leaves nothing to evaluate."""
    for file in folder.iterdir():
        file.write_text(file.read_text(encoding="utf-8").replace("990101", "500240"), encoding="utf-8")
    found = run("assess", "example", "--register", folder, *ASKED)
    assert (found.exit_code, found.stdout) == (5, "")
    assert "no subject of Example County (990101)" in found.stderr


def test_a_broken_plugin_is_a_failure(run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin that cannot be used is no mistake of the caller."""

    def broken() -> None:
        raise PluginError("plugin `other` failed: ValueError: no")

    monkeypatch.setattr(regrules.cli.options, "installed", broken)
    found = run("assess", "example", "--register", folder, *ASKED)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "plugin `other` failed" in found.stderr


@pytest.mark.parametrize(("debug", "lines"), [((), 1), (("--debug",), None)])
def test_what_nobody_foresaw_is_one_line(
    run, folder: Path, monkeypatch: pytest.MonkeyPatch, debug: tuple[str, ...], lines: int | None
) -> None:
    """An unexpected failure exits with 1 and one line; where it came from is shown on request only."""

    def failing(name: str) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(regrules.api, "_engine", failing)
    found = run("assess", "example", "--register", folder, *ASKED, *debug)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "error: regrules failed: ZeroDivisionError: by nought" in found.stderr
    assert ("Traceback" in found.stderr) is bool(debug)
    assert lines is None or lines == len(found.stderr.splitlines())
