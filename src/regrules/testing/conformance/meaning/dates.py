"""Events on the first and last day of a window, and on the due day, and beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve

from ....analysis.check import Candidate, Check, Finding
from ....engine.verdict import Pair, Status
from ....model.measures import Attested, Count, Coverage, Growth, Mean, Measure, Response, Share, Tasks, Timeliness
from ....model.predicates import Records, Times
from ....model.targets import Target
from ....model.text import Text
from ....model.windows import Window
from .arithmetic import allowed, needed, share_kept
from .asks import Ask
from .cases import Case, each_obligation
from .members import recipe
from .recipes import NoRecipeError, Recipe

ONE_DAY = timedelta(days=1)


def dates(candidate: Candidate) -> Iterator[Finding]:
    """Obligations that count an event of the wrong day, or judge it late or in time wrongly."""
    return each_obligation("dates", candidate, cases, _concerned)


def _concerned(measure: Measure) -> bool:
    return not isinstance(measure, (Growth, Mean, Tasks))


def cases(ask: Ask) -> Iterator[Case]:
    """An event on each day beside the ends of the window; then one on the due day and on the day after."""
    if isinstance(ask.obligation.measure, Attested):
        yield from _due_days(ask)
        return
    if ask.rolls and isinstance(ask.obligation.measure, (Timeliness, Response)):
        raise NoRecipeError("滚动窗口随判定日移动", "its window moves on while answers are awaited")
    records = events_of(ask.obligation.measure)
    schema = ask.jurisdiction.schema.table(records.table)
    if records.dated is None and schema.dated is None:
        raise NoRecipeError("以状态而非事件计", "it asks for states, not for events of a day")
    some = 0
    for day in _days(ask, records.within or ask.window):
        try:
            yield _edge(ask, records.within or ask.window, day)
        except NoRecipeError:
            continue  # a predicate of its own may rule this day out
        some += 1
    if not some:
        recipe(ask)  # says why
    yield from _due_days(ask)


def events_of(measure: Measure) -> Records:
    """The records that fall in the window."""
    match measure:
        case Coverage(by=by):
            return by
        case Response(to=to):
            return to
        case Timeliness(of=of, start=start):
            return evolve(of, dated=start.name) if not start.name.endswith("_at") else of
        case Share(of=of) | Count(of=of):
            return of
    raise NoRecipeError("没有可计的事件", "it counts no events")


def _days(ask: Ask, window: Window) -> tuple[date, ...]:
    return (window.start - ONE_DAY, window.start, window.end, window.end + ONE_DAY)


def _edge(ask: Ask, window: Window, day: date) -> Case:
    """A member whose events lie on *day*: they count if that day is in the window, and has come."""
    as_of = ask.as_of if ask.rolls else max(ask.as_of, day + ONE_DAY)
    made = recipe(ask, day, None if ask.is_clock else as_of)
    as_of = made.as_of if ask.is_clock else as_of
    inside = window.start <= day <= min(window.end, as_of if not ask.is_clock else min(ask.due, as_of))
    where = "内" if inside else "外"
    return Case(
        ask=ask, world=made.world(1), number=_expected(ask, inside=inside), sure=made.sure,
        words=Text(
            zh=f"{day}的事件在{window.start}至{window.end}之{where}",
            en=f"an event of {day}, {'within' if inside else 'outside'} {window.start} to {window.end}",
        ),
    )  # fmt: skip


def _expected(ask: Ask, *, inside: bool) -> Pair | None:
    measure = ask.obligation.measure
    match measure:
        case Coverage(times=Times(least=0)):
            return (1, 1)  # one without events is the hit
        case Coverage():
            return (1, 1) if inside else (0, 1)
        case Count(per_million=True):
            return None
        case Count():
            return (1, 1) if inside else (0, 1)
    return (1, 1) if inside else (0, 0)


def _due_days(ask: Ask) -> Iterator[Case]:
    """One member whose hit comes on the due day, or on the day after, asked on both days."""
    measure = ask.obligation.measure
    if not isinstance(ask.target, Target) or ask.rolls or ask.due < ask.plan.period.start:
        return
    if not _reached_by_one(ask.target) or not _plain(measure):
        return
    after = ask.due + ONE_DAY
    counts_after = isinstance(measure, Attested) or after <= ask.window.end
    if isinstance(measure, Attested) or ask.window.start <= ask.due <= ask.window.end:
        yield _due(ask, ask.due, ask.due, 1, "met")
        yield _due(ask, ask.due, after, 1, "met")
    if ask.window.start < ask.due <= ask.window.end and ask.plan.period.start < ask.due:
        yield _due(ask, after, ask.due - ONE_DAY, 0, "open")
    yield _due(ask, after, ask.due, 0, "breached")
    yield _due(ask, after, after, 1 if counts_after else 0, "late" if counts_after else "breached")


def _plain(measure: Measure) -> bool:
    """Whether one event is all that a member needs."""
    if isinstance(measure, Coverage):
        return measure.times.least == 1 and measure.times.most is None and measure.by.within is None
    return isinstance(measure, Attested)


def _reached_by_one(target: Target) -> bool:
    """Whether one hit of one keeps the target, and none does not."""
    lower = needed(target, 1) if target.of is None else None
    return lower == 1 and allowed(target, 1) is None and share_kept(target, 1, 1)


def _due(ask: Ask, day: date, as_of: date, hits: int, expected: Status) -> Case:
    made = _of_day(ask, day, as_of)
    return Case(
        ask=ask, world=made.world(1), number=(hits, 1), status=(expected,), sure=made.sure,
        words=Text(
            zh=f"期限{ask.due}，事件{day}，判定日{as_of}", en=f"due on {ask.due}, done on {day}, asked on {as_of}"
        ),
    )  # fmt: skip


def _of_day(ask: Ask, day: date, as_of: date) -> Recipe:
    """The recipe for events of *day*, which may be still to come on the day of the question."""
    made = recipe(ask, day, max(day, as_of))
    # Strangers are left out: what they lack may be a step that has not come on the day of the question either.
    return evolve(made, as_of=as_of, base={} if isinstance(ask.obligation.measure, Coverage) else made.base)


DATES = Check(
    id="dates",
    level="meaning",
    title=Text(
        zh="起止日、期限日当天及前后判定正确", en="verdicts are right on the first, last and due day, and beside them"
    ),
    find=dates,
)
