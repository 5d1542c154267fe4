"""The plan for the supervision of the drug trade, 2025."""

from __future__ import annotations

from regrules.model import Plan, Text

from .common import DIGEST, DOCUMENT, ISSUED_ON, YEAR
from .drugs_coverage import COVERAGE
from .drugs_guidance import FIGURE_NOTES, GUIDANCE
from .drugs_reports import REPORTS
from .drugs_risk import RISK_AND_CAPACITY
from .drugs_trade import TRADE

DRUGS_2025 = Plan(
    id="kazuo-2025-drugs",
    title=Text(zh="2025年喀左县药品流通监管工作要点", en="Kazuo County: supervision of the drug trade, 2025"),
    period=YEAR,
    issued_on=ISSUED_ON,
    document=DOCUMENT,
    document_digest=DIGEST,
    obligations=(*TRADE, *COVERAGE, *RISK_AND_CAPACITY, *REPORTS),
    guidance=GUIDANCE,
    figure_notes=FIGURE_NOTES,
)
