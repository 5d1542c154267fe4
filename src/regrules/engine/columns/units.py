"""Units as arrays: subjects and their groups, agencies, rows of a plugin's own table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import evolve, frozen

from ...model.measures import Coverage, Share
from ...model.predicates import Records
from ...model.windows import Window
from ..lacking import further
from ..prospects import outcomes
from ..question import Question
from ..tally import DEAD, HIT, OPEN, OUT, UPCOMING
from ..truth import Asked, window_at
from ..world import NOT_YET, UNKNOWN
from .encode import MISSING_DAY, Codes, Mask, different
from .facts import UNLIMITED, Facts
from .kleene import Truth
from .members import Members, Outcomes
from .people import People
from .properties import one_by_one, quick_outcomes
from .rows import View

Counts = npt.NDArray[np.int64]
_ANOTHERS = -2


@frozen(kw_only=True, eq=False)
class Units:
    """
    The units that belong, or may belong, to a population, in order of their keys.

    Attributes:
        belongs: Whether each belongs.
        agency: Who is responsible.
        value: The value by which verdicts are split.
        waived: Who is taken out.
        labels: The keys of all that might be units.
        keys: For each unit the place of its key among them.
        owners: For each unit the position of its subject, if it stands for just one; else -1.
        rows: Positions of subjects, or rows of another table.
        places: For each subject of the register the place of its unit, and -1; None if units are rows.
        sure: For each subject of the register whether it surely belongs to its unit.
        new_since: Of each unit, the earliest opening date of its subjects (0 if one has none).
        new_until: Of each unit, the latest.
    """

    belongs: Truth
    agency: Codes
    value: Codes | None
    waived: Mask
    labels: Sequence[str]
    keys: Codes
    owners: Codes
    rows: Codes
    places: Codes | None = None
    sure: Mask | None = None
    new_since: npt.NDArray[Any] | None = None
    new_until: npt.NDArray[Any] | None = None
    view: View | None = None

    def name(self, place: int) -> str:
        """The key of a unit."""
        return self.labels[int(self.keys[place])]


def coverage(facts: Facts, people: People, question: Question, measure: Coverage) -> Members:
    """Every unit with the outcomes that its possible counts of events give."""
    units = population(facts, people, question, measure.of, capped=measure.times.most is not None)
    now = _covered(facts, people, question, measure, units, question.as_of)
    then = _covered(facts, people, question, measure, units, question.due) if question.as_of > question.due else now
    return evolve(_members(facts, people, units, then, now), further=further(facts.world, question, measure))


def share(facts: Facts, people: People, question: Question, measure: Share) -> Members:
    """Every subject with the outcomes that the property gives."""
    units = population(facts, people, question, measure.of, capped=False)
    now = _having(facts, question, measure, units, question.as_of)
    then = now if question.as_of == question.asked_on else _having(facts, question, measure, units, question.asked_on)
    return _members(facts, people, units, then, now)


def _members(facts: Facts, people: People, units: Units, then: Outcomes, now: Outcomes) -> Members:
    if not units.belongs.certain:
        maybe, alike = np.where(units.belongs.unknown, np.uint8(OUT), np.uint8(0)), then is now
        now = now | maybe
        then = now if alike else then | maybe
    return Members(
        at_due=then, now=now, waived=units.waived, agency=units.agency, value=units.value,
        names=people.names, labels=units.labels, keys=units.keys, subjects=facts.arrays.subjects, owners=units.owners,
        rows=units.rows,
    )  # fmt: skip


def _having(facts: Facts, question: Question, measure: Share, units: Units, on: date) -> Outcomes:
    """What the property gives each subject."""
    assert units.view is not None
    view = facts.subjects(question.asked_on, question.window)
    held = facts.truth(measure.having, evolve(view, on=on, key=(view.key, "seen", on))).at(units.rows)
    quick = quick_outcomes(measure.having, held, of_subjects=True, is_step=facts.is_step)
    if quick is not None:
        return quick

    def ask(place: int) -> int:
        asked = Asked(
            world=facts.world, on=on, window=question.window, subject=units.name(place), version_on=question.asked_on
        )
        return outcomes(measure.having, asked)

    return one_by_one(held, ask)


def population(facts: Facts, people: People, question: Question, of: Records, *, capped: bool) -> Units:
    """The units of a population."""
    if of.table != "subjects":
        return _rows(facts, people, question, of)
    units = _subjects(facts, people, question, of, capped=capped)
    return units if of.grouped is None else _grouped(facts, question, of.grouped, units)


def _subjects(facts: Facts, people: People, question: Question, of: Records, *, capped: bool) -> Units:
    on, arrays = question.asked_on, facts.arrays
    days: Any = last_days(facts, question) if capped else None
    view = facts.subjects(on, question.window, asked=days)
    counted = facts.counted(view)
    belongs = facts.truth(of.where, view)
    rows = np.flatnonzero(counted & belongs.possible).astype(np.int32)
    agency = people.of_subjects(question, view)
    value = people.values_of_subjects(question, view, agency)
    places = np.full(len(arrays.subjects) + 1, -1, dtype=np.int32)
    places[rows] = np.arange(len(rows), dtype=np.int32)
    opened = arrays.days("subjects", "opened_on")[view.rows[rows]] if len(rows) else np.zeros(0, dtype=np.int32)
    opened = np.where(opened == MISSING_DAY, 0, opened)
    return Units(
        belongs=belongs.at(rows), agency=agency[rows], value=None if value is None else value[rows],
        waived=people.waived(question, rows, on.toordinal()), labels=arrays.subjects, keys=rows, owners=rows, rows=rows,
        places=places, sure=np.ones(len(places), dtype=np.bool_), new_since=opened, new_until=opened, view=view,
    )  # fmt: skip


def last_days(facts: Facts, question: Question) -> npt.NDArray[np.int32]:
    """For each subject the last day, from the window's start to the day of the question, on which it counts; else 0."""

    def make() -> npt.NDArray[np.int32]:
        first, last = question.span(question.asked_on).start, question.asked_on
        days = (facts.world.last_counted(subject, first, last) for subject in facts.arrays.subjects)
        return np.array([0 if day is None else day.toordinal() for day in days], dtype=np.int32)

    found: npt.NDArray[np.int32] = facts.keep(
        ("last days", question.span(question.asked_on).start, question.asked_on), make
    )
    return found


