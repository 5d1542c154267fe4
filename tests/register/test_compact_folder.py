"""Compacting a folder of tables: what is accepted and refused, and what stands in the folder that is written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from regrules.errors import NothingEvaluated, RegisterError
from regrules.model.tables import CORE
from regrules.register import from_records, read_folder
from regrules.register.compact import compact, compacting, in_memory, is_compact, joined_schema, open_compact

Frames = dict[str, pl.DataFrame]
DAY = date.fromisoformat
MORNING = datetime.fromisoformat("2025-03-03T09:30")


def frames() -> Frames:
    """Tables in no order, of two counties."""
    return {
        "subjects": pl.DataFrame(
            {
                "subject_id": ["b", "a", "a", "c"],
                "valid_from": [None, DAY("2025-02-01"), DAY("2024-01-01"), None],
                "valid_to": [None, None, DAY("2025-01-31"), None],
                "jurisdiction": ["990102", "990101", "990101", "990101"],
                "name": ["B", "A", "A", "C"],
                "kinds": ["drug_retailer", "drug_chain;drug_retailer", "drug_retailer;drug_chain", "-"],
                "agency": ["o2", "o1", "o1", ""],
                "uscc": ["91110000600037341L", None, None, None],
                "opened_on": [DAY("2020-01-01"), None, None, None],
                "closed_on": [None, None, None, DAY("2025-01-01")],
            }
        ),
        "agencies": pl.DataFrame(
            {"agency_id": ["o1", "o2"], "jurisdiction": ["990101", "990102"], "name": "o", "kind": "station"}
        ),
        "gradings": pl.DataFrame(
            {"subject_id": ["a", "b"], "scheme": "credit", "valid_from": DAY("2024-01-01"), "grade": ["A", "D"]}
        ),
        "inspections": pl.DataFrame(
            {
                "inspection_id": ["i3", "i1", "i2"],
                "subject_id": ["a", "b", None],
                "date": [DAY("2025-03-03"), DAY("2025-01-01"), DAY("2025-02-02")],
                "domains": "drug",
                "kinds": ["routine", "full;routine", "routine;full"],
                "officers": [2, None, 3],
                "follows": ["i1", "-", None],
            }
        ),
        "reports": pl.DataFrame(
            {
                "report_id": ["r1", "r2"],
                "jurisdiction": ["990101", "990102"],
                "subject_id": ["a", None],
                "product": "drug",
                "received_on": DAY("2025-03-03"),
                "serious": [True, None],
                "score": [87.5, None],
                "learned_at": [MORNING, None],
            }
        ),
    }


def write(folder: Path, tables: Frames) -> Path:
    """The tables as Parquet files."""
    folder.mkdir()
    for name, frame in tables.items():
        frame.write_parquet(folder / f"{name}.parquet")
    return folder


Change = Callable[[Frames], None]


def cells(table: str, column: str, values: Any, dtype: Any = None) -> Change:
    """Other cells in a column."""

    def change(tables: Frames) -> None:
        tables[table] = tables[table].with_columns(pl.Series(column, values, dtype=dtype))

    return change


def without(table: str) -> Change:
    """No such table."""

    def change(tables: Frames) -> None:
        del tables[table]

    return change


def cast(table: str, column: str, dtype: Any) -> Change:
    """Another type of a column."""

    def change(tables: Frames) -> None:
        tables[table] = tables[table].with_columns(pl.col(column).cast(dtype))

    return change


ACCEPTED: dict[str, Change] = {
    "as it is": lambda tables: None,
    "lists of words": cells("inspections", "kinds", [["routine"], ["full", "routine"], []]),
    "words of few texts": cast("inspections", "domains", pl.Categorical),
    "times at midnight for days": cast("inspections", "date", pl.Datetime("us")),
    "days as texts": cast("inspections", "date", pl.String),
    "numbers as texts": cast("reports", "score", pl.String),
    "flags as texts": cast("reports", "serious", pl.String),
    "decimals": cast("reports", "score", pl.Decimal(6, 2)),
    "single precision": cast("reports", "score", pl.Float32),
    "not a number": cells("reports", "score", [float("nan"), 1.0]),
    "whole numbers as fractions": cast("inspections", "officers", pl.Float64),
    "a day long after": cells("subjects", "closed_on", [None, None, None, DAY("2199-12-31")]),
    "nothing in a column": cells("inspections", "officers", [None, None, None]),
    "no rows": lambda tables: tables.update(inspections=tables["inspections"].clear()),
    "no agencies": without("agencies"),
    "grades in the subjects": cells("subjects", "grade:drug", ["A", None, "B", None]),
    "an empty name of a visit": cells("inspections", "visit_id", ["", "v", None]),
}
REFUSED: dict[str, Change] = {
    "an unknown column": cells("inspections", "dat", [1, 2, 3]),
    "a missing column": lambda tables: tables.update(inspections=tables["inspections"].drop("date")),
    "an unknown table": lambda tables: tables.update(inspection=tables["inspections"]),
    "an unknown word": cells("inspections", "kinds", ["routine", "rutine", "full"]),
    "an unknown word in a list": cells("inspections", "kinds", [["routine"], ["rutine"], ["full"]]),
    "a word that is missing": cells("inspections", "kinds", [["routine"], [None], ["full"]]),
    "a list that seems a set": cells("inspections", "kinds", [["routine;full"], ["full"], ["full"]]),
    "a word twice": cells("inspections", "kinds", ["routine;routine", "full", "full"]),
    "a required cell that is empty": cells("inspections", "domains", ["drug", "", "drug"]),
    "a required cell that is missing": cells("inspections", "domains", ["drug", None, "drug"]),
    "an id that is empty": cells("inspections", "inspection_id", ["i1", "", "i2"]),
    "blanks around an id": cells("inspections", "inspection_id", ["i1", "i2 ", "i3"]),
    "a blank that few know": cells("inspections", "inspection_id", ["i1", "\x1ci2", "i3"]),
    "numbers as ids": cells("inspections", "inspection_id", [1, 2, 3]),
    "a day that is none": cells("inspections", "date", ["2025-02-30", "2025-01-01", "2025-01-01"]),
    "a day that cannot be": cells("inspections", "date", [DAY("1025-03-03")] * 3),
    "a time for a day": cells("inspections", "date", [MORNING] * 3),
    "a number out of range": cells("reports", "score", [101.0, None]),
    "a number for a flag": cells("reports", "serious", [1, 0]),
    "a fraction of an officer": cells("inspections", "officers", [1.5, None, None]),
    "a key twice": cells("inspections", "inspection_id", ["i1", "i1", "i2"]),
    "a version twice": cells("subjects", "valid_from", [None, DAY("2024-01-01"), DAY("2024-01-01"), None]),
    "versions that overlap": cells("subjects", "valid_to", [None, None, DAY("2025-02-01"), None]),
    "a gap between versions": cells("subjects", "valid_to", [None, None, DAY("2025-01-30"), None]),
    "an end before the beginning": cells("subjects", "valid_to", [None, None, DAY("2023-01-31"), None]),
    "closed before opened": cells("subjects", "closed_on", [DAY("2019-01-31"), None, None, None]),
    "a subject that there is not": cells("inspections", "subject_id", ["a", "bb", None]),
    "an agency that there is not": cells("subjects", "agency", ["o2", "o1", "o3", ""]),
    "an inspection that there is not": cells("inspections", "follows", ["i1", "i9", None]),
    "a wrong credit code": cells("subjects", "uscc", ["91110000600037341M", None, None, None]),
    "a wrong division code": cells("reports", "jurisdiction", ["990101", "99010"]),
    "a grade of another scheme": cells("gradings", "grade", ["A", "1"]),
    "a grade twice": cells("gradings", "subject_id", ["a", "a"]),
    "no subjects": without("subjects"),
    "graded here and there": cells("subjects", "grade:credit", ["A", None, None, None]),
}


@pytest.mark.parametrize("change", ACCEPTED.values(), ids=ACCEPTED)
def test_what_is_accepted(change: Change, tmp_path: Path) -> None:
    """What makes a register makes the same compact register."""
    tables = frames()
    change(tables)
    folder = write(tmp_path / "facts", tables)
    register, found = read_folder(folder), compact(folder, tmp_path / "compact")
    for code in ("990101", "990102", "990100"):
        expected, part = register.jurisdiction(code), found.part(code)
        assert set(part.tables) == set(expected.tables)
        assert part.digest == expected.digest


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
def test_what_is_refused(change: Change, tmp_path: Path) -> None:
    """What makes no register is refused in the same words, and nothing is written."""
    tables = frames()
    change(tables)
    folder = write(tmp_path / "facts", tables)
    with pytest.raises(RegisterError) as wanted:
        read_folder(folder)
    with pytest.raises(RegisterError) as found:
        compact(folder, tmp_path / "compact")
    assert found.value.defects == wanted.value.defects
    assert [path.name for path in tmp_path.iterdir()] == ["facts"]


def test_whole_columns_are_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is doubtful no cell is read by itself."""
    monkeypatch.setattr(compacting, "read_folder", None)
    assert compact(write(tmp_path / "facts", frames()), tmp_path / "compact").subjects("990100") == 3


