"""From passes to a program: the columnar engine is asked about an example of each class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from ...model.measures import Count, Coverage, Growth, Measure, Response, Share, Timeliness
from ...model.plans import Jurisdiction
from ...model.predicates import Records
from ...register import Register
from ..columns import clocks, records, units
from ..columns.encode import encoded
from ..columns.facts import Facts
from ..columns.kleene import Truth
from ..columns.people import People
from ..needs import base_of
from ..passes import Passes
from ..question import Question
from ..tally import OUT, UPCOMING
from ..world import World
from .bits import Words, packed
from .classes import Classes
from .fitting import fitted
from .program import (
    BASE,
    MAYBE,
    NOW,
    SURELY,
    THEN,
    Codes,
    Counts,
    Events,
    Members,
    Numbered,
    Pair,
    Program,
    Reading,
    Timer,
)
from .spans import spans_of
from .sums import FIELDS, fields, place_of


def program_of(passes: Passes, jurisdiction: Jurisdiction, like: Register, as_of: date) -> Program:
    """
    What is looked up for some passes.

    Args:
        passes: The passes.
        jurisdiction: One of the jurisdictions.
        like: The register of one of them; all share its different values and combinations.
        as_of: The day of the question.
    """
    passes, classes = fitted(passes, jurisdiction, like, as_of)
    compiler = _Compiler(passes, classes, jurisdiction, like, as_of)
    return Program(
        as_of=as_of,
        tasks=passes.tasks,
        left=passes.left,
        pairs=compiler.pairs,
        members=tuple(compiler.members()),
        people=classes.get("subjects"),
        readings=tuple(compiler.readings()),
        spans=spans_of(passes.tasks),
    )


class _Compiler:
    """Asks the columnar engine about the examples of each class."""

    def __init__(
        self, passes: Passes, classes: dict[str, Classes], jurisdiction: Jurisdiction, like: Register, as_of: date
    ) -> None:
        self.passes, self.classes, self.as_of = passes, classes, as_of
        self.facts = {
            name: _facts(jurisdiction, each.examples(like.schema), as_of) for name, each in classes.items()
        }
        self.pairs = _placed(self._pairs())

    def _pairs(self) -> Iterable[Pair]:
        for place, task in enumerate(self.passes.tasks):
            question, measure = task.question, task.question.obligation.measure
            if task.kind not in ("coverage", "different"):
                continue
            same = question.as_of == question.asked_on
            for on in (question.as_of,) if same else (question.as_of, question.asked_on):
                now = on == question.as_of
                if not isinstance(measure, Coverage):
                    yield Pair(task=place, on=on, now=now, then=same or not now, least=1, missed=0)
                    continue
                missed = units.too_few(question, self._units(question, measure), on)
                plain = np.asarray(missed)
                yield Pair(
                    task=place, on=on, now=now, then=same or not now, least=measure.times.least,
                    missed=int(plain[plain != UPCOMING].max(initial=0)) if plain.ndim else int(plain),
                )  # fmt: skip

    def _units(self, question: Question, measure: Coverage) -> units.Units:
        facts = self.facts["subjects"]
        key = ("units", question.obligation, question.window, question.due)
        found: units.Units = facts.keep(
            key, lambda: units.population(facts, People(facts), question, measure.of, capped=False)
        )
        return found

    # Subjects

    def members(self) -> Iterable[Members]:
        """The populations of each day for which subjects are asked."""
        if "subjects" not in self.classes:
            return
        kinds = ("coverage", "subjects", "different")
        asked = [task.question.asked_on for task in self.passes.tasks if task.kind in kinds]
        for day in sorted(set(asked)):
            yield self._members_on(day)

    def _members_on(self, day: date) -> Members:
        size = self.classes["subjects"].total + 1
        sure: list[Any] = [None] * len(self.pairs)
        maybe, new = list(sure), list(sure)
        for bit, pair in enumerate(self.pairs):
            if pair is None:
                continue
            question = self.passes.tasks[pair.task].question
            if question.asked_on != day:
                continue
            measure = question.obligation.measure
            if not isinstance(measure, Coverage):  # a count of different subjects, whoever they are
                sure[bit] = np.ones(size, dtype=np.bool_)
                continue
            found = self._units(question, measure)
            sure[bit] = _spread(found.belongs.sure, found.rows, size)
            if found.belongs.unknown.any():
                maybe[bit] = _spread(found.belongs.unknown, found.rows, size)
            missed = np.asarray(units.too_few(question, found, pair.on))
            if missed.ndim and (missed == UPCOMING).any():
                new[bit] = _spread(missed == UPCOMING, found.rows, size)
        return Members(
            day=day, sure=packed(sure, size), maybe=_some(maybe, size), new=_some(new, size),
            shares=tuple(self._shares_on(day, size)),
        )  # fmt: skip

    def _shares_on(self, day: date, size: int) -> Iterable[tuple[int, bool, bool, Codes]]:
        facts = self.facts["subjects"]
        for place, task in enumerate(self.passes.tasks):
            question, measure = task.question, task.question.obligation.measure
            if task.kind != "subjects" or question.asked_on != day:
                continue
            assert isinstance(measure, Share)
            found = units.share(facts, People(facts), question, measure)
            same = question.as_of == question.asked_on
            yield place, True, same, _outcomes(found.now, found.rows, size)
            if not same:
                yield place, False, True, _outcomes(found.at_due, found.rows, size)

    # Records

    def readings(self) -> Iterable[Reading]:
        """The passes over tables of records."""
        for needs in self.passes.passes:
            if needs.table != "subjects":
                yield Reading(
                    needs=needs,
                    classes=self.classes[needs.table],
                    events=self._events(needs.table),
                    counts=self._counts(needs.table),
                    timed=tuple(self._timed(needs.table)),
                    wanted=dict(self._wanted(needs.table)),
                )

    def _events(self, table: str) -> Events | None:
        facts, size = self.facts[table], self.classes[table].total
        sure: list[Any] = [None] * len(self.pairs)
        possible = list(sure)
        numbered: dict[int, tuple[int, Any, Any]] = {}
        for bit, pair in enumerate(self.pairs):
            if pair is None:
                continue
            question = self.passes.tasks[pair.task].question
            measure = question.obligation.measure
            by = measure.by if isinstance(measure, Coverage) else _counted_records(measure)
            if by.table != table:
                continue
            held = facts.members(by, question.window, pair.on)
            if pair.least == 1:
                sure[bit], possible[bit] = held.sure, held.possible
            else:
                numbered[bit] = pair.least, held.sure, held.possible
        lanes = tuple(sorted({bit // 64 for bit, held in enumerate(sure) if held is not None}))
        if not lanes and not numbered:
            return None
        first = packed(sure, size)[list(lanes)]
        second = packed(possible, size)[list(lanes)]
        return Events(
            lanes=lanes, sure=first, possible=first if (first == second).all() else second,
            numbered=tuple(_numbered(numbered, size)),
        )

    def _counts(self, table: str) -> Counts | None:
        asked: list[tuple[tuple[int, int], Codes]] = []
        for place, task in enumerate(self.passes.tasks):
            question, measure = task.question, task.question.obligation.measure
            if task.kind in ("records", "count", "different", "growth") and _table_of(measure) == table:
                asked.append(((place, NOW), self._codes(table, question, measure, question.as_of)))
                if question.as_of != question.asked_on:
                    asked.append(((place, THEN), self._codes(table, question, measure, question.asked_on)))
                if isinstance(measure, Growth):
                    base = base_of(measure.of.of, measure.versus)
                    held = self.facts[table].members(base, question.window, question.as_of)
                    asked.append(((place, BASE), _coded(held)))
        return _counted(asked)

    def _codes(self, table: str, question: Question, measure: Measure, on: date) -> Codes:
        """The outcomes of records, or whether they count, by class."""
        facts = self.facts[table]
        if isinstance(measure, Share):
            return records.standing(facts, question, measure, on)
        of = measure.of.of if isinstance(measure, Growth) else measure.of  # type: ignore[union-attr]  # a count
        return _coded(facts.members(of, question.window, on))

    def _timed(self, table: str) -> Iterable[tuple[Timer, Counts]]:
        asked: dict[Timer, list[tuple[tuple[int, int], Codes]]] = {}
        for place, task in enumerate(self.passes.tasks):
            measure = task.question.obligation.measure
            if isinstance(measure, Timeliness) and measure.of.table == table:
                held = clocks.started(self.facts[table], task.question, measure)
                asked.setdefault(Timer.of(measure), []).append(((place, NOW), _coded(held)))
        for timer, found in asked.items():
            counts = _counted(found)
            assert counts is not None
            yield timer, counts


    def _wanted(self, table: str) -> Iterable[tuple[int, npt.NDArray[np.bool_]]]:
        facts = self.facts[table]
        for place, task in enumerate(self.passes.tasks):
            question, measure = task.question, task.question.obligation.measure
            if isinstance(measure, Response) and table in (measure.to.table, measure.by.table):
                wanted = np.zeros(self.classes[table].total, dtype=np.bool_)
                for records_ in (each for each in (measure.to, measure.by) if each.table == table):
                    for on in {question.asked_on, question.as_of}:
                        wanted |= facts.truth(records_.where, facts.records(table, on, question.window)).possible
                yield place, wanted


def _placed(pairs: Iterable[Pair]) -> tuple[Pair | None, ...]:
    """A bit for each pair: first those that ask for one event, then, in words of their own, those that ask for more."""
    found = list(pairs)
    single = [pair for pair in found if pair.least == 1]
    several = [pair for pair in found if pair.least > 1]
    slots: list[Pair | None] = [*single, *[None] * (-len(single) % 64)]
    first = len(slots)
    slots += [None] * (-(-len(several) // 64) * 64)
    for number, pair in enumerate(several):
        slots[first + place_of(number)] = pair
    return tuple(slots)


def _facts(jurisdiction: Jurisdiction, register: Register, as_of: date) -> Facts:
    return Facts(World(jurisdiction, register, as_of), encoded(register))


def _spread(held: npt.NDArray[np.bool_], rows: npt.NDArray[Any], size: int) -> npt.NDArray[np.bool_]:
    """Truths of some units as truths of all classes; the last stands for subjects that have no version."""
    found = np.zeros(size, dtype=np.bool_)
    found[rows] = held
    return found


def _outcomes(masks: Codes, rows: npt.NDArray[Any], size: int) -> Codes:
    found = np.full(size, OUT, dtype=np.uint8)
    found[rows] = masks
    return found


def _some(truths: Sequence[Any], size: int) -> Words | None:
    return packed(truths, size) if any(held is not None for held in truths) else None


def _coded(held: Truth) -> Codes:
    return held.sure.astype(np.uint8) * np.uint8(SURELY - MAYBE) + held.possible.astype(np.uint8) * np.uint8(MAYBE)


def _counted_records(measure: Measure) -> Records:
    assert isinstance(measure, Count)
    return measure.of


def _table_of(measure: Measure) -> str:
    return measure.of.of.table if isinstance(measure, Growth) else measure.of.table  # type: ignore[union-attr]


def _counted(asked: Sequence[tuple[tuple[int, int], Codes]]) -> Counts | None:
    """The kinds of classes that differ in what is counted of them."""
    if not asked:
        return None
    codes = np.stack([each for _, each in asked])
    kinds, firsts = np.zeros(codes.shape[1], dtype=np.int64), np.zeros(1, dtype=np.intp)
    for each in codes:
        _, firsts, kinds = np.unique(kinds * 256 + each, return_index=True, return_inverse=True)
    return Counts(
        kinds=kinds.astype(np.intp), number=len(firsts), codes=codes[:, firsts], asked=tuple(place for place, _ in asked)
    )




def _numbered(found: Mapping[int, tuple[int, Any, Any]], classes: int) -> Iterable[Numbered]:
    """Bits with the number asked for and the truths of each, those of one word together."""
    groups: dict[tuple[int, int], dict[int, tuple[int, Any, Any]]] = {}
    for bit, each in found.items():
        groups.setdefault((bit // 64, 7 - bit % 8), {})[bit % 64 // 8] = each
    for (lane, shift), fields_ in groups.items():
        nothing = np.zeros(classes, dtype=np.bool_)
        every = [fields_.get(place, (1, nothing, nothing)) for place in range(max(fields_) + 1)]
        sure, possible = (np.stack([each[side] for each in every]) for side in (1, 2))
        words = fields(sure, FIELDS)
        alike = bool((sure == possible).all())
        yield Numbered(
            lane=lane, shift=shift, least=tuple(each[0] for each in every), sure=sure,
            possible=sure if alike else possible, words=words,
            possible_words=words if alike else fields(possible, FIELDS),
        )  # fmt: skip
