"""What a check is asked of, and what it answers: one obligation in its plan and county, and a problem in two languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from ...engine.question import Question, questions
from ...model.plans import Jurisdiction, Obligation, Plan
from ...model.schema import Schema
from ...model.targets import Bands, Stages, Target
from ...model.text import Text
from ...model.windows import Rolling, Window
from ..check import Severity


@frozen(kw_only=True)
class Problem:
    """
    Something that is wrong, before it is known which check says so.

    Attributes:
        problem: What is wrong, with the value.
        advice: What to do.
        severity: ``error`` or ``note``.
        clause: Path of the clause, if it is not the obligation's own.
        obligation: Id of the obligation, if it concerns another one or a plan is asked.
    """

    problem: Text
    advice: Text
    severity: Severity = "error"
    clause: str = ""
    obligation: str = ""


def problem(zh: str, en: str, advice_zh: str, advice_en: str, *, note: bool = False) -> Problem:
    """A problem and what to do about it, in Chinese and in English."""
    return Problem(
        problem=Text(zh=zh, en=en), advice=Text(zh=advice_zh, en=advice_en), severity="note" if note else "error"
    )


@frozen(kw_only=True)
class Case:
    """
    One obligation, and where it stands.

    Attributes:
        jurisdiction: The county.
        plan: The plan.
        obligation: The obligation.
    """

    jurisdiction: Jurisdiction
    plan: Plan
    obligation: Obligation

    @property
    def schema(self) -> Schema:
        """The tables that its predicates were written for."""
        return self.jurisdiction.schema

    @property
    def questions(self) -> tuple[Question, ...]:
        """Its questions, one for each stage and each period."""
        return tuple(questions(self.plan, self.obligation, self.plan.period.end))

    @property
    def window(self) -> Window | Rolling:
        """Its window; of a cycle, the turn that holds the plan's first day."""
        found = self.obligation.window
        return found if isinstance(found, Window | Rolling) else found.turn(self.plan.period.start)

    @property
    def last_day(self) -> date:
        """The last day that matters to it: of its window, its due days, the plan."""
        ends = [self.window.end] if isinstance(self.window, Window) else []
        return max(self.plan.period.end, *ends, *(question.due for question in self.questions))


def targets_of(obligation: Obligation) -> Iterator[Target]:
    """Every target of an obligation: of each stage and of each band."""
    stages = obligation.target.stages if isinstance(obligation.target, Stages) else ()
    whole = [stage.target for stage in stages] if stages else [obligation.target]
    for target in whole:
        if isinstance(target, Bands):
            yield from (band.target for band in target.bands)
        elif isinstance(target, Target):
            yield target
