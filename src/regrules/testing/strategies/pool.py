"""
The small pools from which worlds are made.

Registers and predicates draw from the same few values, so that they meet. Days lie where rules turn: the ends of
months, quarters and windows, the days beside them, a leap day, the Spring Festival with its make-up days, the end of
the announced calendar.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from ...model.schema import ColumnSchema

YEAR = 2025
COUNTY, NEIGHBOUR, CITY, FAR_AWAY = "990101", "990102", "990100", "990201"
AGENCIES = ("station-1", "station-2", "section-1")
AGENCY_KINDS = {"station-1": "station", "station-2": "station", "section-1": "section"}
SUBJECTS = ("s1", "s2", "s3", "s4", "s5", "s6")
CAMPAIGNS = ("c1", "c2", "-")
_DAYS = {
    2025: """
        05-15 03-31 06-30 12-31 01-01 04-01 03-30 02-28 03-01 06-29 07-01 01-26 01-27 01-28
        02-04 02-05 02-08 01-31 04-30 09-30 10-01 10-11 11-30 12-30
    """,
    2024: """
        12-31 12-30 06-30 02-29 01-01
    """,
    2023: """
        12-31 01-01
    """,
    2022: """
        12-31
    """,
    2026: """
        01-01 01-31 12-28 12-29 12-31
    """,
}
SOME_DAYS = tuple(date.fromisoformat(f"{year}-{day}") for year, listed in _DAYS.items() for day in listed.split())
EARLY_DAYS = tuple(day for day in SOME_DAYS if day.year < YEAR)
HOURS = (time(0, 0), time(9, 30), time(17, 0), time(23, 59))
TEXTS = {
    "campaign": CAMPAIGNS,
    "period": ("2025", "2025-Q1", "2025-01"),
    "visit_id": ("v1", "v2", "v3"),
    "owner_id": ("w1", "w2"),
    "site_id": ("p1", "p2"),
    "programme": ("p1", "p2"),
    "agency": AGENCIES,
    "subject_id": SUBJECTS,
    "grade": ("1", "2", "A", "B"),
    "uscc": ("91110000600037341L",),
}
NUMBERS = tuple(map(Decimal, ("50", "60", "0", "99.5", "100")))


def days() -> st.SearchStrategy[date]:
    """Days near which rules turn, the plainest first."""
    return st.sampled_from(SOME_DAYS)


@cache
def values(column: ColumnSchema) -> tuple[Any, ...]:
    """The values that *column* takes in generated rows and that predicates ask for; none for keys and references."""
    match column.type:
        case "word":
            return column.words[:3]
        case "words":
            words = column.words[:3] or ("a", "b", "c")
            return (*(frozenset(words[:size]) for size in (1, 2, 0, 3)), *(frozenset({word}) for word in words[1:]))
        case "flag":
            return (True, False)
        case "whole":
            least, most = column.least or 0, 3 if column.most is None else column.most
            return tuple(range(least, min(most, least + 3) + 1))
        case "number":
            return tuple(each for each in NUMBERS if column.most is None or each <= column.most)
        case "date":
            return SOME_DAYS
        case "time":
            return tuple(datetime.combine(day, hour) for day in SOME_DAYS[:12] for hour in HOURS)
        case "division":
            return (COUNTY, NEIGHBOUR, FAR_AWAY)
    return TEXTS.get(column.name, ("x", "y"))
