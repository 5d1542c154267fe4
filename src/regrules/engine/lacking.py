"""Where the register may lack members that exist."""

from __future__ import annotations

from datetime import date

from ..model.measures import Measure, Response, Share, Timeliness
from ..model.predicates import Records
from .question import Question
from .truth import window_at
from .world import World


def further(world: World, question: Question, measure: Measure) -> tuple[bool, bool]:
    """Whether the register may lack members, on the due day and on the as-of date."""
    if isinstance(measure, Timeliness):
        lacking = _lacking(world, question, measure.of, question.asked_on)
        return lacking, lacking
    if isinstance(measure, Response) and measure.is_clock:
        lacking = _lacking(world, question, measure.to, question.asked_on)
        return lacking, lacking
    if isinstance(measure, Share) and measure.of.table != "subjects":
        of = measure.of
    elif isinstance(measure, Response):
        of = measure.to
    else:
        return False, False
    return _lacking(world, question, of, question.asked_on), _lacking(world, question, of, question.as_of)


def _lacking(world: World, question: Question, of: Records, on: date) -> bool:
    return not world.covers(of, window_at(of.within or question.window, on), on)
