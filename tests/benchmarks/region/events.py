"""The dated records of the invented region: inspections, reports, filings, leads. *owners* are its subjects."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
from region.days import FIRST, LAST, days_of
from region.draw import Codes, Draw

DEVICE, RETAIL, CLINIC = (frozenset(kinds) for kinds in ({1, 2, 9}, {0, 2, 8}, {3, 4, 5}))
"""Numbers of the kinds of subjects that trade in devices, sell drugs, or treat people."""
DOMAINS = ("drug", "device", "device;drug", "drug;vaccine", "cosmetic", "vaccine")
DOMAINS_OF = (  # of sixteen inspections of each of KINDS
    (0,) * 15 + (2,), (1,) * 15 + (2,), (0,) * 7 + (1,) * 6 + (2,) * 3, (0,) * 5 + (1,) * 7 + (2,) * 4,
    (0,) * 3 + (1,) * 4 + (3,) * 4 + (5,) * 5, (1,) * 6 + (0,) * 6 + (4,) * 4, (4,) * 16, (0,) * 16, (0,) * 16,
    (0,) * 8 + (1,) * 8, (5,) * 10 + (3,) * 6,
)  # fmt: skip
VISITS = (
    "routine", "full", "unannounced", "full;routine", "integrated;routine", "special;unannounced", "gsp", "special",
    "licensing", "patrol", "cross;routine", "follow_up",
)  # fmt: skip
VISITS_WEIGHTS = (34, 12, 8, 8, 6, 3, 6, 9, 4, 7, 2, 1)
SOURCES = ("complaint", "transfer", "online_monitoring", "consultation", "inspection", "sampling", "media")
PAPERS = ("self_inspection", "online_sales", "business_data", "archive", "monthly_report")
YEARS = {"inspections": FIRST, "reports": date(2024, 1, 1), "filings": date(2024, 1, 1), "leads": date(2024, 6, 1)}


def inspections(draw: Draw, owners: pl.DataFrame, count: int) -> pl.DataFrame:
    """Inspections; the last ones follow up earlier ones whose outcome was "rectify", most of them in time."""
    who = draw.owners(owners.height, count)
    day, outcome = draw.days(YEARS["inspections"], LAST, count), draw.weighted((84, 14, 2), count)
    visit = draw.weighted(VISITS_WEIGHTS, count)
    triggers = np.flatnonzero((outcome == 1) & (day <= days_of(LAST) - 45))
    follow = np.arange(count - int(len(triggers) * 0.45), count)
    names = draw.keys("I", count)
    chosen = triggers[: int(np.searchsorted(triggers, follow[0]))][: len(follow)]  # an earlier row of the table
    rows = follow[: len(chosen)]
    who[rows], day[rows], visit[rows] = who[chosen], day[chosen] + 1 + draw.below(44, len(chosen)), len(VISITS) - 1
    followed = np.full(count, -1)
    followed[rows] = chosen
    by_subject = draw.choices(np.array(DOMAINS_OF, np.uint8), owners["kind"].to_numpy()[who])
    return pl.DataFrame(
        {
            "inspection_id": names,
            "subject_id": owners["subject_id"].gather(who),
            "date": draw.dates(day),
            "domains": draw.words(DOMAINS, by_subject),
            "kinds": draw.words(VISITS, visit),
            "reason": draw.words(("planned", "complaint", "recheck", "superior"), draw.weighted((8, 1, 1, 1), count)),
            "selection": draw.words(("targeted", "random"), draw.weighted((2, 1), count)),
            "level": draw.words(("county", "prefecture", "province"), draw.weighted((94, 5, 1), count)),
            "mode": draw.words(("on_site", "online", "written"), draw.weighted((90, 7, 3), count)),
            "outcome": draw.words(("pass", "rectify", "stop"), outcome),
            "rectify_by": draw.dates(day + 15, outcome == 1),
            "agency": owners["agency"].gather(who),
            "follows": names.gather(pl.Series(np.maximum(followed, 0)).set(pl.Series(followed < 0), None)),
            "recorded_on": draw.dates(day + draw.below(5, count)),
        }
    )


def reports(draw: Draw, owners: pl.DataFrame, count: int) -> pl.DataFrame:
    """Adverse-event reports of retailers and institutions."""
    who = _chosen(draw, owners, CLINIC | RETAIL, count)
    day = draw.days(YEARS["reports"], LAST, count)
    return pl.DataFrame(
        {
            "report_id": draw.keys("R", count),
            "jurisdiction": owners["jurisdiction"].gather(who),
            "subject_id": owners["subject_id"].gather(who),
            "product": draw.words(("drug", "device", "cosmetic", "drug_abuse"), draw.weighted((70, 22, 6, 2), count)),
            "received_on": draw.dates(day),
            "occurred_on": draw.dates(day - draw.below(60, count)),
            "serious": draw.below(100, count) < 14,
            "new": draw.below(100, count) < 22,
            "death": draw.below(1000, count) < 2,
            "valid": draw.below(100, count) < 97,
            "reviewed_on": draw.dates(day + draw.below(30, count), draw.below(100, count) < 85),
            "recorded_on": draw.dates(day + draw.below(3, count)),
        }
    )


def filings(draw: Draw, owners: pl.DataFrame, count: int) -> pl.DataFrame:
    """Papers of distributors and retailers."""
    who, kind = _chosen(draw, owners, DEVICE | RETAIL, count), draw.weighted((30, 20, 20, 20, 10), count)
    day = draw.days(YEARS["filings"], LAST, count)
    yearly = kind == 0  # self-inspections come in from January to May
    new_year = np.where(day >= days_of(date(2025, 1, 1)), days_of(date(2025, 1, 1)), days_of(date(2024, 1, 1)))
    day = np.where(yearly, new_year + (draw.below(120, count) * draw.below(100, count) // 90), day)
    verified, done = day + draw.below(16, count), draw.below(100, count) < 90
    last_year = pl.Series(np.where(new_year == days_of(date(2025, 1, 1)), 1, 0))
    return pl.DataFrame(
        {
            "filing_id": draw.keys("F", count),
            "jurisdiction": owners["jurisdiction"].gather(who),
            "subject_id": owners["subject_id"].gather(who),
            "kind": draw.words(PAPERS, kind),
            "period": draw.words(("2023", "2024"), last_year.to_numpy(), yearly),
            "due_on": draw.dates(new_year + 89, yearly),
            "received_on": draw.dates(day),
            "verified_on": draw.dates(verified, done),
            "outcome": draw.words(("accepted", "returned"), draw.weighted((9, 1), count), done),
            "recorded_on": draw.dates(day),
        }
    )


def leads(draw: Draw, owners: pl.DataFrame, count: int) -> pl.DataFrame:
    """Leads; a fifth names no subject."""
    who, source = draw.owners(owners.height, count), draw.weighted((40, 20, 15, 10, 5, 5, 5), count)
    day, closed = draw.days(YEARS["leads"], LAST, count), draw.below(100, count) < 92
    taken = draw.below(30, count)
    named = pl.Series(who).set(pl.Series(draw.below(100, count) < 20), None)
    return pl.DataFrame(
        {
            "lead_id": draw.keys("L", count),
            "jurisdiction": owners["jurisdiction"].gather(who),
            "subject_id": owners["subject_id"].gather(named),
            "domain": draw.words(("drug", "device", "cosmetic", "advertising"), draw.weighted((4, 2, 2, 1), count)),
            "source": draw.words(SOURCES, source),
            "agency": owners["agency"].gather(who),
            "received_on": draw.dates(day),
            "due_on": draw.dates(day + 10 + draw.below(20, count), source == 1),
            "closed_on": draw.dates(day + taken, closed),
            "answered_on": draw.dates(day + taken + draw.below(5, count), closed),
            "recorded_on": draw.dates(day),
        }
    )


def _chosen(draw: Draw, owners: pl.DataFrame, kinds: frozenset[int], count: int) -> Codes:
    """Subjects of some kinds, one for each of *count* records."""
    some = owners.select("number").filter(owners["kind"].is_in(list(kinds)))["number"].to_numpy()
    return some[draw.owners(len(some), count)]
