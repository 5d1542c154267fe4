"""
The layout that the programs written by hand read: their own compaction of the same tables, as good as we could make it.

Subjects get a position in the order of county and key; facts name it in 32 bits; sets of words are bits, words are small
numbers, and only the columns that the 24 obligations ask for are kept. Facts are in order of position, or as they came.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import polars as pl
from region.days import YEAR
from region.words import SETS, WORDS, bit

from regrules.engine.working_days import working_calendar

COLUMNS = {
    "inspections": ("date", "domains", "kinds", "selection", "mode", "outcome"),
    "reports": ("product", "received_on", "serious", "new"),
    "filings": ("kind", "period", "received_on", "verified_on"),
    "leads": ("source", "received_on", "due_on", "closed_on", "answered_on"),
}
DATES = {"inspections": "date", "reports": "received_on", "filings": "received_on", "leads": "received_on"}
OF_COUNTIES = ("reports", "filings", "leads")


def write_layout(source: Path, target: Path, *, ordered: bool) -> None:
    """Write the tables of *source* to *target* in the layout of this module."""
    target.mkdir(parents=True, exist_ok=True)
    subjects = pl.read_parquet(source / "subjects.parquet").sort("jurisdiction", "subject_id", "valid_from")
    names = subjects.select("subject_id", "jurisdiction").unique(maintain_order=True).with_row_index("pos")
    codes = names.select("jurisdiction").unique(maintain_order=True).with_row_index("county")
    names = names.with_columns(pl.col("pos").cast(pl.Int32))
    codes = codes.with_columns(pl.col("county").cast(pl.Int16))
    people = _coded("subjects", subjects, ("kinds", "device_classes", "scopes"))
    people = people.join(names.drop("jurisdiction"), on="subject_id", maintain_order="left").join(
        codes, on="jurisdiction"
    )
    people.select(
        "pos", "county", "kinds", "device_classes", "scopes", pl.col("hospital_level").cast(pl.Int8), "valid_from",
        "valid_to", "opened_on", "closed_on",
    ).sort("pos", "valid_from").write_parquet(target / "subjects.parquet", compression="lz4")  # fmt: skip
    grades = _coded("gradings", pl.read_parquet(source / "gradings.parquet"), ("scheme",))
    grades = grades.join(names, on="subject_id").select("pos", "scheme", pl.col("grade").cast(pl.Int8), "valid_from")
    grades.sort("pos", "valid_from").write_parquet(target / "gradings.parquet", compression="lz4")
    residents = pl.read_parquet(source / "figures.parquet").join(codes, on="jurisdiction")
    residents.select("county", "value").sort("county").write_parquet(target / "residents.parquet")
    _limits().write_parquet(target / "limits.parquet")
    for table, columns in COLUMNS.items():
        _facts(source, table, columns, names, codes, ordered=ordered).write_parquet(
            target / f"{table}.parquet", compression="lz4"
        )


def _facts(
    source: Path, table: str, columns: tuple[str, ...], names: pl.DataFrame, codes: pl.DataFrame, *, ordered: bool
) -> pl.DataFrame:
    placed = ("jurisdiction",) if table in OF_COUNTIES else ()
    facts = pl.read_parquet(source / f"{table}.parquet", columns=["subject_id", *placed, *columns])
    where = names.drop("jurisdiction") if placed else names
    facts = facts.join(where, on="subject_id", how="left", maintain_order="left").drop("subject_id")
    facts = _coded(table, facts, columns).join(codes, on="jurisdiction", maintain_order="left").drop("jurisdiction")
    return facts.sort("pos", DATES[table], nulls_last=True) if ordered else facts


def _coded(table: str, frame: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """The table with sets as bits and words as numbers."""
    changed = []
    for name in columns:
        if (table, name) in SETS:
            values = frame[name].unique().drop_nulls().to_list()
            bits = [bit(table, name, *(word for word in value.split(";") if word != "-")) for value in values]
            changed.append(pl.col(name).replace_strict(values, bits, return_dtype=pl.Int16))
        elif (table, name) in WORDS:
            words = WORDS[table, name]
            changed.append(pl.col(name).replace_strict(words, range(len(words)), return_dtype=pl.Int8))
    return frame.with_columns(changed)


def _limits() -> pl.DataFrame:
    """For each day of the year the last of seven and of fifteen working days; the calendar is given to every variant."""
    calendar, days = working_calendar(), [YEAR + timedelta(days=number) for number in range(366)]
    limits = {name: [calendar.after(day, amount) for day in days] for name, amount in (("seven", 7), ("fifteen", 15))}
    return pl.DataFrame({"first": days, **limits})
