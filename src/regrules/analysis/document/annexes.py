"""Attachments of a plan: the lines before a table, the table, the lines after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, field

from .clauses import note
from .layouts import Rows
from .lines import Line, glued
from .outline import Clause, Table
from .tables import cells_of
from .titles import title_like, without_footer

_NOTE = re.compile(r"(?P<label>(?:检查|填表|填报|有关)?说明|备注|注释?)\s*[:：]")
_ASIDE = re.compile(r"[（(]?\s*(?:计量)?(?:单位|填报\S*|时间|日期)\s*[:：].{0,20}|[（(]?略[）)]?")


@define(kw_only=True, eq=False)
class Annex:
    """
    An attachment while it is being read.

    Attributes:
        before: The lines before its table.
        rows: Its table; None as long as none was seen.
        after: The lines after its table.
    """

    before: list[Line] = field(factory=list)
    rows: Rows | None = None
    after: list[Line] = field(factory=list)


def attached(annexes: Sequence[Annex]) -> tuple[tuple[Table, ...], tuple[Clause, ...]]:
    """The tables of attachments, and what is written around them."""
    tables: list[Table] = []
    notes: list[Clause] = []
    count = 0
    for annex in annexes:
        caption, remarks = _announced(annex)
        written = [each for each in (*remarks, *without_footer(annex.after)) if each.text]
        count += annex.rows is not None or bool(written)
        path = f"annex-{count}" if count > 1 else "annex"
        if annex.rows is not None:
            line = caption[0].number if caption else annex.rows.line
            title = glued([each.text for each in caption])
            tables.append(Table(path=path, caption=title, line=line, cells=cells_of(annex.rows)))
        if written:
            match = _NOTE.match(written[0].text)
            notes.append(note(f"{path}.note", match["label"] if match else "", written))
    return tuple(tables), tuple(notes)


def _announced(annex: Annex) -> tuple[list[Line], list[Line]]:
    """The lines before a table that are its title, and those that say something."""
    written = [line for line in annex.before if line.text and not _ASIDE.fullmatch(line.text)]
    if annex.rows is None:
        written = [line for line in without_footer(written) if line.text]
    caption = [line for line in written if title_like(line.text)]
    return caption, [line for line in written if line not in caption]
