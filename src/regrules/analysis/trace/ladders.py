"""Whether the steps that follow a missed duty are proved by the actions that they name."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.wording import wording
from ..check import Finding
from .said import SHOWN, finding
from .sides import Sides
from .vocabulary import stems

# What one action is called, and many others are too.
_GENERAL = frozenset(("处置", "处理", "查处", "违法"))


def named(found: Sides) -> Iterator[Finding]:
    """Steps whose title speaks of another action than the one that proves them."""
    for held in found.held:
        for step in held.obligation.escalation:
            signs = tuple(sign for sign in stems(step.action) if sign not in _GENERAL)
            if signs and not any(sign in step.title.zh for sign in signs):
                yield finding(
                    "steps-as-named",
                    found.plan.id,
                    (
                        f"后续措施“{step.title.zh}”以“{wording(step.action).zh}”为证，标题说的却是别的",
                        f"the step “{step.title.en}” is proved by {step.action}, of which its title says nothing",
                    ),
                    (
                        f"核对措施类型，或在步骤标题中写明（{'、'.join(signs[:SHOWN])}之一）",
                        f"check the action, or let the step's title name it (one of {', '.join(signs[:SHOWN])} in its Chinese)",
                    ),
                    clause=held.obligation.clause,
                    obligation=held.obligation.id,
                )
