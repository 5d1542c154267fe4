"""A table of a compact register that grows by the rows of further jurisdictions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from ...errors import Defect, RegisterError
from ..arrays import ArrayColumn, CodedColumn, DayColumn, TextColumn
from .gathered import FEW
from .pile import Files, Pile
from .piles import CodePile, DayPile
from .profile import MOST
from .text_pile import TextPile
from .texts import SeriesColumn, text_series

if TYPE_CHECKING:
    from ..arrays import Codes, Numbers
    from .arrange import CompactTable

Grown = DayPile | CodePile | TextPile


@frozen(kw_only=True, eq=False)
class Rows:
    """
    Rows to add to a table.

    Attributes:
        size: How many they are.
        columns: Their columns, without the subjects that they name.
        profile: For each row the number of its combination of values; None if no column is part of one.
        profiles: For each column that is part of the combinations, its code in each of them, -1 for a missing cell.
    """

    size: int
    columns: Mapping[str, ArrayColumn]
    profile: Numbers | None
    profiles: Mapping[str, Codes]


class Combinations:
    """
    The number of each row's combination of values, while the table grows.

    Args:
        files: Gives the file of an array.
        names: The columns that are part of it, those that are asked for most first.
    """

    def __init__(self, files: Files, names: Sequence[str]) -> None:
        self.files, self.names, self.pile = files, list(names), Pile(files(".profile"))
        self.numbers: dict[tuple[int, ...], int] = {}

    def codes(self) -> npt.NDArray[np.int32]:
        """For each column, in order, its code in each combination."""
        return np.array(list(self.numbers), dtype=np.int32).reshape(-1, len(self.names)).T

    def add(self, profile: Any, codes: Sequence[Codes]) -> None:
        """
        Add rows.

        Args:
            profile: For each row the number of its combination.
            codes: For each column, in order, its code in each of these combinations.
        """
        combinations = np.array(codes, dtype=np.int32).T.tolist()
        there = np.bincount(profile, minlength=len(combinations)) > 0
        numbers = [
            self.numbers.setdefault(tuple(each), len(self.numbers)) if used else 0
            for each, used in zip(combinations, there.tolist(), strict=True)
        ]
        kind = np.uint8 if len(self.numbers) <= 2**8 else np.uint16
        self.pile.add(np.array([*numbers, 0], dtype=kind)[profile])

    def drop(self, column: CodePile) -> None:
        """Leave a column out; its codes go into a file of their own."""
        place = self.names.index(column.name)
        codes = self.codes()[place]
        column.pile = Pile(self.files(column.name))
        for block in self.pile.blocks():
            column.add_codes(codes[block])
        del self.names[place]
        numbers: dict[tuple[int, ...], int] = {}
        others = [numbers.setdefault((*each[:place], *each[place + 1 :]), len(numbers)) for each in self.numbers]
        table, self.numbers = np.array([*others, 0], dtype=self.pile.kind), numbers
        self.pile.change(lambda block: table[block], self.pile.kind)


class GrowingTable:
    """
    A table while it grows.

    Args:
        files: Gives the file of an array.
        first: The rows of its first jurisdictions; it need not have any.
        places: How many jurisdictions stand before them.
    """

    def __init__(self, files: Files, first: CompactTable, places: int) -> None:
        self.files, self.schema, self.names, self.owned = files, first.schema, first.names, first.owned
        self.size = 0
        self.begins, self.named, self.run_begins = [0] * places, [0] * places, [0] * places
        self.parts = {name: Pile(files(name)) for name in (".starts", ".runs", ".loose")} if first.owned else {}
        self.runs, self.shared = 0, -1
        self.columns: dict[str, Grown] = {}
        self.combinations: Combinations | None = None

    def skip(self, places: int) -> None:
        """Go past jurisdictions that have no such table."""
        self.begins += [self.size] * places
        self.named += [0] * places
        self.run_begins += [self.runs] * places

    def add_nothing(self, table: CompactTable, places: int) -> None:
        """Begin the columns of a table that has no rows in any jurisdiction."""
        self.skip(places)
        self._add_rows(Rows(size=0, columns=table.columns, profile=table.profile, profiles=table.profiles))

    def add(self, table: CompactTable, first: int) -> None:
        """
        Add the rows of further jurisdictions, without those that may belong to several.

        Args:
            table: The rows, those of a register of these jurisdictions alone.
            first: The number of their first subject.
        """
        if set(table.names) != set(self.names):
            raise _other_columns(self.schema.name, self.names, table.names)
        self.begins += (table.begins[:-1] + self.size).tolist()
        self.named += table.named.tolist()
        self.run_begins += (table.run_begins[:-1] + self.runs).tolist()
        if table.owned:
            loose = table.loose[: int(table.loose_begins[-1])]
            self._add_owners(table.starts, table.runs, np.where(loose < 0, loose, loose + first))
        self._add_rows(
            Rows(
                size=table.shared,
                columns={name: column.cut(0, table.shared) for name, column in table.columns.items()},
                profile=None if table.profile is None else table.profile[: table.shared],
                profiles=table.profiles,
            )
        )

    def _add_owners(self, starts: Codes, runs: Codes, loose: Codes) -> None:
        for name, array in ((".starts", starts), (".runs", runs), (".loose", loose)):
            self.parts[name].add(array.astype(np.int32))
        self.runs += len(runs)

    def add_shared(self, rows: Rows, loose: Codes) -> None:
        """Add, at the very end, rows that may belong to several, and the numbers of the subjects that they name."""
        self.shared = self.size
        if self.owned:
            self._add_owners(np.empty(0, np.int32), np.empty(0, np.int32), loose)
        self._add_rows(rows)

    def _add_rows(self, rows: Rows) -> None:
        if not self.columns:
            self._begin(rows)
        for name in () if self.combinations is None else tuple(self.combinations.names):
            if name not in rows.profiles:
                self.leave_out(name)
        if self.combinations is not None:
            self._add_combinations(self.combinations, rows)
        for name, column in rows.columns.items():
            if self.combinations is None or name not in self.combinations.names:
                self._add_column(name, column)
        self.size += rows.size
        while self.combinations is not None and len(self.combinations.numbers) > MOST:
            self._drop(self.combinations.names[-1])

    def _begin(self, rows: Rows) -> None:
        """Begin each column as what it is in the first rows."""
        if rows.profiles:
            self.combinations = Combinations(self.files, list(rows.profiles))
        for name, column in rows.columns.items():
            if isinstance(column, DayColumn):
                self.columns[name] = DayPile(self.files, name)
            elif isinstance(column, CodedColumn):
                self.columns[name] = CodePile(self.files, name, merged=name in rows.profiles)
            else:
                self.columns[name] = TextPile(self.files, f"{name}.")

    def _add_combinations(self, combinations: Combinations, rows: Rows) -> None:
        translated = []
        for name in combinations.names:
            column, grown = rows.columns[name], self.columns[name]
            assert isinstance(column, CodedColumn) and isinstance(grown, CodePile)
            translated.append(grown.translated(column)[rows.profiles[name]])
        combinations.add(rows.profile, translated)

    def leave_out(self, name: str) -> None:
        """See to it that the codes of a column stand in a file of their own."""
        if self.combinations is not None and name in self.combinations.names:
            self._drop(name)

    def _drop(self, name: str) -> None:
        column = self.columns[name]
        assert isinstance(column, CodePile) and self.combinations is not None
        self.combinations.drop(column)
        if not self.combinations.names:
            self.combinations.pile.remove()
            self.combinations = None

    def _add_column(self, name: str, column: ArrayColumn) -> None:
        grown = self.columns[name]
        if isinstance(grown, CodePile) and (isinstance(column, TextColumn) or self._many(name, grown)):
            grown = self.columns[name] = grown.as_texts()
        if isinstance(grown, TextPile):
            grown.add(column if isinstance(column, TextColumn) else SeriesColumn(text_series(list(column))))
        elif isinstance(grown, DayPile):
            assert isinstance(column, DayColumn)
            grown.add(column)
        else:
            assert isinstance(column, CodedColumn)
            grown.add(column)

    def _many(self, name: str, column: CodePile) -> bool:
        return self.schema.column(name).type == "text" and len(column.values) > FEW

    def finish(self) -> dict[str, Any]:
        """What the index says of the table."""
        columns: dict[str, Any] = {}
        arrays: dict[str, Any] = {}
        for name, column in self.columns.items():
            if isinstance(column, CodePile):
                columns[name], found = column.finish()
            else:
                columns[name], found = {"kind": "days" if isinstance(column, DayPile) else "texts"}, column.finish()
            arrays |= found
        arrays |= {name: pile.finish() for name, pile in self.parts.items()}
        if self.combinations is not None:
            codes = np.ascontiguousarray(self.combinations.codes())
            np.save(self.files(".profiles"), codes, allow_pickle=False)
            arrays |= {".profile": self.combinations.pile.finish()}
            arrays |= {".profiles": {"type": codes.dtype.str, "shape": list(codes.shape)}}
        return {
            "rows": self.size,
            "names": list(self.names),
            "columns": columns,
            "arrays": arrays,
            "profiles": [] if self.combinations is None else self.combinations.names,
            "begins": [*self.begins, self.size if self.shared < 0 else self.shared],
            "owned": self.owned,
            "named": self.named,
            "run_begins": [*self.run_begins, self.runs],
        }


def _other_columns(table: str, before: Sequence[str], now: Sequence[str]) -> RegisterError:
    new, gone = (", ".join(sorted(set(one) - set(other))) for one, other in ((now, before), (before, now)))
    told = "; ".join(part for part in (f"new: {new}" if new else "", f"missing: {gone}" if gone else "") if part)
    problem = f"has other columns than in the jurisdictions before ({told}); accepted: the same columns everywhere"
    return RegisterError((Defect(place=table, problem=problem),))
