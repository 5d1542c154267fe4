"""The compact register: facts in order, as arrays, and the part of any jurisdiction at no cost."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
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
from .mapping import Mappings
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
        mappings: Its files in memory; None if it stands in memory alone.
    """

    schema: Schema
    places: tuple[str, ...]
    tables: Mapping[str, CompactTable]
    people: People
    path: Path | None = None
    digest: str | None = None
    mappings: Mappings | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The division codes of the jurisdictions that have rows, sorted."""
        return tuple(code for code in self.places if code != str(None))

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The number of rows of each table."""
        return {name: table.size for name, table in self.tables.items()}

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """The bytes of the files of each table, and under ``total`` those of all files; none in memory."""
        if self.path is None:
            return {}
        bytes_of = {file: file.stat().st_size for file in self.path.rglob("*") if file.is_file()}
        sizes = {name: sum(bytes_of[file] for file in bytes_of if file.parent.name == name) for name in self.tables}
        return sizes | {"total": sum(bytes_of.values())}

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
        first, last = self._span(code)
        if self.mappings is not None:
            self.mappings.count(sum(int(table.begins[last] - table.begins[first]) for table in self.tables.values()))
        return Part(self, first, last, schema or self.schema).register()

    def _span(self, code: str) -> tuple[int, int]:
        prefix = prefix_of(code)
        return bisect_left(self.places, prefix), bisect_left(self.places, prefix + BEHIND)


def in_memory(register: Register) -> CompactRegister:
    """The same facts as a compact register in memory."""
    tables = {name: gathered(table) for name, table in register.tables.items()}
    places = {str(each) for table in tables.values() for each in _places(table)}
    building = Building(register.schema, places, tables.get("subjects"), tables.get("agencies"))
    arranged = {name: building.arranged(table) for name, table in tables.items()}
    return building.register(arranged)


class Building:
    """
    A compact register while its tables are brought into order, one after the other.

    Args:
        schema: The tables that it may hold.
        places: The codes of all jurisdictions.
        subjects: The subjects.
        agencies: The agencies.
    """

    def __init__(
        self, schema: Schema, places: Iterable[str], subjects: Gathered | None, agencies: Gathered | None
    ) -> None:
        self.schema, self.places = schema, tuple(sorted(places))
        self.codes = {code: place for place, code in enumerate(self.places)}
        if subjects is None:
            nobody = {SUBJECT: CodedColumn(np.empty(0, np.int32), ()), PLACE: CodedColumn(np.empty(0, np.int32), ())}
            subjects = Gathered(schema=schema.tables[0], size=0, columns=nobody)
        where = places_of(subjects, self.codes)
        self.numbering, self._ids = number_subjects(subjects, where, len(self.codes))
        self._agencies = {} if agencies is None else self._offices(agencies)

    def _offices(self, agencies: Gathered) -> dict[object, int]:
        places = places_of(agencies, self.codes).tolist()
        return dict(zip(agencies.texts("agency_id").to_list(), places, strict=True))

    def arranged(self, table: Gathered) -> CompactTable:
        """A table in order."""
        where = placed(table, self.codes, self.numbering, self._agencies)
        return arranged(table, where, len(self.codes))

    def register(self, tables: Mapping[str, CompactTable]) -> CompactRegister:
        """The register of these tables."""
        people = self.numbering.people(self._ids)
        return CompactRegister(schema=self.schema, places=self.places, tables=tables, people=people)


def _places(table: Gathered) -> list[object]:
    if PLACE not in table.columns:
        return []
    column = table.coded(PLACE)
    return [*column.values, *([None] if (column.codes < 0).any() else [])]
