"""The attached table of Shizhu's plan."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from pytest import raises

from regrules_shizhu.annex import VISITS

TOTALS = {
    "nanbin": 72, "wanan": 71, "xialu": 24, "sanhe": 29, "xituo": 37,
    "huangshui": 40, "shazi": 16, "mawu": 16, "yuelai": 26, "linxi": 22,
}  # fmt: skip


def test_totals() -> None:
    """Ten rows sum to the totals printed in the table, 353 visits together."""
    sums = dict.fromkeys(TOTALS, 0)
    for cell in VISITS.cells:
        sums[cell.agency] += cell.planned
    assert sums == TOTALS == {total.agency: total.planned for total in VISITS.totals}
    assert sum(sums.values()) == 353


def test_columns() -> None:
    """Each quarter's two columns sum to what the table's columns sum to."""
    sums: dict[tuple[str, str], int] = {}
    for cell in VISITS.cells:
        sums[cell.period, cell.kind] = sums.get((cell.period, cell.kind), 0) + cell.planned
    assert [sums[f"2025-Q{quarter}", "distributors"] for quarter in (1, 2, 3, 4)] == [40, 46, 46, 40]
    assert [sums[f"2025-Q{quarter}", "use_units"] for quarter in (1, 2, 3, 4)] == [43, 47, 47, 44]


def test_cells() -> None:
    """Ten stations, four quarters, two kinds: eighty cells; some of them as the table prints them."""
    cells = {f"annex/{cell.agency}/{cell.period}/{cell.kind}": cell.planned for cell in VISITS.cells}
    assert len(cells) == len(VISITS.cells) == 80
    assert cells["annex/nanbin/2025-Q1/distributors"] == 11
    assert cells["annex/wanan/2025-Q4/use_units"] == 7
    assert cells["annex/huangshui/2025-Q2/distributors"] == 9
    assert cells["annex/linxi/2025-Q3/use_units"] == 4
    assert VISITS.cumulative


@given(st.integers(0, 79), st.integers(1, 30))
def test_a_changed_cell_is_refused(position: int, more: int) -> None:
    """No cell can be changed without disagreeing with its row's total."""
    cells = list(VISITS.cells)
    cells[position] = evolve(cells[position], planned=cells[position].planned + more)
    with raises(ValueError, match=f"the cells of {cells[position].agency} sum to"):
        evolve(VISITS, cells=cells)
