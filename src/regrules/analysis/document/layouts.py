"""Tables in plain text: cells parted by bars, tabs or blanks, or each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from .lines import Line, glued

_BAR = re.compile(r"[|｜│┃]")
_RULE = re.compile(r"[\s|｜│┃:+─━┼├┤┌┐└┘┬┴=-]+")
_GAP = re.compile(r"[ \u00a0\u3000]{2,}|\u3000+")
_NUMBER = re.compile(r"[\d０-９]+(?:[,，.][\d]+)?\s*[%％]?[家户次个批份人件]*次?|[/／—–-]+")
_SENTENCE = re.compile(r"[。；！？]")
_CAPTION = re.compile(r"附\s*[件表].*|.*表[)）]?")
LONGEST_CELL = 30


@frozen(kw_only=True)
class Rows:
    """
    A table as the text lays it out.

    Attributes:
        first: Index of its first line.
        last: Index of its last line.
        line: The number of its first line, from 1.
        rows: Its rows of cells, headings included.
    """

    first: int
    last: int
    line: int
    rows: tuple[tuple[str, ...], ...]


def find_rows(lines: Sequence[Line]) -> tuple[Rows, ...]:
    """The tables among *lines*, in order."""
    found: list[Rows] = []
    at = 0
    while at < len(lines):
        rows = next((rows for layout in LAYOUTS if (rows := layout(lines, at))), None)
        if rows:
            found.append(rows)
        at = rows.last + 1 if rows else at + 1
    return tuple(found)


def _barred(lines: Sequence[Line], at: int) -> Rows | None:
    return _one_line_each(lines, at, lambda line: _BAR.search(line.text) is not None, _between_bars)


def _between_bars(line: Line) -> tuple[str, ...]:
    if _RULE.fullmatch(line.text):
        return ()
    framed = _BAR.match(line.text) and _BAR.match(line.text[-1])
    inner = line.text[1:-1] if framed else line.text
    return tuple(cell.strip() for cell in _BAR.split(inner))


def _tabbed(lines: Sequence[Line], at: int) -> Rows | None:
    return _one_line_each(lines, at, lambda line: "\t" in line.raw.strip(" \t\u3000"), _between_tabs)


def _between_tabs(line: Line) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.raw.strip(" \u3000").split("\t"))


def _spaced(lines: Sequence[Line], at: int) -> Rows | None:
    rows = _one_line_each(lines, at, lambda line: _GAP.search(line.text) is not None, _between_gaps)
    if rows is None or len(rows.rows) < 3:
        return None
    numbers = [row for row in rows.rows if _NUMBER.fullmatch(row[-1]) or (len(row) > 2 and _NUMBER.fullmatch(row[1]))]
    return rows if 2 * len(numbers) >= len(rows.rows) - 2 and len(numbers) > 1 else None


def _between_gaps(line: Line) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in _GAP.split(line.text))


def _one_line_each(
    lines: Sequence[Line], at: int, belongs: Callable[[Line], bool], cells: Callable[[Line], tuple[str, ...]]
) -> Rows | None:
    """A table whose rows are lines, at least two of them; a single blank line may stand between two."""
    rows: list[tuple[str, ...]] = []
    last = following = at
    while following < len(lines) and following - last <= 2:
        line = lines[following]
        if line.text and not belongs(line):
            break
        if line.text:
            rows.append(cells(line))
            last = following
        elif not rows:
            return None
        following += 1
    rows = [row for row in rows if any(row)]
    if len(rows) < 2 or any(_SENTENCE.search(cell) and len(cell) > LONGEST_CELL for row in rows for cell in row[:1]):
        return None
    return Rows(first=at, last=last, line=lines[at].number, rows=tuple(rows))


def _stacked_with_tabs(lines: Sequence[Line], at: int) -> Rows | None:
    """Each cell on a line that begins with a tab, or on several of which the first does; rows parted by blank lines."""
    if not _is_cell(lines[at]) or not lines[at].text:
        return None
    rows: list[list[list[str]]] = [[]]
    last, cells = at, 0
    for index in range(at, len(lines)):
        line = lines[index]
        if _is_cell(line):
            rows[-1].append([line.text])
            cells += 1
            last = index
        elif not line.text:
            rows.append([])
        elif rows[-1]:
            rows[-1][-1].append(line.text)
            last = index
        else:
            break
    if cells < 4:
        return None
    joined = tuple(tuple(glued(cell) for cell in row) for row in rows if any(any(cell) for cell in row))
    return Rows(first=at, last=last, line=lines[at].number, rows=joined)


def _is_cell(line: Line) -> bool:
    return line.raw.lstrip(" ").startswith("\t") and line.raw.count("\t") == 1


def _stacked(lines: Sequence[Line], at: int) -> Rows | None:
    """Each cell on a line of its own, rows parted by blank lines, at least two rows of numbers that are as long as another."""
    named = at > 0 and _CAPTION.fullmatch(lines[at - 1].text) is not None
    first = not at or not lines[at - 1].text or named
    if not first or not lines[at].text or _CAPTION.fullmatch(lines[at].text):
        return None
    groups = list(_groups(lines, at))
    numeric = [len(group) for _, _, group in groups if _numeric(group)]
    width = max(set(numeric), key=numeric.count, default=0)
    if width < 3 or numeric.count(width) < 2 or len(groups[0][2]) < 3:
        return None
    return Rows(
        first=at, last=groups[-1][1] - 1, line=lines[at].number, rows=tuple(tuple(group) for _, _, group in groups)
    )


def _groups(lines: Sequence[Line], at: int) -> Iterator[tuple[int, int, list[str]]]:
    """Runs of short lines, each with where it begins and ends, up to the first that is no row of cells."""
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].text:
            end += 1
        cells = [line.text for line in lines[at:end]]
        if len(cells) < 2 or any("\t" in line.raw for line in lines[at:end]):
            return
        if any(len(cell) > LONGEST_CELL or _SENTENCE.search(cell) for cell in cells):
            return
        yield at, end, cells
        at = end
        while at < len(lines) and not lines[at].text:
            at += 1


def _numeric(cells: Sequence[str]) -> bool:
    return len(cells) > 2 and not _NUMBER.fullmatch(cells[0]) and all(_NUMBER.fullmatch(cell) for cell in cells[2:])


LAYOUTS = (_barred, _stacked_with_tabs, _tabbed, _spaced, _stacked)
