"""Whether a county that is installed has the name or the code already."""

from __future__ import annotations

import tomllib
from importlib.metadata import entry_points
from pathlib import Path

from ..errors import PluginError, QuestionError
from ..hookspec import GROUP
from ..plugins import installed
from .county import NewCounty


def refuse_taken(county: NewCounty, folder: Path) -> None:
    """
    Refuse a name or a code that an installed county has, unless it is the very county whose files stand in *folder*.

    Raises:
        QuestionError: a distribution that is installed speaks for this name or code.
    """
    own = county.distribution if _project(folder) == county.distribution else None
    for distribution, name, code in _installed():
        if distribution.replace("_", "-").lower() == own:
            continue
        if name == county.id:
            raise QuestionError(f"name `{name}` is taken: {distribution} is installed and has it; choose another name")
        if code == county.code:
            raise QuestionError(
                f"division code `{code}` is taken: {distribution} is installed and speaks for it, as `{name}`"
            )


def _project(folder: Path) -> str | None:
    """The name of the project whose files stand in *folder*; None if there is none."""
    try:
        told = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
        return str(told["project"]["name"])
    except (OSError, ValueError, KeyError, TypeError):  # no project file, or one that nobody can read
        return None


def _installed() -> list[tuple[str, str, str]]:
    """Distribution, name and code of every installed county; where one cannot be used, the names alone."""
    try:
        return [(each.distribution, each.jurisdiction.id, each.jurisdiction.code) for each in installed()]
    except PluginError:  # a broken county elsewhere is no reason to refuse a new one
        return [(each.dist.name if each.dist else each.value, each.name, "") for each in entry_points(group=GROUP)]
