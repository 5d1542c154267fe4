"""All checks of the kit, and how many each level must have."""

from __future__ import annotations

from ...analysis import review, trace, validate
from ...analysis.check import LEVELS, Check
from .fast import FAST
from .loads import LOADS, PLAN_LOADS
from .meaning import CHECKS as MEANING

_ORDER = [level.id for level in LEVELS]


def _in_order(*groups: tuple[Check, ...]) -> tuple[Check, ...]:
    return tuple(sorted((check for group in groups for check in group), key=lambda check: _ORDER.index(check.level)))


CHECKS = _in_order(LOADS, validate.CHECKS, review.CHECKS, MEANING, trace.CHECKS, FAST)
"""The checks of an installed county, by level."""

PLAN_CHECKS = _in_order(PLAN_LOADS, tuple(check for check in CHECKS if check.needs != "distribution"))
"""The checks of a plan without a plugin."""

ALL_CHECKS = _in_order(PLAN_LOADS, CHECKS)
"""Every check, each once."""

PINNED = {
    "loads": 12,
    "well-formed": 32,
    "accounted": 6,
    "meaning": 5,
    "relations": 9,
    "explained": 19,
    "traced": 20,
    "fast": 3,
}
"""How many checks a level of an installed county must have: what is lost on the way counts as not passed."""

PLAN_PINNED = {**PINNED, "loads": 1, "fast": 2}
"""The same for a plan without a plugin."""


def checks_for(*, installed: bool) -> tuple[Check, ...]:
    """The checks of an installed county, or of a plan without a plugin."""
    return CHECKS if installed else PLAN_CHECKS


def pinned_for(*, installed: bool) -> dict[str, int]:
    """How many checks each level must have, of an installed county or of a plan without a plugin."""
    return PINNED if installed else PLAN_PINNED
