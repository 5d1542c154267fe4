"""
What engines without events need: one row for each subject, with its records counted beforehand.

They are asked the 14 obligations about subjects only. The counting, which is most of the work, is done for them by Polars and
is not timed; clocks, shares of records, rates, growth, follow-ups, intervals and lists are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import polars as pl
from region import by_polars
from region.answers import Answers
from region.by_polars import has, valid_on
from region.days import AS_OF, SELF_INSPECTION_DUE, TWO_YEARS, YEAR
from region.words import bit, number

RULES = {  # who is a member, and who is a hit
    "unannounced/class-3": ("open and distributor and class_3", "unannounced >= 1"),
    "unannounced/class-2": ("open and distributor and class_2", "unannounced >= 1"),
    "grade-3/yearly": ("open and distributor and grade == 3", "device >= 1"),
    "grade-2/two-years": (
        "open and distributor and grade == 2 and (newcomer == false or device_two_years >= 1)", "device_two_years >= 1",
    ),
    "grade-1/random": ("open and distributor and grade == 1", "device_random >= 1"),
    "grade-1/four-years": ("open and distributor and grade == 1", "device_four_years >= 1"),
    "hospitals/devices": ("open and institution and level >= 2", "device >= 1"),
    "retailers/twice": ("open and retailer", "drug_full >= 2"),
    "retailers/special-drugs": ("open and retailer and special", "drug_special >= 1"),
    "cold-chain": ("open and trader and cold_chain", "on_site >= 1"),
    "vaccination/twice": ("open and site", "vaccine >= 2"),
    "institutions/third": ("open and institution and level <= 1", "drug >= 1"),
    "self-inspection": ("open_in_march and distributor", "self_inspections >= 1"),
    "reports/hospitals": ("open and institution and level >= 2", "drug_reports >= 1"),
}  # fmt: skip
COUNTED = (
    "unannounced", "device", "device_two_years", "device_random", "device_four_years", "drug", "drug_full",
    "drug_special", "on_site", "vaccine", "self_inspections", "drug_reports",
)  # fmt: skip


def features(folder: Path) -> pl.DataFrame:
    """One row for each subject: what it is, and how many records of each kind it has."""
    tables = by_polars.read(folder, in_memory=True, ordered=True)
    people = tables["subjects"].filter(valid_on(pl.lit(AS_OF)))
    people = people.join(by_polars.grades(tables), on="pos", how="left", maintain_order="left")
    for counted in _counted(tables):
        people = people.join(counted, on="pos", how="left", maintain_order="left")
    early = pl.col("opened_on") <= pl.date(2024, 12, 31)
    return people.select(
        "county",
        pl.col(*COUNTED).fill_null(0).cast(pl.Int32),
        *_flags(),
        open=_open(AS_OF),
        open_in_march=_open(SELF_INSPECTION_DUE) & early,
        newcomer=pl.col("opened_on") >= TWO_YEARS,
        level=pl.col("hospital_level").fill_null(-1).cast(pl.Int32),
        grade=pl.col("grade").fill_null(-1).cast(pl.Int32),
    ).collect()


def _open(day: Any) -> pl.Expr:
    return (pl.col("opened_on") <= day) & (pl.col("closed_on").is_null() | (pl.col("closed_on") > day))


def _flags() -> list[pl.Expr]:
    kinds = {
        "distributor": ("device_distributor",),
        "retailer": ("drug_retailer",),
        "institution": ("medical_institution",),
        "site": ("vaccination_site",),
        "trader": ("drug_wholesaler", "drug_retailer", "device_distributor"),
    }
    found = [has("kinds", bit("subjects", "kinds", *words)).alias(name) for name, words in kinds.items()]
    others = {
        "class_2": ("device_classes", ("II",)),
        "class_3": ("device_classes", ("III",)),
        "cold_chain": ("scopes", ("cold_chain",)),
        "special": ("scopes", ("narcotic", "psychotropic_2", "precursor")),
    }
    return found + [
        has(column, bit("subjects", column, *words)).fill_null(False).alias(name)
        for name, (column, words) in others.items()
    ]


def _counted(tables: by_polars.Tables) -> tuple[pl.LazyFrame, ...]:
    device, drug, vaccine = (
        has("domains", bit("inspections", "domains", name)) for name in ("device", "drug", "vaccine")
    )
    this_year = pl.col("date") >= YEAR

    def kinds(*words: str) -> pl.Expr:
        return has("kinds", bit("inspections", "kinds", *words))

    visits = tables["inspections"].filter(pl.col("date") <= AS_OF)
    return (
        visits.group_by("pos").agg(
            unannounced=(this_year & device & kinds("unannounced")).sum(),
            device=(this_year & device).sum(),
            device_two_years=((pl.col("date") >= TWO_YEARS) & device).sum(),
            device_random=(
                this_year & device & (pl.col("selection") == number("inspections", "selection", "random"))
            ).sum(),
            device_four_years=device.sum(),
            drug=(this_year & drug).sum(),
            drug_full=(this_year & drug & kinds("routine", "full")).sum(),
            drug_special=(this_year & drug & kinds("gsp", "special")).sum(),
            on_site=(this_year & (pl.col("mode") == number("inspections", "mode", "on_site"))).sum(),
            vaccine=(this_year & vaccine).sum(),
        ),
        by_polars.drug_reports(tables["reports"]).group_by("pos").len("drug_reports"),
        by_polars.self_inspections(tables["filings"]).group_by("pos").len("self_inspections"),
    )


def counted_by_county(counties: pl.Series, hits: Callable[[str], Sequence[Any]]) -> Answers:
    """
    Hits and members of each obligation by county.

    Args:
        counties: The county of every subject.
        hits: Gives, for an obligation, whether each subject is a hit (1), a miss (0) or no member (-1).
    """
    found: Answers = {}
    places = counties.unique().sort()
    for name in RULES:
        frame = pl.DataFrame({"county": counties, "hit": pl.Series(hits(name), dtype=pl.Int8)}).filter(
            pl.col("hit") >= 0
        )
        found[name] = by_polars.pairs(
            frame.group_by("county").agg(n=pl.col("hit").cast(pl.Int64).sum(), m=pl.len()), places
        )
    return found
