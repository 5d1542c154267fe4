"""The subjects of a compact register: their numbers, their jurisdictions, those that moved from one to another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from ..arrays import MISSING_DAY, TextColumn
from .gathered import SUBJECT, Gathered
from .hashing import Places, all_differ
from .texts import SeriesColumn, sorting

if TYPE_CHECKING:
    import polars

    from ..arrays import Codes

Version = tuple[int, int]
"""The first day of a version as an ordinal (0 if it has none), and the place of its jurisdiction."""
BIG = 2**62


@frozen(kw_only=True, eq=False)
class People:
    """
    All subjects by number: those of the first jurisdiction in order of their ids, those of the next, and so on; then those
    that are named and have no version anywhere.

    Attributes:
        offsets: The first number of each jurisdiction, and behind the last the first number of nobody's subjects.
        ids: The id of each number.
        movers: The versions of each subject that has some in several jurisdictions, and so several numbers; by its first
            number.
        moved: For each further number of such a subject its first number.
    """

    offsets: Codes
    ids: TextColumn
    movers: Mapping[int, Sequence[Version]]
    moved: Mapping[int, int]

    @cached_property
    def _again(self) -> tuple[Codes, Codes]:
        again = sorted(self.moved.items())
        return np.array([one for one, _ in again], np.int32), np.array([first for _, first in again], np.int32)

    def first_numbers(self, numbers: Codes) -> Codes:
        """The first number of each subject, for any number of it."""
        if not self.moved:
            return numbers
        again, firsts = self._again
        places = np.minimum(np.searchsorted(again, numbers), len(again) - 1)
        return np.where(again[places] == numbers, firsts[places], numbers).astype(np.int32)

    def place_on(self, mover: int, ordinal: int | None) -> list[int]:
        """The jurisdiction of a subject that moved, on a day; all of them if there is no day."""
        versions = sorted(self.movers[mover])
        if ordinal is None:
            return [place for _, place in versions]
        started = bisect_right(versions, (ordinal, BIG))
        return [versions[max(started - 1, 0)][1]]


class Numbering:
    """
    The number of each id, while a register is being compacted; an id that no subject has gets a further one.

    Args:
        known: The ids of the subjects, each once, as ``id``, and the first ``number`` of each.
        homes: The jurisdiction of each number, -1 for those that moved.
        offsets: As in :class:`People`.
        numbers: By subject that moved: its number in each of its jurisdictions.
        versions: Likewise its versions.
    """

    def __init__(
        self,
        known: polars.DataFrame,
        homes: Codes,
        offsets: Codes,
        numbers: Mapping[int, Mapping[int, int]],
        versions: Mapping[int, Sequence[Version]],
    ) -> None:
        self.homes, self.offsets, self.numbers, self.versions = homes, offsets, numbers, versions
        self.strangers: dict[str, int] = {}
        self._places = Places(known["id"])
        self._known: Codes = np.append(known["number"].to_numpy(), -1).astype(np.int32)

    def of(self, ids: polars.Series) -> Codes:
        """The (first) number of each id, -1 where there is none."""
        found: Codes = self._known[self._places.of(ids)]
        lost = np.flatnonzero((found < 0) & ids.is_not_null().to_numpy())
        for row, name in zip(lost.tolist(), ids.gather(lost).to_list() if len(lost) else (), strict=True):
            found[row] = self.strangers.setdefault(name, len(self.homes) + len(self.strangers))
        return found

    def homes_of(self, numbers: Codes) -> Codes:
        """The jurisdiction of each number, -1 for nobody's and for those that moved."""
        nobody = np.full(len(self.strangers) + 1, -1, dtype=np.int32)
        homes: Codes = np.append(self.homes, nobody)[numbers]
        return homes

    def people(self, ids: polars.Series) -> People:
        """The subjects, once every table was seen."""
        import polars

        strangers = polars.Series(list(self.strangers), dtype=polars.String)
        moved = {
            number: first for first, numbers in self.numbers.items() for number in numbers.values() if number != first
        }
        everybody = polars.concat([ids, strangers]) if self.strangers else ids
        return People(offsets=self.offsets, ids=SeriesColumn(everybody), movers=self.versions, moved=moved)


def number_subjects(subjects: Gathered, places: Codes, count: int) -> tuple[Numbering, polars.Series]:
    """
    The numbers of the subjects, and the id of each number.

    Args:
        subjects: Their table; it may be empty.
        places: The jurisdiction of each of its rows.
        count: How many jurisdictions there are.
    """
    import polars

    rows = polars.DataFrame({"place": places, "id": subjects.texts(SUBJECT).alias("id")})
    numbered = _numbered(rows, count)
    homes = numbered["place"].to_numpy().astype(np.int32)
    offsets = np.searchsorted(homes, np.arange(count + 1)).astype(np.int32)
    known = numbered.select("id", "number")
    numbers: dict[int, dict[int, int]] = {}
    versions: dict[int, list[Version]] = {}
    if not all_differ(numbered["id"]):
        numbers, versions = _movers(subjects, rows, numbered)
        known = known.group_by("id").agg(polars.col("number").min())
        homes = homes.copy()
        homes[[number for each in numbers.values() for number in each.values()]] = -1
    return Numbering(known, homes, offsets, numbers, versions), numbered["id"]


def _numbered(rows: polars.DataFrame, count: int) -> polars.DataFrame:
    """Each jurisdiction and id once, in order, numbered."""
    import polars

    places = rows["place"].to_numpy().astype(np.uint16 if count < 2**16 else np.int32)
    order = sorting(rows["id"])
    order = order[np.argsort(places[order], kind="stable")]  # by counting, where there are few places
    there = rows[order]
    again = (there["id"] == there["id"].shift(1)) & (there["place"] == there["place"].shift(1))
    different = there.filter(~again.fill_null(False))
    return different.with_columns(number=polars.int_range(polars.len(), dtype=polars.Int32))


def _movers(
    subjects: Gathered, rows: polars.DataFrame, numbered: polars.DataFrame
) -> tuple[dict[int, dict[int, int]], dict[int, list[Version]]]:
    """The numbers and the versions of the subjects that have some in several jurisdictions."""
    import polars

    several = numbered.filter(polars.col("id").is_duplicated())
    by_id: dict[Any, dict[int, int]] = {}
    for place, name, number in several.sort("number").iter_rows():
        by_id.setdefault(name, {})[place] = number
    since = subjects.ordinals("valid_from")
    began = rows.with_columns(since=polars.Series(np.where(since == MISSING_DAY, 0, since)))
    versions: dict[int, list[Version]] = {}
    for place, name, day in began.filter(polars.col("id").is_in(list(by_id))).iter_rows():
        versions.setdefault(min(by_id[name].values()), []).append((day, place))
    return {min(numbers.values()): numbers for numbers in by_id.values()}, versions
