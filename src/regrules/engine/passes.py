"""
The work as data, before any table is touched: which obligations share a table, and what is read of its rows.

Of a row a question only wants to know on which side of some days its dates lie, and which values some columns have. Rows that are
alike in all that any question wants to know form a class, so one pass over a table serves all questions of it, whatever their
number. An obligation that does not fit is left to the columnar engine, and says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from attrs import frozen

from ..model.measures import Attested, Count, Coverage, Growth, Mean, Measure, Response, Share, Tasks, Timeliness
from ..model.plans import Plan
from ..model.predicates import (
    Predicate,
)
from ..model.schema import Schema
from ..model.text import Text
from ..model.windows import Periods, Window
from .needs import Need, needs_of
from .question import Question, questions
from .unfit import UnfitError

Kind = Literal["coverage", "subjects", "records", "count", "different", "growth", "clock", "response"]


@frozen(kw_only=True)
class Task:
    """
    One question that fits.

    Attributes:
        question: The question.
        kind: What is counted for it: subjects with their events (``coverage``), subjects alone, records, a count, a count
            of different subjects, a count and another, records with a clock, records and those that answer them.
        plan: The place of its plan among those asked.
        obligation: The place of its obligation in the plan.
    """

    question: Question
    kind: Kind
    plan: int
    obligation: int


@frozen(kw_only=True)
class Left:
    """
    An obligation that is left to the columnar engine.

    Attributes:
        plan: The place of its plan among those asked.
        obligation: Its place in the plan.
        name: Its id.
        reason: Why.
    """

    plan: int
    obligation: int
    name: str
    reason: Text


@frozen(kw_only=True)
class Pass:
    """
    What one pass over a table reads.

    Attributes:
        table: The table.
        columns: The columns whose values are asked for, and what is asked.
        days: For each date that is asked for the days at which an answer may change, as ordinals, rising.
        of_subject: The columns of each record's subject that are asked for, on the record's own day, and what is asked.
        schemes: The grading schemes that are asked for, of subjects.
        tasks: Places of the questions that it serves.
    """

    table: str
    columns: Mapping[str, tuple[Predicate, ...]]
    days: Mapping[str, tuple[int, ...]]
    of_subject: Mapping[str, tuple[Predicate, ...]]
    schemes: tuple[str, ...]
    tasks: tuple[int, ...]


@frozen(kw_only=True)
class Passes:
    """
    The passes that the plans of a jurisdiction need on a day.

    Attributes:
        tasks: The questions that fit, those of one table together.
        passes: One for each table that is read, subjects first.
        left: The obligations that do not fit.
    """

    tasks: tuple[Task, ...]
    passes: tuple[Pass, ...]
    left: tuple[Left, ...]


def passes_of(plans: Iterable[Plan], schema: Schema, as_of: date) -> Passes:
    """
    The passes that *plans* need on a day.

    Args:
        plans: The plans of one jurisdiction.
        schema: The tables that its register may hold.
        as_of: The day of the question.
    """
    tasks: list[tuple[str, Task]] = []
    left = []
    for number, plan in enumerate(plans):
        for place, obligation in enumerate(plan.obligations):
            try:
                kind, table = _kind(obligation.measure, obligation.each)
                found = [
                    Task(question=question, kind=kind, plan=number, obligation=place)
                    for question in questions(plan, obligation, as_of)
                ]
                for task in found:
                    for _ in needs_of(task.question, schema):
                        pass
            except UnfitError as unfit:
                left.append(Left(plan=number, obligation=place, name=obligation.id, reason=unfit.reason))
            else:
                tasks += [(table, task) for task in found]
    tasks.sort(key=lambda each: (schema.names.index(each[0]), each[1].kind))
    chosen = tuple(task for _, task in tasks)
    return Passes(tasks=chosen, passes=passes_for(chosen, schema), left=tuple(left))


def _kind(measure: Measure, each: object) -> tuple[Kind, str]:
    """What is counted for a measure, and the table of most of its rows."""
    if each is not None and not isinstance(each, Periods):
        raise UnfitError("each")
    match measure:
        case Coverage(of=of, by=by, times=times, once_per=once):
            if of.table != "subjects" or of.grouped is not None:
                raise UnfitError("units")
            if times.most is not None or times.least < 1:
                raise UnfitError("limit")
            if once is not None:
                raise UnfitError("once")
            return "coverage", by.table
        case Share(of=of):
            if of.grouped is not None:
                raise UnfitError("units")
            return ("subjects", "subjects") if of.table == "subjects" else ("records", of.table)
        case Timeliness(of=of):
            return "clock", of.table
        case Count(of=of, distinct=distinct):
            if distinct is None:
                return "count", of.table
            if (distinct.name, distinct.table, distinct.via) != ("subject_id", of.table, None):
                raise UnfitError("distinct")
            return "different", of.table
        case Response(to=to, match=match, before=before):
            if match is not None or before:
                raise UnfitError("key")
            return "response", to.table
        case Growth(of=Count(of=of, distinct=None, per_million=False), versus=versus) if isinstance(
            versus, (Window, Count)
        ):
            if isinstance(versus, Count) and (versus.distinct is not None or versus.per_million):
                raise UnfitError("base")
            if isinstance(versus, Count) and versus.of.table != of.table:
                raise UnfitError("other table")
            return "growth", of.table
        case Growth():
            raise UnfitError("growth")
        case Mean():
            raise UnfitError("mean")
        case Tasks():
            raise UnfitError("tasks")
        case Attested():
            raise UnfitError("attested")


def passes_for(tasks: tuple[Task, ...], schema: Schema) -> tuple[Pass, ...]:
    """The passes that serve some tasks: one for each table that they read, subjects first."""
    needs: dict[str, list[Need]] = {}
    users: dict[str, set[int]] = {}
    for place, task in enumerate(tasks):
        for need in needs_of(task.question, schema):
            needs.setdefault(need.table, []).append(need)
            users.setdefault(need.table, set()).add(place)
    order = sorted(needs, key=lambda name: (name != "subjects", schema.names.index(name)))
    return tuple(_pass(table, needs[table], users[table]) for table in order)


def _pass(table: str, needs: list[Need], users: set[int]) -> Pass:
    days: dict[str, set[int]] = {}
    for need in needs:
        for name, found in need.days:
            days.setdefault(name, set()).update(found)
    return Pass(
        table=table,
        columns=_by_name(each for need in needs for each in need.columns),
        days={name: tuple(sorted(days[name])) or (1,) for name in sorted(days)},  # at least: is there a date?
        of_subject=_by_name(each for need in needs for each in need.of_subject),
        schemes=tuple(sorted({name for need in needs for name in need.schemes})),
        tasks=tuple(sorted(users)),
    )


def _by_name(asked: Iterable[tuple[str, Predicate]]) -> dict[str, tuple[Predicate, ...]]:
    """What is asked of each column."""
    found: dict[str, dict[Predicate, None]] = {}
    for name, leaf in asked:
        found.setdefault(name, {})[leaf] = None
    return {name: tuple(found[name]) for name in sorted(found)}
