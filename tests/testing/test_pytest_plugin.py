"""The checks of a county as tests: pytest is run inside of pytest, each time in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from xml.etree import ElementTree

import pytest

from regrules.model import Plan, Text, calendar_year
from regrules.model.serial import plan_to_json
from regrules.testing.fakes import EXAMPLE, fake_distribution

KNOWN = """
from regrules.model.provenance import KnownFailure
LISTED = tuple(
    KnownFailure(check=check, reason=Text(zh="理由", en="the reason"), until="2999-12-31")
    for check in ("imports-lightly", "round-trip", "imprts")
)
"""


def _run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """What pytest does in *folder*, where the distributions written there look installed."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rA", "--junitxml=out.xml", *options]
    paths = os.pathsep.join((str(folder), *filter(None, [os.environ.get("PYTHONPATH")])))
    env = {**os.environ, "PYTHONPATH": paths, "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)


def _outcomes(folder: Path) -> dict[str, str]:
    """How each test ended, as the XML says."""
    cases = ElementTree.parse(folder / "out.xml").getroot().iter("testcase")
    return {
        case.attrib["name"]: next((child.tag for child in case if child.tag != "system-out"), "passed")
        for case in cases
    }


def test_each_check_is_a_test(tmp_path: Path) -> None:
    """A sound county passes a test for each check of the level asked, named by the check."""
    fake_distribution(tmp_path)
    done = _run(tmp_path, "--regrules", "example", "--regrules-level", "loads")
    assert done.returncode == 0, done.stdout
    assert "PASSED regrules/example::same-answer-anywhere" in done.stdout
    outcomes = _outcomes(tmp_path)
    assert set(outcomes.values()) == {"passed"}
    assert {"imports", "round-trip", "known-failures-hold"} <= set(outcomes)


def test_a_failure_is_told_as_findings(tmp_path: Path) -> None:
    """A check that fails is told by its findings, what follows from it is skipped with the reason, and pytest fails."""
    fake_distribution(tmp_path, EXAMPLE.replace("regrules_jurisdiction", "regrules_jurisdicton"))
    done = _run(tmp_path, "--regrules", "example", "--regrules-level", "well-formed")
    assert done.returncode == 1
    assert "there is no hook `regrules_jurisdicton`" in done.stdout
    assert "→ call it regrules_jurisdiction" in done.stdout
    assert "Traceback" not in done.stdout
    assert "the check hook-spelled did not pass" in done.stdout
    assert _outcomes(tmp_path)["hook-spelled"] == "failure"
    assert _outcomes(tmp_path)["same-answer-twice"] == "skipped"


def test_known_failures_are_expected_strictly(tmp_path: Path) -> None:
    """A known failure is an expected one; one that does not happen, or names no check, fails a test of its own."""
    source = EXAMPLE.replace("\n\n@hookimpl", f"{KNOWN}\n\n@hookimpl")
    source = source.replace('code="990101",', 'code="990101", known_failures=LISTED,')
    fake_distribution(tmp_path, "import numpy\n" + source)
    done = _run(tmp_path, "--regrules", "example", "--regrules-level", "loads")
    found = _outcomes(tmp_path)
    assert (found["imports-lightly"], found["round-trip"], found["known-failures-hold"]) == (
        "skipped",
        "passed",
        "failure",
    )
    assert re.search(r"XFAIL regrules/example::imports-lightly - (reason: )?the reason", done.stdout)
    assert "the known failure round-trip does not happen" in done.stdout
    assert "there is no check `imprts`; did you mean `imports`?" in done.stdout
    assert done.returncode == 1


def test_tests_are_chosen_by_name(tmp_path: Path) -> None:
    """The checks stand among the tests of a project, and are chosen by their names; a plan as a file will do."""
    title, period = Text(zh="计划", en="Plan"), calendar_year(2025)
    plan = Plan(id="example-2025", title=title, period=period, obligations=())
    (tmp_path / "plan.json").write_text(plan_to_json(plan), encoding="utf-8")
    (tmp_path / "test_own.py").write_text("def test_own():\n    pass\n", encoding="utf-8")
    done = _run(tmp_path, "--regrules", "plan.json", "-k", "plan-reads or test_own")
    assert done.returncode == 0, done.stdout
    assert set(_outcomes(tmp_path)) == {"plan-reads", "test_own"}


REFUSED = {
    "county": (["--regrules", "exmple"], "did you mean `example`"),
    "level": (["--regrules", "example", "--regrules-level", "load"], "did you mean `loads`"),
    "source": (["--regrules", "example", "--regrules-source", "nowhere.txt"], "no such file"),
    "examples": (["--regrules", "example", "--regrules-examples", "0"], "must be 1 or more"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_wrong_options_are_refused(tmp_path: Path, name: str) -> None:
    """An option that cannot be meant ends pytest with the sentence that says why."""
    options, words = REFUSED[name]
    fake_distribution(tmp_path)
    done = _run(tmp_path, *options)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_imported_before_it_is_asked() -> None:
    """Pytest loads the plugin wherever regrules is installed; that alone imports nothing of regrules."""
    code = (
        "import sys, _regrules_pytestplugin\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('regrules', 'cattrs', 'polars')], sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_pytest_without_a_county_imports_nothing(tmp_path: Path) -> None:
    """A run of pytest that names no county never imports regrules."""
    (tmp_path / "test_own.py").write_text(
        "import sys\n\n\ndef test_own():\n"
        "    assert '_regrules_pytestplugin' in sys.modules\n    assert 'regrules' not in sys.modules\n",
        encoding="utf-8",
    )
    assert _run(tmp_path).returncode == 0


def test_pytest_finds_the_plugin() -> None:
    """Pytest is told of the plugin by the distribution of regrules, under a module outside of the package."""
    (found,) = entry_points(group="pytest11", name="regrules")
    assert found.value == "_regrules_pytestplugin"
    assert callable(found.load().pytest_addoption)
