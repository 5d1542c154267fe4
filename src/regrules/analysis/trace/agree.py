"""Whether a figure of an obligation and one of the document say the same."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

from ..document import Figure
from .claims import Claim
from .moments import frequency, months_of, says_day

Agreement = Literal["same", "other bound", "different"]
_ACCEPTED = {
    "least": ("least", ""),
    "exact": ("",),
    "above": ("above",),
    "most": ("most",),
    "below": ("below",),
    "": ("least", "above", "most", "below", ""),
}


def agreement(claim: Claim, figure: Figure, year: int) -> Agreement:
    """How *claim* and *figure* go together, in a plan for *year*."""
    match claim.kind:
        case "share" | "count":
            same = figure.kind == claim.kind and _rate(figure.value, residents(figure)) == _rate(claim.value, claim.per)
            if claim.unit == "limit" and figure.kind == "count" and not figure.per:
                return _if((figure.bound, figure.value) in _limits(claim.value))
            return "different" if not same else _bounds(claim, figure)
        case "clock":
            if (figure.kind, figure.value, figure.unit) != ("clock", claim.value, claim.unit):
                return "different"
            return "other bound" if figure.bound in ("least", "above") else "same"
        case "length":
            return _if(months_of(figure) == claim.value)
        case "frequency":
            return _if(frequency(figure) == (claim.value, claim.unit) or _one_of(claim.unit, figure))
        case "day" if claim.day is not None:
            return _if(says_day(figure, claim.day, claim.unit, year))
        case "day":
            return _if(_comes_again(claim, figure))
        case "level":
            return _levels(claim, figure)
    return "different"


def _limits(value: Fraction) -> tuple[tuple[str, Fraction], ...]:
    """How the limit between two sizes is written: 20家以下, 不足21家, 超过20家, 21家以上; 以上 is also said of the limit itself."""
    return ("most", value), ("below", value + 1), ("above", value), ("least", value + 1), ("least", value)


def _comes_again(claim: Claim, figure: Figure) -> bool:
    """Whether *figure* says the due day of each period: 每月5日前, 季度结束后10日内, or one of the days themselves."""
    if figure.kind == "clock":
        return (figure.value, figure.unit) == (claim.value, "day")
    return figure.kind == "date" and figure.unit[-5:] in (
        f"*-{int(claim.value):02}",
        *(f"{day:%m-%d}" for day in claim.days),
    )


def _one_of(unit: str, figure: Figure) -> bool:
    """Whether *figure* names one of the periods of a frequency: 上半年、下半年各一次."""
    return figure.kind == "period" and bool(re.fullmatch(rf"{unit[:1].upper()}\d+", figure.unit))


def _rate(value: Fraction, per: int) -> tuple[bool, Fraction]:
    return bool(per), value / per if per else value


def residents(figure: Figure) -> int:
    """How many residents a count is for; 0 if it is for none."""
    found = re.match(r"\d+", figure.per)
    return int(found[0]) if found else 0


def levels_said(figure: Figure, highest: int = 4) -> frozenset[str]:
    """The levels that a figure speaks of: 二级以上 says 2, 3 and 4."""
    value = int(figure.value)
    spans = {"least": range(value, highest + 1), "above": range(value + 1, highest + 1), "most": range(1, value + 1)}
    return frozenset(map(str, spans.get(figure.bound, range(value, value + 1))))


def _bounds(claim: Claim, figure: Figure) -> Agreement:
    bound = claim.bound
    if claim.kind == "share" and claim.value == 1 and bound == "exact":
        bound = "least"  # no share exceeds all
    return "same" if figure.bound in _ACCEPTED[bound] else "other bound"


def _levels(claim: Claim, figure: Figure) -> Agreement:
    if figure.kind != "level" or figure.unit != claim.unit:
        return "different"
    if not figure.bound:
        return _if(str(figure.value) in claim.levels)
    said = levels_said(figure)
    if not said & set(claim.levels):
        return "different"
    highest = max(map(int, claim.levels), default=0)
    return "same" if levels_said(figure, highest) == set(claim.levels) and _open(claim) else "other bound"


def _open(claim: Claim) -> bool:
    # All levels from one upwards or downwards are meant, not just one that happens to be the highest or the lowest.
    return claim.bound in ("least", "most") or len(claim.levels) > 1


def _if(same: bool) -> Agreement:
    return "same" if same else "different"
