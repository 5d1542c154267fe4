"""Importing what was written, as Python would after an installation."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from regrules.model import Jurisdiction
from regrules.scaffold import File, write

Load = Callable[..., Jurisdiction]


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Load]:
    """Writes the files of a distribution, imports it, and asks its hook."""
    before, number = set(sys.modules), iter(range(1_000_000))
    paths = list(sys.path)

    def loaded(files: tuple[File, ...]) -> Jurisdiction:
        for name in set(sys.modules) - before:
            if name.startswith("regrules_"):
                del sys.modules[name]
        folder = tmp_path / f"written-{next(number)}"
        write(files, folder)
        sys.path[:] = [str(folder / "src"), *paths]
        importlib.invalidate_caches()
        (package,) = (path.name for path in (folder / "src").iterdir())
        answer: Jurisdiction = importlib.import_module(package).regrules_jurisdiction()
        return answer

    yield loaded
    sys.path[:] = paths
    for name in set(sys.modules) - before:
        if name.startswith("regrules_"):
            del sys.modules[name]
