"""How a share stands in many jurisdictions: what :mod:`regrules.engine.assemble` makes of one population."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import frozen

from ...limits import SizedLimits
from ...moment import Moment
from ...question import Question
from ...tally import COUNTED, HIT, MISS, PENDING, UPCOMING
from ..standings import NONE, Flags, Numbers, Standings, Tallies
from . import one_by_one
from .amounts import excess, shortfall
from .bits import NOT_APPLICABLE, STILL_OPEN, Bits
from .grouped import grouped
from .limited import in_words
from .outlooks import Outlooks, on_track_by_share, told
from .statuses import is_settled, possible, statuses
from .tallied import bounds, can, chosen, forced, plain_bounds, undetermined


@frozen(kw_only=True, eq=False)
class Decided:
    """What depends on the target; fields as those of :class:`regrules.engine.words.standings.Standings`."""

    could_be: Bits
    settled: Flags
    outlook: Outlooks
    shortfall: Numbers
    excess: Numbers
    outstanding: Numbers


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
    provisional = np.zeros(number, dtype=np.bool_) if provisional is None else provisional
    found = [_decided(question, *shared, then, now, places) for shared, places in grouped(number, moment, limits)]
    decided = found[0][1] if len(found) == 1 else _scattered(number, found)
    least, most = bounds(now)
    least[now.further] = most[now.further] = NONE
    part_least, part_most = plain_bounds(now)
    return Standings(
        question=question,
        value=value,
        could_be=decided.could_be,
        settled=decided.settled & ~provisional,
        outlook=decided.outlook,
        provisional=provisional,
        least=least,
        most=most,
        part_least=part_least,
        part_most=part_most,
        base_least=np.full(number, NONE),
        base_most=np.full(number, NONE),
        shortfall=decided.shortfall,
        excess=decided.excess,
        outstanding=decided.outstanding,
        undetermined=undetermined(now),
        pending=forced(now, PENDING),
        upcoming=forced(now, UPCOMING),
        waived=np.zeros(number, dtype=np.int64) if waived is None else waived,
        released=np.zeros(number, dtype=np.int64) if released is None else released,
    )


def _decided(
    question: Question, moment: Moment, limits: SizedLimits | None, then: Tallies, now: Tallies, places: Any
) -> tuple[Any, Decided]:
    """What depends on the target, in the jurisdictions for which it is the same."""
    if places is not None:
        same = then is now
        now = chosen(now, places)
        then = now if same else chosen(then, places)
    if limits is None:
        return places, _of_indicator(len(now.further))
    if in_words(limits, then, now):
        return places, _at_once(question, moment, limits, then, now)
    return places, Decided(**one_by_one.decided(question, moment, limits, then, now))


def _of_indicator(number: int) -> Decided:
    """An indicator has no status, and nothing is lacking."""
    none = np.full((number, 2), NONE, dtype=np.int64)
    return Decided(
        could_be=np.zeros(number, dtype=np.uint8),
        settled=np.zeros(number, dtype=np.bool_),
        outlook=np.zeros(number, dtype=np.uint8),
        shortfall=none,
        excess=none,
        outstanding=np.zeros(number, dtype=np.int64),
    )


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
        shortfall=shortfall(now, limits, joinable=one_by_one.joins(moment)),
        excess=excess(now, limits),
        outstanding=np.where(~idle & possible(now, only)[1], _outstanding(now, limits), 0),
    )


def _outstanding(now: Tallies, limits: SizedLimits) -> Numbers:
    """``assemble._outstanding``, of a target of one bound: how many surely miss; where too many hit, how many do."""
    if not limits.has_upper:
        return forced(now, MISS)
    return np.where(now.further, forced(now, MISS), forced(now, HIT))


def _scattered(number: int, found: list[tuple[Any, Decided]]) -> Decided:
    """What was decided for some jurisdictions each, at their places."""
    fields = {}
    for name in Decided.__slots__[: len(Decided.__attrs_attrs__)]:
        first = getattr(found[0][1], name)
        whole = fields[name] = np.zeros((number, *first.shape[1:]), dtype=first.dtype)
        for places, decided in found:
            whole[places] = getattr(decided, name)
    return Decided(**fields)
