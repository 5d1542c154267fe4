"""What may be asked of a row of a table, and what is refused when a plan is imported."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regrules.model import report, subject

ACCEPTED: dict[str, Callable[[], object]] = {
    "one word": lambda: subject.kinds.has("drug_retailer"),
    "one value": lambda: subject.specialty.is_in("dental"),
    "between grades": lambda: subject.grade("credit").between("A", "B"),
    "between whole numbers": lambda: subject.hospital_level.between(1, 2),
    "between dates": lambda: subject.opened_on.between("2024-01-01", "2024-12-31"),
}
REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "no word at all": (lambda: subject.kinds.has(), "`kinds` is asked for nothing"),
    "none of no words": (lambda: subject.kinds.has_any(), "`kinds` is asked for nothing"),
    "no value at all": (lambda: subject.specialty.is_in(), "`specialty` is asked for nothing"),
    "between words": (lambda: subject.specialty.between("dental", "eye"), "`specialty` has no order"),
    "between texts": (lambda: subject.name.between("a", "b"), "so `.between()` cannot be asked of it"),
    "between flags": (lambda: report.serious.between(False, True), "`serious` has no order"),
}


@pytest.mark.parametrize("ask", ACCEPTED.values(), ids=ACCEPTED)
def test_what_a_column_can_be_asked(ask: Callable[[], object]) -> None:
    """A question that fits the column gives a predicate."""
    assert ask() is not None


@pytest.mark.parametrize(("ask", "words"), REFUSED.values(), ids=REFUSED)
def test_what_a_column_cannot_be_asked(ask: Callable[[], object], words: str) -> None:
    """A question without an answer is refused at once, and the column is named."""
    with pytest.raises((TypeError, ValueError), match=words.replace("(", r"\(").replace(")", r"\)")):
        ask()
