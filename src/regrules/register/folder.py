"""A register in a folder: one file a table, CSV or Parquet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..errors import Defect, RegisterError
from ..model.checks import unknown_name
from ..model.plans import AgencyEntry
from ..model.schema import Schema
from ..model.tables import CORE
from .csvfile import read_csv
from .draft import Draft, Findings
from .register import Register
from .validate import register_from

SUFFIXES = (".csv", ".parquet")


def read_folder(path: str | Path, schema: Schema = CORE, *, agencies: Iterable[str | AgencyEntry] = ()) -> Register:
    """
    The register in a folder that holds a file for each table, such as ``inspections.csv`` or ``inspections.parquet``.

    Args:
        path: The folder. Hidden files, and files that are neither CSV nor Parquet, are left alone.
        schema: The tables that it may hold.
        agencies: The agencies that may be named if the folder has no table of them; any, if unsaid.

    Raises:
        RegisterError: something is wrong with it; every defect is named.
        NothingEvaluated: the folder holds no table at all.
    """
    folder = Path(path)
    if not folder.is_dir():
        problem = "is a file; a folder of tables is wanted" if folder.exists() else "there is no such folder"
        raise RegisterError((Defect(place=str(folder), problem=problem),))
    findings = Findings()
    drafts = [_read(file, schema, findings) for file in _files(folder, schema, findings)]
    ids = [agency.id if isinstance(agency, AgencyEntry) else agency for agency in agencies]
    return register_from(schema, drafts, findings, where=f"folder {folder.name or folder}", agencies=ids)


def _files(folder: Path, schema: Schema, findings: Findings) -> list[Path]:
    """The files to read, one for each table; the others that look like tables are noted."""
    chosen: dict[str, Path] = {}
    for file in sorted(folder.iterdir()):
        if file.name.startswith(".") or file.suffix.lower() not in SUFFIXES:
            continue
        if file.stem not in schema.names:
            findings.add_elsewhere(file.name, unknown_name("table", file.stem, schema.names))
        elif file.stem in chosen:
            other = chosen[file.stem].name
            findings.add_elsewhere(file.name, f"the table stands in {other} too; accepted: one file for each table")
        else:
            chosen[file.stem] = file
    return list(chosen.values())


def _read(file: Path, schema: Schema, findings: Findings) -> Draft:
    draft = Draft(schema=schema.table(file.stem), name=file.name)
    if not file.is_file():
        findings.add(draft, "is a folder; one file for each table is wanted")
        draft.readable = False
    elif file.suffix.lower() == ".csv":
        read_csv(file, draft, findings)
    else:
        from .parquetfile import read_parquet

        read_parquet(file, draft, findings)
    return draft
