"""What a published plan is made of: parts, clauses, figures, attached tables."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from ...errors import DocumentError
from ...model.checks import as_tuple
from ...model.plans import Plan
from .titles import likeness

FigureKind = Literal["share", "count", "clock", "date", "period", "level"]
Bound = Literal["least", "above", "most", "below", ""]


@frozen(kw_only=True)
class Figure:
    """
    One figure of a clause, in a form that can be compared.

    Attributes:
        kind: ``share`` (25%, 三分之一), ``count`` (1000份, 不少于一次), ``clock`` (7个工作日), ``date`` (3月31日前, 年底),
            ``period`` (每季度, 每两年, 4年内, 全年), ``level`` (二级以上, 第三类).
        text: As the document writes it; of a date, a period and a level with the word after it (前, 内, 以上), of one end of a
            range (20%-30%) the whole range.
        value: The share, the count, the amount of the clock or of the period's units, the level; 0 for dates, 1 for periods
            that have a name.
        unit: Of a clock ``working_day``, ``day``, ``hour``, ``month``. Of a period ``day``, ``week``, ``month``,
            ``quarter``, ``half``, ``year`` (每季度, 每两年, 4年内, 全年), or the period itself where it has a name: ``Q1``
            (一季度), ``H2`` (下半年), ``M09`` (9月). Of a count the counter (份, 次, 家). Of a date ``03-31``, with the year
            where it is written (``2025-03-31``), ``*-05`` for the 5th of every month. Of a level ``grade`` (二级) or
            ``class`` (第三类). Of a share empty, or ``point`` (5个百分点), ``times`` (2倍).
        bound: What the words around it ask: at least (不少于, 以上, 达到), more than, at most (不超过, 以内, 前), less than.
        per: What a count is for, such as ``1000000 residents``; else empty.
        start: Where it begins in the text of its clause.
    """

    kind: FigureKind
    text: str
    value: Fraction
    unit: str = ""
    bound: Bound = ""
    per: str = ""
    start: int = 0


@frozen(kw_only=True)
class Clause:
    """
    A numbered place of a document, with the text that is its own and not that of the numbers below it.

    Attributes:
        path: Outline numbers joined by dots, ``3.4.1``.
        label: As the document numbers it, ``（四）``.
        heading: Its first sentence, if it stands as a heading; else empty.
        text: Its text, the heading included, without line breaks.
        line: The line on which it begins, from 1.
        figures: The figures in it, in order.
    """

    path: str
    label: str
    heading: str
    text: str
    line: int
    figures: tuple[Figure, ...] = ()


@frozen(kw_only=True)
class TableCell:
    """
    One cell of an attached table.

    Attributes:
        row: The heading of its row.
        column: The headings of its column, from above, such as ``("一季度", "经营企业检查家次")``.
        text: As the document writes it.
        value: The whole number that it holds; None if it holds something else.
    """

    row: str
    column: tuple[str, ...]
    text: str
    value: int | None


@frozen(kw_only=True)
class Table:
    """
    An attached table.

    Attributes:
        path: ``annex``, or ``annex-2`` for the second one.
        caption: Its title.
        line: The line on which it begins, from 1.
        cells: Its cells, row by row, without the row headings.
    """

    path: str
    caption: str
    line: int
    cells: tuple[TableCell, ...] = field(default=(), converter=as_tuple)


@frozen(kw_only=True)
class Part:
    """
    One plan of a document: most documents have one part, some publish several plans at once, each numbered apart.

    Attributes:
        title: Its title.
        clauses: Its clauses, in order, the notes of its tables (``annex.note``) included; places that are only a heading for
            those below are left out.
        tables: Its attached tables; each is a place of its own, ``annex``.
        digest: Digest of the whole document, ``sha256:…``.
        headings: The places that are only a heading; their text is the heading.
        preamble: What stands between the title and the first number.
    """

    title: str
    clauses: tuple[Clause, ...]
    tables: tuple[Table, ...]
    digest: str
    headings: tuple[Clause, ...] = ()
    preamble: str = ""

    def clause(self, path: str) -> Clause | None:
        """The clause at *path*; None if there is none."""
        return next((each for each in self.clauses if each.path == path), None)

    def above(self, path: str) -> tuple[Clause, ...]:
        """The clauses and headings under which *path* stands, the outermost first."""
        numbers = path.split(".")
        outer = {".".join(numbers[:depth]): depth for depth in range(1, len(numbers))}
        found = {each.path: each for each in (*self.headings, *self.clauses) if each.path in outer}
        return tuple(found[each] for each in sorted(found, key=lambda each: outer[each]))


@frozen(kw_only=True)
class Document:
    """
    A published document.

    Attributes:
        parts: Its plans, in order.
        digest: Digest of its text, ``sha256:…``; line ends, trailing blanks and a byte-order mark do not count.
        encoding: In which it was read: ``UTF-8``, or ``GB18030`` where it is not UTF-8; empty for text that was given.
    """

    parts: tuple[Part, ...]
    digest: str
    encoding: str = ""

    def part_for(self, plan: Plan) -> Part:
        """
        The part that *plan* was written from: the only one, or the one whose title is most like the plan's.

        Raises:
            DocumentError: there are several parts, and none, or more than one, has a title like the plan's.
        """
        if len(self.parts) == 1:
            return self.parts[0]
        alike = [
            (max(likeness(part.title, name) for name in (plan.title.zh, plan.document)), part) for part in self.parts
        ]
        best, part = max(alike, key=lambda each: each[0])
        if best < LIKE or sum(best - other < CLEARLY for other, _ in alike) > 1:
            raise DocumentError(_unlike(plan.title.zh, self.parts))
        return part


# How much of a title must stand in the other, and by how much the best must be better than the next.
LIKE = 0.6
CLEARLY = 0.02


def _unlike(title: str, parts: tuple[Part, ...]) -> str:
    names = ", ".join(f"`{part.title or 'without a title'}`" for part in parts)
    return f"which part of the document is the plan `{title}`? Its parts are {names}; name the plan as one of them"
