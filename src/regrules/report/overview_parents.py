"""What the jurisdictions below a city or a province add up to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from ..engine.verdict import Interval, Range
from ..model.plans import Obligation
from ..model.text import Text

if TYPE_CHECKING:
    pass


@frozen(kw_only=True)
class RolledUp:
    """
    One obligation in all jurisdictions below a city or a province that ask the same.

    Attributes:
        code: The division code of the city (``..00``) or the province (``..0000``).
        obligation: Id of the obligation where it is asked first, with ``@value`` if each value stands by itself.
        title: Its title there.
        stage: The due day of the stage; None if the target has no stages.
        value: The value of ``each``; None if there is none.
        due: The day for which the target is asked.
        codes: The division codes of the jurisdictions that stand behind it.
        number: The number of all of them together, from their counts; None where it cannot be told.
        statuses: How many of them have each status, and for how many it is an indicator.
        shortfall: How many more they need together.
        outstanding: How many members are missing.
        undetermined: Of how many members the data leave the outcome open.
        asked: What is asked, as the first of the plans has it.
    """

    code: str
    obligation: str
    title: Text
    stage: date | None
    value: str | None
    due: date
    codes: tuple[str, ...]
    number: Interval
    statuses: Mapping[str, int]
    shortfall: Range
    outstanding: int
    undetermined: int
    asked: Obligation
