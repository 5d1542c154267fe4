"""Writing a compact register into a folder, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import Defect, RegisterError
from ..arrays import ArrayColumn, CodedColumn, DayColumn, TextColumn
from .arrange import CompactTable
from .layout import (
    DATA,
    FORMAT,
    IDS,
    INDEX,
    LISTED,
    VERSION,
    array_file,
    is_compact,
    schema_data,
    written,
)
from .texts import arrays_of, text_arrays, text_series

if TYPE_CHECKING:
    from .compacted import CompactRegister
    from .people import People

Progress = Callable[[str], None]
"""Told the name of each table when it stands in the folder."""


def check_target(target: Path) -> None:
    """
    See to it that a compact register may be written to *target*.

    Raises:
        RegisterError: something else stands there.
    """
    if not target.exists() or is_compact(target) or (target.is_dir() and not any(target.iterdir())):
        return
    what = "is a folder of other files" if target.is_dir() else "is a file"
    problem = f"{what}, so nothing was written; accepted: a new folder, or one that holds a compact register"
    raise RegisterError((Defect(place=str(target), problem=problem),))


class Writer:
    """
    A compact register while it is written, table by table.

    Args:
        folder: Where to; it is empty.
        progress: Told the name of each table that stands there.
    """

    def __init__(self, folder: Path, progress: Progress | None = None) -> None:
        self.folder, self.progress = folder, progress
        # A name of its own, so that what was opened before never reads the files of a register that took its place.
        self.data = Path(mkdtemp(prefix=DATA, dir=folder))
        self.data.chmod(0o777 & ~_umask())
        self.tables: dict[str, Any] = {}

    def add(self, table: CompactTable) -> None:
        """Write a table."""
        self.tables[table.schema.name] = _write_table(table, self.data)
        if self.progress is not None:
            self.progress(table.schema.name)

    def finish(self, register: CompactRegister, ids: Mapping[str, Any] | None = None) -> None:
        """Write what the register says beside its tables; the ids of the subjects as well, unless they are written."""
        tables = {name: self.tables[name] for name in register.schema.names if name in self.tables}
        if ids is None:
            ids = _write_arrays(arrays_of(register.people.ids), self.data, IDS)
        _write_index(register, ids, tables, self.folder, self.data)


@contextmanager
def becoming(target: Path) -> Iterator[Path]:
    """A hidden folder beside *target* that takes its place in the end, or goes if something failed."""
    check_target(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as refused:
        raise RegisterError((Defect(place=str(target), problem=f"cannot be written: {refused.strerror}"),)) from None
    try:
        yield folder
        folder.chmod(0o777 & ~_umask())
        _take_place(folder, target)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _take_place(folder: Path, target: Path) -> None:
    if not is_compact(target):
        folder.rename(target)  # onto nothing, or onto an empty folder
        return
    earlier = [path for path in target.iterdir() if path.is_dir()]
    (data,) = (path for path in folder.iterdir() if path.is_dir())
    data.rename(target / data.name)
    (folder / INDEX).replace(target / INDEX)  # from here on the new one stands there
    for path in (folder, *earlier):
        shutil.rmtree(path, ignore_errors=True)


def _write_index(
    register: CompactRegister, ids: Mapping[str, Any], tables: Mapping[str, Any], folder: Path, data: Path
) -> None:
    files = {file.relative_to(data).as_posix(): file for file in sorted(data.rglob("*")) if file.is_file()}
    index = {
        "format": FORMAT,
        "version": VERSION,
        "folder": data.name,
        "jurisdictions": list(register.places),
        "subjects": _people_data(register.people) | {"arrays": ids},
        "tables": tables,
        "schema": schema_data(register.schema),
        "files": {name: {"bytes": file.stat().st_size, "sha256": _digest(file)} for name, file in files.items()},
    }
    (folder / INDEX).write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _people_data(people: People) -> dict[str, Any]:
    return {
        "named": len(people.ids),
        "offsets": people.offsets.tolist(),
        "movers": [[number, [list(each) for each in versions]] for number, versions in people.movers.items()],
        "moved": [list(each) for each in people.moved.items()],
    }


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _write_table(table: CompactTable, folder: Path) -> dict[str, Any]:
    """Write the files of a table; what the index says of it."""
    arrays: dict[str, Any] = {}
    if table.owned:
        arrays |= {".starts": table.starts, ".runs": table.runs, ".loose": table.loose}
    if table.profile is not None:
        arrays |= {".profile": table.profile, ".profiles": np.array(list(table.profiles.values()), dtype=np.int32)}
    columns = {}
    for column, values in table.columns.items():
        columns[column], found = _column_data(table, column, values)
        arrays |= found
    return {
        "rows": table.size,
        "names": list(table.names),
        "columns": columns,
        "arrays": _write_arrays(arrays, folder, table.schema.name),
        "profiles": list(table.profiles),
        "begins": table.begins.tolist(),
        "owned": table.owned,
        "named": table.named.tolist(),
        "run_begins": table.run_begins.tolist(),
    }


def _column_data(table: CompactTable, name: str, column: ArrayColumn) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the index says of a column, and the arrays to write."""
    if isinstance(column, DayColumn):
        return {"kind": "days"}, {name: column.packed}
    if isinstance(column, TextColumn):
        return {"kind": "texts"}, _prefixed(name, arrays_of(column))
    assert isinstance(column, CodedColumn)
    arrays, kind = ({}, "profile") if name in table.profiles else ({name: column.places}, "codes")
    values = written(column.values)
    if len(values) <= LISTED:
        return {"kind": kind, "different": len(values), "values": values}, arrays
    return {"kind": kind, "different": len(values)}, arrays | _prefixed(
        f"{name}.values", text_arrays(text_series(values))
    )


def _prefixed(name: str, arrays: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{name}.{part}": array for part, array in arrays.items()}


def _write_arrays(arrays: Mapping[str, Any], folder: Path, table: str) -> dict[str, Any]:
    """Write arrays into the folder of a table; what the index says of them."""
    (folder / array_file(table, "x")).parent.mkdir()
    for name, array in arrays.items():
        np.save(folder / array_file(table, name), array, allow_pickle=False)
    return {name: {"type": array.dtype.str, "shape": list(array.shape)} for name, array in arrays.items()}
