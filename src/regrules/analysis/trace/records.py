"""What comes out when a plan and its document are held side by side."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from ...model.checks import as_tuple
from ...model.text import Text
from ..check import Finding
from ..document import Figure
from .claims import Claim

Found = Literal["clause", "above", "title", "implied", "reading", "missing"]


@frozen(kw_only=True)
class TracedFigure:
    """
    A figure of the document.

    Attributes:
        figure: The figure.
        used_by: Ids of the obligations that use it.
        note: Why none does, as the plan says; None if it says nothing.
    """

    figure: Figure
    used_by: tuple[str, ...] = ()
    note: Text | None = None

    @property
    def accounted(self) -> bool:
        """Whether an obligation uses it, or the plan says why none does."""
        return bool(self.used_by) or self.note is not None


@frozen(kw_only=True)
class TracedClause:
    """
    A clause of the document.

    Attributes:
        path: Its path.
        heading: What it begins with.
        line: The line on which it begins.
        obligations: Ids of the obligations that cite it.
        guidance: Whether the plan lists it as guidance.
        parent: Whether it is a heading with nothing of its own, above further clauses.
        figures: Its figures.
    """

    path: str
    heading: str
    line: int
    obligations: tuple[str, ...] = ()
    guidance: bool = False
    parent: bool = False
    figures: tuple[TracedFigure, ...] = ()

    @property
    def accounted(self) -> bool:
        """Whether the plan says anything of it, or needs to say nothing."""
        return bool(self.obligations) or self.guidance or self.parent


@frozen(kw_only=True)
class TracedClaim:
    """
    A figure of an obligation.

    Attributes:
        obligation: Id of the obligation.
        claim: The figure.
        found: Where it stands: in a clause that is cited, in one above it, in the plan's title, implied by the words, in
            the obligation's own reading, or nowhere.
        clause: Path of the clause where it stands; empty if it stands in none.
    """

    obligation: str
    claim: Claim
    found: Found
    clause: str = ""


@frozen(kw_only=True)
class TracedCell:
    """
    A cell of an attached table.

    Attributes:
        path: As in clause paths, ``annex/nanbin/2025-Q1/distributors``.
        place: The headings of its row and column, as the document writes them.
        written: The number in the document; None if there is no such cell.
        planned: The number in the plan; None if there is no such cell.
        total: Whether it is a total.
    """

    path: str
    place: str
    written: int | None
    planned: int | None
    total: bool = False

    @property
    def agrees(self) -> bool:
        """Whether plan and document have the same number."""
        return self.written == self.planned


@frozen(kw_only=True)
class Trace:
    """
    A plan and its document, side by side.

    Attributes:
        plan: Id of the plan.
        title: The title of the document.
        digest: Digest of the document.
        recorded: The digest that the plan recorded; empty if it recorded none.
        clauses: The clauses of the document.
        claims: The figures of the plan's obligations.
        cells: The cells of its attached tables.
        findings: What speaks against the plan.
    """

    plan: str
    title: str
    digest: str
    recorded: str
    clauses: tuple[TracedClause, ...] = field(converter=as_tuple)
    claims: tuple[TracedClaim, ...] = field(converter=as_tuple)
    cells: tuple[TracedCell, ...] = field(converter=as_tuple)
    findings: tuple[Finding, ...] = field(converter=as_tuple)

    @property
    def asked(self) -> tuple[TracedClause, ...]:
        """The clauses that the plan has to account for: all but mere headings."""
        return tuple(clause for clause in self.clauses if not clause.parent)

    @property
    def accounted_clauses(self) -> int:
        """How many of them are accounted for."""
        return sum(clause.accounted for clause in self.asked)

    @property
    def figures(self) -> tuple[TracedFigure, ...]:
        """Every figure of the document."""
        return tuple(figure for clause in self.clauses for figure in clause.figures)

    @property
    def accounted_figures(self) -> int:
        """How many figures of the document are accounted for."""
        return sum(figure.accounted for figure in self.figures)

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against the plan; notes don't."""
        return all(finding.severity != "error" for finding in self.findings)
