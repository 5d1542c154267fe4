"""Visits, with their outcome and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from ..model.windows import calendar_quarter
from .calendar import working_days_after
from .office import Office, Row

_OUTCOMES = ("pass",) * 17 + ("rectify",) * 3
_FINDINGS = ("purchase_records", "storage_temperature", "expired_stock", "labels", "training_records", "staff_absent")


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
    The row of an inspection, with what an office writes about it; None if its day has not come yet or nobody is there.

    Args:
        office: Who writes.
        subject: Who is visited.
        day: When.
        domains: What is looked at.
        kinds: How.
        followed: How many of the visits that end with an order to rectify are followed up.
        columns: Columns that shall not be drawn, or further ones.
    """
    if not _is_open(subject, day):
        return None
    outcome = columns.get("outcome", office.chance.choice(_OUTCOMES))
    drawn: Row = {
        "outcome": outcome,
        "rectify_by": None,
        "findings": () if outcome == "pass" else tuple(office.chance.sample(_FINDINGS, 2)),
        "reason": "planned",
        "selection": "targeted",
        "level": "county",
        "campaign": "-",
        "joint_with": (),
        "mode": "on_site",
        "officers": office.chance.choice((2, 2, 2, 3)),
        "agency": subject["agency"],
        "follows": None,
        "published_on": working_days_after(day, office.chance.randint(2, 19)),
        "recorded_on": min(day + timedelta(days=office.chance.choice((0, 0, 1, 1, 2, 20))), office.today),
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


def rounds(
    office: Office, subjects: Sequence[Row], years: Iterable[int], *, yearly: Sequence[Row] = (), pace: str = "1/4",
    **columns: Any,
) -> None:  # fmt: skip
    """
    Write years of visits, agency by agency.

    Args:
        office: Who writes.
        subjects: Who is visited, in turn.
        years: When.
        yearly: Those of them whose turn comes every year.
        pace: How many of an agency's subjects are visited in a quarter, at least; now and then one more is.
        columns: As for :func:`visit`.
    """
    every_year = {row["subject_id"] for row in yearly}
    hits, cases = map(int, pace.split("/"))
    for agency in dict.fromkeys(row["agency"] for row in subjects):
        mine = [row for row in subjects if row["agency"] == agency]
        first = [row for row in mine if row["subject_id"] in every_year]
        turn = office.round(row for row in mine if row["subject_id"] not in every_year)
        for year in years:
            quarters = [-(-len(mine) * hits // cases) + office.chance.choice((0, 0, 0, 1)) for _ in range(4)]
            order = [*first, *islice(turn, max(0, sum(quarters) - len(first)))]
            office.chance.shuffle(order)
            for quarter, number in enumerate(quarters, start=1):
                for subject in order[:number]:
                    visit(office, subject, office.day(calendar_quarter(year, quarter)), **columns)
                del order[:number]


def _follow_up(office: Office, subject: Row, first: Row) -> None:
    """The visit that sees whether what was ordered has been done; it has."""
    visit(
        office, subject, office.later(first["date"], 12, 40), domains=first["domains"],
        kinds=("follow_up",), reason="recheck", follows=first["inspection_id"], outcome="pass", agency=first["agency"],
    )  # fmt: skip


def _is_open(subject: Row, day: date) -> bool:
    opened, closed = subject.get("opened_on"), subject.get("closed_on")
    return not (isinstance(opened, date) and day < opened) and not (isinstance(closed, date) and closed <= day)
