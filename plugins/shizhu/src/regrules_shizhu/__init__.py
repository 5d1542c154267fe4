"""
Shizhu Tujia Autonomous County, Chongqing: its plan of 2025 for medical devices in trade and use.

One module for each part of the document; ``annex`` holds the attached table, ``guidance`` the clauses without a
checkable duty.
"""

from __future__ import annotations

from regrules.hookspec import hookimpl
from regrules.model import Jurisdiction, Plan, Text

from . import annex, cases, distributors, grading, online, self_inspection, unannounced, users
from .agencies import AGENCIES
from .guidance import GUIDANCE
from .populations import YEAR

PLAN = Plan(
    id="shizhu-2025",
    title=Text(
        zh="石柱县2025年医疗器械经营使用质量监管工作计划",
        en="Shizhu County: supervision of medical devices in trade and use, 2025",
    ),
    period=YEAR,
    issued_on="2025-01-27",
    document="石柱土家族自治县市场监督管理局关于印发2025年医疗器械经营使用质量监管工作计划的通知",
    document_digest="sha256:eb3f0a47d909c70ae40f6ad073f2c37c681feba73337b4d1bfd96381531453c7",
    obligations=(
        *online.OBLIGATIONS,
        *grading.OBLIGATIONS,
        *distributors.OBLIGATIONS,
        *self_inspection.OBLIGATIONS,
        *unannounced.OBLIGATIONS,
        *users.OBLIGATIONS,
        *cases.OBLIGATIONS,
        *annex.OBLIGATIONS,
    ),
    guidance=GUIDANCE,
)


@hookimpl
def regrules_jurisdiction() -> Jurisdiction:
    """Shizhu County with its agencies and its plan."""
    return Jurisdiction(
        id="shizhu",
        code="500240",
        name=Text(zh="石柱土家族自治县", en="Shizhu Tujia Autonomous County"),
        agencies=AGENCIES,
        plans=(PLAN,),
        demo="regrules_shizhu.demo",
    )
