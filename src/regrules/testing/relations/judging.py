"""What an engine says of a world."""

from __future__ import annotations

import importlib

from ...engine.verdict import Verdict
from ..strategies.worlds import World

Verdicts = tuple[Verdict, ...]


def verdicts(world: World, engine: str = "columns") -> Verdicts:
    """What *engine* says of *world*."""
    evaluate = importlib.import_module(f"regrules.engine.{engine}").evaluate
    found: Verdicts = evaluate(
        world.plan, world.jurisdiction, world.register, as_of=world.as_of, known_at=world.known_at
    )
    return found
