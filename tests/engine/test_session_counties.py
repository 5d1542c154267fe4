"""Sessions of the counties in this repository: on registers in which much is at stake, they say what a full run says."""

from __future__ import annotations

import importlib
from pathlib import Path
from random import Random

import pytest

import regrules
from regrules.register import read_folder
from regrules.report.session import Session

DAYS = {"shizhu": "2025-06-30", "kazuo": "2025-06-30", "licheng": "2024-06-30"}
TABLES = ("inspections", "actions", "filings", "samples", "leads", "gradings", "reports")
FACTS, CHECKED = 60, 15


def save_like_one(session: Session, table: str, number: int, chance: Random) -> None:
    """Save a record like one that is there, with a key of its own, now and then about another subject."""
    facts, schema = session.register.table(table), session.register.schema.table(table)
    place = chance.randrange(len(facts))
    row = {name: values[place] for name, values in facts.columns.items()}
    if chance.random() < 0.3:
        row["subject_id"] = chance.choice(session.register.table("subjects").columns["subject_id"])
    if len(schema.keys) == 1:
        row[schema.keys[0]] = f"new-{number}"
    else:
        row["valid_from"] = f"2024-01-{1 + number % 28:02}"
    try:
        session.add(**{schema.row: row})
    except regrules.RegisterError:  # a second grade from the same day on
        assert table == "gradings"


@pytest.mark.parametrize("county", DAYS)
def test_a_county_is_followed(county: str, tmp_path: Path) -> None:
    """After some facts of every kind each verdict of every plan is that of a full run."""
    importlib.import_module(f"regrules_{county}.demo").write(tmp_path, seed=7)
    register = read_folder(tmp_path, regrules.jurisdiction(county).schema)
    session, chance = regrules.assess(county, register=register, as_of=DAYS[county]).session(), Random(county)
    tables = [table for table in TABLES if len(register.table(table))]
    for number in range(FACTS):
        save_like_one(session, tables[number % len(tables)], number, chance)
        if number % CHECKED == CHECKED - 1:
            again = regrules.assess(county, register=session.register, as_of=DAYS[county])
            assert session.verdicts == again.verdicts
