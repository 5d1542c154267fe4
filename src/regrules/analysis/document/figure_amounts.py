"""How plans write shares, counts, clocks, repeated periods and levels."""

from __future__ import annotations

import re
from fractions import Fraction

from .figure_words import BEFORE, CLOCK_UNITS, COUNTERS, NOT_FOLLOWED, PERIOD_UNITS, WEAK_COUNTERS
from .numerals import ARABIC, CHINESE, NUMBER, SIGNS, number
from .outline import Bound, Figure
from .patterns import TO, any_of, found, rule

_DECIMAL = r"\d+(?:\.\d+)?"
_ALONE = r"(?<![\d.A-Za-z·+-])"


def _percent(text: str) -> Fraction:
    return Fraction(text) / 100


@rule(rf"{_ALONE}(?P<low>{_DECIMAL})\s*%?{TO}(?P<high>{_DECIMAL})\s*%")
def _range_of_shares(match: re.Match[str]) -> tuple[Figure, ...]:
    low = found(match, "share", _percent(match["low"]), bound="least")
    return (*low, *found(match, "share", _percent(match["high"]), bound="most"))


@rule(rf"{_ALONE}(?P<share>{_DECIMAL})\s*(?:%|个?(?P<point>百分点))")
def _share(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "share", _percent(match["share"]), unit="point" if match["point"] else "")


@rule(rf"(?P<of>{CHINESE}|{_ALONE}\d+)分之\s*(?P<part>{NUMBER})")
def _fraction(match: re.Match[str]) -> tuple[Figure, ...]:
    of, part = number(match["of"]), number(match["part"])
    return found(match, "share", part / of if of and part is not None else None)


@rule(r"(?<!大)一半|(?P<more>超?过)?半数|(?P<over>过)半(?!年)")
def _half(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "share", Fraction(1, 2), bound="above" if match["more"] or match["over"] else "")


@rule(rf"(?<![{SIGNS}\d])(?P<tenths>[一二两三四五六七八九1-9])成(?=以上|以下|的|左右|[，。；、）)]|$)")
def _tenths(match: re.Match[str]) -> tuple[Figure, ...]:
    tenths = number(match["tenths"])
    return found(match, "share", tenths / 10 if tenths else None)


@rule(rf"(?P<times>{NUMBER})\s*倍")
def _times(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "share", number(match["times"]), unit="times")


_ANY_COUNTER = any_of((*COUNTERS, *WEAK_COUNTERS))
_PEOPLE = r"(?P<per>\d+\s*[百千万]*|[十百千万]+)\s*(?:名|位)?(?:常住)?(?:居民|人口|人)"
_BOUNDS = re.compile(any_of(BEFORE))


def _residents(text: str) -> str:
    return f"{number(text)} residents"


@rule(rf"每\s*{_PEOPLE}(?P<gap>[^，。；：\d]{{0,16}}?)(?P<count>{NUMBER})\s*[余多]?\s*(?P<counter>{_ANY_COUNTER})")
def _per_residents(match: re.Match[str]) -> tuple[Figure, ...]:
    words = _BOUNDS.findall(match["gap"])
    bound: Bound = BEFORE[words[-1]] if words else ""
    per = _residents(match["per"])
    return found(match, "count", number(match["count"]), unit=match["counter"], bound=bound, per=per)


@rule(rf"(?P<count>{NUMBER})\s*(?P<counter>{_ANY_COUNTER})\s*[/／每]\s*{_PEOPLE}")
def _count_per_residents(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "count", number(match["count"]), unit=match["counter"], per=_residents(match["per"]))


def _another_word(match: re.Match[str]) -> bool:
    """Whether the counter begins another word, as in 三处罚."""
    return match.string[match.end() : match.end() + 1] in tuple(NOT_FOLLOWED.get(match["counter"][-1:], ""))


@rule(rf"(?<![第\d.A-Za-z])(?P<low>{NUMBER}){TO}(?P<high>{NUMBER})\s*(?P<counter>{_ANY_COUNTER})")
def _range_of_counts(match: re.Match[str]) -> tuple[Figure, ...]:
    low, high = number(match["low"]), number(match["high"])
    if low is None or high is None or low >= high or _another_word(match):
        return ()
    unit = match["counter"]
    return (
        *found(match, "count", low, unit=unit, bound="least"),
        *found(match, "count", high, unit=unit, bound="most"),
    )


@rule(
    rf"(?<![第\dA-Za-z·+{SIGNS}近几数上])(?P<count>(?<!\.){ARABIC}|{CHINESE})\s*[余多]?\s*(?P<counter>{_ANY_COUNTER})"
)
def _count(match: re.Match[str]) -> tuple[Figure, ...]:
    if _another_word(match):
        return ()
    return found(match, "count", number(match["count"]), unit=match["counter"])


_CLOCKS = any_of(CLOCK_UNITS)


