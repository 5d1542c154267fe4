"""The verdicts of a county's plans, brought up to date fact by fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ...model.measures import Response, Tasks
from ...model.plans import Jurisdiction, Plan
from ...register.growing import Fact, GrowingRegister
from ..columns.evaluate import standings, task_counts
from ..question import Question, questions
from ..verdict import Verdict
from .cells import Counts
from .members import Added, TooFarError, look_round
from .reads import EVERYWHERE, reads_of
from .standing import Standing
from .worlds import GrowingWorld

if TYPE_CHECKING:
    from ...register import Register

MANY = 100
"""So many facts at once, and all questions are asked anew: that is quicker than one by one."""

Pair = tuple[int, Verdict | None, Verdict | None]
"""The place of a plan, and a verdict of it before and after; None where there is none."""
Verdicts = tuple[tuple[Verdict, ...], ...]


class Session:
    """
    Verdicts that follow the register.

    Args:
        plans: The plans, in order.
        jurisdiction: Whose plans they are.
        register: The facts of that jurisdiction.
        as_of: The day of the question.
    """

    def __init__(self, plans: Sequence[Plan], jurisdiction: Jurisdiction, register: Register, as_of: date) -> None:
        self._jurisdiction, self._as_of = jurisdiction, as_of
        self._asked = [[each for part in plan.obligations for each in questions(plan, part, as_of)] for plan in plans]
        self._register = GrowingRegister(register, jurisdiction.code)
        self._world = GrowingWorld(jurisdiction, self._register.register, as_of)
        self._readers: dict[str, list[int]] = defaultdict(list)
        self._reads = [reads_of(question) for asked in self._asked for question in asked]
        for place, tables in enumerate(self._reads):
            for table in tables:
                self._readers[table].append(place)
        self._plans = [place for place, asked in enumerate(self._asked) for _ in asked]
        self._standing: dict[int, Standing] = {}
        self._ask(range(len(self._reads)))
        self._look_round()

    @property
    def register(self) -> Register:
        """The facts so far."""
        return self._register.frozen()

    @property
    def verdicts(self) -> Verdicts:
        """The verdicts of each plan, in the order of its obligations."""
        places = iter(range(len(self._standing)))
        return tuple(
            tuple(each for _ in asked for each in self._standing[next(places)].verdicts.values())
            for asked in self._asked
        )

    def add(self, facts: Mapping[str, Any]) -> Iterator[Pair]:
        """
        Add facts.

        Args:
            facts: For each kind of record, by its singular name, a record or several.

        Returns:
            The verdicts that differ, in the order of plans and obligations.

        Raises:
            RegisterError: something is wrong with them; every defect is named, and nothing has changed.
        """
        examined = self._register.examined(facts)
        before = {place: standing.verdicts for place, standing in self._standing.items()}
        far: set[int] = set()
        for fact in examined:
            far |= self._take(fact, far, everywhere=len(examined) >= MANY)
        if far:
            self._ask(sorted(far))
        return self._differences(before)

    def _differences(self, before: Mapping[int, Mapping[str | None, Verdict]]) -> Iterator[Pair]:
        for place, was in before.items():
            now = self._standing[place].verdicts
            if now is not was:
                for value in (*now, *(each for each in was if each not in now)):
                    if was.get(value) != now.get(value):
                        yield self._plans[place], was.get(value), now.get(value)

    def _take(self, fact: Fact, far: set[int], *, everywhere: bool) -> set[int]:
        """Bring the verdicts up to date with one fact; the places of the questions for which that is too far."""
        complete = self._world.extents(fact.table)
        row, wider = self._register.add(fact)
        if wider or fact.table in EVERYWHERE:
            self._world = GrowingWorld(self._jurisdiction, self._register.register, self._as_of)
        else:
            self._world.take(fact.table, row)
        everywhere = everywhere or wider or complete != self._world.extents(fact.table)
        subject = fact.values.get("subject_id")
        added = Added(world=self._world, table=fact.table, row=row, subject=None if subject is None else str(subject))
        found = set()
        for place in self._readers.get(fact.table, ()):
            try:
                if everywhere:
                    raise TooFarError
                if place not in far:
                    self._standing[place].take(added)
            except TooFarError:
                found.add(place)
        return found

    def _look_round(self) -> None:
        """Find out beforehand what every fact needs, so that the first one takes no longer than the others."""
        self._world.everybody()
        for table in self._register.register.schema.tables:
            self._register.know(table.name)
            if table.has("subject_id"):
                self._world.of_subject(table.name, "")
        for asked in self._asked:
            for question in asked:
                if isinstance(question.obligation.measure, Response):
                    look_round(self._world, question.obligation.measure)

    def _counts(self, question: Question) -> Counts:
        measure = question.obligation.measure
        if not isinstance(measure, Tasks):
            return {}
        return task_counts(self._jurisdiction, self.register, self._as_of, question, measure)

    def _ask(self, places: Iterable[int]) -> None:
        """Ask some questions of the whole register."""
        every = [each for asked in self._asked for each in asked]
        chosen = [every[place] for place in places]
        found = standings(self._jurisdiction, self.register, self._as_of, chosen)
        for place, (question, parts) in zip(places, found, strict=True):
            self._standing[place] = Standing(self._world, question, parts, self._reads[place], self._counts(question))


__all__ = ["Session"]
