"""How hard Hypothesis tries: modestly by default, harder with ``--hypothesis-profile=ci`` and hardest with ``long``."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

# Generating a world takes tens of milliseconds, longer on a busy machine; slowness is no defect of a property.
CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}

settings.register_profile("default", max_examples=40, **CALM)
settings.register_profile("quick", max_examples=10, **CALM)
settings.register_profile("ci", max_examples=200, **CALM)
settings.register_profile("long", max_examples=5000, **CALM)
# A first look at what fails, without the minutes that it takes to make each example small.
settings.register_profile("unshrunk", max_examples=80, phases=[Phase.generate], **CALM)
settings.load_profile("ci" if os.environ.get("CI") else "default")
