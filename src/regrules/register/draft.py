"""A table while it is being read and examined, and the defects found so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import Factory, define, field

from ..errors import Defect
from ..model.schema import TableSchema

GRADE_COLUMN = "grade:"


@define(kw_only=True, eq=False)
class Draft:
    """
    A table while it is being read.

    Attributes:
        schema: What the table may hold.
        name: How its places begin: the file, or the name of the table.
        cells: The cells as they were given, by column, unknown columns included.
        length: The number of its rows.
        text_only: All cells are text.
        numbers: The number of each row in its file; None for records in memory, which are counted from 0 as in Python.
        readable: Whether its rows could be read at all.
        broken: Rows that were refused as a whole; their cells are not reported too.
        columns: The typed values of the known columns.
        grades: The grades in columns such as ``grade:device_user``, by scheme.
        doubtful: Rows with a cell that was refused; no further conclusions are drawn from them.
    """

    schema: TableSchema
    name: str
    cells: dict[str, Sequence[object]] = Factory(dict)
    length: int = 0
    text_only: bool = False
    numbers: Sequence[int] | None = None
    readable: bool = True
    broken: set[int] = Factory(set)
    columns: dict[str, list[object]] = Factory(dict)
    grades: dict[str, list[object]] = Factory(dict)
    doubtful: set[int] = Factory(set)

    def place(self, row: int | None = None, column: str | None = None) -> str:
        """The words for a place in the table, ``inspections.csv, row 14, column date`` or ``inspections[12].date``."""
        if row is not None and self.numbers is None:
            return f"{self.name}[{row}]{f'.{column}' if column else ''}"
        parts = (
            self.name,
            *([f"row {self.numbers[row]}"] if row is not None and self.numbers else []),
            *([f"column {column}"] if column else []),
        )
        return ", ".join(parts)

    def row(self, row: int) -> str:
        """The words for another row, from within the same table."""
        return f"row {self.numbers[row]}" if self.numbers is not None else f"{self.name}[{row}]"

    def pick(self, names: Iterable[str]) -> list[list[Any]]:
        """The values of some columns; nothing but missing ones for a column that is absent."""
        return [self.columns.get(name) or [None] * self.length for name in names]


@define(kw_only=True, eq=False)
class Findings:
    """The defects found so far, and where they belong when they are told in order."""

    _found: list[tuple[int, int, int, Defect]] = field(factory=list, init=False)
    _order: dict[str, int] = field(factory=dict, init=False)

    def add(self, draft: Draft, problem: str, row: int | None = None, column: str | None = None) -> None:
        """Note what is wrong at a place of a table."""
        names = [*draft.schema.names, *draft.cells]
        defect = Defect(place=draft.place(row, column), problem=problem)
        table = self._order.setdefault(draft.name, len(self._order))
        self._found.append((table, -1 if row is None else row, names.index(column) if column in names else -1, defect))

    def add_elsewhere(self, place: str, problem: str) -> None:
        """Note what is wrong outside every table."""
        self._found.append((-1, -1, -1, Defect(place=place, problem=problem)))

    def __len__(self) -> int:
        return len(self._found)

    def told(self) -> tuple[Defect, ...]:
        """All defects: by table, row and column."""
        return tuple(defect for *_, defect in sorted(self._found, key=lambda each: each[:3]))
