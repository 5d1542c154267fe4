"""Writing a compact register jurisdiction by jurisdiction: for one that is larger than memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import numpy as np
import numpy.typing as npt

from ...errors import Defect, NothingEvaluated, RegisterError
from ...model.schema import Schema
from ...model.tables import CORE
from ..arrays import ArrayColumn, TextColumn
from ..register import Register, Table
from .arrange import CompactTable
from .compacted import CompactRegister
from .compacting import arranged_register
from .gathered import SUBJECT, gathered
from .growing import GrowingTable, Rows
from .layout import IDS, array_file
from .marks import marks_of
from .people import People
from .pile import BLOCK, Pile
from .piles import CodePile
from .profile import merged
from .text_pile import TextPile
from .texts import SeriesColumn, arrays_of, text_series
from .writing import Writer, becoming

Row = tuple[tuple[Any, ...], int]
"""The cells of a row that may belong to several jurisdictions, and the number of the subject that it names."""


class CompactWriter:
    """
    A compact register that is written jurisdiction by jurisdiction, none of which is held when it has been written.

    What is added stands by itself: its records name no subject and no record of another addition. Rows that may belong to
    several jurisdictions, if they are given again and again, are written once. The target takes its place when the block
    ends, and stays as it was if the block fails.

    Args:
        target: The folder to write: a new one, or one that holds a compact register.
        schema: The tables that it may hold.

    Raises:
        RegisterError: the target holds something else, or cannot be written.

    >>> with CompactWriter("registers/country.compact") as writer:  # doctest: +SKIP
    ...     for region in ("registers/330000", "registers/500000"):
    ...         writer.add(region)
    """

    def __init__(self, target: str | Path, schema: Schema = CORE) -> None:
        self.target, self.schema = Path(target), schema
        self.places: list[str] = []
        self._becoming: AbstractContextManager[Path] = becoming(self.target)
        self._tables: dict[str, GrowingTable] = {}
        self._empty: dict[str, CompactTable] = {}
        self._shared: dict[str, dict[Row, None]] = {}
        self._kept: dict[str, Pile] = {}
        self._offsets: list[int] = []
        self._people = 0
        self._movers: dict[int, Any] = {}
        self._moved: dict[int, int] = {}

    def __enter__(self) -> Self:
        self._writer = Writer(self._becoming.__enter__())
        self._ids = TextPile(self._files(IDS), "")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        if failure is not None:
            self._becoming.__exit__(kind, failure, trace)
            return
        try:
            self._finish()
        except BaseException as refused:
            self._becoming.__exit__(type(refused), refused, refused.__traceback__)
            raise
        self._becoming.__exit__(None, None, None)

    def add(self, source: str | Path | Register) -> None:
        """
        Add one jurisdiction or several, whose codes stand behind those of all before.

        Args:
            source: Their facts: a register, or a folder of tables.

        Raises:
            RegisterError: the facts are refused, or their jurisdictions stand there already or out of order.
        """
        self.add_compact(arranged_register(source, self.schema))

    def add_compact(self, facts: CompactRegister) -> None:
        """Add the facts of a compact register."""
        self._check_order(facts)
        count, first = len(self.places), self._people
        for name, table in facts.tables.items():
            if not table.size:  # a table without rows says nothing of its columns
                self._empty.setdefault(name, table)
                continue
            if name not in self._tables:
                self._tables[name] = GrowingTable(self._files(name), table, count)
            self._tables[name].add(table, first)
            self._keep_shared(name, table, first)
            self._keep_names(table)
        for name, grown in self._tables.items():
            if name not in facts.tables or not facts.tables[name].size:
                grown.skip(len(facts.places))
        self._add_people(facts.people, first, count)
        self.places += facts.places

    def _check_order(self, facts: CompactRegister) -> None:
        if str(None) in facts.places:
            problem = (
                "a row says nothing of its jurisdiction; accepted: rows of known jurisdictions, one part at a time"
            )
            raise RegisterError((Defect(place=str(self.target), problem=problem),))
        if self.places and facts.places and facts.places[0] <= self.places[-1]:
            problem = f"{facts.places[0]} is added after {self.places[-1]}; accepted: codes in rising order, each once"
            raise RegisterError((Defect(place=str(self.target), problem=problem),))

    def _files(self, table: str) -> Any:
        folder = self._writer.data
        (folder / array_file(table, "x")).parent.mkdir(exist_ok=True)
        return lambda name: folder / array_file(table, name)

    def _add_people(self, people: People, first: int, count: int) -> None:
        own = int(people.offsets[-1])
        if len(people.ids) > own:
            named = people.ids.cut(own, own + 1)[0]
            problem = f"subject `{named}` is named, but is not among the subjects that are added with it"
            raise RegisterError((Defect(place="subjects", problem=problem),))
        self._offsets += (people.offsets[:-1] + first).tolist()
        self._ids.add(people.ids)
        once = np.ones(own, dtype=np.bool_)
        once[list(people.moved)] = False  # a subject that moved within this part stands there once
        self._keep_marks("subjects", _marks(people.ids)[once])
        self._movers |= {
            number + first: [(day, place + count) for day, place in versions]
            for number, versions in people.movers.items()
        }
        self._moved |= {number + first: other + first for number, other in people.moved.items()}
        self._people += own

    def _keep_shared(self, name: str, table: CompactTable, first: int) -> None:
        rows = self._shared.setdefault(name, {})
        if table.shared == table.size:
            return
        names = [each for each in table.names if each != SUBJECT]
        cells = [list(table.columns[each].cut(table.shared, table.size)) for each in names]
        loose = table.loose[int(table.loose_begins[-1]) :] if table.owned else np.full(table.size - table.shared, -1)
        numbers = np.where(loose < 0, loose, loose + first).tolist()
        for row, number in zip(zip(*cells, strict=True), numbers, strict=True):
            rows[row, number] = None

    # Names that must not stand twice

    def _keep_names(self, table: CompactTable) -> None:
        identity = table.schema.identity
        if identity is None or len(table.schema.keys) > 1 or identity not in table.columns:
            return
        cells = table.columns[identity].cut(0, table.shared)
        names = cells if isinstance(cells, TextColumn) else SeriesColumn(text_series([str(each) for each in cells]))
        marks = _marks(names)
        self._keep_marks(table.schema.name, marks[marks != 0])

    def _keep_marks(self, table: str, marks: npt.NDArray[np.uint64]) -> None:
        if table not in self._kept:
            self._kept[table] = Pile(self._writer.folder / f"marks-{quote(table, safe='')}")
        self._kept[table].add(marks)

    def _check_names(self) -> None:
        for table, pile in self._kept.items():
            marks = np.concatenate([*pile.blocks(), np.empty(0, np.uint64)])
            marks.sort()
            again = marks[1:][marks[1:] == marks[:-1]]
            if len(again):
                self._check_twice(table, again)
            pile.remove()

    def _check_twice(self, table: str, marks: npt.NDArray[np.uint64]) -> None:
        """See to it that texts of the same mark are not the same."""
        seen = set()
        for text in self._texts_of(self._ids if table == "subjects" else self._names_of(table), marks):
            if text in seen:
                problem = f"`{text}` stands in two parts that were added; accepted: each in one part"
                raise RegisterError((Defect(place=table, problem=problem),))
            seen.add(text)

    def _names_of(self, table: str) -> TextPile:
        grown = self._tables[table]
        column = grown.columns[str(grown.schema.identity)]
        if isinstance(column, CodePile):
            grown.leave_out(column.name)
            column = column.as_texts()
        assert isinstance(column, TextPile)
        return column

    def _texts_of(self, pile: TextPile, marks: npt.NDArray[np.uint64]) -> Iterator[str]:
        column = pile.column()
        for start in range(0, len(column), BLOCK):
            some = column.cut(start, min(start + BLOCK, len(column)))
            yield from some.some(np.flatnonzero(np.isin(_marks(some), marks)))

    def _add_shared(self, table: GrowingTable, rows: Sequence[Row]) -> None:
        """Write the rows that may belong to several jurisdictions."""
        names = [name for name in table.names if name != SUBJECT]
        cells = zip(*(row for row, _ in rows), strict=True)
        found = gathered(Table(schema=table.schema, columns=dict(zip(names, cells, strict=True))))
        columns, profile, profiles = merged(
            table.schema,
            {
                name: each if isinstance(each, ArrayColumn) else SeriesColumn(each)
                for name, each in found.columns.items()
            },
        )
        loose = np.array([number for _, number in rows], dtype=np.int32)
        table.add_shared(Rows(size=len(rows), columns=columns, profile=profile, profiles=profiles), loose)

    def _finish(self) -> None:
        if not self._tables and not self._empty:
            raise NothingEvaluated("nothing was written: nothing was added")
        for name, table in self._empty.items():
            if name not in self._tables:
                self._tables[name] = GrowingTable(self._files(name), table, 0)
                self._tables[name].add_nothing(table, len(self.places))
        self._check_names()
        for name, rows in self._shared.items():
            if rows:
                self._add_shared(self._tables[name], list(rows))
        self._writer.tables = {name: table.finish() for name, table in self._tables.items()}
        people = People(
            offsets=np.array([*self._offsets, self._people], dtype=np.int32),
            ids=TextColumn(self._people, lambda start, stop: []),
            movers=self._movers,
            moved=self._moved,
        )
        register = CompactRegister(schema=self.schema, places=tuple(self.places), tables={}, people=people)
        self._writer.finish(register, self._ids.finish())


def _marks(column: TextColumn) -> npt.NDArray[np.uint64]:
    """A number for each row that has a text, with zeros among them where others have none."""
    arrays = arrays_of(column)
    rows = arrays.get("rows")
    found = np.zeros(len(column), dtype=np.uint64)
    found[slice(None) if rows is None else rows] = marks_of(arrays, len(column) if rows is None else len(rows))
    return found
