"""Truths of many rows at once: an array of what is surely true, and one of what is possibly true."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from .encode import Mask


@frozen(eq=False)
class Truth:
    """
    One truth a row: true if sure, false if not possible, else unknown.

    Attributes:
        sure: Surely true.
        possible: Possibly true; holds wherever `sure` does.
    """

    sure: Mask
    possible: Mask

    def __and__(self, other: Truth) -> Truth:
        return Truth(self.sure & other.sure, self.possible & other.possible)

    def __or__(self, other: Truth) -> Truth:
        return Truth(self.sure | other.sure, self.possible | other.possible)

    def __invert__(self) -> Truth:
        return Truth(~self.possible, ~self.sure)

    @property
    def unknown(self) -> Mask:
        """Neither surely true nor surely false."""
        return self.possible & ~self.sure

    def blurred(self, where: Mask) -> Truth:
        """Unknown wherever *where* holds."""
        return Truth(self.sure & ~where, self.possible | where)

    def at(self, rows: npt.NDArray[Any]) -> Truth:
        """The truths of some rows."""
        return Truth(self.sure[rows], self.possible[rows])


def known(held: Mask) -> Truth:
    """A truth without unknowns."""
    return Truth(held, held)


def constant(size: int, held: bool | None) -> Truth:
    """The same truth in every row."""
    return Truth(np.full(size, held is True), np.full(size, held is not False))
