"""Why the outcomes of members are open: as :mod:`regrules.engine.explain` says it, for all members at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import evolve, frozen

from ...model.measures import Count, Coverage, Growth, Mean, Response, Share, Tasks, Timeliness
from ...model.predicates import Records
from ..explain import Missing
from ..population import Listed
from ..question import Question
from ..truth import window_at
from ..values import each_column
from .encode import Mask, different
from .facts import Facts
from .missing import Lacks, missing, missing_among, missing_of_rows, together, uncovered
from .units import last_days

Places = npt.NDArray[np.intp]


def explained(facts: Facts, question: Question, listed: Listed) -> list[Missing]:
    """For each member the columns that leave its outcome open, sorted."""
    found = _Open(facts=facts, question=question, listed=listed).lacks()
    names = sorted(found)
    codes = np.zeros(len(listed.ids), dtype=np.int64)
    for place, name in enumerate(names):
        codes |= found[name].astype(np.int64) << place
    column = each_column(question)
    nothing = () if column is None else (f"{column.table}.{column.name}",)
    texts = {
        code: tuple(name for place, name in enumerate(names) if code >> place & 1) or nothing
        for code in different(codes).tolist()
    }
    return [texts[code] for code in codes.tolist()]


@frozen(kw_only=True, eq=False)
class _Open:
    """
    Members whose outcome is open.

    Attributes:
        facts: The facts.
        question: The question.
        listed: The members.
    """

    facts: Facts
    question: Question
    listed: Listed

    def lacks(self) -> Lacks:
        """What is missing, for each member."""
        measure = self.question.obligation.measure
        if isinstance(measure, Growth):
            measure = measure.of
        match measure:
            case Coverage(of=of, by=by):
                return self.of_units(of, by)
            case Share(of=of, having=having) if of.table == "subjects":
                return self.of_subjects(of, self.places(), then=[having])
            case Share(of=of, having=having):
                return together((self.of_records(of), self.of_records(evolve(of, where=having))))
            case Count(of=of):
                return together((self.of_records(of), self.date(of)))
            case Mean(of=of, value=value):
                return together((self.of_records(of), self.date(of), self.cells(of.table, value.name)))
            case Timeliness(of=of, start=start, end=end, due=due):
                names = [start.name, end.name, *([due.name] if due else [])]
                return together((self.of_records(of), self.cells(of.table, *names)))
            case Response(to=to):
                return together((self.of_records(to), self.date(to), self.of_answers(measure)))
            case Tasks(kinds=kinds):
                return together(self.unplaced(kind.of) for kind in kinds)
        return {}

    def places(self) -> Places:
        """The rows, or the positions, of the members."""
        return np.array(self.listed.rows, dtype=np.intp)

    def all(self, names: Iterable[str]) -> Lacks:
        """Columns that every member lacks."""
        return {name: np.ones(len(self.listed.ids), dtype=np.bool_) for name in names}

    def of_units(self, of: Records, by: Records) -> Lacks:
        """What is missing of units and of their events; of a group's events it is not asked whose they are."""
        if of.table != "subjects":
            return together((self.of_records(of), self.unplaced(by)))
        position = self.facts.arrays.position
        places = np.array([-1 if each is None else position[each] for each in self.listed.subjects], dtype=np.intp)
        single = places >= 0
        found = _where(single, self.of_subjects(of, places[single], by=by)) if single.any() else {}
        groups = {} if single.all() else dict.fromkeys(self.unplaced(by), ~single)
        return together((found, groups))

    def of_subjects(self, of: Records, places: Places, *, then: Any = (), by: Records | None = None) -> Lacks:
        """What is missing of subjects on the day for which they are asked, and then on the as-of date."""
        facts, question = self.facts, self.question
        capped = by is not None and question.obligation.measure.times.most is not None  # type: ignore[union-attr]  # a coverage
        view = facts.subjects(question.asked_on, question.window, asked=last_days(facts, question) if capped else None)
        later = evolve(view, on=question.as_of, key=(view.key, "seen", question.as_of))
        asked = np.zeros(view.size, dtype=np.bool_)
        asked[places] = True
        found = [missing(facts, of.where, view, asked), *(missing(facts, each, later, asked) for each in then)]
        if by is not None:
            found.append(missing_among(facts, by, later, asked))
        return {name: lost[places] for name, lost in together(found).items()}

    def of_records(self, of: Records) -> Lacks:
        """What is missing of records on the as-of date."""
        view, places = self.facts.records(of.table, self.question.as_of, self.question.window), self.places()
        asked = np.zeros(view.size, dtype=np.bool_)
        asked[places] = True
        return {name: lost[places] for name, lost in missing(self.facts, of.where, view, asked).items()}

    def date(self, of: Records) -> Lacks:
        """Whether the date is missing by which records fall in the window."""
        on = self.question.as_of
        lost = self.facts.falls(of, window_at(of.within or self.question.window, on), on).unknown
        return {f"{of.table}.{of.dated or self.facts.world.schema(of.table).dated}": lost[self.places()]}

    def cells(self, table: str, *names: str) -> Lacks:
        """Which cells of the members are missing."""
        places, on = self.places(), self.question.as_of
        return {f"{table}.{name}": self.facts.unread(table, name, on)[places] for name in names}

    def unplaced(self, of: Records) -> Lacks:
        """What is missing to say which records of a set count, and for whom."""
        on, window = self.question.as_of, self.question.window
        lost = [name for name, rows in missing_of_rows(self.facts, of, window, on).items() if rows.any()]
        return self.all((*lost, *uncovered(self.facts, of, window, on)))

    def of_answers(self, measure: Response) -> Lacks:
        """What is missing to say which records answer the members."""
        arrays, key = self.facts.arrays, "subject_id" if measure.match is None else measure.match.name
        lost = []
        for table in (measure.to.table, measure.by.table):
            if self.facts.world.schema(table).has(key) and key not in ("follows", "visit_id"):
                column = arrays.coded(table, key).codes
                lost += [f"{table}.{key}"] if not arrays.has(table, key) or (column < 0).any() else []
        due = [] if measure.due is None or not measure.is_clock else [measure.due.name]
        return together((self.unplaced(measure.by), self.all(lost), self.cells(measure.to.table, *due)))


def _where(chosen: Mask, part: Lacks) -> Lacks:
    """What some members lack, as what all lack."""
    found = {}
    for name, lost in part.items():
        found[name] = np.zeros(len(chosen), dtype=np.bool_)
        found[name][chosen] = lost
    return found
