"""Putting sentences together in two languages at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from .text import Text
from .wording import wording


class Said(NamedTuple):
    """A part of a sentence in both languages; it may be empty."""

    zh: str
    en: str


Part = Said | Text
NOTHING = Said("", "")


def say(zh: str, en: str, *parts: Part) -> Said:
    """The two forms with *parts* put in their places."""
    return Said(zh.format(*(part.zh for part in parts)), en.format(*(part.en for part in parts)))


def literal(value: object) -> Part:
    """A value as it is read: words of the register in words, dates in ISO form."""
    if isinstance(value, bool):
        return Said("是", "yes") if value else Said("否", "no")
    return wording(value) if isinstance(value, str) else Said(str(value), str(value))


def joined(first: Part, second: Part) -> Said:
    """One part after the other."""
    return Said(first.zh + second.zh, f"{first.en} {second.en}".strip())


def listed(zh: str, en: str, parts: Sequence[Part]) -> Said:
    """All parts with a word between them."""
    return Said(zh.join(part.zh for part in parts), en.join(part.en for part in parts))


def words(values: Sequence[object], zh: str, en: str) -> Said:
    """Some values with a word between the last two."""
    told = [literal(value) for value in values]
    if len(told) == 1:
        return Said(told[0].zh, told[0].en)
    first = listed("、", ", ", told[:-1])
    return Said(f"{first.zh}{zh}{told[-1].zh}", f"{first.en} {en} {told[-1].en}")


def order(operator: str, value: object) -> Said:
    """A comparison with *value*, in the words for numbers or for dates."""
    forms = _DAYS if isinstance(value, date) else _ORDERS
    return say(*forms.get(operator, _ORDERS[operator]), literal(value))


_ORDERS = {
    "==": ("为{}", "is {}"),
    "!=": ("不为{}", "is not {}"),
    "<": ("低于{}", "is below {}"),
    "<=": ("不高于{}", "is at most {}"),
    ">": ("高于{}", "is above {}"),
    ">=": ("不低于{}", "is at least {}"),
}
_DAYS = {
    "<": ("早于{}", "is before {}"),
    "<=": ("不晚于{}", "is no later than {}"),
    ">": ("晚于{}", "is after {}"),
    ">=": ("不早于{}", "is no earlier than {}"),
}
