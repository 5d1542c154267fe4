"""How a share stands in many jurisdictions: what :mod:`regrules.engine.assemble` makes of one population."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...limits import SizedLimits
from ...moment import Moment
from ...question import Question
from ...tally import COUNTED, HIT, MISS, PENDING, UPCOMING
from ..standings import NONE, Flags, Numbers, Standings, Tallies
from .amounts import excess, shortfall
from .bits import NOT_APPLICABLE, STILL_OPEN
from .decided import Decided, of_indicator
from .grouped import in_groups
from .limited import in_words
from .one_by_one import decided, joins
from .outlooks import on_track_by_share, told
from .statuses import is_settled, possible, statuses
from .tallied import bounds, can, chosen, forced, plain_bounds, undetermined


def shares(
    question: Question,
    moment: Moment | Sequence[Moment],
    limits: SizedLimits | Sequence[SizedLimits | None] | None,
    then: Tallies,
    now: Tallies,
    *,
    value: str | None = None,
    provisional: Flags | None = None,
    waived: Numbers | None = None,
    released: Numbers | None = None,
) -> Standings:
    """
    How the population of one question stands in each of several jurisdictions.

    Args:
        question: The question.
        moment: Where it stands in time, leaving provisional clocks aside; one for all, or one for each.
        limits: The target with its figures; None for an indicator; one for all, or one for each.
        then: The populations on the due day.
        now: The populations on the as-of date.
        value: The value (of ``each``) for which they stand; None for the whole.
        provisional: In which jurisdictions a clock runs past the horizon of the calendar; in none if unsaid.
        waived: How many members a waiver takes out; none if unsaid.
        released: How many triggers were released; none if unsaid.
    """
    number = len(now.further)
    none, nobody = np.zeros(number, dtype=np.bool_), np.zeros(number, dtype=np.int64)
    provisional = none if provisional is None else provisional
    waived, released = (nobody if each is None else each for each in (waived, released))

    def stand(moment: Moment, limits: SizedLimits | None, places: Any) -> Standings:
        if places is None:
            return _stand(question, moment, limits, then, now, value, provisional, waived, released)
        mine = chosen(then, places), chosen(now, places)
        counts = provisional[places], waived[places], released[places]
        return _stand(question, moment, limits, *mine, value, *counts)

    return in_groups(number, (moment, limits), stand)


def _stand(
    question: Question,
    moment: Moment,
    limits: SizedLimits | None,
    then: Tallies,
    now: Tallies,
    value: str | None,
    provisional: Flags,
    waived: Numbers,
    released: Numbers,
) -> Standings:
    """The same where the same is asked of all."""
    number = len(now.further)
    found = _decided(question, moment, limits, then, now)
    least, most = bounds(now)
    least[now.further] = most[now.further] = NONE
    part_least, part_most = plain_bounds(now)
    return Standings(
        question=question,
        value=value,
        could_be=found.could_be,
        settled=found.settled & ~provisional,
        outlook=found.outlook,
        provisional=provisional | moment.provisional,
        least=least,
        most=most,
        part_least=part_least,
        part_most=part_most,
        base_least=np.full(number, NONE),
        base_most=np.full(number, NONE),
        shortfall=found.shortfall,
        excess=found.excess,
        outstanding=found.outstanding,
        undetermined=undetermined(now),
        pending=forced(now, PENDING),
        upcoming=forced(now, UPCOMING),
        waived=waived,
        released=released,
    )


def _decided(question: Question, moment: Moment, limits: SizedLimits | None, then: Tallies, now: Tallies) -> Decided:
    """What depends on the target."""
    if limits is None:
        return of_indicator(len(now.further))
    if in_words(limits, then, now):
        return _at_once(question, moment, limits, then, now)
    return decided(question, moment, limits, then, now)


def _at_once(question: Question, moment: Moment, limits: SizedLimits, then: Tallies, now: Tallies) -> Decided:
    """``assemble._of_population``, for a target of one bound."""
    only = limits.only
    assert only is not None
    status = statuses(moment, then, now, limits)
    still_open = status == STILL_OPEN
    idle = (status == NOT_APPLICABLE) | (still_open & (can(now, COUNTED) == 0))
    outlook = np.zeros(len(status), dtype=np.uint8)
    if still_open.any():
        outlook = told(on_track_by_share(question, moment, now, limits), still_open)
    return Decided(
        could_be=status,
        settled=is_settled(moment, status, now, limits),
        outlook=outlook,
        shortfall=shortfall(now, limits, joinable=joins(moment)),
        excess=excess(now, limits),
        outstanding=np.where(~idle & possible(now, only)[1], _outstanding(now, limits), 0),
    )


def _outstanding(now: Tallies, limits: SizedLimits) -> Numbers:
    """``assemble._outstanding``, of a target of one bound: how many surely miss; where too many hit, how many do."""
    if not limits.has_upper:
        return forced(now, MISS)
    return np.where(now.further, forced(now, MISS), forced(now, HIT))
