"""The numbers of an outline: 一、（一）1.（1）① 第一条, and where each stands."""

from __future__ import annotations

import re
import unicodedata

from attrs import define, field, frozen

from .numerals import DIGITS, TENS, narrow, number

_HAN = "[" + "".join(sign for sign in (*DIGITS, *TENS) if sign != "两") + "]{1,5}"
_OPEN, _CLOSE = r"[（(〔]\s*", r"\s*[）)〕]"

# The styles of numbers in the order in which they usually stand above each other.
STYLES = (
    ("part", rf"第\s*(?P<n>{_HAN}|\d{{1,3}})\s*(?:部分|编|篇)(?=[\s：:]|$|[^\s的])"),
    ("chapter", rf"第\s*(?P<n>{_HAN}|\d{{1,3}})\s*章(?=[\s：:]|$|[^\s的])"),
    ("article", rf"第\s*(?P<n>{_HAN}|\d{{1,3}})\s*条(?![例款件第的规])"),
    ("section", rf"(?P<n>{_HAN})\s*[、.．](?!{_HAN}\s*[、类级季期等种])"),
    ("item", rf"{_OPEN}(?P<n>{_HAN}){_CLOSE}\s*、?"),
    ("decimal", r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})(?:\s*[、．]|\.(?!\d)|(?=\s|[^\W\d年月日万亿倍个家次份户批元分]))"),
    ("point", r"(?P<n>\d{1,2})\s*(?:[、．]|\.(?!\d)|\\\.)"),
    ("subpoint", rf"{_OPEN}(?P<n>\d{{1,2}}){_CLOSE}\s*、?"),
    ("bracket", r"(?P<n>\d{1,2})\s*[)）]"),
    ("circle", r"(?P<n>[①-⑳])"),
)
RANK = {style: rank for rank, (style, _) in enumerate(STYLES)}
_LABELS = tuple((style, re.compile(pattern)) for style, pattern in STYLES)
_DECIMAL = re.compile(r"[1-9]\d*")
_COMPOSED = re.compile("^[㈠-㈩⑴-⒇⒈-⒛]")


@frozen(kw_only=True)
class Label:
    """
    The number with which a line begins.

    Attributes:
        style: Its style, one of :data:`STYLES`.
        number: What it counts; of a decimal number such as 2.1 its last part.
        text: As the document writes it.
        rest: The line after it.
    """

    style: str
    number: int
    text: str
    rest: str


def label_of(line: str) -> Label | None:
    """The label with which *line* begins; None if it begins with none."""
    plain = narrow(_COMPOSED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), line, count=1))
    longer = len(plain) - len(line)
    for style, pattern in _LABELS:
        match = pattern.match(plain)
        count = _count(match) if match else 0
        if match and count:
            end = match.end() - longer
            return Label(style=style, number=count, text=line[:end].strip(), rest=line[end:].strip())
    return None


def _count(match: re.Match[str]) -> int:
    """What a number counts; 0 if it is none."""
    if "." in match["n"]:
        return int(match["n"].rpartition(".")[2])
    return int(number(unicodedata.normalize("NFKC", match["n"])) or 0)


@define(kw_only=True, eq=False)
class Levels:
    """
    The numbers that are open while a document is read.

    Attributes:
        skipped: Styles that do not enter the paths: chapters where articles are numbered through.
        top: The style that stands above all others, whatever its rank; empty as long as none was seen.
    """

    skipped: frozenset[str] = frozenset()
    top: str = ""
    _open: list[tuple[str, int]] = field(factory=list, init=False)
    _last: dict[str, int] = field(factory=dict, init=False)

    def expects(self, label: Label) -> bool:
        """Whether *label* goes on where its style was left; of a decimal number, where its level was."""
        if label.style == "decimal":
            *above, count = map(int, _DECIMAL.findall(label.text))
            counts = [count for _, count in self._open]
            before = counts[len(above)] if len(counts) > len(above) else 0
            return counts[: len(above)] == above and count == before + 1
        return label.number == self._last.get(label.style, 0) + 1

    def enter(self, label: Label) -> str:
        """The path at *label*, which is open from now on."""
        self.top = self.top or label.style
        if label.style == "decimal":
            self._open = [*self._open[:1], *(("decimal", int(each)) for each in _DECIMAL.findall(label.text)[1:])]
            return self.path
        while self._open and self._rank(self._open[-1][0]) >= self._rank(label.style):
            self._open.pop()
        self._open.append((label.style, label.number))
        self._last[label.style] = label.number
        return self.path

    @property
    def path(self) -> str:
        """The path of what is open."""
        return ".".join(str(count) for style, count in self._open if style not in self.skipped)

    def _rank(self, style: str) -> int:
        return -1 if style == self.top else RANK[style]


_INLINE = (
    re.compile(rf"(?:^|(?<=[。；;：:，,！!？?）)”\s]))(?P<n>{_HAN})[是要](?!求|点|否|素|不是)"),
    re.compile(rf"(?:^|(?<=[。；;：:，,]))\s*{_OPEN}(?P<n>{_HAN}){_CLOSE}"),
    re.compile(rf"(?:^|(?<=[。；;：:，,]))\s*{_OPEN}(?P<n>\d{{1,2}}){_CLOSE}"),
    re.compile(r"(?:^|(?<=[。；;：:]))\s*(?P<n>\d{1,2})[.．、](?!\d)"),
    re.compile(r"(?P<n>[①-⑳])"),
)


def inline_labels(text: str) -> tuple[tuple[re.Match[str], int], ...]:
    """
    The numbers inside running *text* that part it, and what each counts: the first sequence that begins with one and goes
    on to two.

    >>> [(each[0], count) for each, count in inline_labels("重点对象：一是不合格的；二是高风险的。")]
    [('一是', 1), ('二是', 2)]
    """
    sequences = [sequence for pattern in _INLINE if (sequence := _sequence(pattern, text))]
    return min(sequences, key=lambda sequence: sequence[0][0].start(), default=())


def _sequence(pattern: re.Pattern[str], text: str) -> tuple[tuple[re.Match[str], int], ...]:
    runs: list[list[tuple[re.Match[str], int]]] = []
    for match in pattern.finditer(text):
        count = _count(match)
        if count == 1:
            runs.append([(match, 1)])
        elif runs and count == runs[-1][-1][1] + 1:
            runs[-1].append((match, count))
    return tuple(each for run in runs if len(run) > 1 for each in run)
