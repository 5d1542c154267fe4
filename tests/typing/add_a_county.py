"""A county of somebody's own, as its author's type checker sees it. Checked, never run."""

from __future__ import annotations

from typing import assert_type

from regrules import hookimpl
from regrules.model import (
    Coverage,
    Jurisdiction,
    Obligation,
    Plan,
    Text,
    at_least,
    calendar_year,
    inspection,
    inspections,
    subject,
    subjects,
)

VISITS = Obligation(
    id="visits",
    clause="1.1",
    title=Text(zh="第三类医疗器械经营企业检查", en="Inspection of class III device distributors"),
    agencies=("station",),
    measure=Coverage(
        of=subjects.where(subject.kinds.has("device_distributor"), subject.device_classes.has("III")),
        by=inspections.where(inspection.domains.has("device")),
    ),
    window=calendar_year(2025),
    target=at_least("10%"),
)
PLAN = Plan(id="example-2025", title=Text(zh="计划", en="Plan"), period=calendar_year(2025), obligations=(VISITS,))


@hookimpl
def regrules_jurisdiction() -> Jurisdiction:
    """The county of this example."""
    return Jurisdiction(id="example", code="990101", name=Text(zh="示例县", en="Example County"), plans=(PLAN,))


assert_type(regrules_jurisdiction(), Jurisdiction)
assert_type(PLAN.obligations, tuple[Obligation, ...])
Text("计划")  # type: ignore[call-arg]  # both languages are wanted, by name
VISITS.clause = "1.2"  # type: ignore[misc]  # an obligation stays as it was written
