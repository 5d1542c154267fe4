"""Papers: when they come in, and the duties that somebody confirms."""

from __future__ import annotations

from datetime import date, timedelta

from ..model.measures import Attested
from ..model.plans import Plan
from .office import Office


def arrival(office: Office, due: date, *, early: int = 50, late: str = "1/12", never: str = "0/1") -> date | None:
    """
    The day on which something that is due comes in; None for never.

    Args:
        office: Who waits for it.
        due: When it is due.
        early: At most so many days before.
        late: How many come after the day.
        never: How many do not come at all.
    """
    if office.happens(never):
        return None
    if office.happens(late):
        return office.later(due, 1, 30)
    return min(office.later(due - timedelta(days=early), 0, early), due)


def attest(office: Office, plan: Plan, *, odds: str) -> None:
    """Confirm some of the duties of *plan* that only a person can confirm, on days drawn from its period."""
    for obligation in plan.obligations:
        if isinstance(obligation.measure, Attested) and office.happens(odds):
            office.add(
                "attestations", obligation=obligation.id, done_on=office.day(plan.period),
                evidence=obligation.measure.evidence.zh,
            )  # fmt: skip
