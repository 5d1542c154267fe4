"""From a plan and a register to verdicts, by arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from math import inf
from typing import TYPE_CHECKING

from ...model.measures import Attested, Count, Coverage, Growth, Mean, Response, Share, Tasks, Timeliness
from ...model.plans import Jurisdiction, Plan
from .. import judged as one_by_one
from .. import values
from ..agencies import listed
from ..assemble import assemble
from ..attested import attested
from ..population import Population, Quantity
from ..question import Question, questions
from ..verdict import Verdict
from ..world import World
from . import clocks, records, responses, units
from .encode import encoded
from .explain import explained
from .facts import UNLIMITED, Facts
from .members import Members, gather
from .numbers import Reckoner
from .people import People
from .tasks import Cells

if TYPE_CHECKING:
    from ...register import Register

_LAST_DAY = "last day"
Standing = tuple[str | None, Population | Quantity, Verdict]


def evaluate(
    plan: Plan, jurisdiction: Jurisdiction, register: Register, *, as_of: date, known_at: date | None = None
) -> tuple[Verdict, ...]:
    """
    The verdict of every obligation of *plan*; arguments and result as those of the reference.

    Args:
        plan: The plan.
        jurisdiction: Whose plan it is.
        register: The facts of that jurisdiction.
        as_of: The day of the question.
        known_at: Only what was recorded by then; everything if unsaid.
    """
    register = register if known_at is None else register.known_at(known_at)
    engine = _engine(jurisdiction, register, as_of)
    verdicts = tuple(
        verdict
        for obligation in plan.obligations
        for question in questions(plan, obligation, as_of)
        for verdict in engine.verdicts(question)
    )
    register.kept[_LAST_DAY] = engine
    return verdicts


def standings(
    jurisdiction: Jurisdiction, register: Register, as_of: date, asked: Iterable[Question]
) -> Iterator[tuple[Question, tuple[Standing, ...]]]:
    """
    How each question stands, with what was found out for each value and the verdict: what a session begins with.

    Args:
        jurisdiction: Whose register it is.
        register: The facts of that jurisdiction.
        as_of: The day of the question.
        asked: The questions.
    """
    engine = _engine(jurisdiction, register, as_of)
    for question in asked:
        yield question, tuple(engine.standings(question))
    register.kept[_LAST_DAY] = engine


def task_counts(
    jurisdiction: Jurisdiction, register: Register, as_of: date, question: Question, measure: Tasks
) -> dict[date, list[tuple[int, float]]]:
    """The least and the most records that count for each cell of an attached table, on the days of the question."""
    engine = _engine(jurisdiction, register, as_of)
    cells = Cells(facts=engine.facts, people=engine.people, question=question, measure=measure)
    found = {}
    for on in (question.as_of, question.asked_on):
        least, most = (counts.tolist() for counts in cells.done(on))
        found[on] = [(few, inf if many >= UNLIMITED else many) for few, many in zip(least, most, strict=True)]
    register.kept[_LAST_DAY] = engine
    return found


def _engine(jurisdiction: Jurisdiction, register: Register, as_of: date) -> _Engine:
    """
    The register seen from a day.

    The last one is kept, for the county's other plans and for whoever asks again. It is taken away while it is in use, so
    that no two threads share it.
    """
    last: _Engine | None = register.kept.pop(_LAST_DAY, None)
    if last is not None and last.facts.world.as_of == as_of and last.facts.world.jurisdiction is jurisdiction:
        return last
    return _Engine(Facts(World(jurisdiction, register, as_of), encoded(register)))


class _Engine:
    """One jurisdiction on one day: what is computed for one obligation is kept for the next."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.people = facts, People(facts)

    def verdicts(self, question: Question) -> Iterator[Verdict]:
        return (verdict for _, _, verdict in self.standings(question))

    def standings(self, question: Question) -> Iterator[Standing]:
        for value, found in self._answers(question):
            yield value, found, assemble(self.facts.world, question, value, found, partial(explained, self.facts))

    def _answers(self, question: Question) -> Iterator[tuple[str | None, Population | Quantity]]:
        """What is found out, for the whole or for each value."""
        measure = question.obligation.measure
        if isinstance(measure, (Count, Mean, Growth)):
            for value in self._values(question) if values.each_column(question) else [None]:
                reckoner = Reckoner(facts=self.facts, people=self.people, question=question, value=value)
                yield value, reckoner.quantity(measure)
        elif isinstance(measure, (Tasks, Attested)):
            yield from self._few(question, measure)
        else:
            members = self._members(question, measure)
            if members.value is None:
                yield None, gather(members, list_hits=question.has_upper)
                return
            for value in self._values(question, members):
                yield value, gather(members.with_value(value), list_hits=question.has_upper)

    def _members(self, question: Question, measure: Coverage | Share | Timeliness | Response) -> Members:
        match measure:
            case Coverage():
                return units.coverage(self.facts, self.people, question, measure)
            case Share() if measure.of.table == "subjects":
                return units.share(self.facts, self.people, question, measure)
            case Share():
                return records.share(self.facts, self.people, question, measure)
            case Timeliness():
                return clocks.timeliness(self.facts, self.people, question, measure)
        return responses.response(self.facts, self.people, question, measure)

    def _few(self, question: Question, measure: Tasks | Attested) -> Iterator[tuple[str | None, Population]]:
        """Cells and duties to confirm: a handful of members, judged one by one."""
        cells = None
        if isinstance(measure, Tasks):
            cells = Cells(facts=self.facts, people=self.people, question=question, measure=measure)
        judged = attested(self.facts.world, question) if cells is None else cells.judged()
        parts: dict[str | None, list[one_by_one.Judged]] = {None: judged}
        if values.each_column(question):
            every = values.values_of_each(self.facts.world, question, judged)
            parts = dict(one_by_one.split(judged, every).items())
        for value, members in parts.items():
            lacking = None if cells is None else cells.shortfall(members)
            yield value, one_by_one.gather(members, list_hits=question.has_upper, task_shortfall=lacking)

    def _values(self, question: Question, members: Members | None = None) -> list[str]:
        """The values for which there is a verdict each, sorted."""
        column = values.each_column(question)
        assert column is not None
        seen = set() if members is None else members.values_seen()
        if column.table == "agencies":
            return sorted(listed(self.facts.world, question) | seen)
        if column.table == "subjects" and values.of_subjects(question):
            return sorted(seen)
        return sorted(
            set(values.values_of_each(self.facts.world, question)) | (seen if column.table == "subjects" else set())
        )
