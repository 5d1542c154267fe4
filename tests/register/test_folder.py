"""Folders: which files are read, what a file must look like, and where its defects are placed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars
import pytest

from regrules.errors import Defect, NothingEvaluated, RegisterError
from regrules.model.plans import AgencyEntry
from regrules.model.text import Text
from regrules.register import from_frames, read_folder

SUBJECTS = "subject_id,jurisdiction,name,kinds\ns-1,500240,甲店,drug_retailer\n"
STAFF = "staff_id,agency\nm-1,a-1\nm-2,a-2\n"
A_1 = AgencyEntry(id="a-1", name=Text(zh="一所", en="first"), kind="station")


def written(folder: Path, **files: str | bytes) -> Path:
    """The folder with these files; a name without an ending is a CSV file."""
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        Path(folder, name.replace("_dot_", ".") if "_dot_" in name else f"{name}.csv").write_bytes(data)
    return folder


def defects(folder: Path, **about: object) -> tuple[Defect, ...]:
    """Why the folder is refused."""
    with pytest.raises(RegisterError) as refused:
        read_folder(folder, **about)
    return refused.value.defects


ACCEPTED = {
    "plain": SUBJECTS,
    "byte order mark": "\ufeff" + SUBJECTS,
    "Windows line ends": SUBJECTS.replace("\n", "\r\n"),
    "no line end at the end": SUBJECTS.rstrip("\n"),
    "blank lines": SUBJECTS.replace("\n", "\n\n"),
    "quoted": SUBJECTS.replace("甲店", '"甲店"'),
    "columns in another order": "name,kinds,subject_id,jurisdiction\n甲店,drug_retailer,s-1,500240\n",
}
REFUSED = {
    "no bytes": (b"", "subjects.csv", "accepted: a heading row of column names"),
    "no heading": ("\n" + SUBJECTS, "subjects.csv", "the first line is empty"),
    "GBK": (SUBJECTS.encode("gbk"), "subjects.csv", "line 2 is not UTF-8 text (it reads as GB18030)"),
    "UTF-16": (SUBJECTS.encode("utf-16"), "subjects.csv", "line 1 is not UTF-8 text (it reads as UTF-16)"),
    "no text": (b"a\n\xff\xff\xff\xff", "subjects.csv", "line 2 is not UTF-8 text; save"),
    "open quote": (SUBJECTS.replace("甲店", '"甲店'), "subjects.csv", "cannot be read: unexpected end of data"),
    "text after a quote": (SUBJECTS.replace("甲店", '"甲"店'), "subjects.csv", "line 2 cannot be read"),
    "heading twice": (
        SUBJECTS.replace("kinds\n", "kinds,name\n").replace("drug_retailer\n", "drug_retailer,甲店\n"),
        "subjects.csv", "column `name` stands twice",
    ),
    "heading without name": (
        SUBJECTS.replace("kinds\n", "kinds,\n").replace("drug_retailer\n", "drug_retailer,\n"),
        "subjects.csv", "cell 5 of the heading row is empty",
    ),
    "heading with blanks": (SUBJECTS.replace("kinds", "kinds "), "subjects.csv", "did you mean `kinds`?"),
    "too few cells": (SUBJECTS + "s-2,500240\n", "subjects.csv, row 3", "the row has 2 cells, the heading row has 4"),
    "too many cells": (SUBJECTS + "s-1,500240,乙,-,x\n", "subjects.csv, row 3", "the row has 5 cells"),
    "no cells": (SUBJECTS + ",,,\n", "subjects.csv, row 3", "the row is empty"),
    "bad cell after a blank line": (
        SUBJECTS + "\ns-2,50024,乙,-\n", "subjects.csv, row 4, column jurisdiction", "six digits"
    ),
    "bad cell after a cell of two lines": (
        SUBJECTS + 's-2,500240,"乙\n店",-\ns-3,5002,丙,-\n', "subjects.csv, row 4, column jurisdiction", "six digits"
    ),
}  # fmt: skip


@pytest.mark.parametrize("content", ACCEPTED.values(), ids=ACCEPTED)
def test_accepted_files(tmp_path: Path, content: str) -> None:
    """The usual forms of a CSV file all say the same."""
    plain = read_folder(written(tmp_path, subjects=SUBJECTS)).digest

    assert read_folder(written(tmp_path, subjects=content)).digest == plain


@pytest.mark.parametrize(("content", "place", "problem"), REFUSED.values(), ids=REFUSED)
def test_refused_files(tmp_path: Path, content: str | bytes, place: str, problem: str) -> None:
    """A file that is no proper table is one defect, at the row as a spreadsheet counts it."""
    (defect,) = defects(written(tmp_path, subjects=content))

    assert defect.place == place
    assert problem in defect.problem


def test_files_that_are_no_tables_are_left_alone(tmp_path: Path) -> None:
    """Notes and hidden files may lie in the folder."""
    register = read_folder(written(tmp_path, subjects=SUBJECTS, notes_dot_txt="x", _dot_subjects_dot_csv="x"))

    assert list(register.tables) == ["subjects"]
    assert not register.table("leads").given
    assert len(register.table("leads")) == 0


@pytest.mark.parametrize(
    ("name", "place", "problem"),
    [
        ("inspection", "inspection.csv", "unknown table `inspection`; accepted: actions,"),
        ("inspection_dot_parquet", "inspection.parquet", "did you mean `inspections`?"),
        ("Leads_dot_CSV", "Leads.CSV", "did you mean `leads`?"),
        ("subjects_dot_parquet", "subjects.parquet", "the table stands in subjects.csv too"),
        ("leads_dot_parquet", "leads.parquet", "is no readable Parquet file"),
    ],
)
def test_refused_names_of_files(tmp_path: Path, name: str, place: str, problem: str) -> None:
    """A file that looks like a table and is none is one defect, with the nearest table."""
    (defect,) = defects(written(tmp_path, subjects=SUBJECTS, **{name: "x"}))

    assert defect.place == place
    assert problem in defect.problem


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    """A folder called like a table is not passed over."""
    written(tmp_path, subjects=SUBJECTS).joinpath("leads.parquet").mkdir()

    (defect,) = defects(tmp_path)

    assert str(defect) == "leads.parquet: is a folder; one file for each table is wanted"


def test_folders_that_cannot_be_read(tmp_path: Path) -> None:
    """No folder, or a file in its place, is refused; a folder without a table is nothing to evaluate."""
    (missing,) = defects(tmp_path / "none")
    (file,) = defects(written(tmp_path, subjects=SUBJECTS) / "subjects.csv")
    empty = tmp_path / "empty"
    empty.mkdir()

    assert missing.problem == "there is no such folder"
    assert file.problem == "is a file; a folder of tables is wanted"
    with pytest.raises(NothingEvaluated, match="folder empty holds no table"):
        read_folder(empty)


def test_subjects_are_required(tmp_path: Path) -> None:
    """Without the table of subjects nothing can be asked; an unreadable one is not missing as well."""
    (missing,) = defects(written(tmp_path, staff=STAFF))
    (unreadable,) = defects(written(tmp_path, staff=STAFF, subjects=b"\xff\xff\xff"))

    assert "there is no table `subjects`" in missing.problem
    assert "is not UTF-8" in unreadable.problem


def test_agencies_of_a_county_stand_in_for_the_table(tmp_path: Path) -> None:
    """Agencies are looked up among those given, unless the folder has its own table; without both any may be named."""
    written(tmp_path, subjects=SUBJECTS, staff=STAFF)
    table = "agency_id,jurisdiction,name,kind\na-1,500240,一所,station\na-2,500240,二所,station\n"

    (defect,) = defects(tmp_path, agencies=[A_1])

    assert defect.place == "staff.csv, row 3, column agency"
    assert defect.problem == "`a-2` is not in agencies; accepted: a-1; did you mean `a-1`?"
    assert len(read_folder(tmp_path).table("staff")) == 2
    assert len(read_folder(tmp_path, agencies=["a-1", "a-2"]).table("staff")) == 2
    assert len(read_folder(written(tmp_path, agencies=table), agencies=[A_1]).table("staff")) == 2


def test_places_in_parquet_and_frames_count_from_one(tmp_path: Path) -> None:
    """Rows without a heading row are counted from 1."""
    frame = polars.DataFrame({"staff_id": ["m-1", "m-2"], "agency": ["a-1", None]})
    subjects = polars.DataFrame([dict(zip(*(line.split(",") for line in SUBJECTS.splitlines()), strict=True))])
    frame.write_parquet(written(tmp_path, subjects=SUBJECTS) / "staff.parquet")

    (in_file,) = defects(tmp_path)
    with pytest.raises(RegisterError) as refused:
        from_frames(subjects=subjects, staff=frame)

    assert in_file.place == "staff.parquet, row 2, column agency"
    assert [defect.place for defect in refused.value.defects] == ["staff, row 2, column agency"]


def test_what_is_no_dataframe_is_refused() -> None:
    """Something else in the place of a dataframe, or of two columns of one name, is a defect of that table."""
    with pytest.raises(RegisterError) as refused:
        from_frames(subjects=3, lead=polars.DataFrame())

    assert [defect.place for defect in refused.value.defects] == ["lead", "subjects"]
    assert "cannot be read as a table" in refused.value.defects[1].problem


def test_reading_text_imports_no_dataframe_library(tmp_path: Path) -> None:
    """A folder of CSV files is read without any of the libraries that take long to import."""
    written(tmp_path, subjects=SUBJECTS)
    code = (
        "import sys; from regrules.register import read_folder; read_folder(sys.argv[1]);"
        "print(sorted({'numpy', 'polars', 'narwhals', 'cattrs', 'pandas', 'stdnum'} & set(sys.modules)))"
    )

    run = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"
