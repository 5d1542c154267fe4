"""Whether failures can be mended, of many jurisdictions at once, is what the rule says of each."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.engine import repair
from regrules.engine.limits import limits_of
from regrules.engine.moment import Moment
from regrules.engine.tally import DEAD, EVERY, HIT, OPEN, OUT, PENDING, UPCOMING, Tally
from regrules.engine.words.deciding.repairs import failing, failing_for_good
from regrules.engine.words.standings import Tallies, statuses_of
from regrules.model.measures import Coverage
from regrules.model.names import inspections, subjects
from regrules.model.targets import Target
from regrules.testing.strategies.targets import single_targets

DAYS = tuple(date(2025, month, 1) for month in range(1, 7))
ONE_BOUND = single_targets(Coverage(of=subjects, by=inspections)).filter(
    lambda target: None in (target.lower, target.upper)
)
OFTEN = (HIT, DEAD, PENDING, OPEN, HIT | DEAD, PENDING | DEAD, HIT | PENDING, HIT | OUT, DEAD | OUT, UPCOMING)
MASKS = st.one_of(st.sampled_from(OFTEN), st.sampled_from(OFTEN), st.integers(1, EVERY))


@st.composite
def populations(draw: st.DrawFn) -> Tallies:
    """Populations of six jurisdictions, with members who are pending more often than not."""
    masks = tuple(draw(st.lists(MASKS, min_size=1, max_size=5, unique=True)))
    numbers = draw(st.lists(st.sampled_from((0, 1, 1, 2, 3, 5)), min_size=6 * len(masks), max_size=6 * len(masks)))
    further = np.array(draw(st.lists(st.integers(0, 7), min_size=6, max_size=6))) == 7
    return Tallies(masks=masks, counts=np.array(numbers).reshape(6, -1), further=further)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """A moment before, or after, the end and the due day, where hits can be lost or not."""
    family = draw(st.sampled_from(("coverage", "share", "clock")))
    as_of, end, due = (draw(st.sampled_from(DAYS)) for _ in range(3))
    return Moment(
        as_of=as_of, start=DAYS[0], end=end, due=due, family=family, capped=draw(st.booleans()),
        joining=draw(st.integers(0, 7)) == 7,
    )  # fmt: skip


def tally_at(found: Tallies, place: int) -> Tally:
    """The population of one jurisdiction."""
    counts = dict(zip(found.masks, found.counts[place].tolist(), strict=True))
    return Tally(counts={mask: count for mask, count in counts.items() if count}, further=bool(found.further[place]))


@settings(max_examples=4 * settings.default.max_examples)
@given(moments(), ONE_BOUND, populations())
def test_whether_a_failure_can_be_mended(moment: Moment, target: Target, found: Tallies) -> None:
    """Open, breached or both: as the rule says of each population by itself."""
    limits = limits_of(target)
    mended, lasting = failing(moment, found, limits), failing_for_good(moment, found, limits)
    for place in range(6):
        tally = tally_at(found, place)
        assert set(statuses_of(int(mended[place]))) == repair.failing(moment, tally, limits)
        assert set(statuses_of(int(lasting[place]))) == repair.failing_for_good(moment, tally, limits)
