"""Exact figures: the numbers of a plan as they are written, never as floats."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

_FORM = re.compile(r"(?P<top>-?\d+(\.\d+)?)(?:/(?P<bottom>[1-9]\d*)|(?P<percent>%))?")
ACCEPTED = "a whole number, a decimal, a fraction such as 1/3 or a percentage such as 25%"


@lru_cache(maxsize=4096)
def exact(text: str) -> Fraction:
    """
    The number that *text* writes.

    Args:
        text: ``"450"``, ``"0.5"``, ``"1/3"`` or ``"25%"``.

    Raises:
        ValueError: the text is none of these.

    >>> exact("25%"), exact("1/3"), exact("450")
    (Fraction(1, 4), Fraction(1, 3), Fraction(450, 1))
    """
    match = _FORM.fullmatch(text.replace(" ", ""))
    if match is None:
        raise ValueError(f"figure `{text}` cannot be read; accepted: {ACCEPTED}")
    number = Fraction(Decimal(match["top"]))
    if match["bottom"]:
        return number / int(match["bottom"])
    return number / 100 if match["percent"] else number


def written(value: object) -> str:
    """
    A figure as text, checked; what the records of a plan keep.

    Floats are refused: 0.29 as a float is not twenty-nine hundredths.

    >>> written(" 25 %")
    '25%'
    """
    if type(value) is int:
        return str(value)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}" if value.denominator > 1 else str(value.numerator)
    if not isinstance(value, str):
        raise TypeError(f"figure {value!r} is not exact; write it as text: {ACCEPTED}")
    exact(value)
    return value.replace(" ", "")


def optionally_written(value: object) -> str | None:
    """As :func:`written`; None stays None."""
    return None if value is None else written(value)
