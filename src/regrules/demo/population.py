"""How a population changes: newcomers, closures, and the level of each subject year after year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ..model.windows import Window
from .office import Office, Row


def turnover(office: Office, subjects: Sequence[Row], share: str, *, opened: Window, closed: Window) -> None:
    """Let a share of *subjects* (``"1/20"``) be newcomers, two of three, or close."""
    for number, subject in enumerate(office.some(subjects, share)):
        if number % 3:
            subject["opened_on"] = office.day(opened)
        else:
            subject["closed_on"] = office.day(closed)


def graded_yearly(
    office: Office,
    scheme: str,
    subjects: Sequence[Row],
    counts: Mapping[str, int],
    years: Iterable[int],
    *,
    ungraded: int,
) -> dict[str, list[Row]]:
    """
    The subjects of each grade; it is written for every year, from 20 February, and mostly published soon after.

    Those that have no grade yet are in no list.

    Args:
        office: Who writes.
        scheme: The grading scheme.
        subjects: Who is graded.
        counts: How many have each grade; in all, as many as there are subjects.
        years: The years.
        ungraded: How many have no grade yet, in any year.
    """
    grades: dict[str, list[Row]] = {grade: [] for grade in counts}
    missing = {subject["subject_id"] for subject in office.chance.sample(subjects, ungraded)}
    for subject, grade in zip(subjects, office.dealt(counts), strict=True):
        if subject["subject_id"] not in missing:
            grades[grade].append(subject)
            _write_grades(office, scheme, subject, grade, sorted(years))
    return grades


def _write_grades(office: Office, scheme: str, subject: Row, grade: str, years: Sequence[int]) -> None:
    for year in years:
        since = date(year, 2, 20)
        until = date(year + 1, 2, 19) if year < years[-1] else None
        if (subject.get("closed_on") or date.max) <= since:
            return
        if (subject.get("opened_on") or date.min) < date(year, 12, 1):
            published = office.later(since, 5, 60) if office.happens("39/40") else None
            office.grade(subject, scheme, grade, since=str(since), valid_to=until, year=year, published_on=published)
