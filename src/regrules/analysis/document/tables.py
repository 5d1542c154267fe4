"""The cells of an attached table, each with the headings of its row and its column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .layouts import Rows
from .lines import tightened
from .numerals import narrow
from .outline import TableCell

_VALUE = re.compile(r"(?P<digits>\d{1,3}(?:[,，]\d{3})+|\d+)\s*(?:[家户批人场]?次|[家户个批份人件名场所项种台])?")
_SERIAL = re.compile(r"序\s*号|编\s*号|№|No\.?", re.IGNORECASE)
_TOTAL = re.compile(r"(?:合|总|小|共)\s*计|总数|备\s*注")


def cells_of(table: Rows) -> tuple[TableCell, ...]:
    """The cells of *table*, row by row, without the headings."""
    rows = [tuple(tightened(cell) for cell in row) for row in table.rows]
    width = _width(rows)
    begin = next((at for at, row in enumerate(rows) if _holds_values(row, width)), 1)
    headings = _columns([row for row in rows[:begin] if sum(map(bool, row)) > 1 or width == 1], width)
    key = _key_column(headings, rows[begin:])
    cells, heading = [], ""
    for row in rows[begin:]:
        padded = (*row, *("",) * (width - len(row)))
        heading = padded[key] or heading
        cells += [
            TableCell(row=heading, column=column, text=text, value=_value(text))
            for at, (column, text) in enumerate(zip(headings, padded, strict=False))
            if at > key
        ]
    return tuple(cells)


def _value(text: str) -> int | None:
    match = _VALUE.fullmatch(narrow(text))
    return int(re.sub("[,，]", "", match["digits"])) if match else None


def _width(rows: Sequence[Sequence[str]]) -> int:
    """How many columns a table has: as many as most of its rows that hold numbers."""
    counts = Counter(len(row) for row in rows if sum(_value(cell) is not None for cell in row) > 0)
    counts = counts or Counter(len(row) for row in rows)
    return max(counts, key=lambda width: (counts[width], width))


def _holds_values(row: Sequence[str], width: int) -> bool:
    return len(row) >= width - 1 and sum(_value(cell) is not None for cell in row[1:]) * 2 >= min(len(row), width) - 1


def _key_column(headings: Sequence[tuple[str, ...]], rows: Sequence[Sequence[str]]) -> int:
    """The column that names the rows: the first that does not merely number them."""
    numbered = bool(headings) and any(_SERIAL.fullmatch(each) for each in headings[0])
    counted = rows and [_value(row[0]) for row in rows if row] == list(range(1, len(rows) + 1))
    return 1 if numbered or (counted and len(headings) > 2) else 0


def _columns(rows: Sequence[Sequence[str]], width: int) -> tuple[tuple[str, ...], ...]:
    """The headings of each column, from above; merged cells hold for every column below them."""
    if not rows:
        return ((),) * width
    *upper, lowest = rows
    columns = tuple((name,) if name else () for name in _spread(lowest, upper[-1] if upper else (), width))
    for row in reversed(upper):
        names = _over(row, columns, width)
        columns = tuple((name, *column) if name else column for name, column in zip(names, columns, strict=True))
    return columns


def _spread(row: Sequence[str], above: Sequence[str], width: int) -> tuple[str, ...]:
    """The lowest row of headings, with empty cells where those above reach down."""
    if len(row) >= width:
        return tuple(row[:width])
    behind = 0
    while behind < min(width - len(row), len(above)) and _TOTAL.fullmatch(above[-1 - behind]):
        behind += 1
    before = width - len(row) - behind
    return (*("",) * before, *row, *("",) * behind)


def _over(row: Sequence[str], columns: Sequence[tuple[str, ...]], width: int) -> tuple[str, ...]:
    """A row of headings above *columns*, each name over every column for which it stands."""
    if len(row) >= width:
        return _filled(row[:width], columns)
    spanned = [at for at, column in enumerate(columns) if column]
    alone = width - len(spanned)
    groups = len(row) - alone
    sizes = _sizes([columns[at][0] for at in spanned], groups)
    if not sizes:
        return ("",) * width
    names: list[str] = []
    heading, size = iter(row), iter(sizes)
    at = 0
    while at < width:
        reach = next(size) if columns[at] else 1
        names += [next(heading)] * reach
        at += reach
    return tuple(names)


def _filled(row: Sequence[str], columns: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """*row* with its empty cells filled from the left, where a column below continues."""
    names: list[str] = []
    for name, column in zip(row, columns, strict=True):
        names.append(name or (names[-1] if names and column else ""))
    return tuple(names)


def _sizes(names: Sequence[str], groups: int) -> list[int]:
    """How many columns stand below each merged heading: up to where the names begin again, else equally many."""
    if groups < 1:
        return []
    starts = [at for at, name in enumerate(names) if name == names[0]]
    if len(starts) == groups:
        return [end - start for start, end in zip(starts, [*starts[1:], len(names)], strict=True)]
    return [len(names) // groups] * groups if len(names) % groups == 0 else []
