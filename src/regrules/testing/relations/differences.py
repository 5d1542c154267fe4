"""Where verdicts differ, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from ...engine.verdict import Interval, Pair, Verdict


def differences(
    expected: Sequence[Verdict], found: Sequence[Verdict], names: tuple[str, str] = ("reference", "columns")
) -> str:
    """
    Which verdicts differ, and in which fields; empty if none does.

    Args:
        expected: The verdicts as they should be.
        found: The verdicts as they are.
        names: What the two are called.
    """
    one, other = (tuple(each.obligation for each in verdicts) for verdicts in (expected, found))
    if one != other:
        return _told("verdicts", names, list(one), list(other))
    return "\n".join(
        _told(f"{first.obligation} (stage {first.stage}), {name}", names, getattr(first, name), getattr(second, name))
        for first, second in zip(expected, found, strict=True)
        for name in (each.name for each in attrs.fields(Verdict))
        if getattr(first, name) != getattr(second, name)
    )


def _told(place: str, names: tuple[str, str], first: object, second: object) -> str:
    width = max(map(len, names))
    return f"{place}\n  {names[0]:>{width}}: {first}\n  {names[1]:>{width}}: {second}"


def parts_differ(verdict: Verdict, *, counts: bool) -> str:
    """
    Where the agencies' parts do not add up to the whole; empty if they do, or if there is nothing to add.

    Args:
        verdict: A verdict of a measure whose parts are parts of one number.
        counts: Whether the number is a count, whose denominator is 1 in every part.
    """
    for bound in ("least", "most"):
        whole: Pair | None = getattr(verdict.number, bound)
        parts: list[Any] = [_bound(part.number, bound) for part in verdict.agencies]
        if whole is None or not parts or None in parts:
            continue
        hits, members = (sum(part[place] for part in parts) for place in (0, 1))
        # A whole of nothing may stand as 1 of 1; its parts never do.
        if (not counts and members not in (whole[1], 0)) or ((counts or members) and hits != whole[0]):
            return _told(f"{verdict.obligation}, {bound}", ("the whole", "its parts"), whole, parts)
    return ""


def _bound(number: Interval, bound: str) -> Pair | None:
    found: Pair | None = getattr(number, bound)
    return found
