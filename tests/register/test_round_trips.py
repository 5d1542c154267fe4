"""Whatever a register may hold survives every way of handing it over."""

from __future__ import annotations

import copy
import csv
import tempfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regrules.model.schema import ColumnSchema
from regrules.model.tables import CORE, RECORDS
from regrules.register import Register, from_frames, from_records, read_folder
from regrules.register.parse import as_text

Columns = dict[str, list[Any]]
SIGNS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"))
AWKWARD = ("a,b", 'say "x"', "two\nlines", "-", "药店", "NaN", "1")
TEXTS = st.one_of(st.text(SIGNS, min_size=1, max_size=5), st.sampled_from(AWKWARD))
WORDS = st.text(SIGNS.map(lambda sign: "x" if sign in ";-" else sign), min_size=1, max_size=4)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
MOMENTS = st.builds(datetime.combine, DAYS, st.times().map(lambda time: time.replace(microsecond=0)))
CODES = ("500240", "500200", "000001")
TYPES = {
    "text": polars.String,
    "word": polars.String,
    "division": polars.String,
    "words": polars.List(polars.String),
    "date": polars.Date,
    "time": polars.Datetime("us"),
    "flag": polars.Boolean,
    "whole": polars.Int64,
    "number": polars.Decimal(20, 3),
}
# Columns that the checks on whole rows look at are left out: those checks have their own tests.
WHOLE = {"subjects": ("uscc", "valid_to", "valid_from", "closed_on"), "reports": ("reviewed_on",)}


def cells(column: ColumnSchema) -> st.SearchStrategy[Any]:
    """Any value that the column accepts, and a missing one unless it is required."""
    least, most = column.least or 0, 1000 if column.most is None else column.most
    values: dict[str, st.SearchStrategy[Any]] = {
        "text": TEXTS,
        "word": st.sampled_from(column.words or ("x",)),
        "words": st.frozensets(st.sampled_from(column.words) if column.words else WORDS, max_size=3),
        "date": DAYS,
        "time": MOMENTS,
        "flag": st.booleans(),
        "whole": st.integers(least, most),
        "number": st.decimals(least, most, places=3),
        "division": st.sampled_from(CODES),
    }
    return values[column.type] if column.required else st.none() | values[column.type]


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Columns]:
    """Subjects, their inspections, reports and figures: columns of values that need no further check."""
    keys = st.lists(TEXTS, unique=True, max_size=4)
    names = draw(keys)
    found: dict[str, Columns] = {"subjects": _table(draw, "subjects", names, ())}
    found["reports"] = _table(draw, "reports", draw(keys), names)
    found["inspections"] = _table(draw, "inspections", draw(keys), names)
    found["figures"] = _table(draw, "figures", draw(st.lists(st.sampled_from(CODES), unique=True)), ())
    return found


def _table(draw: st.DrawFn, name: str, keys: list[str], subjects: list[str] | tuple[str, ...]) -> Columns:
    schema = CORE.table(name)
    left_out = (*WHOLE.get(name, ()), "agency")
    columns: Columns = {}
    for column in schema.columns:
        if column.name == schema.identity:
            columns[column.name] = keys
        elif column.name == "subject_id":
            columns[column.name] = [draw(st.sampled_from((None, *subjects))) for _ in keys]
        elif column.name == "follows":
            columns[column.name] = [draw(st.sampled_from((None, "-", *keys))) for _ in keys]
        elif column.name not in left_out and (column.required or draw(st.booleans())):
            columns[column.name] = [draw(cells(column)) for _ in keys]
    return columns


def plain(register: Register) -> dict[str, Columns]:
    """What the register holds, by table and column."""
    return {name: table.columns for name, table in register.tables.items()}


