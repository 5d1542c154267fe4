"""A made-up county, a small register of it on disk, and a way to run the command line on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner, Result

import regrules.api
import regrules.cli.demo
import regrules.cli.options
import regrules.plugins
from regrules.cli import main
from regrules.engine.reference import evaluate
from regrules.engine.verdict import Verdict
from regrules.model import (
    AgencyEntry,
    Coverage,
    Guidance,
    Jurisdiction,
    Obligation,
    Plan,
    Text,
    at_least,
    calendar_year,
    cycle,
    inspection,
    inspections,
    subject,
    subjects,
)
from regrules.plugins import Installed

SHOPS = subjects.where(subject.kinds.has("drug_retailer"))


def _visited(share: str, name: str) -> Obligation:
    return Obligation(
        id=name,
        clause="3.1",
        also=("annex",),
        title=Text(zh="药品零售企业检查", en="Shops inspected"),
        agencies=("station",),
        measure=Coverage(of=SHOPS, by=inspections.where(inspection.domains.has("drug"))),
        window=calendar_year(2025),
        target=at_least(share),
        interpretation=Text(zh="未定期限，按年底计。", en="No day is named: asked for at the year's end."),
    )


EXAMPLE = Jurisdiction(
    id="example",
    code="990101",
    name=Text(zh="示例县", en="Example County"),
    agencies=(
        AgencyEntry(id="north", name=Text(zh="城北所", en="North station"), kind="station"),
        AgencyEntry(id="south", name=Text(zh="城南所", en="South station"), kind="station"),
    ),
    plans=(
        Plan(
            id="example-2025",
            title=Text(zh="示例县2025年计划", en="Plan of 2025"),
            period=calendar_year(2025),
            obligations=(
                _visited("50%", "visits/half"),
                evolve(_visited("100%", "visits/all"), window=cycle(start="2023-01-01", years=3)),
                evolve(_visited("10%", "visits/seen"), target=None),
            ),
            guidance=(
                Guidance(
                    clause="1", title=Text(zh="总则", en="Aims"), reason=Text(zh="仅述原则", en="States aims only.")
                ),
            ),
        ),
        Plan(
            id="example-2027",
            title=Text(zh="示例县2027年计划", en="Plan of 2027"),
            period=calendar_year(2027),
            obligations=(_visited("1/3", "visits/third"),),
        ),
    ),
)
SUBJECTS = """subject_id,jurisdiction,name,kinds,agency,opened_on
s1,990101,一号药房,drug_retailer,north,2020-01-01
s2,990101,二号药房,drug_retailer,south,2020-01-01
s3,990101,三号药房,drug_retailer,south,2020-01-01
"""
INSPECTIONS = """inspection_id,subject_id,date,domains,kinds,agency
i1,s1,2025-02-01,drug,routine,north
i2,s2,2025-05-01,drug,routine,south
"""

AGENCIES = """agency_id,jurisdiction,name,kind
north,990101,城北所,station
south,990101,城南所,station
"""

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A register of three shops, two of which were inspected in 2025."""
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "subjects.csv").write_text(SUBJECTS, encoding="utf-8")
    (folder / "inspections.csv").write_text(INSPECTIONS, encoding="utf-8")
    (folder / "agencies.csv").write_text(AGENCIES, encoding="utf-8")
    (folder / "extents.csv").write_text("table,complete_from\ninspections,2023-01-01\n", encoding="utf-8")
    return folder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs the command line in an empty folder, with the made-up county as the only one installed."""
    found = (Installed(jurisdiction=EXAMPLE, distribution="regrules-example", version="1.2.3"),)
    for module in (regrules.plugins, regrules.cli.options, regrules.cli.demo):
        monkeypatch.setattr(module, "installed", lambda: found)
    monkeypatch.chdir(tmp_path)
    runner = CliRunner(env={"LC_ALL": "C.UTF-8", "COLUMNS": "80"})

    def invoke(*args: object, **env: str) -> Result:
        return runner.invoke(main, [str(arg) for arg in args], env=env)

    return invoke


@pytest.fixture
def verdict(folder: Path) -> Verdict:
    """A real verdict, to be changed at will."""
    facts = regrules.read_register(folder)
    found = evaluate(EXAMPLE.plans[0], EXAMPLE, facts, as_of=date(2025, 6, 30))[1]
    assert [member.id for member in found.outstanding] == ["s3"]
    return found


@pytest.fixture
def engine_says(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the engine answer with these verdicts, whatever it is asked."""

    def say(*verdicts: Verdict) -> None:
        monkeypatch.setattr(regrules.api, "_engine", lambda name: lambda *args, **options: verdicts)

    return say
