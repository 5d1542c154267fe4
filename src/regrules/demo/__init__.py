"""
What the counties' demo registers share: a made-up office that writes down what it does.

Nothing in a demo register is real: names are put together from syllables, days and outcomes are drawn. The same seed
gives the same files, byte by byte.
"""

from __future__ import annotations

from .calendar import next_working_day, working_days_after
from .invented import business_name, credit_code, village_name
from .office import Office, Row
from .papers import arrival, attest
from .population import graded_yearly, turnover
from .visits import rounds, visit

__all__ = [
    "Office", "Row", "arrival", "attest", "business_name", "credit_code", "graded_yearly", "next_working_day", "rounds",
    "turnover", "village_name", "visit", "working_days_after",
]  # fmt: skip
