"""A clause of a document as an entry that its author completes."""

from __future__ import annotations

import re

from ..analysis.document import Clause
from .figures import written
from .hints import hints
from .source import call, comment, quoted

SHORTEST, LONGEST = 4, 15
_LABEL = re.compile(
    r"^\s*([（(]?[一二三四五六七八九十百\d]+[）)、.．]|第[一二三四五六七八九十百\d]+条|[一二三四五六七八九]是)\s*"
)


def draft_lines(clause: Clause, year: int) -> list[str]:
    """The entry of *clause*: where it stands, the figures in it and how they are written, then a draft of guidance."""
    found = dict.fromkeys(
        f"{each.text} -> {written(each, year, clause.text[each.start + len(each.text) :])}" for each in clause.figures
    )
    suggested = hints(clause.text, year) if clause.figures else ()
    return [
        *comment(f"{clause.label or clause.path}, line {clause.line}", indent=4),
        *comment(*found, indent=4),
        *comment(*(f"perhaps {each}" for each in suggested), indent=4),
        *call("draft", quoted(clause.path), quoted(first_words(clause)), indent=4),
    ]


def first_words(clause: Clause) -> str:
    """The first words of a clause, up to a mark and 15 signs at most: enough to find it by, too few for a title."""
    text = _LABEL.sub("", clause.heading or clause.text)
    first = re.split(r"[，。；：、,;:!？?（(《“\s]", text, maxsplit=1)[0]
    return (first if len(first) >= SHORTEST else text)[:LONGEST].strip() or clause.path
