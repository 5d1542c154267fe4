"""A good register with one thing damaged has one defect, at its place; everything that is wrong is told at once."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.errors import Defect, NothingEvaluated, RegisterError
from regrules.model.schema import ColumnSchema
from regrules.model.tables import CORE
from regrules.register import from_records

Rows = dict[str, list[dict[str, Any]]]
GOOD_CELLS = {
    "text": "x", "word": "x", "words": "x", "date": "2025-03-31", "time": "2025-03-31T09:30", "flag": "true",
    "whole": "1", "number": "1", "division": "500240",
}  # fmt: skip
BAD_CELLS = {
    "text": " x", "word": "?", "words": "x;;y", "date": "2025-02-30", "time": "2025-03-31T25:00", "flag": "maybe",
    "whole": "1.5", "number": "x", "division": "5002",
}  # fmt: skip
SPECIAL = {
    "agency": "a-1", "subject_id": "s-1", "uscc": "91110000600037341L", "follows": "-", "year": "2025",
    "scheme": "drug", "grade": "B", "table": "leads", "hospital_level": "0",
}  # fmt: skip
COLUMNS = [(table.name, column) for table in CORE.tables for column in table.columns]


def good() -> Rows:
    """Two rows in every table, every column filled; nothing refers to the second ones."""
    rows: Rows = {}
    for table in CORE.tables:
        row = {column.name: SPECIAL.get(column.name, _cell(column)) for column in table.columns}
        second = dict(row)
        if table.identity:
            letter = table.row[0]
            first, other = ("leads", "samples") if table.name == "extents" else (f"{letter}-1", f"{letter}-2")
            if table.name == "figures":
                first, other = "500240", "500241"
            row[table.identity], second[table.identity] = first, other
        if table.name == "gradings":
            row["subject_id"], second["subject_id"], second["scheme"] = "s-1", "s-1", "credit"
        rows[table.name] = [row, second]
    return rows


def _cell(column: ColumnSchema) -> str:
    return column.words[0] if column.words else GOOD_CELLS[column.type]


def defects(rows: Rows) -> tuple[Defect, ...]:
    """Why the rows are refused; nothing if they are not."""
    before = copy.deepcopy(rows)
    try:
        from_records(**rows)
    except RegisterError as refused:
        return refused.defects
    finally:
        assert before == rows
    return ()


def changed(table: str, row: int, /, **cells: Any) -> Rows:
    """The good rows with some cells of one row changed."""
    rows = good()
    rows[table][row].update(cells)
    return rows


def test_good_register_has_no_defect() -> None:
    """The register that the tests below damage is accepted."""
    assert defects(good()) == ()


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda each: getattr(each, "name", each))
def test_one_bad_cell_is_one_defect(table: str, column: ColumnSchema) -> None:
    """A bad cell in any column of any table is one defect, and its place is named."""
    (defect,) = defects(changed(table, 1, **{column.name: BAD_CELLS[column.type]}))

    assert defect.place == f"{table}[1].{column.name}"


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda each: getattr(each, "name", each))
def test_empty_cells_are_refused_where_a_value_is_required(table: str, column: ColumnSchema) -> None:
    """An empty cell is one defect in a required column and none in another."""
    found = defects(changed(table, 1, **{column.name: ""}))

    assert [defect.place for defect in found] == ([f"{table}[1].{column.name}"] if column.required else [])
    assert all("the cell is empty" in defect.problem for defect in found)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda each: getattr(each, "name", each))
def test_absent_columns_are_refused_where_they_are_required(table: str, column: ColumnSchema) -> None:
    """An absent column is one defect if it is required and none if it is not."""
    rows = good()
    for row in rows[table]:
        del row[column.name]

    found = defects(rows)

    assert [defect.place for defect in found] == ([table] if column.required else [])
    assert all(f"column `{column.name}`" in defect.problem for defect in found)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda each: getattr(each, "name", each))
def test_misspelt_columns_are_one_defect_with_the_nearest_name(table: str, column: ColumnSchema) -> None:
    """A misspelt column is one defect, also if it is required, and the right name is offered."""
    rows = good()
    for row in rows[table]:
        row[f"{column.name}s_"] = row.pop(column.name)

    (defect,) = defects(rows)

    assert defect.place == table
    assert defect.problem.startswith(f"unknown column `{column.name}s_`; accepted: ")
    assert defect.problem.endswith(f"; did you mean `{column.name}`?")


def test_chinese_headings_are_recognised() -> None:
    """A column called by its Chinese heading is refused, and its name is offered."""
    rows = good()
    for row in rows["inspections"]:
        row["检查日期"] = row.pop("date")

    (defect,) = defects(rows)

    assert defect.problem.endswith("did you mean `date`?")


@pytest.mark.parametrize("table", [table.name for table in CORE.tables if table.keys])
def test_repeated_keys_are_one_defect(table: str) -> None:
    """A row whose key stands in an earlier row is one defect, which names the earlier row."""
    rows = good()
    rows[table].append(dict(rows[table][0]))

    (defect,) = defects(rows)

    assert defect.place == f"{table}[2].{CORE.table(table).keys[0]}"
    assert f"stands twice, first in {table}[0]" in defect.problem


@pytest.mark.parametrize("table", [table.name for table in CORE.tables if not table.keys])
def test_tables_without_a_key_may_repeat_a_row(table: str) -> None:
    """Where nothing names a row, two may be equal."""
    rows = good()
    rows[table].append(dict(rows[table][0]))

    assert defects(rows) == ()


REFERRING = [(table, column) for table, column in COLUMNS if column.refers]


@pytest.mark.parametrize(("table", "column"), REFERRING, ids=lambda each: getattr(each, "name", each))
def test_references_to_nothing_are_one_defect(table: str, column: ColumnSchema) -> None:
    """A cell that names something the register does not hold is one defect, with the nearest name."""
    letter = CORE.table(str(column.refers)).row[0]

    (defect,) = defects(changed(table, 1, **{column.name: f"{letter}-11"}))

    assert defect.place == f"{table}[1].{column.name}"
    assert defect.problem == (
        f"`{letter}-11` is not in {column.refers}; accepted: {letter}-1, {letter}-2; did you mean `{letter}-1`?"
    )


@pytest.mark.parametrize(("table", "column"), REFERRING, ids=lambda each: getattr(each, "name", each))
def test_references_to_something_are_accepted(table: str, column: ColumnSchema) -> None:
    """A cell may name any row of the other table, the later ones too."""
    name = f"{CORE.table(str(column.refers)).row[0]}-2"
    rows = changed(table, 0, **{column.name: name})

    assert defects(rows) == ()


def test_a_refused_name_is_not_missed_elsewhere() -> None:
    """If a subject's own name is refused, the rows that name it are not refused as well."""
    (defect,) = defects(changed("subjects", 0, subject_id="s-1 "))

    assert defect.place == "subjects[0].subject_id"


