"""What a published plan is made of: parts, clauses, figures, attached tables."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from attrs import field, frozen

FigureKind = Literal["share", "count", "clock", "date", "period", "level"]
Bound = Literal["least", "above", "most", "below", ""]


@frozen(kw_only=True)
class Figure:
    """
    One figure of a clause, in a form that can be compared.

    Attributes:
        kind: ``share`` (25%, 三分之一), ``count`` (1000份, 不少于一次), ``clock`` (7个工作日), ``date`` (3月31日前, 年底),
            ``period`` (每季度, 每两年, 4年内, 全年), ``level`` (二级以上, 第三类).
        text: As the document writes it.
        value: The share, the count, the amount of the clock or of the period's units, the level; 0 for dates.
        unit: Of a clock ``working_day``, ``day``, ``hour``, ``month``; of a period ``week``, ``month``, ``quarter``,
            ``half``, ``year``; of a count the counter (份, 次, 家); of a date ``month-day`` as ``03-31`` (``2025-03-31``
            where the year is written); of a level ``grade`` or ``class``; else empty.
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
    cells: tuple[TableCell, ...] = field(default=(), converter=tuple)


@frozen(kw_only=True)
class Part:
    """
    One plan of a document: most documents have one part, some publish several plans at once, each numbered apart.

    Attributes:
        title: Its title.
        clauses: Its clauses, in order; those that have no text of their own are left out.
        tables: Its attached tables.
        digest: Digest of the whole document, ``sha256:…``.
    """

    title: str
    clauses: tuple[Clause, ...]
    tables: tuple[Table, ...]
    digest: str

    def clause(self, path: str) -> Clause | None:
        """The clause at *path*; None if there is none."""
        return next((each for each in self.clauses if each.path == path), None)


@frozen(kw_only=True)
class Document:
    """
    A published document.

    Attributes:
        parts: Its plans, in order.
        digest: Digest of its text, ``sha256:…``; line ends, trailing blanks and a byte-order mark do not count.
    """

    parts: tuple[Part, ...]
    digest: str
