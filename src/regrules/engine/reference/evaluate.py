"""From a plan and a register to verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from ...model.measures import Attested, Count, Coverage, Growth, Mean, Response, Share, Tasks, Timeliness
from ...model.plans import Jurisdiction, Plan
from ...model.predicates import Column
from ..assemble import assemble
from ..attested import attested
from ..explain import explained
from ..judged import gather, split
from ..lacking import further
from ..population import Population, Quantity
from ..question import Question, questions
from ..values import values_of_each
from ..verdict import Verdict
from ..world import World
from . import clocks, numbers, records, tasks, units

if TYPE_CHECKING:
    from ...register import Register


def evaluate(
    plan: Plan, jurisdiction: Jurisdiction, register: Register, *, as_of: date, known_at: date | None = None
) -> tuple[Verdict, ...]:
    """
    The verdict of every obligation of *plan*, for each stage and each value.

    Args:
        plan: The plan.
        jurisdiction: Whose plan it is.
        register: The facts of that jurisdiction.
        as_of: The day of the question.
        known_at: Only what was recorded by then; everything if unsaid.
    """
    world = World(jurisdiction, register if known_at is None else register.known_at(known_at), as_of)
    return tuple(
        verdict
        for obligation in plan.obligations
        for question in questions(plan, obligation, as_of)
        for verdict in _verdicts(world, question)
    )


def _verdicts(world: World, question: Question) -> Iterator[Verdict]:
    for value, found in _answers(world, question):
        yield assemble(world, question, value, found, partial(explained, world))


def _answers(world: World, question: Question) -> Iterator[tuple[str | None, Population | Quantity]]:
    """What is found out, for the whole or for each value."""
    measure = question.obligation.measure
    by_value = isinstance(question.obligation.each, Column)
    if isinstance(measure, (Count, Mean, Growth)):
        values = values_of_each(world, question) if by_value else [None]
        yield from ((value, numbers.quantity(world, question, measure, value)) for value in values)
        return
    match measure:
        case Coverage():
            judged = units.coverage(world, question, measure)
        case Share() if measure.of.table == "subjects":
            judged = units.share(world, question, measure)
        case Share():
            judged = records.share(world, question, measure)
        case Timeliness():
            judged = clocks.timeliness(world, question, measure)
        case Response():
            judged = clocks.response(world, question, measure)
        case Tasks():
            judged = tasks.cells(world, question, measure)
        case Attested():
            judged = attested(world, question)
    lacking = further(world, question, measure)
    parts = split(judged, values_of_each(world, question, judged)) if by_value else {None: judged}
    for value, members in parts.items():
        missing = tasks.shortfall(world, question, members)
        yield value, gather(members, list_hits=question.has_upper, further=lacking, task_shortfall=missing)
