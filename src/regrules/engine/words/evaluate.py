"""Many jurisdictions at once: those that ask the same share a program, each is counted by itself, all are decided together."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from fnmatch import fnmatchcase
from operator import is_
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define, evolve, field, frozen

from ...model.plans import Jurisdiction, Obligation, Plan
from ...register.arrays import DayColumn
from ..columns.encode import encoded
from ..columns.evaluate import standings as standings_in
from ..columns.facts import Facts
from ..passes import Task, passes_of
from ..question import Question, questions
from ..world import World
from .asked import Asked, County, groups_of
from .axes import Subjects
from .compiling import program_of
from .counting import tallied
from .deciding import standing_of
from .gathering import Counted, Gathered, counted_in
from .program import Program
from .standings import Standings

if TYPE_CHECKING:
    from ...register import Register

R = TypeVar("R")


@frozen(kw_only=True)
class Answer:
    """
    How one question stands in several jurisdictions.

    Attributes:
        places: The places of their plans among those asked.
        questions: The question as each plan puts it.
        standings: What came out.
    """

    places: Sequence[int]
    questions: Sequence[Question]
    standings: Standings


def evaluate_many(
    asked: Sequence[Asked],
    *,
    as_of: date,
    known_at: date | None = None,
    progress: Callable[[int, int], None] | None = None,
    workers: int | None = None,
) -> Iterator[Answer]:
    """
    How every question of the plans *asked* stands.

    The facts of a jurisdiction are read when it is its turn, and let go before others are: no more of them are held at a
    time than there are workers.

    Args:
        asked: The plans, those of one jurisdiction together.
        as_of: The day of the question.
        known_at: Only what was recorded by then; everything if unsaid.
        progress: Called with how many of the plans are done, and how many there are.
        workers: How many jurisdictions are counted at a time; as many as there are processors, if unsaid.
    """
    done, workers = 0, workers or os.cpu_count() or 1
    for group in groups_of(asked):
        alike = _Alike(as_of=as_of, known_at=known_at)
        for county, (gathered, found, answers) in _in_turn(alike.count, group, workers):
            gathered.add(county, found)
            yield from answers
            done += len(county.plans)
            if progress is not None:
                progress(done, len(asked))
        yield from alike.answers()


def _in_turn(count: Callable[[County], R], counties: Sequence[County], workers: int) -> Iterator[tuple[County, R]]:
    """Count jurisdictions in order, several at a time; the first one alone, since it finds out what to look up."""
    yield counties[0], count(counties[0])
    if workers == 1 or len(counties) == 1:
        yield from ((county, count(county)) for county in counties[1:])
        return
    with ThreadPoolExecutor(workers) as pool:  # most of the work is done in arrays, where threads do not wait for each other
        ahead: deque[tuple[County, Future[R]]] = deque()
        for county in counties[1:]:
            if len(ahead) == workers:
                first, future = ahead.popleft()
                yield first, future.result()
            ahead.append((county, pool.submit(count, county)))
        while ahead:
            first, future = ahead.popleft()
            yield first, future.result()


@define(kw_only=True, eq=False)
class _Gathering:
    """
    What was counted in registers that share their combinations of values.

    Attributes:
        gathered: What was counted.
        counties: Where.
        known: The combinations.
    """

    gathered: Gathered
    known: tuple[Any, ...]
    counties: list[County] = field(factory=list)

    def add(self, county: County, found: Counted) -> None:
        """One jurisdiction more."""
        self.counties.append(county)
        self.gathered.counted.append(found)


@define(kw_only=True, eq=False)
class _Alike:
    """
    Jurisdictions that ask the same.

    Attributes:
        as_of: The day of the question.
        known_at: What was recorded later is left out.
        gatherings: What was counted.
        lock: Held by whoever finds out what is looked up.
    """

    as_of: date
    known_at: date | None
    gatherings: list[_Gathering] = field(factory=list)
    lock: Lock = field(factory=Lock)

    def count(self, county: County) -> tuple[_Gathering, Counted, list[Answer]]:
        """Count the rows of one jurisdiction; what does not fit is answered at once."""
        part, jurisdiction = county.first.facts(), county.first.jurisdiction
        part = part if self.known_at is None else part.known_at(self.known_at)
        gathering = self._of(county, part)
        program, waived = gathering.gathered.program, _waived(part, county.plans)
        odd = {place for place, task in enumerate(program.tasks) if (task.plan, task.obligation) in waived}
        facts = Facts(World(jurisdiction, part, self.as_of), encoded(part))
        found = counted_in(program, facts.world, tallied(program, facts), odd | _unsure(program, part))
        left = {(each.plan, each.obligation) for each in program.left} | waived
        left |= {(program.tasks[place].plan, program.tasks[place].obligation) for place in found.left}
        answers: list[Answer] = []
        for number, plan in enumerate(county.plans):
            ours = [each for place, each in enumerate(plan.obligations) if (number, place) in left]
            answers += _one_by_one(county.places[number], plan, ours, jurisdiction, part, self.as_of)
        return gathering, found, answers

    def _of(self, county: County, part: Register) -> _Gathering:
        """What is gathered of registers like this one: with the very same combinations of values."""
        every = tuple(part.table(name).packed for name in part.schema.names)
        known = tuple(None if each is None else each.profiles for each in every)
        with self.lock:
            for gathering in self.gatherings:
                if all(map(is_, gathering.known, known)):
                    return gathering
            passes = passes_of(county.plans, part.schema, self.as_of)
            program = program_of(passes, county.first.jurisdiction, part, self.as_of)
            self.gatherings.append(_Gathering(gathered=Gathered(program=program, schema=part.schema), known=known))
            return self.gatherings[-1]

    def answers(self) -> Iterator[Answer]:
        """How the questions that fit stand in each of them."""
        for gathering in self.gatherings:
            for place, rows, standings in gathering.gathered.standings():
                task = gathering.gathered.program.tasks[place]
                counties = [gathering.counties[row] for row in rows]
                yield Answer(
                    places=[county.places[task.plan] for county in counties],
                    questions=[_own(county, task) for county in counties],
                    standings=standings,
                )


def _own(county: County, task: Task) -> Question:
    """The question as a jurisdiction's own plan puts it."""
    plan = county.plans[task.plan]
    if task.question.plan is plan:
        return task.question
    return evolve(task.question, plan=plan, obligation=plan.obligations[task.obligation])


