"""The lines of a document: cleaned, numbered, and joined again where a page or a column broke them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import frozen

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_PAGE_NUMBER = re.compile(r"[-—–－]+\s*\d{1,3}\s*[-—–－]+|第\s*\d{1,3}\s*页(?:\s*[,，]?\s*共\s*\d{1,3}\s*页)?")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’]")
_BLANKS = re.compile(r"[ \t\u00a0\u3000]+")
_ENDS = tuple("。；：！？.;:!?）)”》…")

# A line shorter than this part of the usual width did not break because it was full.
FULL = 0.8
LONGEST_HEADING = 60

# No page is narrower than this many characters.
NARROWEST = 20


@frozen(kw_only=True)
class Line:
    """
    A line of a document.

    Attributes:
        number: Its number, from 1.
        raw: As it was given, without its end.
        text: Without outer blanks.
    """

    number: int
    raw: str
    text: str


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of *text*, blank ones included; page numbers are made blank."""
    visible = _INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return tuple(_line(number, raw) for number, raw in enumerate(visible.split("\n"), start=1))


def _line(number: int, raw: str) -> Line:
    text = raw.strip(" \t\u00a0\u3000").replace("**", "")
    text = re.sub(r"^#+\s+|^>\s+", "", text)
    if _PAGE_NUMBER.fullmatch(text):
        return Line(number=number, raw="", text="")
    return Line(number=number, raw=raw, text=text)


def usual_width(lines: Iterable[Line]) -> int:
    """How wide the lines of running text are; lines of a document that was never broken are paragraphs, and very wide."""
    widths = sorted(len(line.text) for line in lines if len(line.text) > 8)
    return max(NARROWEST, widths[len(widths) * 9 // 10] if widths else 0)


def finished(line: Line, width: int) -> bool:
    """Whether a sentence or a heading ends with *line*, so that what follows may be something new."""
    return not line.text or line.text.endswith(_ENDS) or len(line.text) < FULL * width


def glued(parts: Sequence[str]) -> str:
    """*parts* in one line: without a blank between Chinese characters, with one between Latin words."""
    text = ""
    for part in filter(None, parts):
        between = " " if text[-1:].isascii() and text[-1:].isalpha() and part[0].isascii() and part[0].isalnum() else ""
        text += between + part
    return tightened(text)


def tightened(text: str) -> str:
    """*text* without the blanks that stand between Chinese characters, and other runs of blanks made one."""
    return _BLANKS.sub(lambda match: "" if _inside_chinese(match) else " ", text).strip()


def _inside_chinese(match: re.Match[str]) -> bool:
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    return bool(_WIDE.match(before) and _WIDE.match(after))
