"""The plan for the supervision of device trade and use, 2025."""

from __future__ import annotations

from regrules.model import Plan, Text

from .common import DIGEST, DOCUMENT, ISSUED_ON, YEAR
from .devices_guidance import GUIDANCE
from .devices_inspections import INSPECTIONS
from .devices_risk import RISK
from .devices_support import SUPPORT
from .devices_tasks import TASKS

DEVICES_2025 = Plan(
    id="kazuo-2025-devices",
    title=Text(
        zh="2025年喀左县医疗器械经营使用领域监管工作要点", en="Kazuo County: supervision of device trade and use, 2025"
    ),
    period=YEAR,
    issued_on=ISSUED_ON,
    document=DOCUMENT,
    document_digest=DIGEST,
    obligations=(*INSPECTIONS, *TASKS, *RISK, *SUPPORT),
    guidance=GUIDANCE,
)
