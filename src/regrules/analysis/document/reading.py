"""Reading a document: its parts, each with its clauses and its attached tables."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from attrs import define, evolve, field

from ...errors import DocumentError
from .annexes import Annex, attached
from .clauses import Numbered, clauses_of, could_head
from .labels import Label, Levels, label_of
from .layouts import Rows, find_rows
from .lines import Line, finished, glued, lines_of, usual_width
from .outline import Document, Part
from .titles import ATTACHMENT, ATTACHMENTS, find_title, next_title, title_like, without_footer

# Chapters do not enter the paths where articles are numbered through.
_ABOVE_ARTICLES = frozenset(("part", "chapter"))
_OF_ARTICLES = _ABOVE_ARTICLES | {"article"}
_TOPS = (*_OF_ARTICLES, "section")


def read_document(text: str) -> Document:
    """
    The document that *text* writes.

    Raises:
        DocumentError: nothing in it is numbered, and no table is attached.
    """
    lines = lines_of(text)
    digest = _digest(lines)
    reader = _Reader(width=usual_width(lines))
    tables = {rows.first: rows for rows in find_rows(lines)}
    at = 0
    while at < len(lines):
        if rows := tables.get(at):
            reader.table(rows)
            at = rows.last + 1
        else:
            reader.line(lines[at], _table_ahead(lines, at, tables))
            at += 1
    parts = tuple(draft.part(digest, reader.width) for draft in reader.drafts)
    parts = tuple(part for part in parts if part.clauses or part.tables)
    if not parts:
        raise DocumentError(
            "no numbered clause is found in the document; accepted: lines that begin with 一、 （一） 1. （1） ① or 第一条, "
            "and attached tables"
        )
    return Document(parts=parts, digest=digest)


def _digest(lines: Sequence[Line]) -> str:
    """The digest of a document; line ends, trailing blanks and blank lines at its end do not count."""
    text = "\n".join(line.raw.rstrip() for line in lines).strip("\n")
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _table_ahead(lines: Sequence[Line], at: int, tables: dict[int, Rows]) -> bool:
    """Whether a table begins within the next three written lines, and no other attachment before it."""
    written = 0
    for following in range(at + 1, len(lines)):
        if following in tables:
            return True
        if lines[following].text:
            written += 1
            if written > 3 or ATTACHMENT.match(lines[following].text):
                return False
    return False


@define(kw_only=True, eq=False)
class _Draft:
    """A part while it is being read: the lines before its first number, its numbered places, its attachments."""

    before: list[Line] = field(factory=list)
    places: list[Numbered] = field(factory=list)
    annexes: list[Annex] = field(factory=list)

    def part(self, digest: str, width: int) -> Part:
        title = find_title(self.before, width)
        preamble = self.before[title[1] :] if title else self.before
        if self.places:
            first, *others = self.places[-1].lines
            self.places[-1].lines = [first, *without_footer(others)]
        clauses, headings = clauses_of(self.places, width)
        tables, notes = attached(self.annexes)
        return Part(
            title=title[2] if title else "",
            clauses=(*clauses, *notes),
            tables=tables,
            digest=digest,
            headings=headings,
            preamble=glued([line.text for line in preamble]),
        )


@define(kw_only=True, eq=False)
class _Reader:
    """
    What has been read of a document.

    Attributes:
        width: How wide its lines usually are.
        drafts: Its parts; the last one is being read.
        levels: The numbers that are open in that part.
        annex: The attachment that is being read; None within the body of a part.
        listing: Whether the list of attachments is being read, below the body of a part.
    """

    width: int
    drafts: list[_Draft] = field(factory=lambda: [_Draft()])
    levels: Levels = field(factory=Levels)
    annex: Annex | None = None
    listing: list[Line] | None = None
    _before: Line | None = field(default=None, init=False)

    @property
    def draft(self) -> _Draft:
        return self.drafts[-1]

    def line(self, line: Line, table_ahead: bool) -> None:
        """Read a line outside tables."""
        clear = self._before is None or finished(self._before, self.width) or self._below_heading()
        if line.text:
            self._before = line
        if clear and (ATTACHMENT.fullmatch(line.text) or (ATTACHMENTS.fullmatch(line.text) and table_ahead)):
            self._attach(line)
        elif clear and ATTACHMENTS.fullmatch(line.text) and self.annex is None and self.draft.places:
            self.listing = [line]
        elif (label := label_of(line.text)) and self._numbers(label, clear):
            self._number(line, label)
        else:
            self._running.append(line)

    def table(self, rows: Rows) -> None:
        """Read a table."""
        annex = self.annex
        if annex is None or annex.rows is not None:
            annex = Annex(before=self._caption())
            self.draft.annexes.append(annex)
            inside = self.annex is not None or not self.draft.places
            self.annex = annex if inside or self.listing is not None else None
        annex.rows = rows
        self._before = None

    @property
    def _running(self) -> list[Line]:
        """Where a line without a number belongs."""
        if self.annex is not None:
            return self.annex.before if self.annex.rows is None else self.annex.after
        if self.listing is not None:
            return self.listing
        return self.draft.places[-1].lines if self.draft.places else self.draft.before

    def _caption(self) -> list[Line]:
        """The title of a table that no word such as 附件 announces: the line before it, if it names a table."""
        running = self._running
        while running and not running[-1].text:
            running.pop()
        named = running and title_like(running[-1].text) and running[-1].text.rstrip("）)").endswith(("表", "清单"))
        return [running.pop()] if named else []

    def _attach(self, line: Line) -> None:
        """An attachment begins."""
        self.annex, self.listing = Annex(), None
        self.draft.annexes.append(self.annex)
        if caption := ATTACHMENT.sub("", line.text, count=1).strip():
            self.annex.before.append(evolve(line, text=caption))

    def _numbers(self, label: Label, clear: bool) -> bool:
        """Whether *label* is the number of a clause, and not the beginning of a broken line or an item of a list."""
        if self.annex is not None or self.listing is not None:
            return label.number == 1 and label.style in _TOPS and self._new_title() is not None
        if self._is_foreign(label):
            return clear and label.number == 1 and self._new_title() is not None
        if label.style == "decimal":
            return clear and self.levels.expects(label)
        return clear or (label.number > 1 and self.levels.expects(label))

    def _is_foreign(self, label: Label) -> bool:
        """Whether *label* numbers articles, in a part that numbers sections; such a one begins another part or is cited."""
        return label.style in _OF_ARTICLES and bool(self.levels.top) and self.levels.top not in _OF_ARTICLES

    def _below_heading(self) -> bool:
        """Whether all that was read since the last number could be its heading."""
        body = self.annex is None and self.listing is None and self.draft.places
        return bool(body) and could_head([line.text for line in self.draft.places[-1].lines])

    def _number(self, line: Line, label: Label) -> None:
        """A numbered place begins; where the highest number begins again below a title, so does a part."""
        again = self.draft.places and label.number == 1 and (label.style == self.levels.top or self._is_foreign(label))
        outside = self.annex is not None or self.listing is not None
        begun = self._new_title() if again or outside else None
        if begun is not None:
            self._begin(begun)
        if label.style == "article" and not self.levels.skipped:
            self.levels.skipped = _ABOVE_ARTICLES
            for place in self.draft.places:
                place.path = "" if place.style in _ABOVE_ARTICLES else place.path
        path = self.levels.enter(label)
        path = "" if label.style in self.levels.skipped else path
        lines = [evolve(line, text=label.rest)]
        self.draft.places.append(Numbered(path=path, style=label.style, label=label.text, lines=lines))

    def _new_title(self) -> int | None:
        """Where, among the lines being read, the title of another part begins."""
        if self.annex is None and self.listing is None:
            return next_title(self._running, self.width)
        title = find_title(self._running, self.width)
        return title[0] if title else None

    def _begin(self, at: int) -> None:
        """Another part begins with the line *at* of those being read."""
        running = self._running
        before = running[at:]
        del running[at:]
        if self.annex is not None and not self.annex.before and self.annex.rows is None:
            self.draft.annexes.remove(self.annex)
        self.annex, self.listing, self.levels = None, None, Levels()
        self.drafts.append(_Draft(before=before))
