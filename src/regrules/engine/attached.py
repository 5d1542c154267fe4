"""What an attached table plans."""

from __future__ import annotations

from ..model.measures import TaskCell, Tasks
from ..model.windows import period_window


def planned(measure: Tasks, cell: TaskCell) -> int:
    """How many are planned by the end of the cell's period: with all earlier periods, if the table is cumulative."""
    if not measure.cumulative:
        return cell.planned
    end = period_window(cell.period).end
    return sum(
        other.planned
        for other in measure.cells
        if other.agency == cell.agency and other.kind == cell.kind and period_window(other.period).end <= end
    )
