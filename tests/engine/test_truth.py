"""The outcomes of a record's property: every missing cell is filled in every way, then steps come or do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import product
from operator import eq, ge, gt, le, lt, ne
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from regrules.engine import world as facts
from regrules.engine.prospects import leaves, outcomes
from regrules.engine.tally import DEAD, HIT, OPEN
from regrules.engine.truth import Asked, truth
from regrules.model.predicates import (
    AllOf,
    Always,
    AnyOf,
    Between,
    Column,
    Compare,
    Happened,
    Has,
    IsIn,
    Not,
    Predicate,
)
from regrules.model.schema import TableSchema
from regrules.model.tables import CORE
from regrules.model.windows import calendar_year
from regrules.register import from_records
from regrules.testing.strategies import as_of_days, jurisdictions, predicates, register_rows
from regrules.testing.strategies.pool import values
from regrules.testing.strategies.worlds import every_part

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
TABLES = ("inspections", "filings", "samples", "leads", "reports", "actions", "assignments")
DAY = timedelta(days=1)
WINDOW = calendar_year(2025)
Cells = dict[str, Any]
Given = dict[Predicate, bool]


# Truth where everything is known, read naively


def holds(predicate: Predicate, cells: Cells, given: Given) -> bool:
    """Whether *predicate* holds of a row whose cells are all known; a step that has not come is None."""
    if predicate in given:
        return given[predicate]
    match predicate:
        case Always():
            return True
        case AllOf(parts=parts):
            return all(holds(part, cells, given) for part in parts)
        case AnyOf(parts=parts):
            return any(holds(part, cells, given) for part in parts)
        case Not(part=part):
            return not holds(part, cells, given)
    assert isinstance(predicate.value, Column)  # type: ignore[union-attr]  # a leaf has a value
    return leaf_holds(predicate, _day(cells[predicate.value.name]))  # type: ignore[union-attr]


def leaf_holds(leaf: Predicate, value: Any) -> bool:
    """Whether one question is answered with yes by a value; None is a step that has not come."""
    match leaf:
        case Happened():
            return value is not None
        case Has(words=words, need=need):
            return set(words) <= value if need == "all" else bool(set(words) & value)
        case IsIn(literals=literals):
            return value in literals
        case Between(low=low, high=high):
            return value is not None and low <= value <= high
        case Compare(operator=operator, literal=literal):
            return operator == "!=" if value is None else OPERATORS[operator](value, literal)
    raise AssertionError(leaf)


def _day(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


# What may stand in a cell now, and later


def own_column(leaf: Predicate, table: str) -> Column | None:
    """The column of the row itself that a question asks for."""
    value = getattr(leaf, "value", None)
    mine = isinstance(value, Column) and value.via is None and value.table == table
    return value if mine else None


def candidates(schema: TableSchema, name: str, predicate: Predicate) -> list[Any]:
    """Values of a column that answer the questions of *predicate* in every way they can be answered."""
    column = schema.column(name)
    if column.type == "date":
        days = [_literals(leaf) for leaf in leaves(predicate) if own_column(leaf, schema.name)]
        return sorted({day + by for found in days for day in found for by in (-DAY, 0 * DAY, DAY)})
    return [value for value in values(column) if column.type != "time"] or [datetime.combine(date(2024, 1, 1), time(9))]


def _literals(leaf: Predicate) -> list[date]:
    found = [getattr(leaf, name, None) for name in ("literal", "low", "high")]
    return [each for each in (*found, *getattr(leaf, "literals", ())) if isinstance(each, date)]


def ways(asked: Asked, predicate: Predicate) -> Iterator[tuple[Cells, list[Cells]]]:
    """The row with its gaps filled, in every way; with each, the rows that it may become as steps come."""
    world, table, on = asked.world, asked.table, asked.on
    schema = world.schema(table)
    names = list(dict.fromkeys(column.name for leaf in leaves(predicate) if (column := own_column(leaf, table))))
    cells = {name: world.cell(table, asked.row, name, on) for name in names}
    later = [on + DAY, *(each for leaf in leaves(predicate) for each in _literals(leaf) if each > on)]
    later += [on + DAY + DAY, date(2200, 1, 1), *(each - DAY for each in later if each > on + DAY), *(e + DAY for e in later)]
    now: dict[str, list[Any]] = {}
    ahead: dict[str, list[Any]] = {}
    for name, value in cells.items():
        if value is facts.NOT_YET:
            now[name], ahead[name] = [None], [None, *later]
        elif value is facts.UNKNOWN:
            column = schema.column(name)
            now[name] = candidates(schema, name, predicate) + ([None] if column.step else [])
        else:
            now[name] = [value]
    for found in product(*now.values()):
        filled = dict(zip(now, found, strict=True))
        futures = product(*(ahead.get(name, [filled[name]]) for name in filled))
        yield filled, [dict(zip(filled, future, strict=True)) for future in futures]


def expected(asked: Asked, predicate: Predicate) -> int:
    """The outcomes that completions have."""
    elsewhere = [leaf for leaf in leaves(predicate) if not isinstance(leaf, Always) and not own_column(leaf, asked.table)]
    known = {leaf: truth(leaf, asked) for leaf in elsewhere}
    open_ones = [leaf for leaf, held in known.items() if held is None]
    mask = 0
    for chosen in product((True, False), repeat=len(open_ones)):
        given: Given = {leaf: bool(held) for leaf, held in known.items()} | dict(zip(open_ones, chosen, strict=True))
        for cells, futures in ways(asked, predicate):
            if holds(predicate, cells, given):
                mask |= HIT
            else:
                mask |= OPEN if any(holds(predicate, future, given) for future in futures) else DEAD
    return mask


def asked_once(asked: Asked, predicate: Predicate) -> bool:
    """Whether each column is asked for once, and what is missing can be answered both ways."""
    names = [column.name for leaf in leaves(predicate) if (column := own_column(leaf, asked.table))]
    schema = asked.world.schema(asked.table)
    for leaf in leaves(predicate):
        column = own_column(leaf, asked.table)
        if column and asked.world.cell(asked.table, asked.row, column.name, asked.on) is facts.UNKNOWN:
            found = {leaf_holds(leaf, _day(value)) for value in candidates(schema, column.name, predicate)}
            if len(found) < 2 or schema.column(column.name).step:
                return False
    return len(names) == len(set(names))


@st.composite
def questions(draw: st.DrawFn, table: str) -> tuple[Predicate, list[Asked]]:
    """What may be asked of a row of *table*, and the rows of which it is asked, some with gaps."""
    predicate = draw(predicates(table, related=False))
    columns = {part for part in every_part(predicate) if isinstance(part, Column)}
    steps = {column.dated_by for column in CORE.table(table).columns if column.dated_by}
    read = {f"{column.table}.{column.name}" for column in columns} | {f"{table}.{name}" for name in steps}
    rows = draw(register_rows(tables={table, "gradings"}, columns={*read, f"{table}.subject_id"}))
    on = draw(as_of_days())
    world = facts.World(draw(jurisdictions("attested")), from_records(CORE, **rows), on)
    asked = [Asked(world=world, on=on, window=WINDOW, table=table, row=row) for row in range(len(rows.get(table, ())))]
    return predicate, asked


@pytest.mark.parametrize("table", TABLES)
@given(data=st.data())
def test_outcomes_are_those_of_the_completions(table: str, data: st.DataObject) -> None:
    """A record may be a hit, an open or a dead miss if it is in some completion; tight where each value is asked once."""
    predicate, rows = data.draw(questions(table))
    for asked in rows:
        mask, found = outcomes(predicate, asked), expected(asked, predicate)
        assert found & HIT <= mask & HIT
        assert bool(found & (OPEN | DEAD)) <= bool(mask & (OPEN | DEAD))
        if asked_once(asked, predicate):
            event(f"outcomes {mask}")
            assert mask == found, (predicate, asked.row)


@pytest.mark.parametrize("table", TABLES)
@given(data=st.data())
def test_what_is_true_now_and_what_is_open(table: str, data: st.DataObject) -> None:
    """A record that surely has a property is a hit, one that surely lacks it a miss; what is decided, no completion denies."""
    predicate, rows = data.draw(questions(table))
    for asked in rows:
        held, mask = truth(predicate, asked), expected(asked, predicate)
        assert held is not True or mask == HIT
        assert held is not False or not mask & HIT
