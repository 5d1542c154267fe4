"""
China's working days, from a table recorded once from the package `holidays`.

The table saves every run the second that computing lunar calendars takes; a test compares it with the installed package.
"""

from __future__ import annotations

import bisect
import json
from datetime import date
from functools import cache
from importlib.resources import files

from attrs import frozen

_FIRST, _LAST = date(1900, 1, 1), date(2210, 12, 31)
_WEEKEND = (date(2025, 1, 4).toordinal() % 7, date(2025, 1, 5).toordinal() % 7)


@frozen(kw_only=True)
class WorkingCalendar:
    """
    The working days of some years.

    Attributes:
        last_announced: The last year whose make-up working days the State Council has decreed.
        ordinals: The proleptic ordinals of all working days, rising.
    """

    last_announced: int
    ordinals: tuple[int, ...]

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
    off = {date.fromisoformat(day).toordinal() for day in table["days_off"]}
    working = {date.fromisoformat(day).toordinal() for day in table["make_up_days"]}
    weekdays = {day for day in range(_FIRST.toordinal(), _LAST.toordinal() + 1) if day % 7 not in _WEEKEND}
    return WorkingCalendar(last_announced=table["last_announced"], ordinals=tuple(sorted((weekdays | working) - off)))
