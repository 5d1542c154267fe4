"""Verdicts: what is true of one obligation on one date."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from ..model.plans import Strength
from ..model.text import Text

Status = Literal["met", "late", "breached", "open", "undecided", "not_applicable"]
STATUSES: tuple[Status, ...] = ("met", "late", "breached", "open", "undecided", "not_applicable")
Outlook = Literal["on_track", "behind"]
Pair = tuple[int, int]


@frozen(kw_only=True)
class Interval:
    """
    A number that data leave open between two bounds.

    Attributes:
        least: Numerator and denominator of the lowest possible value; None if it is not known or has no bound.
        most: Those of the highest.
    """

    least: Pair | None
    most: Pair | None


@frozen(kw_only=True)
class Range:
    """
    A whole number between two bounds; None where there is no number.

    Attributes:
        least: The fewest.
        most: The most.
    """

    least: int | None
    most: int | None


@frozen(kw_only=True)
class NextStep:
    """
    What follows for one subject that missed its duty.

    Attributes:
        title: The step.
        action: The kind of action that proves it.
        due: The day by which it is to be taken; None if there is no limit.
    """

    title: Text
    action: str
    due: date | None


@frozen(kw_only=True)
class Member:
    """
    One member of a population: a subject, a record, a cell of a table.

    Attributes:
        id: Its key.
        agency: Who is responsible; None if that is not known.
        due: Its due day.
        next_step: What follows for it; None if no escalation is planned.
        missing: The columns whose values are missing and leave its outcome open.
    """

    id: str
    agency: str | None
    due: date | None = None
    next_step: NextStep | None = None
    missing: tuple[str, ...] = ()


@frozen(kw_only=True)
class AgencyPart:
    """
    One agency's part of a verdict.

    Attributes:
        agency: Its id; None for what belongs to no known agency.
        number: The part's number; numerators and denominators of the parts add up to the whole's.
        outstanding: Its outstanding members.
        undetermined: Its undetermined members.
    """

    agency: str | None
    number: Interval
    outstanding: tuple[str, ...]
    undetermined: tuple[str, ...]


@frozen(kw_only=True)
class Verdict:
    """
    What is true of one obligation on one date.

    Attributes:
        obligation: Id of the obligation, with ``@value`` if each value has a verdict of its own.
        clause: Path of its clause.
        also: Further clauses that say the same.
        title: Its title.
        stage: The due day of its stage; None if the target has no stages.
        value: The value of ``each``; None if there is none.
        due: The day for which the target is asked.
        provisional: A clock runs past the last year whose working days have been announced.
        status: ``met``, ``late``, ``breached``, ``open``, ``undecided`` or ``not_applicable``; None for an indicator.
        could_be: The statuses that are possible; one, unless undecided.
        settled: No fact dated after the as-of date can change the status.
        outlook: ``on_track`` or ``behind``, for open obligations.
        strength: ``must``, ``in_principle`` or ``aims_at``.
        number: What was counted.
        required: The target's figures as the plan writes them.
        shortfall: How many more are needed.
        excess: How many are too many.
        outstanding: Who is missing.
        undetermined: Whose outcome the data leave open.
        waived: Who is released by a waiver.
        released: Triggers whose subject closed before the limit ran out.
        pending: Whose time has not run out.
        upcoming: Who entered a rolling window too late to be asked.
        agencies: The parts of the agencies.
        responsible: The agencies (ids, kinds) that the obligation names.
        interpretation: The reading chosen for the clause.
    """

    obligation: str
    clause: str
    also: tuple[str, ...] = ()
    title: Text
    stage: date | None
    value: str | None
    due: date
    provisional: bool
    status: Status | None
    could_be: tuple[Status, ...]
    settled: bool
    outlook: Outlook | None
    strength: Strength
    number: Interval
    required: dict[str, str] = field(factory=dict)
    shortfall: Range
    excess: Range
    outstanding: tuple[Member, ...]
    undetermined: tuple[Member, ...]
    waived: tuple[str, ...]
    released: tuple[str, ...] = ()
    pending: tuple[str, ...]
    upcoming: tuple[str, ...]
    agencies: tuple[AgencyPart, ...]
    responsible: tuple[str, ...] = ()
    interpretation: Text | None = None


def as_fraction(pair: Pair | None) -> Fraction | None:
    """The value of a pair; None for none."""
    return None if pair is None else Fraction(*pair)
