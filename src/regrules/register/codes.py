"""The unified social credit code (GB 32100): its form and its check digit."""

from __future__ import annotations

import re

from .shown import shown

# The first two signs name the registering authority and the type; both may be letters (N: agriculture, Y: others).
_FORM = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")


def credit_code(text: str) -> str:
    """The code itself; a ValueError if its form or its check digit is wrong."""
    from stdnum.cn.uscc import calc_check_digit

    if not _FORM.fullmatch(text):
        raise ValueError(
            f"{shown(text)} is not a unified social credit code; accepted: 18 signs, digits and capital letters"
            " without I, O, S, V and Z, such as 91110000600037341L"
        )
    if (wanted := calc_check_digit(text[:-1])) != text[-1]:
        raise ValueError(f"{shown(text)} has the wrong check digit: a code that begins so ends in `{wanted}`")
    return text
