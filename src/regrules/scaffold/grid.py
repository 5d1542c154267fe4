"""An attached table as a grid of planned counts: agency by period by kind."""

from __future__ import annotations

import re

from attrs import frozen

from ..analysis.document import Table, TableCell

TOTALS = ("合计", "总计", "小计", "共计", "总数", "汇总")
EMPTY = ("", "/", "-", "—", "——", "无", "0")
_OFFICE = re.compile(r"(所|科|室|股|队|局|中心|镇|乡|街道|区|县)$")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


@frozen(kw_only=True)
class Grid:
    """
    What an attached table plans.

    Attributes:
        agencies: Its rows, as the table names them.
        periods: Labels of its periods, such as ``2025-Q1``.
        kinds: Headings of its kinds of task.
        planned: For each agency, for each period, the number of each kind.
        totals: For each agency the total that the table gives; empty if it gives none.
    """

    agencies: tuple[str, ...]
    periods: tuple[str, ...]
    kinds: tuple[str, ...]
    planned: tuple[tuple[tuple[int, ...], ...], ...]
    totals: tuple[int, ...]

    def sums(self) -> tuple[int, ...]:
        """For each agency what its cells add up to."""
        return tuple(sum(sum(cells) for cells in row) for row in self.planned)


def grid(table: Table, year: int) -> Grid | None:
    """The grid of *table*, if it is one: a whole number for every agency in every period for every kind."""
    cells = {(cell.row, cell.column): cell for cell in table.cells if not is_total(cell.row)}
    rows = tuple(dict.fromkeys(row for row, _ in cells))
    columns = tuple(dict.fromkeys(column for _, column in cells))
    places = {column: _place(column, year) for column in columns if not any(map(is_total, column))}
    periods = tuple(dict.fromkeys(period for period, _ in places.values()))
    kinds = tuple(dict.fromkeys(kind for _, kind in places.values()))
    by_place = {place: column for column, place in places.items()}
    dated = set(periods) != {str(year)}
    if not places or not rows or not all(rows) or not (dated or all(map(_OFFICE.search, rows))):
        return None
    if len(places) != len(by_place) or len(by_place) != len(periods) * len(kinds):
        return None
    numbers = {(row, place): _number(cells.get((row, column))) for row in rows for place, column in by_place.items()}
    if any(number is None for number in numbers.values()):
        return None
    planned = tuple(
        tuple(tuple(numbers[row, (period, kind)] or 0 for kind in kinds) for period in periods) for row in rows
    )
    totals = tuple(_total(row, columns, cells) for row in rows)
    return Grid(
        agencies=rows,
        periods=periods,
        kinds=kinds,
        planned=planned,
        totals=() if None in totals else tuple(total or 0 for total in totals),
    )


def is_total(heading: str) -> bool:
    """Whether a heading stands over sums."""
    return any(heading.replace(" ", "").startswith(word) for word in TOTALS)


def _place(column: tuple[str, ...], year: int) -> tuple[str, str]:
    """Period and kind of a column; what names no period is part of the kind."""
    labels = [(heading, _label(heading, year)) for heading in column]
    period = next((label for _, label in labels if label), str(year))
    return period, " ".join(heading for heading, label in labels if not label)


def _label(heading: str, year: int) -> str:
    """The label of the period that a heading names; empty if it names none."""
    text = heading.replace(" ", "")
    if found := re.fullmatch(r"第?([一二三四1-4])季度", text):
        return f"{year}-Q{_QUARTERS.get(found[1]) or found[1]}"
    if found := re.fullmatch(r"([上下])半年", text):
        return f"{year}-H{1 if found[1] == '上' else 2}"
    if found := re.fullmatch(r"(1[0-2]|[1-9])月份?", text):
        return f"{year}-{int(found[1]):02}"
    return str(year) if re.fullmatch(r"全年|年度|\d{4}年", text) else ""


def _number(cell: TableCell | None) -> int | None:
    if cell is None or cell.value is not None:
        return None if cell is None else cell.value
    return 0 if cell.text.strip() in EMPTY else None


def _total(
    row: str, columns: tuple[tuple[str, ...], ...], cells: dict[tuple[str, tuple[str, ...]], TableCell]
) -> int | None:
    """The total of a whole row: that of the one column of sums that belongs to no period or kind."""
    whole = [column for column in columns if all(map(is_total, filter(None, column)))]
    return _number(cells.get((row, whole[0]))) if len(whole) == 1 else None
