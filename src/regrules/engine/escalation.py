"""What follows for a subject that missed its duty."""

from __future__ import annotations

from datetime import date

from .question import Question
from .time_limits import runs_out
from .verdict import NextStep
from .world import World, as_day


def next_step(world: World, question: Question, subject: str | None, due: date) -> NextStep | None:
    """
    The first step of the obligation's escalation that no action proves, once the due day has passed.

    A step's clock starts on the day of the step before it, or on the due day.
    """
    if subject is None or question.as_of <= due:
        return None
    since: date | None = due
    for step in question.obligation.escalation:
        taken = _taken(world, question, subject, step.action, due)
        if taken is None:
            limit = None if step.within is None or since is None else as_day(runs_out(step.within, since))
            return NextStep(title=step.title, action=step.action, due=limit)
        since = taken
    return None


def _taken(world: World, question: Question, subject: str, kind: str, after: date) -> date | None:
    """The day on which the action was taken; None if it was not."""
    days = (
        world.raw("actions", row, "taken_on")
        for row in world.of_subject("actions", subject)[0]
        if world.raw("actions", row, "kind") == kind
    )
    return min((day for day in days if after < day <= question.as_of), default=None)
