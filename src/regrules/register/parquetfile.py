"""One table from a Parquet file."""

from __future__ import annotations

from pathlib import Path

from .draft import Draft, Findings


def read_parquet(file: Path, draft: Draft, findings: Findings) -> None:
    """Fill *draft* with the cells of *file*; rows are numbered from 1, since a Parquet file has no heading row."""
    import polars

    from .frames import fill

    try:
        frame = polars.read_parquet(file, hive_partitioning=False)
    except (polars.exceptions.PolarsError, OSError) as refused:
        draft.readable = False
        findings.add(draft, f"is no readable Parquet file: {str(refused).splitlines()[0]}")
        return
    fill(draft, frame)
    draft.numbers = range(1, draft.length + 1)
