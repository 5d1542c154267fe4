"""Plans that do not say what their document says: the check that is meant for the defect finds it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from regrules.analysis.document import read_document

TEXT = (Path(__file__).parent / "county" / "plan.txt").read_text(encoding="utf-8")
DEFECTS = tomllib.loads(Path(__file__).with_name("documents.toml").read_text(encoding="utf-8"))

# Documents that are no longer, or never were, what the plan was written from: what is written otherwise in the text.
DOCUMENTS = {
    "a word more": ("document-unchanged", "baichuan-2025", "坚持问题导向", "坚持问题导向和目标导向"),
    "a figure raised": ("figures-of-plan-found", "unannounced/class-3", "总数的10%", "总数的15%"),
    "a clause more": ("clauses-of-document-accounted", "4.6", "\n附件：", "（六）宣传培训。开展普法宣传。\n\n附件："),
    "next year's document": ("document-of-plan", "baichuan-2025", "局2025年", "局2026年"),
    "a cell raised": ("table-cells", "annex/visits", "4\t0\t4\t3\t11", "4\t1\t4\t3\t12"),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_the_check_meant_for_it_catches_it(name: str, changed: Callable, load: Callable, caught: Callable) -> None:
    """The check fails, names the place, and says in both languages what to do."""
    defect = DEFECTS[name]
    caught(defect["check"], defect["at"], load(changed(defect["edits"])))


class TestDocuments:
    """The same plan, and another text."""

    @pytest.mark.parametrize("name", DOCUMENTS)
    def test_the_check_meant_for_it_catches_it(self, name: str, county: object, caught: Callable) -> None:
        """The check fails, names the place, and says in both languages what to do."""
        check, place, old, new = DOCUMENTS[name]
        assert TEXT.count(old) == 1
        caught(check, place, county, text=read_document(TEXT.replace(old, new)))