def _waived(part: Register, plans: Sequence[Plan]) -> set[tuple[int, int]]:
    """Obligations that a waiver names: who is waived is looked up one by one."""
    patterns = {str(each) for each in part.table("waivers").columns.get("obligation", ())}
    return {
        (number, place)
        for number, plan in enumerate(plans if patterns else ())
        for place, each in enumerate(plan.obligations)
        if any(fnmatchcase(name, pattern) for pattern in patterns for name in (each.id, f"{plan.id}/{each.id}"))
    }


def _unsure(program: Program, part: Register) -> set[int]:
    """Tasks that ask for the subjects of records without a date: they see another version on each day of a question."""
    found: set[int] = set()
    for reading in program.readings:
        dated = part.schema.table(reading.needs.table).dated
        days = part.table(reading.needs.table).columns.get(dated or "")
        if any(isinstance(axis, Subjects) for axis in reading.classes.axes) and (
            not isinstance(days, DayColumn) or days.lacking
        ):
            found |= {
                place
                for place in reading.needs.tasks
                if program.tasks[place].question.as_of != program.tasks[place].question.asked_on
            }
    return found


def _one_by_one(
    place: int, plan: Plan, obligations: Iterable[Obligation], jurisdiction: Jurisdiction, part: Register, as_of: date
) -> Iterator[Answer]:
    """What the columnar engine says of the obligations that do not fit."""
    asked = [question for each in obligations for question in questions(plan, each, as_of)]
    for question, values in standings_in(jurisdiction, part, as_of, asked):
        for value, found, verdict in values:
            yield Answer(
                places=(place,), questions=(question,), standings=standing_of(question, value, [found], [verdict])
            )


