"""How a value is shown in a message."""

from __future__ import annotations

LONGEST = 60


def shown(value: object) -> str:
    """The value between backticks, on one line, cut if it is long."""
    text = "".join(sign if sign.isprintable() else " " for sign in str(value))
    return f"`{text[:LONGEST]}…`" if len(text) > LONGEST else f"`{text}`"
