"""Records closed, and triggers answered, on the last day of their limit and on the day after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve

from ....analysis.check import Candidate, Check, Finding
from ....engine.verdict import Pair
from ....model.measures import Measure, Response, Timeliness
from ....model.text import Text
from ....model.windows import Window
from ...strategies.county_days import turns
from .asks import Ask
from .calendar import limit
from .cases import Case, each_obligation
from .limited import answering, timed
from .recipes import NoRecipeError
from .sought import times_hit

ONE_DAY = timedelta(days=1)
DAYS_OF_ITS_OWN = 10  # the limit of a record that carries its own due date


def clocks(candidate: Candidate) -> Iterator[Finding]:
    """Obligations with a time limit that is judged a day too early or too late."""
    return each_obligation("clocks", candidate, cases, _concerned)


def _concerned(measure: Measure) -> bool:
    return isinstance(measure, Timeliness) or (isinstance(measure, Response) and measure.is_clock)


def cases(ask: Ask) -> Iterator[Case]:
    """For starts near which limits turn: done on the last day, on the day after, and not at all."""
    measure = ask.obligation.measure
    assert isinstance(measure, (Timeliness, Response))
    own = (measure.of if isinstance(measure, Timeliness) else measure.to).within
    some = 0
    for start in _starts(own or ask.window, ask.due):
        last = limit(measure.within, start) if measure.within else start + DAYS_OF_ITS_OWN * ONE_DAY
        after = last + ONE_DAY
        later = max(after, ask.plan.period.start)
        plans: tuple[tuple[date | None, date, Pair], ...] = (
            (last, later, (1, 1)),
            (after, later, (0, 1)),
            (None, later, (0, 1)),
            (None, last, (0, 0)),
        )
        for done, as_of, number in plans:
            try:
                yield _case(ask, start, done, last, as_of, number)
            except NoRecipeError:
                continue  # what is not closed may have no record, what is closed so late may not be meant
            some += 1
    if not some:
        raise NoRecipeError("没有能满足条件的记录", "nothing can meet its conditions on that day")


def _starts(window: Window, due: date) -> tuple[date, ...]:
    """The days near which limits turn, and the ends of the window."""
    last = min(window.end, due)
    found = {window.start, last, *(day for day in turns(window) if day <= last)}
    return tuple(sorted(found))


def _case(ask: Ask, start: date, done: date | None, last: date, as_of: date, number: Pair) -> Case:
    measure = ask.obligation.measure
    if isinstance(measure, Timeliness):
        made = timed(ask, measure, start, done, as_of)
    else:
        assert isinstance(measure, Response)
        if measure.before or measure.times.least == 0:
            raise NoRecipeError("不是限期之后完成的", "it asks for nothing to be done within a limit")
        given = () if done is None else (done,) * times_hit(measure.times)
        made = answering(ask, measure, start, given, as_of)
    ended = "未办" if done is None else f"{done}办结"
    closed = "not done" if done is None else f"done on {done}"
    hours = measure.within is not None and measure.within.unit == "hour"
    return Case(
        ask=ask, world=evolve(made, as_of=as_of).world(1), number=number, sure=made.sure and not hours,
        words=Text(
            zh=f"{start}起算，期限{last}，{ended}，判定日{as_of}",
            en=f"started on {start}, limit {last}, {closed}, asked on {as_of}",
        ),
    )  # fmt: skip


CLOCKS = Check(
    id="clocks",
    level="meaning",
    title=Text(zh="时限最后一天算按时，次日算超时", en="the last day of a limit is in time, the day after is not"),
    find=clocks,
)
