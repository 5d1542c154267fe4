"""Baichuan County, which does not exist: sound in every way, so that it can be broken in one way at a time."""

from __future__ import annotations

from regrules import hookimpl
from regrules.model import Jurisdiction, Plan, Text

from . import annex, filings, inspections, monitoring
from .terms import AGENCIES, SCHEMA, YEAR

PLAN = Plan(
    id="baichuan-2025",
    title=Text(zh="柏川县2025年药品医疗器械监管工作计划", en="Baichuan County: supervision of drugs and devices, 2025"),
    period=YEAR,
    issued_on="2025-02-10",
    document="柏川县市场监督管理局2025年药品医疗器械监管工作计划",
    document_digest="DIGEST",
    obligations=(
        *inspections.OBLIGATIONS,
        *filings.OBLIGATIONS,
        *monitoring.OBLIGATIONS,
        *annex.OBLIGATIONS,
    ),
    guidance=monitoring.GUIDANCE,
    figure_notes=monitoring.FIGURE_NOTES,
)


@hookimpl
def regrules_jurisdiction() -> Jurisdiction:
    """Baichuan County with its agencies and its plan."""
    return Jurisdiction(
        id="baichuan",
        code="990401",
        name=Text(zh="柏川县", en="Baichuan County"),
        agencies=AGENCIES,
        plans=(PLAN,),
        schema=SCHEMA,
        demo="regrules_baichuan.demo",
    )
