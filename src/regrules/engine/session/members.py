"""Which members of a population a fact changes: as they stand without it, and as they stand with it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from fnmatch import fnmatchcase

from attrs import field, frozen

from ...model.measures import Coverage, Response, Share, Timeliness
from ...model.predicates import Records
from ..judged import Judged
from ..question import Question
from ..reference import clocks, records, units
from ..truth import Asked, truth, window_at
from .reads import Purpose
from .worlds import GrowingWorld, NearWorld

Changed = tuple[tuple[Judged | None, Judged | None], ...]
"""Members without the fact and with it; None for one that is not there."""


class TooFarError(Exception):
    """The fact may change members that are not near it."""


@frozen(kw_only=True)
class Added:
    """
    A row that has been added to a table.

    Attributes:
        world: The facts, with it.
        table: The table.
        row: The row.
        subject: The subject that it names; None if it names none.
        seen: What has been found out about it, for all questions that ask the same.
    """

    world: GrowingWorld
    table: str
    row: int
    subject: str | None
    seen: dict[Hashable, bool | None] = field(factory=dict, eq=False)

    def near(self, *, hidden: bool = False, rows: dict[str, Sequence[int]] | None = None) -> NearWorld:
        """The world near the fact, with it or without it."""
        return NearWorld(self.world, self.subject, hidden=(self.table, self.row) if hidden else None, rows=rows)

    def may_be_one(self, question: Question, of: Records, *, dated: bool = False) -> bool:
        """Whether the row may be one of some records, on one of the days of the question."""
        return of.table == self.table and any(
            (not dated or self._falls(question, of, on) is not False) and self._holds(question, of, on) is not False
            for on in ((question.as_of,) if question.as_of <= question.due else (question.as_of, question.due))
        )

    def _holds(self, question: Question, of: Records, on: date) -> bool | None:
        """What is asked of the records on a day. Of records no window is asked, so it is the same for all questions."""
        key = of.where, on
        if key not in self.seen:
            asked = Asked(world=self.world, on=on, window=question.window, table=self.table, row=self.row)
            self.seen[key] = truth(of.where, asked)
        return self.seen[key]

    def _falls(self, question: Question, of: Records, on: date) -> bool | None:
        """Whether the row falls in the window on a day."""
        window = window_at(of.within or question.window, on)
        key = of.dated, window, on
        if key not in self.seen:
            self.seen[key] = self.world.falls(of, self.row, window, on)
        return self.seen[key]


def changed_members(
    added: Added, question: Question, measure: Coverage | Share | Timeliness | Response, purposes: frozenset[Purpose]
) -> Changed:
    """
    The members that a fact may change.

    Args:
        added: The fact.
        question: The question.
        measure: Its measure.
        purposes: What the fact's table is read for.

    Raises:
        TooFarError: there are more than those near the fact.
    """
    if added.table in ("waivers", "actions"):
        purposes = purposes - _idle(added, question)
        if not purposes:
            return ()
    if isinstance(measure, (Coverage, Share)) and measure.of.table == "subjects":
        return _subject(added, question, measure, purposes)
    if not purposes <= {"members", "events", "values"}:
        raise TooFarError
    if isinstance(measure, Coverage):
        if _may_count(added, question, measure):
            raise TooFarError
        return ()
    if isinstance(measure, Response):
        return _triggers(added, question, measure)
    return _record(added, question, measure)


def _idle(added: Added, question: Question) -> set[Purpose]:
    """What the fact does not serve: a waiver of other obligations, an action of a kind that proves no step."""
    found: set[Purpose] = set()
    pattern = added.world.raw("waivers", added.row, "obligation") if added.table == "waivers" else ""
    if not any(fnmatchcase(name, pattern) for name in question.names):
        found.add("waivers")
    kind = added.world.raw("actions", added.row, "kind") if added.table == "actions" else None
    if kind not in {step.action for step in question.obligation.escalation}:
        found.add("steps")
    return found


def _may_count(added: Added, question: Question, measure: Coverage) -> bool:
    if added.table != measure.by.table:
        return True
    return measure.of.table == added.table or added.may_be_one(question, measure.by, dated=True)


def _subject(added: Added, question: Question, measure: Coverage | Share, purposes: frozenset[Purpose]) -> Changed:
    """The subject that the fact names, without the fact and with it."""
    if isinstance(measure, Coverage) and purposes == {"events"} and not _may_count(added, question, measure):
        return ()
    if added.subject is None or measure.of.grouped is not None:
        raise TooFarError
    after = _unit(added.near(), question, measure)
    if after is None and purposes == {"events"}:
        return ()  # events do not make a subject a member
    return ((_unit(added.near(hidden=True), question, measure), after),)


def _unit(world: NearWorld, question: Question, measure: Coverage | Share) -> Judged | None:
    judge = units.coverage if isinstance(measure, Coverage) else units.share
    return next(iter(judge(world, question, measure)), None)  # type: ignore[arg-type]  # each judges its own measure


def _record(added: Added, question: Question, measure: Share | Timeliness) -> Changed:
    """The record that has been added, as a member."""
    if not added.may_be_one(question, measure.of):
        return ()
    judge = records.share_of if isinstance(measure, Share) else clocks.timed
    return ((None, judge(added.near(), question, measure, added.row)),)  # type: ignore[arg-type]  # each judges its own


# Triggers and answers


def _triggers(added: Added, question: Question, measure: Response) -> Changed:
    """The trigger that has been added, and the triggers that the fact may answer."""
    _check_named(added, question, measure)
    found: list[tuple[Judged | None, Judged | None]] = []
    if added.may_be_one(question, measure.by):
        for row in _answered(added, measure):
            after = _respond(added, question, measure, row)
            if after is not None and (added.table, added.row) != (measure.to.table, row):
                found.append((_respond(added, question, measure, row, hidden=True), after))
    if added.may_be_one(question, measure.to):
        found.append((None, _respond(added, question, measure, added.row)))
    if any(after is not None and after.now.bit_count() > 1 for _, after in found):
        raise TooFarError  # what is missing for them is missing in the whole table
    return tuple(found)


def _check_named(added: Added, question: Question, measure: Response) -> None:
    """Refuse a fact that changes what is missing for every trigger: one without a key, an answer that is in doubt."""
    key = "subject_id" if measure.match is None else measure.match.name
    unnamed = key not in ("follows", "visit_id") and added.world.raw(added.table, added.row, key) is None
    doubtful = added.table == measure.by.table and (
        records.member(added.world, question, measure.by, added.row, question.as_of) is None
    )
    if unnamed or doubtful:
        raise TooFarError


def _respond(added: Added, question: Question, measure: Response, row: int, *, hidden: bool = False) -> Judged | None:
    return clocks.responded(
        added.near(hidden=hidden, rows={measure.by.table: _answers(added, measure, row)}), question, measure, row
    )


def _answers(added: Added, measure: Response, row: int) -> Sequence[int]:
    """The rows that may answer a trigger."""
    world, name = added.world, _key(added.world, measure)
    value = world.raw(measure.to.table, row, _named_by(world, measure, name))
    rows, without = world.rows_with(measure.by.table, name)
    if value is None or (without and not _stands_alone(world, measure.by.table, name)):
        raise TooFarError
    return rows.get(value, [])


def _answered(added: Added, measure: Response) -> Sequence[int]:
    """The triggers that the fact may answer."""
    world, name = added.world, _key(added.world, measure)
    value = world.raw(measure.by.table, added.row, name)
    if value is None:
        if _stands_alone(world, measure.by.table, name):
            return ()
        raise TooFarError
    rows, without = world.rows_with(measure.to.table, _named_by(world, measure, name))
    if without and not _stands_alone(world, measure.to.table, name):
        raise TooFarError
    return rows.get(value, [])


def _key(world: GrowingWorld, measure: Response) -> str:
    """The column by which answers match triggers, where its cells alone say so."""
    name = "subject_id" if measure.match is None else measure.match.name
    for table in (measure.to.table, measure.by.table):
        schema = world.schema(table)
        if schema.has(name):
            column = schema.column(name)
            if column.stands_for or column.dated_by or column.step:
                raise TooFarError
    if len(world.schema(measure.to.table).keys) > 1:
        raise TooFarError  # several records share the name of one
    return name


def look_round(world: GrowingWorld, measure: Response) -> None:
    """Find out beforehand which records of the tables of a response have which key."""
    try:
        name = _key(world, measure)
    except TooFarError:
        return
    world.rows_with(measure.by.table, name)
    world.rows_with(measure.to.table, _named_by(world, measure, name))


def _named_by(world: GrowingWorld, measure: Response, name: str) -> str:
    """The column of the triggers whose value answers give in the column *name*."""
    identity = world.schema(measure.to.table).identity
    assert identity is not None
    return identity if name == "follows" else name


def _stands_alone(world: GrowingWorld, table: str, name: str) -> bool:
    """Whether a record without this key surely matches none."""
    return name in ("visit_id", "follows") and world.table(table).has(name)


__all__ = ["Added", "Changed", "TooFarError", "changed_members"]
