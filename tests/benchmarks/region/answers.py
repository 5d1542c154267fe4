"""What every variant gives back, so that they can be compared: for each obligation a pair of numbers for each county."""

from __future__ import annotations

from collections.abc import Mapping

Pairs = list[tuple[int, int]]
Answers = dict[str, Pairs]
"""Numerator and denominator by obligation, counties in order of their codes; a count has the denominator 1."""


def differences(ours: Mapping[str, Pairs], theirs: Mapping[str, Pairs]) -> list[str]:
    """What two variants do not agree on, in words."""
    found = [f"{name} is missing" for name in sorted(ours.keys() ^ theirs.keys())]
    for name in ours.keys() & theirs.keys():
        if len(ours[name]) != len(theirs[name]):
            found.append(f"{name}: {len(ours[name])} counties against {len(theirs[name])}")
        wrong = [
            place for place, (a, b) in enumerate(zip(ours[name], theirs[name], strict=False)) if tuple(a) != tuple(b)
        ]
        if wrong:
            place = wrong[0]
            found.append(
                f"{name}: {len(wrong)} counties differ, the first is number {place}: "
                f"{tuple(ours[name][place])} against {tuple(theirs[name][place])}"
            )
    return sorted(found)
