"""Parts of a plan that cannot be right are refused where they are written, in words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from regrules.model import (
    Count,
    Coverage,
    Guidance,
    Obligation,
    Plan,
    Response,
    Share,
    Text,
    Timeliness,
    at_least,
    calendar_half,
    calendar_month,
    calendar_quarter,
    calendar_year,
    days,
    inspections,
    sample,
    samples,
    subject,
    subjects,
    times_at_least,
)

TITLE = Text(zh="检查", en="Inspections")
GOOD: dict[str, object] = {
    "id": "visits",
    "clause": "1",
    "title": TITLE,
    "agencies": ("station",),
    "measure": Count(of=inspections),
    "window": calendar_year(2025),
    "target": at_least(2),
}
ACCEPTED: dict[str, Callable[[], object]] = {
    "an obligation": lambda: Obligation(**GOOD),
    "an indicator": lambda: Obligation(**{**GOOD, "target": None}),
    "a plan": lambda: Plan(id="p", title=TITLE, period=calendar_year(2025), obligations=()),
    "a cap": lambda: Coverage(of=subjects, by=inspections, times=times_at_least(2)),
    "a property": lambda: Share(of=samples, having=sample.result == "fail"),
    "the last quarter": lambda: calendar_quarter(2025, 4),
}
REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "a title in one language": (
        lambda: Obligation(**{**GOOD, "title": "检查"}),
        "title must be text in both languages",
    ),
    "records for a measure": (
        lambda: Obligation(**{**GOOD, "measure": inspections}),
        "measure must be a measure, such as Coverage(of=..., by=...), got a set of inspections",
    ),
    "a year for a window": (lambda: Obligation(**{**GOOD, "window": 2025}), "window must be a window"),
    "no window": (lambda: Obligation(**{**GOOD, "window": None}), "such as calendar_year(2025), got None"),
    "a figure for a target": (lambda: Obligation(**{**GOOD, "target": "10%"}), "target must be a target"),
    "a reason in one language": (lambda: Guidance(clause="1", title=TITLE, reason="原则"), "reason must be text"),
    "a year for a period": (
        lambda: Plan(id="p", title=TITLE, period=2025, obligations=()),  # type: ignore[arg-type]
        "period must be a first and a last day",
    ),
    "a number for how often": (
        lambda: Coverage(of=subjects, by=inspections, times=2),  # type: ignore[arg-type]
        "times must be how often, such as times_at_least(2), got 2",
    ),
    "a truth for a property": (
        lambda: Share(of=samples, having=True),  # type: ignore[arg-type]
        "having must be a predicate",
    ),
    "a row for records": (lambda: Coverage(of=subject, by=inspections), "got a row of subjects"),
    "a column for records": (lambda: Coverage(of=subject.kinds, by=inspections), "got the column kinds"),
    "empty text": (lambda: Text(zh="", en="x"), "zh must be text that is not empty, got ''"),
    "no text": (lambda: Text(zh=None, en="x"), "zh must be text that is not empty, got None"),  # type: ignore[arg-type]
    "a third half": (lambda: calendar_half(2025, 3), "half `3` is none of 1 to 2"),
    "a fifth quarter": (lambda: calendar_quarter(2025, 5), "quarter `5` is none of 1 to 4"),
    "quarter nought": (lambda: calendar_quarter(2025, 0), "quarter `0` is none of 1 to 4"),
    "a count of subjects": (lambda: Count(of=subjects), "`of` wants records, and subjects are none"),
    "subjects as events": (lambda: Coverage(of=subjects, by=subjects), "`by` wants records"),
    "subjects as triggers": (lambda: Response(to=subjects.dated(subject.opened_on), by=inspections), "`to` wants records"),
    "subjects in time": (
        lambda: Timeliness(of=subjects, start=subject.opened_on, end=subject.closed_on, within=days(3)),
        "`of` wants records",
    ),
    "subjects of a subject": (lambda: subject.any(subjects), "subjects are not counted among the records of a subject"),
    "month thirteen": (lambda: calendar_month(2025, 13), "month `13` is none of 1 to 12"),
}


@pytest.mark.parametrize("write", ACCEPTED.values(), ids=ACCEPTED)
def test_what_can_be_written(write: Callable[[], object]) -> None:
    """A part of a plan with everything in its place is taken."""
    assert write() is not None


@pytest.mark.parametrize(("write", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_written(write: Callable[[], object], words: str) -> None:
    """What stands in the wrong place is refused at once: the field, what is wanted, what was found; no name of a class."""
    with pytest.raises((TypeError, ValueError), match=re.escape(words)) as refused:
        write()
    assert "<class" not in str(refused.value) and " at 0x" not in str(refused.value)
