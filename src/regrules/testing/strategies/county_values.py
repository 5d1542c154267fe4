"""The values that matter to an obligation: those that it asks for, their neighbours, and others beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ...model.plans import Obligation
from ...model.predicates import Between, Column, Compare, Grade, Has, IsIn
from ...model.schema import ColumnSchema, Schema
from .worlds import every_part

Place = tuple[str, str]


def values_asked(obligations: Iterable[Obligation], schema: Schema) -> Mapping[Place, tuple[Any, ...]]:
    """For each column (table and name) that the predicates ask, the values worth trying; grades stand under their scheme."""
    found: dict[Place, dict[Any, None]] = defaultdict(dict)
    for obligation in obligations:
        for part in every_part(obligation):
            for value, literals in _questions(part):
                if isinstance(value, Grade):
                    found["grade", value.scheme].update(dict.fromkeys(schema.grades[value.scheme]))
                else:
                    column = schema.table(value.table).column(value.name)
                    found[value.table, value.name].update(dict.fromkeys(_around(column, literals)))
    return {place: tuple(values) for place, values in found.items()}


def _questions(part: Any) -> Iterator[tuple[Column | Grade, tuple[Any, ...]]]:
    """What a predicate asks, and with which literals it compares it."""
    match part:
        case Compare(value=Column() | Grade() as value, literal=literal):
            yield value, (literal,)
        case Between(value=Column() | Grade() as value, low=low, high=high):
            yield value, (low, high)
        case IsIn(value=value, literals=literals):
            yield value, literals
        case Has(value=value, words=words):
            yield value, words


def _around(column: ColumnSchema, literals: tuple[Any, ...]) -> Iterator[Any]:
    """The literals of a column's type, what lies beside them, and something else."""
    match column.type:
        case "words":
            others = _others(column, literals)[:1]
            yield frozenset(literals)
            yield from (frozenset({word}) for word in literals)
            yield frozenset({*literals, *others})
            yield frozenset(others)
            yield frozenset()
        case "word" | "text":
            yield from literals
            yield from _others(column, literals)[:2]
        case "flag":
            yield from (True, False)
        case "whole" | "number":
            for number in (literal + step for literal in literals for step in (0, -1, 1)):
                if (column.least is None or number >= column.least) and (column.most is None or number <= column.most):
                    yield number if column.type == "whole" else Decimal(number)
        case "date":
            yield from (_day(literal) + timedelta(days=step) for literal in literals for step in (0, -1, 1))
        case _:
            yield from literals


def _others(column: ColumnSchema, literals: tuple[Any, ...]) -> tuple[str, ...]:
    """Words beside *literals*: of a closed list those that are left, if any, else one that nobody asks for."""
    return tuple(word for word in column.words if word not in literals) if column.words else ("other",)


def _day(literal: Any) -> date:
    assert isinstance(literal, date)
    return literal
