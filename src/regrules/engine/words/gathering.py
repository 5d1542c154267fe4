"""What was counted in many jurisdictions, decided for all of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from attrs import define, field, frozen

from ...model.measures import Count, Growth
from ...model.schema import Schema
from ...model.windows import Window
from ..assemble import figure_of, limits_for
from ..limits import SizedLimits, limits_of
from ..moment import Moment
from ..passes import Task
from ..question import Question
from ..tally import OUT
from ..world import World
from .counting import Tallied
from .deciding import quantities, shares
from .program import BASE, NOW, THEN, Program
from .standings import NONE, Flags, Numbers, Standings, Tallies


@frozen(kw_only=True, eq=False)
class Counted:
    """
    One jurisdiction, counted.

    Attributes:
        tallied: What was counted.
        left: Places of tasks that do not fit here, and are asked elsewhere.
        limits: The targets that depend on a figure of the jurisdiction, by task.
        residents: For rates per million, by task: the residents and whether the number is final; -1 if it is not known.
    """

    tallied: Tallied
    left: frozenset[int]
    limits: dict[int, SizedLimits | None]
    residents: dict[int, tuple[int, bool]]


def counted_in(program: Program, world: World, tallied: Tallied, left: set[int]) -> Counted:
    """What was counted in a jurisdiction, with the figures that are its own."""
    limits: dict[int, SizedLimits | None] = {}
    residents: dict[int, tuple[int, bool]] = {}
    odd = left | tallied.odd
    for place, task in enumerate(program.tasks):
        question, measure = task.question, task.question.obligation.measure
        if question.target is not None and figure_of(question.target) is not None:
            limits[place] = limits_for(world, question, None)
        if isinstance(measure, Count) and measure.per_million:
            found = _residents(world, question)
            if found is None:
                odd.add(place)
            else:
                residents[place] = found
    whole = {(program.tasks[place].plan, program.tasks[place].obligation) for place in odd}  # all stages and periods
    every = frozenset(place for place, task in enumerate(program.tasks) if (task.plan, task.obligation) in whole)
    return Counted(tallied=tallied, left=every, limits=limits, residents=residents)


def _residents(world: World, question: Question) -> tuple[int, bool] | None:
    """The residents and whether they are those of the year; -1 if nobody knows them, None if they are no whole number."""
    year = question.span(question.asked_on).end.year
    found = world.latest_figure("residents", year)
    if found is None or not found[1]:
        return NONE, False
    number = Fraction(found[1])
    return (number.numerator, found[0] == year) if number.denominator == 1 else None


@define(kw_only=True, eq=False)
class Gathered:
    """
    What was counted in the jurisdictions that share a program.

    Attributes:
        program: The program.
        schema: The tables of their registers.
        counted: What was counted in each.
    """

    program: Program
    schema: Schema
    counted: list[Counted] = field(factory=list)

    def standings(self) -> Iterator[tuple[int, Sequence[int], Standings]]:
        """For each task the places of the jurisdictions where it fits, and how it stands there."""
        if not self.counted:
            return
        outcomes = np.stack([each.tallied.outcomes for each in self.counted])
        numbers = np.stack([each.tallied.numbers for each in self.counted])
        covered = np.stack([each.tallied.covered for each in self.counted])
        provisional = np.stack([each.tallied.provisional for each in self.counted])
        released = np.stack([each.tallied.released for each in self.counted])
        for place, task in enumerate(self.program.tasks):
            rows = [row for row, each in enumerate(self.counted) if place not in each.left]
            if not rows:
                continue
            chosen: Any = slice(None) if len(rows) == len(self.counted) else rows
            mine = [self.counted[row] for row in rows]
            limits: Any = [each.limits[place] for each in mine] if place in mine[0].limits else _limits(task)
            moment = task.question.moment(self.schema)
            if task.kind in ("count", "different", "growth"):
                found = _number(task, place, moment, mine, limits, numbers[chosen, place], covered[chosen, place])
            else:
                found = _share(
                    task, moment, limits, outcomes[chosen, place], covered[chosen, place], provisional[chosen, place],
                    released[chosen, place],
                )  # fmt: skip
            yield place, rows, found


def _limits(task: Task) -> SizedLimits | None:
    return None if task.question.target is None else limits_of(task.question.target)


def _share(
    task: Task, moment: Moment, limits: Any, outcomes: Numbers, covered: Flags, provisional: Flags, released: Numbers
) -> Standings:
    question = task.question
    lacking = ~covered if task.kind in ("records", "clock", "response") else np.zeros_like(covered)
    now = _tallies(outcomes[:, NOW], lacking[:, NOW])
    same = task.kind == "clock" or question.as_of == question.asked_on
    then = now if same else _tallies(
        outcomes[:, THEN], lacking[:, THEN]
    )
    return shares(question, moment, limits, then, now, provisional=provisional, released=released)


def _tallies(counts: Numbers, further: Flags) -> Tallies:
    masks = [mask for mask in np.flatnonzero(counts.any(axis=0)).tolist() if mask not in (0, OUT)]
    return Tallies(masks=tuple(masks), counts=counts[:, masks], further=further)


def _number(
    task: Task, place: int, moment: Moment, mine: Sequence[Counted], limits: Any, numbers: Numbers, covered: Flags
) -> Standings:
    question, measure = task.question, task.question.obligation.measure
    doubtful = numbers[:, NOW, 1] - numbers[:, NOW, 0]
    if task.kind == "different":
        numbers = np.stack([each.tallied.different[place] for each in mine])
    least, most = numbers[:, NOW, 0], _bounded(numbers[:, NOW, 1], covered[:, NOW])
    then = (least, most)
    if question.as_of != question.asked_on:
        then = numbers[:, THEN, 0], _bounded(numbers[:, THEN, 1], covered[:, THEN])
    about: dict[str, Any] = {}
    if isinstance(measure, Count) and measure.per_million:
        known = [each.residents[place] for each in mine]
        about = {
            "residents": np.array([each[0] for each in known], dtype=np.int64),
            "final": np.array([each[1] for each in known], dtype=np.bool_),
        }
    elif isinstance(measure, Growth):
        base = numbers[:, BASE, 0], _bounded(numbers[:, BASE, 1], covered[:, BASE])
        about = {"base": base, "final": _is_final(question, measure)}
    return quantities(question, moment, limits, least, most, *then, undetermined=doubtful, **about)


def _is_final(question: Question, measure: Growth) -> bool:
    """Whether what a count is compared with can no longer change."""
    versus = measure.versus
    window = versus if isinstance(versus, Window) else versus.of.within  # type: ignore[union-attr]  # a count
    return window is not None and question.as_of >= window.end


def _bounded(most: Numbers, covered: Flags) -> Numbers:
    return np.where(covered, most, NONE)
