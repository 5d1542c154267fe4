"""
Outcomes of members, and how many members have which.

A member has one outcome; missing data leave a set of them. A set is a mask of the bits below, so a population is a histogram of
masks, and every question about its completions is a question about that histogram. Members are completed independently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import field, frozen

HIT, OPEN, DEAD, PENDING, UPCOMING, OUT = 1, 2, 4, 8, 16, 32
MISS = OPEN | DEAD
COUNTED = HIT | MISS
UNCOUNTED = PENDING | UPCOMING | OUT
EVERY = COUNTED | UNCOUNTED
MASKS = EVERY + 1


@frozen(kw_only=True, slots=False)
class Tally:
    """
    A population as a histogram.

    Attributes:
        counts: How many members have each mask.
        further: Members may exist that the register does not show (its table is not complete for the window).
    """

    counts: Mapping[int, int] = field(factory=dict)
    further: bool = False

    @classmethod
    def of(cls, masks: Iterable[int], *, further: bool = False) -> Tally:
        """The tally of members with these *masks*."""
        counts: dict[int, int] = {}
        for mask in masks:
            counts[mask] = counts.get(mask, 0) + 1
        return cls(counts=counts, further=further)

    @cached_property
    def size(self) -> int:
        """How many members there are, counted or not."""
        return sum(self.counts.values())

    @cached_property
    def certain(self) -> bool:
        """Whether every member has exactly one outcome."""
        return not self.further and all(mask.bit_count() == 1 for mask in self.counts)

    def forced(self, outcomes: int) -> int:
        """How many members have one of *outcomes* in every completion."""
        return self._number(outcomes)[0]

    def can(self, outcomes: int) -> int:
        """How many members have one of *outcomes* in some completion."""
        return self._number(outcomes)[1]

    def _number(self, outcomes: int) -> tuple[int, int]:
        """How many members have one of *outcomes* in every completion, and in some; kept, since it is asked so often."""
        found = self._numbers.get(outcomes)
        if found is None:
            forced = possible = 0
            for mask, count in self.counts.items():
                if mask & outcomes:
                    possible += count
                    forced += 0 if mask & ~outcomes else count
            found = self._numbers[outcomes] = forced, possible
        return found

    @cached_property
    def _numbers(self) -> dict[int, tuple[int, int]]:
        return {}

    def preferring(self, *order: int) -> tuple[int, ...]:
        """How many members have each of some outcomes, in the completion where each has the first that it can have."""
        found = [0] * len(order)
        for mask, count in self.counts.items():
            for place, outcomes in enumerate(order):
                if mask & outcomes:
                    found[place] += count
                    break
        return tuple(found)

    @cached_property
    def best(self) -> tuple[int, int]:
        """
        Hits and members where everybody hits who can, and of the others nobody counts who may be out.

        One of those counts if there is nobody else: an empty population is none.
        """
        hits, _, missed = self.preferring(HIT, UNCOUNTED, MISS)
        return hits, hits + missed or min(1, self.can(COUNTED))

    @cached_property
    def worst(self) -> tuple[int, int]:
        """The same where everybody misses who can."""
        missed, _, hits = self.preferring(MISS, UNCOUNTED, HIT)
        if not missed:
            hits = hits or min(1, self.can(COUNTED))
        return hits, hits + missed

    def allows(self, *wanted: tuple[int, int, int]) -> bool:
        """
        Whether some completion has numbers within bounds.

        Args:
            wanted: Outcomes, fewest, most; the outcomes of different entries must not overlap.

        The reachable numbers are the integer points of a base polytope, so a box holds one of them if and only if every union
        of entries respects its forced and its possible number (the box theorem for generalized polymatroids).
        """
        if any(most < least for _, least, most in wanted):
            return False
        unions = [(0, 0, 0)]
        for some, fewest, top in wanted:
            unions += [(outcomes | some, least + fewest, most + top) for outcomes, least, most in unions]
        return all(self.forced(outcomes) <= most and self.can(outcomes) >= least for outcomes, least, most in unions)

    def sizes(self) -> range:
        """The possible numbers of counted members."""
        return range(self.forced(COUNTED), self.can(COUNTED) + 1)

    def hits(self, counted: int) -> tuple[int, int]:
        """The fewest and the most hits where *counted* members count."""
        optional = counted - self.forced(COUNTED)
        surely, may_hit, may_miss = self._optional_hits
        return self.forced(HIT) + max(0, optional - may_miss), surely + min(optional, may_hit)

    @cached_property
    def _optional_hits(self) -> tuple[int, int, int]:
        """Who counts in any case and may hit; who may be out, or hit; who may be out, or miss."""
        surely = may_hit = may_miss = 0
        for mask, count in self.counts.items():
            if not mask & UNCOUNTED:
                surely += count if mask & HIT else 0
            else:
                may_hit += count if mask & HIT else 0
                may_miss += count if mask & MISS else 0
        return surely, may_hit, may_miss

    def pairs(self) -> Iterator[tuple[int, int, int]]:
        """Counted members with the fewest and the most hits, for every possible size above 0."""
        for counted in self.sizes():
            if counted:
                yield counted, *self.hits(counted)

    def may_be_empty(self) -> bool:
        """Whether every member may be out."""
        return self.can(OUT) == self.size

    def may_be_waiting(self) -> bool:
        """Whether all may be out or waiting, and one may be waiting."""
        return self.can(UNCOUNTED) == self.size and self.can(PENDING | UPCOMING) > 0

    def bounds(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """
        The least and the most share, as pairs of hits and members (DESIGN, Interval).

        An empty denominator gives 1/1 for the least if a member that may be out would be a hit, 0/1 for the most if one would
        be a miss.
        """
        least, most = self.plain_bounds()
        outs = [mask for mask in self.counts if mask & UNCOUNTED and mask & COUNTED]
        if least[1] == 0 and any(not mask & MISS for mask in outs):
            least = (1, 1)
        if most[1] == 0 and any(not mask & HIT for mask in outs):
            most = (0, 1)
        return least, most

    def plain_bounds(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The least and the most share without the rule for empty denominators, so that parts add up."""
        hits_least = hits_most = size_least = size_most = 0
        for mask, count in self.counts.items():
            sure, hit, miss = not mask & UNCOUNTED, mask & HIT, mask & MISS
            if mask & COUNTED:
                hits_least += count if sure and not miss else 0
                hits_most += count if hit else 0
                size_least += count if sure or miss else 0
                size_most += count if sure or hit else 0
        return (hits_least, size_least), (hits_most, size_most)
