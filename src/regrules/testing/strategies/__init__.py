"""
Hypothesis strategies for plans and registers, for our own tests and for those of a county.

Registers are valid by construction and small; plans are well formed. Both draw from the same few values and days
(:mod:`.pool`), so that hits, gaps and cases exactly on the line are frequent.
"""

from .lines import on_the_line
from .measures import KINDS, measures
from .plans import jurisdictions, obligations, plans
from .predicates import predicates, record_sets
from .registers import register_rows, registers
from .targets import targets
from .windows import as_of_days, clocks, periods, windows
from .worlds import World, worlds

__all__ = [
    "KINDS", "World", "as_of_days", "clocks", "jurisdictions", "measures", "obligations", "on_the_line", "periods",
    "plans", "predicates", "record_sets", "register_rows", "registers", "targets", "windows", "worlds",
]  # fmt: skip
