"""The different values that a register has for a column."""

from __future__ import annotations

from typing import Any

from ..model.predicates import Column
from .world import World


def register_keys(world: World, table: str, column: Column) -> set[Any]:
    """
    All values that the register has for a column of a table, or of its records' subjects.

    Of a column that holds keys of another table these are that table's keys as well.
    """
    owner = table if column.via is None else "subjects"
    found = {value for value in world.table(owner).columns.get(column.name, ()) if value is not None}
    refers = world.column(owner, column.name).refers
    if refers is not None:
        identity = world.schema(refers).identity
        assert identity is not None
        found |= set(world.table(refers).columns.get(identity, ()))
    return found
