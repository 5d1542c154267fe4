"""What rows say of other rows, asked of whole columns: keys, references, orders of dates, versions, grades."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

import numpy as np

from ...model.schema import ColumnSchema, Schema
from ..arrays import MISSING_DAY, CodedColumn, DayColumn
from ..orders import FOLLOWING, PAIRS
from ..references import NONE
from .coding import Doubt
from .gathered import SUBJECT, Gathered
from .hashing import Places, all_differ

if TYPE_CHECKING:
    import polars

Names = Callable[[str], "polars.Series | None"]
"""The names of the records of a table, None if it was not given."""


def check(schema: Schema, table: Gathered, names: Names) -> None:
    """
    See to it that nothing in a table contradicts the rest of the register.

    Args:
        schema: The tables that the register may hold.
        table: The table.
        names: What rows may refer to.

    Raises:
        Doubt: something may.
    """
    _check_keys(table)
    for column in table.schema.columns:
        # the subjects that rows name are looked up anyway, when the rows are brought into order
        if column.refers is not None and column.name in table.columns and column.refers != "subjects":
            _check_references(table, column, names)
    _check_orders(table)
    if table.schema.name == "gradings":
        _check_grades(schema, table)
    if table.schema.name == "subjects":
        _check_versions(table)


def _check_keys(table: Gathered) -> None:
    keys = [name for name in table.schema.keys if name in table.columns]
    if not keys:
        return
    import polars

    if len(keys) == 1:
        texts = table.texts(keys[0])
        if not all_differ(texts):
            raise Doubt
        return
    frame = polars.DataFrame([_numbers(table, name) for name in keys])
    if frame.is_duplicated().any():
        raise Doubt


def _numbers(table: Gathered, name: str) -> polars.Series:
    """A number for each row, the same where the value is."""
    import polars

    column = table.columns[name]
    if isinstance(column, polars.Series):
        return column.alias(name)
    numbers: Any = column.packed if isinstance(column, DayColumn) else table.coded(name).codes
    return polars.Series(name, numbers)


def _check_references(table: Gathered, column: ColumnSchema, names: Names) -> None:
    if column.refers == table.schema.name and table.schema.identity is not None:
        known: Any = table.texts(table.schema.identity)
    else:
        known = names(str(column.refers))
    if known is None:
        return
    cells = table.columns[column.name]
    if isinstance(cells, CodedColumn):
        _check_named({*cells.values} - ({NONE} if column.name == "follows" else set()), known)
    else:
        named = table.texts(column.name).drop_nulls().unique()
        if column.name == "follows":
            named = named.filter(named != NONE)
        found = np.zeros(len(named), dtype=np.bool_)
        places = Places(named).of(known)
        found[places[places >= 0]] = True
        if not found.all():
            raise Doubt


def _check_named(named: Collection[object], known: polars.Series) -> None:
    if not named <= set(known.filter(known.is_in(list(named))).to_list()):  # type: ignore[operator]  # two sets
        raise Doubt


def _check_orders(table: Gathered) -> None:
    schema = table.schema
    pairs = [*PAIRS.get(schema.name, ()), *((schema.dated or "", step) for step in FOLLOWING.get(schema.name, ()))]
    if schema.since and schema.until:
        pairs.append((schema.since, schema.until))
    for first, last in pairs:
        if first in table.columns and last in table.columns:
            starts, ends = table.ordinals(first), table.ordinals(last)
            if ((ends < starts) & (starts != MISSING_DAY)).any():
                raise Doubt


def _check_grades(schema: Schema, table: Gathered) -> None:
    schemes, grades = table.coded("scheme"), table.coded("grade")
    width = np.int64(len(grades.values) + 1)
    for number in np.unique(schemes.codes * width + grades.codes).tolist():
        scheme, grade = divmod(number, int(width))
        accepted = schema.grades.get(str(schemes.values[scheme]))
        if accepted and grades.values[grade] not in accepted:
            raise Doubt


def _check_versions(table: Gathered) -> None:
    """Whether the versions of each subject follow one another without overlap or gap."""
    import polars

    names = table.texts(SUBJECT)
    several = np.flatnonzero(names.is_duplicated().to_numpy())
    if not len(several):
        return
    starts, ends = table.ordinals("valid_from")[several], table.ordinals("valid_to")[several]
    began = np.where(starts == MISSING_DAY, 0, starts)
    frame = polars.DataFrame({"id": names.gather(several), "began": began, "ends": ends}).sort("id", "began")
    same = (frame["id"] == frame["id"].shift(-1)).fill_null(False).to_numpy()[:-1]
    ended, following = frame["ends"].to_numpy()[:-1], frame["began"].to_numpy()[1:]
    if (same & (ended != MISSING_DAY) & (ended + 1 != following)).any():
        raise Doubt