def as_rows(columns: Columns) -> list[dict[str, Any]]:
    """The rows of a table as dicts."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def as_polars(name: str, columns: Columns) -> polars.DataFrame:
    """The table as a Polars frame, its columns typed."""
    schema = {column: TYPES[CORE.table(name).column(column).type] for column in columns}
    lists = {column: [list(v) if isinstance(v, frozenset) else v for v in values] for column, values in columns.items()}
    return polars.DataFrame(lists, schema=schema)


def from_duckdb(**frames: polars.DataFrame) -> Register:
    """The register read from DuckDB relations."""
    with duckdb.connect() as connection:
        return from_frames(**{name: connection.from_arrow(frame.to_arrow()) for name, frame in frames.items()})


WAYS = {
    "polars": from_frames,
    "lazy polars": lambda **frames: from_frames(**{name: frame.lazy() for name, frame in frames.items()}),
    "pandas": lambda **frames: from_frames(**{name: frame.to_pandas() for name, frame in frames.items()}),
    "pyarrow": lambda **frames: from_frames(**{name: frame.to_arrow() for name, frame in frames.items()}),
    "duckdb": from_duckdb,
}


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=15, deadline=None)
@given(found=tables())
def test_frames_of_every_library_are_read_back_equal(way: str, found: dict[str, Columns]) -> None:
    """Typed columns, missing cells, empty tables and sets come back as they were, and the library is remembered."""
    frames = {name: as_polars(name, columns) for name, columns in found.items()}
    before = {name: frame.clone() for name, frame in frames.items()}

    register = WAYS[way](**frames)

    assert found == plain(register)
    assert way.split()[-1] == register.origin
    assert all(before[name].equals(frame) for name, frame in frames.items())


@settings(max_examples=40, deadline=None)
@given(found=tables(), mark=st.booleans(), line_end=st.sampled_from(("\n", "\r\n")))
def test_csv_is_read_back_equal(found: dict[str, Columns], mark: bool, line_end: str) -> None:
    """What is written as CSV, with a byte order mark or without, comes back as it was."""
    with tempfile.TemporaryDirectory() as folder:
        for name, columns in found.items():
            with Path(folder, f"{name}.csv").open("w", encoding="utf-8-sig" if mark else "utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator=line_end)
                writer.writerow(columns)
                writer.writerows([as_text(value) for value in row] for row in zip(*columns.values(), strict=True))
        register = read_folder(folder)

    assert found == plain(register)
    assert register.origin is None


@settings(max_examples=15, deadline=None)
@given(found=tables())
def test_parquet_is_read_back_equal(found: dict[str, Columns]) -> None:
    """What is written as Parquet comes back as it was."""
    with tempfile.TemporaryDirectory() as folder:
        for name, columns in found.items():
            as_polars(name, columns).write_parquet(Path(folder, f"{name}.parquet"))
        register = read_folder(folder)

    assert found == plain(register)


@settings(max_examples=25, deadline=None)
@given(found=tables())
def test_dicts_are_read_back_equal(found: dict[str, Columns]) -> None:
    """Dicts come back as they were and are not changed; a table of no rows has all columns."""
    rows = {name: as_rows(columns) for name, columns in found.items()}
    before = copy.deepcopy(rows)

    register = from_records(**rows)

    assert before == rows
    for name, columns in found.items():
        assert register.table(name).columns == (
            columns if rows[name] else {each: [] for each in CORE.table(name).names}
        )


@settings(max_examples=25, deadline=None)
@given(found=tables())
def test_records_say_the_same_as_dicts(found: dict[str, Columns]) -> None:
    """Records of the schema's classes have all columns, the ones left out missing in every row."""
    records = {name: [RECORDS[name](**row) for row in as_rows(columns)] for name, columns in found.items()}

    register = from_records(**records)

    for name, columns in found.items():
        length = len(records[name])
        absent = {each: [None] * length for each in CORE.table(name).names}
        assert register.table(name).columns == (absent | columns if length else absent)


@example(found={"subjects": {"subject_id": ["a"], "jurisdiction": ["500240"], "name": ["x"], "kinds": [frozenset()]}})
@settings(max_examples=15, deadline=None)
@given(found=tables())
def test_text_cells_say_the_same_as_typed_ones(found: dict[str, Columns]) -> None:
    """A table of nothing but text, as a CSV reader gives it, is read as a CSV file is."""
    arrow = {
        name: pyarrow.table(
            {each: pyarrow.array(map(as_text, values), pyarrow.string()) for each, values in columns.items()}
        )
        for name, columns in found.items()
    }

    assert found == plain(from_frames(**arrow))


@settings(max_examples=25, deadline=None)
@given(found=tables(), random=st.randoms(use_true_random=False))
def test_digest_knows_contents_and_no_order(found: dict[str, Columns], random: Any) -> None:
    """The order of rows, columns and tables is irrelevant to the digest; one cell more or less is not."""
    rows = {name: as_rows(columns) for name, columns in found.items() if name != "inspections"}
    shuffled = {name: [dict(random.sample(list(row.items()), len(row))) for row in each] for name, each in rows.items()}
    for each in shuffled.values():
        random.shuffle(each)

    digest = from_records(**rows).digest

    assert from_records(**dict(random.sample(list(shuffled.items()), len(shuffled)))).digest == digest
    for name, each in rows.items():
        for row in each:
            less = {**rows, name: [other for other in each if other is not row]}
            if name == "subjects":
                less["reports"] = [report | {"subject_id": None} for report in less["reports"]]
            assert from_records(**less).digest != digest


def test_digest_tells_equal_numbers_and_absent_columns() -> None:
    """87.5 and 87.50 are one number; an absent column and one without values are two things."""
    row = {"report_id": "r", "jurisdiction": "500240", "product": "drug", "received_on": date(2025, 1, 2)}

    def digest(**more: Any) -> str:
        return from_records(subjects=[], reports=[row | more]).digest

    assert digest(score=Decimal("87.5")) == digest(score=Decimal("87.50"))
    assert digest(score=Decimal(100)) == digest(score=Decimal("1E+2"))
    assert digest() != digest(score=None)
    assert digest(score=Decimal(0)) != digest(score=None)
