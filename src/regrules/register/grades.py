"""Grades: those of the gradings against their scheme, and those that stand in columns of the subjects."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from ..model.checks import unknown_name
from ..model.schema import Schema
from .draft import GRADE_COLUMN, Draft, Findings

Row = dict[str, object]
COLUMNS = ("subject_id", "scheme", "valid_from", "grade", "valid_to")


def check_grades(schema: Schema, draft: Draft, findings: Findings) -> None:
    """Note each grade that its scheme does not have."""
    if not {"scheme", "grade"} <= draft.columns.keys():
        return
    schemes, grades = draft.pick(("scheme", "grade"))
    for row, (scheme, grade) in enumerate(zip(schemes, grades, strict=True)):
        accepted = schema.grades.get(str(scheme))
        if accepted and grade is not None and grade not in accepted and row not in draft.broken:
            findings.add(draft, unknown_name(f"grade of {scheme}", str(grade), accepted), row, "grade")


def check_grades_once(subjects: Draft, gradings: Draft | None, findings: Findings) -> None:
    """Note each grade of a subject that stands in the subjects while the gradings have that subject and scheme too."""
    if gradings is None or not subjects.grades or "subject_id" not in subjects.columns:
        return
    given = set(zip(*gradings.pick(("subject_id", "scheme")), strict=True))
    for scheme, grades in subjects.grades.items():
        for row, (subject, grade) in enumerate(zip(subjects.columns["subject_id"], grades, strict=True)):
            if grade is not None and (subject, scheme) in given:
                problem = f"`{subject}` is graded here and in {gradings.name}; accepted: one of the two"
                findings.add(subjects, problem, row, f"{GRADE_COLUMN}{scheme}")


def with_grades(subjects: Draft, gradings: dict[str, list[object]] | None) -> dict[str, list[object]]:
    """The columns of the gradings, with the grades that stand in columns of the subjects as further rows."""
    rows = [row for scheme, grades in subjects.grades.items() for row in _rows(subjects, scheme, grades)]
    recorded = ("recorded_on",) if "recorded_on" in subjects.columns else ()
    before = gradings or {}
    length = len(next(iter(before.values()), []))
    names = dict.fromkeys((*before, *COLUMNS, *recorded))
    return {name: [*before.get(name, [None] * length), *(row.get(name) for row in rows)] for name in names}


def _rows(subjects: Draft, scheme: str, grades: list[object]) -> list[Row]:
    names, starts, ends, recorded = subjects.pick(("subject_id", "valid_from", "valid_to", "recorded_on"))
    follower = _followers(names, starts)
    rows = []
    for row, grade in enumerate(grades):
        if grade is None:
            continue
        until: Any = ends[row]
        after = follower.get(row)
        if after is not None and grades[after] is None:  # the next version's grade is unknown, not this one's
            start: Any = starts[after]
            until = start - timedelta(days=1)
        values = (names[row], scheme, starts[row], grade, until)
        rows.append({**dict(zip(COLUMNS, values, strict=True)), "recorded_on": recorded[row]})
    return rows


def _followers(names: list[object], starts: list[Any]) -> dict[int, int]:
    """For each version that has one, the row of the next version of the same subject."""
    rows: dict[object, list[int]] = defaultdict(list)
    for row, name in enumerate(names):
        rows[name].append(row)
    following: dict[int, int] = {}
    for versions in rows.values():
        if len(versions) > 1:
            versions.sort(key=lambda row: starts[row] or date.min)
            following.update(pairwise(versions))
    return following
