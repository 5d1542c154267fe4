"""The compact register: facts in order, as arrays, and the part of any jurisdiction at no cost."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
from attrs import frozen

from ...model.schema import Schema
from ..arrays import CodedColumn
from ..division import PLACE, prefix_of
from ..register import Register
from .arrange import CompactTable, arranged, placed, places_of
from .gathered import SUBJECT, Gathered, gathered
from .part import Part
from .people import People, number_subjects

BEHIND = "~"  # sorts behind every code


@frozen(kw_only=True, eq=False)
class CompactRegister:
    """
    The facts of many jurisdictions, in order.

    Attributes:
        schema: The tables that it may hold.
        places: The codes of all jurisdictions, sorted.
        tables: The tables.
        people: The subjects.
        path: The folder in which it stands; None if it stands in memory alone.
        digest: A SHA-256 of its files; None if it stands in memory alone.
    """

    schema: Schema
    places: tuple[str, ...]
    tables: Mapping[str, CompactTable]
    people: People
    path: Path | None = None
    digest: str | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The division codes of the jurisdictions that have rows, sorted."""
        return tuple(code for code in self.places if code != str(None))

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The number of rows of each table."""
        return {name: table.size for name, table in self.tables.items()}

    def subjects(self, code: str) -> int:
        """How many subjects have a version in a county, or below a city (``..00``) or a province (``..0000``)."""
        first, last = self._span(code)
        several = sum(
            len({place for _, place in versions if first <= place < last} or {None}) - 1
            for versions in self.people.movers.values()
        )
        return int(self.people.offsets[last] - self.people.offsets[first]) - several

    def part(self, code: str, schema: Schema | None = None) -> Register:
        """
        The part that belongs to a jurisdiction and to those below it, as of any register.

        Args:
            code: The division code of a county, of a city (``..00``) or of a province (``..0000``).
            schema: The tables that somebody asks for, if they are others: what it does not have is left out.
        """
        return Part(self, *self._span(code), schema or self.schema).register()

    def _span(self, code: str) -> tuple[int, int]:
        prefix = prefix_of(code)
        return bisect_left(self.places, prefix), bisect_left(self.places, prefix + BEHIND)


def in_memory(register: Register) -> CompactRegister:
    """The same facts as a compact register in memory."""
    tables = {name: gathered(table) for name, table in register.tables.items()}
    return compacted(register.schema, tables)


def compacted(schema: Schema, tables: Mapping[str, Gathered]) -> CompactRegister:
    """The compact register of these tables."""
    places = sorted({str(each) for table in tables.values() for each in _places(table)})
    codes = {code: place for place, code in enumerate(places)}
    subjects = tables.get("subjects")
    if subjects is None:
        nobody = {SUBJECT: CodedColumn(np.empty(0, np.int32), ()), PLACE: CodedColumn(np.empty(0, np.int32), ())}
        subjects = Gathered(schema=schema.tables[0], size=0, columns=nobody)
    numbering, ids = number_subjects(subjects, places_of(subjects, codes), len(codes))
    offices = _agencies(tables.get("agencies"), codes)
    new = {}
    for name, table in tables.items():
        new[name] = arranged(table, placed(table, codes, numbering, offices), len(codes))
    return CompactRegister(schema=schema, places=tuple(places), tables=new, people=numbering.people(ids))


def _places(table: Gathered) -> list[object]:
    if PLACE not in table.columns:
        return []
    column = table.coded(PLACE)
    return [*column.values, *([None] if (column.codes < 0).any() else [])]


def _agencies(table: Gathered | None, codes: Mapping[str, int]) -> dict[object, int]:
    """The jurisdiction of each agency."""
    if table is None:
        return {}
    return dict(zip(table.texts("agency_id").to_list(), places_of(table, codes).tolist(), strict=True))
