"""
How hard Hypothesis tries: modestly by default, hardest with ``--hypothesis-profile=long``; and how many broken plugins were caught.

Where `CI` is set the same examples come every time, so that a change is judged by what it changes; new examples are for whoever
runs the tests by hand.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

# Generating a world takes tens of milliseconds, longer on a busy machine; slowness is no defect of a property.
CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}

# A first look at what fails, without the minutes that it takes to make each example small.
UNSHRUNK = [Phase.explicit, Phase.generate]

settings.register_profile("default", max_examples=40, **CALM)
settings.register_profile("quick", max_examples=10, derandomize=True, phases=UNSHRUNK, **CALM)
settings.register_profile("ci", max_examples=40, derandomize=True, phases=UNSHRUNK, **CALM)
settings.register_profile("long", max_examples=5000, **CALM)
settings.register_profile("unshrunk", max_examples=80, phases=UNSHRUNK, **CALM)
settings.load_profile("ci" if os.environ.get("CI") else "default")

# The tests in which the check that is meant for a broken plugin, engine or record must catch it.
CAUGHT = {
    "test_the_check_meant_for_it_catches_it",
    "test_a_broken_engine_is_caught",
    "test_a_broken_record_is_caught",
}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many of the broken plugins and engines of this run were caught by the check that is meant for them."""
    results = {
        outcome: sum(
            each.when == "call" and each.nodeid.partition("[")[0].rpartition("::")[2] in CAUGHT
            for each in terminalreporter.stats.get(outcome, ())
        )
        for outcome in ("passed", "failed")
    }
    if total := sum(results.values()):
        terminalreporter.write_line(f"zoo: {results['passed']} of {total} broken plugins caught")
