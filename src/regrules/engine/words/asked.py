"""Who is asked: jurisdictions with their plans, those that ask the same together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import frozen

from ...model.plans import Jurisdiction, Obligation, Plan

if TYPE_CHECKING:
    from ...register import Register


@frozen(kw_only=True)
class Asked:
    """
    A plan that is asked, and where its facts are.

    Attributes:
        jurisdiction: Whose plan it is.
        plan: The plan.
        facts: Gives the facts of the jurisdiction.
    """

    jurisdiction: Jurisdiction
    plan: Plan
    facts: Callable[[], Register]


@frozen(kw_only=True)
class County:
    """
    A jurisdiction with its plans.

    Attributes:
        places: The places of its plans among those asked.
        plans: Its plans.
        first: The first of them, as it was asked.
    """

    places: tuple[int, ...]
    plans: tuple[Plan, ...]
    first: Asked


def groups_of(asked: Sequence[Asked]) -> list[list[County]]:
    """Jurisdictions, those that ask the same together."""
    groups: list[list[County]] = []
    for _, places in groupby(range(len(asked)), key=lambda place: asked[place].jurisdiction.code):
        ours = tuple(places)
        plans = tuple(asked[place].plan for place in ours)
        county = County(places=ours, plans=plans, first=asked[ours[0]])
        for group in groups:
            if _same(group[0], county):
                group.append(county)
                break
        else:
            groups.append([county])
    return groups


def _same(one: County, other: County) -> bool:
    """Whether two jurisdictions ask the same, whoever is responsible."""
    return (
        one.first.jurisdiction.schema == other.first.jurisdiction.schema
        and len(one.plans) == len(other.plans)
        and all(
            mine.period == theirs.period
            and len(mine.obligations) == len(theirs.obligations)
            and all(map(_alike, mine.obligations, theirs.obligations))
            for mine, theirs in zip(one.plans, other.plans, strict=True)
        )
    )


def _alike(one: Obligation, other: Obligation) -> bool:
    return one is other or all(getattr(one, name) == getattr(other, name) for name in _ASKED)


_ASKED = ("id", "measure", "window", "target", "each", "in_force")
