"""From a register, or from the folder of its tables, to a compact register in a folder."""

from __future__ import annotations

from pathlib import Path

from ...model.schema import Schema
from ...model.tables import CORE
from ..folder import read_folder
from ..register import Register
from .compacted import CompactRegister, in_memory
from .opening import open_compact
from .writing import Progress, check_target, write


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
    register = source if isinstance(source, Register) else read_folder(source, schema)
    write(in_memory(register), folder, progress)
    return open_compact(folder)
