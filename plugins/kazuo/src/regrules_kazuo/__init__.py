"""Kazuo county (喀喇沁左翼蒙古族自治县, Liaoning): its two plans for 2025, on drugs and on medical devices."""

from __future__ import annotations

from regrules.hookspec import hookimpl
from regrules.model import Jurisdiction, Text

from .agencies import AGENCIES
from .devices import DEVICES_2025
from .drugs import DRUGS_2025

KAZUO = Jurisdiction(
    id="kazuo",
    code="211324",
    name=Text(zh="喀喇沁左翼蒙古族自治县", en="Kazuo County"),
    agencies=AGENCIES,
    plans=(DRUGS_2025, DEVICES_2025),
    demo="regrules_kazuo.demo",
)


@hookimpl
def regrules_jurisdiction() -> Jurisdiction:
    """Kazuo and its plans."""
    return KAZUO
