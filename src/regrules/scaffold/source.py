"""Python as text: literals, calls and comments that look as if somebody had written them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from unicodedata import east_asian_width

WIDTH = 120


def quoted(text: str) -> str:
    """*text* as a Python literal, between the quotes that need no backslash if there are any."""
    if '"' in text and "'" not in text and "\\" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def text_call(zh: str, en: str, *, indent: int | None = None, room: int = 0) -> str:
    """
    A text in both languages, as a plan writes it.

    Args:
        zh: In Chinese.
        en: In English.
        indent: How far the line that it stands on is set in, if it may be broken.
        room: What else stands on that line.
    """
    line = f"Text(zh={quoted(zh)}, en={quoted(en)})"
    if indent is None or indent + room + width(line) <= WIDTH:
        return line
    pad = " " * indent
    return f"Text(\n{pad}    zh={quoted(zh)},\n{pad}    en={quoted(en)},\n{pad})"


def width(line: str) -> int:
    """How wide a line is where Chinese characters take two columns."""
    return sum(2 if east_asian_width(sign) in "FW" else 1 for sign in line)


def call(name: str, *arguments: str, indent: int = 0) -> list[str]:
    """A call among others, on one line, or with each argument on its own if that is too wide."""
    pad = " " * indent
    line = f"{pad}{name}({', '.join(arguments)}),"
    return (
        [line] if width(line) <= WIDTH else [f"{pad}{name}(", *(f"{pad}    {each}," for each in arguments), f"{pad}),"]
    )


def imported(module: str, names: Iterable[str]) -> str:
    """A statement that imports *names*, in the order in which formatters put them: constants, classes, the rest."""
    order = sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name.lower()))
    line = f"from {module} import {', '.join(order)}"
    return (
        line if len(line) <= WIDTH else f"from {module} import (\n" + "".join(f"    {each},\n" for each in order) + ")"
    )


def comment(*parts: str, indent: int = 0) -> list[str]:
    """A comment of as many lines as it takes, broken between *parts*, which dots divide."""
    room = WIDTH - indent - 2
    lines: list[str] = []
    for part in (_plain(each) for each in parts):
        if lines and width(f"{lines[-1]} · {part}") <= room:
            lines[-1] += f" · {part}"
        else:
            lines.append(part)
    return [f"{' ' * indent}# {line}" for line in lines]


def _plain(text: str) -> str:
    """*text* on one line, with nothing in it that a comment cannot hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
