"""Bringing the rows of a table into the order of their jurisdictions, subjects and days."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from ..arrays import FIRST_DAY, MISSING_DAY, ArrayColumn, CodedColumn, DayColumn
from ..division import PLACE
from .gathered import SUBJECT, Gathered, codes_of
from .layout import LISTED
from .people import Numbering
from .profile import merged
from .texts import in_order

if TYPE_CHECKING:
    import polars

    from ...model.schema import TableSchema
    from ..arrays import Codes, Numbers

# Within a jurisdiction a row's place in the order is one number: 26 bits of subject and 17 of day.
DAY_BITS, RANK_BITS = 17, 26
NOBODY = 2**RANK_BITS - 1
STRANGER = NOBODY - 1
SMALL = 100_000
"""So many rows at most has a table whose names of records may be kept as codes."""


@frozen(kw_only=True, eq=False)
class CompactTable:
    """
    One table in order: the rows of each jurisdiction, then those that may belong to several.

    In each jurisdiction stand first the rows of its own subjects, by subject and day; then those of others' subjects; then
    those that name none. Attributes by jurisdiction have an entry for each, in order of their codes.

    Attributes:
        schema: What the table may hold.
        size: The number of rows.
        names: Its columns.
        columns: The columns, without the subjects that it names.
        profile: For each row the number of its combination of values; None if no column is part of one.
        profiles: For each column that is part of the combinations, its code in each of them, -1 for a missing cell.
        begins: The first row of each jurisdiction, and behind the last the first row that may belong to several.
        owned: Whether it names subjects.
        named: How many rows of each jurisdiction name a subject of its own.
        run_begins: The first run of each jurisdiction, and behind the last the number of runs.
        starts: The first row of each run of rows of one subject, counted from its jurisdiction's first row.
        runs: The subject of each run, counted from its jurisdiction's first subject.
        loose: The number of the subject of each row that names none of its own jurisdiction, in order; -1 for nobody.
    """

    schema: TableSchema
    size: int
    names: tuple[str, ...]
    columns: Mapping[str, ArrayColumn]
    profile: Numbers | None
    profiles: Mapping[str, Codes]
    begins: npt.NDArray[np.int64]
    owned: bool
    named: npt.NDArray[np.int64]
    run_begins: npt.NDArray[np.int64]
    starts: Codes
    runs: Codes
    loose: Codes

    @property
    def shared(self) -> int:
        """The first row that may belong to several jurisdictions."""
        return int(self.begins[-1])

    @cached_property
    def loose_begins(self) -> npt.NDArray[np.int64]:
        """Where the entries of each jurisdiction begin in :attr:`loose`; behind the last, those of the shared rows."""
        return np.append(0, np.cumsum(np.diff(self.begins) - self.named))

    @cached_property
    def strange(self) -> npt.NDArray[np.bool_]:
        """Whether each jurisdiction, and behind the last the shared rows, has rows that name others' subjects."""
        if not self.owned:
            return np.zeros(len(self.begins), dtype=np.bool_)
        counts = np.append(0, np.cumsum(self.loose >= 0))[np.append(self.loose_begins, len(self.loose))]
        strange: npt.NDArray[np.bool_] = np.diff(counts) > 0
        return strange


@frozen(kw_only=True, eq=False)
class Placed:
    """
    Where the rows of a table belong.

    Attributes:
        places: The jurisdiction of each row; the number of jurisdictions for one that may belong to several.
        numbers: The (first) number of each row's subject, -1 for nobody; None if the table names no subjects.
        ranks: The subject of each row, counted from its jurisdiction's first; or STRANGER, or NOBODY.
    """

    places: Codes
    numbers: Codes | None
    ranks: Codes


def placed(table: Gathered, codes: Mapping[str, int], numbering: Numbering, agencies: Mapping[Any, int]) -> Placed:
    """
    Where the rows of a table belong.

    Args:
        table: The table.
        codes: The place of each jurisdiction.
        numbering: The subjects.
        agencies: The jurisdiction of each agency.
    """
    count = len(codes)
    numbers = numbering.of(table.texts(SUBJECT)) if SUBJECT in table.columns else None
    if PLACE in table.columns:
        places = places_of(table, codes)
    elif numbers is not None:
        homes = numbering.homes_of(numbers)
        places = np.where(homes < 0, count, homes).astype(np.int32)
    else:
        places = _offices(table, agencies, count)
    if numbers is None:
        return Placed(places=places, numbers=None, ranks=np.full(table.size, NOBODY, dtype=np.int32))
    return Placed(places=places, numbers=numbers, ranks=_ranks(places, numbers, numbering, count))


def places_of(table: Gathered, codes: Mapping[str, int]) -> Codes:
    """The jurisdiction of each row of a table that names them."""
    column = table.coded(PLACE)
    nowhere = codes.get(str(None), -1)
    return np.array([*(codes[str(value)] for value in column.values), nowhere], dtype=np.int32)[column.codes]


