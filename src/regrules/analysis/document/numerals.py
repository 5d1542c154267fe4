"""Numbers as Chinese documents write them: 25, ２５, 1,000, 三, 二十五, 两百, 3万."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "百": 100, "千": 1000}
GROUPS = {"万": 10_000, "亿": 100_000_000}

# How the two kinds of number look inside a larger pattern.
ARABIC = r"\d+(?:,\d{3})*(?:\.\d+)?(?:\s?[百千万亿])?"
SIGNS = "零〇一二两三四五六七八九十百千万亿"
CHINESE = rf"[{SIGNS}]+(?:点[零〇一二三四五六七八九]+)?"
NUMBER = rf"(?:{ARABIC}|{CHINESE})"

_WIDE = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_ARABIC = re.compile(r"(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?P<group>[百千万亿]?)")


def narrow(text: str) -> str:
    """*text* with full-width digits and percent signs made narrow; every character keeps its place."""
    return text.translate(_WIDE)


def number(text: str) -> Fraction | None:
    """
    The number that *text* writes; None if it writes none.

    >>> number("1,000"), number("二十五"), number("两百零三"), number("3万"), number("一二")
    (Fraction(1000, 1), Fraction(25, 1), Fraction(203, 1), Fraction(30000, 1), None)
    """
    tight = narrow(text).replace(" ", "")
    if match := _ARABIC.fullmatch(tight):
        scale = (TENS | GROUPS).get(match["group"], 1)
        return Fraction(Decimal(match["digits"].replace(",", ""))) * scale
    whole, point, decimals = tight.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return None if value is None or point else Fraction(value)
    if not decimals or any(sign not in DIGITS for sign in decimals):
        return None
    return value + Fraction(int("".join(str(DIGITS[sign]) for sign in decimals)), 10 ** len(decimals))


def _whole(text: str) -> int | None:
    """The whole number of Chinese signs, group by group (万, 亿); None where two digits follow each other."""
    if not text:
        return None
    total = 0
    for sign, size in sorted(GROUPS.items(), key=lambda each: -each[1]):
        if sign in text:
            before, _, text = text.partition(sign)
            group = _below_ten_thousand(before) if before else 1
            if group is None:
                return None
            total += group * size
    rest = _below_ten_thousand(text) if text else 0
    return None if rest is None else total + rest


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last = 0, None, 10_000
    for sign in text:
        if sign in TENS:
            if TENS[sign] >= last:
                return None
            total, digit, last = total + (1 if digit is None else digit) * TENS[sign], None, TENS[sign]
        elif sign not in DIGITS or digit not in (None, 0):
            return None
        else:
            digit = DIGITS[sign]
    return total + (digit or 0)
