"""Judged members, one by one, and their gathering into populations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve, frozen

from .population import NOBODY, Listed, Population
from .tally import COUNTED, HIT, MISS, OUT, PENDING, UPCOMING, Tally


@frozen(kw_only=True)
class Judged:
    """
    One member with its outcomes.

    Attributes:
        id: Its key.
        at_due: Its outcomes as they were on the due day, as a mask.
        now: Its outcomes on the as-of date.
        agency: Who is responsible.
        value: Its value of the column by which verdicts are split; None if that is not known.
        due: Its own due day.
        subject: Its subject.
        row: Its row, or its position among the units.
        waived: A waiver takes it out.
        released: Its subject closed before the limit ran out.
        provisional: Its clock passes the horizon of the calendar.
    """

    id: str
    at_due: int
    now: int
    agency: str | None
    value: str | None = None
    due: date | None = None
    subject: str | None = None
    row: int = -1
    waived: bool = False
    released: bool = False
    provisional: bool = False


def split(judged: Iterable[Judged], values: Sequence[str]) -> dict[str, list[Judged]]:
    """The members of each value; one whose value is not known may belong to every one."""
    parts: dict[str, list[Judged]] = {value: [] for value in values}
    for each in judged:
        if each.value is not None:
            if each.value in parts:
                parts[each.value].append(each)
            continue
        for part in parts.values():
            part.append(evolve(each, at_due=each.at_due | OUT, now=each.now | OUT))
    return parts


def gather(
    judged: Sequence[Judged],
    *,
    list_hits: bool,
    further: tuple[bool, bool] = (False, False),
    task_shortfall: tuple[int, int | None] | None = None,
) -> Population:
    """
    The population of these members.

    Args:
        judged: The members.
        list_hits: Whether the hits are listed too; only an upper bound asks for them.
        further: Whether the register may lack members, on the due day and on the as-of date.
        task_shortfall: For tasks, the sum over the cells due.
    """
    asked = [each for each in judged if not each.waived]
    parts: dict[str | None, list[int]] = defaultdict(list)
    for each in asked:
        if each.now & COUNTED:
            parts[each.agency].append(each.now)
    return Population(
        at_due=Tally.of((each.at_due for each in asked), further=further[0]),
        now=Tally.of((each.now for each in asked), further=further[1]),
        parts={agency: Tally.of(masks) for agency, masks in sorted(parts.items(), key=lambda part: part[0] or "~")},
        missed=_listed(each for each in asked if not each.now & ~MISS),
        hit=_listed(each for each in asked if each.now == HIT) if list_hits else NOBODY,
        undetermined=_listed(each for each in asked if each.now.bit_count() > 1),
        pending=tuple(each.id for each in asked if each.now == PENDING),
        upcoming=tuple(each.id for each in asked if each.now == UPCOMING),
        waived=tuple(each.id for each in judged if each.waived and each.now != OUT),
        released=tuple(each.id for each in asked if each.released),
        provisional=any(each.provisional for each in asked if each.now != OUT),
        task_shortfall=task_shortfall,
    )


def _listed(judged: Iterable[Judged]) -> Listed:
    some = tuple(judged)
    return Listed(
        ids=[each.id for each in some],
        agencies=[each.agency for each in some],
        dues=[each.due for each in some],
        subjects=[each.subject for each in some],
        rows=[each.row for each in some],
    ).in_order()
