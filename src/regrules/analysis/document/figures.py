"""Finding the figures of a text: shares, counts, clocks, dates, periods, levels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from .bounds import with_bounds
from .figure_amounts import COUNT_RULES, LEVEL_RULES, PEOPLE_RULES, PERIOD_RULES, SHARE_RULES
from .figure_days import DAY_RULES
from .figure_words import NAMES, SINGLE_NEEDS_BOUND, WEAK_COUNTERS
from .numerals import narrow
from .outline import Figure
from .patterns import Rule, any_of

# Where two rules would read the same place, the earlier one does.
RULES: tuple[Rule, ...] = (*SHARE_RULES, *PEOPLE_RULES, *DAY_RULES, *PERIOD_RULES, *LEVEL_RULES, *COUNT_RULES)

_BLOT = "□"
_FIGURE_IN_QUOTES = re.compile(r"[%％]|不少于|不低于|不超过|至少|每(?:季|月|年|半年|周)|工作日")
_NAMES = any_of(NAMES).replace(r"\#", r"(?:\d{1,2}|[一二两三四五六七八九十]+)")
_NO_FIGURES = re.compile(
    r"《[^《》]*》?"  # titles of documents
    r"|[〔\[【﹝]\d{4}[〕\]】﹞]\s*第?\d+号|第\s*\d+\s*号|\d{4}年第\d+号"  # their numbers
    r"|[“\"][^“”\"]{1,30}[”\"]|‘[^’]{1,30}’"  # names and slogans
    r"|一[人企户品店案物事厂校县镇村所]一[档策码册案证品员]"
    r"|(?:其|第)[一二三四五六七八九十]+(?=[，是条款章节项])"
    rf"|{_NAMES}"
)


def find_figures(text: str) -> tuple[Figure, ...]:
    """
    The figures in *text*, in order.

    >>> [(each.text, each.bound) for each in find_figures("每年检查不少于一次，4年内覆盖25%以上")]
    [('每年', ''), ('一次', 'least'), ('4年内', 'most'), ('25%', 'least')]
    """
    plain = narrow(_NO_FIGURES.sub(_blotted, text))
    figures = tuple(sorted(_read(plain), key=lambda each: each.start))
    original = (
        evolve(each, text=text[each.start : each.start + len(each.text)]) for each in with_bounds(plain, figures)
    )
    return tuple(each for each in original if not _manner_of_speaking(plain, each))


def _blotted(match: re.Match[str]) -> str:
    quoted = match[0][0] in '“"‘'
    return match[0] if quoted and _FIGURE_IN_QUOTES.search(match[0]) else _BLOT * len(match[0])


def _read(text: str) -> Iterator[Figure]:
    taken = bytearray(len(text))
    for each in RULES:
        for match in each.pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            if figures := each.make(match):
                begin = min(figure.start for figure in figures)
                taken[begin : match.end()] = b"\1" * (match.end() - begin)
                yield from figures


def _manner_of_speaking(text: str, figure: Figure) -> bool:
    """Whether a count in Chinese numerals is one by its words alone: 一项工作, 两个责任."""
    if figure.kind != "count" or figure.bound or figure.per or re.search(r"\d", narrow(figure.text)):
        return False
    if figure.unit in WEAK_COUNTERS or (figure.value == 1 and figure.unit in SINGLE_NEEDS_BOUND):
        return not re.search(r"每[^，。；]{0,12}$", text[: figure.start])
    return figure.value == 2 and figure.text.startswith("二")
