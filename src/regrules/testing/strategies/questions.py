"""Strategies for one question about one cell: what can be asked of each type of column."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st

from ...model.names import Cell
from ...model.predicates import Predicate
from ...model.schema import ColumnSchema
from .pool import values

Question = Callable[[Cell], Predicate]
ORDERED = ("whole", "number", "date")
COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "!=": operator.ne,
}


@cache
def questions(column: ColumnSchema) -> st.SearchStrategy[Question]:
    """Questions about a cell of *column*, with literals that its rows hold."""
    pool = values(column)
    if column.type == "words":
        return _set_questions(sorted(frozenset().union(*pool)))
    if column.type == "time":
        return st.just(_happened)
    if column.type == "number":
        pool = tuple(int(number) for number in pool)
    choices = [comparisons(pool, ordered=column.type in ORDERED)]
    if column.type != "flag":
        choices.append(st.lists(st.sampled_from(pool), min_size=1, max_size=2).map(_is_in))
    if column.type in ORDERED:
        choices.append(spans(pool))
    if column.step:
        choices += [st.just(_happened)] * 3
    return st.one_of(choices)


def comparisons(pool: tuple[Any, ...], *, ordered: bool) -> st.SearchStrategy[Question]:
    """Questions how a cell compares with one of *pool*."""
    signs = tuple(COMPARED) if ordered else ("==", "==", "!=")
    return st.builds(_compared, st.sampled_from(signs), st.sampled_from(pool))


def spans(pool: tuple[Any, ...]) -> st.SearchStrategy[Question]:
    """Questions whether a cell lies between two of *pool*, which stands in any order."""
    return st.tuples(st.sampled_from(pool), st.sampled_from(pool)).map(lambda pair: _between(*sorted(pair)))


def _set_questions(words: list[str]) -> st.SearchStrategy[Question]:
    some = st.lists(st.sampled_from(words), min_size=1, max_size=2, unique=True)
    return st.one_of(some.map(_has_any), some.map(_has))


def _compared(sign: str, literal: Any) -> Question:
    return lambda cell: COMPARED[sign](cell, literal)


def _between(low: Any, high: Any) -> Question:
    return lambda cell: cell.between(low, high)


def _is_in(literals: list[Any]) -> Question:
    return lambda cell: cell.is_in(*literals)


def _has(words: list[str]) -> Question:
    return lambda cell: cell.has(*words)


def _has_any(words: list[str]) -> Question:
    return lambda cell: cell.has_any(*words)


def _happened(cell: Cell) -> Predicate:
    return cell.happened()
