"""Columns of texts that stand in a column of Polars, or in a Parquet file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import Defect, RegisterError
from ..arrays import TextColumn

if TYPE_CHECKING:
    import polars


class SeriesColumn(TextColumn):
    """
    A column of texts that stands in a column of Polars.

    Args:
        series: The texts.
    """

    def __init__(self, series: polars.Series) -> None:
        super().__init__(len(series), lambda start, stop: series.slice(start, stop - start).to_list())
        self.series = series


def series_of(column: TextColumn) -> polars.Series:
    """A column of texts as a column of Polars."""
    import polars

    return column.series if isinstance(column, SeriesColumn) else polars.Series(column.texts, dtype=polars.String)


def stored_texts(file: Path, name: str, size: int) -> TextColumn:
    """A column of texts that stands in a Parquet file; a range of its rows is read when somebody asks for it."""

    def read(start: int, stop: int) -> list[Any]:
        import polars

        rows = polars.scan_parquet(still_there(file), hive_partitioning=False).select(name).slice(start, stop - start)
        return rows.collect().to_series().to_list()

    return TextColumn(size, read)


def still_there(file: Path) -> Path:
    """A file of a register that was opened; a RegisterError if another register has taken its place since."""
    if not file.is_file():
        problem = "is gone: another register took its place after it was opened; open it again"
        raise RegisterError((Defect(place=str(file), problem=problem),))
    return file
