"""What the jurisdictions below a city or a province add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ..engine.verdict import STATUSES, Interval, Range
from ..model.plans import Obligation
from ..model.predicates import Column
from ..model.text import Text
from ..register.division import parents
from .overview_columns import status_of
from .overview_sums import Sums, added, number_of

if TYPE_CHECKING:
    from .overview import Overview


@frozen(kw_only=True)
class RolledUp:
    """
    One obligation in all jurisdictions below a city or a province that ask the same.

    Attributes:
        code: The division code of the city (``..00``) or the province (``..0000``).
        obligation: Id of the obligation where it is asked first, with ``@value`` if each value stands by itself.
        title: Its title there.
        stage: The due day of the stage; None if the target has no stages.
        value: The value of ``each``; None if there is none.
        due: The day for which the target is asked.
        codes: The division codes of the jurisdictions that stand behind it.
        number: The number of all of them together, from their counts; None where it cannot be told.
        statuses: How many of them have each status, and for how many it is an indicator.
        shortfall: How many more they need together.
        outstanding: How many members are missing.
        undetermined: Of how many members the data leave the outcome open.
        asked: What is asked, as the first of the plans has it.
    """

    code: str
    obligation: str
    title: Text
    stage: date | None
    value: str | None
    due: date
    codes: tuple[str, ...]
    number: Interval
    statuses: Mapping[str, int]
    shortfall: Range
    outstanding: int
    undetermined: int
    asked: Obligation


Group = Sequence[int]
"""The rows of an overview that answer the same question, each in another jurisdiction."""


def rolled_up(overview: Overview) -> tuple[RolledUp, ...]:
    """What the jurisdictions of *overview* add up to, city by city and province by province, sorted by division code."""
    found = [
        _together(overview, code, rows)
        for group in _alike(overview)
        for code, rows in _by_parent(overview, group).items()
    ]
    return tuple(sorted(found, key=lambda each: each.code))


def _alike(overview: Overview) -> Iterator[Group]:
    """The rows that answer the same question; what each agency has to do is its own county's business."""
    keys = [None if _by_agency(each) else (each.measure, each.window, each.each) for each in overview.obligations]
    places: dict[Any, int] = {}
    numbers = [None if key is None else places.setdefault(key, len(places)) for key in keys]
    groups: dict[Any, list[int]] = {}
    columns = overview.columns
    about = zip(columns["obligation"], columns["stage"], columns["due"], columns["value"], strict=True)
    for row, (obligation, *when) in enumerate(about):
        if numbers[obligation] is not None:
            groups.setdefault((numbers[obligation], *when), []).append(row)
    for group in groups.values():
        yield from _once_each(overview, group)


def _by_agency(obligation: Obligation) -> bool:
    each = obligation.each
    return isinstance(each, Column) and (each.table == "agencies" or each.name == "agency")


def _once_each(overview: Overview, group: Group) -> Iterator[Group]:
    """The group itself; where a jurisdiction asks the same twice, those parts of it that have the same id and plan."""
    for key in (
        lambda row: None,
        lambda row: overview.obligation_of(row).id,
        lambda row: (overview.obligation_of(row).id, overview.asked_by(row).plan),
    ):
        parts: dict[Any, list[int]] = {}
        for row in group:
            parts.setdefault(key(row), []).append(row)
        if all(len({_code(overview, row) for row in part}) == len(part) for part in parts.values()):
            break
    yield from parts.values()


def _by_parent(overview: Overview, group: Group) -> dict[str, Group]:
    """The rows below each city and province; a city that answers for itself stands for the counties below it."""
    codes = {_code(overview, row) for row in group}
    found: dict[str, list[int]] = {}
    for row in group:
        for parent in parents(_code(overview, row)):
            found.setdefault(parent, []).append(row)
            if parent in codes:
                break
    return dict(found)


def _code(overview: Overview, row: int) -> str:
    return overview.asked_by(row).code


def _together(overview: Overview, code: str, rows: Group) -> RolledUp:
    columns, first = overview.columns, rows[0]
    asked = overview.obligation_of(first)
    value = columns["value"][first]
    statuses: Counter[str] = Counter(status_of(columns["could_be"][row]) or "indicators" for row in rows)
    return RolledUp(
        code=code,
        obligation=asked.id if value is None else f"{asked.id}@{value}",
        title=asked.title,
        stage=columns["stage"][first],
        value=value,
        due=columns["due"][first],
        codes=tuple(_code(overview, row) for row in rows),
        number=number_of(Sums(columns=columns, rows=rows), asked.measure),
        statuses={status: statuses[status] for status in (*STATUSES, "indicators")},
        shortfall=Range(least=added(columns["shortfall"], rows), most=added(columns["shortfall_of"], rows)),
        outstanding=sum(columns["outstanding"][row] for row in rows),
        undetermined=sum(columns["undetermined"][row] for row in rows),
        asked=asked,
    )
