"""Python that shows again what a check has found: the county by its name, the register written out."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ...strategies.worlds import World

WIDTH = 110
HEAD = """\
from datetime import date, datetime
from decimal import Decimal

import regrules
from regrules.testing.relations import {imported}
from regrules.testing.strategies.county import of_plan
from regrules.testing.strategies.worlds import World

county = regrules.jurisdiction({county!r})
rows = {rows}
world = World(
    jurisdiction=of_plan(county, {plan!r}, {obligations}),
    rows=rows,
    as_of={as_of},
    known_at={known_at},
)
"""
BOTH = """\
for engine in ("reference", "columns"):
    for verdict in verdicts(world, engine):
        print(engine, verdict.obligation, verdict.stage, verdict.status, verdict.could_be, verdict.number)
"""
RELATION = """\
relation = next(each for each in RELATIONS if each.id == {relation!r})
print(relation.broken(world, {engine!r}))
"""


def of_verdicts(world: World, told: str) -> str:
    """What both engines say of *world*; *told* stands below as a comment."""
    return _head(world, "verdicts") + "\n" + BOTH + _comment(told)


def of_relation(world: World, relation: str, engine: str, told: str) -> str:
    """How *world* breaks a relation."""
    return _head(world, "RELATIONS") + "\n" + RELATION.format(relation=relation, engine=engine) + _comment(told)


def _head(world: World, imported: str) -> str:
    return HEAD.format(
        imported=imported,
        county=world.jurisdiction.id,
        plan=world.plan.id,
        obligations=", ".join(repr(each.id) for each in world.plan.obligations),
        rows=_rows(world),
        as_of=literal(world.as_of),
        known_at=literal(world.known_at),
    )


def _rows(world: World) -> str:
    lines = ["{"]
    for name, rows in world.rows.items():
        lines.append(f"    {name!r}: [")
        lines += [f"        {literal(row)}," for row in rows]
        lines.append("    ],")
    return "\n".join((*lines, "}"))


def _comment(told: str) -> str:
    lines = told.splitlines()
    shown = [line if len(line) <= WIDTH else line[: WIDTH - 1] + "…" for line in lines[:12]]
    return "".join(
        f"# {line}\n" for line in (*shown, *([f"… {len(lines) - 12} more lines"] if len(lines) > 12 else []))
    )


def literal(value: Any) -> str:
    """A value as Python writes it, with days as ``date(2025, 3, 31)`` and the words of a set in order."""
    match value:
        case dict():
            return "{" + ", ".join(f"{name!r}: {literal(each)}" for name, each in value.items()) + "}"
        case frozenset():
            return "{" + ", ".join(map(repr, sorted(value))) + "}" if value else "set()"
        case datetime():
            parts = (value.year, value.month, value.day, value.hour, value.minute, value.second)
            return f"datetime({', '.join(map(str, parts))})"
        case date():
            return f"date({value.year}, {value.month}, {value.day})"
        case Decimal():
            return f'Decimal("{value}")'
    return repr(value)
