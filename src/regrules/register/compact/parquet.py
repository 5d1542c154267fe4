"""A folder of Parquet tables, read by whole columns as long as nothing in it is doubtful."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ...model.schema import Schema
from ..cells import accepting
from ..division import PLACE
from ..draft import Draft
from ..folder import SUFFIXES
from .checks import check
from .coding import Doubt, column_of
from .gathered import Gathered

if TYPE_CHECKING:
    import polars


class ParquetFolder:
    """
    The tables in a folder of Parquet files.

    Args:
        folder: The folder.
        schema: The tables that it may hold.

    Raises:
        Doubt: something else stands there too, or something may be wrong with it.
    """

    def __init__(self, folder: Path, schema: Schema) -> None:
        self.schema = schema
        if not folder.is_dir():
            raise Doubt
        files = [file for file in sorted(folder.iterdir()) if not file.name.startswith(".")]
        tables = [file for file in files if file.suffix.lower() in SUFFIXES]
        self.files = {file.stem: file for file in tables}
        plain = all(file.suffix.lower() == ".parquet" and file.is_file() for file in tables)
        if not plain or len(self.files) < len(tables) or not {"subjects"} <= set(self.files) <= set(schema.names):
            raise Doubt

    @property
    def names(self) -> tuple[str, ...]:
        """The tables that were given, in order."""
        return tuple(name for name in self.schema.names if name in self.files)

    @cached_property
    def places(self) -> set[str]:
        """The codes of all jurisdictions."""
        placed = [name for name in self.names if self.schema.table(name).has(PLACE)]
        found = [self._read(name, [PLACE]) for name in placed if PLACE in self._columns(name)]
        return {str(place) for frame in found for place in frame.to_series().unique().to_list()}

    @cached_property
    def _identities(self) -> dict[str, polars.Series]:
        return {}

    def identities(self, table: str) -> polars.Series | None:
        """The names of the records of a table; None if it was not given."""
        if table not in self.files:
            return None
        if table not in self._identities:
            name = self.schema.table(table).identity
            if name is None or name not in self._columns(table):
                raise Doubt
            self._identities[table] = self._read(table, [name]).to_series()
        return self._identities[table]

    def table(self, name: str) -> Gathered:
        """
        A table, examined.

        Raises:
            Doubt: something may be wrong with it.
        """
        shape, frame = self.schema.table(name), self._read(name)
        required = {column.name for column in shape.columns if column.required}
        if not required <= set(frame.columns) <= set(shape.names):
            raise Doubt
        draft, size = Draft(schema=shape, name=name), frame.height
        columns = {}
        for column in frame.columns:
            columns[column] = column_of(
                accepting(self.schema, draft, shape.column(column)), frame.drop_in_place(column)
            )
        found = Gathered(schema=shape, size=size, columns=columns)
        check(self.schema, found, self.identities)
        return found

    def _columns(self, name: str) -> Iterable[str]:
        import polars

        try:
            return polars.read_parquet_schema(self.files[name])
        except (polars.exceptions.PolarsError, OSError):
            raise Doubt from None

    def _read(self, name: str, columns: list[str] | None = None) -> polars.DataFrame:
        import polars

        try:
            return polars.read_parquet(self.files[name], columns=columns, hive_partitioning=False)
        except (polars.exceptions.PolarsError, OSError):
            raise Doubt from None
