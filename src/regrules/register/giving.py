"""Dataframes for the caller, in the library that the facts came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

Kind = Literal["text", "whole", "flag", "date"]
Columns = Mapping[str, tuple[Kind, Sequence[object]]]
_PANDAS = {"text": "string", "whole": "Int64", "flag": "boolean", "date": "datetime64[s]"}


def frame_of(columns: Columns, origin: str | None) -> Any:
    """
    A dataframe of these columns.

    Args:
        columns: A kind and the values of each column; None is a missing value.
        origin: The library wanted: ``pandas``, ``pyarrow`` or ``polars``; any other, or None, gives Polars.
    """
    if origin == "pandas":
        return _pandas(columns)
    import narwhals as nw

    types = {"text": nw.String(), "whole": nw.Int64(), "flag": nw.Boolean(), "date": nw.Date()}
    values = {name: list(cells) for name, (_, cells) in columns.items()}
    schema = {name: types[kind] for name, (kind, _) in columns.items()}
    return nw.from_dict(values, schema, backend="pyarrow" if origin == "pyarrow" else "polars").to_native()


def _pandas(columns: Columns) -> Any:
    # pandas' own whole numbers and flags know missing values; those that Narwhals gives do not.
    import pandas  # type: ignore[import-untyped]  # it brings no types

    return pandas.DataFrame(
        {name: pandas.Series(list(cells), dtype=_PANDAS[kind]) for name, (kind, cells) in columns.items()}
    )
