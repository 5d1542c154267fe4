"""
How hard Hypothesis tries: modestly by default, hardest with ``--hypothesis-profile=long``.

Where `CI` is set the same examples come every time, so that a change is judged by what it changes; new examples are for whoever
runs the tests by hand.
"""

from __future__ import annotations

import os

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
