"""Triggers and their answers: few rows of a table may be either, and only those are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...model.measures import Response
from ...model.predicates import Always, Records
from ...register import Register
from ..columns.encode import Encoded
from ..columns.facts import Facts
from ..columns.responses import Answered, answered
from ..tally import MASKS, OUT
from ..world import World
from .program import NOW, THEN, Program

if TYPE_CHECKING:
    from .counting import Tallied


def respond(
    program: Program, task: int, facts: Facts, rows: Mapping[str, npt.NDArray[np.intp]], found: Tallied
) -> None:
    """
    Count the outcomes of the triggers of one task.

    Args:
        program: What is looked up.
        task: The task.
        facts: The facts of the jurisdiction.
        rows: Of each table the rows that may be a trigger or an answer.
        found: Where they are counted.
    """
    question = program.tasks[task].question
    measure = question.obligation.measure
    assert isinstance(measure, Response)
    few = narrowed(facts, rows)
    now = then = answered(few, question, measure, question.as_of)
    if not measure.is_clock and question.as_of != question.asked_on:
        then = answered(few, question, measure, question.asked_on)
    members = (now.masks != OUT) | (then.masks != OUT) | now.released
    found.outcomes[task, NOW] = np.bincount(now.masks[members], minlength=MASKS)
    found.outcomes[task, THEN] = np.bincount(then.masks[members], minlength=MASKS)
    found.released[task] = np.count_nonzero(now.released[members])
    found.provisional[task] = _provisional(measure, now)


def _provisional(measure: Response, now: Answered) -> bool:
    late: Any = None if now.limit is None else now.limit.provisional(measure.within)
    return late is not None and bool((late & (now.masks != OUT)).any())


def narrowed(facts: Facts, rows: Mapping[str, npt.NDArray[np.intp]]) -> Facts:
    """The facts with these rows of some tables only; how far the tables are complete is known from the whole."""
    world, register = facts.world, facts.arrays.register
    part: Register = register.with_tables(register.table(name).take(each) for name, each in rows.items())
    if part is register:
        return facts
    for name in rows:
        world.extent(Records(table=name, where=Always()))
    part.kept.update({key: value for key, value in register.kept.items() if key.startswith("first of ")})
    return Facts(World(world.jurisdiction, part, world.as_of), Encoded(part).taken_over(facts.arrays, rows))
