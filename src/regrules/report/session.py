"""An assessment that follows the register: one more fact, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from ..engine.session import Session as Following
from ..engine.verdict import Verdict
from ..errors import QuestionError
from .clauses import clause_order

if TYPE_CHECKING:
    from ..register import Register
    from .assessment import Assessment


@frozen(kw_only=True)
class Change:
    """
    One verdict that a fact changed.

    Attributes:
        plan: The id of the plan.
        before: What was true; None if there was no verdict for this value.
        after: What is true now; None if there is none any more.
    """

    plan: str
    before: Verdict | None
    after: Verdict | None


class Session:
    """
    An assessment to which facts are added.

    Args:
        assessment: What it begins with; it stays as it is.

    Raises:
        QuestionError: the assessment leaves out what was recorded later, so that nothing can be added to it.

    >>> session = assessment.session()  # doctest: +SKIP
    >>> changes = session.add(inspection={"inspection_id": "J-7", "subject_id": "S-1", ...})  # doctest: +SKIP
    >>> [(change.before.status, change.after.status) for change in changes]  # doctest: +SKIP
    [('open', 'met')]
    """

    def __init__(self, assessment: Assessment) -> None:
        if assessment.known_at is not None:
            raise QuestionError(
                f"a session adds facts to what is known, and this assessment asks for what was known on "
                f"{assessment.known_at}; leave out `known_at`"
            )
        self._assessment = assessment
        plans = [part.plan for part in assessment.plans]
        self._following = Following(plans, assessment.county, assessment.register, assessment.as_of)

    @property
    def register(self) -> Register:
        """The facts so far."""
        return self._following.register

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Every verdict, plan by plan, as the facts so far make it."""
        return self.assessment.verdicts

    @property
    def assessment(self) -> Assessment:
        """The assessment with all facts so far; adding further ones leaves it as it is."""
        if self._assessment.register is not self.register:
            parts = zip(self._assessment.plans, self._following.verdicts, strict=True)
            plans = tuple(evolve(part, verdicts=_in_order(verdicts)) for part, verdicts in parts)
            self._assessment = evolve(self._assessment, plans=plans, register=self.register)
        return self._assessment

    def add(self, **facts: Any) -> tuple[Change, ...]:
        """
        Add facts, and tell what they change.

        Args:
            facts: For each kind of record, by its singular name (``inspection``, ``filing``), a record or several:
                dicts from column to value, or records of the table's class.

        Returns:
            The verdicts that differ, in the order of the assessment.

        Raises:
            RegisterError: something is wrong with the facts; every defect is named, and nothing has changed.
        """
        plans = self._assessment.plans
        found = [
            Change(plan=plans[place].plan.id, before=before, after=after)
            for place, before, after in self._following.add(facts)
        ]
        places = {part.plan.id: place for place, part in enumerate(plans)}
        return tuple(sorted(found, key=lambda change: (places[change.plan], clause_order(_either(change).clause))))


def _either(change: Change) -> Verdict:
    verdict = change.after or change.before
    assert verdict is not None
    return verdict


def _in_order(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    return tuple(sorted(verdicts, key=lambda verdict: clause_order(verdict.clause)))
