"""The sound county passes every check of the kit: what fails in the others is what was broken."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from regrules.analysis.document import Document
from regrules.testing import conform
from regrules.testing.conformance import CHECKS
from regrules.testing.fakes import fake_distribution

ZOO = Path(__file__).parent
# The first only notes, the second holds for whatever can be read; engines are broken in tests of their own.
WITHOUT = {"due-days-end-months", "can-be-described"}
ELSEWHERE = ("meaning", "relations")


def test_every_check_has_a_defect_that_it_is_meant_for() -> None:
    """No check is without a plugin that is broken in the way that it is meant for."""
    files = [tomllib.loads((ZOO / name).read_text(encoding="utf-8")) for name in ("plans.toml", "documents.toml")]
    files += tomllib.loads((ZOO / "loads.toml").read_text(encoding="utf-8")).values()
    named = {defect["check"] for file in files for defect in file.values()}
    in_words = (ZOO / "test_loads.py").read_text(encoding="utf-8") + (ZOO / "test_documents.py").read_text(
        encoding="utf-8"
    )
    asked = {check.id for check in CHECKS if check.level not in ELSEWHERE}
    assert {name for name in asked - named if f'"{name}"' not in in_words} == WITHOUT


def test_the_sound_county_conforms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: dict[str, str], reviewed: str, document: Document
) -> None:
    """Installed, with its document and the record of its review, it passes every check of every level."""
    fake_distribution(
        tmp_path, {**sound, "reviewed.json": reviewed}, name="regrules-baichuan", module="regrules_baichuan"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    card = conform("baichuan", documents=document, examples=1)
    bad = [(each.check, [f.problem.en for f in each.findings]) for each in card.results if each.state != "passed"]
    assert not bad
    assert card.reached is not None and card.reached.id == "fast"
