"""Registers of many jurisdictions: which there are, how many subjects each has, and the part of each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from .division import PLACE
from .register import Register


class Parts(Protocol):
    """A register that gives the part of each jurisdiction."""

    @property
    def codes(self) -> Sequence[str]:
        """The division codes that it has rows of, sorted."""

    @property
    def digest(self) -> str:
        """SHA-256 over all facts."""

    def subjects(self, prefix: str) -> int:
        """How many subjects belong to a jurisdiction and to those below it."""

    def part(self, code: str) -> Register:
        """The facts of a jurisdiction and of those below it."""


class PickedParts:
    """The parts of a register in memory, each picked out row by row."""

    def __init__(self, register: Register) -> None:
        self._register = register

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The division codes that it has rows of, sorted."""
        placed = (table.columns.get(PLACE, ()) for table in self._register.tables.values())
        return tuple(sorted({str(code) for codes in placed for code in codes}))

    @property
    def digest(self) -> str:
        """SHA-256 over all facts."""
        return self._register.digest

    def subjects(self, prefix: str) -> int:
        """How many subjects belong to a jurisdiction and to those below it."""
        return len(set(self.part(prefix).table("subjects").columns.get("subject_id", ())))

    def part(self, code: str) -> Register:
        """The facts of a jurisdiction and of those below it."""
        return self._register.jurisdiction(code)


def own_subjects(parts: Parts) -> dict[str, int]:
    """How many subjects each division code has itself, without those of the codes below it."""
    found = {code: parts.subjects(code) for code in parts.codes}
    below = dict.fromkeys(found, 0)
    for code, number in found.items():
        above = [each for each in parents(code) if each in below]
        if above:
            below[above[0]] += number
    return {code: number - below[code] for code, number in found.items()}


def parents(code: str) -> tuple[str, ...]:
    """The city and the province above a division code, as far as it is below them."""
    return tuple(each for each in dict.fromkeys((f"{code[:4]}00", f"{code[:2]}0000")) if each != code)
