"""What an attached table plans."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ..model.measures import TaskCell, Tasks
from ..model.windows import period_window


@lru_cache(maxsize=32)
def planned(measure: Tasks) -> Mapping[TaskCell, int]:
    """How many are planned by the end of each cell's period: with all earlier periods, if the table is cumulative."""
    if not measure.cumulative:
        return {cell: cell.planned for cell in measure.cells}
    found: dict[TaskCell, int] = {}
    running: dict[tuple[str, str], int] = {}
    for cell in sorted(measure.cells, key=lambda cell: period_window(cell.period).end):
        place = cell.agency, cell.kind
        found[cell] = running[place] = running.get(place, 0) + cell.planned
    return found