def test_agencies_are_not_checked_where_none_are_known() -> None:
    """Without a table of agencies any agency may be named."""
    rows = changed("leads", 1, agency="somebody")
    del rows["agencies"]

    assert defects(rows) == ()


def version(since: str, until: str = "", name: str = "s-9") -> dict[str, str]:
    """One version of a subject."""
    return {
        "subject_id": name, "valid_from": since, "valid_to": until, "jurisdiction": "500240", "name": "x",
        "kinds": "drug_retailer",
    }  # fmt: skip


def post(since: str, until: str = "") -> dict[str, str]:
    """One post of a member of staff."""
    return {"staff_id": "m-9", "valid_from": since, "valid_to": until, "agency": "a-1"}


WHOLE_ROWS_ACCEPTED: dict[str, Callable[[], Rows]] = {
    "closed on the day of opening": lambda: changed("subjects", 1, opened_on="2025-03-31", closed_on="2025-03-31"),
    "suspended again after it resumed": lambda: changed("subjects", 1, resumed_on="2024-01-01"),
    "result on the day of sampling": lambda: changed("samples", 1, result_on="2025-03-31"),
    "done before it was handed down": lambda: changed("assignments", 1, done_on="2025-01-31"),
    "grade of its scheme": lambda: changed("gradings", 1, scheme="device_user", grade="4"),
    "extent of any table": lambda: changed("extents", 1, table="subjects"),
    "versions end to end": lambda: {
        "subjects": [version("2025-02-01"), version("", "2025-01-31"), version("2025-03-01", "2025-12-31")]
    },
    "open versions": lambda: {"subjects": [version("2025-02-01"), version(""), version("2025-03-01")]},
    "posts that overlap": lambda: {
        "subjects": [], "staff": [post("2025-01-01", "2025-12-31"), post("2025-12-31")]
    },
    "staff with a break": lambda: {
        "subjects": [], "staff": [post("2024-01-01", "2024-03-31"), post("2025-01-01")]
    },
    "a member of no known agency": lambda: {"subjects": [], "staff": [post("2024-01-01")]},
    "same name and year, other agency": lambda: {
        "subjects": [],
        "figures": [
            {"jurisdiction": "500240", "name": "n", "year": 2025, "value": 1} | {"agency": each}
            for each in ("a", "b", None)
        ],
    },
    "graded in the gradings, the cell in the subjects empty": lambda: {
        "subjects": [version("") | {"grade:drug": ""}],
        "gradings": [{"subject_id": "s-9", "scheme": "drug", "grade": "A"}],
    },
    "graded in the subjects": lambda: {"subjects": [version("") | {"grade:drug": "D", "grade:credit": ""}]},
}  # fmt: skip
WHOLE_ROWS_REFUSED: dict[str, tuple[Callable[[], Rows], str, str]] = {
    "closed before opening": (
        lambda: changed("subjects", 1, opened_on="2025-03-31", closed_on="2025-03-30"),
        "subjects[1].closed_on", "`2025-03-30` comes before opened_on `2025-03-31`",
    ),
    "result before sampling": (
        lambda: changed("samples", 1, result_on="2025-03-30"),
        "samples[1].result_on", "comes before sampled_on",
    ),
    "closed before it came in": (
        lambda: changed("leads", 1, closed_at="2025-03-30T23:59"),
        "leads[1].closed_at", "comes before received_on",
    ),
    "answered before it came in": (
        lambda: changed("leads", 1, answered_on="2024-12-31"),
        "leads[1].answered_on", "comes before received_on",
    ),
    "closed before it was taken": (
        lambda: changed("actions", 1, closed_on="2024-12-31"),
        "actions[1].closed_on", "comes before taken_on",
    ),
    "waiver backwards": (
        lambda: changed("waivers", 1, until="2024-12-31"),
        "waivers[1].until", "`2024-12-31` comes before from `2025-03-31`",
    ),
    "version backwards": (
        lambda: changed("subjects", 1, valid_to="2024-12-31"),
        "subjects[1].valid_to", "comes before valid_from",
    ),
    "extent backwards": (
        lambda: changed("extents", 1, complete_to="2024-12-31"),
        "extents[1].complete_to", "comes before complete_from",
    ),
    "grade of another scheme": (
        lambda: changed("gradings", 1, scheme="device_user", grade="C"),
        "gradings[1].grade", "unknown grade of device_user `C`; accepted: 1, 2, 3, 4",
    ),
    "unknown scheme": (
        lambda: changed("gradings", 1, scheme="credits"),
        "gradings[1].scheme", "did you mean `credit`?",
    ),
    "extent of no table": (
        lambda: changed("extents", 1, table="sample"),
        "extents[1].table", "did you mean `samples`?",
    ),
    "versions that overlap": (
        lambda: {"subjects": [version("2025-02-01"), version("", "2025-02-01")]},
        "subjects[0].valid_from", "`s-9` has two versions on `2025-02-01`: that of subjects[1] lasts to `2025-02-01`",
    ),
    "versions with a gap": (
        lambda: {"subjects": [version("", "2025-01-30"), version("2025-02-01")]},
        "subjects[1].valid_from", "`s-9` has no version from `2025-01-31` to `2025-01-31`",
    ),
    "two first versions": (
        lambda: {"subjects": [version(""), version("")]},
        "subjects[1].subject_id", "the key `s-9 / (no value)` stands twice",
    ),
    "grade column of no scheme": (
        lambda: {"subjects": [version("") | {"grade:drugs": "A"}]},
        "subjects, column grade:drugs", "unknown grading scheme `drugs`; accepted: cosmetic, credit,",
    ),
    "grade column with a wrong grade": (
        lambda: {"subjects": [version("") | {"grade:drug": "1"}]},
        "subjects[0].grade:drug", "unknown word of grade:drug `1`; accepted: A, B, C, D",
    ),
    "grade in two places": (
        lambda: {
            "subjects": [version("") | {"grade:drug": "A"}],
            "gradings": [{"subject_id": "s-9", "scheme": "drug", "grade": "A"}],
        },
        "subjects[0].grade:drug", "`s-9` is graded here and in gradings",
    ),
    "no subjects": (lambda: {"leads": []}, "the register", "there is no table `subjects`"),
    "misspelt table": (lambda: {"subjects": [], "lead": []}, "lead", "did you mean `leads`?"),
    "record of another table": (
        lambda: {"subjects": [], "leads": [3]}, "leads[0]", "`3` is no record; accepted: records of leads, or dicts",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rows", WHOLE_ROWS_ACCEPTED.values(), ids=WHOLE_ROWS_ACCEPTED)
def test_accepted_rows(rows: Callable[[], Rows]) -> None:
    """Rows that only look contradictory are accepted."""
    assert defects(rows()) == ()


@pytest.mark.parametrize(("rows", "place", "problem"), WHOLE_ROWS_REFUSED.values(), ids=WHOLE_ROWS_REFUSED)
def test_refused_rows(rows: Callable[[], Rows], place: str, problem: str) -> None:
    """Rows that contradict themselves or each other are one defect, with place and reason."""
    (defect,) = defects(rows())

    assert defect.place == place
    assert problem in defect.problem


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(range(len(COLUMNS))), min_size=1, max_size=12))
def test_everything_wrong_is_told_at_once(damaged: set[int]) -> None:
    """However many cells are bad, each is named once, in the order of tables, rows and columns."""
    rows = good()
    for position in damaged:
        table, column = COLUMNS[position]
        rows[table][1][column.name] = BAD_CELLS[column.type]

    found = [defect.place for defect in defects(rows)]

    assert found == [f"{COLUMNS[position][0]}[1].{COLUMNS[position][1].name}" for position in sorted(damaged)]


