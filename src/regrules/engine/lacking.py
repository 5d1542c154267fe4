"""Where the register may lack members that exist."""

from __future__ import annotations

from datetime import date

from ..model.measures import Coverage, Measure, Response, Share, Timeliness
from ..model.predicates import Records
from .question import Question
from .truth import window_at
from .world import World


def further(world: World, question: Question, measure: Measure) -> tuple[bool, bool]:
    """Whether the register may lack members, on the due day and on the as-of date; it never lacks subjects."""
    then, now = question.asked_on, question.as_of
    match measure:
        case Timeliness(of=of) | Response(to=of, is_clock=True) | Coverage(of=of):
            now = then  # these members are asked on one day only
        case Share(of=of) | Response(to=of):
            pass
        case _:
            return False, False
    if of.table == "subjects":
        return False, False
    return _lacking(world, question, of, then), _lacking(world, question, of, now)


def _lacking(world: World, question: Question, of: Records, on: date) -> bool:
    return not world.covers(of, window_at(of.within or question.window, on), on)
