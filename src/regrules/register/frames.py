"""A register from dataframes of any library that Narwhals knows. Narwhals is used here alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..model.checks import unknown_name
from ..model.schema import Schema
from ..model.tables import CORE
from .draft import Draft, Findings
from .register import Register
from .validate import register_from


def from_frames(schema: Schema = CORE, **tables: Any) -> Register:
    """
    The register that dataframes make up, table by table.

    Args:
        schema: The tables that it may hold.
        tables: The dataframe of each table: Polars (lazy ones too), pandas, PyArrow, DuckDB and what else Narwhals
            knows; None is the same as leaving the table out. Dates, flags, numbers and lists of words are taken as
            they are, text is read as in a CSV file; null, NaN and NaT are missing.

    Raises:
        RegisterError: something is wrong with them; every defect is named. Rows are counted from 1.
        NothingEvaluated: there is no table at all.
    """
    findings = Findings()
    drafts, origins = [], []
    for name, table in tables.items():
        if name not in schema.names:
            findings.add_elsewhere(name, unknown_name("table", name, schema.names))
        elif table is not None:
            draft = Draft(schema=schema.table(name), name=name)
            drafts.append(draft)
            try:
                origins.append(fill(draft, table))
            except (TypeError, ValueError) as refused:  # not a dataframe, or one with two columns of a name
                draft.readable = False
                findings.add(draft, f"cannot be read as a table: {str(refused).splitlines()[0]}")
            draft.numbers = range(1, draft.length + 1)
    return register_from(schema, drafts, findings, where="the register", origin=origins[0] if origins else None)


def fill(draft: Draft, table: Any) -> str:
    """Fill *draft* with the cells of a dataframe; the name of its library."""
    import narwhals as nw

    frame = nw.from_native(table)
    origin = frame.implementation.value
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    draft.length = len(frame)
    draft.cells.update({str(name): _cells(frame[name], nw) for name in frame.columns})
    return str(origin)


def values_of(series: Any) -> list[object]:
    """The values of one column of any such library, as a register takes them; None where it is null."""
    import narwhals as nw

    return _cells(nw.from_native(series, series_only=True), nw)


def _cells(series: Any, nw: Any) -> list[object]:
    """The values of one column, None where it is null."""
    values = series.to_list()
    if series.dtype == nw.Float32:  # 87.4 and not 87.4000015258789, as the library itself writes it
        return [None if value is None or value != value else _as_written(value) for value in values]
    if series.null_count():
        return [None if null else value for value, null in zip(values, series.is_null().to_list(), strict=True)]
    return list(values)


def _as_written(value: float) -> Decimal:
    import numpy

    return Decimal(str(numpy.float32(value)))
