"""From what each cell may be to one value each, so that no date comes before one that it must follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Any

from ...model.schema import Schema, TableSchema
from ...register.orders import FOLLOWING, PAIRS
from .state import State, Thing
from .values import as_day

Cells = dict[str, Any]


def chosen(state: State, schema: Schema) -> dict[Thing, Cells] | None:
    """A value for each cell of each thing; None if no choice keeps the order of dates."""
    possible: dict[Thing, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    for thing in state.times:
        possible[thing] = {}
    for (thing, name), values in state.cells.items():
        possible[thing][name] = values
    for (thing, name), (inside, _) in state.sets.items():
        possible[thing][name] = (inside,)
    found = {thing: next(_rows(values, schema.table(thing.table), schema), None) for thing, values in possible.items()}
    return {thing: row for thing, row in found.items() if row is not None} if None not in found.values() else None


def _rows(values: dict[str, tuple[Any, ...]], table: TableSchema, schema: Schema) -> Iterator[Cells]:
    """The rows that a register accepts, the plainest first."""
    if table.name == "gradings" and {"scheme", "grade"} <= values.keys():
        pairs = product(values["scheme"], values["grade"])
        given = [(scheme, grade) for scheme, grade in pairs if grade in schema.grades.get(scheme, (grade,))]
    else:
        given = []
    orders = [(first, last) for first, last in _orders(table) if first in values and last in values]
    firsts = sorted({first for first, _ in orders})
    for start in product(*(values[name] for name in firsts)):
        row: Cells = dict(zip(firsts, start, strict=True))
        for name, options in values.items():
            if name not in row:
                after = [row[first] for first, last in orders if last == name and row[first] is not None]
                kept = [each for each in options if each is None or all(as_day(each) >= as_day(day) for day in after)]
                if not kept:
                    break
                row[name] = kept[0]
        else:
            if table.name != "gradings" or "scheme" not in row or "grade" not in row:
                yield row
            elif given:
                yield row | {"scheme": given[0][0], "grade": given[0][1]}


def _orders(table: TableSchema) -> list[tuple[str, str]]:
    """Which date of a row must not come before which."""
    pairs = [*PAIRS.get(table.name, ()), *((table.dated or "", step) for step in FOLLOWING.get(table.name, ()))]
    return [*pairs, (table.since, table.until)] if table.since and table.until else pairs
