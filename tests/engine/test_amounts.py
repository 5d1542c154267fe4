"""How many are lacking and how many too many: the fewest and the most over all completions, found by trying."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import product
from math import ceil, floor

from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.engine.amounts import excess, shortfall
from regrules.engine.limits import limits_of
from regrules.engine.tally import DEAD, EVERY, HIT, OPEN, OUT, PENDING, UPCOMING, Tally
from regrules.model.exact import exact
from regrules.model.measures import Coverage
from regrules.model.names import inspections, subjects
from regrules.model.targets import Bands, Target
from regrules.testing.strategies.targets import banded, single_targets

many = settings(max_examples=8 * settings.default.max_examples)
ENOUGH = 45
"""More new records than any of these targets needs for so few members."""


@frozen
class Numbers:
    """How many members have each outcome, in one completion."""

    hits: int
    open: int
    dead: int
    pending: int

    @property
    def size(self) -> int:
        """How many count."""
        return self.hits + self.open + self.dead


def completions(masks: Iterable[int]) -> set[Numbers]:
    """The numbers of every completion."""
    ways = product(*([one for one in certain if mask & one] for mask in masks))
    return {Numbers(*(way.count(one) for one in (HIT, OPEN, DEAD, PENDING))) for way in ways}


def bounds_at(target: Target | Bands, size: int) -> tuple[int, int]:
    """How many hits a population of *size* needs, and how many it may have."""
    only = target.at(size) if isinstance(target, Bands) else target
    need, most = 0, size
    if only.least is not None:
        share = exact(only.least) * size
        rounded = {"up": ceil(share), "down": floor(share), "half_up": floor(share + Fraction(1, 2))}[only.rounding]
        need = min(size, max(rounded, only.minimum or 0))
    if only.above is not None:
        need = floor(exact(only.above) * size) + 1
    if only.most is not None:
        most = floor(exact(only.most) * size)
    if only.below is not None:
        most = ceil(exact(only.below) * size) - 1
    return need, most


def fewest_further_hits(target: Target | Bands, found: Numbers, *, joinable: bool) -> int | None:
    """Nothing if the lower bound holds; else the fewest hits, as turned misses and new records, with which it all holds."""
    if found.hits >= bounds_at(target, found.size)[0]:
        return 0
    joiners = ENOUGH if joinable else found.pending
    for further in range(1, found.open + joiners + 1):
        for turned in range(max(0, further - joiners), min(found.open, further) + 1):
            need, most = bounds_at(target, found.size + further - turned)
            if need <= found.hits + further <= most:
                return further
    return None


def targets() -> st.SearchStrategy[Target | Bands]:
    """Targets of a share: every bound, rounding, minimum, and bands of them."""
    plain = single_targets(Coverage(of=subjects, by=inspections))
    return st.sampled_from([plain, plain, banded(plain)]).flatmap(lambda chosen: chosen)


certain = (HIT, OPEN, DEAD, PENDING, UPCOMING, OUT)
usable = range(1, EVERY + 1)
populations = st.lists(st.one_of(st.sampled_from(certain), st.sampled_from(usable)), max_size=5)


@many
@given(populations, targets(), st.booleans())
def test_shortfall_is_found_by_trying(masks: list[int], target: Target | Bands, joinable: bool) -> None:
    """The shortfall is the fewest and the most that completions lack; no most if nothing helps in one of them."""
    found = [fewest_further_hits(target, each, joinable=joinable) for each in completions(masks)]
    lacking = [each for each in found if each is not None]
    told = shortfall(Tally.of(masks), limits_of(target), joinable=joinable)
    assert told.least == min(lacking, default=None)
    assert told.most == (max(lacking) if len(lacking) == len(found) else None)


@many
@given(populations, targets())
def test_excess_is_found_by_trying(masks: list[int], target: Target | Bands) -> None:
    """The excess is the fewest and the most hits beyond what is allowed; nobody is never too many."""
    found = [max(0, each.hits - bounds_at(target, each.size)[1]) if each.size else 0 for each in completions(masks)]
    told = excess(Tally.of(masks), limits_of(target))
    assert (told.least, told.most) == (min(found), max(found))
