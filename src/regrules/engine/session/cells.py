"""The cells of an attached table, with what counts for each, that one more record may join."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import inf

from attrs import frozen

from ...model.measures import Tasks
from .. import agencies
from ..judged import Judged
from ..question import Question
from ..reference.records import member
from ..reference.tasks import Done, done, judged_cell, lack
from ..tally import COUNTED
from .members import Added, Changed, TooFarError

Counts = Mapping[date, Sequence[Done]]


@frozen(kw_only=True)
class Joined:
    """
    What a record changed.

    Attributes:
        counts: The least and the most records of each cell, by day, with it.
        members: The cells that it changed, before and after.
    """

    counts: Counts
    members: Changed


def joined(added: Added, question: Question, measure: Tasks, counts: Counts) -> Joined:
    """
    The cells with a further record.

    Args:
        added: The record.
        question: The question.
        measure: The attached table.
        counts: The least and the most records of each cell, by day, without it.

    Raises:
        TooFarError: it is open whether, or for which cell, the record counts.
    """
    places = _places(added, question, measure)
    after = {on: list(each) for on, each in counts.items()} if places else counts
    for place in places:
        for on in counts:
            more = _more(added, question, measure, place, on)
            least, most = counts[on][place]
            after[on][place] = least + more, most + more  # type: ignore[index]  # a list where there are places
    members = tuple(
        (_judged(question, measure, place, counts), _judged(question, measure, place, after)) for place in places
    )
    if any(each.now.bit_count() > 1 for _, each in members):
        raise TooFarError  # what is missing for it is missing in the whole table
    return Joined(counts=after, members=members)


def _places(added: Added, question: Question, measure: Tasks) -> list[int]:
    """The cells whose kind and agency are those of the record."""
    some = [kind for kind in measure.kinds if added.may_be_one(question, kind.of)]
    if not some:
        return []
    if any(member(added.world, question, kind.of, added.row, question.as_of) is None for kind in some):
        raise TooFarError
    kinds = {kind.name for kind in some}
    agency = agencies.of_record(added.near(), question, added.table, added.row, question.as_of)
    if agency is None or (measure.once_per is not None and added.subject is None):
        raise TooFarError
    return [place for place, cell in enumerate(measure.cells) if cell.kind in kinds and cell.agency == agency]


def _more(added: Added, question: Question, measure: Tasks, place: int, on: date) -> int:
    """How many more count for a cell: none if the record's visit counts already."""
    rows = [added.row]
    if measure.once_per is not None:
        rows = added.world.of_subject(added.table, added.subject or "")[0]
    cell = measure.cells[place]
    before, after = (
        done(added.near(rows={added.table: rows}, hidden=hidden), question, measure, cell, on)
        for hidden in (True, False)
    )
    if after[1] < inf and after[0] - before[0] != after[1] - before[1]:
        raise TooFarError
    return after[0] - before[0]


def _judged(question: Question, measure: Tasks, place: int, counts: Counts) -> Judged:
    return judged_cell(question, measure, place, lambda on: counts[on][place])


def lacks(question: Question, measure: Tasks, judged: Sequence[Judged], counts: Counts) -> tuple[int, int]:
    """The sum of what some cells lack, least and most."""
    found = [
        lack(measure, measure.cells[each.row], counts[question.as_of][each.row])
        for each in judged
        if each.now & COUNTED
    ]
    return sum(least for least, _ in found), sum(most for _, most in found)
