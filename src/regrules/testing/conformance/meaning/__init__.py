"""Checks of what a county's obligations mean: against exact arithmetic, between the engines, and between registers."""

from ....analysis.check import Check
from .clocks import CLOCKS
from .dates import DATES
from .random_worlds import AGREE, RELATED
from .thresholds import THRESHOLDS
from .unknowns import UNKNOWNS

CHECKS: tuple[Check, ...] = (AGREE, THRESHOLDS, DATES, CLOCKS, UNKNOWNS, *RELATED)

__all__ = ["CHECKS"]
