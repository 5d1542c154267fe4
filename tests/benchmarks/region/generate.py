"""
The register of an invented region, made up with a seed: unsorted Parquet tables with the columns of the core schema.

Every value is drawn for all rows at once, through small tables of choices: the full region takes less than a minute.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from region.days import LAST, days_of
from region.draw import Draw
from region.events import CLINIC, DEVICE, YEARS, filings, inspections, leads, reports
from region.setting import SEED, Size, code

from regrules.model import CORE

NEVER_MISSING = {"subject_id", "jurisdiction", "valid_from", "valid_to"}
STATIONS = 10
KINDS = (
    "drug_retailer", "device_distributor", "device_distributor;drug_retailer", "medical_institution",
    "medical_institution;vaccination_site", "aesthetic_clinic;medical_institution", "cosmetics_operator",
    "drug_wholesaler", "drug_chain;drug_retailer", "device_distributor;drug_wholesaler", "disease_control_centre",
)  # fmt: skip
KINDS_WEIGHTS = (30, 27, 9, 13, 4, 1, 12, 1, 1, 1, 1)
SCOPES = (
    "-", "cold_chain", "contact_lens", "cold_chain;in_vitro_diagnostics", "sterile_implants", "psychotropic_2",
    "narcotic;psychotropic_2", "cold_chain;vaccine_storage", "precursor", "special_drug_compounds",
)  # fmt: skip


def generate(size: Size, folder: Path, *, counties: range | None = None, missing: float = 0.0, chunk: int = 0) -> None:
    """
    Write the tables of some counties to *folder*.

    Args:
        size: How many rows these counties have together.
        folder: Where to.
        counties: The numbers of the counties; the first ones, as many as *size* says, if unsaid.
        missing: The share of the optional cells that is empty.
        chunk: Tells apart the keys (and the seeds) of registers that are generated one by one.
    """
    places = counties or range(size.counties)
    folder.mkdir(parents=True, exist_ok=True)
    draw = Draw(SEED, chunk, missing)
    owners = _subjects(draw, size, places)
    _write(draw, folder, "gradings", _gradings(draw, owners))
    subjects = _versions(draw, owners)
    _write(draw, folder, "subjects", subjects.drop("number", "kind"))
    for name, make in (("inspections", inspections), ("reports", reports), ("filings", filings), ("leads", leads)):
        _write(draw, folder, name, make(draw, owners, getattr(size, name)))
    _small_tables(folder, places)


def _write(draw: Draw, folder: Path, name: str, frame: pl.DataFrame) -> None:
    schema = CORE.table(name)
    optional = [each.name for each in schema.columns if not each.required and each.name not in NEVER_MISSING]
    emptied = draw.emptied(frame, [each for each in optional if each in frame.columns])
    emptied.write_parquet(folder / f"{name}.parquet", compression="zstd", compression_level=1)


def _subjects(draw: Draw, size: Size, places: range) -> pl.DataFrame:
    """One row for each subject, in no order, with its number and the number of its kinds."""
    codes = [code(place) for place in places]
    weights = 0.4 + 2 * ((np.array(places) * 37) % 101) / 101  # the largest county has six times the smallest
    county = draw.chance.choice(len(codes), size.subjects, p=weights / weights.sum())
    county[: len(codes)] = np.arange(len(codes))  # no county is without subjects
    count, kind = size.subjects, draw.weighted(KINDS_WEIGHTS, size.subjects)
    clinic, device = np.isin(kind, list(CLINIC)), np.isin(kind, list(DEVICE))
    number = np.arange(count)
    places_of = pl.Series(codes).gather(county)
    opened = draw.days(date(1998, 1, 1), date(2025, 9, 30), count)
    closed = opened + 200 + draw.below(6_000, count)
    gone = (draw.below(100, count) < 6) & (closed >= days_of(date(2023, 1, 1))) & (closed <= days_of(LAST))
    return pl.DataFrame(
        {
            "number": number,
            "kind": kind,
            "subject_id": places_of + pl.Series(number + draw.chunk * size.subjects).cast(pl.String).str.zfill(8),
            "jurisdiction": places_of,
            "name": pl.Series(["对象"]).new_from_index(0, count) + pl.Series(number).cast(pl.String),
            "kinds": draw.words(KINDS, kind),
            "modes": draw.words(("retail", "wholesale", "retail;wholesale"), draw.weighted((6, 3, 1), count)),
            "agency": places_of + pl.Series([f"-{n}" for n in range(STATIONS)]).gather(draw.below(STATIONS, count)),
            "owner_id": "O" + pl.Series(draw.below(size.subjects, count)).cast(pl.String),
            "hospital_level": draw.numbers(draw.weighted((60, 25, 12, 3), count), clinic),
            "device_classes": draw.words(("II", "II;III", "III", "I;II"), draw.weighted((9, 4, 1, 2), count), device),
            "scopes": draw.words(SCOPES, draw.weighted((60, 9, 5, 5, 5, 5, 2, 3, 3, 3), count)),
            "registrations": draw.words(("-", "adr_system", "adr_system;mdr_system"), draw.weighted((4, 3, 3), count)),
            "online_sales": draw.below(100, count) < 18,
            "opened_on": draw.dates(opened),
            "closed_on": draw.dates(closed, gone),
        }
    )


def _versions(draw: Draw, owners: pl.DataFrame) -> pl.DataFrame:
    """The subjects with a second version for some, in no order."""
    changes = pl.Series("valid_from", draw.days(date(2023, 1, 1), LAST, owners.height)).cast(pl.Date)
    twice = draw.below(100, owners.height) < 3
    first = owners.with_columns(
        pl.lit(None, pl.Date).alias("valid_from"),
        valid_to=pl.when(pl.Series(twice)).then(changes.dt.offset_by("-1d")),
    )
    second = owners.with_columns(changes, pl.lit(None, pl.Date).alias("valid_to")).filter(twice)
    second = second.with_columns(
        hospital_level=pl.when(pl.col("hospital_level").is_not_null()).then(draw.drawn(second.height, 4)),
        device_classes=pl.when(pl.col("device_classes").is_not_null()).then(pl.lit("II;III")),
    )
    return pl.concat((first, second)).sample(fraction=1, shuffle=True, seed=draw.chunk)


def _gradings(draw: Draw, owners: pl.DataFrame) -> pl.DataFrame:
    """A grade of 2023 for all distributors and institutions, and a new one of 2025 for half of them."""
    found = []
    for scheme, kinds in (("device_distributor", DEVICE), ("device_user", CLINIC)):
        graded = owners.filter(pl.col("kind").is_in(list(kinds))).select("subject_id")
        for year, share in ((2023, 100), (2025, 50)):
            some = graded.filter(draw.below(100, graded.height) < share)
            grades = draw.words(("1", "2", "3", "4"), draw.weighted((45, 30, 20, 5), some.height))
            since = pl.lit(date(year, 1, 10))
            found.append(some.with_columns(scheme=pl.lit(scheme), valid_from=since, grade=grades, year=pl.lit(year)))
    return pl.concat(found).sample(fraction=1, shuffle=True, seed=draw.chunk)


def _small_tables(folder: Path, places: range) -> None:
    codes = [code(place) for place in places]
    stations = [(f"{county}-{n}", county, f"{n}所", "station") for county in codes for n in range(STATIONS)]
    figures = [
        (county, "residents", 2024, 300_000 + 7_919 * place % 600_000)
        for county, place in zip(codes, places, strict=True)
    ]
    extents = [(table, first, LAST) for table, first in YEARS.items()]
    for name, columns, rows in (
        ("agencies", ("agency_id", "jurisdiction", "name", "kind"), stations),
        ("figures", ("jurisdiction", "name", "year", "value"), figures),
        ("extents", ("table", "complete_from", "complete_to"), extents),
    ):
        pl.DataFrame(rows, schema=list(columns), orient="row").write_parquet(folder / f"{name}.parquet")
