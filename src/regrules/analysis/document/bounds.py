"""What the words around a figure ask of it: at least, more than, at most, less than."""

from __future__ import annotations

import re

from attrs import evolve

from .figure_words import AFTER, BEFORE
from .outline import Bound, Figure
from .patterns import any_of

_SENTENCE_PART = re.compile(r"[，。；：,;:！？\n]")
_BEFORE = re.compile(any_of(BEFORE))
_AFTER = re.compile(r"\s*" + any_of(AFTER))
_TAIL = re.compile(any_of(AFTER) + r"$")
_LIST = re.compile(r"\s*(?:[、，,和及与或]|以及)\s*")
_LATEST = re.compile(r"(?:截至|截止到?|最迟|最晚|不晚于|不迟于|不得晚于|不得迟于)\s*(?:每年|当年|本年)?\s*$")

# How far a bound may stand before its figure; further only if a possessive leads to it (不少于总数的三分之一).
_REACH = {"count": 10, "share": 4, "clock": 2, "period": 0}
_REACH_OF_POSSESSIVE = 40

# Which words after a figure bound it: 内 and 前 are said of times only.
_OF_AMOUNTS = frozenset(word for word in AFTER if word.endswith(("以上", "以下", "以内")))


def with_bounds(text: str, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """*figures* of *text* with the bounds that its words give them; in a list the bound of one holds for the others."""
    bounded = [evolve(each, bound=each.bound or _bound(text, each, figures)) for each in figures]
    for at in range(1, len(bounded)):
        if not bounded[at].bound and _listed(text, bounded[at - 1], bounded[at]):
            bounded[at] = evolve(bounded[at], bound=bounded[at - 1].bound)
    for at in reversed(range(len(bounded) - 1)):
        if (
            not bounded[at].bound
            and bounded[at].kind in ("date", "level")
            and _listed(text, bounded[at], bounded[at + 1])
        ):
            bounded[at] = evolve(bounded[at], bound=bounded[at + 1].bound)
    return tuple(bounded)


def _listed(text: str, first: Figure, second: Figure) -> bool:
    between = text[first.start + len(first.text) : second.start]
    return first.kind == second.kind and bool(_LIST.fullmatch(between))


def _bound(text: str, figure: Figure, figures: tuple[Figure, ...]) -> Bound:
    end = figure.start + len(figure.text)
    if figure.kind in ("date", "period", "level"):
        if tail := _TAIL.search(figure.text):
            return AFTER[tail[0]]
        if figure.kind == "date":
            return "most" if _LATEST.search(text[: figure.start]) else ""
    before = _bound_before(text, figure, figures)
    after = _AFTER.match(text, end)
    if before or after is None or (figure.kind in ("share", "count") and after[0].strip() not in _OF_AMOUNTS):
        return before
    return AFTER[after[0].strip()]


def _bound_before(text: str, figure: Figure, figures: tuple[Figure, ...]) -> Bound:
    """The bound of the last bounding word in the same part of the sentence, if it leads to the figure."""
    if figure.kind not in _REACH:
        return ""
    begin = max((cut.end() for cut in _SENTENCE_PART.finditer(text, 0, figure.start)), default=0)
    words = list(_BEFORE.finditer(text, begin, figure.start))
    if not words:
        return ""
    if figure.kind in ("clock", "period") and (
        words[-1][0].startswith("达") or figure.text.startswith(("每", "按", "逐"))
    ):
        return ""
    gap = text[words[-1].end() : figure.start].strip()
    possessive = gap.endswith(("的", "之")) and len(gap) <= _REACH_OF_POSSESSIVE
    taken = any(words[-1].end() <= each.start < figure.start and each.kind == figure.kind for each in figures)
    return BEFORE[words[-1][0]] if (possessive or len(gap) <= _REACH[figure.kind]) and not taken else ""
