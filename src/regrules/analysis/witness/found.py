"""What a witness is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen


@frozen(kw_only=True)
class RelatedRow:
    """
    A record that the subject must have.

    Attributes:
        table: Its table.
        row: The values of the columns that matter; None is a step that has not come.
        times: How many such records.
    """

    table: str
    row: Mapping[str, Any]
    times: int = 1


@frozen(kw_only=True)
class Witness:
    """
    Values that make a predicate true. Columns that it does not name do not matter.

    Attributes:
        table: The table of the row that is asked.
        on: The day of the question.
        row: Values of that row; None is a step that has not come.
        subject: What the columns of the subject (the row's own, or the one asked) are on the days on which it is seen.
        grades: The subject's grade under a scheme on a day.
        related: The records that the subject has; it has no others of those tables.
    """

    table: str
    on: date
    row: Mapping[str, Any]
    subject: Mapping[date, Mapping[str, Any]] = field(factory=dict)
    grades: Mapping[tuple[str, date], str] = field(factory=dict)
    related: tuple[RelatedRow, ...] = ()
