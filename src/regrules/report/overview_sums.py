"""The number of several jurisdictions together, from their counts alone: never an average of averages."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from ..engine.verdict import Interval, Pair
from ..engine.words.standings import NONE
from ..model.measures import Count, Growth, Mean, Measure, Share
from ..model.predicates import Column
from .overview_columns import Columns

NOTHING = Interval(least=None, most=None)


def added(column: Sequence[int], rows: Sequence[int]) -> int | None:
    """The sum over *rows*; None if one of them has no number."""
    values = [column[row] for row in rows]
    return None if NONE in values else sum(values)


@frozen(kw_only=True)
class Sums:
    """
    What the rows of several jurisdictions add up to.

    Attributes:
        columns: The columns of the overview.
        rows: The rows, each of another jurisdiction.
    """

    columns: Columns
    rows: Sequence[int]

    def pair(self, bound: str) -> Pair | None:
        """The sums of the numerators and of the denominators; None if one row has no number."""
        tops, bottoms = self.columns[f"part_{bound}"], self.columns[f"part_{bound}_of"]
        bottom = added(bottoms, self.rows)
        return None if bottom is None else (sum(tops[row] for row in self.rows), bottom)

    def count(self, bound: str) -> int | None:
        """The sum of the counts; None if one of them is not known, or has no bound."""
        pair = self.pair(bound)
        return None if pair is None else pair[0]

    def base(self, bound: str) -> int | None:
        """The sum of what they are taken against; None if that is not known of one."""
        return added(self.columns[f"base_{bound}"], self.rows)

    def alone(self) -> Interval:
        """The number of the only one; none where there are several."""
        return self.columns.number("", self.rows[0]) if len(self.rows) == 1 else NOTHING


def number_of(sums: Sums, measure: Measure) -> Interval:
    """The number of all of them together; none where their counts do not tell it."""
    match measure:
        case Mean():
            return _mean(sums)
        case Growth(of=Mean() | Share() | Count(per_million=True)):
            return sums.alone()
        case Growth():
            return _growth(sums)
        case Count(per_million=True):
            return Interval(least=_rate(sums, "least"), most=_rate(sums, "most"))
        case Count(distinct=Column(name=name)) if name != "subject_id":
            return _different(sums)
        case Count():
            return Interval(least=_whole(sums.count("least")), most=_whole(sums.count("most")))
    return _share(sums)


def _whole(count: int | None) -> Pair | None:
    return None if count is None else (count, 1)


def _mean(sums: Sums) -> Interval:
    """The values of all of them, added up and divided by their number; none where one of them has an uncertain mean."""
    columns, number = sums.columns, sums.base("least")
    if number is None:
        return sums.alone()
    total = Fraction(0)
    for row in sums.rows:
        if values := columns["base_least"][row]:
            total += Fraction(columns["part_least"][row], columns["part_least_of"][row]) * values
    pair = total.numerator, number * total.denominator
    return Interval(least=pair, most=pair)


def _rate(sums: Sums, bound: str) -> Pair | None:
    count, residents = sums.count(bound), sums.base(bound)
    return None if count is None or not residents else (count * 1_000_000, residents)


def _different(sums: Sums) -> Interval:
    """Different values: those of one jurisdiction may be those of another."""
    least = max(sums.columns["part_least"][row] for row in sums.rows)
    return Interval(least=_whole(least), most=_whole(sums.count("most")))


def _growth(sums: Sums) -> Interval:
    """As of one jurisdiction: the least against the most, the most against the least, which is not nought then."""
    low, high = sums.base("least"), sums.base("most")
    if low is None or high == 0:
        return NOTHING
    return Interval(least=_change(sums.count("least"), high), most=_change(sums.count("most"), max(1, low)))


def _change(count: int | None, base: int | None) -> Pair | None:
    return None if count is None or base is None else (count - base, base)


def _share(sums: Sums) -> Interval:
    least, most = sums.pair("least"), sums.pair("most")
    if least is None or most is None:
        return NOTHING
    # Where the least counts nobody, those that may count can only hit; where the most counts nobody, they can only miss.
    if not least[1] and most[1]:
        least = (1, 1)
    elif not most[1] and least[1]:
        most = (0, 1)
    return Interval(least=least, most=most)
