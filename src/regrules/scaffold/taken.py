"""Whether another county that is installed has the name or the code already."""

from __future__ import annotations

from importlib.metadata import entry_points

from ..errors import PluginError, QuestionError
from ..hookspec import GROUP
from ..plugins import installed
from .county import NewCounty


def refuse_taken(county: NewCounty) -> None:
    """
    Refuse a name or a code that another installed county has; the county itself may be installed already.

    Raises:
        QuestionError: another distribution speaks for this name or code.
    """
    for distribution, name, code in _others(county):
        if name == county.id:
            raise QuestionError(f"name `{name}` is taken: {distribution} is installed and has it; choose another name")
        if code == county.code:
            raise QuestionError(
                f"division code `{code}` is taken: {distribution} is installed and speaks for it, as `{name}`"
            )


def _others(county: NewCounty) -> list[tuple[str, str, str]]:
    """Distribution, name and code of every other installed county; where one cannot be used, the names alone."""
    try:
        found = [(each.distribution, each.jurisdiction.id, each.jurisdiction.code) for each in installed()]
    except PluginError:  # a broken county elsewhere is no reason to refuse a new one
        found = [(each.dist.name if each.dist else each.value, each.name, "") for each in entry_points(group=GROUP)]
    return [each for each in found if each[0].replace("_", "-").lower() != county.distribution]
