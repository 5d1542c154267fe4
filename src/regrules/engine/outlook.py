"""Whether an open obligation is on its way: the line from nothing to the stages."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from ..model.measures import Count, Growth
from ..model.targets import Stages
from .amounts import on_line
from .limits import SizedLimits, limits_of
from .moment import Moment
from .population import Quantity
from .question import Question
from .tally import COUNTED, PENDING, UPCOMING, Tally
from .verdict import Outlook


def outlook_of_share(question: Question, moment: Moment, tally: Tally, limits: SizedLimits) -> Outlook:
    """On track before the window and with only pending members; else if the least share reaches the line."""
    waiting = not tally.can(COUNTED) and tally.can(PENDING | UPCOMING) > 0
    if not moment.begun or waiting:
        return "on_track"
    if moment.family not in ("coverage", "tasks") or not limits.has_lower or tally.further:
        return "behind"
    least = tally.bounds()[0]
    if not least[1]:
        return "behind"
    steps = steps_of(question, limits, least[1])
    return _outlook(moment, Fraction(*least), steps, Fraction(0))


def outlook_of_number(question: Question, moment: Moment, found: Quantity, limits: SizedLimits) -> Outlook:
    if not moment.begun:
        return "on_track"
    measure = question.obligation.measure
    counted = isinstance(measure, Count) or (isinstance(measure, Growth) and isinstance(measure.of, Count))
    if not counted or not limits.has_lower or found.now.least is None:
        return "behind"
    return _outlook(moment, found.now.least, steps_of(question, limits, 0), Fraction(-found.offset))


def _outlook(
    moment: Moment, value: Fraction, steps: tuple[tuple[date, Fraction], ...] | None, floor_: Fraction
) -> Outlook:
    if steps is None:
        return "behind"
    return "on_track" if on_line(value, moment.as_of, moment.start, steps, floor_) else "behind"


def steps_of(question: Question, limits: SizedLimits, size: int) -> tuple[tuple[date, Fraction], ...] | None:
    """The due days and lower bounds through which the line goes; None if one is not known."""
    target = question.obligation.target
    if not isinstance(target, Stages):
        lower = limits.at(size).lower
        return None if lower is None else ((question.due, lower),)
    base = limits.at(size).base
    found = []
    for stage in target.stages:
        lower = limits_of(stage.target, base).at(size).lower
        if lower is not None:
            found.append((stage.due, lower))
    return tuple(found) or None
