"""A population some of whose members have changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import evolve, frozen

from ..judged import Judged
from ..population import Listed, Population
from ..tally import COUNTED, HIT, MISS, OUT, PENDING, UPCOMING, Tally
from ..verdict import Member
from .members import TooFarError

Chosen = Callable[[Judged], bool]
Tell = Callable[[Judged], Member]


@frozen(kw_only=True)
class Roll(Listed):
    """
    Members as a verdict tells them, in the order of their keys.

    Attributes:
        told: They themselves.
        shares: Their keys, for each agency.
    """

    told: tuple[Member, ...] = ()
    shares: Mapping[str | None, tuple[str, ...]]

    def by_agency(self) -> Mapping[str | None, Sequence[str]]:
        """Their keys, for each agency."""
        return self.shares

    def without(self, key: str) -> Roll:
        """The others; all of them if there is none of this key."""
        place = bisect_left(self.told, key, key=_key)
        if place == len(self.told) or self.told[place].id != key:
            return self
        agency = self.told[place].agency
        share = self.shares[agency]
        left = bisect_left(share, key)
        return evolve(
            self,
            told=self.told[:place] + self.told[place + 1 :],
            shares={**self.shares, agency: share[:left] + share[left + 1 :]},
        )

    def with_member(self, member: Member) -> Roll:
        """They and *member*, which stands behind others of its key."""
        place = bisect_right(self.told, member.id, key=_key)
        share = self.shares.get(member.agency, ())
        right = bisect_right(share, member.id)
        return evolve(
            self,
            told=(*self.told[:place], member, *self.told[place:]),
            shares={**self.shares, member.agency: (*share[:right], member.id, *share[right:])},
        )


def _key(member: Member) -> str:
    return member.id


def roll_of(told: tuple[Member, ...]) -> Roll:
    """A roll of members that stand in order."""
    shares: dict[str | None, list[str]] = {}
    for member in told:
        shares.setdefault(member.agency, []).append(member.id)
    return Roll(told=told, shares={agency: tuple(keys) for agency, keys in shares.items()})


def replaced(
    population: Population,
    before: Sequence[Judged],
    after: Sequence[Judged],
    *,
    list_hits: bool,
    missed: Tell,
    undetermined: Tell,
) -> Population:
    """
    The population with some members as they stand now.

    Args:
        population: What it was; its lists are rolls.
        before: The members as they stood.
        after: The members as they stand.
        list_hits: Whether the hits are listed too.
        missed: How a verdict tells of a member that is outstanding.
        undetermined: How it tells of one whose outcome is open.

    Raises:
        TooFarError: it depends on the other members what is true of the population.
    """
    then, now = _asked(before), _asked(after)

    def listed(roll: Listed, chosen: Chosen, tell: Tell) -> Listed:
        assert isinstance(roll, Roll)
        for each in filter(chosen, then):
            roll = roll.without(each.id)
        for each in filter(chosen, now):
            roll = roll.with_member(tell(each))
        return roll

    def named(
        keys: tuple[str, ...], chosen: Chosen, among: tuple[Sequence[Judged], Sequence[Judged]]
    ) -> tuple[str, ...]:
        return _exchanged(keys, filter(chosen, among[0]), filter(chosen, among[1]))

    return evolve(
        population,
        at_due=_moved(population.at_due, [each.at_due for each in then], [each.at_due for each in now]),
        now=_moved(population.now, [each.now for each in then], [each.now for each in now]),
        parts=_parts(population.parts, then, now),
        missed=listed(population.missed, lambda each: not each.now & ~MISS, missed),
        hit=listed(population.hit, lambda each: each.now == HIT, missed) if list_hits else population.hit,
        undetermined=listed(population.undetermined, lambda each: each.now.bit_count() > 1, undetermined),
        pending=named(population.pending, lambda each: each.now == PENDING, (then, now)),
        upcoming=named(population.upcoming, lambda each: each.now == UPCOMING, (then, now)),
        waived=named(population.waived, lambda each: each.waived and each.now != OUT, (before, after)),
        released=named(population.released, lambda each: each.released, (then, now)),
        provisional=_provisional(population, then, now),
    )


def _asked(members: Sequence[Judged]) -> list[Judged]:
    return [each for each in members if not each.waived]


def _moved(tally: Tally, before: Iterable[int], after: Iterable[int]) -> Tally:
    counts = dict(tally.counts)
    for mask in before:
        counts[mask] -= 1
    for mask in after:
        counts[mask] = counts.get(mask, 0) + 1
    return Tally(counts={mask: count for mask, count in counts.items() if count}, further=tally.further)


def _parts(
    parts: Mapping[str | None, Tally], before: Sequence[Judged], after: Sequence[Judged]
) -> Mapping[str | None, Tally]:
    found = dict(parts)
    for agency in {each.agency for each in (*before, *after)}:
        mine = [[each.now for each in some if each.agency == agency and each.now & COUNTED] for some in (before, after)]
        tally = _moved(found.get(agency, Tally()), *mine)
        if tally.counts:
            found[agency] = tally
        else:
            found.pop(agency, None)
    return dict(sorted(found.items(), key=lambda part: part[0] or "~"))


def _exchanged(keys: tuple[str, ...], before: Iterable[Judged], after: Iterable[Judged]) -> tuple[str, ...]:
    gone, come = [each.id for each in before], [each.id for each in after]
    if gone == come:
        return keys
    left = list(keys)
    for key in gone:
        left.remove(key)
    return tuple(sorted([*left, *come]))


def _provisional(population: Population, before: Sequence[Judged], after: Sequence[Judged]) -> bool:
    """Whether some clock passes the horizon; only the others know it where one that did no longer does."""
    was, is_now = (any(each.provisional and each.now != OUT for each in some) for some in (before, after))
    if was and not is_now:
        raise TooFarError
    return population.provisional or is_now
