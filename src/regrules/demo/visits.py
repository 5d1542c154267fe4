"""Visits, with their outcome and what follows from it."""

from __future__ import annotations

from datetime import date, timedelta

from .calendar import working_days_after
from .office import Office, Row

_OUTCOMES = ("pass",) * 17 + ("rectify",) * 3


def visit(
    office: Office,
    subject: Row,
    day: date,
    *,
    domains: tuple[str, ...],
    kinds: tuple[str, ...] = ("routine",),
    followed: str = "9/10",
    **columns: object,
) -> Row | None:
    """
    The row of an inspection, with what an office writes about it; None if its day has not come yet.

    Args:
        office: Who writes.
        subject: Who is visited.
        day: When.
        domains: What is looked at.
        kinds: How.
        followed: How many of the visits that end with an order to rectify are followed up.
        columns: Columns that shall not be drawn, or further ones.
    """
    outcome = office.chance.choice(_OUTCOMES)
    drawn: Row = {
        "outcome": outcome,
        "rectify_by": None,
        "reason": "planned",
        "selection": "targeted",
        "level": "county",
        "mode": "on_site",
        "officers": office.chance.choice((2, 2, 2, 3)),
        "agency": subject["agency"],
        "follows": None,
        "published_on": working_days_after(day, office.chance.randint(2, 19)),
        "recorded_on": min(day + timedelta(days=office.chance.randrange(7)), office.today),
        **columns,
    }
    if drawn["outcome"] == "rectify":
        drawn["rectify_by"] = working_days_after(day, 20)
    row = office.add("inspections", subject_id=subject["subject_id"], date=day, domains=domains, kinds=kinds, **drawn)
    if row is None:
        return None
    row["visit_id"] = str(row["inspection_id"]).replace("JC", "DF")
    if row["outcome"] != "pass" and office.happens(followed):
        _follow_up(office, subject, row)
    return row


def _follow_up(office: Office, subject: Row, first: Row) -> None:
    """The visit that sees whether what was ordered has been done; it has."""
    assert isinstance(first["date"], date)
    visit(
        office, subject, office.later(first["date"], 12, 40), domains=first["domains"],  # type: ignore[arg-type]
        kinds=("follow_up",), reason="recheck", follows=first["inspection_id"], outcome="pass", agency=first["agency"],
    )  # fmt: skip
