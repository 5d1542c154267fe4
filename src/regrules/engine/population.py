"""What an evaluator finds out about one question, before anything is decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from .numbers import Number
from .tally import Tally
from .verdict import Interval, Member


@frozen(kw_only=True)
class Listed:
    """
    Some members with what a verdict says of each, one place each in every list.

    They stand in the order of their keys: the order of rows in a register means nothing.

    Attributes:
        ids: Their keys.
        agencies: Who is responsible for each.
        dues: Their own due days, each None for the question's; None where no member has one of its own.
        subjects: The subject of each, for the next step.
        rows: Where each stands in its table; a position among the units otherwise.
        told: Each as a verdict tells it, where that is known already; the other lists may then be empty.
    """

    ids: list[str] = field(factory=list)
    agencies: Sequence[str | None] = ()
    dues: Sequence[date | None] | None = None
    subjects: Sequence[str | None] = ()
    rows: Sequence[int] = ()
    told: tuple[Member, ...] | None = None

    def by_agency(self) -> Mapping[str | None, Sequence[str]]:
        """Their keys, for each agency."""
        found: dict[str | None, list[str]] = {}
        for key, agency in zip(self.ids, self.agencies, strict=True):
            found.setdefault(agency, []).append(key)
        return found

    def in_order(self) -> Listed:
        """The same in the order of their keys."""
        if sorted(self.ids) == self.ids:
            return self
        order = sorted(range(len(self.ids)), key=self.ids.__getitem__)
        return Listed(
            ids=[self.ids[place] for place in order],
            agencies=[self.agencies[place] for place in order],
            dues=None if self.dues is None else [self.dues[place] for place in order],
            subjects=[self.subjects[place] for place in order],
            rows=[self.rows[place] for place in order],
        )


NOBODY = Listed()


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
    missed: Listed = NOBODY
    hit: Listed = NOBODY
    undetermined: Listed = NOBODY
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
        averaged: How many values a mean is taken of; None where that, or one of them, is not certain, and where it is none.
    """

    at_due: Number
    now: Number
    shown: Interval
    parts: Mapping[str | None, Interval] = field(factory=dict)
    undetermined: Listed = NOBODY
    count: tuple[int, int | None] | None = None
    scale: tuple[Fraction, Fraction | None] | None = None
    offset: int = 0
    base_final: bool = True
    averaged: int | None = None