def test_no_table_at_all(tmp_path: Path) -> None:
    """A folder without tables holds nothing to be asked."""
    (tmp_path / "facts").mkdir()
    with pytest.raises(NothingEvaluated):
        compact(tmp_path / "facts", tmp_path / "compact")


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A compact register on disk."""
    compact(write(tmp_path / "facts", frames()), tmp_path / "compact")
    return tmp_path / "compact"


def test_a_folder_of_others_is_left_alone(written: Path) -> None:
    """A target that holds something else is refused, and keeps what it holds."""
    others = written.parent / "facts"
    before = sorted(others.iterdir())
    for target in (others, others / "subjects.parquet"):
        with pytest.raises(RegisterError, match="nothing was written"):
            compact(others, target)
    assert sorted(others.iterdir()) == before


def test_an_earlier_register_is_replaced(written: Path) -> None:
    """A compact register takes the place of an earlier one, of which whoever had opened it is told that it is gone."""
    earlier = open_compact(written)
    seen = earlier.part("990101").table("inspections").columns["date"]
    compact(from_records(subjects=[]), written)
    assert open_compact(written).rows == {"subjects": 0}
    assert list(seen) == [DAY("2025-03-03"), DAY("2025-02-02")]
    for table, column in (("reports", "received_on"), ("inspections", "inspection_id")):
        with pytest.raises(RegisterError, match="is gone: another register took its place"):
            list(earlier.part("990101").table(table).columns[column])
    assert len(list(written.iterdir())) == 2
    assert sorted(path.name for path in written.parent.iterdir()) == ["compact", "facts"]


def test_an_earlier_register_stays_where_the_new_one_is_refused(written: Path) -> None:
    """Whatever is refused, the earlier register is still there."""
    (written.parent / "facts" / "inspections.parquet").write_bytes(b"nothing")
    before = open_compact(written).digest
    with pytest.raises(RegisterError, match="no readable Parquet file"):
        compact(written.parent / "facts", written)
    assert open_compact(written).digest == before
    assert sorted(path.name for path in written.parent.iterdir()) == ["compact", "facts"]


def _index(folder: Path, **changes: Any) -> None:
    file = folder / "compact.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **changes}), "utf-8")


def _file(folder: Path, name: str) -> Path:
    return folder / json.loads((folder / "compact.json").read_text("utf-8"))["folder"] / "inspections" / name


def _cut(folder: Path) -> None:
    file = _file(folder, "date.npy")
    file.write_bytes(file.read_bytes()[:-1])


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "no such folder": (lambda folder: shutil.rmtree(folder), "there is no such folder"),
    "no index": (lambda folder: (folder / "compact.json").unlink(), "holds no compact register"),
    "no JSON": (lambda folder: (folder / "compact.json").write_text("{", "utf-8"), "cannot be read"),
    "something else": (lambda folder: _index(folder, format="x"), "is no index of a compact register"),
    "a later version": (lambda folder: _index(folder, version=3), "of version 3; accepted: version 2"),
    "no version": (lambda folder: _index(folder, version=None), "of version None"),
    "a file less": (lambda folder: _file(folder, "inspection_id.bytes.npy").unlink(), "inspection_id.bytes.npy: is missing"),
    "a file cut short": (_cut, "date.npy: has .* bytes where .* were written"),
    "half an index": (lambda folder: _index(folder, tables={"inspections": {}}), "cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize(("damage", "told"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_opened(damage: Callable[[Path], object], told: str, written: Path) -> None:
    """A folder that holds no compact register, one of another version, or not all of it, is refused in words."""
    damage(written)
    with pytest.raises(RegisterError, match=told):
        open_compact(written)


def test_compact_registers_are_known(written: Path) -> None:
    """A folder of tables and a compact register are told apart."""
    assert is_compact(written)
    assert not is_compact(written.parent / "facts")


def test_one_schema_for_all() -> None:
    """The joined schema has the words of all schemas, and the core's own."""
    one = CORE.extended(words={"subjects.kinds": ("a",)})
    other = CORE.extended(words={"subjects.kinds": ("b",)}, grades={"x": ("1",)})
    joined = joined_schema((one, other))
    assert {"a", "b", "drug_retailer"} <= set(joined.table("subjects").column("kinds").words)
    assert joined.grades["x"] == ("1",)
    assert joined_schema(()) == CORE


def test_columns_of_many_values(tmp_path: Path) -> None:
    """Many different values of a column stand in a file of their own and read as they were."""
    rows = [{"subject_id": "s", "jurisdiction": "990101", "name": "s", "kinds": set()}]
    days = [
        {
            "filing_id": f"f{n}",
            "jurisdiction": "990101",
            "kind": "archive",
            "period": f"p{n}",
            "due_on": date(2199, 1, 1),
        }
        for n in range(1_500)
    ]
    register = from_records(subjects=rows, filings=days)
    found = compact(register, tmp_path / "compact")
    assert list((tmp_path / "compact").rglob("filings/period.values.bytes.npy"))
    assert found.part("990101").digest == register.digest == in_memory(register).part("990101").digest
