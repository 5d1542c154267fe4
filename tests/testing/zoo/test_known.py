"""Counties that say wrongly what they do not pass yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from attrs import evolve

from regrules.model import Jurisdiction, KnownFailure, Text
from regrules.testing import conform
from regrules.testing.conformance.county import Attempt
from regrules.testing.conformance.known import CHECK
from regrules.testing.conformance.run import Run

REASON = Text(zh="数字尚待核实。", en="The figure is still to be confirmed.")
LOW = [{"file": "monitoring.py", "old": 'at_least("10%")', "new": 'at_least("110")'}]
# The failure that is listed, whether the county has it, and some words of what is said.
KNOWN: dict[str, tuple[dict[str, str], bool, str]] = {
    "out of date": ({"check": "targets-possible", "until": "2025-06-29"}, True, "was accepted until 2025-06-29"),
    "of no check": ({"check": "target-possible", "until": "2026-12-31"}, True, "did you mean `targets-possible`"),
    "of another place": (
        {"check": "targets-possible", "at": "reports/serious", "until": "2026-12-31"},
        True,
        "passes there",
    ),
    "of what passes": ({"check": "targets-possible", "until": "2026-12-31"}, False, "the check passes"),
}


@pytest.mark.parametrize("name", KNOWN)
def test_the_check_meant_for_it_catches_it(name: str, changed: Callable, load: Callable, county: Jurisdiction) -> None:
    """A known failure that is out of date, of no check, or does not happen, is told."""
    about, broken, words = KNOWN[name]
    made = evolve(load(changed(LOW)) if broken else county, known_failures=[KnownFailure(reason=REASON, **about)])
    run = Run(Attempt(asked="baichuan", jurisdiction=made), today=date(2025, 6, 30))
    for check in run.checks:
        if check.id == "targets-possible":
            run.result(check)
    card = run.scorecard()
    assert CHECK in {each.check for each in card.failed}
    findings = card.known_failures.errors
    assert any(words in each.problem.en for each in findings)
    assert all(each.advice.zh and each.advice.en for each in findings)


def test_a_known_failure_is_no_failure(changed: Callable, load: Callable) -> None:
    """Listed with a reason and a day to come, the same defect fails nothing."""
    known = KnownFailure(check="targets-possible", at="reports/growth", reason=REASON, until="2999-12-31")
    card = conform(evolve(load(changed(LOW)), known_failures=[known]), checks=["targets-possible"])
    assert card.failed == ()
