"""Licheng before the conformance kit."""

from __future__ import annotations

from regrules.testing import conform


def test_every_level_that_needs_no_document_is_reached() -> None:
    """All checks up to the texts pass, on one example for each property; the trace needs the published document."""
    card = conform("licheng", level="explained", examples=1)
    found = [(each.check, each.clause, each.problem.en) for result in card.failed for each in result.errors]
    assert found == []
    assert card.reached is not None and card.reached.id == "explained"
