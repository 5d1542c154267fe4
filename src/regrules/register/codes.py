"""The unified social credit code (GB 32100): its form and its check digit."""

from __future__ import annotations

import re

from .shown import shown

# The first two signs name the registering authority and the type; both may be letters (N: agriculture, Y: others).
_FORM = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")
_WORTH = {sign: worth for worth, sign in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
SIGNS = tuple(_WORTH)
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def credit_code(text: str) -> str:
    """The code itself; a ValueError if its form or its check digit is wrong."""
    if not _FORM.fullmatch(text):
        raise ValueError(
            f"{shown(text)} is not a unified social credit code; accepted: 18 signs, digits and capital letters"
            " without I, O, S, V and Z, such as 91110000600037341L"
        )
    if (wanted := check_digit(text[:-1])) != text[-1]:
        raise ValueError(f"{shown(text)} has the wrong check digit: a code that begins so ends in `{wanted}`")
    return text


def check_digit(body: str) -> str:
    """The last sign of the code that begins with these seventeen."""
    return SIGNS[-sum(_WORTH[sign] * weight for sign, weight in zip(body, WEIGHTS, strict=True)) % 31]
