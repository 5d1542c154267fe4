"""The command line as a shell sees it: a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import regrules_shizhu.demo
from regrules.cli import COMMANDS

HEAVY = ("numpy", "polars", "narwhals", "cattrs", "pandas")
_LOADED = "{name.split('.')[0] for name in sys.modules}"
PROBE = f"""
import sys
from regrules.cli import main
try:
    main()
except SystemExit as left:
    print(left.code, *sorted({_LOADED} & {{*{HEAVY!r}, "rich", "pluggy"}}), file=sys.stderr)
"""


def _called(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROBE, *args],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )


@pytest.mark.parametrize("args", [("--help",), ("--version",)])
def test_help_loads_next_to_nothing(args: tuple[str, ...]) -> None:
    """Asking for help imports neither the plugins nor what draws tables."""
    found = _called(*args)
    assert found.stderr == "0\n"
    assert found.stdout


def test_every_command_is_listed_with_help() -> None:
    """The help names each command, and each explains itself when called with --help."""
    told = _called("--help").stdout
    assert [name for name in COMMANDS if f"  {name} " not in told] == []


def test_without_a_command_the_help_is_shown() -> None:
    """Nothing was asked, so the help stands on standard error, once, and nothing was answered."""
    found = _called()
    assert found.stderr.count("Usage:") == 1
    assert found.stderr.splitlines()[-1].split()[0] == "3"
    assert found.stdout == ""


def test_list_reaches_the_installed_counties() -> None:
    """Without any pretence, the counties installed here are found, and no dataframe library is loaded."""
    found = _called("list", "--format", "json")
    assert found.stderr == "0 pluggy\n"
    assert {"kazuo", "licheng", "shizhu"} <= {county["id"] for county in json.loads(found.stdout)["counties"]}


@pytest.mark.parametrize(("form", "drawing"), [("json", set()), ("table", {"rich"})])
def test_assessing_csv_files_loads_little(tmp_path: Path, form: str, drawing: set[str]) -> None:
    """A register in CSV is read and assessed without Polars, Narwhals or cattrs, so that an answer comes at once."""
    regrules_shizhu.demo.write(tmp_path)
    asked = ("assess", "shizhu", "--register", str(tmp_path), "--as-of", regrules_shizhu.demo.AS_OF)
    found = _called(*asked, "--fail-on", "none", "--format", form)
    code, *loaded = found.stderr.split()
    assert (code, set(loaded) - {"numpy"}) == ("0", {"pluggy"} | drawing)
    assert "3.3.4" in found.stdout


def test_a_closed_pipe_is_no_failure_with_a_traceback() -> None:
    """A reader who has seen enough does not cause a traceback."""
    read, write = os.pipe()
    os.close(read)
    found = subprocess.run(
        [sys.executable, "-c", "from regrules.cli import main; main()", "show", "shizhu"],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert found.returncode == 1
    assert "Traceback" not in found.stderr
