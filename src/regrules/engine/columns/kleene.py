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
        possible: Possibly true; holds wherever `sure` does. Where nothing is unknown, the very same array.
    """

    sure: Mask
    possible: Mask

    def __and__(self, other: Truth) -> Truth:
        sure = self.sure & other.sure
        return Truth(sure, sure if self.certain and other.certain else self.possible & other.possible)

    def __or__(self, other: Truth) -> Truth:
        sure = self.sure | other.sure
        return Truth(sure, sure if self.certain and other.certain else self.possible | other.possible)

    def __invert__(self) -> Truth:
        sure = ~self.possible
        return Truth(sure, sure if self.certain else ~self.sure)

    @property
    def certain(self) -> bool:
        """Whether nothing is unknown; False promises nothing."""
        return self.sure is self.possible

    @property
    def unknown(self) -> Mask:
        """Neither surely true nor surely false."""
        return self.possible & ~self.sure

    def blurred(self, where: Mask) -> Truth:
        """Unknown wherever *where* holds."""
        if not where.any():
            return self
        return Truth(self.sure & ~where, self.possible | where)

    def at(self, rows: npt.NDArray[Any]) -> Truth:
        """The truths of some rows."""
        sure = self.sure[rows]
        return Truth(sure, sure if self.certain else self.possible[rows])


def known(held: Mask) -> Truth:
    """A truth without unknowns."""
    return Truth(held, held)


def constant(size: Any, held: bool | None) -> Truth:
    """The same truth in every row (or in every cell of a shape)."""
    if held is None:
        return Truth(np.zeros(size, dtype=np.bool_), np.ones(size, dtype=np.bool_))
    return known(np.full(size, held))