def _grouped(facts: Facts, question: Question, name: str, units: Units) -> Units:
    """Subjects that share a value as one unit; one without a value stands by itself. Waived subjects leave their group."""
    arrays, world = facts.arrays, facts.world
    assert units.places is not None and units.view is not None
    groups: dict[str, list[int]] = {}
    for place in np.flatnonzero(~units.waived).tolist():
        row, days = int(units.view.rows[units.rows[place]]), units.view.seen
        seen = days if isinstance(days, int) else int(days[units.rows[place]])
        value = world.cell("subjects", row, name, date.fromordinal(seen))
        key = units.name(place) if value is UNKNOWN or value is NOT_YET else str(value)
        groups.setdefault(key, []).append(place)
    keys = sorted(groups)
    firsts = np.array([groups[key][0] for key in keys], dtype=np.int64)
    places = np.full(len(arrays.subjects) + 1, -1, dtype=np.int32)
    sure = np.zeros(len(places), dtype=np.bool_)
    for number, key in enumerate(keys):
        members = np.array(groups[key])
        places[units.rows[members]] = number
        sure[units.rows[members]] = units.belongs.sure[members]
    belongs = np.array([bool(units.belongs.sure[groups[key]].any()) for key in keys], dtype=np.bool_)
    alone = np.array([units.rows[groups[key][0]] if len(groups[key]) == 1 else -1 for key in keys], dtype=np.int32)
    assert units.new_since is not None and units.new_until is not None
    new_since = np.array([units.new_since[groups[key]].min() for key in keys], dtype=np.int64)
    new_until = np.array([units.new_until[groups[key]].max() for key in keys], dtype=np.int64)
    return Units(
        belongs=Truth(belongs, np.ones(len(keys), dtype=np.bool_)), agency=units.agency[firsts],
        value=None if units.value is None else units.value[firsts], waived=np.zeros(len(keys), dtype=np.bool_),
        labels=keys, keys=np.arange(len(keys), dtype=np.int32), owners=alone,
        rows=np.full(len(keys), -1, dtype=np.int32), places=places, sure=sure, new_since=new_since, new_until=new_until,
        view=units.view,
    )  # fmt: skip


def _rows(facts: Facts, people: People, question: Question, of: Records) -> Units:
    """Rows of another table: agencies, or what a plugin has of its own."""
    on, keys = question.asked_on, facts.arrays.labels(of.table)
    belongs = facts.members(of, question.window, on)
    chosen = sorted(np.flatnonzero(belongs.possible).tolist(), key=lambda row: (keys[row], row))
    rows = np.array(chosen, dtype=np.int32)
    of_agencies = of.table == "agencies"
    agency = people.names.numbers(keys) if of_agencies else people.of_records(question, of.table, on)
    value = people.values_of_records(question, of.table, on, agency)
    return Units(
        belongs=belongs.at(rows), agency=agency[rows], value=None if value is None else value[rows],
        waived=np.zeros(len(rows), dtype=np.bool_), labels=keys, keys=rows,
        owners=np.full(len(rows), -1, dtype=np.int32), rows=rows,
    )  # fmt: skip


