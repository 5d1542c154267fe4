"""Duties that a person confirms."""

from __future__ import annotations

from datetime import date

from . import agencies
from .judged import Judged
from .question import Question
from .tally import HIT, OPEN
from .values import each_column
from .world import World


def attested(world: World, question: Question) -> list[Judged]:
    """The duty itself as the only member, or one for every value: a hit once somebody confirmed it."""
    if each_column(question) is None:
        return [_attested(world, question, None)]
    return [_attested(world, question, agency) for agency in sorted(agencies.listed(world, question))]


def _attested(world: World, question: Question, agency: str | None) -> Judged:
    now, then = (_confirmed(world, question, agency, on) for on in (question.as_of, question.asked_on))
    return Judged(
        id=agency or question.obligation.id, at_due=HIT if then else OPEN, now=HIT if now else OPEN, agency=agency,
        value=agency,
    )  # fmt: skip


def _confirmed(world: World, question: Question, agency: str | None, on: date) -> bool:
    table = "attestations"
    return any(
        world.raw(table, row, "obligation") in question.names
        and world.raw(table, row, "done_on") <= on
        and (agency is None or world.raw(table, row, "agency") == agency)
        and (question.period is None or world.raw(table, row, "period") == question.period)
        for row in world.rows(table)
    )
