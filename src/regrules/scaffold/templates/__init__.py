"""The files of a new plugin, as text with names to be filled in."""

from __future__ import annotations

from importlib.resources import files
from string import Template


def filled(name: str, /, **values: str) -> str:
    """The template called *name* with *values* in their places."""
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return Template(text).substitute(values)
