"""From a register, or from the folder of its tables, to a compact register in a folder."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ...model.schema import Schema
from ...model.tables import CORE
from ..folder import read_folder
from ..register import Register
from .coding import Doubt
from .compacted import Building, CompactRegister, in_memory
from .opening import open_compact
from .parquet import ParquetFolder
from .writing import Progress, Writer, becoming, check_target

AT_ONCE = 2
"""So many tables at once: much of the work on one keeps a single processor busy."""


def compact(
    source: str | Path | Register, target: str | Path, *, schema: Schema = CORE, progress: Progress | None = None
) -> CompactRegister:
    """
    The compact register of *source*, written into a folder and opened.

    Args:
        source: A folder of tables, CSV or Parquet, or a register.
        target: The folder to write: a new one, or one that holds a compact register, which is replaced in the end.
        schema: The tables that the source may hold; a register brings its own.
        progress: Told the name of each table when it stands there.

    Raises:
        RegisterError: the source is refused, with every defect named, or the target is; nothing is written then.
        NothingEvaluated: the source holds no table at all.
    """
    folder = Path(target)
    check_target(folder)
    if not isinstance(source, Register):
        try:
            _by_columns(Path(source), folder, schema, progress)
            return open_compact(folder)
        except Doubt:
            source = read_folder(source, schema)
    register = in_memory(source)
    with becoming(folder) as writing:
        writer = Writer(writing, progress)
        for table in register.tables.values():
            writer.add(table)
        writer.finish(register)
    return open_compact(folder)


def arranged_register(source: str | Path | Register, schema: Schema) -> CompactRegister:
    """The facts of *source* in order, in memory; a RegisterError if they are refused."""
    if not isinstance(source, Register):
        try:
            return _read_by_columns(Path(source), schema)
        except Doubt:
            source = read_folder(source, schema)
    return in_memory(source)


def _read_by_columns(source: Path, schema: Schema) -> CompactRegister:
    tables = ParquetFolder(source, schema)
    first = {name: tables.table(name) for name in tables.names if name in ("subjects", "agencies")}
    building = Building(schema, tables.places, first["subjects"], first.get("agencies"))
    found = {name: building.arranged(first.pop(name) if name in first else tables.table(name)) for name in tables.names}
    if building.numbering.strangers:
        raise Doubt
    return building.register(found)


def _by_columns(source: Path, target: Path, schema: Schema, progress: Progress | None) -> None:
    """Compact a folder of Parquet tables, of which no more than two are held at a time beside subjects and agencies."""
    tables = ParquetFolder(source, schema)
    first = {name: tables.table(name) for name in tables.names if name in ("subjects", "agencies")}
    building = Building(schema, tables.places, first["subjects"], first.get("agencies"))
    with becoming(target) as writing:
        writer = Writer(writing, progress)

        def add(name: str) -> None:
            writer.add(building.arranged(first.pop(name) if name in first else tables.table(name)))
            if building.numbering.strangers:
                raise Doubt  # somebody names a subject that there is not

        with ThreadPoolExecutor(AT_ONCE) as workers:
            for _ in workers.map(add, tables.names):
                pass
        writer.finish(building.register({}))
