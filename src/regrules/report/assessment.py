"""All verdicts of a county's plans on one date, and how they came about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ..engine.verdict import Status, Verdict
from ..model.plans import Jurisdiction, Obligation, Plan
from ..model.text import Text

if TYPE_CHECKING:
    from ..register import Register
    from .session import Session


@frozen(kw_only=True)
class Skipped:
    """
    A plan that was left out, since it cannot be asked about on the as-of date.

    Attributes:
        plan: Its id.
        title: Its title.
        first: The first day for which it can be assessed.
        last: The last one.
    """

    plan: str
    title: Text
    first: date
    last: date


@frozen(kw_only=True)
class Receipt:
    """
    What is needed to run an assessment again and compare.

    Attributes:
        plans: The ids of the plans assessed.
        distribution: The distribution that holds the county; None if it was handed over as a record.
        plugin_version: Its version.
        engine: Which engine evaluated.
        engine_version: The version of this library.
        calendar_horizon: The last year whose working days have been announced.
        as_of: The day of the question.
        known_at: The day whose state of knowledge was used; None for all that is known.
        residents_year: The year of the figure of residents that rates are taken of; None if there is none.
        digest: SHA-256 over the facts that were used.
    """

    plans: tuple[str, ...]
    distribution: str | None
    plugin_version: str | None
    engine: str
    engine_version: str
    calendar_horizon: int | None
    as_of: date
    known_at: date | None
    residents_year: int | None
    digest: str


@frozen(kw_only=True)
class PlanVerdicts:
    """
    The verdicts of one plan.

    Attributes:
        plan: The plan.
        verdicts: Its verdicts, in the order of its obligations.
    """

    plan: Plan
    verdicts: tuple[Verdict, ...]


@frozen(kw_only=True)
class Assessment:
    """
    All verdicts on one date, indicators among them.

    Attributes:
        county: The jurisdiction.
        as_of: The day of the question.
        known_at: The day whose state of knowledge was used; None for all that is known.
        plans: The plans assessed, each with its verdicts.
        skipped: The plans that cannot be asked about on that day.
        register: The facts of this jurisdiction.
        engine: Which engine evaluated.
        distribution: The distribution that holds the county; None if it was handed over as a record.
        plugin_version: Its version.
    """

    county: Jurisdiction
    as_of: date
    known_at: date | None
    plans: tuple[PlanVerdicts, ...]
    skipped: tuple[Skipped, ...]
    register: Register = field(repr=False, eq=False)
    engine: str
    distribution: str | None = None
    plugin_version: str | None = None

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Every verdict, plan by plan."""
        return tuple(verdict for part in self.plans for verdict in part.verdicts)

    @property
    def met(self) -> tuple[Verdict, ...]:
        """The obligations that are met."""
        return self._with("met")

    @property
    def late(self) -> tuple[Verdict, ...]:
        """Those that were not met when they were due, and are now."""
        return self._with("late")

    @property
    def breached(self) -> tuple[Verdict, ...]:
        """Those that are breached, whatever their strength."""
        return self._with("breached")

    @property
    def open(self) -> tuple[Verdict, ...]:
        """Those that can still be met in time."""
        return self._with("open")

    @property
    def undecided(self) -> tuple[Verdict, ...]:
        """Those that missing data leave open."""
        return self._with("undecided")

    @property
    def not_applicable(self) -> tuple[Verdict, ...]:
        """Those that ask nothing of anybody."""
        return self._with("not_applicable")

    @property
    def indicators(self) -> tuple[Verdict, ...]:
        """The numbers that are reported without a demand."""
        return self._with(None)

    @property
    def by_plan(self) -> Mapping[str, tuple[Verdict, ...]]:
        """The verdicts of each plan, by its id."""
        return {part.plan.id: part.verdicts for part in self.plans}

    @cached_property
    def receipt(self) -> Receipt:
        """What is needed to run it again and compare."""
        from .receipt import receipt_of

        return receipt_of(self)

    def plan_of(self, verdict: Verdict) -> Plan:
        """The plan of one of these verdicts; a KeyError if it is none of them."""
        same = [part.plan for part in self.plans if any(each is verdict for each in part.verdicts)]
        equal = [part.plan for part in self.plans if verdict in part.verdicts]
        for plan in (*same, *equal):
            return plan
        raise KeyError(f"verdict on `{verdict.obligation}` is none of this assessment's")

    def obligation_of(self, verdict: Verdict) -> Obligation:
        """The obligation of one of these verdicts; a KeyError if it is none of them."""
        plan = self.plan_of(verdict)
        known = {obligation.id: obligation for obligation in plan.obligations}
        return known.get(verdict.obligation) or known[verdict.obligation.rpartition("@")[0]]

    def session(self) -> Session:
        """
        A session, which takes further facts and tells what they change.

        Raises:
            QuestionError: the assessment leaves out what was recorded later.
        """
        from .session import Session

        return Session(self)

    def to_data(self) -> dict[str, Any]:
        """The assessment as plain data, ready for JSON."""
        from .data import assessment_data

        return assessment_data(self)

    def to_frame(self) -> Any:
        """A dataframe with a row for every verdict, in the library that the register came in (else Polars)."""
        from .frame import verdict_frame

        return verdict_frame(self)

    def _with(self, status: Status | None) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict.status == status)
