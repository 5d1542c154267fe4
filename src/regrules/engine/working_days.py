"""
China's working days, from a table recorded once from the package `holidays`.

The table saves every run the second that computing lunar calendars takes; a test compares it with the installed package.
"""

from __future__ import annotations

import bisect
import json
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain

from attrs import frozen

_FIRST_MONDAY, _LAST = date(1900, 1, 1), date(2210, 12, 31)


@frozen(kw_only=True, slots=False)
class WorkingCalendar:
    """
    The working days of some years.

    Attributes:
        last_announced: The last year whose make-up working days the State Council has decreed.
        days_off: The proleptic ordinals of the weekdays on which nobody works.
        make_up_days: Those of the days of a weekend on which people work.
    """

    last_announced: int
    days_off: frozenset[int]
    make_up_days: frozenset[int]

    @cached_property
    def ordinals(self) -> tuple[int, ...]:
        """The proleptic ordinals of all working days, rising."""
        first, last = _FIRST_MONDAY.toordinal(), _LAST.toordinal()
        mondays, saturdays = range(first, last + 1, 7), range(first + 5, last + 6, 7)
        days = list(chain.from_iterable(map(range, mondays, saturdays)))
        decreed = self.days_off | self.make_up_days
        some = slice(bisect.bisect_left(days, min(decreed)), bisect.bisect_right(days, max(decreed)))
        days[some] = sorted((set(days[some]) | self.make_up_days) - self.days_off)
        return tuple(days)

    @property
    def horizon(self) -> date:
        """The last day up to which a due date is final: the decree for a year may touch its predecessor's last days."""
        return date(self.last_announced, 12, 28)

    def after(self, start: date, amount: int) -> date:
        """The *amount*-th working day after *start*, which is day 0 whether it is a working day or not."""
        place = bisect.bisect_right(self.ordinals, start.toordinal()) + amount - 1
        return date.fromordinal(self.ordinals[place])

    def before(self, end: date, amount: int) -> date:
        """The *amount*-th working day before *end*."""
        return date.fromordinal(self.ordinals[bisect.bisect_left(self.ordinals, end.toordinal()) - amount])


@cache
def working_calendar() -> WorkingCalendar:
    """The recorded calendar. Outside its years every weekday is a working day; no make-up days are known there."""
    table = json.loads(files(__package__).joinpath("working_days.json").read_text(encoding="utf-8"))
    off, make_up = (
        frozenset(date.fromisoformat(day).toordinal() for day in table[name]) for name in ("days_off", "make_up_days")
    )
    return WorkingCalendar(last_announced=table["last_announced"], days_off=off, make_up_days=make_up)
