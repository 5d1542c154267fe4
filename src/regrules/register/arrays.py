"""
Columns of facts as arrays that read like lists, and what a table in order of its subjects knows of itself.

A compact register keeps numbers where another one keeps values: a code into the different values of a column, a day as the
days since 1900. Whoever reads a cell gets the value; an engine takes the numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, overload

from attrs import evolve, frozen

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.integer[Any]]
    Codes = npt.NDArray[np.int32]

FIRST_DAY = date(1900, 1, 1).toordinal()
"""The day that a packed day number 0 stands for, as an ordinal."""
NO_DAY = 2**16 - 1
"""The packed day number of a missing cell."""
MISSING_DAY = 2**31 - 1
"""The ordinal of a missing cell: later than every day, so that "by a day" is one comparison."""


class ArrayColumn(Sequence[Any]):
    """A column that holds an array and reads like a list of values, None where a cell is missing."""

    @overload
    def __getitem__(self, row: int) -> Any: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Any]: ...
    def __getitem__(self, row: int | slice) -> Any:
        if isinstance(row, slice):
            return [self.value(each) for each in range(*row.indices(len(self)))]
        return self.value(range(len(self))[row])

    def __iter__(self) -> Iterator[Any]:
        return (self.value(row) for row in range(len(self)))

    def value(self, row: int) -> Any:
        """What stands in a row."""
        raise NotImplementedError

    def take(self, rows: Numbers) -> Self:
        """The column with these rows only."""
        raise NotImplementedError

    def cut(self, start: int, stop: int) -> Self:
        """The column with the rows from *start* to before *stop* only; a view, not a copy."""
        raise NotImplementedError

    def joined(self, other: Self) -> Self:
        """The column with the rows of another cut of the same column after its own."""
        raise NotImplementedError


class CodedColumn(ArrayColumn):
    """
    A column as codes into its different values.

    Args:
        places: For each row its code; with *lookup*, its place there.
        values: The different values.
        lookup: The code of each place, -1 for a missing cell; None if the places are codes themselves.
    """

    def __init__(self, places: Numbers, values: Sequence[Any], lookup: Codes | None = None) -> None:
        self.places, self.values, self.lookup = places, values, lookup

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def codes(self) -> Codes:
        """For each row the place of its value among :attr:`values`; -1 for a missing cell."""
        import numpy as np

        return self.places.astype(np.int32, copy=False) if self.lookup is None else self.lookup[self.places]

    def value(self, row: int) -> Any:
        place = int(self.places[row])
        code = place if self.lookup is None else int(self.lookup[place])
        return None if code < 0 else self.values[code]

    def take(self, rows: Numbers) -> CodedColumn:
        return CodedColumn(self.places[rows], self.values, self.lookup)

    def cut(self, start: int, stop: int) -> CodedColumn:
        return CodedColumn(self.places[start:stop], self.values, self.lookup)

    def joined(self, other: CodedColumn) -> CodedColumn:
        import numpy as np

        return CodedColumn(np.concatenate((self.places, other.places)), self.values, self.lookup)


class DayColumn(ArrayColumn):
    """
    A column of dates.

    Args:
        packed: Unsigned 16-bit days since 1900, :data:`NO_DAY` for a missing cell; or 32-bit ordinals,
            :data:`MISSING_DAY` for a missing cell, where some date does not fit.
    """

    def __init__(self, packed: Numbers) -> None:
        self.packed = packed

    def __len__(self) -> int:
        return len(self.packed)

    @property
    def short(self) -> bool:
        """Whether the days are packed in 16 bits."""
        return self.packed.dtype.itemsize == 2

    @cached_property
    def ordinals(self) -> Codes:
        """The days as ordinals, :data:`MISSING_DAY` for a missing cell."""
        import numpy as np

        if not self.short:
            return self.packed.astype(np.int32, copy=False)
        days = self.packed.astype(np.int32)
        days += FIRST_DAY
        days[self.packed == NO_DAY] = MISSING_DAY
        return days

    @property
    def first(self) -> date | None:
        """The earliest day; None if every cell is missing."""
        missing = NO_DAY if self.short else MISSING_DAY
        number = int(self.packed.min()) if len(self.packed) else missing
        if number == missing:
            return None
        return date.fromordinal(number + FIRST_DAY if self.short else number)

    @property
    def lacking(self) -> bool:
        """Whether a cell is missing."""
        return bool((self.packed == (NO_DAY if self.short else MISSING_DAY)).any())

    def value(self, row: int) -> date | None:
        number = int(self.packed[row])
        if number == (NO_DAY if self.short else MISSING_DAY):
            return None
        return date.fromordinal(number + FIRST_DAY if self.short else number)

    def take(self, rows: Numbers) -> DayColumn:
        return DayColumn(self.packed[rows])

    def cut(self, start: int, stop: int) -> DayColumn:
        return DayColumn(self.packed[start:stop])

    def joined(self, other: DayColumn) -> DayColumn:
        import numpy as np

        return DayColumn(np.concatenate((self.packed, other.packed)))


class TextColumn(ArrayColumn):
    """
    A column of texts that are nearly all different; they are read when somebody asks for them.

    Args:
        size: The number of rows.
        read: Gives the texts of the rows from one to before another.
        pick: Gives the texts of some rows; without it all are read when somebody asks for the first one.
    """

    def __init__(
        self,
        size: int,
        read: Callable[[int, int], list[Any]],
        pick: Callable[[Numbers], list[Any]] | None = None,
    ) -> None:
        self.size, self._read, self._pick = size, read, pick

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[Any]:
        return iter(self.texts)

    @cached_property
    def texts(self) -> list[Any]:
        """The texts, None for a missing cell."""
        return self._read(0, self.size)

    def some(self, rows: Numbers) -> list[Any]:
        """The texts of some rows, None for a missing cell; the others are not read if the column can do without."""
        if self._pick is not None and "texts" not in self.__dict__:
            return self._pick(rows)
        texts = self.texts
        return [texts[row] for row in rows.tolist()]

    def value(self, row: int) -> Any:
        import numpy as np

        return self.some(np.array([row]))[0]

    def take(self, rows: Numbers) -> TextColumn:
        return TextColumn(
            len(rows), lambda start, stop: self.some(rows[start:stop]), lambda places: self.some(rows[places])
        )

    def cut(self, start: int, stop: int) -> TextColumn:
        return TextColumn(
            stop - start,
            lambda first, last: self._read(start + first, start + last),
            lambda places: self.some(places + start),
        )

    def joined(self, other: TextColumn) -> TextColumn:
        def pick(rows: Numbers) -> list[Any]:
            ours = rows < self.size
            first, second = iter(self.some(rows[ours])), iter(other.some(rows[~ours] - self.size))
            return [next(first) if each else next(second) for each in ours.tolist()]

        return TextColumn(self.size + other.size, lambda start, stop: [*self.texts, *other.texts][start:stop], pick)


class OwnerColumn(CodedColumn):
    """
    The subjects that the rows of a compact table name, as positions into their ids.

    Args:
        packed: What the table knows of itself.
        subjects: The ids of the subjects by position.
        rows: The rows of the table that are meant; all of them, if unsaid.
    """

    def __init__(self, packed: Packed, subjects: Sequence[str], rows: Numbers | None = None) -> None:
        self.packed, self.values, self.lookup, self.rows = packed, subjects, None, rows

    def __len__(self) -> int:
        return self.packed.size if self.rows is None else len(self.rows)

    @cached_property
    def places(self) -> Codes:  # type: ignore[override]  # made when asked for
        """For each row the position of its subject; -1 where it names none."""
        owners = self.packed.owners
        assert owners is not None
        return owners if self.rows is None else owners[self.rows]

    def take(self, rows: Numbers) -> OwnerColumn:
        return OwnerColumn(self.packed, self.values, rows if self.rows is None else self.rows[rows])


@frozen(kw_only=True, eq=False)
class Packed:
    """
    What a table in order of its subjects knows of itself: rows by subject, those that name none at the end.

    Attributes:
        size: The number of rows.
        starts: The first row of each run of rows that name one subject; None if the table names no subjects.
        runs: The position of each run's subject, rising.
        named: The number of rows that name a subject.
        profile: For each row the number of its combination of values; None if no column is part of one.
        profiles: For each column that is part of the combinations, its code in each of them, -1 for a missing cell.
        subjects: Of the subjects' own table, the ids of the subjects by position; empty for others. First those that
            have a version in the table, then those that only other tables name.
    """

    size: int
    starts: Numbers | None = None
    runs: Codes | None = None
    named: int = 0
    profile: Numbers | None = None
    profiles: Mapping[str, Codes]
    subjects: Sequence[str] = ()

    def with_runs(self) -> Packed:
        """The same, with no runs at all instead of None where the table names no subjects."""
        import numpy as np

        none = np.empty(0, dtype=np.int32)
        return self if self.starts is not None else evolve(self, starts=none, runs=none)

    @cached_property
    def owners(self) -> Codes | None:
        """For each row the position of its subject; -1 where it names none. None if the table names no subjects."""
        if self.starts is None or self.runs is None:
            return None
        import numpy as np

        owners = np.full(self.size, -1, dtype=np.int32)
        owners[: self.named] = np.repeat(self.runs, np.diff(self.starts, append=self.named))
        return owners
