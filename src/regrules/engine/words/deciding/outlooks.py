"""Whether open obligations are on their way, in many jurisdictions: the rules of :mod:`regrules.engine.outlook`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from ....model.measures import Count, Growth
from ....model.targets import Bands, Stages
from ...amounts import height
from ...limits import SizedLimits, limits_of
from ...moment import Moment
from ...outlook import steps_of
from ...question import Question
from ...tally import COUNTED, PENDING, UPCOMING
from ..standings import OUTLOOKS, Flags, Numbers, Tallies
from .arrays import flags
from .tallied import bounds, can

Whole = Any
Outlooks = npt.NDArray[np.uint8]
ON_TRACK, BEHIND = OUTLOOKS.index("on_track"), OUTLOOKS.index("behind")
ROOM = 1 << 62


def told(on_track: Flags, still_open: Flags) -> Outlooks:
    """The outlook where an obligation is open; none elsewhere."""
    return np.where(still_open, np.where(on_track, ON_TRACK, BEHIND), 0).astype(np.uint8)


def on_track_by_share(question: Question, moment: Moment, tallies: Tallies, limits: SizedLimits) -> Flags:
    """``outlook.outlook_of_share``: where an obligation would be on track if it is open."""
    waiting = (can(tallies, COUNTED) == 0) & (can(tallies, PENDING | UPCOMING) > 0)
    if not moment.begun:
        return np.ones_like(waiting)
    if moment.family not in ("coverage", "tasks") or not limits.has_lower:
        return flags(waiting)
    top, size = bounds(tallies)[0].T
    reached = np.zeros_like(waiting)
    for some, places in _alike(question, size):
        steps = steps_of(question, limits, some)
        if steps is not None:
            line = height(moment.as_of, moment.start, steps, Fraction(0))
            reached[places] = reaches(top[places], size[places], line)
    return flags(waiting | (reached & (size > 0) & ~tallies.further))


def _alike(question: Question, size: Numbers) -> list[tuple[int, Numbers]]:
    """Jurisdictions that the same line is for: all of them, unless a stage has bands."""
    target = question.obligation.target
    if isinstance(target, Stages) and any(isinstance(stage.target, Bands) for stage in target.stages):
        return [(some, np.flatnonzero(size == some)) for some in np.unique(size).tolist()]
    return [(0, np.arange(len(size)))]


def on_track_by_number(
    question: Question, moment: Moment, least: tuple[Whole, Whole], limits: Sequence[SizedLimits], offset: int
) -> Flags:
    """
    ``outlook.outlook_of_number``, where an obligation would be on track if it is open.

    Args:
        question: The question.
        moment: Where it stands in time.
        least: Numerators and denominators of the lowest numbers, -1 where there is none.
        limits: The target, for all or for each.
        offset: What is added to the target before it is multiplied: 1 for growth.
    """
    top, bottom = least
    if not moment.begun:
        return np.ones(len(top), dtype=np.bool_)
    measure = question.obligation.measure
    counted = isinstance(measure, Count) or (isinstance(measure, Growth) and isinstance(measure.of, Count))
    if not counted or not limits[0].has_lower:
        return np.zeros(len(top), dtype=np.bool_)
    if len(limits) > 1:
        return _on_lines_of_their_own(question, moment, least, limits, offset)
    line = _line(question, moment, limits[0], offset)
    return np.zeros(len(top), dtype=np.bool_) if line is None else flags(reaches(top, bottom, line) & (bottom > 0))


def _line(question: Question, moment: Moment, limits: SizedLimits, offset: int) -> Fraction | None:
    """How high the line stands; None if a figure is not known."""
    steps = steps_of(question, limits, 0)
    return None if steps is None else height(moment.as_of, moment.start, steps, Fraction(-offset))


def _on_lines_of_their_own(
    question: Question, moment: Moment, least: tuple[Whole, Whole], limits: Sequence[SizedLimits], offset: int
) -> Flags:
    """The same where bounds are shares of a figure: the line rises evenly with the figure, so two lines tell all others."""
    assert question.target is not None
    none, one = (_line(question, moment, limits_of(question.target, Fraction(base)), offset) for base in (0, 1))
    assert none is not None and one is not None
    found = np.zeros(len(limits), dtype=np.bool_)
    for place, (top, bottom, each) in enumerate(zip(least[0].tolist(), least[1].tolist(), limits, strict=True)):
        base = each.at(0).base
        found[place] = base is not None and bottom > 0 and Fraction(top, bottom) >= none + base * (one - none)
    return found


def reaches(top: Whole, bottom: Whole, line: Fraction) -> Flags:
    """Where a fraction is at least as high as the line, by whole numbers alone."""
    largest = max(abs(int(each)) for each in (top.max(initial=0), top.min(initial=0), bottom.max(initial=0)))
    if largest * max(abs(line.numerator), line.denominator) >= ROOM:
        top, bottom = top.astype(object), bottom.astype(object)
    return flags(top * line.denominator >= line.numerator * bottom)
