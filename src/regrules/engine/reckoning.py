"""The arithmetic of numbers between bounds: counts, rates, means and growth, all exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from .numbers import Number
from .population import Quantity
from .question import Question
from .verdict import Interval, Pair
from .world import World

Bound = Fraction | None
Valued = tuple[Bound, Bound, bool]


@frozen(kw_only=True)
class Counted:
    """The least and the most records; no most where the register may lack some."""

    least: int
    most: int | None


def pair(value: Bound) -> Pair | None:
    """A number as numerator and denominator."""
    return None if value is None else (value.numerator, value.denominator)


def rate_of(
    world: World,
    question: Question,
    now: Counted,
    then: Counted,
    *,
    parts: Mapping[str | None, Counted],
    rate: bool,
) -> Quantity:
    """
    A count as a quantity.

    Args:
        world: The facts, for the residents.
        question: The question.
        now: The count on the as-of date.
        then: The count on the due day.
        parts: The count by agency.
        rate: Per million residents of the year of the window's end, or of the latest year before it that is known.
    """
    if not rate:
        return _scaled(now, then, parts, residents=None)
    year = question.span(question.asked_on).end.year
    found = world.latest_figure("residents", year)
    if found is None or not found[1]:
        unknown = Number(least=None, most=None)
        return Quantity(
            at_due=unknown, now=unknown, shown=Interval(least=None, most=None), base_final=False,
            count=(now.least, now.most),
        )  # fmt: skip
    return _scaled(now, then, parts, residents=Fraction(found[1]), final=found[0] == year)


def _scaled(
    now: Counted, then: Counted, parts: Mapping[str | None, Counted], *, residents: Fraction | None, final: bool = True
) -> Quantity:
    worth = Fraction(1) if residents is None else Fraction(1_000_000) / residents

    def number(counted: Counted) -> Number:
        most = None if counted.most is None else counted.most * worth
        return Number(least=counted.least * worth, most=most, step=worth)

    def shown(counted: Counted) -> Interval:
        return Interval(least=_rate(counted.least, residents), most=_rate(counted.most, residents))

    return Quantity(
        at_due=number(then),
        now=number(now),
        shown=shown(now),
        parts={agency: shown(part) for agency, part in parts.items()},
        count=(now.least, now.most),
        scale=(1 / worth, 1 / worth),
        base_final=final,
    )


def _rate(count: int | None, residents: Fraction | None) -> Pair | None:
    if count is None:
        return None
    if residents is None:
        return count, 1
    return count * 1_000_000 * residents.denominator, residents.numerator


def mean_of(now: tuple[Sequence[Valued], bool], then: tuple[Sequence[Valued], bool]) -> Quantity:
    """
    The mean of some values as a quantity.

    Args:
        now: For each record its lowest and highest value and whether it surely counts, and whether the register may lack
            records, on the as-of date.
        then: The same on the due day.
    """
    number, shown = _mean(*now)
    records, lacking = now
    certain = not lacking and all(sure and low is not None and low == high for low, high, sure in records)
    averaged = len(records) if certain else None
    return Quantity(at_due=_mean(*then)[0], now=number, shown=shown, averaged=averaged)


def _mean(records: Sequence[Valued], lacking: bool) -> tuple[Number, Interval]:
    sure = sum(each[2] for each in records)
    empty = "no" if sure else "maybe" if records or lacking else "yes"
    if empty == "yes":
        return Number(least=None, most=None, empty=empty), Interval(least=(0, 0), most=(0, 0))
    if lacking:
        return Number(least=None, most=None, empty=empty), Interval(least=None, most=None)
    least = most = _lowest(records)
    if any(not sure or low != high for low, high, sure in records):
        mirrored = _lowest([(_minus(high), _minus(low), sure) for low, high, sure in records])
        most = None if mirrored is None else (-mirrored[0], mirrored[1])
    return (
        Number(
            least=None if least is None else least[0] / least[1],
            most=None if most is None else most[0] / most[1],
            empty=empty,
        ),
        Interval(least=_sum_pair(least), most=_sum_pair(most)),
    )


def _minus(value: Bound) -> Bound:
    return None if value is None else -value


def _lowest(records: Sequence[Valued]) -> tuple[Fraction, int] | None:
    """Sum and number of the lowest mean: the sure values and the k smallest uncertain ones, for the best k."""
    surely = [low for low, _, sure in records if sure]
    maybe = [low for low, _, sure in records if not sure]
    if None in surely or None in maybe:
        return None
    total, number = _sum(surely), len(surely)
    best = (total, number) if number else None
    for low in sorted(low for low in maybe if low is not None):
        total, number = total + low, number + 1
        if best is None or total * best[1] < best[0] * number:
            best = (total, number)
    return best


def _sum(values: Sequence[Bound]) -> Fraction:
    """The exact sum, denominator by denominator: there are few, and whole numbers add quickly."""
    tops: dict[int, int] = {}
    for value in values:
        if value is not None:
            tops[value.denominator] = tops.get(value.denominator, 0) + value.numerator
    return sum((Fraction(top, bottom) for bottom, top in tops.items()), Fraction(0))


def _sum_pair(found: tuple[Fraction, int] | None) -> Pair | None:
    return None if found is None else (found[0].numerator, found[1] * found[0].denominator)


def growth_of(
    now: tuple[Bound, Bound, str],
    then: tuple[Bound, Bound, str],
    other: tuple[Bound, Bound, str],
    *,
    final: bool,
    counted: bool,
) -> Quantity:
    """
    The change of a number against another, as a share of that.

    Args:
        now: Least and most of the number on the as-of date, and whether there may be none.
        then: The same on the due day.
        other: Least and most of what it is compared with, and whether there may be none.
        final: Whether the other number can no longer change.
        counted: Whether the numbers are counts, which are whole.
    """
    number = _growth(now, other, counted=counted)
    scale = None if other[0] is None else (other[0], other[1])
    count = None
    if counted and now[0] is not None and now[0].denominator == 1:
        count = int(now[0]), None if now[1] is None else int(now[1])
    return Quantity(
        at_due=_growth(then, other, counted=counted),
        now=number,
        shown=_growth_shown(now, other, number, counted=counted),
        count=count,
        scale=scale,
        offset=1,
        base_final=final,
    )


def _growth(of: tuple[Bound, Bound, str], other: tuple[Bound, Bound, str], *, counted: bool) -> Number:
    low, high, empty = of
    base_low, base_high, base_empty = other
    if base_empty == "yes" or empty == "yes" or (base_low == 0 and base_high == 0):
        return Number(least=None, most=None, empty="yes")
    if base_low is None or base_low < 0 or base_high == 0:
        return Number(least=None, most=None, empty="maybe")  # against what may lie below zero, nothing grows
    open_ended = "maybe" in (empty, base_empty) or base_low == 0
    floor = base_low or (Fraction(1) if counted else None)
    least = None if low is None or base_high is None else (low - base_high) / base_high
    most = None if high is None or floor is None else (high - floor) / floor
    return Number(least=least, most=most, empty="maybe" if open_ended else "no")


def _growth_shown(
    now: tuple[Bound, Bound, str], other: tuple[Bound, Bound, str], number: Number, *, counted: bool
) -> Interval:
    if number.empty == "yes":
        return Interval(least=None, most=None)
    floor = other[0] or (Fraction(1) if counted and other[0] is not None else None)
    return Interval(least=_change(now[0], other[1], number.least), most=_change(now[1], floor, number.most))


def _change(number: Bound, base: Bound, value: Bound) -> Pair | None:
    """Numerator and denominator, over the base itself where both are whole."""
    if value is None or number is None or base is None:
        return None
    if base.denominator == 1 and number.denominator == 1:
        return int(number - base), int(base)
    return pair(value)
