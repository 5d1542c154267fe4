"""Members as arrays: masks of outcomes, agencies, values, and their gathering into populations."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import evolve, field, frozen

from ..population import NOBODY, Listed, Population
from ..tally import COUNTED, HIT, MASKS, MISS, OUT, PENDING, UPCOMING, Tally
from .encode import MISSING_DAY, Codes, Days, Mask, different

Outcomes = npt.NDArray[np.uint8]
_UNDETERMINED = np.array([mask.bit_count() != 1 for mask in range(MASKS)])
_MISSED = np.array([mask and not mask & ~MISS for mask in range(MASKS)], dtype=np.bool_)


class Names:
    """Texts as numbers, numbered as they come; the number 0 stands for none."""

    def __init__(self) -> None:
        self.texts: list[str | None] = [None]
        self._numbers: dict[Hashable, int] = {None: 0}

    def number(self, text: str | None) -> int:
        """The number of a text."""
        found = self._numbers.get(text)
        if found is None:
            found = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return found

    def numbers(self, texts: Sequence[str | None]) -> Codes:
        """The numbers of some texts."""
        return np.array([self.number(text) for text in texts], dtype=np.int32)


@frozen(kw_only=True, eq=False)
class Members:
    """
    The members of a population, one place each in every array.

    Attributes:
        at_due: Their outcomes as they were on the due day, as masks.
        now: Their outcomes on the as-of date.
        waived: Whom a waiver takes out.
        agency: Who is responsible, as numbers of *names*.
        value: Their values of the column by which verdicts are split, as numbers of *names*; None if they are not split.
        names: The texts behind the numbers.
        labels: The keys of all who might be members.
        keys: For each member the place of its key among them.
        subjects: All subjects.
        owners: For each member the position of its subject; -1 if it has none.
        rows: The row (or the position among the units) of each.
        due: The due day of each; None for the question's.
        released: Whose subject closed in time.
        provisional: Whose clock passes the horizon.
        further: Whether the register may lack members, on the due day and on the as-of date.
    """

    at_due: Outcomes
    now: Outcomes
    waived: Mask
    agency: Codes
    value: Codes | None
    names: Names
    labels: Sequence[str]
    keys: Codes
    subjects: Sequence[str]
    owners: Codes
    rows: npt.NDArray[Any]
    due: Days | None = None
    released: Mask | None = None
    provisional: Mask | None = None
    further: tuple[bool, bool] = field(default=(False, False))

    def with_value(self, value: str) -> Members:
        """The members with a value; those whose value is not known may be out."""
        assert self.value is not None
        unknown = self.value == 0
        mine = np.flatnonzero(unknown | (self.value == self.names.number(value)))
        maybe = np.where(unknown[mine], np.uint8(OUT), np.uint8(0))
        return evolve(self.chosen(mine), at_due=self.at_due[mine] | maybe, now=self.now[mine] | maybe)

    def chosen(self, places: npt.NDArray[Any]) -> Members:
        """The members at some places."""
        return evolve(
            self,
            at_due=self.at_due[places],
            now=self.now[places],
            waived=self.waived[places],
            agency=self.agency[places],
            value=None if self.value is None else self.value[places],
            keys=self.keys[places],
            owners=self.owners[places],
            rows=self.rows[places],
            due=None if self.due is None else self.due[places],
            released=None if self.released is None else self.released[places],
            provisional=None if self.provisional is None else self.provisional[places],
        )

    def values_seen(self) -> set[str]:
        """The values of members that are not surely out."""
        assert self.value is not None
        seen = self.value[((self.now | self.at_due) & (COUNTED | PENDING | UPCOMING)) != 0]
        return {text for number in different(seen) if (text := self.names.texts[number]) is not None}

    def names_of(self, chosen: Mask) -> tuple[str, ...]:
        """The keys of some members."""
        return tuple([self.labels[key] for key in self.keys[chosen].tolist()]) if chosen.any() else ()

    def listed(self, chosen: Mask) -> Listed:
        """Some members with what a verdict says of each."""
        if not chosen.any():
            return NOBODY
        texts, subjects = self.names.texts, self.subjects
        return Listed(
            ids=[self.labels[key] for key in self.keys[chosen].tolist()],
            agencies=[texts[number] for number in self.agency[chosen].tolist()],
            dues=None if self.due is None else [_day(number) for number in self.due[chosen].tolist()],
            subjects=[None if owner < 0 else subjects[owner] for owner in self.owners[chosen].tolist()],
            rows=self.rows[chosen].tolist(),
        ).in_order()


def _day(number: int) -> date | None:
    return None if number == MISSING_DAY else date.fromordinal(number)


def gather(members: Members, *, list_hits: bool) -> Population:
    """The population of these members, as :func:`regrules.engine.judged.gather` makes it from a list."""
    waived = members.names_of(members.waived & (members.now != OUT))
    if members.waived.any():
        members = members.chosen(np.flatnonzero(~members.waived))
    then, now = members.further
    tally = _tally(members.now, further=now)
    alike = members.at_due is members.now and then == now
    released, provisional = members.released, members.provisional
    return Population(
        at_due=tally if alike else _tally(members.at_due, further=then),
        now=tally,
        parts=_parts(members),
        missed=members.listed(_MISSED[members.now]),
        hit=members.listed(members.now == HIT) if list_hits else NOBODY,
        undetermined=members.listed(_UNDETERMINED[members.now]),
        pending=members.names_of(members.now == PENDING),
        upcoming=members.names_of(members.now == UPCOMING),
        waived=waived,
        released=() if released is None else members.names_of(released),
        provisional=provisional is not None and bool((provisional & (members.now != OUT)).any()),
    )


def _tally(masks: Outcomes, *, further: bool) -> Tally:
    counts = enumerate(np.bincount(masks).tolist())
    return Tally(counts={mask: count for mask, count in counts if count}, further=further)


def _parts(members: Members) -> dict[str | None, Tally]:
    counts = np.bincount(members.agency * 64 + members.now)
    found: dict[str | None, dict[int, int]] = {}
    for cell in np.flatnonzero(counts).tolist():
        if cell % 64 & COUNTED:
            found.setdefault(members.names.texts[cell // 64], {})[cell % 64] = int(counts[cell])
    return {agency: Tally(counts=found[agency]) for agency in sorted(found, key=lambda name: name or "~")}
