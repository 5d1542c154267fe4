"""The plan of 2024 as one record."""

from __future__ import annotations

from regrules.model import Guidance, Plan, Text

from . import capacity, devices_and_cosmetics, drugs, monitoring, risks, tracing
from .terms import YEAR

GUIDANCE = (
    Guidance(
        clause="4.15",
        title=Text(zh="支持医药产业发展", en="Support for the pharmaceutical industry"),
        reason=Text(
            zh="属于产业扶持、招商与政策服务的倡导，并以配合市局为主，没有可由本局逐项核对的任务、数量或时限。",
            en="Encourages help for industry, investment and advice, mostly in support of the city; it sets the "
            "bureau no task, number or day that could be checked.",
        ),
    ),
)

PLAN = Plan(
    id="licheng-2024",
    title=Text(
        zh="2024年鲤城区药械化监管工作要点",
        en="Licheng's main tasks of 2024 in supervising drugs, devices and cosmetics",
    ),
    period=YEAR,
    issued_on="2024-04-15",
    document="泉鲤市监〔2024〕17号",
    document_digest="sha256:cc058e0f6ede890d7c76b7e54367e04db5de3d1658bdc8c762d207ca18067f87",
    obligations=(
        *risks.OBLIGATIONS,
        *drugs.OBLIGATIONS,
        *tracing.OBLIGATIONS,
        *devices_and_cosmetics.OBLIGATIONS,
        *monitoring.OBLIGATIONS,
        *capacity.OBLIGATIONS,
    ),
    guidance=GUIDANCE,
)
