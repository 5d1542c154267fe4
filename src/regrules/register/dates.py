"""Days and times of a register: from ISO text, or from the dates of a dataframe."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from .shown import shown

FIRST_YEAR, LAST_YEAR = 1900, 2200
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)", re.ASCII)
_LOOSELY = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?", re.ASCII)
_DAYS = "YYYY-MM-DD, such as 2025-03-31"
_MOMENTS = "YYYY-MM-DDTHH:MM or YYYY-MM-DDTHH:MM:SS, local time"


def day(text: str) -> date:
    """The day that ISO *text* writes; a ValueError with what is accepted if it writes none."""
    if not _DAY.fullmatch(text):
        raise ValueError(f"{shown(text)} is not a date; accepted: {_DAYS}{_offer(text)}")
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{shown(text)} is a date that cannot be; accepted: {_DAYS}") from None
    return _plausible(found)


def moment(text: str) -> datetime:
    """The time that ISO *text* writes, with ``T`` or a blank after the day; a ValueError if it writes none."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise ValueError(f"{shown(text)} is not a time; accepted: {_MOMENTS}")
    try:
        clock = time.fromisoformat(match[2])
    except ValueError:
        raise ValueError(f"{shown(text)} is a time that cannot be; accepted: {_MOMENTS}") from None
    return datetime.combine(day(match[1]), clock)


def day_of(value: object) -> date:
    """The day of a date, or of a datetime at midnight (as pandas holds dates); a ValueError for anything else."""
    if isinstance(value, datetime):
        if value.time() != time.min or value.tzinfo is not None:
            raise ValueError(f"{shown(value)} holds a time; accepted: a date, without time and zone")
        return _plausible(date(value.year, value.month, value.day))
    if not isinstance(value, date):
        raise ValueError(f"{shown(value)} is not a date; accepted: a date, or text such as 2025-03-31")
    return _plausible(value)


def moment_of(value: object) -> datetime:
    """The time of a datetime without zone; a ValueError for anything else."""
    if not isinstance(value, datetime):
        raise ValueError(f"{shown(value)} is not a time; accepted: day and time, or text such as 2025-03-31T09:30")
    if value.tzinfo is not None:
        raise ValueError(f"{shown(value)} has a time zone; accepted: local time, without one")
    return datetime.combine(_plausible(date(value.year, value.month, value.day)), value.time())


def _plausible(found: date) -> date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"{shown(found)} is a date that cannot be; accepted: years {FIRST_YEAR} to {LAST_YEAR}")
    return found


def _offer(text: str) -> str:
    """The ISO form of a date in another common form, or nothing."""
    match = _LOOSELY.fullmatch(text)
    try:
        return f"; did you mean `{date(*map(int, match.groups())).isoformat()}`?" if match else ""
    except ValueError:
        return ""