@rule(rf"(?<![第\d.{SIGNS}])(?P<amount>{NUMBER})\s*(?P<unit>{_CLOCKS})")
def _clock(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "clock", number(match["amount"]), unit=CLOCK_UNITS[match["unit"]])


# A bare 日 may be a day of the month; it is a time limit where the words say so.
@rule(
    rf"(?<![第\d.月{SIGNS}])(?P<amount>{NUMBER})\s*日(?=\s*(?:之内|以内|内))"
    rf"|(?:(?<=超过)|(?<=后)|(?<=起)|(?<=提前)|(?<=至少))\s*(?P<more>{NUMBER})\s*日"
)
def _days(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "clock", number(match["amount"] or match["more"]), unit="day")


@rule(rf"(?<![第\d.{SIGNS}])(?P<amount>{NUMBER})\s*分钟")
def _minutes(match: re.Match[str]) -> tuple[Figure, ...]:
    minutes = number(match["amount"])
    return found(match, "clock", minutes / 60 if minutes else None, unit="hour")


@rule(rf"每\s*(?P<amount>{NUMBER})?\s*个?(?P<unit>半年|季度|季|星期|周|月|年度|年|日|天)(?!节)")
def _each(match: re.Match[str]) -> tuple[Figure, ...]:
    amount = number(match["amount"]) if match["amount"] else Fraction(1)
    return found(match, "period", amount, unit=PERIOD_UNITS[match["unit"]])


@rule(r"(?:按|逐)(?P<unit>季度|季|月度|月|年度|年|周)(?!度?(?:计划|目标|任务|龄))")
def _by_period(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "period", 1, unit=PERIOD_UNITS[match["unit"]])


@rule(r"(?<=[/／])\s*每?(?P<unit>半年|季度|季|周|月|年|日|天)")
def _per_period(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "period", 1, unit=PERIOD_UNITS[match["unit"]])


_SPAN = r"(?:\s*(?:之内|以内|内|以上|以下))?"


@rule(
    rf"(?<![第\d.{SIGNS}的这又首])(?P<amount>\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})\s*"
    rf"(?P<unit>年|个季度|周|个星期)(?![度级代龄底末初终])(?!前(?!\S)){_SPAN}"
)
def _span(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "period", number(match["amount"]), unit=PERIOD_UNITS[match["unit"].removeprefix("个")])


@rule(rf"(?<![每上下近])(?:(?P<one>一个?)?半年)(?=之内|以内|内|一次|以上|[1一二两三2-9]次){_SPAN}")
def _half_year(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "period", 3 if match["one"] else 1, unit="half")


@rule(r"(?<![上本下每各\d一两三])年度(?=每|内|检查|抽检|抽样|抽查|监督检查|监督抽|覆盖|随机)")
def _of_the_year(match: re.Match[str]) -> tuple[Figure, ...]:
    return found(match, "period", 1, unit="year")


_GRADE = "一二三四五1-5"
_ROMAN = {"I": 1, "II": 2, "III": 3, "Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3}
_CLASS = r"(?:III|II|I|[ⅠⅡⅢ一二三四1-4])"
_AND = r"\s*(?:、|和|及|与|或|至|,|，)\s*"


@rule(
    rf"(?<![\dA-Za-z第{SIGNS}省市县区镇乡所村国])(?P<several>(?:[{_GRADE}]级?{_AND})*)(?P<grade>[{_GRADE}])级"
    r"(?!响应|域名|标题|市场)(?:\s*(?:[（(]含[）)])?(?:及|或)?以[上下])?"
)
def _grades(match: re.Match[str]) -> tuple[Figure, ...]:
    return _levels(match, [*re.findall(rf"[{_GRADE}]", match["several"]), match["grade"]], "grade")


@rule(
    rf"(?<![\dA-Za-z{SIGNS}])(?P<several>(?:第?{_CLASS}类?{_AND})*)(?P<ordinal>第)?(?P<klass>{_CLASS})\s*类"
    r"(?P<thing>(?=医疗器械|器械|医械|经营|企业|产品|备案|许可|生产|精神|疫苗|体外))?"
)
def _classes(match: re.Match[str]) -> tuple[Figure, ...]:
    named = [*re.findall(_CLASS, match["several"]), match["klass"]]
    ordinal = match["ordinal"] or "第" in match["several"] or any(each in _ROMAN for each in named)
    return _levels(match, named, "class") if ordinal or match["thing"] is not None else ()


def _levels(match: re.Match[str], named: list[str], unit: str) -> tuple[Figure, ...]:
    values = [_ROMAN.get(each) or number(each) for each in named]
    return tuple(figure for value in values for figure in found(match, "level", value, unit=unit))


SHARE_RULES = (_range_of_shares, _share, _fraction, _half, _tenths, _times)
PEOPLE_RULES = (_per_residents, _count_per_residents)
PERIOD_RULES = (_each, _by_period, _per_period, _clock, _days, _minutes, _span, _half_year, _of_the_year)
LEVEL_RULES = (_grades, _classes)
COUNT_RULES = (_range_of_counts, _count)