def _covered(facts: Facts, people: People, question: Question, measure: Coverage, units: Units, on: date) -> Outcomes:
    """The outcomes on a day: a hit where a possible count lies in `times`."""
    least, most = _events(facts, people, question, measure, units, on)
    times = measure.times
    top = int(UNLIMITED) if times.most is None else times.most
    masks = np.where((most >= times.least) & (least <= top), np.uint8(HIT), np.uint8(0))
    masks |= np.where(least < times.least, too_few(question, units, on), np.uint8(0))
    if times.most is not None:
        masks |= np.where(most > top, np.uint8(DEAD), np.uint8(0))
    return masks


def too_few(question: Question, units: Units, on: date) -> Any:
    """The outcome of too few events: an open miss until the window ends; in a rolling window newcomers are upcoming."""
    span = question.span(on)
    if isinstance(question.window, Window):
        return np.uint8(DEAD if on >= span.end else OPEN)
    if units.new_since is None or units.new_until is None:
        return np.uint8(OPEN)
    new = (units.new_since >= span.start.toordinal()) & (units.new_until <= on.toordinal())
    return np.where(new, np.uint8(UPCOMING), np.uint8(OPEN))


def _events(
    facts: Facts, people: People, question: Question, measure: Coverage, units: Units, on: date
) -> tuple[Counts, Counts]:
    """The least and the most events of each unit in the window, cut at a day."""
    by, arrays = measure.by, facts.arrays
    held = facts.members(by, question.window, on)
    if units.places is None or units.sure is None:
        owners = _owners(people, question, measure, units, on)
        held = Truth(held.sure & (owners >= 0), held.possible & (owners != _ANOTHERS))
    else:
        positions = arrays.owners(by.table)
        owners = units.places[positions]
        unsure = (positions >= 0) & ~units.sure[positions]
        held = Truth(held.sure & ~unsure, held.possible & ((owners >= 0) | (positions < 0)))
        owners = np.where(positions >= 0, owners, np.int32(-1))
    if measure.once_per is not None:
        least, most = _visits(facts, measure, owners, held, len(units.rows))
    else:
        least, most = facts.count_by(owners, held, len(units.rows))
    if not facts.world.covers(by, window_at(by.within or question.window, on), on):
        most = np.full(len(most), UNLIMITED)
    return least, most


def _owners(people: People, question: Question, measure: Coverage, units: Units, on: date) -> Codes:
    """For each event the place of the unit to which it belongs; -1 if that is not known, and none if it has another."""
    arrays, table = people.arrays, measure.by.table
    places = {units.name(place): place for place in range(len(units.rows))}
    if measure.of.table == "agencies":
        numbers = people.of_records(question, table, on)
        found = [-1 if text is None else places.get(text, _ANOTHERS) for text in people.names.texts]
        return np.array(found, dtype=np.int32)[numbers]
    for column in people.facts.world.schema(table).columns:
        if column.refers == measure.of.table:
            coded = arrays.coded(table, column.name)
            return np.array([*(places.get(str(value), _ANOTHERS) for value in coded.values), -1], dtype=np.int32)[
                coded.codes
            ]
    return np.full(arrays.size(table), -1, dtype=np.int32)


def _visits(facts: Facts, measure: Coverage, owners: Codes, held: Truth, size: int) -> tuple[Counts, Counts]:
    """The same, records of one unit that share the value of `once_per` counting once."""
    assert measure.once_per is not None
    coded = facts.arrays.coded(measure.by.table, measure.once_per.name)
    nobodys = np.flatnonzero(held.possible & (owners == -1))
    if len(nobodys):
        return _visits_one_by_one(coded.codes, owners, held, size)
    return _distinct(coded.codes, owners, held.sure, size), _distinct(coded.codes, owners, held.possible, size)


def _distinct(keys: Codes, owners: Codes, chosen: Mask, size: int) -> Counts:
    rows = np.flatnonzero(chosen & (owners >= 0))
    keyed, single = rows[keys[rows] >= 0], rows[keys[rows] < 0]
    pairs = different(owners[keyed].astype(np.int64) * (2**32) + keys[keyed])
    return np.bincount(pairs >> 32, minlength=size) + np.bincount(owners[single], minlength=size)


def _visits_one_by_one(keys: Codes, owners: Codes, held: Truth, size: int) -> tuple[Counts, Counts]:
    """Records without a subject may share a visit with any unit's, so each unit counts them with its own."""
    least = _distinct(keys, owners, held.sure, size)
    anybodys = held.possible & (owners == -1)
    most = np.zeros(size, dtype=np.int64)
    for unit in range(size):
        mine = np.flatnonzero(held.possible & (owners == unit) | anybodys)
        most[unit] = len(different(keys[mine][keys[mine] >= 0])) + int(np.count_nonzero(keys[mine] < 0))
    return least, most
