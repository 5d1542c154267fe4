"""Rules that find figures: a pattern, and what is made of each place where it matches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from attrs import frozen

from .outline import Bound, Figure, FigureKind

Make = Callable[["re.Match[str]"], tuple[Figure, ...]]

# Between the two ends of a range.
TO = r"\s*(?:至|到|[-－—–～~]+)\s*"


@frozen
class Rule:
    """
    One way to write figures.

    Attributes:
        pattern: Where it is written.
        make: The figures of such a place; none if it only looks like one.
    """

    pattern: re.Pattern[str]
    make: Make


def rule(pattern: str) -> Callable[[Make], Rule]:
    """A decorator that makes a rule of a function from matches to figures."""
    compiled = re.compile(pattern)
    return lambda make: Rule(compiled, make)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of *words*, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


def found(
    match: re.Match[str],
    kind: FigureKind,
    value: Fraction | int | None,
    *,
    unit: str = "",
    bound: Bound = "",
    per: str = "",
    start: int | None = None,
) -> tuple[Figure, ...]:
    """One figure for what *match* covers, or for its end from *start*; none if there is no *value*."""
    if value is None:
        return ()
    begin = match.start() if start is None else start
    text = match.string[begin : match.end()]
    return (Figure(kind=kind, text=text, value=Fraction(value), unit=unit, bound=bound, per=per, start=begin),)
