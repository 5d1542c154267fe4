"""Attached tables, cell by cell, and their totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from attrs import frozen

from ...model.measures import TaskCell, TaskKind, Tasks
from ...model.plans import AgencyEntry
from ..check import Finding
from ..document import Table, TableCell, find_figures
from .moments import span_of_label, spans_of
from .records import TracedCell
from .said import finding
from .sides import Held, Sides

_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计|共\s*计")
_OFFICE = re.compile(r"(市场监督管理|市场监管|监督管理|监管)?(分局|所|科|局|大队|支队|中队|队)$")


def traced_cells(found: Sides) -> Iterator[tuple[Held, TracedCell]]:
    """Every cell of every attached table that an obligation of tasks cites, and every cell that the obligation has."""
    for held in found.held:
        measure = held.obligation.measure
        if isinstance(measure, Tasks):
            for table in held.tables:
                yield from ((held, cell) for cell in _Reader(found, held, measure, table).cells())


@frozen
class _Reader:
    """Reads one table with the words of one obligation."""

    found: Sides
    held: Held
    measure: Tasks
    table: Table

    def cells(self) -> Iterator[TracedCell]:
        """The cells of both, and the totals."""
        planned = {(cell.agency, cell.period, cell.kind): cell.planned for cell in self.measure.cells}
        seen: set[tuple[str, str, str]] = set()
        columns = _kinds_by_order(self.measure.kinds, self.table)
        for cell in self.table.cells:
            headings = (cell.row, *cell.column)
            if any(_TOTAL.search(heading) for heading in headings):
                yield from self._total(cell)
                continue
            if cell.value is None:
                continue
            key = self._key(headings, columns)
            if key in planned:
                seen.add(key)
                yield self._cell(self._path(key), headings, cell.value, planned[key])
            else:
                yield self._cell("", headings, cell.value, None)
        for key, number in planned.items():
            if key not in seen and (number or self._row_is_missing(key[0])):
                yield self._cell(self._path(key), key, None, number)

    def _row_is_missing(self, agency: str) -> bool:
        return not any(self._agency((cell.row, *cell.column)) == agency for cell in self.table.cells)

    def _path(self, key: Sequence[str]) -> str:
        return "/".join((self.table.path, *key))

    def _cell(self, path: str, headings: Sequence[str], written: int | None, planned: int | None) -> TracedCell:
        place = " ".join(each for each in headings if each)
        return TracedCell(path=path or self.table.path, place=place, written=written, planned=planned)

    def _key(self, headings: Sequence[str], columns: dict[str, str]) -> tuple[str, str, str]:
        agency = self._agency(headings)
        return agency, self._period(headings, agency), self._kind(headings, columns)

    def _agency(self, headings: Sequence[str]) -> str:
        names = {cell.agency for cell in self.measure.cells}
        entries = [entry for entry in self.found.jurisdiction.agencies if entry.id in names]
        for same in (_is_called, _is_called_in_short):
            for heading in headings:
                for entry in entries:
                    if same(entry, heading):
                        return entry.id
        by_order = _agencies_by_order(self.measure, self.table) if all(e.id in e.name.zh for e in entries) else {}
        return next(
            (by_order.get(heading, heading) for heading in headings if {heading, by_order.get(heading)} & names), ""
        )

    def _period(self, headings: Sequence[str], agency: str) -> str:
        periods = list(dict.fromkeys(cell.period for cell in self.measure.cells))
        for heading in headings:
            for period in periods:
                if span_of_label(period) in spans_of(find_figures(heading), self.held.year):
                    return period
        return periods[0] if len(periods) == 1 else ""

    def _kind(self, headings: Sequence[str], columns: dict[str, str]) -> str:
        kinds = self.measure.kinds
        if len(kinds) == 1:
            return kinds[0].name
        for heading in reversed(headings):
            if heading in columns:
                return columns[heading]
        return ""

    def _total(self, cell: TableCell) -> Iterator[TracedCell]:
        """A total, beside the sum of the plan's cells that it is the total of."""
        headings = [heading for heading in (cell.row, *cell.column) if not _TOTAL.search(heading)]
        if cell.value is None:
            return
        agency = self._agency(headings)
        columns = _kinds_by_order(self.measure.kinds, self.table)
        period = self._period(headings, agency) if any(find_figures(each) for each in headings) else ""
        kind = next((columns[each] for each in headings if each in columns), "")
        cells = [each for each in self.measure.cells if _within(each, agency, period, kind)]
        yield TracedCell(
            path="/".join(filter(None, (self.table.path, agency, period, kind))),
            place=" ".join((cell.row, *cell.column)),
            written=cell.value,
            planned=sum(each.planned for each in cells),
            total=True,
        )


