"""Attached tables give the same cells, however the text lays them out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regrules.analysis.document import Part, read_document

PLAN = "某县2025年检查计划\n一、按照附件完成检查。\n\n附件\n2025年检查任务表\n"
NOTE = "\n说明：各所按照风险等级确定频次，二级监管每两年不少于一次。\n"
STATIONS = ("东山所", "西河所", "南桥所", "北关所")
QUARTERS = ("一季度", "二季度", "三季度", "四季度")
KINDS = ("经营企业", "使用单位")

Counts = tuple[tuple[int, ...], ...]


def only(text: str) -> Part:
    """The only part of a document."""
    (part,) = read_document(text).parts
    return part


def cells(part: Part) -> list[tuple[str, tuple[str, ...], int | None]]:
    """The cells of the only table of *part*, in short."""
    (table,) = part.tables
    return [(each.row, each.column, each.value) for each in table.cells]


def simple(counts: Counts) -> list[list[str]]:
    """A table with one row of headings: stations and quarters."""
    rows = [[STATIONS[at], *map(str, row), str(sum(row))] for at, row in enumerate(counts)]
    return [["单位", *QUARTERS, "合计"], *rows]


def merged(counts: Counts) -> list[list[str]]:
    """A table with merged headings: two kinds below each quarter, written once and followed by an empty cell."""
    first = ["单位", *(cell for quarter in QUARTERS for cell in (quarter, "")), "合计"]
    rows = [[STATIONS[at], *map(str, row), str(sum(row))] for at, row in enumerate(counts)]
    return [first, ["", *KINDS * 4, ""], *rows]


def collapsed(counts: Counts) -> list[list[str]]:
    """The same, with a merged cell written as one."""
    first, *rest = merged(counts)
    return [[cell for cell in first if cell], *rest]


def sparse(counts: Counts) -> list[list[str]]:
    """The same, without the empty cells below a heading that reaches down."""
    first, second, *rest = collapsed(counts)
    return [first, [cell for cell in second if cell], *rest]


def barred(rows: list[list[str]]) -> Iterator[str]:
    """Cells between bars, with a rule below the headings."""
    for at, row in enumerate(rows):
        yield f"| {' | '.join(row)} |"
        if not at:
            yield "|" + "---|" * len(row)


def tabbed(rows: list[list[str]]) -> Iterator[str]:
    """Cells parted by tabs."""
    return ("\t".join(row) for row in rows)


def spaced(rows: list[list[str]]) -> Iterator[str]:
    """Cells parted by two blanks or more."""
    return ("   ".join(row) for row in rows)


def stacked(rows: list[list[str]]) -> Iterator[str]:
    """Each cell on a line of its own that begins with a tab; blank lines between rows."""
    for row in rows:
        yield from (f"\t{cell}" for cell in row)
        yield ""


def plainly_stacked(rows: list[list[str]]) -> Iterator[str]:
    """Each cell on a line of its own, without tabs."""
    for row in rows:
        yield from row
        yield ""


def counts(columns: int) -> st.SearchStrategy[Counts]:
    """The numbers of a table, two rows or more."""
    row = st.lists(st.integers(0, 120), min_size=columns, max_size=columns).map(tuple)
    return st.lists(row, min_size=2, max_size=4).map(tuple)


@given(counts(4), st.sampled_from([barred, tabbed, spaced, stacked, plainly_stacked]), st.sampled_from(["", NOTE]))
def test_every_layout_gives_the_same_cells(numbers, layout, note):  # type: ignore[no-untyped-def]
    """A table with one row of headings gives the cells that it was made from, and the note below it."""
    part = only(PLAN + "\n".join(layout(simple(numbers))) + "\n" + note)
    wanted = [
        (STATIONS[at], (heading,), value)
        for at, row in enumerate(numbers)
        for heading, value in zip((*QUARTERS, "合计"), (*row, sum(row)), strict=True)
    ]
    assert cells(part) == wanted
    assert part.tables[0].caption == "2025年检查任务表"
    assert [each.path for each in part.clauses] == ["1", *(["annex.note"] if note else [])]


MERGED = [
    *((barred, rows) for rows in (merged, collapsed, sparse)),
    *((tabbed, rows) for rows in (merged, collapsed, sparse)),
    *((stacked, rows) for rows in (merged, collapsed, sparse)),
    *((layout, sparse) for layout in (spaced, plainly_stacked)),
]


@given(counts(8), st.sampled_from(MERGED))
def test_merged_headings_hold_for_every_column_below(numbers, layout):  # type: ignore[no-untyped-def]
    """Each cell has the path of its headings, however a merged heading is written."""
    write, rows = layout
    part = only(PLAN + "\n".join(write(rows(numbers))) + "\n" + NOTE)
    headings = [*((quarter, kind) for quarter in QUARTERS for kind in KINDS), ("合计",)]
    wanted = [
        (STATIONS[at], heading, value)
        for at, row in enumerate(numbers)
        for heading, value in zip(headings, (*row, sum(row)), strict=True)
    ]
    assert cells(part) == wanted


def test_cells_may_go_on_in_the_next_line() -> None:
    """A cell that was broken is put together."""
    rows = "\t单位\n\t经营企业\n检查家次\n\t使用单位\n检查家次\n\n\t东山\n所\n\t3\n\t4\n\n\t西河所\n\t5\n\t6\n"
    assert cells(only(PLAN + rows))[:3] == [
        ("东山所", ("经营企业检查家次",), 3),
        ("东山所", ("使用单位检查家次",), 4),
        ("西河所", ("经营企业检查家次",), 5),
    ]


@pytest.mark.parametrize(
    "rows", ["序号|单位|家次\n1|东山所|3\n2|西河所|4", "序号\t单位\t家次\n1\t东山所\t3\n2\t西河所\t4"]
)
def test_running_numbers_are_no_headings_of_rows(rows: str) -> None:
    """A row is known by its name, not by its running number."""
    assert cells(only(PLAN + rows)) == [("东山所", ("家次",), 3), ("西河所", ("家次",), 4)]


def test_totals_are_cells() -> None:
    """The row and the column of totals are kept, under their headings."""
    part = only(PLAN + "单位|一季度|二季度|合计\n东山所|1|2|3\n西河所|3|4|7\n合计|4|6|10\n")
    assert cells(part)[-3:] == [("合计", ("一季度",), 4), ("合计", ("二季度",), 6), ("合计", ("合计",), 10)]


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("１２", 12), ("1,200", 1200), ("12家", 12), ("3家次", 3), ("/", None), ("25%", None), ("", None)],
)
def test_values(text: str, value: int | None) -> None:
    """A cell holds a whole number, with or without its counter; what it holds otherwise is kept as text."""
    (first, *_) = only(PLAN + f"单位|一季度|二季度\n东山所|{text}|4\n西河所|3|4\n").tables[0].cells
    assert (first.text, first.value) == (text, value)


def test_several_tables_are_numbered() -> None:
    """The second attached table is `annex-2`, and each has the note below it."""
    rows = "单位|家次\n东山所|3\n西河所|4\n"
    part = only(f"一、检查。\n附件1\n甲表\n{rows}备注：按季度报送。\n附件2\n乙表\n{rows}注：每年一次。\n")
    assert [(each.path, each.caption) for each in part.tables] == [("annex", "甲表"), ("annex-2", "乙表")]
    assert [(each.path, each.label) for each in part.clauses[1:]] == [("annex.note", "备注"), ("annex-2.note", "注")]


def test_a_table_may_stand_in_the_text() -> None:
    """A table between clauses ends none of them and is no text of any."""
    part = only("一、完成下表任务。\n任务表\n单位|家次\n东山所|3\n西河所|4\n各所按时报送。\n二、报送结果。\n")
    assert [(each.path, each.text) for each in part.clauses] == [
        ("1", "完成下表任务。各所按时报送。"),
        ("2", "报送结果。"),
    ]
    assert [(each.path, each.caption, len(each.cells)) for each in part.tables] == [("annex", "任务表", 2)]


def test_an_attachment_of_words_is_a_note() -> None:
    """What an attachment without a table says is kept, so that its figures count."""
    part = only(
        "一、检查。\n附件1\n检查频次\n对药店每年检查一次。\n对诊所每两年检查一次。\n附件2\n名单\n（略）\n附件3\n按时报送。\n"
    )
    assert [(each.path, each.text) for each in part.clauses[1:]] == [
        ("annex.note", "对药店每年检查一次。对诊所每两年检查一次。"),
        ("annex-2.note", "按时报送。"),
    ]


def test_merged_headings_may_be_of_unequal_width() -> None:
    """Where the names below merged headings begin again, the next heading begins."""
    part = only(PLAN + "单位\t一季度\t二季度\t合计\n\t企业\t诊所\t企业\t\n东山所\t1\t2\t3\t6\n西河所\t3\t4\t5\t12\n")
    assert [each.column for each in part.tables[0].cells[:4]] == [
        ("一季度", "企业"),
        ("一季度", "诊所"),
        ("二季度", "企业"),
        ("合计",),
    ]


def test_a_row_heading_holds_for_the_rows_below() -> None:
    """A row whose heading is left empty belongs to the heading above it."""
    part = only(PLAN + "单位|类别|一季度|二季度\n东山所|企业|1|2\n|诊所|3|4\n西河所|企业|5|6\n")
    assert [each.row for each in part.tables[0].cells if each.column == ("一季度",)] == ["东山所", "东山所", "西河所"]
