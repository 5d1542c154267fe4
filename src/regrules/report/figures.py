"""How numbers are written for people: both bounds, and never more certain than they are."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..engine.verdict import Interval, Pair, Range
from ..model.measures import Count, Growth, Mean, Measure

UNKNOWN = "?"
_BOUNDS = {"at_least": "≥", "above": ">", "at_most": "≤", "below": "<"}


def number_text(number: Interval, measure: Measure) -> str:
    """A number as its measure wants it: ``12–15/57``, ``12/57 21.1%``, a count, a rate, a growth."""
    least, most = number.least, number.most
    if least is None and most is None:
        return UNKNOWN
    if isinstance(measure, Count | Growth | Mean):
        return _span(_decimal(least, measure), _decimal(most, measure))
    if least is None or most is None:
        return _span(_pair(least), _pair(most))
    if least == most:
        return f"{_pair(least)} {_percent(least)}" if least[1] else _pair(least)
    if least[1] == most[1]:
        return f"{least[0]}–{most[0]}/{least[1]}"
    return _span(_pair(least), _pair(most))


def range_text(found: Range) -> str:
    """A whole number between two bounds; empty for none or nought."""
    if found.least is None and found.most is None:
        return ""
    if (found.least, found.most) == (0, 0):
        return ""
    return _span(*(UNKNOWN if bound is None else str(bound) for bound in (found.least, found.most)))


def required_text(required: Mapping[str, str]) -> str:
    """What a target demands: ``≥10%``, ``≤3``, ``=0``; in bands, each with the size up to which it holds."""
    bands: dict[str, dict[str, str]] = {}
    for key, figure in required.items():
        band, _, name = key.rpartition(".")
        bands.setdefault(band, {})[name] = figure
    return "; ".join(f"{_size(band)}{_bounds(figures)}" for band, figures in bands.items())


def _size(band: str) -> str:
    if band.startswith("up_to_"):
        return f"≤{band.removeprefix('up_to_')}: "
    return "…: " if band else ""


def _bounds(figures: Mapping[str, str]) -> str:
    if figures.get("at_least") and figures.get("at_least") == figures.get("at_most"):
        told = f"={figures['at_least']}"
    else:
        told = " ".join(f"{_BOUNDS[name]}{figure}" for name, figure in figures.items() if name in _BOUNDS)
    if "of" in figures:
        told += f" × {figures['of']}"
    return f"{told} (≥{figures['minimum']})" if "minimum" in figures else told


def _span(least: str, most: str) -> str:
    return least if least == most else f"{least}–{most}"


def _pair(pair: Pair | None) -> str:
    return UNKNOWN if pair is None else f"{pair[0]}/{pair[1]}"


def _percent(pair: Pair) -> str:
    return f"{rounded(Fraction(*pair) * 100, 1)}%"


def _decimal(pair: Pair | None, measure: Measure) -> str:
    if pair is None or not pair[1]:
        return UNKNOWN
    value = Fraction(*pair)
    if isinstance(measure, Growth):
        return f"{'+' if value > 0 else ''}{rounded(value * 100, 1)}%"
    return str(value) if value.denominator == 1 else rounded(value, 1 if isinstance(measure, Count) else 2)


def rounded(value: Fraction, places: int) -> str:
    """*value* with so many decimals, halves away from zero, without a float in between."""
    scale = 10**places
    units = int(abs(value) * scale + Fraction(1, 2))
    sign = "-" if value < 0 and units else ""
    whole, part = divmod(units, scale)
    return f"{sign}{whole}.{part:0{places}}" if places else f"{sign}{whole}"
