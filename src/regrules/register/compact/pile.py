"""An array that grows in its file while a register is written piece by piece."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

HEADER = 128
"""The bytes in front of an array in its file."""
BLOCK = 2**20
Array = Any


class Pile:
    """
    An array of one dimension in a file, to whose end others are added; its numbers become as wide as they must.

    Args:
        file: Where it stands.
    """

    def __init__(self, file: Path) -> None:
        self.file, self.size, self.kind = file, 0, np.dtype(np.uint8)
        file.write_bytes(bytes(HEADER))

    def add(self, array: Array) -> None:
        """Add numbers at the end."""
        kind = np.promote_types(self.kind, array.dtype) if self.size else array.dtype
        if kind != self.kind:
            self.change(lambda block: block.astype(kind), kind)
        with self.file.open("ab") as file:
            np.ascontiguousarray(array, dtype=kind).tofile(file)
        self.size += len(array)

    def blocks(self) -> Iterator[Array]:
        """The numbers, some at a time."""
        with self.file.open("rb") as file:
            file.seek(HEADER)
            for start in range(0, self.size, BLOCK):
                yield np.fromfile(file, dtype=self.kind, count=min(BLOCK, self.size - start))

    def mapped(self) -> Array:
        """The numbers, mapped from the file."""
        if not self.size:
            return np.empty(0, dtype=self.kind)
        return np.memmap(self.file, dtype=self.kind, mode="r", offset=HEADER, shape=(self.size,))

    def change(self, change: Callable[[Array], Array], kind: np.dtype[Any]) -> None:
        """Put other numbers in the place of all."""
        other = self.file.with_name(self.file.name + ".new")
        with other.open("wb") as file:
            file.write(bytes(HEADER))
            for block in self.blocks():
                change(block).astype(kind).tofile(file)
        other.replace(self.file)
        self.kind = kind

    def remove(self) -> None:
        """Remove the file."""
        self.file.unlink()

    def finish(self) -> dict[str, Any]:
        """Write what NumPy wants to know of the array; what the index says of it."""
        header = io.BytesIO()
        about = {"descr": self.kind.str, "fortran_order": False, "shape": (self.size,)}
        np.lib.format.write_array_header_1_0(header, about)
        with self.file.open("r+b") as file:
            file.write(header.getvalue())
        return {"type": self.kind.str, "shape": [self.size]}


Files = Callable[[str], Path]
"""Gives the file of an array of a table."""
