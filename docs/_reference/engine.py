"""What the page on the engine lists."""

from __future__ import annotations

from collections.abc import Callable

from regrules.engine.unfit import REASONS


def reasons() -> str:
    """Every reason for which an obligation is asked one by one, in both languages."""
    rows = [f"| {each.en.format('column')} | {each.zh.format('某')} |" for each in REASONS.values()]
    return "\n".join(["| reason | 中文 |", "|---|---|", *rows])


MADE: dict[str, Callable[[], str]] = {"reasons": reasons}
