"""How the checks of the first and the last level word what they find."""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.check import Finding
from ...model.text import Text

Found = Iterator[Finding]


def told(
    check: str, problem: tuple[str, str], advice: tuple[str, str], *, snippet: str = "", note: bool = False
) -> Finding:
    """A finding that concerns the county itself; problem and advice each in Chinese and in English."""
    return Finding(
        check=check,
        problem=text(*problem),
        advice=text(*advice),
        severity="note" if note else "error",
        snippet=snippet,
    )


def text(zh: str, en: str) -> Text:
    """Text in both languages."""
    return Text(zh=zh, en=en)
