"""How a figure of a document is written in an obligation."""

from __future__ import annotations

import re
from fractions import Fraction

from ..analysis.document import Figure
from ..model.windows import calendar_half, calendar_month, calendar_quarter

_BOUNDS = {"least": "at_least", "above": "above", "most": "at_most", "below": "below", "": "at_least"}
_TIMES = {"least": "times_at_least", "above": "times_at_least", "most": "times_at_most", "below": "times_at_most"}
_CLOCKS = {"working_day": "working_days", "day": "days", "hour": "hours", "month": "calendar_months"}
_EACH = {"week": "weeks", "month": "months", "quarter": "quarters", "half": "halves", "year": "years"}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_NAMED = {"Q": calendar_quarter, "H": calendar_half, "M": calendar_month}


def written(figure: Figure, year: int, after: str = "") -> str:
    """
    The piece of an obligation that says *figure*, for the author to put in its place.

    Args:
        figure: The figure.
        year: The year of the plan.
        after: What the clause says right after it.
    """
    match figure.kind:
        case "share":
            return _share(figure)
        case "count":
            return _count(figure)
        case "clock":
            return f"within={_CLOCKS.get(figure.unit, 'days')}({figure.value})"
        case "date":
            return _date(figure, year)
        case "period":
            return _period(figure, year)
        case "level":
            return _level(figure, after)


def exact_text(value: Fraction) -> str:
    """
    A share as a plan writes it.

    >>> exact_text(Fraction(1, 4)), exact_text(Fraction(1, 3)), exact_text(Fraction(3, 200))
    ('25%', '1/3', '1.5%')
    """
    percent = _decimal(value * 100)
    return f"{percent}%" if percent else str(value)


def _decimal(value: Fraction) -> str:
    """An exact decimal without trailing zeros; empty if *value* has none."""
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest > 1:
        return ""
    places = next(places for places in range(64) if (value * 10**places).denominator == 1)
    digits = str(int(value * 10**places)).rjust(places + 1, "0")
    return digits if not places else f"{digits[:-places]}.{digits[-places:]}"


def _share(figure: Figure) -> str:
    bound = _BOUNDS[figure.bound]
    if figure.unit == "point":
        return f'{bound}("{exact_text(figure.value)}") percentage points, of a share that the office knows'
    if figure.unit == "times":
        return f'{bound}("{_decimal(figure.value) or figure.value}", of=figure("…"))'
    return f'{bound}("{exact_text(figure.value)}")'


def _count(figure: Figure) -> str:
    bound, amount = _BOUNDS[figure.bound], _decimal(figure.value) or str(figure.value)
    if residents := re.fullmatch(r"(\d+) residents", figure.per):
        rate = figure.value * 1_000_000 / int(residents[1])
        return f'Count(…, per_million=True), {bound}("{_decimal(rate) or rate}")'
    if figure.per:
        return f'{bound}("{amount}") of each {figure.per}'
    if figure.unit != "次" or figure.value.denominator != 1:
        return f'{bound}("{amount}")'
    if figure.bound in ("", "least") and figure.value == 1:
        return "once: what Coverage asks"
    times = int(figure.value) + {"above": 1, "below": -1}.get(figure.bound, 0)
    return f"times={_TIMES.get(figure.bound, 'times_at_least')}({times})"


def _date(figure: Figure, year: int) -> str:
    if day := re.fullmatch(r"\*-(\d\d)", figure.unit):
        return f"each=months(due=same_month(day={int(day[1])})); next_month(…) if it is about the month before"
    whole = figure.unit if figure.unit.count("-") == 2 else f"{year}-{figure.unit}"
    return f'due="{whole}"' if re.fullmatch(r"\d{4}-\d\d-\d\d", whole) else 'due="…"'


def _period(figure: Figure, year: int) -> str:
    """A calendar period, or what rolls or turns where it is longer than a year."""
    unit, value = figure.unit, int(figure.value)
    if named := re.fullmatch(r"([QHM])(\d+)", unit):
        return f'a stage or a window to "{_NAMED[named[1]](year, int(named[2])).end}"'
    if unit not in _EACH or value < 1:
        return f"every {value} {unit}"
    if value > 1 and unit == "year" and "内" in figure.text:
        return f'window=cycle(start="…", years={value})'
    if value > 1:
        return f"window=rolling_months({_MONTHS[unit] * value})" if unit != "week" else f"every {value} weeks"
    return f"window=calendar_year({year})" if unit == "year" else f"each={_EACH[unit]}"


def _level(figure: Figure, after: str) -> str:
    if figure.unit == "class" and after.startswith("精神药品"):
        return f'subject.scopes.has("psychotropic_{figure.value}")'
    if figure.unit == "class":
        return f'subject.device_classes.has("{"I" * int(figure.value)}")'
    compare = {"least": ">=", "above": ">", "most": "<=", "below": "<"}.get(figure.bound, "==")
    if re.match(r".{0,6}(医院|医疗机构)", after) or "医" in figure.text:
        return f"subject.hospital_level {compare} {figure.value}"
    return f'subject.grade("…") {compare} "{figure.value}"'
