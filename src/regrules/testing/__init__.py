"""What tests of a county are made of: strategies, and the conformance kit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..report.scorecard import Scorecard
    from .conformance.run import conform

__all__ = ["Scorecard", "conform"]


def __getattr__(name: str) -> Any:
    # Nothing is loaded until it is asked for: plugins are observed in light processes that import this package too.
    if name == "conform":
        from .conformance.run import conform

        return conform
    if name == "Scorecard":
        from ..report.scorecard import Scorecard

        return Scorecard
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
