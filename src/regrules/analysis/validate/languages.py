"""A check that the Chinese and the English of a text name the same figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ...model.plans import Jurisdiction, Plan
from ...model.text import Text
from ..document.numerals import DIGITS, SIGNS, number
from .case import Problem, problem
from .checks import of_plans
from .texts import BASIS, placed, texts_of

_ARABIC = re.compile(r"(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?")
_RUN = re.compile(rf"[{SIGNS}]+")
_PLACE = re.compile(r"\d+\.\d+(?!\s?%)")  # 3.6 is a clause, 3.6 % a figure
_WORD = re.compile(r"[A-Za-z]+")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDERS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_CLASSES = ("I", "II", "III", "IV")
_WORDS = {
    **{name: at for names in (_MONTHS, _CLASSES, _COUNTS, _ORDERS) for at, name in enumerate(names, 1)},
    "a": 1, "an": 1, "every": 1, "each": 1, "once": 1, "twice": 2, "both": 2, "half": 2, "thrice": 3, "quarter": 4,
}  # fmt: skip


def figures_apart(text: Text) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    The figures in digits that only one language has: those of the Chinese, and those of the English.

    >>> figures_apart(Text(zh="3月31日前", en="by 30 March"))
    (('31',), ('30',))
    """
    chinese, english = _in_digits(text.zh), _in_digits(_PLACE.sub("", text.en))
    said_zh = {*chinese, *_in_signs(text.zh)}
    if "以上" in text.zh:  # level 2 and above may be told as levels 2 and 3
        said_zh |= {value + 1 for value in said_zh}
    said_en = {*english, *(Fraction(_WORDS[each]) for each in _words(text.en)), *_places(text.en)}
    return (
        tuple(written for value, written in chinese.items() if value not in said_en),
        tuple(written for value, written in english.items() if value not in said_zh),
    )


def _in_digits(text: str) -> dict[Fraction, str]:
    found = {written: number(written) for written in _ARABIC.findall(text)}
    return {value: written for written, value in found.items() if value is not None}


def _in_signs(text: str) -> Iterator[Fraction]:
    """The numbers that Chinese signs write, each sign by itself included: 二三级 says 2 and 3."""
    for run in _RUN.findall(text):
        value = number(run)
        if value is not None:
            yield value
        yield from (Fraction(DIGITS[sign]) for sign in run if sign in DIGITS)


def _places(text: str) -> Iterator[Fraction]:
    yield from (Fraction(part) for written in _PLACE.findall(text) for part in (written, *written.split(".")))


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        known = word if word in _WORDS else word.lower()
        if known in _WORDS:
            yield known


def _agree(plan: Plan, _county: Jurisdiction) -> Iterator[Problem]:
    for said in texts_of(plan):
        # Orders are cited by their number in one language and by their year in the other.
        only_zh, only_en = ((), ()) if said.what == BASIS else figures_apart(said.text)
        if only_zh or only_en:
            yield placed(
                problem(
                    f"{said.what.zh}的中英文数字不一致：中文有{'、'.join(only_zh) or '无'}，英文有{'、'.join(only_en) or '无'}",
                    f"the {said.what.en} names other figures in its two languages: {', '.join(only_zh) or 'none'} in Chinese "
                    f"only, {', '.join(only_en) or 'none'} in English only",
                    "请核对两种文字",
                    "compare the two",
                ),
                said,
            )


CHECKS = (
    of_plans(
        "languages-agree", "explained", "中英文数字一致", "both languages of a text name the same figures", _agree
    ),
)
