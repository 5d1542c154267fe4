"""Holding a plan and its published document side by side, in both directions."""

from .checks import CHECKS
from .claims import Claim
from .matching import Matched, matched
from .records import Trace, TracedCell, TracedClaim, TracedClause, TracedFigure
from .said import claim_text
from .tracing import trace

__all__ = [
    "CHECKS",
    "Claim",
    "Matched",
    "Trace",
    "TracedCell",
    "TracedClaim",
    "TracedClause",
    "TracedFigure",
    "claim_text",
    "matched",
    "trace",
]
