"""A count that one more record may join."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from operator import add, sub
from typing import Any

from attrs import evolve

from ...model.measures import Count, Growth
from ...model.targets import FigureOf
from ...model.windows import Window
from ..population import Listed, Quantity
from ..question import Question
from ..reckoning import Counted, growth_of, rate_of
from ..reference import numbers
from ..verdict import Interval, Member
from .members import Added, TooFarError
from .replacing import Roll
from .worlds import NearWorld

Tell = Callable[[Listed], tuple[Member, ...]]


def recounted(
    added: Added,
    question: Question,
    measure: Count,
    value: str | None,
    found: Quantity,
    tell: Tell,
) -> Quantity:
    """
    The count with a further record.

    Args:
        added: The record.
        question: The question.
        measure: Its measure.
        value: The value for which the number stands; None for the whole.
        found: What it was; its list is a roll.
        tell: How a verdict tells of records of which it is open whether they count.

    Raises:
        TooFarError: it depends on the other records how many that are.
    """
    now, then, parts = _counts(found, question)
    for change, near in _nearby(added, measure):
        now = _changed(change, now, numbers.count_on(near, question, measure, value, question.as_of))
        if question.as_of != question.asked_on:
            then = _changed(change, then, numbers.count_on(near, question, measure, value, question.asked_on))
        for agency, part in numbers.by_agency(near, question, measure, value).items():
            parts[agency] = _changed(change, parts.get(agency, Counted(least=0, most=0)), part)
    then = now if question.as_of == question.asked_on else then
    ordered = {agency: parts[agency] for agency in sorted(parts, key=lambda name: name or "~") if parts[agency].most}
    counted = rate_of(added.world, question, now, then, parts=ordered, rate=measure.per_million)
    return evolve(counted, undetermined=_open(added, question, measure, value, found, tell))


def regrown(
    added: Added, question: Question, measure: Growth, value: str | None, found: Quantity, tell: Tell
) -> Quantity:
    """
    The growth of a count with a further record; arguments as those of :func:`recounted`.

    Raises:
        TooFarError: it is no plain count that grows, or it has been counted on the due day too.
    """
    of, other = measure.of, _other(measure)
    plain = all(
        isinstance(each, Count) and each.distinct is None and not each.per_million for each in (of, other) if each
    )
    if not plain or found.count is None or question.as_of != question.asked_on:
        raise TooFarError
    assert isinstance(of, Count)
    near = added.near(rows={added.table: [added.row]})
    now = Counted(least=found.count[0], most=found.count[1])
    if of.of.table == added.table:
        now = _changed(add, now, numbers.count_on(near, question, of, value, question.as_of))
    base = found.scale or (None, None)
    if other is not None and other.of.table == added.table:
        assert base[0] is not None
        counted = Counted(least=int(base[0]), most=None if base[1] is None else int(base[1]))
        base = _bounds(_changed(add, counted, numbers.count_on(near, question, other, value, question.as_of)))
    grown = growth_of((*_bounds(now), "no"), (*_bounds(now), "no"), (*base, "no"), final=found.base_final, counted=True)
    if of.of.table != added.table:
        return evolve(grown, undetermined=found.undetermined)
    return evolve(grown, undetermined=_open(added, question, of, value, found, tell))


def _other(measure: Growth) -> Any:
    """What the count is compared with, as a measure; None for a figure."""
    if isinstance(measure.versus, Window):
        return evolve(measure.of, of=evolve(measure.of.of, within=measure.versus))
    return None if isinstance(measure.versus, FigureOf) else measure.versus


def _bounds(counted: Counted) -> tuple[Fraction, Fraction | None]:
    return Fraction(counted.least), None if counted.most is None else Fraction(counted.most)


def _open(added: Added, question: Question, measure: Count, value: str | None, found: Quantity, tell: Tell) -> Roll:
    """The records of which it is open whether they count, with the further one if it is one of them."""
    listed, roll = (
        numbers.uncertain(added.near(rows={added.table: [added.row]}), question, measure, value),
        found.undetermined,
    )
    assert isinstance(roll, Roll)
    for member in tell(listed):
        roll = roll.with_member(member)
    return roll


def _nearby(added: Added, measure: Count) -> tuple[tuple[Callable[[int, int], int], NearWorld], ...]:
    """What is to be taken from a count, and what is to be added to it, as worlds with a few records."""
    if measure.distinct is None:
        return ((add, added.near(rows={added.table: [added.row]})),)
    own, nobodys = added.world.of_subject(added.table, added.subject or "")
    if measure.distinct.name != "subject_id" or measure.distinct.via or added.subject is None or nobodys:
        raise TooFarError
    return (sub, added.near(rows={added.table: own}, hidden=True)), (add, added.near(rows={added.table: own}))


def _changed(change: Callable[[int, int], int], counted: Counted, by: Counted) -> Counted:
    most = None if counted.most is None or by.most is None else change(counted.most, by.most)
    return Counted(least=change(counted.least, by.least), most=most)


def _counts(found: Quantity, question: Question) -> tuple[Counted, Counted, dict[str | None, Counted]]:
    """The counts behind a quantity: now, on the due day, and by agency."""
    assert found.count is not None
    now = Counted(least=found.count[0], most=found.count[1])
    worth = found.now.step
    if worth is None:  # no residents are known, so that nothing but the count itself is
        return now, now, {}

    def count(value: Fraction | None) -> int | None:
        return None if value is None else int(value / worth)

    def part(number: Interval) -> Counted:
        assert number.least is not None
        return Counted(
            least=count(Fraction(*number.least)) or 0,
            most=None if number.most is None else count(Fraction(*number.most)),
        )

    then = now
    if question.as_of != question.asked_on:
        then = Counted(least=count(found.at_due.least) or 0, most=count(found.at_due.most))
    return now, then, {agency: part(number) for agency, number in found.parts.items()}
