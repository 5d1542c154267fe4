"""The files of a compact register that are mapped into memory, and which of their pages may go again."""

from __future__ import annotations

import mmap
from pathlib import Path
from threading import Lock

ROWS = 8_000_000
"""After the parts of so many rows their pages may go: what is asked again comes back from the files at little cost."""


class Mappings:
    """
    The mapped files of one register.

    Pages that were read count as memory of the process until somebody lets them go, even if no part needs them any more: a
    process that asks one jurisdiction after the other would seem to hold the whole register in the end.
    """

    def __init__(self) -> None:
        self._mapped: list[mmap.mmap] = []
        self._rows, self._lock = 0, Lock()

    def map(self, file: Path) -> mmap.mmap:
        """The content of a file."""
        with file.open("rb") as opened:
            content = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        self._mapped.append(content)
        return content

    def count(self, rows: int) -> None:
        """Note that a part of so many rows was asked for; let pages go if there have been many."""
        with self._lock:
            self._rows += rows
            full = self._rows > ROWS
            if full:
                self._rows = rows
        if full:
            self.let_go()

    def let_go(self) -> None:
        """Let all pages go; who still reads them gets them back."""
        if hasattr(mmap, "MADV_DONTNEED"):
            for content in tuple(self._mapped):
                content.madvise(mmap.MADV_DONTNEED)
