"""What a docstring holds, as Markdown: its sentences, and what it says of each argument, attribute or error."""

from __future__ import annotations

import inspect
import re
from typing import Any

from attrs import field, frozen

from regrules import model

_NAMED = {id(value): name for name in model.__all__ if not isinstance(value := getattr(model, name), bool | int)}
_HEADING = re.compile(r"^(Args|Attributes|Raises):$", re.MULTILINE)
_ENTRY = re.compile(r"^    (\w+): (.+(?:\n {8,}.+)*)", re.MULTILINE)


@frozen(kw_only=True)
class Said:
    """
    A docstring in its parts.

    Attributes:
        summary: Its first paragraph.
        rest: The paragraphs after that, without examples.
        sections: What stands under ``Args``, ``Attributes`` and ``Raises``, by name.
    """

    summary: str
    rest: str = ""
    sections: dict[str, dict[str, str]] = field(factory=dict)

    def about(self, section: str, name: str) -> str:
        """What is said of *name*; a KeyError that tells where it is missing."""
        try:
            return self.sections[section][name]
        except KeyError:
            raise KeyError(f"no {section} entry for {name} beside: {self.summary}") from None


def said(documented: Any) -> Said:
    """The docstring of *documented* in its parts."""
    text, *parts = _HEADING.split(inspect.cleandoc(documented.__doc__ or ""))
    paragraphs = [each for each in re.split(r"\n{2,}", text.strip()) if not each.startswith(">>>")]
    entries = {
        name: {each: markdown(about) for each, about in _ENTRY.findall(body)}
        for name, body in zip(parts[::2], parts[1::2], strict=True)
    }
    first, *rest = map(markdown, paragraphs)
    return Said(summary=first, rest="\n\n".join(rest), sections=entries)


def markdown(text: str) -> str:
    """A paragraph of a docstring in one line, its names as code."""
    linked = re.sub(r":\w+:`~?([\w.]+)`", r"`\1`", " ".join(text.split()))
    return re.sub(r"(?<![\w*])\*(\w+)\*(?![\w*])", r"`\1`", linked.replace("``", "`"))


def signature(function: Any, name: str) -> str:
    """How *function* is called: its arguments and what stands for those that are left out, without their types."""
    found = inspect.signature(function)
    bare = [
        each.replace(annotation=each.empty, default=each.empty if each.default is each.empty else _Code(each.default))
        for each in found.parameters.values()
        if each.name != "self"
    ]
    return f"{name}{found.replace(parameters=bare, return_annotation=found.empty)}"


def code(value: object) -> str:
    """How a value is written in a plan: by the name that the model gives it, or as it is."""
    return _NAMED.get(id(value)) or (f'"{value}"' if isinstance(value, str) else repr(value))


class _Code:
    """A value that shows as it is written."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __repr__(self) -> str:
        return code(self.value)


def table(*rows: tuple[str, ...]) -> str:
    """A table, its first row the headings."""
    heading, *others = ("| " + " | ".join(each.replace("|", "\\|") for each in row) + " |" for row in rows)
    return "\n".join([heading, "|" + "---|" * len(rows[0]), *others])
