"""Counties that a page writes: what ``pip install --editable`` would leave behind, without a download."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path


def python_path(folder: Path) -> str:
    """Where Python finds the counties that stand in *folder*, each with what says that it is installed."""
    projects = sorted(folder.glob("*/pyproject.toml"))
    for project in projects:
        _announce(project)
    return os.pathsep.join(str(project.parent / "src") for project in projects)


def _announce(file: Path) -> None:
    project = tomllib.loads(file.read_text(encoding="utf-8"))["project"]
    told = file.parent / "src" / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    told.mkdir(parents=True, exist_ok=True)
    (told / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        + "".join(f"Requires-Dist: {needed}\n" for needed in project["dependencies"]),
        encoding="utf-8",
    )
    ((group, names),) = project["entry-points"].items()
    lines = "".join(f"{name} = {module}\n" for name, module in names.items())
    (told / "entry_points.txt").write_text(f"[{group}]\n{lines}", encoding="utf-8")
