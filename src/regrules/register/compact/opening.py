"""Opening a compact register: its arrays are mapped, and read where somebody asks."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen

from ...errors import Defect, RegisterError
from ...model.schema import ColumnSchema, TableSchema
from ..arrays import ArrayColumn, CodedColumn, DayColumn, TextColumn
from ..columns import Columns
from .arrange import CompactTable
from .compacted import CompactRegister
from .layout import (
    FORMAT,
    IDS,
    INDEX,
    VERSION,
    array_file,
    is_compact,
    read_values,
    schema_from,
)
from .mapping import Mappings
from .people import People
from .texts import PARTS, stored_texts


def open_compact(path: str | Path) -> CompactRegister:
    """
    The compact register in a folder. It stays in its files, which are mapped: what nobody asks for is not read.

    Raises:
        RegisterError: the folder holds no compact register, one of another version, or not all of its files.
    """
    folder = Path(path)
    index = _index(folder)
    try:
        data = folder / index["folder"]
        _check_files(data, index["files"])
        schema, mappings = schema_from(index["schema"]), Mappings()
        return CompactRegister(
            schema=schema,
            places=tuple(index["jurisdictions"]),
            tables={name: _table(data, schema.table(name), about, mappings) for name, about in index["tables"].items()},
            people=_people(data, index["subjects"], mappings),
            path=folder,
            digest=_digest(index["files"]),
            mappings=mappings,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise _refused(folder / INDEX, f"cannot be read: {wrong!r} is wrong or missing") from None


def _refused(place: Path | str, problem: str) -> RegisterError:
    return RegisterError((Defect(place=str(place), problem=problem),))


def _index(folder: Path) -> dict[str, Any]:
    if not is_compact(folder):
        what = "there is no such folder" if not folder.exists() else f"holds no compact register: there is no {INDEX}"
        raise _refused(folder, what)
    try:
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError) as refused:
        raise _refused(folder / INDEX, f"cannot be read: {refused}") from None
    if not isinstance(index, dict) or index.get("format") != FORMAT:
        raise _refused(folder / INDEX, "is no index of a compact register")
    if index.get("version") != VERSION:
        problem = f"is of version {index.get('version')}; accepted: version {VERSION}; compact the register again"
        raise _refused(folder / INDEX, problem)
    return index


def _check_files(folder: Path, files: Mapping[str, Any]) -> None:
    defects = []
    for name, about in files.items():
        file = folder / name
        size = file.stat().st_size if file.is_file() else None
        if size != about["bytes"]:
            found = "is missing" if size is None else f"has {size} bytes where {about['bytes']} were written"
            defects.append(Defect(place=str(file), problem=f"{found}; compact the register again"))
    if defects:
        raise RegisterError(tuple(defects))


def _digest(files: Mapping[str, Any]) -> str:
    told = "".join(f"{about['sha256']}  {name}\n" for name, about in sorted(files.items()))
    return hashlib.sha256(told.encode()).hexdigest()


def _people(folder: Path, data: Mapping[str, Any], mappings: Mappings) -> People:
    return People(
        offsets=np.array(data["offsets"], dtype=np.int32),
        ids=stored_texts(Arrays(folder, IDS, data["arrays"], mappings).parts(""), data["named"]),
        movers={number: [tuple(each) for each in versions] for number, versions in data["movers"]},
        moved=dict(data["moved"]),
    )


def _table(folder: Path, schema: TableSchema, data: Mapping[str, Any], mappings: Mappings) -> CompactTable:
    arrays = Arrays(folder, schema.name, data["arrays"], mappings)
    profile = arrays.read(".profile") if data["profiles"] else None
    profiles = dict(zip(data["profiles"], arrays.read(".profiles"), strict=True)) if data["profiles"] else {}

    def column(name: str) -> ArrayColumn:
        about, shape = data["columns"][name], schema.column(name)
        match about["kind"]:
            case "days":
                return DayColumn(arrays.read(name))
            case "profile" if profile is not None:
                return CodedColumn(profile, _values(arrays, shape, about), profiles[name])
            case "codes":
                return CodedColumn(arrays.read(name), _values(arrays, shape, about))
        return stored_texts(arrays.parts(f"{name}."), data["rows"])

    none = np.empty(0, dtype=np.int32)
    return CompactTable(
        schema=schema,
        size=data["rows"],
        names=tuple(data["names"]),
        columns=Columns(tuple(data["columns"]), column),
        profile=profile,
        profiles=profiles,
        begins=np.array(data["begins"], dtype=np.int64),
        owned=data["owned"],
        named=np.array(data["named"], dtype=np.int64),
        run_begins=np.array(data["run_begins"], dtype=np.int64),
        starts=arrays.read(".starts") if data["owned"] else none,
        runs=arrays.read(".runs") if data["owned"] else none,
        loose=arrays.read(".loose") if data["owned"] else none,
    )


@frozen
class Arrays:
    """
    The arrays of one table.

    Attributes:
        folder: The folder of the register.
        table: The name of the table.
        index: The type and the shape of each array.
        mappings: The mapped files of the register.
    """

    folder: Path
    table: str
    index: Mapping[str, Any]
    mappings: Mappings

    def read(self, name: str) -> Any:
        """An array, mapped from its file."""
        about = self.index[name]
        kind, shape = np.dtype(about["type"]), tuple(about["shape"])
        size = math.prod(shape)
        if not size:
            return np.empty(shape, dtype=kind)
        # NumPy's own way to map a file reads the type and the shape again, which takes ten times as long.
        content = self.mappings.map(_still_there(self.folder / array_file(self.table, name)))
        return np.frombuffer(content, dtype=kind, count=size, offset=len(content) - size * kind.itemsize).reshape(shape)

    def parts(self, prefix: str) -> dict[str, Any]:
        """The arrays of a column of texts."""
        return {part: self.read(prefix + part) for part in PARTS if prefix + part in self.index}


def _values(arrays: Arrays, column: ColumnSchema, about: Mapping[str, Any]) -> Any:
    if "values" in about:
        return tuple(read_values(column, about["values"]))
    texts = stored_texts(arrays.parts(f"{column.name}.values."), about["different"])
    return TextColumn(
        len(texts),
        lambda start, stop: read_values(column, texts.cut(start, stop)),
        lambda rows: read_values(column, texts.some(rows)),
    )


def _still_there(file: Path) -> Path:
    """A file of a register that was opened; a RegisterError if another register has taken its place since."""
    if not file.is_file():
        raise _refused(file, "is gone: another register took its place after it was opened; open it again")
    return file
