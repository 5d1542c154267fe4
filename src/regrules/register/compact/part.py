"""The part of a compact register that belongs to a jurisdiction: views of its arrays, without a look at the rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...model.schema import Schema
from ..arrays import MISSING_DAY, ArrayColumn, DayColumn, OwnerColumn, Packed
from ..columns import Columns
from ..division import PLACE
from ..register import Register, Table
from .arrange import CompactTable
from .gathered import SUBJECT, packed_days

if TYPE_CHECKING:
    from ..arrays import Codes
    from .compacted import CompactRegister

Rows = npt.NDArray[np.int64]


class Part:
    """
    The part of a compact register that belongs to some of its jurisdictions.

    Args:
        whole: The register.
        first: The place of the first of them.
        last: The place behind the last.
        schema: The tables and columns that are wanted.
    """

    def __init__(self, whole: CompactRegister, first: int, last: int, schema: Schema) -> None:
        self.whole, self.first, self.last, self.schema = whole, first, last, schema
        self.people = whole.people

    def register(self) -> Register:
        """The facts."""
        wanted = set(self.schema.names)
        tables = {name: self._table(table) for name, table in self.whole.tables.items() if name in wanted}
        return Register(schema=self.schema, tables=tables)

    def _names(self, table: CompactTable) -> tuple[str, ...]:
        if self.schema is self.whole.schema:
            return table.names
        wanted = set(self.schema.table(table.schema.name).names)
        return tuple(name for name in table.names if name in wanted)

    def _table(self, table: CompactTable) -> Table:
        if self._plain(table):
            return self._view(table) if table.shared == table.size else self._picked(table, None)
        return self._picked(table, self._kept(table))

    def _plain(self, table: CompactTable) -> bool:
        """Whether the rows stand as they are wanted: one jurisdiction, no subject but its own."""
        if not table.owned:
            return True
        if self.last - self.first > 1 or self._moved:
            return False
        return not table.strange[self.first : self.last].any() and not table.strange[-1]

    @cached_property
    def _moved(self) -> bool:
        """Whether a subject of the part has versions elsewhere too."""
        return any(self.first <= place < self.last for versions in self.people.movers.values() for _, place in versions)

    # Rows that stand as they are wanted

    def _view(self, table: CompactTable) -> Table:
        start, stop = int(table.begins[self.first]), int(table.begins[self.last])
        packed = self._packed(
            table, table.profile if table.profile is None else table.profile[start:stop], stop - start
        )

        def make(name: str) -> Sequence[Any]:
            return self._owners(packed) if name == SUBJECT else table.columns[name].cut(start, stop)

        return Table(
            schema=self.schema.table(table.schema.name), columns=Columns(self._names(table), make), packed=packed
        )

    def _packed(self, table: CompactTable, profile: Any, size: int) -> Packed:
        """What a table knows of itself whose rows stand in the order of one jurisdiction."""
        if not table.owned:
            return Packed(size=size, profile=profile, profiles=table.profiles)
        runs = slice(int(table.run_begins[self.first]), int(table.run_begins[self.last]))
        return Packed(
            size=size,
            starts=table.starts[runs],
            runs=table.runs[runs],
            named=int(table.named[self.first]) if self.first < self.last else 0,
            profile=profile,
            profiles=table.profiles,
            subjects=self.ids if table.schema.name == "subjects" else (),
        )

    def _owners(self, packed: Packed) -> OwnerColumn:
        return OwnerColumn(packed, self.ids)

    # Rows that are picked

    def _picked(self, table: CompactTable, kept: Rows | None) -> Table:
        """The table's own rows and those that may belong to several; of these, if *kept* is given, those in that order."""
        start, stop, shared = (int(table.begins[place]) for place in (self.first, self.last, -1))

        def picked(column: ArrayColumn) -> ArrayColumn:
            there = column.cut(start, stop).joined(column.cut(shared, table.size))
            return there if kept is None else there.take(kept)

        profile = table.profile
        if profile is not None:
            profile = np.concatenate((profile[start:stop], profile[shared:]))
            profile = profile if kept is None else profile[kept]
        if kept is None:
            packed = self._packed(table, profile, stop - start + table.size - shared)
        else:
            packed = self._repacked(table, profile, self._positions(table)[kept])

        def make(name: str) -> Sequence[Any]:
            if name == SUBJECT:
                return self._owners(packed)
            if name == "valid_to" and ends is not None:
                return ends
            return picked(table.columns[name])

        names, ends = self._names(table), None
        if table.schema.name == "subjects" and kept is not None:
            ends = self._ended(table, packed, picked)
            names = names if ends is None or "valid_to" in names else (*names, "valid_to")
        return Table(schema=self.schema.table(table.schema.name), columns=Columns(names, make), packed=packed)

    def _repacked(self, table: CompactTable, profile: Any, owners: Codes) -> Packed:
        named = int(np.count_nonzero(owners >= 0))
        starts = np.flatnonzero(np.append(True, owners[1:named] != owners[: named - 1])) if named else np.empty(0, int)
        return Packed(
            size=len(owners),
            starts=starts.astype(np.int32),
            runs=owners[starts],
            named=named,
            profile=profile,
            profiles=table.profiles,
            subjects=self.ids if table.schema.name == "subjects" else (),
        )

    def _kept(self, table: CompactTable) -> Rows:
        """Which of the own rows and of those that may belong to several are in the part, by subject and day."""
        positions = self._positions(table)
        own = int(table.begins[self.last] - table.begins[self.first])
        stay = np.ones(len(positions), dtype=np.bool_)
        stay[own:] = self._stays(table)
        rows = np.flatnonzero(stay)
        ranks = np.where(positions < 0, np.iinfo(np.int32).max, positions)[rows]
        return rows[np.lexsort((self._days(table)[rows], ranks))]

    def _days(self, table: CompactTable) -> Codes:
        name = table.schema.dated or table.schema.since or ""
        column = table.columns.get(name)
        own = slice(int(table.begins[self.first]), int(table.begins[self.last]))
        if column is None:
            return np.zeros(own.stop - own.start + table.size - table.shared, dtype=np.int32)
        days = column.cut(own.start, own.stop).joined(column.cut(table.shared, table.size))
        ordinals = days.ordinals if isinstance(days, DayColumn) else _ordinals(days)
        return np.where(ordinals == MISSING_DAY, 0, ordinals) if table.schema.dated is None else ordinals

    def _stays(self, table: CompactTable) -> npt.NDArray[np.bool_]:
        """Which of the rows that may belong to several belong to the part."""
        numbers = self._shared_loose(table)
        stays = np.ones(len(numbers), dtype=np.bool_)
        if not self.people.movers or PLACE in table.names:
            return stays
        dated = table.columns.get(table.schema.dated or "")
        days = None if dated is None else dated.cut(table.shared, table.size)
        for row in np.flatnonzero(np.isin(numbers, list(self.people.movers))).tolist():
            day = None if days is None else days.value(row)
            places = self.people.place_on(int(numbers[row]), None if day is None else day.toordinal())
            stays[row] = any(self.first <= place < self.last for place in places)
        return stays

    # Subjects and their positions

    def _numbers(self, table: CompactTable) -> Codes:
        """The number of the subject of each own row and of each that may belong to several."""
        pieces = []
        loose = self._loose(table)
        for place in range(self.first, self.last):
            first, last = int(table.run_begins[place]), int(table.run_begins[place + 1])
            named = int(table.named[place])
            lengths = np.diff(table.starts[first:last], append=named)
            pieces.append(np.repeat(table.runs[first:last] + self.people.offsets[place], lengths))
            others = int(table.begins[place + 1] - table.begins[place]) - named
            pieces.append(loose[:others])
            loose = loose[others:]
        return self.people.first_numbers(np.concatenate([*pieces, loose]).astype(np.int32))

    def _loose(self, table: CompactTable) -> Codes:
        """The subjects of the rows that name none of their own jurisdiction, those that may belong to several last."""
        begins = table.loose_begins
        own = table.loose[int(begins[self.first]) : int(begins[self.last])]
        return np.concatenate((own, self._shared_loose(table)))

    def _shared_loose(self, table: CompactTable) -> Codes:
        return table.loose[int(table.loose_begins[-1]) :]

    def _positions(self, table: CompactTable) -> Codes:
        numbers = self._numbers(table)
        ordered, places = self._places
        if not len(ordered):
            return np.full(len(numbers), -1, dtype=np.int32)
        found = np.minimum(np.searchsorted(ordered, numbers), len(ordered) - 1)
        return np.where(ordered[found] == numbers, places[found], -1).astype(np.int32)

    @cached_property
    def _present(self) -> Codes:
        """The first numbers of the subjects that have a version in the part, in order of their numbers there."""
        offsets = self.people.offsets
        numbers = np.arange(int(offsets[self.first]), int(offsets[self.last]), dtype=np.int32)
        if not self._moved:
            return numbers
        return np.array(list(dict.fromkeys(self.people.first_numbers(numbers).tolist())), dtype=np.int32)

    @cached_property
    def _strangers(self) -> Codes:
        """The first numbers of the subjects that are only named in the part."""
        named = []
        for table in self.whole.tables.values():
            if table.strange[self.first : self.last].any() or table.strange[-1]:
                numbers = self._loose(table)
                own = len(numbers) - len(self._shared_loose(table))
                named.append(self.people.first_numbers(numbers[:own]))
                named.append(numbers[own:][self._stays(table)])
        if not named:
            return np.empty(0, dtype=np.int32)
        found = np.unique(np.concatenate(named))
        return found[(found >= 0) & ~np.isin(found, self._present)].astype(np.int32)

    @cached_property
    def _places(self) -> tuple[Codes, Codes]:
        """The numbers of all subjects of the part, rising, and the position of each."""
        numbers = np.concatenate((self._present, self._strangers))
        order = np.argsort(numbers)
        return numbers[order], order.astype(np.int32)

    @cached_property
    def ids(self) -> Sequence[str]:
        """The ids of the subjects by position."""
        offsets, ids = self.people.offsets, self.people.ids
        if not self._moved and not len(self._strangers):
            return ids.cut(int(offsets[self.first]), int(offsets[self.last]))
        own = ids.cut(int(offsets[self.first]), int(offsets[self.last]))
        if self._moved:
            numbers = np.arange(int(offsets[self.first]), int(offsets[self.last]), dtype=np.int32)
            _, rows = np.unique(self.people.first_numbers(numbers), return_index=True)
            own = own.take(np.sort(rows))
        return [*own, *(ids.cut(number, number + 1)[0] for number in self._strangers.tolist())]

    def _ended(
        self, table: CompactTable, packed: Packed, picked: Callable[[ArrayColumn], ArrayColumn]
    ) -> DayColumn | None:
        """The last days of versions, that of one whose next lies elsewhere filled in; None if there is no such subject."""
        within = [
            (number, versions)
            for number, versions in self.people.movers.items()
            if 0 < sum(self.first <= place < self.last for _, place in versions) < len(versions)
        ]
        if not within:
            return None
        ordinals = np.full(packed.size, MISSING_DAY, dtype=np.int32)
        if "valid_to" in table.names:
            ends = picked(table.columns["valid_to"])
            ordinals = ends.ordinals.copy() if isinstance(ends, DayColumn) else _ordinals(ends)
        since = _ordinals(picked(table.columns["valid_from"])) if "valid_from" in table.names else None
        ordered, places = self._places
        owners = packed.owners
        assert owners is not None
        for number, versions in within:
            position = places[np.searchsorted(ordered, number)]
            for row in np.flatnonzero(owners == position).tolist():
                start = 0 if since is None or since[row] == MISSING_DAY else int(since[row])
                later = [day for day, _ in versions if day > start]
                if ordinals[row] == MISSING_DAY and later:
                    ordinals[row] = min(later) - 1
        return DayColumn(packed_days(ordinals))


def _ordinals(days: Sequence[date | None]) -> Codes:
    if isinstance(days, DayColumn):
        return days.ordinals
    return np.array([MISSING_DAY if day is None else day.toordinal() for day in days], dtype=np.int32)
