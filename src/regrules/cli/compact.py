"""``regrules compact SOURCE TARGET``: a register of many jurisdictions in the order in which it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from ..model.text import Text
from .demo import progress
from .options import common, write_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ..register.compact import CompactRegister

TABLE = Text(zh="台账", en="Table")
ROWS = Text(zh="行数", en="Rows")
SIZE = Text(zh="大小", en="Size")
TOTAL = Text(zh="合计", en="All")
SAID = Text(
    zh="{folder}：辖区 {jurisdictions} 个，监管对象 {subjects} 个，用时 {seconds} 秒",
    en="{folder}: jurisdictions {jurisdictions}, subjects {subjects}, seconds {seconds}",
)
MILLION = 1_000_000
EVERYWHERE = "000000"


@click.command("compact")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@common
def command(source: Path, target: Path, form: str, lang: str) -> None:
    """
    Write the register in the folder SOURCE as a compact one to TARGET.

    A compact register holds the facts of many jurisdictions in the order in which they are asked: `regrules assess` takes
    it in place of a folder of tables, and finds a county in it at once. One that stands at TARGET is replaced when the new
    one is complete. Exit codes: 0 written, 1 the tool failed, 3 the register or TARGET is refused; then nothing was
    written. The columns and words of all installed counties are accepted.
    """
    from ..register.compact import compact, joined_schema

    schema = joined_schema(_schemas())
    began = perf_counter()
    with progress(len(schema.names)) as step:
        register = compact(source, target, schema=schema, progress=step)
    data = compact_data(register, perf_counter() - began)
    if form == "json":
        write_json(data)
        return
    from ..report.screen import screen, show

    show(screen(), _screen(register, data, lang))


def _schemas() -> list[Any]:
    from ..plugins import installed

    return [county.jurisdiction.schema for county in installed()]


def compact_data(register: CompactRegister, seconds: float) -> dict[str, Any]:
    """What was written, as plain data."""
    sizes = register.sizes
    return {
        "version": 1,
        "folder": str(register.path),
        "digest": register.digest,
        "jurisdictions": list(register.codes),
        "subjects": register.subjects(EVERYWHERE),
        "tables": {name: {"rows": rows, "bytes": sizes[name]} for name, rows in register.rows.items()},
        "bytes": sizes["total"],
        "seconds": round(seconds, 3),
    }


def _screen(register: CompactRegister, data: dict[str, Any], lang: str) -> Iterator[RenderableType]:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column(TABLE.in_language(lang))
    table.add_column(ROWS.in_language(lang), justify="right")
    table.add_column(SIZE.in_language(lang), justify="right")
    for name, about in data["tables"].items():
        heading = register.schema.table(name).heading.in_language(lang)
        table.add_row(heading, f"{about['rows']:,}", _megabytes(about["bytes"]))
    table.add_row(TOTAL.in_language(lang), f"{sum(register.rows.values()):,}", _megabytes(data["bytes"]))
    yield table
    yield SAID.in_language(lang).format(
        jurisdictions=len(data["jurisdictions"]),
        subjects=f"{data['subjects']:,}",
        seconds=f"{data['seconds']:.1f}",
        folder=data["folder"],
    )


def _megabytes(size: int) -> str:
    return f"{size / MILLION:,.1f} MB"
