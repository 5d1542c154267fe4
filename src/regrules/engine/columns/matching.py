"""Which records match which triggers: by their subject or another key, or because they name them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from ...model.measures import Response
from ...register.arrays import ArrayColumn, TextColumn
from .encode import Codes, Encoded, Mask
from .kleene import Truth, constant, known

Rows = npt.NDArray[np.intp]
_NO_PARTNER = -2
FEW = 4
"""Texts are compared as they are if there are that many times more of them: to give codes to all takes longer."""


@frozen(kw_only=True, eq=False)
class Pairs:
    """
    Triggers and records that surely, or possibly, match.

    Attributes:
        left: For each pair the place of the trigger.
        right: For each pair the place of the record.
        matched: Whether they match.
    """

    left: Rows
    right: Rows
    matched: Truth


@frozen(kw_only=True, eq=False)
class _Keys:
    """The keys of some rows as codes, and where a row has none that is known, or matches nothing."""

    codes: Codes
    lost: Mask
    nothing: Mask


def matching(arrays: Encoded, measure: Response, triggers: Rows, rows: Rows) -> Pairs:
    """All pairs of *triggers* and *rows* of the answering table that may match."""
    match = measure.match
    if match is not None and match.name == "follows":
        return _naming(arrays, measure, triggers, rows)
    name = "subject_id" if match is None else match.name
    ours, theirs = (
        _keys(arrays, measure, measure.to.table, name, triggers),
        _keys(arrays, measure, measure.by.table, name, rows),
    )
    mine, there = ~ours.lost & ~ours.nothing, ~theirs.lost & ~theirs.nothing
    sure = _joined(np.flatnonzero(mine), ours.codes, np.flatnonzero(there), theirs.codes)
    maybe = (
        _crossed(np.flatnonzero(ours.lost), np.flatnonzero(~theirs.nothing)),
        _crossed(np.flatnonzero(mine), np.flatnonzero(theirs.lost)),
    )
    parts = (sure, *maybe)
    left, right = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
    matched = np.arange(len(left)) < len(sure[0])
    return Pairs(left=left, right=right, matched=Truth(matched, np.ones(len(left), dtype=np.bool_)))


def is_sparse(arrays: Encoded, measure: Response, triggers: Rows, rows: Rows) -> bool:
    """Whether records match by subject and all name one: then a trigger has few pairs."""
    if measure.match is not None:
        return False
    tables = (measure.to.table, triggers), (measure.by.table, rows)
    return all((arrays.owners(table)[places] >= 0).all() for table, places in tables)


def named(arrays: Encoded, measure: Response, triggers: Rows, rows: Rows) -> Truth:
    """Whether each of some rows of the answering table names the trigger of the same place."""
    by = measure.by.table
    if not arrays.register.schema.table(by).has("follows"):
        return constant(len(rows), False)
    if not arrays.has(by, "follows"):
        return constant(len(rows), None)
    theirs = arrays.register.table(by).columns["follows"]
    to = arrays.register.table(measure.to.table)
    ours = to.columns[to.schema.identity or ""]
    if isinstance(ours, TextColumn) and isinstance(theirs, ArrayColumn) and len(rows) * FEW < len(theirs):
        names = theirs.some(rows) if isinstance(theirs, TextColumn) else list(theirs.take(rows))
        pairs = zip(ours.some(triggers), names, strict=True)
        return known(np.array([one == other and one is not None for one, other in pairs], dtype=np.bool_))
    if (arrays.coded(by, "follows").codes[rows] < 0).all():
        return constant(len(rows), False)
    return known(_own_keys(arrays, measure)[triggers] == _followed(arrays, measure)[rows])


def _naming(arrays: Encoded, measure: Response, triggers: Rows, rows: Rows) -> Pairs:
    """The pairs where the record names the trigger; all of them, if nobody knows whom the records name."""
    by, everybody = measure.by.table, np.arange(len(rows))
    if arrays.register.schema.table(by).has("follows") and not arrays.has(by, "follows"):
        left, right = _crossed(np.arange(len(triggers)), everybody)
        return Pairs(left=left, right=right, matched=constant(len(left), None))
    followed = np.full(len(rows), _NO_PARTNER, dtype=np.int32)
    if arrays.has(by, "follows"):
        followed = _followed(arrays, measure)[rows]
    left, right = _joined(np.arange(len(triggers)), _own_keys(arrays, measure)[triggers], everybody, followed)
    return Pairs(left=left, right=right, matched=constant(len(left), True))


def _own_keys(arrays: Encoded, measure: Response) -> Codes:
    """The key of each trigger, as a code."""
    identity = arrays.register.schema.table(measure.to.table).identity
    assert identity is not None
    return arrays.coded(measure.to.table, identity).codes


def _followed(arrays: Encoded, measure: Response) -> Codes:
    """For each row of the answering table the key that it names, with the triggers' codes."""
    to, by = measure.to.table, measure.by.table

    def make() -> Codes:
        identity, coded = arrays.register.schema.table(to).identity, arrays.coded(by, "follows")
        codes = {value: code for code, value in enumerate(arrays.coded(to, identity or "").values)}
        named_ = [codes.get(value, _NO_PARTNER) for value in coded.values]
        return np.array([*named_, _NO_PARTNER], dtype=np.int32)[coded.codes]

    found: Codes = arrays.keep(("followed", by, to), make)
    return found


def _keys(arrays: Encoded, measure: Response, table: str, name: str, rows: Rows) -> _Keys:
    """The keys of some rows, with the same codes in both tables; a record without a visit belongs to none."""
    if not arrays.has(table, name):
        size = len(rows)
        return _Keys(
            codes=np.zeros(size, dtype=np.int32),
            lost=np.ones(size, dtype=np.bool_),
            nothing=np.zeros(size, dtype=np.bool_),
        )
    codes = _common_codes(arrays, measure.to.table, measure.by.table, name)[table][rows]
    missing, none = codes == -1, codes == _NO_PARTNER
    visits = name == "visit_id"
    return _Keys(codes=codes, lost=missing & (not visits), nothing=none | (missing & visits))


def _common_codes(arrays: Encoded, to: str, by: str, name: str) -> dict[str, Codes]:
    """Codes of a column for two tables: -1 for a missing value, -2 for ``-``, which matches nothing."""
    if name == "subject_id":
        return {table: arrays.owners(table) for table in (to, by)}

    def make() -> dict[str, Codes]:
        numbers: dict[Any, int] = {"-": _NO_PARTNER}
        found = {}
        for table in dict.fromkeys((to, by)):
            coded = arrays.coded(table, name)
            places = [numbers.setdefault(value, len(numbers)) for value in coded.values]
            found[table] = np.array([*places, -1], dtype=np.int32)[coded.codes]
        return found

    codes: dict[str, Codes] = arrays.keep(("common codes", to, by, name), make)
    return codes


def _joined(left: Rows, left_codes: Any, right: Rows, right_codes: Any) -> tuple[Rows, Rows]:
    """All pairs of places whose codes are equal."""
    order = right[np.argsort(right_codes[right], kind="stable")]
    codes, wanted = right_codes[order], left_codes[left]
    first = np.searchsorted(codes, wanted, side="left")
    counts = np.searchsorted(codes, wanted, side="right") - first
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(left, counts), order[np.repeat(first, counts) + within]


def _crossed(left: Rows, right: Rows) -> tuple[Rows, Rows]:
    """All pairs of some places with some others."""
    return np.repeat(left, len(right)), np.tile(right, len(left))
