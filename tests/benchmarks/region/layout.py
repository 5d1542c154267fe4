"""
The layout that the programs written by hand read: their own compaction of the same tables, as good as we could make it.

Subjects get a position in the order of county and key; facts name it in 32 bits; sets of words are bits, words are small
numbers, and only the columns that the 24 obligations ask for are kept. Facts are in order of position, or as they came.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from regrules.model.schema import ColumnSchema
from regrules.model.tables import CORE

COLUMNS = {
    "inspections": ("date", "domains", "kinds", "selection", "mode", "outcome"),
    "reports": ("product", "received_on", "serious", "new"),
    "filings": ("kind", "period", "received_on", "verified_on"),
    "leads": ("source", "received_on", "due_on", "closed_on", "answered_on"),
}
DATES = {"inspections": "date", "reports": "received_on", "filings": "received_on", "leads": "received_on"}
OF_COUNTIES = ("reports", "filings", "leads")
PERIODS = ("2023", "2024")


def bit(table: str, column: str, *words: str) -> int:
    """The bits of some words of a set."""
    known = CORE.table(table).column(column).words
    return sum(1 << known.index(word) for word in words)


def number(table: str, column: str, word: str) -> int:
    """The number of a word."""
    return words_of(CORE.table(table).column(column)).index(word)


def words_of(column: ColumnSchema) -> tuple[str, ...]:
    """The words of a column in the order of their numbers."""
    return PERIODS if column.name == "period" else column.words


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
        column = CORE.table(table).column(name)
        values = frame[name].unique().drop_nulls().to_list() if column.type in ("words", "word", "text") else []
        if column.type == "words":
            numbers = [
                sum(1 << column.words.index(word) for word in value.split(";") if word != "-") for value in values
            ]
            kind: pl.DataType = pl.Int32() if len(column.words) > 15 else pl.Int16()
        else:
            numbers, kind = [words_of(column).index(value) for value in values], pl.Int8()
        if values:
            changed.append(pl.col(name).replace_strict(values, numbers, return_dtype=kind))
    return frame.with_columns(changed)
