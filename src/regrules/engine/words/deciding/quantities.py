"""How a count, a rate or a growth stands in many jurisdictions: what :mod:`regrules.engine.assemble` makes of one quantity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import evolve

from ...limits import SizedLimits
from ...moment import Moment
from ...question import Question
from ..standings import NONE, Flags, Numbers, Standings
from .arrays import whole
from .bits import STILL_OPEN
from .counted import lacking, surplus
from .decided import Decided, of_indicator
from .grouped import in_groups
from .numbers import is_settled, statuses
from .outlooks import on_track_by_number, told
from .reckoned import MILLION, Counts, Reckoned, counts, growth, rates
from .stretches import Bounds, Whole, fitting


def quantities(
    question: Question,
    moment: Moment | Sequence[Moment],
    limits: SizedLimits | Sequence[SizedLimits | None] | None,
    least: Numbers,
    most: Numbers,
    then_least: Numbers,
    then_most: Numbers,
    *,
    residents: Numbers | None = None,
    base: tuple[Numbers, Numbers] | None = None,
    final: bool | Flags = True,
    value: str | None = None,
    undetermined: Numbers | None = None,
) -> Standings:
    """
    How the count (rate, growth) of one question stands in each of several jurisdictions.

    Args:
        question: The question.
        moment: Where it stands in time; one for all, or one for each.
        limits: The target with its figures; None for an indicator; one for all, or one for each.
        least: The fewest records on the as-of date.
        most: The most; -1 where the register may lack some.
        then_least: The fewest on the due day.
        then_most: The most.
        residents: For rates the residents of each jurisdiction; -1 where they are not known.
        base: For growth of counts what they are compared with, least and most; -1 where it is not known.
        final: Where neither residents nor base can change any more.
        value: The value (of ``each``) for which the numbers stand; None for the whole.
        undetermined: Of how many records it is open whether they count; where it is not said, the most less the fewest,
            which is right of records (not of different values) in tables that are complete.
    """
    number = len(least)
    given = [least, most, then_least, then_most, *([residents] if residents is not None else base or ())]
    final = np.broadcast_to(np.asarray(final, dtype=np.bool_), number)
    undetermined = np.maximum(most - least, 0) if undetermined is None else undetermined

    def stand(moment: Moment, places: Any) -> Standings:
        mine = slice(None) if places is None else places
        asked = _of_places(limits, number, mine)
        arrays, factor = [each[mine] for each in given], _factor(asked, rate=residents is not None)
        found = _reckoned(fitting(*arrays, factor=factor), final[mine], rate=residents is not None)
        decided = _decided(question, moment, asked, found)
        return _standings(question, value, found, decided, undetermined[mine])

    return in_groups(number, (moment,), stand)


def _of_places(limits: Any, number: int, places: Any) -> list[SizedLimits] | None:
    """The limits of some jurisdictions: one for all of them, or one for each; None for an indicator."""
    if not isinstance(limits, (list, tuple)):
        return None if limits is None else [limits]
    found = [limits[place] for place in np.arange(number)[places].tolist()]
    return None if not found or found[0] is None else found


def _factor(limits: list[SizedLimits] | None, *, rate: bool) -> int:
    """What the given numbers are multiplied with at most, and some more."""
    largest = 1 if limits is None else Bounds.of([each.at(0) for each in limits], len(limits)).largest
    return 8 * largest * (MILLION if rate else 1)


def _reckoned(given: list[Whole], final: Flags, *, rate: bool) -> Reckoned:
    least, most, then_least, then_most, *other = given
    now, then = Counts(least=least, most=most), Counts(least=then_least, most=then_most)
    if rate:
        return rates(now, then, other[0], final)
    return growth(now, then, Counts(least=other[0], most=other[1]), final) if other else counts(now, then, final)


def _decided(question: Question, moment: Moment, limits: list[SizedLimits] | None, found: Reckoned) -> Decided:
    """``assemble._of_quantity``: what depends on the target."""
    number = len(found.base_final)
    if limits is None:
        return of_indicator(number)
    bounds = Bounds.of([each.at(0) for each in limits], number)
    status = statuses(moment, found.at_due, found.now, bounds)
    still_open = status == STILL_OPEN
    outlook = np.zeros(number, dtype=np.uint8)
    if still_open.any():
        outlook = told(on_track_by_number(question, moment, found.now.least, limits, found.offset), still_open)
    return evolve(
        of_indicator(number),
        could_be=status,
        settled=is_settled(moment, status, found.now, bounds, found.base_final),
        outlook=outlook,
        shortfall=lacking(found, bounds),
        excess=surplus(found, bounds),
    )


def _standings(
    question: Question, value: str | None, found: Reckoned, decided: Decided, undetermined: Numbers
) -> Standings:
    """What was found and decided, as standings; counts know neither members that wait nor waivers."""
    number = len(undetermined)
    nobody, one = np.zeros(number, dtype=np.int64), np.ones(number, dtype=np.int64)
    return Standings(
        question=question,
        value=value,
        could_be=decided.could_be,
        settled=decided.settled,
        outlook=decided.outlook,
        provisional=np.zeros(number, dtype=np.bool_),
        least=_pairs(*found.now.least),
        most=_pairs(*found.now.most),
        part_least=_pairs(found.count.least, one),
        part_most=_pairs(found.count.most, np.where(found.count.most < 0, NONE, one)),
        base_least=whole(found.base[0]),
        base_most=whole(found.base[1]),
        shortfall=decided.shortfall,
        excess=decided.excess,
        outstanding=nobody,
        undetermined=undetermined,
        pending=nobody,
        upcoming=nobody,
        waived=nobody,
        released=nobody,
    )


def _pairs(top: Whole, bottom: Whole) -> Numbers:
    """Numerators and denominators in two columns; -1 twice for null."""
    return whole(np.column_stack((np.where(bottom < 0, NONE, top), bottom)))
