"""Why the outcome of a member is open: the columns whose values are missing, member by member."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from ..model.measures import Attested, Count, Coverage, Growth, Mean, Response, Share, Tasks, Timeliness
from ..model.predicates import Records
from .missing import doubtful_rows, missing, missing_among, missing_of_row
from .population import Listed
from .question import Question
from .truth import Asked, window_at
from .values import each_column
from .world import UNKNOWN, World

Missing = tuple[str, ...]
Explain = Callable[[Question, Listed], Sequence[Missing]]


@frozen(kw_only=True)
class Named:
    """
    A member whose outcome is open.

    Attributes:
        id: Its key.
        subject: Its subject.
        row: Where it stands in its table.
    """

    id: str
    subject: str | None
    row: int


def explained(world: World, question: Question, listed: Listed) -> list[Missing]:
    """For each member the columns (``table.column``, ``grade:scheme``, ``extents.table``) that leave it open, sorted."""
    members = zip(listed.ids, listed.subjects, listed.rows, strict=True)
    return [_missing_of(world, question, Named(id=key, subject=subject, row=row)) for key, subject, row in members]


def _missing_of(world: World, question: Question, named: Named) -> Missing:
    measure = question.obligation.measure
    if isinstance(measure, Growth):
        measure = measure.of
    match measure:
        case Coverage(of=of, by=by):
            found = _of_unit(world, question, of, by, named)
        case Share(of=of, having=having):
            asked = _asked(world, question, of, named)
            found = missing(of.where, asked) | missing(having, evolve(asked, on=question.as_of))
        case Count(of=of) | Mean(of=of):
            found = missing(of.where, _asked(world, question, of, named)) | _date(world, question, of, named)
            if isinstance(measure, Mean):
                found |= _cells(world, question, of.table, named, measure.value.name)
        case Timeliness(of=of):
            found = missing(of.where, _asked(world, question, of, named))
            names = [measure.start.name, measure.end.name, *([measure.due.name] if measure.due else [])]
            found |= _cells(world, question, of.table, named, *names)
        case Response(to=to, by=by):
            found = missing(to.where, _asked(world, question, to, named)) | _date(world, question, to, named)
            found |= _of_answers(world, question, measure, named)
        case Tasks(kinds=kinds):
            found = {name for kind in kinds for name in _unplaced(world, question, kind.of)}
        case Attested():
            found = set()
    if each_column(question) is not None and not found:
        column = each_column(question)
        assert column is not None
        found = {f"{column.table}.{column.name}"}
    return tuple(sorted(found))


def _asked(world: World, question: Question, of: Records, named: Named) -> Asked:
    if of.table == "subjects":
        subject = named.subject or named.id
        on = question.asked_on
        return Asked(world=world, on=on, window=question.window, subject=subject, version_on=on)
    return Asked(world=world, on=question.as_of, window=question.window, table=of.table, row=named.row)


def _of_unit(world: World, question: Question, of: Records, by: Records, named: Named) -> set[str]:
    if of.table != "subjects":
        return missing(of.where, _asked(world, question, of, named)) | _unplaced(world, question, by)
    if named.subject is None:
        return _unplaced(world, question, by)
    on = question.asked_on
    capped_on = world.last_counted(named.subject, question.span(on).start, on) or on
    asked = Asked(world=world, on=on, window=question.window, subject=named.subject, version_on=capped_on)
    return missing(of.where, asked) | missing_among(by, evolve(asked, on=question.as_of))


def _unplaced(world: World, question: Question, of: Records) -> set[str]:
    """What is missing to say which records of a set count, and for whom."""
    window = window_at(of.within or question.window, question.as_of)
    key = ("unplaced", of, window, question.as_of)
    if key in world.explained:
        return set(world.explained[key])
    found: set[str] = set() if world.covers(of, window, question.as_of) else {f"extents.{of.table}"}
    asked = Asked(world=world, on=question.as_of, window=question.window)
    for row in doubtful_rows(of, asked):
        found |= missing_of_row(of, row, asked)
    world.explained[key] = frozenset(found)
    return found


def _date(world: World, question: Question, of: Records, named: Named) -> set[str]:
    window = window_at(of.within or question.window, question.as_of)
    if world.falls(of, named.row, window, question.as_of) is None:
        return {f"{of.table}.{of.dated or world.schema(of.table).dated}"}
    return set()


def _cells(world: World, question: Question, table: str, named: Named, *columns: str) -> set[str]:
    return {f"{table}.{name}" for name in columns if world.cell(table, named.row, name, question.as_of) is UNKNOWN}


def _of_answers(world: World, question: Question, measure: Response, named: Named) -> set[str]:
    found = _unplaced(world, question, measure.by)
    key = "subject_id" if measure.match is None else measure.match.name
    for table in (measure.to.table, measure.by.table):
        column = world.table(table).columns.get(key)
        if world.schema(table).has(key) and (column is None or None in column) and key not in ("follows", "visit_id"):
            found.add(f"{table}.{key}")
    if measure.is_clock and measure.due is not None:
        found |= _cells(world, question, measure.to.table, named, measure.due.name)
    return found
