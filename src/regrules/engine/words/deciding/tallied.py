"""Questions about the populations of several jurisdictions, each as :class:`regrules.engine.tally.Tally` answers it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from ...tally import COUNTED, HIT, MISS, OUT, PENDING, UNCOUNTED, UPCOMING, Tally
from ..standings import Flags, Numbers, Tallies
from .arrays import flags

Masks = tuple[int, ...]


def chosen(tallies: Tallies, places: Any) -> Tallies:
    """The populations of some jurisdictions."""
    return Tallies(masks=tallies.masks, counts=tallies.counts[places], further=tallies.further[places])


def at(tallies: Tallies, place: int) -> Tally:
    """The population of one jurisdiction."""
    counts = zip(tallies.masks, tallies.counts[place].tolist(), strict=True)
    return Tally(counts={mask: count for mask, count in counts if count}, further=bool(tallies.further[place]))


def size(tallies: Tallies) -> Numbers:
    """``Tally.size``: how many members there are, counted or not."""
    return _summed(tallies, _touching(tallies.masks, -1))


def forced(tallies: Tallies, outcomes: int) -> Numbers:
    """``Tally.forced``: how many members have one of *outcomes* in every completion."""
    return _summed(tallies, _within(tallies.masks, outcomes))


def can(tallies: Tallies, outcomes: int) -> Numbers:
    """``Tally.can``: how many members have one of *outcomes* in some completion."""
    return _summed(tallies, _touching(tallies.masks, outcomes))


def undetermined(tallies: Tallies) -> Numbers:
    """How many members have more than one outcome."""
    return _summed(tallies, _several(tallies.masks))


def _summed(tallies: Tallies, weights: Numbers) -> Numbers:
    found: Numbers = tallies.counts @ weights
    return found


@lru_cache(maxsize=4096)
def _within(masks: Masks, outcomes: int) -> Numbers:
    return np.array([mask & outcomes != 0 and not mask & ~outcomes for mask in masks], dtype=np.int64)


@lru_cache(maxsize=4096)
def _touching(masks: Masks, outcomes: int) -> Numbers:
    return np.array([mask & outcomes != 0 for mask in masks], dtype=np.int64)


@lru_cache(maxsize=4096)
def _several(masks: Masks) -> Numbers:
    return np.array([mask.bit_count() > 1 for mask in masks], dtype=np.int64)


def preferring(tallies: Tallies, *order: int) -> tuple[Numbers, ...]:
    """``Tally.preferring``: how many have each of some outcomes, where each member has the first that it can have."""
    return tuple((tallies.counts @ _first_of(tallies.masks, order)).T)


@lru_cache(maxsize=4096)
def _first_of(masks: Masks, order: Masks) -> Numbers:
    """For each mask a row, with a one at the first of the outcomes that it can have."""
    found = np.zeros((len(masks), len(order)), dtype=np.int64)
    for row, mask in enumerate(masks):
        place = next((place for place, outcomes in enumerate(order) if mask & outcomes), None)
        if place is not None:
            found[row, place] = 1
    return found


def best(tallies: Tallies) -> tuple[Numbers, Numbers]:
    """``Tally.best``: hits and members where everybody hits who can."""
    hits, _, missed = preferring(tallies, HIT, UNCOUNTED, MISS)
    members = hits + missed
    return hits, np.where(members, members, np.minimum(1, can(tallies, COUNTED)))


def worst(tallies: Tallies) -> tuple[Numbers, Numbers]:
    """``Tally.worst``: the same where everybody misses who can."""
    missed, _, hits = preferring(tallies, MISS, UNCOUNTED, HIT)
    hits = np.where(missed + hits, hits, np.minimum(1, can(tallies, COUNTED)))
    return hits, hits + missed


def may_be_empty(tallies: Tallies) -> Flags:
    """``Tally.may_be_empty``: whether every member may be out."""
    return flags(can(tallies, OUT) == size(tallies))


def may_be_waiting(tallies: Tallies) -> Flags:
    """``Tally.may_be_waiting``: whether all may be out or waiting, and one may be waiting."""
    return flags((can(tallies, UNCOUNTED) == size(tallies)) & (can(tallies, PENDING | UPCOMING) > 0))


def bounds(tallies: Tallies) -> tuple[Numbers, Numbers]:
    """``Tally.bounds``: the least and the most share, hits and members in two columns."""
    least, most = (bound.copy() for bound in plain_bounds(tallies))
    one, none = _summed(tallies, _out_or(tallies.masks, HIT)), _summed(tallies, _out_or(tallies.masks, MISS))
    least[(least[:, 1] == 0) & (one > 0)] = (1, 1)
    most[(most[:, 1] == 0) & (none > 0)] = (0, 1)
    return least, most


@lru_cache(maxsize=4096)
def _out_or(masks: Masks, outcomes: int) -> Numbers:
    """Who may be out, and counts in no other way than by *outcomes*."""
    others = COUNTED & ~outcomes
    return np.array([bool(mask & UNCOUNTED and mask & COUNTED and not mask & others) for mask in masks], dtype=np.int64)


def plain_bounds(tallies: Tallies) -> tuple[Numbers, Numbers]:
    """``Tally.plain_bounds``: the same without the rule for empty denominators, so that parts add up."""
    found: Numbers = tallies.counts @ _parts(tallies.masks)
    return found[:, :2], found[:, 2:]


@lru_cache(maxsize=4096)
def _parts(masks: Masks) -> Numbers:
    found = np.zeros((len(masks), 4), dtype=np.int64)
    for row, mask in enumerate(masks):
        sure, hit, miss = not mask & UNCOUNTED, bool(mask & HIT), bool(mask & MISS)
        if mask & COUNTED:
            found[row] = sure and not miss, sure or miss, hit, sure or hit
    return found
