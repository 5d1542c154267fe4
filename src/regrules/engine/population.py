"""What an evaluator finds out about one question, before anything is decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from .numbers import Number
from .tally import Tally
from .verdict import Interval


@frozen(kw_only=True)
class Named:
    """
    A member that is listed.

    Attributes:
        id: Its key.
        agency: Who is responsible.
        due: Its own due day; None for the question's.
        subject: Its subject, for the next step.
        row: Where it stands in its table; a position among the units otherwise.
    """

    id: str
    agency: str | None
    due: date | None = None
    subject: str | None = None
    row: int = -1


@frozen(kw_only=True)
class Population:
    """
    The members of a share, counted by outcome.

    Attributes:
        at_due: As it was on the due day.
        now: As it is on the as-of date.
        parts: By agency, as it is on the as-of date.
        missed: Members surely counted and surely missed.
        hit: Members surely counted and surely hit; only where the target has an upper bound.
        undetermined: Members with more than one outcome.
        pending: Members whose time has not run out.
        upcoming: Members that entered a rolling window.
        waived: Members that a waiver released.
        released: Members whose subject closed in time.
        provisional: Some clock passes the horizon of the calendar.
        task_shortfall: For tasks, the sum over the cells due, least and most (None if unbounded).
    """

    at_due: Tally
    now: Tally
    parts: Mapping[str | None, Tally] = field(factory=dict)
    missed: tuple[Named, ...] = ()
    hit: tuple[Named, ...] = ()
    undetermined: tuple[Named, ...] = ()
    pending: tuple[str, ...] = ()
    upcoming: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    provisional: bool = False
    task_shortfall: tuple[int, int | None] | None = None


@frozen(kw_only=True)
class Quantity:
    """
    A count, a rate, a mean or a growth.

    Attributes:
        at_due: The number as it was on the due day.
        now: As it is on the as-of date.
        shown: The same as pairs.
        parts: By agency, as pairs.
        undetermined: Records of which it is open whether (or with what) they count.
        count: The least and the most count behind the number; None where it is no count.
        scale: What the target is multiplied with to be a count, least and most: 1 for counts, the residents over a
            million for rates, the other number for growth; None if it is not known.
        offset: What is added to the target before: 1 for growth.
        base_final: Nothing can change the scale any more.
    """

    at_due: Number
    now: Number
    shown: Interval
    parts: Mapping[str | None, Interval] = field(factory=dict)
    undetermined: tuple[Named, ...] = ()
    count: tuple[int, int | None] | None = None
    scale: tuple[Fraction, Fraction | None] | None = None
    offset: int = 0
    base_final: bool = True
