"""What must hold whatever a register says: changes to a world, and what they may do to its verdicts."""

from .changes import (
    alike,
    alone,
    rearranged,
    renamed,
    renamed_verdicts,
    with_far_rows,
    with_late_records,
    with_later_rows,
    with_one_more,
)
from .differences import differences, parts_differ
from .judging import verdicts
from .relations import RELATIONS, Relation

__all__ = [
    "RELATIONS", "Relation", "alike", "alone", "differences", "parts_differ", "rearranged", "renamed",
    "renamed_verdicts", "verdicts", "with_far_rows", "with_late_records", "with_later_rows", "with_one_more",
]  # fmt: skip
