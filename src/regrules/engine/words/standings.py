"""How one question stands in several jurisdictions: arrays with a place for each."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from ..question import Question
from ..verdict import STATUSES, Outlook, Status

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
OUTLOOKS: tuple[Outlook | None, ...] = (None, "on_track", "behind")
NONE = -1
"""Stands for null where a number cannot be negative."""


@frozen(kw_only=True, eq=False)
class Tallies:
    """
    The populations of one question in several jurisdictions, as histograms of outcomes.

    Attributes:
        masks: The sets of outcomes that occur, as masks (see :mod:`regrules.engine.tally`).
        counts: How many members have each: a row for each jurisdiction, a column for each mask.
        further: In which jurisdictions members may exist that the register does not show.
    """

    masks: tuple[int, ...]
    counts: Numbers
    further: Flags


@frozen(kw_only=True, eq=False)
class Standings:
    """
    How one question stands in several jurisdictions; the same fields as those of a verdict, a place for each jurisdiction.

    Numbers are numerators and denominators; a denominator of -1 stands for null. Ranges hold -1 for null. The parts are what a
    parent's number is computed from: hits and members for shares, the number of records (over 1) for counts, all without the
    rule for empty denominators, so that they add up.

    Attributes:
        question: The question, as the first of the jurisdictions asks it.
        value: The value for which the verdicts stand (of ``each``); None for the whole, or a period.
        could_be: The possible statuses, bit ``i`` for ``STATUSES[i]``; 0 for an indicator.
        settled: No later fact can change the status.
        outlook: Places in :data:`OUTLOOKS`.
        provisional: A clock runs past the horizon of the calendar.
        least: Numerators and denominators of the lowest numbers, two columns.
        most: Those of the highest.
        part_least: Numerators and denominators of the lowest numbers, for adding up.
        part_most: Those of the highest.
        base_least: What a rate or a growth is taken against, lowest (residents, the other number), or the number of values of a
            mean; -1 where there is none.
        base_most: The highest.
        shortfall: Least and most, two columns.
        excess: Least and most, two columns.
        outstanding: How many members are outstanding.
        undetermined: How many members have more than one outcome.
        pending: How many members are pending.
        upcoming: How many members are upcoming.
        waived: How many members a waiver takes out.
        released: How many triggers were released.
    """

    question: Question
    value: str | None = None
    could_be: npt.NDArray[np.uint8]
    settled: Flags
    outlook: npt.NDArray[np.uint8]
    provisional: Flags
    least: Numbers
    most: Numbers
    part_least: Numbers
    part_most: Numbers
    base_least: Numbers
    base_most: Numbers
    shortfall: Numbers
    excess: Numbers
    outstanding: Numbers
    undetermined: Numbers
    pending: Numbers
    upcoming: Numbers
    waived: Numbers
    released: Numbers

    def statuses(self, place: int) -> tuple[Status, ...]:
        """The possible statuses in one jurisdiction, in the order of verdicts."""
        return statuses_of(int(self.could_be[place]))


def statuses_of(bits: int) -> tuple[Status, ...]:
    """The statuses that a word of bits stands for."""
    return tuple(status for place, status in enumerate(STATUSES) if bits >> place & 1)


def bits_of(statuses: tuple[Status, ...]) -> int:
    """The word of bits that stands for some statuses."""
    return sum(1 << STATUSES.index(status) for status in statuses)


def pair_of(row: Any) -> tuple[int, int] | None:
    """A number as a verdict writes it; None for null."""
    top, bottom = (int(each) for each in row)
    return None if bottom < 0 else (top, bottom)
