"""Plans with one defect each that shows without a document: the check meant for it fails, and says where and what to do."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

DEFECTS = tomllib.loads(Path(__file__).with_name("plans.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", DEFECTS)
def test_the_check_meant_for_it_catches_it(name: str, changed: Callable, load: Callable, caught: Callable) -> None:
    """The check fails, names the place, and says in both languages what to do."""
    defect = DEFECTS[name]
    place = defect.get("at", "")
    only = (place,) if defect["check"] == "assesses-in-time" else ()  # the others would only take time
    caught(defect["check"], place, load(changed(defect["edits"])), *only)
