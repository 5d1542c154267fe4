"""Invented names and codes."""

from __future__ import annotations

from random import Random

from ..register.codes import check_digit

_FIRST = "康仁济和安泰益惠福瑞祥德民华宝永嘉诚恒佳"
_SECOND = "春林源堂生平兴盛元宁辉丰美欣达宜寿顺荣光"
_LAND = "青石龙马白黄大长双高新柳松竹桃枫"
_PLACE = "坪坝溪岭沟湾塘桥树河坡垭寨峰田岩"


def credit_code(division: str, number: int, *, public: bool = False) -> str:
    """
    A unified social credit code with its check digit (GB 32100), for the *number*-th owner of a division.

    Args:
        division: Six-digit division code.
        number: Running number of the owner.
        public: A public institution instead of a business.
    """
    body = f"{'12' if public else '91'}{division}MA{number:07}"
    return body + check_digit(body)


def business_name(chance: Random, taken: set[str], place: str, kind: str) -> str:
    """
    A name such as 石柱县康源大药房 that is not *taken* yet; it is taken from now on.

    Args:
        chance: Where luck comes from.
        taken: The names in use.
        place: What the name begins with.
        kind: What it ends with.
    """
    return _fresh(chance, taken, place, _FIRST, _SECOND, kind)


def village_name(chance: Random, taken: set[str], place: str, kind: str) -> str:
    """A name such as 西沱镇青坪村卫生室 that is not *taken* yet; the arguments as for :func:`business_name`."""
    return _fresh(chance, taken, place, _LAND, _PLACE, f"村{kind}")


def _fresh(chance: Random, taken: set[str], place: str, first: str, second: str, kind: str) -> str:
    words = [one + other for one in first for other in second]
    free = [name for word in words if (name := f"{place}{word}{kind}") not in taken]
    name = chance.choice(free) if free else f"{place}{chance.choice(words)}第{len(taken)}{kind}"
    taken.add(name)
    return name
