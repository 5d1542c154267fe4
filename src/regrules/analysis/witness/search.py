"""
The search for values that make predicates true: depth first, a cell at a time.

A predicate is taken apart into questions about single cells, each wanted true or false. What can hold in one way only is
settled first; where there is a choice, each way is tried in turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from math import inf
from typing import Any

from attrs import define, field, frozen

from ...errors import RegrulesError
from ...model.predicates import (
    AllOf,
    Always,
    AnyOf,
    Between,
    Column,
    Compare,
    CountOf,
    Grade,
    Happened,
    Has,
    IsIn,
    Not,
    OpenedBy,
    Operator,
    Predicate,
)
from ...model.schema import ColumnSchema
from ...model.windows import Rolling, Window
from .state import State, Thing
from .values import Pool, grades_of, holds

MOST_STEPS = 50_000
OPPOSITE: dict[str, Operator] = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


class TooManyWaysError(RegrulesError):
    """A predicate has so many ways to hold that they were not all tried."""


@frozen(kw_only=True)
class Goal:
    """
    Something that must be true, or false, of a thing.

    Attributes:
        predicate: What is asked.
        wanted: The answer that is wanted.
        thing: Of what it is asked.
        day: The day on which it sees its subject.
    """

    predicate: Predicate
    wanted: bool
    thing: Thing
    day: date


Goals = tuple[Goal, ...]


@define(kw_only=True)
class Search:
    """
    One search.

    Attributes:
        pool: What values are drawn from.
        window: The obligation's window, for related records that name none.
        steps: How many questions may still be settled.
    """

    pool: Pool
    window: Window | Rolling
    steps: int = field(default=MOST_STEPS)

    @property
    def on(self) -> date:
        """The day of the question."""
        return self.pool.on

    def solutions(self, goals: Goals, state: State, choices: tuple[tuple[Goals, ...], ...] = ()) -> Iterator[State]:
        """Every way in which all *goals* hold, and one alternative of each of the *choices*."""
        waiting = list(goals)
        while waiting:
            goal = waiting.pop()
            self._spend()
            ways = _ways(goal)
            if ways is None:
                settled = self._settled(goal, state)
                if settled is None:
                    return
                state = settled
            elif len(ways) == 1:
                waiting.extend(ways[0])
            else:
                choices = (*choices, ways)
        if not choices:
            yield state
            return
        first = min(choices, key=len)
        rest = tuple(choice for choice in choices if choice is not first)
        for way in first:
            yield from self.solutions(way, state, rest)

    def _spend(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise TooManyWaysError("the predicate has too many alternatives to be tried; take it apart")

    def _settled(self, goal: Goal, state: State) -> State | None:
        match goal.predicate:
            case Always():
                return state if goal.wanted else None
            case OpenedBy(via=via):
                opened = Column(table="subjects", name="opened_on", via=via)
                return self._with_cell(opened, goal, state)
            case Has(value=column, words=(word,)):
                return self._with_word(column, word, goal, state)
            case Compare(value=CountOf(records=records), operator=how, literal=int(number)):
                least = {">=": number, ">": number + 1, "==": number}.get(how, 0)
                most = {"<=": number, "<": number - 1, "==": number}.get(how, inf)
                return state.with_count(records, least, most)
            case Compare(value=Grade() as grade) | IsIn(value=Grade() as grade) | Between(value=Grade() as grade):
                return self._with_grade(grade, goal, state)
            case Compare(value=Column() as column) | IsIn(value=Column() as column) | Between(value=Column() as column):
                return self._with_cell(column, goal, state)
            case Happened(value=column):
                return self._with_cell(column, goal, state)
        return None

    def _with_grade(self, grade: Grade, goal: Goal, state: State) -> State | None:
        order = grades_of(grade, self.pool.schema)
        day = grade.on or goal.day
        if day > self.on:
            return None
        slot = (Thing("subjects", day=day), f"grade:{grade.scheme}")
        return state.narrowed(slot, order, lambda value: holds(goal.predicate, value, order) is goal.wanted)

    def _with_cell(self, column: Column, goal: Goal, state: State) -> State | None:
        place = self._place(column, goal)
        if place is None:
            return None
        thing, day = place
        values = self.pool.column(thing.table, column.name, day)
        narrowed = state.narrowed(
            (thing, column.name), values, lambda value: holds(goal.predicate, value) is goal.wanted
        )
        return narrowed and self._once_known(thing, self._schema(column), day, narrowed)

    def _with_word(self, column: Column, word: str, goal: Goal, state: State) -> State | None:
        place, schema = self._place(column, goal), self._schema(column)
        if place is None or (goal.wanted and schema.words and word not in schema.words):
            return None
        settled = state.with_word((place[0], column.name), word, held=goal.wanted)
        return settled and self._once_known(place[0], schema, place[1], settled)

    def _once_known(self, thing: Thing, schema: ColumnSchema, day: date, state: State) -> State | None:
        """The state in which the step has come to which the column's value belongs."""
        if schema.dated_by is None:
            return state
        values = self.pool.column(thing.table, schema.dated_by, day)
        return state.narrowed((thing, schema.dated_by), values, lambda value: value is not None)

    def _place(self, column: Column, goal: Goal) -> tuple[Thing, date] | None:
        """Whose cell it is, and on which day it is seen; None if that day is still to come."""
        if column.table != "subjects":
            return goal.thing, self.on
        day = column.on or goal.day
        return (Thing("subjects", day=day), day) if day <= self.on else None

    def _schema(self, column: Column) -> ColumnSchema:
        return self.pool.schema.table(column.table).column(column.name)


def _ways(goal: Goal) -> tuple[Goals, ...] | None:
    """The alternatives of a goal that is put together from others; None if it asks of a single cell."""
    again = partial(Goal, thing=goal.thing, day=goal.day)
    wanted = goal.wanted
    match goal.predicate:
        case AllOf(parts=parts):
            return _joined([again(predicate=part, wanted=wanted) for part in parts], together=wanted)
        case AnyOf(parts=parts):
            return _joined([again(predicate=part, wanted=wanted) for part in parts], together=not wanted)
        case Not(part=part):
            return ((again(predicate=part, wanted=not wanted),),)
        case Has(value=value, words=words, need=need) if len(words) != 1:
            singly = [again(predicate=Has(value=value, words=(word,)), wanted=wanted) for word in words]
            return _joined(singly, together=wanted is (need == "all"))
        case Between(value=CountOf() as count, low=low, high=high):
            bounds = Compare(value=count, operator=">=", literal=low), Compare(value=count, operator="<=", literal=high)
            return _joined([again(predicate=bound, wanted=wanted) for bound in bounds], together=wanted)
        case Compare(value=CountOf() as count, operator=how, literal=number) if not wanted or how == "!=":
            return _contrary(count, how, number, again) if not wanted else _unequal(count, number, again)
    return None


def _joined(goals: list[Goal], *, together: bool) -> tuple[Goals, ...]:
    return (tuple(goals),) if together else tuple((goal,) for goal in goals)


def _contrary(count: CountOf, how: str, number: Any, again: Any) -> tuple[Goals, ...]:
    """What it means that a count does not compare so."""
    return ((again(predicate=Compare(value=count, operator=OPPOSITE[how], literal=number), wanted=True),),)


def _unequal(count: CountOf, number: Any, again: Any) -> tuple[Goals, ...]:
    less = Compare(value=count, operator="<", literal=number)
    more = Compare(value=count, operator=">", literal=number)
    return _joined([again(predicate=less, wanted=True), again(predicate=more, wanted=True)], together=False)
