"""From the lines below a number to its clause: heading, text, and the numbers inside running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import define, evolve, field

from .figures import find_figures
from .labels import inline_labels
from .lines import FULL, LONGEST_HEADING, Line, glued
from .outline import Clause

_SENTENCE = re.compile(r"(?P<heading>[^。；：，,:;！？]{2,30})。")
_HEADING = re.compile(r"[^。；：！？;:]*[^。；：！？;:，,、]")

# A heading that states one of these asks for something by itself.
_STATING = ("share", "count", "clock", "date")


@define(kw_only=True, eq=False)
class Numbered:
    """
    A numbered place while it is being read.

    Attributes:
        path: Its path; empty for a chapter that does not enter the paths.
        style: The style of its number.
        label: As the document numbers it.
        lines: Its lines, the first without the label.
    """

    path: str
    style: str
    label: str
    lines: list[Line] = field(factory=list)


def clauses_of(places: Sequence[Numbered], width: int) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """The clauses of *places*, and those places that are only a heading for what stands below them."""
    read = [each for place in places if place.path for each in _read(place, width)]
    inner = {each.path.rpartition(".")[0] for each in read}
    clauses: dict[str, Clause] = {}
    headings: dict[str, Clause] = {}
    for each in read:
        clause = evolve(each, figures=find_figures(each.text))
        only_heading = each.path in inner and each.heading == each.text.rstrip("。") and not _states(clause)
        _put(headings if only_heading and each.path not in clauses else clauses, clause)
    return tuple(each for each in clauses.values() if each.text), tuple(headings.values())


def note(path: str, label: str, lines: Sequence[Line]) -> Clause:
    """The clause of a note, such as what stands below a table."""
    text = glued([line.text for line in lines])
    return Clause(path=path, label=label, heading="", text=text, line=lines[0].number, figures=find_figures(text))


def _states(clause: Clause) -> bool:
    return any(figure.kind in _STATING for figure in clause.figures)


def _put(clauses: dict[str, Clause], clause: Clause) -> None:
    """A number that stands twice in a document is one clause, with both texts."""
    if earlier := clauses.get(clause.path):
        text = f"{earlier.text} {clause.text}".strip()
        clause = evolve(earlier, text=text, figures=find_figures(text))
    clauses[clause.path] = clause


def _read(place: Numbered, width: int) -> Iterator[Clause]:
    heading, rest = _heading_line(place, width)
    yield from _parted(place, place.path, place.label, heading, rest)


def _heading_line(place: Numbered, width: int) -> tuple[str, str]:
    """The heading that stands on lines of its own, and the text below it."""
    texts = [line.text for line in place.lines if line.text]
    whole = glued(texts)
    if could_head(texts):
        return whole, ""
    first = texts[0] if texts else ""
    alone = len(first) <= LONGEST_HEADING and len(place.label) + len(first) < FULL * width
    if alone and _HEADING.fullmatch(first) and not _unfinished(first):
        return glued([first]), glued(texts[1:])
    return "", whole


def could_head(texts: Sequence[str]) -> bool:
    """Whether lines are, taken together, a heading and nothing more."""
    whole = glued(texts)
    return len(whole) <= LONGEST_HEADING and _HEADING.fullmatch(whole) is not None


def _unfinished(text: str) -> bool:
    """Whether a bracket or a quotation that *text* opens is not closed in it."""
    return any(text.count(opening) != text.count(closing) for opening, closing in ("（）", "《》", "“”", "()"))


def _parted(place: Numbered, path: str, label: str, heading: str, text: str, since: int = 0) -> Iterator[Clause]:
    """The clause of *text*, and those of the numbers inside it."""
    parts = inline_labels(text)
    own = (text[: parts[0][0].start()] if parts else text).strip()
    if not heading and (match := _SENTENCE.match(own)) and not find_figures(match["heading"]):
        heading, own = match["heading"], own[match.end() :].strip()
        whole = f"{heading}。{own}"
    else:
        whole = f"{heading} {own}".strip()
    line = place.lines[since].number if place.lines else 0
    yield Clause(path=path, label=label, heading=heading, text=whole, line=line)
    ends = (*(each.start() for each, _ in parts[1:]), len(text))
    for (match, count), end in zip(parts, ends, strict=False):
        since = _line_of(place.lines, match[0].strip(), since)
        inner = text[match.end() : end].strip()
        yield from _parted(place, f"{path}.{count}", match[0].strip(), "", inner, since)


def _line_of(lines: Sequence[Line], label: str, since: int) -> int:
    """Which of *lines* holds *label*, looking from one of them on."""
    holding: Iterable[int] = (at for at in range(since, len(lines)) if label in lines[at].text)
    return next(iter(holding), since)
