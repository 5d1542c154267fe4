"""Where each figure of an obligation stands in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Figure
from .agree import agreement, levels_said
from .claims import Claim
from .moments import says_boundary, says_year
from .records import Found
from .sides import Held

# Words that say none, and so a figure of nought.
_NONE = re.compile(r"不得|不准|严禁|禁止|杜绝|不发生|不再|零容忍|为零|停止|退出")


# How many periods of each length a year has.
_PERIODS = {"month": 12, "quarter": 4, "half": 2}


def found_in(held: Held, claim: Claim) -> tuple[Found, str]:
    """Where *claim* of an obligation stands, and the path of the clause if it is one."""
    if claim.implied and claim.kind == "share":  # a figure of the clause that is the same is another demand's
        return "implied", ""
    for clause, _ in _said(held, claim):
        return ("clause" if clause in {each.path for each in held.cited} else "above"), clause
    if claim.implied and claim.kind == "year":
        return "implied", ""
    if claim.unit == "window":  # that a clause speaks of last year does not make the whole duty one of last year
        return ("reading" if _in_words(claim, held.obligation.title.zh + held.reading, held.year) else "missing"), ""
    if _in_words(claim, held.text, held.year):
        return "clause", held.obligation.clause
    if _in_words(claim, held.text_above, held.year):
        return "title", ""
    if claim.implied:
        return "implied", ""
    if _read(held, claim):
        return "reading", ""
    return "missing", ""


def _said(held: Held, claim: Claim) -> Iterator[tuple[str, Figure]]:
    said = [(clause.path, figure) for clause, figure in held.said(claim)]
    whole = {"level": _covered, "frequency": _comes_again}.get(claim.kind)
    if whole is None or whole(claim, [figure for _, figure in said]):
        yield from said


def _comes_again(claim: Claim, said: list[Figure]) -> bool:
    """Whether a frequency is said as such (每半年), or by naming every one of its periods (上半年、下半年)."""
    named = {figure.unit for figure in said}
    return claim.unit in named or len(named) == _PERIODS.get(claim.unit)


def _covered(claim: Claim, said: list[Figure]) -> bool:
    """Whether every level that is meant is named."""
    highest = max(map(int, claim.levels), default=0) if claim.unit != "letter" else 0
    named = {level for figure in said for level in levels_said(figure, highest)}
    return set(claim.levels) <= named


def _read(held: Held, claim: Claim) -> bool:
    said = [figure for figure in held.reading_figures if agreement(claim, figure, held.year) == "same"]
    if said and (claim.kind != "level" or _covered(claim, said)):
        return True
    if claim.kind == "clock" and claim.unit == "day":  # a bare 15日 may be a day of the month, but not in a reading
        return bool(re.search(rf"(?<![\d月]){claim.value}[日天]", held.reading))
    return _in_words(claim, held.reading, held.year)


def _in_words(claim: Claim, text: str, year: int) -> bool:
    """Whether *text* says *claim* in words that are no figures by themselves."""
    match claim.kind:
        case "year":
            return says_year(text, int(claim.value), year)
        case "day" if claim.day is not None:
            return says_boundary(text, claim.day, 0 if claim.unit == "first" else year)
        case "level" if claim.unit == "letter":
            return all(re.search(rf"(?<![A-Za-z]){level}(?![A-Za-z])", text) for level in claim.levels)
        case "count" | "share" if claim.value == 0:
            return bool(_NONE.search(text))
    return False
