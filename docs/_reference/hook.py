"""The hook: its arguments, its complete plugin, and what is said of plugins that are refused."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from textwrap import dedent
from types import ModuleType

from regrules import hookspec
from regrules.errors import PluginError
from regrules.plugins import installed, plugin_manager

from .docstrings import signature, table

_PREAMBLE = """\
from regrules import hookimpl
from regrules.model import *
NAME = Text(zh="示例县", en="Example County")
PLAN = Plan(id="example-2025", title=NAME, period=calendar_year(2025), obligations=())
"""
_COUNTY = 'Jurisdiction(id="example", code="990101", name=NAME, plans=(PLAN,))'
REFUSED = {
    "forgets `return`": f"def regrules_jurisdiction():\n    {_COUNTY}",
    "returns the plan alone": "def regrules_jurisdiction():\n    return PLAN",
    "writes `yield` for `return`": f"def regrules_jurisdiction():\n    yield {_COUNTY}",
    "makes a record that is refused": f"def regrules_jurisdiction():\n    return {_COUNTY.replace('990101', '9901')}",
    "misspells the hook": f"def regrules_juristiction():\n    return {_COUNTY}",
    "takes an argument": f"def regrules_jurisdiction(year):\n    return {_COUNTY}",
    "has the code of another county": f"def regrules_jurisdiction():\n    return {_COUNTY.replace('990101', '500240')}",
    "has the id of another county": f"def regrules_jurisdiction():\n    return {_COUNTY.replace('example', 'shizhu')}",
}


def hooks() -> dict[str, Callable[..., object]]:
    """Every hook, by name."""
    return {name: each for name, each in vars(hookspec).items() if hasattr(each, f"{hookspec.GROUP}_spec")}


def specification() -> str:
    """A section on each hook: how it is called, what it gives, a complete plugin, what else it says."""
    return "\n\n".join(_hook(name, each) for name, each in hooks().items())


def _hook(name: str, each: Callable[..., object]) -> str:
    summary, _, rest = inspect.cleandoc(each.__doc__ or "").partition("\n\n")
    found = re.search(r"^(?P<before>.+)::\n\n(?P<code>(?:    .*\n|\n)+)(?P<after>[\s\S]*)", rest)
    assert found is not None, f"the hook {name} shows no complete plugin"
    code = dedent(found["code"]).strip()
    after = " ".join(found["after"].replace("``", "`").split())
    return f"### {name}\n\n`{signature(each, name)}`\n\n{summary}\n\n{found['before']}:\n\n```python\n{code}\n```\n\n{after}"


def refusals() -> str:
    """A row for each plugin that is refused: what it does, and what is said of it."""
    return table(("a plugin that", "is refused with"), *((what, _refusal(code)) for what, code in REFUSED.items()))


def _refusal(code: str) -> str:
    plugin = ModuleType("regrules_example")
    exec(f"{_PREAMBLE}\n@hookimpl\n{code}", vars(plugin))
    try:
        answer = installed(plugin_manager([plugin]))
    except PluginError as refused:
        return "<br>".join(str(refused).splitlines())
    raise AssertionError(f"this plugin is accepted: {code}\n{answer}")


def group() -> str:
    """The entry point of a plugin, in its project file."""
    return f'```toml\n[project.entry-points.{hookspec.GROUP}]\nexample = "regrules_example"\n```'


MADE: dict[str, Callable[[], str]] = {"hook": specification, "refused_plugins": refusals, "entry_point": group}
