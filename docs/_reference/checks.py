"""The checks that a county must pass, level by level."""

from __future__ import annotations

from collections.abc import Callable

from regrules.analysis.check import LEVELS, Check, Level
from regrules.testing.conformance.checks import ALL_CHECKS, CHECKS, PLAN_CHECKS

from .docstrings import table


def levels() -> str:
    """A row for each level, from the first to the last, with the number of its checks for a county."""
    rows = [(f"`{each.id}`", each.title.zh, each.title.en, str(_number(each))) for each in LEVELS]
    return table(("level", "中文", "of a county that reached it", "checks"), *rows)


def _number(level: Level) -> int:
    return sum(each.level == level.id for each in CHECKS)


def checks() -> str:
    """A section on each level, with a row for each of its checks."""
    return "\n\n".join(map(_level, LEVELS))


def _level(level: Level) -> str:
    ours = [each for each in ALL_CHECKS if each.level == level.id]
    rows = [(f"`{each.id}`", each.title.zh, each.title.en, _asked_of(each)) for each in ours]
    return f"## {level.id}\n\n" + table(("check", "中文", "what must be true", "asked of"), *rows)


def _asked_of(check: Check) -> str:
    """What a check is asked of: an installed county, a plan in JSON, or both; some with the document."""
    given = ["county"] * (check in CHECKS) + ["plan"] * (check in PLAN_CHECKS)
    return ", ".join(given) + " with document" * (check.needs == "document")


MADE: dict[str, Callable[[], str]] = {"levels": levels, "checks": checks}
