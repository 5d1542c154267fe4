"""What an obligation asks, in one sentence of each language."""

from __future__ import annotations

from .describe import describe
from .measures import Attested
from .plans import Obligation
from .schema import Schema
from .text import Text


def sentence(obligation: Obligation, schema: Schema) -> Text:
    """What is counted, what it must be, and over which days."""
    parts = [describe(obligation.measure, schema)]
    if obligation.target is not None and not isinstance(obligation.measure, Attested):
        parts.append(describe(obligation.target, schema))
    parts.append(describe(obligation.window, schema))
    if obligation.each is not None:
        each = describe(obligation.each, schema)
        parts.append(Text(zh=f"逐一判定：{each.zh}", en=f"one verdict each: {each.en}"))
    return Text(zh="；".join(part.zh for part in parts), en="; ".join(part.en for part in parts))
