"""For which days the tables that are read must be complete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from ...model.measures import Count, Coverage, Growth, Response, Share, Timeliness
from ...model.predicates import Records
from ..needs import base_of
from ..passes import Task
from ..question import Question
from ..truth import window_at
from .program import BASE, NOW, THEN, Spans


def spans_of(tasks: Sequence[Task]) -> Spans:
    """For which days the tables that some tasks read must be complete."""
    found = [(place, slot, of, on) for place, task in enumerate(tasks) for slot, of, on in _spans(task.question)]
    tables = tuple(sorted({of.table for _, _, of, _ in found}))
    windows = [window_at(of.within or tasks[place].question.window, on) for place, _, of, on in found]
    return Spans(
        tables=tables,
        table=np.array([tables.index(of.table) for _, _, of, _ in found], dtype=np.intp),
        first=np.array([window.start.toordinal() for window in windows], dtype=np.int64),
        last=np.array(
            [min(window.end, on).toordinal() for window, (*_, on) in zip(windows, found, strict=True)], dtype=np.int64
        ),
        task=np.array([place for place, *_ in found], dtype=np.intp),
        slot=np.array([slot for _, slot, *_ in found], dtype=np.intp),
    )


def _spans(question: Question) -> Iterable[tuple[int, Records, date]]:
    """What of a question is counted in which records, cut at which day; a clock's records are asked on one day only."""
    match question.obligation.measure:
        case Coverage(by=of) | Count(of=of):
            yield from ((THEN, of, question.asked_on), (NOW, of, question.as_of))
        case Share(of=of) if of.table != "subjects":
            yield from ((THEN, of, question.asked_on), (NOW, of, question.as_of))
        case Timeliness(of=of):
            yield from ((slot, of, question.asked_on) for slot in (THEN, NOW))
        case Response(to=of, is_clock=clock):
            yield from ((THEN, of, question.asked_on), (NOW, of, question.asked_on if clock else question.as_of))
        case Growth(of=Count(of=of), versus=versus):
            yield from ((THEN, of, question.asked_on), (NOW, of, question.as_of))
            yield BASE, base_of(of, versus), question.as_of
