"""How one question stands, kept so that a fact can change it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from attrs import evolve

from ...model.measures import Count, Coverage, Growth, Mean, Response, Share, Tasks, Timeliness, parts_of
from ..assemble import assemble, outstanding_of, undetermined_of
from ..explain import explained
from ..judged import Judged
from ..population import Listed, Population, Quantity
from ..question import Question
from ..tally import COUNTED, OUT, PENDING, UPCOMING
from ..values import NOBODY, each_column
from ..verdict import Member, Verdict
from ..world import NOT_YET, UNKNOWN, World
from .cells import Counts, joined, lacks
from .counting import Tell, recounted, regrown
from .members import Added, Changed, TooFarError, changed_members
from .reads import Purpose
from .replacing import replaced, roll_of

Found = Population | Quantity
Counting = Callable[[str | None, Quantity, Tell], Quantity]
Finish = Callable[[Population, Sequence[Judged], Sequence[Judged]], Population]


def _as_it_is(population: Population, _before: Sequence[Judged], _after: Sequence[Judged]) -> Population:
    return population


class Standing:
    """
    One question with what was found out for each value, and its verdicts.

    Args:
        world: The facts.
        question: The question.
        parts: Value, what was found out, and verdict, in the order of the verdicts.
        reads: What it reads each table for.
        counts: Of the cells of an attached table, the least and the most records that count, by day.
    """

    def __init__(
        self,
        world: World,
        question: Question,
        parts: Iterable[tuple[str | None, Found, Verdict]],
        reads: Mapping[str, frozenset[Purpose]],
        counts: Counts,
    ) -> None:
        self.question, self.reads, self.counts = question, reads, counts
        self.found: dict[str | None, Found] = {}
        self.verdicts: dict[str | None, Verdict] = {}
        for value, found, verdict in parts:
            self.found[value], self.verdicts[value] = _with_rolls(world, question, found, verdict), verdict

    def take(self, added: Added) -> None:
        """
        Bring the verdicts up to date with a fact.

        Raises:
            TooFarError: it takes more than the facts near this one; the question is to be asked as a whole then.
        """
        purposes = self.reads[added.table]
        if "all" in purposes or self._new_value(added, purposes):
            raise TooFarError
        measure = self.question.obligation.measure
        match measure:
            case Coverage() | Share() | Timeliness() | Response():
                self._members(added, measure, purposes)
            case Count():
                self._count(added, partial(recounted, added, self.question, measure), purposes)
            case Growth():
                self._count(added, partial(regrown, added, self.question, measure), purposes)
            case Tasks():
                self._cells(added, measure, purposes)
            case Mean():
                self._check_beside(added, purposes)

    def _new_value(self, added: Added, purposes: frozenset[Purpose]) -> bool:
        """Whether the record has a value for which there is no verdict yet."""
        column = each_column(self.question)
        if "values" not in purposes or column is None:
            return False
        value = added.world.cell(added.table, added.row, column.name, self.question.as_of)
        return not (value is UNKNOWN or value is NOT_YET or value == NOBODY or str(value) in self.found)

    # Populations

    def _members(
        self, added: Added, measure: Coverage | Share | Timeliness | Response, purposes: frozenset[Purpose]
    ) -> None:
        self._exchange(added, changed_members(added, self.question, measure, purposes))

    def _cells(self, added: Added, measure: Tasks, purposes: frozenset[Purpose]) -> None:
        if "properties" in purposes:
            self._check_beside(added, purposes)
        found = joined(added, self.question, measure, self.counts)
        before, self.counts = self.counts, found.counts
        self._exchange(added, found.members, partial(self._shortfall, measure, before))

    def _shortfall(
        self, measure: Tasks, counts: Counts, population: Population, before: Sequence[Judged], after: Sequence[Judged]
    ) -> Population:
        """The population with what its cells lack, which other counts have changed."""
        assert population.task_shortfall is not None
        was, now = lacks(self.question, measure, before, counts), lacks(self.question, measure, after, self.counts)
        least, most = population.task_shortfall
        return evolve(
            population,
            task_shortfall=(least + now[0] - was[0], None if most is None else most + now[1] - was[1]),
        )

    def _exchange(self, added: Added, changed: Changed, finish: Finish = _as_it_is) -> None:
        """Take members out of the populations and put others in their place."""
        before = [each for each, _ in changed if each is not None]
        after = [each for _, each in changed if each is not None]
        if not before and not after:
            return
        found: dict[str | None, Found] = {}
        if each_column(self.question) is None:
            found[None] = finish(self._replaced(added, None, before, after), before, after)
        else:
            self._check_values(before, after)
            parts = {value: (_of_value(before, value), _of_value(after, value)) for value in self.found}
            found |= {
                value: finish(self._replaced(added, value, *some), *some)
                for value, some in parts.items()
                if some != ([], [])
            }
        self._assemble(added, found)

    def _check_values(self, before: Sequence[Judged], after: Sequence[Judged]) -> None:
        """Refuse members with a value for which there is no verdict yet, or may be none any more."""
        if not _seen(after) <= set(self.found) or not _seen(before) <= _seen(after):
            raise TooFarError

    def _replaced(
        self, added: Added, value: str | None, before: Sequence[Judged], after: Sequence[Judged]
    ) -> Population:
        found, near = self.found[value], added.near()
        assert isinstance(found, Population)

        def missed(each: Judged) -> Member:
            return outstanding_of(near, self.question, _alone(each))[0]

        def undetermined(each: Judged) -> Member:
            return self._told(near, _alone(each))[0]

        return replaced(
            found, before, after, list_hits=self.question.has_upper, missed=missed, undetermined=undetermined
        )

    def _told(self, world: World, listed: Listed) -> tuple[Member, ...]:
        return undetermined_of(self.question, listed, lambda question, some: explained(world, question, some))

    # Numbers

    def _count(self, added: Added, count: Counting, purposes: frozenset[Purpose]) -> None:
        if not purposes & {"members", "properties"}:
            return
        if "properties" in purposes:
            raise TooFarError
        if not any(added.may_be_one(self.question, of) for of in parts_of(self.question.obligation.measure)):
            return
        near = added.near()
        found: dict[str | None, Found] = {}
        for value, quantity in self.found.items():
            assert isinstance(quantity, Quantity)
            found[value] = count(value, quantity, lambda listed: self._told(near, listed))
        self._assemble(added, found)

    def _check_beside(self, added: Added, purposes: frozenset[Purpose]) -> None:
        """Refuse a record that may be one of those from which the number comes."""
        if "properties" in purposes:
            raise TooFarError
        for of in parts_of(self.question.obligation.measure):
            if added.may_be_one(self.question, of):
                raise TooFarError

    def _assemble(self, added: Added, found: dict[str | None, Found]) -> None:
        for value, each in found.items():
            self.found[value] = each
            verdict = assemble(added.world, self.question, value, each, _nothing_to_explain)
            self.verdicts = {**self.verdicts, value: verdict}  # whoever holds the old ones can compare


def _nothing_to_explain(_question: Question, listed: Listed) -> list[tuple[str, ...]]:
    raise AssertionError(f"{listed} is told already")


def _seen(members: Sequence[Judged]) -> set[str | None]:
    """The values of members that are not surely out."""
    return {
        each.value
        for each in members
        if each.value is not None and (each.now | each.at_due) & (COUNTED | PENDING | UPCOMING)
    }


def _of_value(members: Sequence[Judged], value: str | None) -> list[Judged]:
    """The members with a value; those whose value is not known may be out."""
    return [
        each if each.value is not None else evolve(each, at_due=each.at_due | OUT, now=each.now | OUT)
        for each in members
        if each.value is None or each.value == value
    ]


def _alone(each: Judged) -> Listed:
    return Listed(ids=[each.id], agencies=[each.agency], dues=[each.due], subjects=[each.subject], rows=[each.row])


def _with_rolls(world: World, question: Question, found: Found, verdict: Verdict) -> Found:
    """What was found out, with the members in its lists as verdicts tell them."""
    undetermined = roll_of(verdict.undetermined)
    if isinstance(found, Quantity):
        return evolve(found, undetermined=undetermined)
    return evolve(
        found,
        missed=roll_of(outstanding_of(world, question, found.missed)),
        hit=roll_of(outstanding_of(world, question, found.hit)),
        undetermined=undetermined,
    )


__all__ = ["Standing"]
