"""The registers that the variants read, made once and kept."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import polars as pl
from region.generate import generate
from region.setting import Size


def prepared(size: Size, folder: Path, *, missing: float = 0.0, layouts: Sequence[str] = ()) -> Path:
    """
    The folder with the tables, the compact register and the layouts of one size.

    Args:
        size: Its size.
        folder: Where all of them are kept.
        missing: The share of the optional cells that is empty.
        layouts: Which of ``compact``, ``sorted`` and ``as-they-come`` are wanted.
    """
    place = folder / (size.name if not missing else f"{size.name}-{missing}")
    _made(place / "tables", lambda target: generate(size, target, missing=missing))
    for layout in layouts:
        _made(place / layout, lambda target, layout=layout: _write(layout, place / "tables", target))
    return place


def _made(target: Path, make) -> None:
    """Make a folder unless it stands there; a half-made one never gets its name."""
    if target.exists():
        return
    growing = target.with_name(target.name + ".part")
    shutil.rmtree(growing, ignore_errors=True)
    print(f"writing {target.parent.name}/{target.name}", flush=True)
    make(growing)
    growing.rename(target)


def _write(layout: str, source: Path, target: Path) -> None:
    if layout == "compact":
        from region.by_regrules import write

        write(source, target)
    else:
        from region.layout import write_layout

        write_layout(source, target, ordered=layout == "sorted")


def counties_of(place: Path) -> list[str]:
    """The division codes of the counties of a register, in order."""
    return sorted(pl.read_parquet(place / "tables" / "figures.parquet")["jurisdiction"].to_list())
