"""
What is true of one question in many jurisdictions at once, from arrays.

The rules are those of the modules :mod:`regrules.engine.decide`, ``repair``, ``amounts``, ``outlook``, ``numbers`` and
``counted``; a function here says which of theirs it repeats, with a place for each jurisdiction instead of one population.
"""

from .gathered import standing_of
from .quantities import quantities
from .shares import shares

__all__ = ["quantities", "shares", "standing_of"]
