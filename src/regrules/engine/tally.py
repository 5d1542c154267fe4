"""
Outcomes of members, and how many members have which.

A member has one outcome; missing data leave a set of them. A set is a mask of the bits below, so a population is a histogram of
masks, and every question about its completions is a question about that histogram. Members are completed independently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product

from attrs import field, frozen

HIT, OPEN, DEAD, PENDING, UPCOMING, OUT = 1, 2, 4, 8, 16, 32
MISS = OPEN | DEAD
COUNTED = HIT | MISS
UNCOUNTED = PENDING | UPCOMING | OUT
EVERY = COUNTED | UNCOUNTED


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
        return sum(count for mask, count in self.counts.items() if not mask & ~outcomes)

    def can(self, outcomes: int) -> int:
        """How many members have one of *outcomes* in some completion."""
        return sum(count for mask, count in self.counts.items() if mask & outcomes)

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
        for chosen in product((False, True), repeat=len(wanted)):
            outcomes = least = most = 0
            for taken, (some, fewest, top) in zip(chosen, wanted, strict=True):
                if taken:
                    outcomes, least, most = outcomes | some, least + fewest, most + top
            if self.forced(outcomes) > most or self.can(outcomes) < least:
                return False
        return True

    def sizes(self) -> range:
        """The possible numbers of counted members."""
        return range(self.forced(COUNTED), self.can(COUNTED) + 1)

    def hits(self, counted: int) -> tuple[int, int]:
        """The fewest and the most hits where *counted* members count."""
        optional = counted - self.forced(COUNTED)
        either = {mask: count for mask, count in self.counts.items() if mask & COUNTED and mask & UNCOUNTED}
        may_miss = sum(count for mask, count in either.items() if mask & MISS)
        may_hit = sum(count for mask, count in either.items() if mask & HIT)
        surely = sum(count for mask, count in self.counts.items() if not mask & ~COUNTED and mask & HIT)
        return self.forced(HIT) + max(0, optional - may_miss), surely + min(optional, may_hit)

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
        if least[1] == 0 and self._optional(HIT):
            least = (1, 1)
        if most[1] == 0 and self._optional(MISS):
            most = (0, 1)
        return least, most

    def plain_bounds(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The least and the most share without the rule for empty denominators, so that parts add up."""
        sure_hit, sure_miss, sure_either = (self._sure(part) for part in (HIT, MISS, 0))
        out_hit, out_miss, out_either = (self._optional(part) for part in (HIT, MISS, 0))
        sure = sure_hit + sure_miss + sure_either
        most_hits = sure_hit + sure_either + out_hit + out_either
        return (sure_hit, sure + out_miss + out_either), (most_hits, sure + out_hit + out_either)

    def _sure(self, only: int) -> int:
        return sum(
            count for mask, count in self.counts.items() if not mask & UNCOUNTED and _split(mask) == (only or None)
        )

    def _optional(self, only: int) -> int:
        return sum(
            count
            for mask, count in self.counts.items()
            if mask & UNCOUNTED and mask & COUNTED and _split(mask) == (only or None)
        )


def _split(mask: int) -> int | None:
    """HIT or MISS if a counted member can only be that; None if it can be either."""
    if mask & HIT:
        return None if mask & MISS else HIT
    return MISS
