"""A program that asks about a county, as its author's type checker sees it. Checked, never run."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, assert_type

import polars

import regrules

assessment = regrules.assess("shizhu", register=Path("facts"), as_of=date(2025, 6, 30))
assert_type(assessment, regrules.Assessment)
assert_type(assessment.breached, tuple[regrules.Verdict, ...])
assert_type(assessment.to_data(), dict[str, Any])
assert_type(assessment.receipt.digest, str)

for verdict in assessment.verdicts:
    assert_type(verdict.due, date)
    assert_type(verdict.clause, str)
    assert_type(verdict.number.least, tuple[int, int] | None)
    assert_type(verdict.title.zh, str)
    assert_type([member.id for member in verdict.outstanding], list[str])
    assert_type(assessment.obligation_of(verdict).clause, str)
    if verdict.status == "met":
        print(verdict.settled)
    if verdict.status == "kept":  # type: ignore[comparison-overlap]  # no status is called so
        print(verdict.settled)

# A register may be a folder, tables by name, or one that was read before.
regrules.assess("shizhu", register="facts", as_of="2025-06-30", known_at="2025-07-31", plan="shizhu-2025")
regrules.assess("shizhu", register={"subjects": [{"subject_id": "d1"}]}, as_of="2025-06-30", engine="reference")
regrules.assess("shizhu", register={"subjects": polars.DataFrame()}, as_of="2025-06-30")
assert_type(regrules.register_from_frames(subjects=polars.DataFrame()), regrules.Register)
assert_type(regrules.register_from_records(subjects=[{"subject_id": "d1"}]), regrules.Register)
assert_type(regrules.read_register("facts"), regrules.Register)
regrules.assess(regrules.jurisdiction("500240"), register=assessment.register, as_of="2025-06-30")

# What cannot be asked, the type checker refuses already. Each line is accepted as wrong; were it not, mypy would say so.
regrules.assess("shizhu", register="facts")  # type: ignore[call-arg]  # a question needs a day
regrules.assess("shizhu", "facts", as_of="2025-06-30")  # type: ignore[call-arg]  # the register goes by its name
regrules.assess("shizhu", register=3, as_of="2025-06-30")  # type: ignore[arg-type]  # no number is a register
assessment.as_of = date(2025, 7, 1)  # type: ignore[misc]  # an answer stays as it was given

try:
    regrules.assess("shizhu", register="facts", as_of="2025-06-30")
except regrules.RegisterError as refused:
    assert_type(refused.defects, tuple[regrules.Defect, ...])
except (regrules.PluginError, regrules.QuestionError, regrules.NothingEvaluated) as refused:
    print(refused)
