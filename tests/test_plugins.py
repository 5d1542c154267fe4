"""Installed counties are found, and a plugin that cannot be used stops the run and is named."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from regrules.errors import PluginError
from regrules.plugins import installed, plugin_manager

PREAMBLE = """\
from regrules import hookimpl
from regrules.model import *
NAME = Text(zh="示例县", en="Example County")
def county(id="example", code="990101"):
    return Jurisdiction(id=id, code=code, name=NAME, plans=())
"""
ACCEPTED = {
    "the hook": "@hookimpl\ndef regrules_jurisdiction():\n    return county()",
    "helpers beside it": "@hookimpl\ndef regrules_jurisdiction():\n    return county()\ndef plans():\n    yield 1",
}
REFUSED = {
    "nothing": ("def regrules_jurisdiction():\n    county()", "returned nothing (is `return` missing?)"),
    "a generator": ("def regrules_jurisdiction():\n    yield county()", "(`yield` stands for `return`)"),
    "a list": ("def regrules_jurisdiction():\n    return [1]", "returned [1]; a jurisdiction is wanted"),
    "something long": ("def regrules_jurisdiction():\n    return 'x' * 100", f"returned '{'x' * 38}…;"),
    "a failure": ("def regrules_jurisdiction():\n    return county(code='9901')", "division code `9901`"),
    "another hook": ("def regrules_jurisdicton():\n    return county()", "did you mean `regrules_jurisdiction`?"),
    "an argument": ("def regrules_jurisdiction(year):\n    return county()", "cannot be used: Argument(s) {'year'}"),
    "a code twice": (
        "def regrules_jurisdiction():\n    return county(code='500240')",
        "both speak for the code `500240`",
    ),
    "an id twice": ("def regrules_jurisdiction():\n    return county(id='shizhu')", "both speak for the id `shizhu`"),
}


def plugin(code: str) -> ModuleType:
    """A module with this code, below names that are at hand."""
    made = ModuleType("regrules_example")
    exec(f"{PREAMBLE}\n{code}", vars(made))
    return made


@pytest.mark.parametrize("code", ACCEPTED.values(), ids=ACCEPTED)
def test_a_county_is_found_among_the_others(code: str) -> None:
    """A plugin's county stands among the installed ones, sorted by code."""
    codes = [each.jurisdiction.code for each in installed(plugin_manager([plugin(code)]))]
    assert "990101" in codes and codes == sorted(codes)


@pytest.mark.parametrize(("code", "words"), REFUSED.values(), ids=REFUSED)
def test_a_plugin_that_cannot_be_used_is_named(code: str, words: str) -> None:
    """Whatever is wrong with a plugin stops the run in one line that names the plugin and says what is wrong."""
    with pytest.raises(PluginError, match=re.escape(words)) as refused:
        installed(plugin_manager([plugin(f"@hookimpl\n{code}")]))
    assert "`regrules_example`" in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1
    assert " at 0x" not in str(refused.value)


def test_a_plugin_that_cannot_be_imported_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed plugin whose import fails stops the run, and its entry point is named."""
    about = tmp_path / "regrules_torn-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: regrules-torn\nVersion: 1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[regrules]\ntorn = regrules_torn\n", encoding="utf-8")
    (tmp_path / "regrules_torn.py").write_text("import nothing_of_this_name\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(PluginError, match=r"plugin `torn` cannot be loaded: .*nothing_of_this_name.* \(regrules_torn.py, line 1\)"):
        installed()
