"""Shares that the rules for many do not cover (bands, two bounds, unknown figures): one jurisdiction after the other."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...amounts import excess, shortfall
from ...decide import is_settled, possible, statuses
from ...limits import SizedLimits
from ...moment import Moment
from ...outlook import outlook_of_share
from ...question import Question
from ...tally import COUNTED, HIT, MISS, Tally
from ...verdict import Range
from ..standings import NONE, OUTLOOKS, Tallies, bits_of
from .arrays import whole
from .decided import Decided
from .tallied import at


def joins(moment: Moment) -> bool:
    """Whether a new record can join as a hit; nobody joins a population of subjects, cells or agencies by a record."""
    return moment.joinable and moment.family in ("share", "clock") and not moment.of_subjects


def decided(question: Question, moment: Moment, limits: SizedLimits, then: Tallies, now: Tallies) -> Decided:
    """What depends on the target."""
    both = ((at(then, place), at(now, place)) for place in range(len(now.further)))
    rows = [_of_one(question, moment, limits, *each) for each in both]
    status, settled, outlook, lacking, surplus, outstanding = zip(*rows, strict=True) if rows else [()] * 6
    return Decided(
        could_be=np.array(status, dtype=np.uint8),
        settled=np.array(settled, dtype=np.bool_),
        outlook=np.array(outlook, dtype=np.uint8),
        shortfall=whole(lacking).reshape(-1, 2),
        excess=whole(surplus).reshape(-1, 2),
        outstanding=np.array(outstanding, dtype=np.int64),
    )


def _of_one(question: Question, moment: Moment, limits: SizedLimits, then: Tally, now: Tally) -> tuple[Any, ...]:
    """``assemble._of_population``: statuses, settled, outlook, shortfall, excess, and how many are outstanding."""
    status = statuses(moment, then, now, limits)
    outlook = outlook_of_share(question, moment, now, limits) if status == ("open",) else None
    idle = status == ("not_applicable",) or (status == ("open",) and not now.can(COUNTED))
    return (
        bits_of(status),
        is_settled(moment, status, now, limits),
        OUTLOOKS.index(outlook),
        ends(shortfall(now, limits, joinable=joins(moment))),
        ends(excess(now, limits)),
        0 if idle or not possible(now, limits).fails else _outstanding(now, limits),
    )


def ends(found: Range) -> tuple[int, int]:
    """A range as a row of two numbers; -1 stands for null."""
    return NONE if found.least is None else found.least, NONE if found.most is None else found.most


def _outstanding(now: Tally, limits: SizedLimits) -> int:
    """``assemble._outstanding``: how many surely miss; where only too many can be wrong, how many surely hit."""
    if not limits.known or not limits.has_upper:
        return now.forced(MISS)
    short = any(fewest < limits.needed(size) for size, fewest, _ in now.pairs())
    return now.forced(MISS) if short or now.further else now.forced(HIT)
