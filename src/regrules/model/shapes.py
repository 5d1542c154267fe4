"""What the records of the model are made of: their fields, and the words that tell kinds of record apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from .plans import Jurisdiction
from .predicates import Literals

KIND = "kind"
"""The key that names what a record is, where several may stand."""

LITERALS = frozenset(get_args(Literals))
"""What a row is compared with; a date among them is written ``{"date": "2025-03-31"}``, or it would read as text."""


@cache
def field_types(record: type) -> dict[str, Any]:
    """The type of each field of *record*, resolved, in order."""
    hints = get_type_hints(record)
    return {each.name: hints[each.name] for each in attrs.fields(record)}


def is_union(annotation: Any) -> bool:
    """Whether several types may stand here."""
    return get_origin(annotation) in (Union, UnionType)


def is_literals(annotation: Any) -> bool:
    """Whether what stands here is compared with a value of a row."""
    return is_union(annotation) and frozenset(get_args(annotation)) == LITERALS


def records_among(annotation: Any) -> tuple[type, ...]:
    """The record classes of a union, in order."""
    return tuple(each for each in get_args(annotation) if attrs.has(each))


def may_be_nothing(annotation: Any) -> bool:
    """Whether None may stand here."""
    return NoneType in get_args(annotation)


def reachable(record: type) -> tuple[type, ...]:
    """*record* and every record class inside it, each once, outermost first."""
    found: dict[type, None] = {}
    waiting = [record]
    while waiting:
        current = waiting.pop(0)
        if current not in found:
            found[current] = None
            waiting.extend(part for kind in field_types(current).values() for part in _parts(kind) if attrs.has(part))
    return tuple(found)


def name_of(record: type) -> str:
    """The word for *record* in written plans: its name in lower case, joined by underscores."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", record.__name__).lower()


def tag(record: type) -> str | None:
    """The word by which *record* is told from others that may stand in its place; None if there are none."""
    return name_of(record) if record in _told_apart() else None


@cache
def _told_apart() -> frozenset[type]:
    annotations = (kind for record in reachable(Jurisdiction) for kind in field_types(record).values())
    unions = (part for kind in annotations for part in _unions(kind))
    choices = (records_among(union) for union in unions)
    return frozenset(record for among in choices if len(among) > 1 for record in among)


def _unions(annotation: Any) -> Iterator[Any]:
    if is_union(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from _unions(part)


def _parts(annotation: Any) -> Iterator[Any]:
    arguments = get_args(annotation)
    if not arguments:
        yield annotation
    for part in arguments:
        yield from _parts(part)
