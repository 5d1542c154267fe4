"""Columns of days and of codes that grow in their files while a register is written piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..arrays import CodedColumn, DayColumn
from .layout import LISTED, written
from .pile import Files, Pile
from .text_pile import TextPile
from .texts import SeriesColumn, text_arrays, text_series

if TYPE_CHECKING:
    from ..arrays import Codes


class DayPile:
    """
    A column of dates that grows.

    Args:
        files: Gives the file of an array.
        name: The name of the column.
    """

    def __init__(self, files: Files, name: str) -> None:
        self.name, self.pile, self.short = name, Pile(files(name)), True

    def add(self, column: DayColumn) -> None:
        """Add days; if one of them does not fit into 16 bits, all get more."""
        if self.short and not column.short:
            self.pile.change(lambda block: DayColumn(block).ordinals, np.dtype(np.int32))
            self.short = False
        self.pile.add(column.packed if self.short else column.ordinals)

    def finish(self) -> dict[str, Any]:
        """What the index says of its arrays."""
        return {self.name: self.pile.finish()}


class CodePile:
    """
    A column of codes that grows: the codes stand in a file of their own, or in the combinations of its table.

    Args:
        files: Gives the file of an array.
        name: The name of the column.
        merged: Whether they stand in the combinations.
    """

    def __init__(self, files: Files, name: str, *, merged: bool) -> None:
        self.files, self.name = files, name
        self.values: dict[Any, int] = {}
        self.pile = None if merged else Pile(files(name))

    def translated(self, column: CodedColumn) -> Codes:
        """The code of each of a column's values, -1 at the end for a missing cell."""
        codes = [self.values.setdefault(value, len(self.values)) for value in column.values]
        return np.array([*codes, -1], dtype=np.int32)

    def add(self, column: CodedColumn) -> None:
        """Add rows."""
        translated = self.translated(column)
        places = column.places
        table = translated if column.lookup is None else translated[column.lookup]
        self.add_codes(table[places])

    def add_codes(self, codes: Codes) -> None:
        """Add codes."""
        assert self.pile is not None
        kind = np.int8 if len(self.values) < 2**7 else np.int16 if len(self.values) < 2**15 else np.int32
        self.pile.add(codes.astype(kind))

    def as_texts(self) -> TextPile:
        """The same as a column of texts."""
        assert self.pile is not None
        texts = TextPile(self.files, f"{self.name}.")
        values = np.array([*self.values, None], dtype=object)
        for block in self.pile.blocks():
            texts.add(SeriesColumn(text_series(values[block].tolist())))
        self.pile.remove()
        return texts

    def finish(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What the index says of the column, and of its arrays."""
        arrays = {} if self.pile is None else {self.name: self.pile.finish()}
        about: dict[str, Any] = {"kind": "profile" if self.pile is None else "codes", "different": len(self.values)}
        texts = written(self.values)
        if len(texts) <= LISTED:
            return about | {"values": texts}, arrays
        pile = TextPile(self.files, f"{self.name}.values.")
        pile.add_arrays(text_arrays(text_series(texts)), len(texts))
        return about, arrays | pile.finish()
