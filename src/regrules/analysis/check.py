"""What a check is, what it finds, and the levels in which checks are grouped. Holds no check itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from attrs import field, frozen

from ..model.plans import Jurisdiction, Plan
from ..model.text import Text

if TYPE_CHECKING:
    from .document import Part

Severity = Literal["error", "note"]
Need = Literal["document", "distribution"]


@frozen(kw_only=True)
class Level:
    """
    A group of checks. Levels build on each other: one is reached if all its checks, and those of the levels before, pass.

    Attributes:
        id: Its name on the command line.
        title: What is true of a county that reached it.
    """

    id: str
    title: Text


LEVELS = (
    Level(id="loads", title=Text(zh="能够加载", en="loads")),
    Level(id="well-formed", title=Text(zh="写法正确", en="well formed")),
    Level(id="accounted", title=Text(zh="条款齐全", en="every clause accounted for")),
    Level(id="meaning", title=Text(zh="含义一致", en="both engines agree on its meaning")),
    Level(id="relations", title=Text(zh="关系成立", en="relations hold")),
    Level(id="explained", title=Text(zh="中英文说明齐备", en="explained in both languages")),
    Level(id="traced", title=Text(zh="与原文一致", en="traced to the document")),
    Level(id="fast", title=Text(zh="速度达标", en="fast enough")),
)


@frozen(kw_only=True)
class Finding:
    """
    One thing that a check found.

    Attributes:
        check: Id of the check.
        plan: Id of the plan; empty if it concerns the county itself.
        clause: Path of the clause; empty if it concerns none.
        obligation: Id of the obligation; empty if it concerns none.
        problem: What is wrong, with the value.
        advice: What to do.
        severity: ``error`` fails the check; ``note`` is shown and fails nothing.
        snippet: Python that reproduces it; empty if the place says it all.
    """

    check: str
    plan: str = ""
    clause: str = ""
    obligation: str = ""
    problem: Text
    advice: Text
    severity: Severity = "error"
    snippet: str = ""


@frozen(kw_only=True, eq=False)
class Candidate:
    """
    A county that is to be checked.

    Attributes:
        jurisdiction: What its plugin returned.
        documents: The published text of its plans, by plan id; plans without one cannot be traced.
        distribution: Name of the distribution that holds it; empty if it is not installed.
        reviewed: The record of its last review, as JSON text; empty if there is none.
        examples: How many examples Hypothesis makes for each property of each obligation.
    """

    jurisdiction: Jurisdiction
    documents: Mapping[str, Part] = field(factory=dict)
    distribution: str = ""
    reviewed: str = ""
    examples: int = 5

    @property
    def plans(self) -> tuple[Plan, ...]:
        """Its plans."""
        return self.jurisdiction.plans


@frozen(kw_only=True)
class Check:
    """
    One thing that must be true of a county.

    Attributes:
        id: Its name, such as ``stages-rise``.
        level: Id of its level.
        title: What must be true.
        find: What speaks against it, of a :class:`Candidate`; nothing if all is well. (Checks of loading are asked before
            there is a candidate, and take what came of loading.)
        needs: What it cannot run without.
    """

    id: str
    level: str
    title: Text
    find: Callable[[Any], Iterable[Finding]]
    needs: Need | None = None
