"""Many jurisdictions at once: those that ask the same share a program, each is counted by itself, all are decided together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fnmatch import fnmatchcase
from itertools import groupby
from operator import is_
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field, frozen

from ...model.plans import Jurisdiction, Obligation, Plan
from ...register.arrays import DayColumn
from ..columns.encode import encoded
from ..columns.evaluate import standings as standings_in
from ..columns.facts import Facts
from ..passes import Task, passes_of
from ..question import Question, questions
from ..world import World
from .axes import Subjects
from .counting import tallied
from .deciding import standing_of
from .gathering import Gathered, counted_in
from .program import Program, program_of
from .standings import Standings

if TYPE_CHECKING:
    from ...register import Register

@frozen(kw_only=True)
class Asked:
    """
    A plan that is asked, and where its facts are.

    Attributes:
        jurisdiction: Whose plan it is.
        plan: The plan.
        facts: Gives the facts of the jurisdiction.
    """

    jurisdiction: Jurisdiction
    plan: Plan
    facts: Callable[[], Register]


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
    asked: Sequence[Asked], *, as_of: date, known_at: date | None = None, progress: Callable[[int, int], None] | None = None
) -> Iterator[Answer]:
    """
    How every question of the plans *asked* stands.

    The facts of one jurisdiction are read at a time, and let go before those of the next.

    Args:
        asked: The plans, those of one jurisdiction together.
        as_of: The day of the question.
        known_at: Only what was recorded by then; everything if unsaid.
        progress: Called with how many of the plans are done, and how many there are.
    """
    done = 0
    for group in _groups(asked):
        alike = _Alike(as_of=as_of)
        for county in group:
            part = county.first.facts()
            yield from alike.count(county, part if known_at is None else part.known_at(known_at))
            done += len(county.plans)
            if progress is not None:
                progress(done, len(asked))
        yield from alike.answers()


@frozen(kw_only=True)
class _County:
    """
    A jurisdiction with its plans.

    Attributes:
        places: The places of its plans among those asked.
        plans: Its plans.
        first: The first of them, as it was asked.
    """

    places: tuple[int, ...]
    plans: tuple[Plan, ...]
    first: Asked


def _groups(asked: Sequence[Asked]) -> list[list[_County]]:
    """Jurisdictions, those that ask the same together."""
    groups: list[list[_County]] = []
    for _, places in groupby(range(len(asked)), key=lambda place: asked[place].jurisdiction.code):
        ours = tuple(places)
        plans = tuple(asked[place].plan for place in ours)
        county = _County(places=ours, plans=plans, first=asked[ours[0]])
        for group in groups:
            if _same(group[0], county):
                group.append(county)
                break
        else:
            groups.append([county])
    return groups


def _same(one: _County, other: _County) -> bool:
    """Whether two jurisdictions ask the same, whoever is responsible."""
    return (
        one.first.jurisdiction.schema == other.first.jurisdiction.schema
        and len(one.plans) == len(other.plans)
        and all(
            mine.period == theirs.period
            and len(mine.obligations) == len(theirs.obligations)
            and all(map(_alike, mine.obligations, theirs.obligations))
            for mine, theirs in zip(one.plans, other.plans, strict=True)
        )
    )


def _alike(one: Obligation, other: Obligation) -> bool:
    return one is other or all(getattr(one, name) == getattr(other, name) for name in _ASKED)


_ASKED = ("id", "measure", "window", "target", "each", "in_force")


@define(kw_only=True, eq=False)
class _Alike:
    """
    Jurisdictions that ask the same.

    Attributes:
        as_of: The day of the question.
        gathered: What was counted in those whose registers share their different values, and who they are.
    """

    as_of: date
    gathered: list[tuple[Gathered, list[_County], tuple[Any, ...]]] = field(factory=list)

    def count(self, county: _County, part: Register) -> Iterator[Answer]:
        """Count the rows of one jurisdiction; what does not fit is answered at once."""
        gathered, counties = self._of(county, part)
        program, jurisdiction = gathered.program, county.first.jurisdiction
        waived = _waived(part, county.plans)
        odd = {place for place, task in enumerate(program.tasks) if (task.plan, task.obligation) in waived}
        facts = Facts(World(jurisdiction, part, self.as_of), encoded(part))
        found = counted_in(program, facts.world, tallied(program, facts), odd | _unsure(program, part))
        gathered.counted.append(found)
        counties.append(county)
        left = {(each.plan, each.obligation) for each in program.left} | waived
        left |= {(program.tasks[place].plan, program.tasks[place].obligation) for place in found.left}
        for number, plan in enumerate(county.plans):
            ours = [each for place, each in enumerate(plan.obligations) if (number, place) in left]
            yield from _one_by_one(county.places[number], plan, ours, jurisdiction, part, self.as_of)

    def _of(self, county: _County, part: Register) -> tuple[Gathered, list[_County]]:
        """What is gathered of registers like this one: with the very same combinations of values."""
        key = tuple(part.table(name).packed for name in part.schema.names)
        alike = tuple(None if each is None else each.profiles for each in key)
        for gathered, counties, known in self.gathered:
            if all(map(is_, known, alike)):
                return gathered, counties
        passes = passes_of(county.plans, part.schema, self.as_of)
        program = program_of(passes, county.first.jurisdiction, part, self.as_of)
        self.gathered.append((Gathered(program=program, schema=part.schema), [], alike))
        return self.gathered[-1][:2]

    def answers(self) -> Iterator[Answer]:
        """How the questions that fit stand in each of them."""
        for gathered, counties, _ in self.gathered:
            for place, rows, standings in gathered.standings():
                task = gathered.program.tasks[place]
                yield Answer(
                    places=[counties[row].places[task.plan] for row in rows],
                    questions=[_own(counties[row], task) for row in rows],
                    standings=standings,
                )


def _own(county: _County, task: Task) -> Question:
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