def test_long_lists_are_cut_when_printed_and_kept_in_full() -> None:
    """The text of a refusal shows fifty defects and counts the rest; the refusal itself keeps them all."""
    with pytest.raises(RegisterError) as refused:
        from_records(subjects=[version("") | {"name": ""} for _ in range(70)])

    lines = str(refused.value).splitlines()
    assert len(refused.value.defects) == 70
    assert len(lines) == 51
    assert lines[0] == "subjects[0].name: the cell is empty; every row needs a value (name)"
    assert "20 more" in lines[-1]


def test_no_table_at_all_is_nothing_to_evaluate() -> None:
    """A register without any table is refused as nothing, not as wrong."""
    with pytest.raises(NothingEvaluated, match="holds no table"):
        from_records(subjects=None)


def test_many_references_to_nothing_are_refused_soon() -> None:
    """A table that names other subjects throughout is refused row by row, without a search for every nearest name."""
    subjects = [version("", name=f"s-{number}") for number in range(3000)]
    gradings = [{"subject_id": f"t-{number}", "scheme": "drug", "grade": "A"} for number in range(3000)]

    found = defects({"subjects": subjects, "gradings": gradings})

    assert len(found) == 3000
    assert "did you mean" in found[0].problem
    assert "did you mean" not in found[-1].problem


def test_defects_are_told_row_by_row() -> None:
    """What is wrong with an earlier row comes first, whatever its column and whichever check found it."""
    rows = good()
    rows["leads"][0].update(recorded_on="?", subject_id="s-7")
    rows["leads"][1].update(lead_id="", closed_on="2024-12-31")

    found = [defect.place for defect in defects(rows)]

    assert found == ["leads[0].subject_id", "leads[0].recorded_on", "leads[1].lead_id", "leads[1].closed_on"]
