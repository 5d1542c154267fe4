"""Licheng District of Quanzhou, Fujian: its plan for 2024."""

from __future__ import annotations

from regrules.hookspec import hookimpl
from regrules.model import Jurisdiction, Text

from .agencies import AGENCIES
from .plan import PLAN


@hookimpl
def regrules_jurisdiction() -> Jurisdiction:
    """Licheng with its agencies and its plan."""
    return Jurisdiction(
        id="licheng",
        code="350502",
        name=Text(zh="泉州市鲤城区", en="Licheng District, Quanzhou"),
        agencies=AGENCIES,
        plans=(PLAN,),
        demo="regrules_licheng.demo",
    )
