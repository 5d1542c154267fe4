"""How plans write days, and periods that have a name."""

from __future__ import annotations

import calendar
import re

from .numerals import SIGNS, number
from .outline import Figure
from .patterns import TO, found, rule

_YEAR = r"(?:(?P<year>\d{4})\s*年\s*)?"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])"
_DAY = (
    r"(?:3[01]|[12]\d|0?[1-9]|三十一|三十|二十[一二三四五六七八九]|二十|十[一二三四五六七八九]|[一二三四五六七八九十])"
)
_END = r"(?:\s*(?:之前|以前|前|止|之后|以后|后|起))?"
_ALONE = r"(?<![\d.十一二三四五六七八九])"


def _whole(text: str) -> int:
    value = number(text)
    assert value is not None, text
    return int(value)


def _day(year: str | None, month: int, day: int | None = None) -> str:
    """The day as ``03-31`` or ``2025-03-31``; without *day* the last one of its month. 29 February needs its year."""
    last = day or calendar.monthrange(int(year) if year else 2025, month)[1]
    return f"{year + '-' if year else ''}{month:02}-{last:02}"


def _ends(match: re.Match[str], first: str, last: str) -> tuple[Figure, ...]:
    """The two ends of a range of days."""
    return (*found(match, "date", 0, unit=first, bound="least"), *found(match, "date", 0, unit=last, bound="most"))


@rule(
    rf"{_ALONE}{_YEAR}(?P<month>{_MONTH})\s*月\s*(?P<day>{_DAY})\s*日?{TO}"
    rf"(?:(?P<year2>\d{{4}})\s*年\s*)?(?:(?P<month2>{_MONTH})\s*月\s*)?(?P<day2>{_DAY})\s*日"
)
def _days(match: re.Match[str]) -> tuple[Figure, ...]:
    month = _whole(match["month"])
    later = _whole(match["month2"]) if match["month2"] else month
    year = match["year"]
    first = _day(year, month, _whole(match["day"]))
    return _ends(match, first, _day(match["year2"] or year, later, _whole(match["day2"])))


@rule(
    rf"{_ALONE}{_YEAR}(?P<month>{_MONTH})\s*月?份?{TO}"
    rf"(?:(?P<year2>\d{{4}})\s*年\s*)?(?P<month2>{_MONTH})\s*月(?!\s*\d+\s*日)份?(?:底|末)?"
)
def _months(match: re.Match[str]) -> tuple[Figure, ...]:
    year = match["year"]
    return _ends(match, _day(year, _whole(match["month"]), 1), _day(match["year2"] or year, _whole(match["month2"])))


@rule(rf"{_ALONE}{_YEAR}(?P<month>{_MONTH})\s*月\s*(?P<day>{_DAY})\s*(?:日|号){_END}")
def _one_day(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "date", 0, unit=_day(match["year"], _whole(match["month"]), _whole(match["day"])))


@rule(rf"{_ALONE}{_YEAR}(?P<month>{_MONTH})\s*月份?\s*(?P<third>[上中下]旬|底|末){_END}")
def _part_of_month(match: re.Match[str]) -> tuple[Figure, ...]:
    day = {"上旬": 10, "中旬": 20}.get(match["third"])
    return found(match, "date", 0, unit=_day(match["year"], _whole(match["month"]), day))


@rule(rf"(?<=月)\s*(?P<day>{_DAY})\s*日(?:{_END}|\s*内)")
def _day_of_month(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "date", 0, unit=f"*-{_whole(match['day']):02}", start=match.start("day"))


@rule(rf"(?<![上去次前往每同])(?:(?P<year>\d{{4}})\s*|本|当)?年\s*(?:底|末|终){_END}")
def _end_of_year(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "date", 0, unit=_day(match["year"], 12))


@rule(rf"(?<![{SIGNS}\d每半个\s])年内")
def _within_the_year(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "date", 0, unit="12-31", bound="most")


_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4, "首": 1}
_OF = "一二三四1234"


@rule(
    rf"(?<![每个])(?:前|第)?\s*(?P<several>(?:[{_OF}]\s*[、,，和及与]\s*)*)(?P<quarter>[{_OF}首])\s*季度(?:末|底)?{_END}"
)
def _quarters(match: re.Match[str]) -> tuple[Figure, ...]:
    named = [*re.findall(rf"[{_OF}]", match["several"]), match["quarter"]]
    return tuple(figure for each in named for figure in found(match, "period", 1, unit=f"Q{_QUARTER[each]}"))


@rule(
    rf"(?P<half>上半年|下半年|(?<![每上下近过去{SIGNS}\d个])半年度?(?!\s*[内来前一多]|以[内上]|之内)|半年(?:底|末)){_END}"
)
def _halves(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "period", 1, unit="H2" if match["half"].startswith("下") else "H1")


@rule(r"全年度?")
def _whole_year(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "period", 1, unit="year")


@rule(rf"(?<![每个\d.十一二三四五六七八九]){_YEAR}(?P<month>{_MONTH})\s*月份?(?!\s*\d|以来){_END}")
def _month(match: re.Match[str]) -> tuple[Figure, ...]:
    unit = f"M{_whole(match['month']):02}"
    return found(match, "period", 1, unit=unit)


DAY_RULES = (
    *(_days, _months, _one_day, _part_of_month, _day_of_month, _end_of_year, _within_the_year),
    *(_quarters, _halves, _whole_year, _month),
)
