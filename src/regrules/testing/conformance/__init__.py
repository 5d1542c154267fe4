"""
The conformance kit: what must be true of a county's plugin, checked one by one.

Nothing is imported until it is asked for: a plugin is observed in processes of their own, which load this package too and
must stay as light as a program that uses regrules.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .checks import CHECKS, PINNED
    from .run import conform

__all__ = ["CHECKS", "PINNED", "conform"]

_HOMES = {"CHECKS": ".checks", "PINNED": ".checks", "conform": ".run"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name], __name__), name)
