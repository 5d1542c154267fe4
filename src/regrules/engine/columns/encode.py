"""Columns of a register as arrays: codes into different values, or day numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from ...model.schema import ColumnSchema
from ...register.arrays import MISSING_DAY as MISSING
from ...register.arrays import CodedColumn, DayColumn, OwnerColumn

if TYPE_CHECKING:
    from ...register import Register

Days = npt.NDArray[np.int32]
Codes = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

MISSING_DAY = np.int32(MISSING)
FIRST_DAY = np.int32(0)


@frozen(kw_only=True, eq=False)
class Coded:
    """
    A column as codes.

    Attributes:
        codes: For each row the place of its value; -1 for a missing cell.
        values: The different values.
    """

    codes: Codes
    values: tuple[Any, ...]


@frozen(kw_only=True, eq=False)
class Versions:
    """
    The versions of subjects; the arrays by position have a last entry for nobody.

    Attributes:
        keys: Position and first day of each version of subjects that have several, in one number, rising.
        rows: The row of each of these.
        first: For each position the row of its first version; -1 where it has none.
        begun: For each position the first day of that; never where it has none.
        several: For each position whether it has more than one.
    """

    keys: npt.NDArray[np.int64]
    rows: Codes
    first: Codes
    begun: Days
    several: Mask


class Encoded:
    """
    A register's tables as arrays, made column by column as they are asked for.

    Args:
        register: The facts.
    """

    def __init__(self, register: Register) -> None:
        self.register, self.schema = register, register.schema
        self._coded: dict[tuple[str, str], Coded] = {}
        self._days: dict[tuple[str, str], Days] = {}
        self._schemas = {
            (table.name, column.name): column for table in register.schema.tables for column in table.columns
        }
        packed = register.table("subjects").packed
        self.subjects: Sequence[str] = sorted(_named_subjects(register)) if packed is None else packed.subjects
        self._owners: dict[tuple[str, str], Codes] = {}
        self._kept: dict[Hashable, Any] = {}

    def taken_over(self, other: Encoded, changed: Collection[str]) -> Encoded:
        """The same, with what *other* has made of the tables that both have; those that were *changed* are its own."""
        made: list[tuple[dict[tuple[str, str], Any], dict[tuple[str, str], Any]]] = [
            (self._coded, other._coded), (self._days, other._days), (self._owners, other._owners),
        ]  # fmt: skip
        for mine, theirs in made:
            mine.update({key: found for key, found in theirs.items() if key[0] not in changed})
        if "subjects" not in changed:
            for name in ("_versions", "changing", "changing_subjects"):
                if name in other.__dict__:
                    self.__dict__[name] = other.__dict__[name]
        return self

    @cached_property
    def position(self) -> dict[str, int]:
        """The position of each subject."""
        return {subject: place for place, subject in enumerate(self.subjects)}

    def keep(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What *make* gives, made once for each *key*: for what no day of a question changes."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
        return found

    def size(self, table: str) -> int:
        """The number of rows."""
        return len(self.register.table(table))

    def has(self, table: str, name: str) -> bool:
        """Whether the column is present."""
        return self.register.table(table).has(name)

    def column(self, table: str, name: str) -> ColumnSchema:
        """The schema of a column."""
        return self._schemas[table, name]

    def coded(self, table: str, name: str) -> Coded:
        """A column as codes; an absent one is missing in every row."""
        found = self._coded.get((table, name))
        if found is None:
            cells = self.register.table(table).columns.get(name)
            if isinstance(cells, CodedColumn):
                found = Coded(codes=cells.codes, values=tuple(cells.values))
            elif isinstance(cells, DayColumn):
                found = _coded_days(cells.ordinals)
            else:
                found = _encode([None] * self.size(table) if cells is None else cells)
            self._coded[table, name] = found
        return found

    def days(self, table: str, name: str) -> Days:
        """A column of dates (or times) as day numbers; :data:`MISSING_DAY` for a missing cell."""
        found = self._days.get((table, name))
        cells = self.register.table(table).columns.get(name)
        if found is None and isinstance(cells, DayColumn):
            found = self._days[table, name] = cells.ordinals
        if found is None:
            coded = self.coded(table, name)
            numbers = [(each.date() if isinstance(each, datetime) else each).toordinal() for each in coded.values]
            found = np.array([*numbers, MISSING_DAY], dtype=np.int32)[coded.codes]
            self._days[table, name] = found
        return found

    def owners(self, table: str, name: str = "subject_id") -> Codes:
        """For each row the position of its subject; -1 where it names none."""
        found = self._owners.get((table, name))
        cells = self.register.table(table).columns.get(name)
        if found is None and isinstance(cells, OwnerColumn) and cells.values is self.subjects:
            found = self._owners[table, name] = cells.places
        if found is None:
            coded = self.coded(table, name)
            places = [self.position.get(value, -1) for value in coded.values]
            found = np.array([*places, -1], dtype=np.int32)[coded.codes]
            self._owners[table, name] = found
        return found

    def labels(self, table: str) -> list[str]:
        """The key of each row; its place, where the table has no column of keys."""

        def make() -> list[str]:
            identity = self.register.schema.table(table).identity
            return [str(key) for key in (self.register.table(table).columns[identity] if identity else range(size))]

        size = self.size(table)
        labels: list[str] = self.keep(("labels", table), make) if size else []
        return labels

    def version_at(self, positions: Codes, days: Days | int) -> Codes:
        """The row of the version of each subject that is valid on a day; -1 where there is none."""
        row = self.latest_version(positions, days)
        if not self.size("subjects") or not self.has("subjects", "valid_to"):
            return row
        return np.where(self.days("subjects", "valid_to")[row] >= days, row, np.int32(-1))

    def versions_on(self, day: int) -> Codes:
        """The row of the version of every subject that is valid on a day, by position; -1 where there is none."""
        found = self.first_versions[:-1].copy()
        changing = self.changing_subjects
        if len(changing):
            found[changing] = self.version_at(changing, day)
        return found

    def latest_version(self, positions: Codes, days: Days | int) -> Codes:
        """The row of the latest version of each subject that began by a day, ended or not; -1 where there is none."""
        versions = self._versions
        found = np.where(versions.begun[positions] <= days, versions.first[positions], np.int32(-1))
        several = np.flatnonzero(versions.several[positions])
        if len(several):  # a search is dear, and few subjects have more than one version
            on = days if isinstance(days, (int, np.integer)) else days[several]
            keys = positions[several].astype(np.int64) * _SPAN + on
            place = np.searchsorted(versions.keys, keys, side="right") - 1
            known = (place >= 0) & (versions.keys[place] // _SPAN == positions[several])
            found[several] = np.where(known, versions.rows[place], np.int32(-1))
        return found

    @property
    def first_versions(self) -> Codes:
        """For each subject (and, at the end, for nobody) the row of its first version; -1 where it has none."""
        return self._versions.first

    @cached_property
    def changing(self) -> Mask:
        """Which subjects do not have the same version on every day; nobody, at the end, has none on any."""
        versions = self._versions
        found: Mask = versions.several | ((versions.begun > FIRST_DAY) & (versions.first >= 0))
        if self.has("subjects", "valid_to"):
            found |= np.append(self.days("subjects", "valid_to") != MISSING_DAY, False)[versions.first]
        return found

    @cached_property
    def changing_subjects(self) -> Codes:
        """The positions of these."""
        return np.flatnonzero(self.changing).astype(np.int32)

    @cached_property
    def _versions(self) -> Versions:
        since = self.days("subjects", "valid_from")
        since = np.where(since == MISSING_DAY, FIRST_DAY, since)
        owners, rows = self.owners("subjects"), np.arange(len(since), dtype=np.int32)
        if self.register.table("subjects").packed is None:
            rows = np.lexsort((rows, since, owners)).astype(np.int32)
            owners, since = owners[rows], since[rows]
        new = np.flatnonzero(np.append(True, owners[1:] != owners[:-1])) if len(rows) else rows
        nobody = len(self.subjects)
        first, begun = np.full(nobody + 1, -1, dtype=np.int32), np.full(nobody + 1, MISSING_DAY, dtype=np.int32)
        first[owners[new]], begun[owners[new]] = rows[new], since[new]
        several = np.zeros(nobody + 1, dtype=np.bool_)
        several[owners[new]] = np.diff(np.append(new, len(rows))) > 1
        chosen = np.flatnonzero(several[owners])
        keys = owners[chosen].astype(np.int64) * _SPAN + since[chosen]
        return Versions(keys=keys, rows=rows[chosen], first=first, begun=begun, several=several)


def _named_subjects(register: Register) -> set[str]:
    """Every subject that a table names; what was known early may name one that was recorded later."""
    named = (table.columns.get("subject_id", ()) for table in register.tables.values())
    return {str(subject) for column in named for subject in column if subject is not None}


_SPAN = 2**32


def _coded_days(ordinals: Days) -> Coded:
    """Days as codes into the different ones."""
    days = different(ordinals)
    days = days[days != MISSING_DAY]
    codes = np.where(ordinals == MISSING_DAY, -1, np.searchsorted(days, ordinals))
    return Coded(codes=codes.astype(np.int32), values=tuple(date.fromordinal(day) for day in days.tolist()))


def encoded(register: Register) -> Encoded:
    """The register as arrays, kept as long as the register itself."""
    found: Encoded | None = register.kept.get("arrays")
    if found is None:
        found = register.kept["arrays"] = Encoded(register)
    return found


def _encode(cells: Sequence[Any]) -> Coded:
    """Codes in order of first appearance."""
    values = dict.fromkeys(cells)
    values.pop(None, None)
    codes = {value: code for code, value in enumerate(values)} | {None: -1}
    return Coded(
        codes=np.fromiter(map(codes.__getitem__, cells), dtype=np.int32, count=len(cells)), values=tuple(values)
    )


def different(numbers: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """
    The different numbers, rising.

    NumPy's own function loads its masked arrays first, which a short run notices.
    """
    rising = np.sort(numbers)
    return rising[np.append(True, rising[1:] != rising[:-1])] if len(rising) else rising


def day_number(day: date) -> int:
    """A day as a number."""
    return day.toordinal()


__all__ = ["MISSING_DAY", "Coded", "Codes", "Days", "Encoded", "Mask", "day_number", "different", "encoded"]
