"""Tables in which every class of rows is looked up: the meaning, asked once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
from attrs import frozen

from ...model.clocks import Clock
from ...model.measures import Timeliness
from ...model.predicates import Column
from ..passes import Left, Pass, Task
from .bits import Words
from .classes import Classes

Codes = npt.NDArray[np.uint8]
MAYBE, SURELY = 1, 3
"""How a class of rows that may count, or surely counts, is coded; 0 if it does not."""
THEN, NOW, BASE = 0, 1, 2
"""What of a task is counted: on the due day, on the as-of date, or what it is compared with."""


@frozen(kw_only=True, eq=False)
class Pair:
    """
    A coverage, or a count of different subjects, on one day: one bit of the words.

    Attributes:
        task: Place of the task.
        on: The day on which its events are cut.
        now: The day is the as-of date (and the due day, unless another pair stands for that).
        then: The day is the one for which subjects are asked.
        least: How many events make a hit.
        missed: The outcome of too few events; with newcomers, of those that are none.
    """

    task: int
    on: date
    now: bool
    then: bool
    least: int
    missed: int


@frozen(kw_only=True, eq=False)
class Members:
    """
    Who belongs to the populations asked for on a day, by class.

    Attributes:
        day: The day for which subjects are asked.
        sure: Words of those who surely belong, a bit for each pair.
        maybe: Words of those who may belong; None if there are none.
        new: Words of newcomers, who are upcoming and not missed; None if there are none.
        shares: For shares of subjects: task, whether it stands for the as-of date, for the due day, outcomes by class.
    """

    day: date
    sure: Words
    maybe: Words | None
    new: Words | None
    shares: tuple[tuple[int, bool, bool, Codes], ...]


@frozen(kw_only=True, eq=False)
class Events:
    """
    Which rows of a table are events of which pairs, by class.

    Attributes:
        lanes: The rows of words in which the table has bits.
        sure: Words of sure events, for those rows.
        possible: Words of possible events; the very same where nothing is unknown.
        numbered: Pairs that ask for more than one event.
    """

    lanes: tuple[int, ...]
    sure: Words
    possible: Words
    numbered: tuple[Numbered, ...]


@frozen(kw_only=True, eq=False)
class Numbered:
    """
    Up to eight pairs that ask for more than one event: their numbers are added up in fields of one word.

    Attributes:
        lane: The row of words in which their bits stand.
        shift: How far the highest bits of the fields move down to be these bits.
        least: How many events each asks for.
        sure: Whether each class is a sure event of each.
        possible: Whether it is a possible one; the very same where nothing is unknown.
        words: For each class a one in the field of each of which it is a sure event.
        possible_words: The same of possible ones.
    """

    lane: int
    shift: int
    least: tuple[int, ...]
    sure: npt.NDArray[np.bool_]
    possible: npt.NDArray[np.bool_]
    words: npt.NDArray[np.uint64]
    possible_words: npt.NDArray[np.uint64]


@frozen(kw_only=True, eq=False)
class Counts:
    """
    What is counted of a table's rows: kinds of classes that no counted task tells apart.

    Attributes:
        kinds: The kind of each class.
        number: How many kinds there are.
        codes: For each entry of *asked* the code (or the outcomes) of each kind.
        asked: For each entry its task, and which number of it.
    """

    kinds: npt.NDArray[np.intp]
    number: int
    codes: Codes
    asked: tuple[tuple[int, int], ...]


@frozen(kw_only=True)
class Timer:
    """A clock that several tasks may share: the same columns, the same limit."""

    start: Column
    end: Column
    within: Clock | None
    due: Column | None

    @classmethod
    def of(cls, measure: Timeliness) -> Timer:
        """The clock of a measure."""
        return cls(start=measure.start, end=measure.end, within=measure.within, due=measure.due)


@frozen(kw_only=True, eq=False)
class Reading:
    """
    One pass, with what it looks up.

    Attributes:
        needs: What it reads.
        classes: The classes of the table's rows.
        events: Its events; None if there are none.
        counts: What is counted; None if nothing is.
        timed: What is counted of records with a clock, by clock.
        wanted: For each task that asks for records and their answers, which classes of rows it may concern.
    """

    needs: Pass
    classes: Classes
    events: Events | None
    counts: Counts | None
    timed: tuple[tuple[Timer, Counts], ...]
    wanted: Mapping[int, npt.NDArray[np.bool_]]


@frozen(kw_only=True, eq=False)
class Spans:
    """
    For which days a table must be complete, or more may be there than is seen.

    Attributes:
        tables: The tables.
        table: For each span the place of its table.
        first: Its first day.
        last: Its last day; before the first one if it is empty.
        task: Its task.
        slot: ``THEN``, ``NOW`` or ``BASE``: of what the task counts.
    """

    tables: tuple[str, ...]
    table: npt.NDArray[np.intp]
    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]
    task: npt.NDArray[np.intp]
    slot: npt.NDArray[np.intp]


@frozen(kw_only=True, eq=False)
class Program:
    """
    All that is looked up for the plans of some jurisdictions that ask the same.

    Attributes:
        as_of: The day of the question.
        tasks: The questions that fit.
        left: The obligations that are left to the columnar engine.
        pairs: The pair of each bit of the words; None for a bit that is not used.
        members: Populations, by the day for which they are asked.
        people: The classes of subjects; None if no task asks for them.
        readings: The passes over tables of records.
        spans: For which days the tables must be complete.
    """

    as_of: date
    tasks: tuple[Task, ...]
    left: tuple[Left, ...]
    pairs: tuple[Pair | None, ...]
    members: tuple[Members, ...]
    people: Classes | None
    readings: tuple[Reading, ...]
    spans: Spans
