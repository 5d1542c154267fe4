"""Checks of what a county's obligations mean: against exact arithmetic, between the engines, and between registers."""

from ....analysis.check import Check
from .random_worlds import AGREE, RELATED

CHECKS: tuple[Check, ...] = (AGREE, *RELATED)

__all__ = ["CHECKS"]
