"""Attached tables: which are grids of planned counts, and what is read from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regrules.analysis.document import Table, TableCell
from regrules.scaffold.grid import grid

QUARTERS = ("一季度", "二季度", "三季度", "四季度")


def table(rows: dict[str, list[object]], *columns: tuple[str, ...]) -> Table:
    """A table of these rows; what is no number is text."""
    cells = (
        TableCell(row=row, column=column, text=str(value), value=value if isinstance(value, int) else None)
        for row, values in rows.items()
        for column, value in zip(columns, values, strict=True)
    )
    return Table(path="annex", caption="任务表", line=1, cells=tuple(cells))


@given(
    st.lists(st.lists(st.integers(0, 99), min_size=8, max_size=8), min_size=1, max_size=5),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_grids_are_read_whole(numbers: list[list[int]], by_kind: bool, sums: bool, last: bool) -> None:
    """Periods above kinds or kinds above periods, with totals or without: the same numbers in the same places."""
    places = [(quarter, kind) for quarter in range(4) for kind in range(2)]
    order = sorted(places, key=lambda place: place[::-1]) if by_kind else places
    heads = [(QUARTERS[quarter], f"种类{kind}") for quarter, kind in order]
    columns = [head[::-1] for head in heads] if by_kind else heads
    rows: dict[str, list[object]] = {
        f"第{at}所": [row[places.index(place)] for place in order] + [sum(row)] * sums for at, row in enumerate(numbers)
    }
    if last:
        rows["合计"] = [999] * (8 + sums)
    found = grid(table(rows, *columns, *[("合计",)] * sums), 2025)
    assert found is not None
    assert found.agencies == tuple(f"第{at}所" for at in range(len(numbers)))
    assert (found.periods, found.kinds) == (("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"), ("种类0", "种类1"))
    assert found.planned == tuple(tuple((row[2 * at], row[2 * at + 1]) for at in range(4)) for row in numbers)
    assert found.totals == (tuple(map(sum, numbers)) if sums else ())


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("一季度", "2025-Q1"),
        ("第四季度", "2025-Q4"),
        ("2季度", "2025-Q2"),
        ("上半年", "2025-H1"),
        ("下半年", "2025-H2"),
        ("3月", "2025-03"),
        ("12月份", "2025-12"),
        ("全年", "2025"),
        ("检查家次", "2025"),
    ],
)
def test_periods_have_labels(heading: str, label: str) -> None:
    """A heading that names a period is that period; others belong to the whole year."""
    found = grid(table({"城北所": [1]}, (heading,)), 2025)
    assert found is not None
    assert found.periods == (label,)


ACCEPTED = (
    table({"城北所": [1, 2]}, ("一季度",), ("二季度",)),
    table({"城北": [1, 2]}, ("一季度",), ("二季度",)),
    table({"城北所": [1, "/"]}, ("一季度",), ("二季度",)),
    table({"城北所": [1, 2]}, ("家数",), ("批次",)),
)
REFUSED = (
    table({}, ("一季度",)),
    table({"城北所": [1, "若干"]}, ("一季度",), ("二季度",)),
    table({"序号": [1]}, ("分值",)),
    table({"城北所": [1, 2, 3]}, ("一季度", "甲"), ("一季度", "乙"), ("二季度", "甲")),
    table({"城北所": [1, 2]}, ("一季度",), ("第一季度",)),
    table({"": [1, 2]}, ("一季度",), ("二季度",)),
    table({"城北所": [5]}, ("合计",)),
)


@pytest.mark.parametrize("each", ACCEPTED)
def test_accepted(each: Table) -> None:
    """A number for every agency, period and kind makes a grid; an empty cell is none planned."""
    assert grid(each, 2025) is not None


@pytest.mark.parametrize("each", REFUSED)
def test_refused(each: Table) -> None:
    """Words, holes, doubled periods and rows without a name make none."""
    assert grid(each, 2025) is None
