"""The stages run one way: who may import whom, read from the sources."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import regrules

ROOT = Path(regrules.__file__).parent
FILES = sorted(path.relative_to(ROOT) for path in ROOT.rglob("*.py"))

# Each part may import itself and the parts before it. What a person calls (`assess`, the names of the package) stands
# together as `api`; the words of refusals stand below everything, since they import nothing.
ORDER = (
    "errors",
    "failing",
    "model",
    "hookspec",
    "plugins",
    "register",
    "engine",
    "analysis",
    "report",
    "api",
    "demo",
    "scaffold",
    "testing",
    "cli",
)
NARROWER = {
    "register": {"errors", "model", "register"},
    "engine": {"errors", "model", "register", "engine"},
}
DATAFRAMES = {"numpy", "polars", "narwhals", "pandas", "pyarrow", "duckdb"}
ONLY_IN = {"hypothesis": ("testing",), "pytest": ("testing",), "click": ("cli",), "rich": ("cli", "report")}


def part_of(path: Path) -> str:
    """The part of regrules to which a file belongs: its folder, or its own name; the package itself is `api`."""
    if len(path.parts) > 1:
        return path.parts[0]
    return "api" if path.stem == "__init__" else path.stem


def imports_of(path: Path) -> Iterator[str]:
    """The modules that a file imports, wherever the statement stands, as absolute names."""
    package = ("regrules", *path.parts[:-1])
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            yield from (f"{module}.{alias.name}" for alias in node.names) if module == "regrules" else (module,)


def ours(path: Path) -> set[str]:
    """The parts of regrules that a file imports."""
    names = {name.split(".")[1] for name in imports_of(path) if name.startswith("regrules.")}
    return {
        name if name in ORDER or (ROOT / name).is_dir() or (ROOT / f"{name}.py").exists() else "api" for name in names
    }


def outside(path: Path) -> set[str]:
    """The distributions that a file imports, by the name of their module."""
    return {name.split(".")[0] for name in imports_of(path)}


def placed(part: str) -> str:
    """Where a part stands in the order; other modules at the top stand with the package itself."""
    return part if part in ORDER else "api"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_part_imports_only_parts_before_it(path: Path) -> None:
    """No file imports a part of regrules that comes later than its own."""
    mine = placed(part_of(path))
    accepted = NARROWER.get(mine, set(ORDER[: ORDER.index(mine) + 1]))
    assert {placed(part) for part in ours(path)} <= accepted


@pytest.mark.parametrize("path", FILES, ids=str)
def test_dataframes_are_the_business_of_few(path: Path) -> None:
    """Only reading registers, and evaluating them by columns, imports a dataframe library or NumPy."""
    allowed = (
        path.parts[0] == "register"
        or path.parts[:2] in (("engine", "columns"), ("engine", "words"))
        or (path.parts[0] == "engine" and path.stem.startswith("columns"))
    )
    assert allowed or not outside(path) & DATAFRAMES


@pytest.mark.parametrize("path", FILES, ids=str)
def test_the_reference_stands_by_itself(path: Path) -> None:
    """Nothing of the engine imports the column engine, so the two programs find their numbers apart."""
    if path.parts[0] == "engine" and not path.parts[1].startswith(("columns", "words", "session")):
        assert not [name for name in imports_of(path) if name.startswith("regrules.engine.columns")]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_what_only_some_need_is_imported_only_there(path: Path) -> None:
    """Hypothesis and pytest are needed by the kit alone, click by the commands, rich by what is shown."""
    for name, parts in ONLY_IN.items():
        assert name not in outside(path) or part_of(path) in parts, f"{path} imports {name}"


@pytest.mark.parametrize("module", ["regrules", "regrules.model", "regrules.hookspec", "regrules.plugins"])
def test_importing_is_light(module: str) -> None:
    """Importing regrules, its model or its plugins loads no dataframe library, no NumPy and no cattrs."""
    heavy = sorted(DATAFRAMES | {"cattrs", "hypothesis"})
    code = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_sources_are_found() -> None:
    """The checks above have files to read, and see imports written either way."""
    assert Path("model/measures.py") in FILES
    assert "model" in ours(Path("engine/verdict.py"))
    assert {"attrs"} <= outside(Path("model/plans.py"))
