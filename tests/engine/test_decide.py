"""Statuses of shares against the words of the rules, read naively, in every completion of small populations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product
from math import ceil, floor

from attrs import evolve, frozen
from hypothesis import event, given, settings
from hypothesis import strategies as st

from regrules.engine.decide import is_settled, possible, statuses
from regrules.engine.limits import limits_of
from regrules.engine.moment import Moment
from regrules.engine.tally import DEAD, EVERY, HIT, OPEN, OUT, PENDING, UPCOMING, Tally
from regrules.model.exact import exact
from regrules.model.measures import Coverage
from regrules.model.names import inspections, subjects
from regrules.model.targets import Bands, Target
from regrules.testing.strategies.targets import banded, single_targets

many = settings(max_examples=6 * settings.default.max_examples)
DAYS = tuple(date(2025, month, 1) for month in range(1, 7))


@frozen
class Numbers:
    """How many members have each outcome, in one completion."""

    hits: int = 0
    open: int = 0
    dead: int = 0
    pending: int = 0
    upcoming: int = 0
    out: int = 0

    @property
    def size(self) -> int:
        """How many count."""
        return self.hits + self.open + self.dead


FIELDS = {HIT: "hits", OPEN: "open", DEAD: "dead", PENDING: "pending", UPCOMING: "upcoming", OUT: "out"}


def parts(mask: int) -> list[int]:
    """The outcomes of a mask."""
    return [outcome for outcome in FIELDS if mask & outcome]


def numbers(outcomes: Iterable[int]) -> Numbers:
    """The numbers of a completion."""
    found = list(outcomes)
    return Numbers(**{name: found.count(outcome) for outcome, name in FIELDS.items()})


# The rules, word for word


def needed(target: Target, size: int) -> int:
    """`min(m, max(minimum, round(p m)))`, rounding up unless said otherwise; for `above` one more than `floor(p m)`."""
    if target.above is not None:
        return floor(exact(target.above) * size) + 1
    if target.least is None:
        return 0
    share = exact(target.least) * size
    rounded = {"up": ceil(share), "down": floor(share), "half_up": floor(share + exact("1/2"))}[target.rounding]
    return min(size, max(target.minimum or 0, rounded))


def allowed(target: Target, size: int) -> int:
    """`floor(q m)`; for `below` one less than `ceil(q m)`."""
    if target.below is not None:
        return ceil(exact(target.below) * size) - 1
    return size if target.most is None else floor(exact(target.most) * size)


def holds(target: Target | Bands, size: int, hits: int) -> bool:
    """Whether so many hits keep the target; a band is chosen by size."""
    only = target.at(size) if isinstance(target, Bands) else target
    return needed(only, size) <= hits <= allowed(only, size)


def stand(target: Target | Bands, found: Numbers) -> bool | None:
    """Whether the target holds; None of nobody."""
    return holds(target, found.size, found.hits) if found.size else None


def beyond_repair(moment: Moment, now: Numbers, target: Target | Bands) -> bool:
    """
    Whether no later record can make the target hold, before it is over.

    A cap (of a coverage or of a response) lets hits be lost.
    """
    hits, opened, dead, pending = now.hits, now.open, now.dead, now.pending
    if moment.family in ("tasks", "attested") or moment.rolling:
        return False
    if moment.family == "coverage":
        lowest = 0 if moment.capped and moment.as_of < moment.end else hits
        return not any(holds(target, now.size, n) for n in range(lowest, hits + opened + 1))
    if moment.as_of < min(moment.end, moment.due):
        if isinstance(target, Bands):
            return False
        all_needed = target.least is not None and exact(target.least) == 1
        none_allowed = target.most is not None and exact(target.most) == 0
        return (all_needed and dead > 0) or (none_allowed and hits > 0 and not moment.capped)
    lowest, most = 0 if moment.capped else hits, hits + opened + pending
    return not any(holds(target, now.size + pending, n) for n in range(lowest, most + 1))


def status_of(moment: Moment, then: Numbers, now: Numbers, target: Target | Bands) -> str:
    """The first row of the table of statuses that applies, where everything is known."""
    if moment.before_plan or not moment.in_force:
        return "not_applicable"
    if moment.as_of < moment.start:
        return "open"
    due = moment.as_of >= moment.due
    clock = moment.family == "clock"
    over = due and not (clock and now.pending)
    asked = now if clock or not due else then
    if not asked.size:
        return "open" if asked.pending or asked.upcoming else "not_applicable"
    if holds(target, asked.size, asked.hits):
        return "met"
    if over and not clock and now.size and holds(target, now.size, now.hits):
        return "late"
    return "breached" if over or beyond_repair(moment, now, target) else "open"


# Populations, moments, targets


def masks(*outcomes: int, most: int = 4) -> st.SearchStrategy[list[int]]:
    """Members whose outcomes are among some, certain ones as often as others."""
    usable = [mask for mask in range(1, EVERY + 1) if not mask & ~sum(outcomes)]
    return st.lists(st.one_of(st.sampled_from(outcomes), st.sampled_from(usable)), max_size=most)


OUTCOMES_OF = {
    "coverage": (HIT, OPEN, DEAD, OUT),
    "share": (HIT, OPEN, DEAD, OUT),
    "clock": (HIT, DEAD, PENDING, OUT),
    "tasks": (HIT, OPEN, DEAD, PENDING),
    "attested": (HIT, OPEN),
}


@st.composite
def moments(draw: st.DrawFn, *families: str) -> Moment:
    """Where a question may stand in time: any order of its days."""
    family = draw(st.sampled_from(families or tuple(OUTCOMES_OF)))
    start, end = sorted((draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))))
    rolling = family == "coverage" and draw(st.integers(0, 5)) == 5
    as_of = draw(st.sampled_from(DAYS))
    staged = draw(st.booleans())
    due = draw(st.sampled_from([day for day in DAYS if day >= start]))
    if rolling and not staged:
        due = as_of
    return Moment(
        as_of=as_of,
        start=min(start, as_of) if rolling else start,
        end=due if rolling else end,
        due=due,
        family=family,
        capped=family in ("coverage", "share", "clock") and draw(st.booleans()),
        rolling=rolling,
        staged=staged,
        before_plan=draw(st.integers(0, 15)) == 15,
        in_force=draw(st.integers(0, 15)) < 15,
    )


def targets() -> st.SearchStrategy[Target | Bands]:
    """Targets of a share: every bound, rounding, minimum, and bands of them."""
    plain = single_targets(Coverage(of=subjects, by=inspections))
    return st.sampled_from([plain, plain, banded(plain)]).flatmap(lambda chosen: chosen)


def outcomes_of(moment: Moment) -> tuple[int, ...]:
    """What members may be in a question like this."""
    return (*OUTCOMES_OF[moment.family], UPCOMING) if moment.rolling else OUTCOMES_OF[moment.family]


@many
@given(masks(HIT, OPEN, DEAD, PENDING, UPCOMING, OUT, most=5), targets())
def test_whether_the_target_holds(members: list[int], target: Target | Bands) -> None:
    """The target may hold (fail) if it does in some completion with somebody in it."""
    found = [numbers(each) for each in product(*map(parts, members))]
    kept = {holds(target, each.size, each.hits) for each in found if each.size}
    told = possible(Tally.of(members), limits_of(target))
    assert (told.holds, told.fails) == (True in kept, False in kept)


@settings(max_examples=20 * settings.default.max_examples)
@given(moments(), targets(), st.data())
def test_statuses_are_those_of_the_completions(moment: Moment, target: Target | Bands, data: st.DataObject) -> None:
    """What an obligation could be is what it is in some completion, no more and no less, where one date is asked."""
    members = data.draw(masks(*outcomes_of(moment)))
    found = [numbers(each) for each in product(*map(parts, members))]
    if moment.as_of < moment.due or moment.family == "clock":
        expected = {status_of(moment, each, each, target) for each in found}
        tally = Tally.of(members)
        assert set(statuses(moment, tally, tally, limits_of(target))) == expected


@settings(max_examples=10 * settings.default.max_examples)
@given(moments("coverage", "share", "tasks", "attested"), targets(), st.data())
def test_statuses_of_two_dates(moment: Moment, target: Target | Bands, data: st.DataObject) -> None:
    """
    Where the due day has passed, the same of members that are judged twice.

    `late` or `breached` may be listed in vain if the target is unknown on both dates; one entry is always right.
    """
    moment = evolve(moment, as_of=max(moment.as_of, moment.due))
    ways = data.draw(st.lists(st.sets(st.sampled_from(_twice(moment)), min_size=1, max_size=3), max_size=4))
    joint = [tuple(zip(*each, strict=True)) or ((), ()) for each in product(*ways)]
    expected = {status_of(moment, numbers(one), numbers(other), target) for one, other in joint}
    tallies = [Tally.of(_seen(way[date] for way in each) for each in ways) for date in (0, 1)]
    found = statuses(moment, *tallies, limits_of(target))
    assert expected <= set(found)
    unknown = all(len({stand(target, numbers(one[date])) for one in joint}) > 1 for date in (0, 1))
    assert set(found) - expected <= ({"late", "breached"} if unknown else set())
    assert len(found) > 1 or set(found) == expected


def _twice(moment: Moment) -> list[tuple[int, int]]:
    """An outcome on the due day, and one today."""
    return [*product(outcomes_of(moment), repeat=2)]


def _seen(outcomes: Iterable[int]) -> int:
    mask = 0
    for outcome in outcomes:
        mask |= outcome
    return mask


@many
@given(masks(HIT, OPEN, DEAD, PENDING, OUT, most=3), targets())
def test_members_that_the_register_lacks(members: list[int], target: Target | Bands) -> None:
    """Where any number of hits and misses may be lacking, the target may hold (fail) if it does with some of them."""
    found = {(each.hits, each.size) for each in (numbers(each) for each in product(*map(parts, members)))}
    more = [(hits, missed) for hits in range(25) for missed in range(25 - hits)]
    more += [(new, 0) for new in range(25, 80)] + [(0, new) for new in range(25, 80)]  # a small share takes many misses to fail
    sizes = {(hits + new, size + new + missed) for hits, size in found for new, missed in more}
    kept = {holds(target, size, hits) for hits, size in sizes if size}
    told = possible(Tally.of(members, further=True), limits_of(target))
    if isinstance(target, Bands):
        assert told.holds and told.fails
    else:
        assert (told.holds, told.fails) == (True in kept, False in kept)


# What later facts can change


def futures(moment: Moment, now: Numbers) -> set[Numbers]:
    """What a known population may be on a later day, as far as four more records and any steps can change it."""
    found = {now}
    moves: dict[str, tuple[str, ...]] = {}
    if moment.family == "coverage":
        if moment.as_of < moment.end:
            moves = {"open": ("hits", "dead"), "hits": ("dead",) if moment.capped else ()}
    elif moment.family in ("tasks", "attested"):
        moves = {"open": ("hits",)}
    else:
        moves = {"open": ("hits", "out"), "pending": ("hits", "dead", "out")}
        moves["hits"] = ("dead",) if moment.capped else ()
        last = min(moment.end, moment.due) if moment.family == "clock" else moment.end
        if moment.as_of < last or (moment.joining and (moment.family != "clock" or moment.as_of < moment.due)):
            kinds = ("hits", "dead", "pending" if moment.family == "clock" else "open")
            found |= {_more(now, kinds, added) for added in product(range(5), repeat=3) if sum(added) <= 4}
    if moment.leaving:
        moves = {name: (*moves.get(name, ()), "out") for name in ("hits", "open", "dead")}
    return _moved(found, moves)


def _more(now: Numbers, kinds: Iterable[str], added: Iterable[int]) -> Numbers:
    return evolve(now, **{name: getattr(now, name) + more for name, more in zip(kinds, added, strict=True)})


def _moved(found: set[Numbers], moves: dict[str, tuple[str, ...]]) -> set[Numbers]:
    """Every population to which members lead that change one after the other."""
    waiting = list(found)
    while waiting:
        now = waiting.pop()
        for name, others in moves.items():
            for other in others if getattr(now, name) else ():
                then = evolve(now, **{name: getattr(now, name) - 1, other: getattr(now, other) + 1})
                if then not in found:
                    found.add(then)
                    waiting.append(then)
    return found


@st.composite
def known(draw: st.DrawFn, *families: str) -> tuple[Moment, Numbers, Numbers]:
    """A moment, and a population of which everything is known, on the due day and now."""
    moment = draw(moments(*families))
    moment = evolve(
        moment,
        start=min(moment.start, moment.as_of),
        before_plan=False,
        in_force=moment.in_force or draw(st.booleans()),
        joining=moment.rolling or (moment.family in ("share", "clock") and draw(st.integers(0, 7)) == 7),
        leaving=moment.rolling or (moment.family in ("share", "clock") and draw(st.integers(0, 7)) == 7),
    )
    members = [each for each in outcomes_of(moment) if each not in (OUT, UPCOMING)]
    certain = st.lists(st.sampled_from((*members, *outcomes_of(moment))), min_size=1, max_size=4).map(numbers)
    now = draw(certain)
    return moment, draw(certain) if moment.as_of >= moment.due and moment.family != "clock" else now, now


def tally_of(found: Numbers) -> Tally:
    """The histogram of a population."""
    return Tally(counts={outcome: getattr(found, name) for outcome, name in FIELDS.items() if getattr(found, name)})


def later_statuses(moment: Moment, then: Numbers, now: Numbers, target: Target | Bands) -> set[str]:
    """
    The statuses that later facts can lead to.

    That the very last trigger is released, or that a release changes which numbers there are between two bounds or in
    another band, is left aside.
    """
    reached, found = futures(moment, now), set()
    if not moment.leaving:
        reached = {each for each in reached if (each.size or not now.size) and _as_many(target, now, each)}
    for day in (each for each in (*DAYS, date(2026, 1, 1)) if each > moment.as_of):
        later = evolve(moment, as_of=day)
        fixed = moment.as_of >= moment.due and moment.family != "clock"
        for after in reached:
            if day >= moment.due and moment.family == "clock" and after.pending and day > moment.end:
                continue
            found |= {status_of(later, then if fixed else after, after, target)}
    return found


def _as_many(target: Target | Bands, now: Numbers, later: Numbers) -> bool:
    """Nobody was released, or it makes no difference: of fewer, one bound alone is no easier to keep."""
    one_bound = isinstance(target, Target) and None in (target.lower, target.upper)
    return one_bound or later.out == now.out


@settings(max_examples=10 * settings.default.max_examples)
@given(known("coverage", "share", "clock", "tasks", "attested"), targets())
def test_what_is_settled_stays(case: tuple[Moment, Numbers, Numbers], target: Target | Bands) -> None:
    """A settled status is the same on every later day, whatever records and steps come."""
    moment, then, now = case
    status = statuses(moment, tally_of(then), tally_of(now), limits_of(target))
    if is_settled(moment, status, tally_of(now), limits_of(target)):
        event(f"settled {status[0]}, {'over' if moment.as_of >= moment.due else 'not over'}")
        assert later_statuses(moment, then, now, target) == set(status)


@settings(max_examples=10 * settings.default.max_examples)
@given(known("coverage", "share", "clock"), targets())
def test_what_is_breached_early_is_never_met(case: tuple[Moment, Numbers, Numbers], target: Target | Bands) -> None:
    """What is breached before the due day is not met later, whatever records and steps come."""
    moment, then, now = case
    moment = evolve(moment, in_force=True)
    status = statuses(moment, tally_of(then), tally_of(now), limits_of(target))
    if moment.as_of < moment.due and status == ("breached",):
        event(f"breached early, {moment.family}")
        assert "met" not in later_statuses(moment, then, now, target)