def _agencies_by_order(measure: Tasks, table: Table) -> dict[str, str]:
    """The agency that each row means, where a plan as JSON has no names of its agencies: the one at its place."""
    rows = [row for row in dict.fromkeys(cell.row for cell in table.cells) if not _TOTAL.search(row)]
    agencies = list(dict.fromkeys(cell.agency for cell in measure.cells))
    return dict(zip(rows, agencies, strict=True)) if len(rows) == len(agencies) else {}


def _within(cell: TaskCell, agency: str, period: str, kind: str) -> bool:
    return agency in ("", cell.agency) and period in ("", cell.period) and kind in ("", cell.kind)


def _is_called(entry: AgencyEntry, heading: str) -> bool:
    return entry.name.zh == heading


def _is_called_in_short(entry: AgencyEntry, heading: str) -> bool:
    own, other = _OFFICE.sub("", entry.name.zh), _OFFICE.sub("", heading)
    return len(own) > 1 and len(other) > 1 and (own in other or other in own)


def _kinds_by_order(kinds: tuple[TaskKind, ...], table: Table) -> dict[str, str]:
    """The kind that each heading of *table* means: the one with the likest title, else the one at its place."""
    named = dict.fromkeys(name for cell in table.cells for name in (*cell.column, cell.row))
    found: dict[str, str] = {}
    for heading in named:
        likeness = [(_likeness(kind.title.zh, heading), -place, kind.name) for place, kind in enumerate(kinds)]
        best = max(likeness, default=(0.0, 0, ""))
        if best[0] >= 0.6:
            found[heading] = best[2]
    if not found:
        last = list(dict.fromkeys(cell.column[-1] for cell in table.cells if cell.column))
        last = [heading for heading in last if not _TOTAL.search(heading)]
        if len(last) == len(kinds):
            found = {heading: kind.name for heading, kind in zip(last, kinds, strict=True)}
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def cells(found: Sides) -> Iterator[Finding]:
    """Cells and totals with another number in the plan than in the document."""
    for held, cell in traced_cells(found):
        if cell.agrees:
            continue
        yield finding(
            "table-cells",
            found.plan.id,
            _difference(cell),
            ("按原文附表修改该格", "give the cell the number of the attached table"),
            clause=cell.path,
            obligation=held.obligation.id,
        )
    yield from _unread(found)


def _difference(cell: TracedCell) -> tuple[str, str]:
    if cell.planned is None:
        return (
            f"附表“{cell.place}”为{cell.written}，计划没有这一格",
            f"the table has {cell.written} at “{cell.place}”, the plan has no such cell",
        )
    if cell.written is None:
        return (
            f"计划的“{cell.path}”为{cell.planned}，附表没有这一格",
            f"the plan has {cell.planned} at {cell.path}, the table has no such cell",
        )
    zh, en = ("合计", "total ") if cell.total else ("", "")
    return (
        f"附表“{cell.place}”{zh}为{cell.written}，计划为{cell.planned}",
        f"the table's {en}“{cell.place}” is {cell.written}, the plan's is {cell.planned}",
    )


def _unread(found: Sides) -> Iterator[Finding]:
    for held in found.held:
        if isinstance(held.obligation.measure, Tasks) and not held.tables:
            yield finding(
                "table-cells",
                found.plan.id,
                ("任务表所在的条款没有附表", "the clauses of these tasks hold no attached table"),
                ("把条款改为附表（annex）", "cite the attached table (annex)"),
                clause=held.obligation.clause,
                obligation=held.obligation.id,
            )