def _offices(table: Gathered, agencies: Mapping[Any, int], count: int) -> Codes:
    if "agency" not in table.columns:
        return np.full(table.size, count, dtype=np.int32)
    column = table.coded("agency")
    return np.array([*(agencies.get(value, count) for value in column.values), count], dtype=np.int32)[column.codes]


def _ranks(places: Codes, numbers: Codes, numbering: Numbering, count: int) -> Codes:
    homes = numbering.homes_of(numbers)
    ranks = np.where(homes == places, numbers - numbering.offsets[places], np.where(numbers < 0, NOBODY, STRANGER))
    if numbering.numbers:
        for row in np.flatnonzero(np.isin(numbers, list(numbering.numbers)) & (places < count)).tolist():
            own = numbering.numbers[int(numbers[row])].get(int(places[row]))
            if own is not None:
                ranks[row] = own - numbering.offsets[places[row]]
    return ranks.astype(np.int32)


def arranged(table: Gathered, where: Placed, count: int) -> CompactTable:
    """The table in order."""
    order, begins, groups = _order(where, _days(table), count)
    own = groups < STRANGER
    places = np.repeat(np.arange(count + 1), np.diff(np.append(begins, table.size)))
    changes = np.append(True, (groups[1:] != groups[:-1]) | (places[1:] != places[:-1])) if table.size else own
    firsts = np.flatnonzero(own & changes)
    columns, profile, profiles = _in_order(table, order)
    return CompactTable(
        schema=table.schema,
        size=table.size,
        names=tuple(table.columns),
        columns=columns,
        profile=profile,
        profiles=profiles,
        begins=begins,
        owned=where.numbers is not None,
        named=np.bincount(places[own], minlength=count)[:count],
        run_begins=np.searchsorted(firsts, begins),
        starts=(firsts - begins[places[firsts]]).astype(np.int32),
        runs=groups[firsts],
        loose=np.empty(0, np.int32) if where.numbers is None else where.numbers[order[~own]],
    )


def _order(where: Placed, days: Codes, count: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.int64], Codes]:
    """The rows in order, the first of each jurisdiction (and of the shared ones), and in that order each row's subject."""
    narrow = where.places.astype(np.uint16) if count < 2**16 else where.places
    order = np.argsort(narrow, kind="stable")  # by counting, which is much faster than comparing
    ends = np.cumsum(np.bincount(where.places, minlength=count + 1))
    begins = np.append(0, ends[:-1])
    keys = where.ranks.astype(np.int64)
    keys <<= DAY_BITS
    keys |= days
    keys = keys[order]
    for start, end in zip(begins.tolist(), ends.tolist(), strict=True):
        rows, keys[start:end] = _sorted(keys[start:end])
        order[start:end] = order[start:end][rows]
    return order, begins, (keys >> DAY_BITS).astype(np.int32)


def _sorted(keys: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.int64]]:
    """The places of keys in rising order, and the keys in that order."""
    bits = len(keys).bit_length()
    if DAY_BITS + RANK_BITS + bits > 63:
        order = np.argsort(keys, kind="stable")
        return order, keys[order]
    packed = (keys << bits) | np.arange(len(keys))  # sorting numbers is much faster than sorting their places
    packed.sort()
    return packed & (2**bits - 1), packed >> bits


def _days(table: Gathered) -> Codes:
    """The days by which rows stand in order: states without a first day come first, records without a date last."""
    ordinals = table.ordinals(table.schema.dated or table.schema.since)
    days: Codes = np.clip(ordinals - np.int32(FIRST_DAY), 0, 2**DAY_BITS - 1)
    if table.schema.dated is None:
        days[ordinals == MISSING_DAY] = 0
    return days


def _in_order(
    table: Gathered, order: npt.NDArray[np.intp]
) -> tuple[dict[str, ArrayColumn], Numbers | None, dict[str, Codes]]:
    """The columns in order, those of few different values merged before that: so there are fewer to bring into order."""
    texts: dict[str, ArrayColumn] = {}
    others: dict[str, CodedColumn | DayColumn] = {}
    for name, column in table.columns.items():
        if name == SUBJECT:
            continue
        if isinstance(column, (CodedColumn, DayColumn)):
            others[name] = column
            continue
        series = table.texts(name)
        if len(series) <= SMALL and (few := _few(series)) is not None:
            others[name] = few
        else:
            texts[name] = in_order(series, order)
    found, unordered, profiles = merged(table.schema, others)
    profile = None if unordered is None else unordered[order]
    columns: dict[str, ArrayColumn] = {}
    for name in table.columns:
        if name in texts:
            columns[name] = texts[name]
            continue
        kept = found.get(name)
        if name in profiles and profile is not None and isinstance(kept, CodedColumn):
            columns[name] = CodedColumn(profile, kept.values, profiles[name])
        elif kept is not None:
            columns[name] = kept.take(order)
    return columns, profile, profiles


def _few(texts: polars.Series) -> CodedColumn | None:
    """Texts of a small table as codes, if they are few and stand there again and again."""
    different = texts.n_unique()
    return codes_of(texts.to_list()) if different <= LISTED and 2 * different <= len(texts) else None
