"""The module for an attached table: its numbers ready to be used, or told in comments where they form no grid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..analysis.document import Clause, Table
from ..model.windows import period_window
from .drafts import draft_lines
from .grid import Grid, grid
from .source import call, comment, imported, quoted, text_call
from .templates import filled

SHOWN_ROWS = 40
_NAMES = ("Guidance", "Obligation", "TaskCell", "TaskKind", "Tasks", "Text")
_RECORDS = (
    ("抽检|抽样|批次", "samples"),
    ("报告", "reports"),
    ("培训|会议|会商", "meetings"),
    ("案件|立案|处罚", "actions"),
)


def annex_module(table: Table, clauses: tuple[Clause, ...], year: int, agencies: Mapping[str, str]) -> str:
    """
    The module for *table*.

    Args:
        table: The table.
        clauses: The clauses that belong to it, such as its notes.
        year: The year of the plan.
        agencies: The id of each agency by the name that the table gives it.
    """
    drafts = [] if any(clause.path == table.path for clause in clauses) else _draft(table)
    drafts += [line for clause in clauses for line in draft_lines(clause, year)]
    if found := grid(table, year):
        return _tasks(found, table, agencies, drafts)
    about = f"The attached table `{table.path}`, which is no grid of numbers"
    return filled("clauses.py", about=about, drafts="\n".join([*_told(table), *drafts]))


def _tasks(found: Grid, table: Table, agencies: Mapping[str, str], drafts: list[str]) -> str:
    summed = bool(found.totals) and found.totals == found.sums()
    total = "    totals=(TaskTotal(agency=agency, planned=total) for agency, *_row, total in PLANNED),\n"
    return filled(
        "annex.py",
        path=table.path,
        imports=imported("regrules.model", {*_NAMES, *map(_records, found.kinds), *["TaskTotal"] * summed}),
        kinds="\n".join(_kinds(found)),
        periods=_tuple(map(quoted, found.periods)),
        remark="\n".join(_remark(found, summed)),
        planned="\n".join(_planned(found, agencies, summed)),
        total=", _total" * summed,
        totals=total * summed,
        stages="\n".join(
            f'#         ("{period_window(period).end}", at_least("100%", implied=True)),' for period in found.periods
        ),
        drafts="\n".join(drafts),
    )


def _draft(table: Table) -> list[str]:
    return [f"    # line {table.line}", *call("draft", quoted(table.path), quoted("附表"), indent=4)]


def _kinds(found: Grid) -> list[str]:
    return [
        line
        for number, heading in enumerate(found.kinds, start=1)
        for line in call(
            "TaskKind",
            f'name="kind_{number}"',
            f"title={text_call(heading or '任务', f'Kind {number}')}",
            f"of={_records(heading)}",
            indent=4,
        )
    ]


def _records(heading: str) -> str:
    """The records that a kind of task most likely counts."""
    return next((name for words, name in _RECORDS if re.search(words, heading)), "inspections")


def _remark(found: Grid, summed: bool) -> list[str]:
    """What the rows hold; where the table's own totals are wrong, which."""
    if summed:
        return ["# For each agency the numbers of each period, one for each kind; then the total that the table gives."]
    wrong = [
        f"# {agency}: the table says {total} in all, its cells make {cells}"
        for agency, total, cells in zip(found.agencies, found.totals, found.sums(), strict=False)
        if total != cells
    ]
    told = ["# The totals of the table are not those of its cells, and are left out:", *wrong] if wrong else []
    return ["# For each agency the numbers of each period, one for each kind.", *told]


def _planned(found: Grid, agencies: Mapping[str, str], summed: bool) -> list[str]:
    rows = zip(found.agencies, found.planned, found.totals or found.sums(), strict=True)
    return [
        f"    {_tuple([quoted(agencies[name]), *(_tuple(map(str, cells)) for cells in row), *[str(total)] * summed])},"
        f"  # {name}"
        for name, row, total in rows
    ]


def _told(table: Table) -> list[str]:
    """The rows of a table that is no grid, as comments."""
    rows: dict[str, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(f"{'/'.join(cell.column)} {cell.text}")
    shown = [f"{row}: {'; '.join(cells)}" for row, cells in list(rows.items())[:SHOWN_ROWS]]
    return [line for row in (table.caption, *shown) for line in comment(row, indent=4)]


def _tuple(parts: Iterable[str]) -> str:
    written = list(parts)
    return f"({', '.join(written)}{',' * (len(written) == 1)})"
