"""Figures of obligations and of documents in words."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ...model.text import Text
from ..check import Finding
from ..document import Figure
from .claims import Claim

SHOWN = 5
_CLOCKS = {
    "working_day": ("个工作日", "working days"),
    "day": ("日", "days"),
    "month": ("个月", "months"),
    "hour": ("小时", "hours"),
}
_PERIODS = {
    "week": ("每周", "every week"),
    "month": ("每月", "every month"),
    "quarter": ("每季度", "every quarter"),
    "half": ("每半年", "every half-year"),
    "year": ("每年", "every year"),
}
_BOUNDS = {
    "least": ("不低于", "at least "),
    "above": ("高于", "more than "),
    "most": ("不超过", "at most "),
    "below": ("低于", "less than "),
    "exact": ("等于", "exactly "),
    "": ("", ""),
}
_DAYS = {
    "stage": ("阶段期限{}", "stage due {}"),
    "due": ("期限{}", "due {}"),
    "start": ("自{}起", "from {}"),
    "first": ("周期自{}起", "first turn from {}"),
    "end": ("至{}", "until {}"),
    "date": ("{}", "{}"),
}
_LEVELS = {"grade": ("级", "level "), "class": ("类", "class "), "letter": ("级", "grade ")}


def number_text(value: Fraction, *, share: bool = False) -> str:
    """A number as plans write it: 25%, 1/3, 450."""
    percent = value * 100
    if share and percent.denominator in (1, 2, 5, 10):
        return f"{percent.numerator}%" if percent.denominator == 1 else f"{float(percent)}%"
    return str(value)


def claim_text(claim: Claim) -> Text:
    """A figure of an obligation in both languages."""
    match claim.kind:
        case "share" | "count":
            number = number_text(claim.value, share=claim.kind == "share")
            zh, en = _BOUNDS[claim.bound]
            if claim.unit == "fall":
                return Text(zh=f"下降{zh}{number}", en=f"a fall of {en}{number}")
            if claim.per:
                return Text(zh=f"每百万人口{zh}{number}", en=f"{en}{number} per million residents")
            return Text(zh=f"{zh}{number}", en=f"{en}{number}")
        case "clock":
            zh, en = _CLOCKS[claim.unit]
            return Text(zh=f"{claim.value}{zh}", en=f"{claim.value} {en}")
        case "length":
            return Text(zh=f"{claim.value}个月", en=f"{claim.value} months")
        case "frequency":
            zh, en = _PERIODS[claim.unit]
            return Text(zh=zh, en=en)
        case "year":
            return Text(zh=f"{claim.value}年", en=f"the year {claim.value}")
        case "level":
            return _levels(claim)
    if claim.day is None:
        return Text(zh=f"每期{claim.value}日前", en=f"due on day {claim.value}")
    zh, en = _DAYS[claim.unit]
    return Text(zh=zh.format(claim.day), en=en.format(claim.day))


def _levels(claim: Claim) -> Text:
    zh, en = _LEVELS[claim.unit]
    if claim.bound == "least" and claim.levels:
        return Text(zh=f"{claim.levels[0]}{zh}及以上", en=f"{en}{claim.levels[0]} and above")
    if claim.bound == "most" and claim.levels:
        return Text(zh=f"{claim.levels[-1]}{zh}及以下", en=f"{en}{claim.levels[-1]} and below")
    return Text(zh=f"{'、'.join(claim.levels)}{zh}", en=f"{en}{', '.join(claim.levels)}")


def figures_text(figures: Iterable[Figure]) -> Text:
    """Some figures as the document writes them, five at most and then how many more."""
    texts = list(dict.fromkeys(figure.text.strip() for figure in figures))
    rest = len(texts) - SHOWN
    zh, en = "、".join(texts[:SHOWN]), ", ".join(texts[:SHOWN])
    if rest > 0:
        return Text(zh=f"{zh}等{len(texts)}个", en=f"{en} and {rest} more")
    return Text(zh=zh or "没有数字", en=en or "no figure")


def finding(
    check: str,
    plan: str,
    problem: tuple[str, str],
    advice: tuple[str, str],
    *,
    clause: str = "",
    obligation: str = "",
    note: bool = False,
    snippet: str = "",
) -> Finding:
    """A finding whose problem and advice are given as Chinese and English."""
    return Finding(
        check=check,
        plan=plan,
        clause=clause,
        obligation=obligation,
        problem=Text(zh=problem[0], en=problem[1]),
        advice=Text(zh=advice[0], en=advice[1]),
        severity="note" if note else "error",
        snippet=snippet,
    )
