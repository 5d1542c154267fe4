"""The mapped files of a compact register: what is let go comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from regrules.register import from_records
from regrules.register.compact import compact, mapping


def test_what_is_let_go_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the parts of many rows the pages of all files are let go, and earlier parts read as they did."""
    shops = [
        {"subject_id": f"s{code}", "jurisdiction": code, "name": f"n{code}", "kinds": {"drug_retailer"}}
        for code in ("990101", "990102", "990103")
    ]
    register = compact(from_records(subjects=shops), tmp_path / "compact")
    assert register.mappings is not None
    gone: list[int] = []
    monkeypatch.setattr(mapping, "ROWS", 1)
    let_go = register.mappings.let_go
    monkeypatch.setattr(mapping.Mappings, "let_go", lambda self: gone.append(1) or let_go())
    parts = [register.part(code) for code in register.codes]
    assert gone == [1, 1]
    names = [list(part.table("subjects").columns["name"]) for part in parts]
    assert names == [["n990101"], ["n990102"], ["n990103"]]
    assert parts[0].digest == from_records(subjects=shops[:1]).digest
