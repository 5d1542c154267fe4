"""The sound county passes every check of the kit: what fails in the others is what was broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from regrules.testing import conform
from regrules.testing.fakes import fake_distribution


def test_the_sound_county_conforms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: dict[str, str], reviewed: str, document
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
