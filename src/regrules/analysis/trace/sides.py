"""A plan and its document side by side: for each obligation its figures, and the places that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from attrs import field, frozen

from ...model.checks import as_tuple
from ...model.measures import Attested
from ...model.plans import Jurisdiction, Obligation, Plan
from ..document import Clause, Figure, Part, Table, find_figures
from .agree import agreement
from .claims import Claim, claims_of
from .literals import literal_claims


@frozen(kw_only=True, eq=False, slots=False)
class Held:
    """
    An obligation beside the places of the document that it cites.

    Attributes:
        obligation: The obligation.
        year: The year of its plan.
        claims: Its figures.
        cited: The clauses that it cites, those that the document has.
        above: The clauses and headings under which they stand.
        tables: The attached tables that it cites.
        title: The title of the document.
    """

    obligation: Obligation
    year: int
    claims: tuple[Claim, ...]
    cited: tuple[Clause, ...]
    above: tuple[Clause, ...]
    tables: tuple[Table, ...]
    title: str

    @property
    def places(self) -> tuple[Clause, ...]:
        """The clauses that it cites, and then those above them."""
        return (*self.cited, *self.above)

    @cached_property
    def reading(self) -> str:
        """What the obligation itself says of how its clause is read, and what it rests on; in Chinese."""
        note = self.obligation.interpretation
        named = [f"{each.document.zh}{each.article or ''}" for each in self.obligation.basis]
        return "。".join([*([] if note is None else [note.zh]), *named])

    @cached_property
    def reading_figures(self) -> tuple[Figure, ...]:
        """The figures of the reading."""
        return find_figures(self.reading)

    @cached_property
    def title_figures(self) -> tuple[Figure, ...]:
        """The figures of the obligation's own title, and of its evidence."""
        measure = self.obligation.measure
        evidence = measure.evidence.zh if isinstance(measure, Attested) else ""
        return find_figures(f"{self.obligation.title.zh}。{evidence}")

    @cached_property
    def text(self) -> str:
        """The text of the clauses that it cites and of its tables."""
        tables = (f"{table.caption}。{'。'.join(headings_of(table))}" for table in self.tables)
        return "。".join([*(clause.text for clause in self.cited), *tables])

    @cached_property
    def text_above(self) -> str:
        """The text of what stands above its clauses, and the title of the document."""
        return "。".join([*(clause.text for clause in self.above), self.title])

    def said(self, claim: Claim, kind: str = "same") -> Iterator[tuple[Clause, Figure]]:
        """The figures in its places that say *claim*, each with its clause."""
        for clause in self.places:
            for figure in clause.figures:
                if agreement(claim, figure, self.year) == kind and _same_way(claim, clause, figure):
                    yield clause, figure


def _same_way(claim: Claim, clause: Clause, figure: Figure) -> bool:
    """Whether a change goes the way that the words before the figure say: up or down."""
    falls = bool(re.search(r"下降|减少|降低|压降|压减|下滑", clause.text[max(0, figure.start - 12) : figure.start]))
    return claim.unit not in ("growth", "fall") or falls == (claim.unit == "fall")


@frozen(kw_only=True, eq=False)
class Sides:
    """
    A plan and its document.

    Attributes:
        plan: The plan.
        jurisdiction: Its county.
        part: The document, or the part of it that is the plan.
        held: Its obligations, each beside its clauses.
    """

    plan: Plan
    jurisdiction: Jurisdiction
    part: Part
    held: tuple[Held, ...] = field(converter=as_tuple)

    @property
    def year(self) -> int:
        """The year that a date without one belongs to."""
        return self.plan.period.end.year


def sides(plan: Plan, jurisdiction: Jurisdiction, part: Part) -> Sides:
    """*plan* of *jurisdiction* beside *part*."""
    held = (_held(each, plan, jurisdiction, part) for each in plan.obligations)
    return Sides(plan=plan, jurisdiction=jurisdiction, part=part, held=held)


def _held(obligation: Obligation, plan: Plan, jurisdiction: Jurisdiction, part: Part) -> Held:
    paths = list(dict.fromkeys(place(path) for path in obligation.clauses))
    every = {each.path: each for each in (*part.headings, *part.clauses)}
    above = {each.path: each for path in paths for each in part.above(path) if each.path not in paths}
    return Held(
        obligation=obligation,
        year=plan.period.end.year,
        claims=tuple(
            dict.fromkeys(
                (*claims_of(obligation, plan), *literal_claims(obligation.measure, plan, jurisdiction.schema))
            )
        ),
        cited=tuple(every[path] for path in paths if path in every),
        above=tuple(above.values()),
        tables=tuple(table for table in part.tables if table.path in paths),
        title=part.title,
    )


def place(path: str) -> str:
    """The place of the document in which *path* lies: of a cell, its table."""
    return path.split("/")[0]


def headings_of(table: Table) -> tuple[str, ...]:
    """The headings of a table's rows and columns, each once."""
    return tuple(dict.fromkeys(name for cell in table.cells for name in (cell.row, *cell.column)))


def places_of(part: Part) -> dict[str, Clause | Table]:
    """The places of *part* that a plan has to account for, by path: its clauses and its tables."""
    places: list[Clause | Table] = [*part.clauses, *part.tables]
    return {each.path: each for each in places}


def pairs_of_characters(text: str) -> set[str]:
    """Every two characters of *text* that follow each other, punctuation left out."""
    runs = re.findall(r"[\u4e00-\u9fff]+", text)
    return {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
