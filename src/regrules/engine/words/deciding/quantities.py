"""How a count, a rate or a growth stands in many jurisdictions: what `regrules.engine.assemble` makes of one quantity."""

from __future__ import annotations

MILLION = 1_000_000
