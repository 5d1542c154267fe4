"""What the goals ask beside the variants: one small county, one more fact in a session, the first compaction."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from region.days import AS_OF
from region.generate import generate
from region.measure import Measured, measured, run
from region.plan import jurisdictions, obligations
from region.run import peak
from region.setting import COUNTIES_OF_A_REGION, Size

import regrules
from regrules import Verdict
from regrules.model import Jurisdiction
from regrules.register import Register
from regrules.register.compact import compact, open_compact
from regrules.report.overview import Standing

SMALL = Size(name="county", counties=1, subjects=500, inspections=2_600, reports=1_300, filings=650, leads=450)


def one_county(runs: int = 15) -> dict[str, Measured]:
    """A county of 500 subjects and 5,000 events: assessed as of another day each time, and told one more fact."""
    with TemporaryDirectory() as name:
        generate(SMALL, Path(name))
        register = regrules.read_register(name)
    (county,) = jurisdictions(range(1), obligations())
    days = (AS_OF - timedelta(days=past) for past in count())
    assessed = _timed(lambda: regrules.assess(county, register=register, as_of=next(days)), runs)
    return {"one county": assessed, "one more fact, county": _one_more_fact(county, register)}


def sessions(place: Path) -> dict[str, Measured]:
    """One more fact in a session of the largest county of a region."""
    register = open_compact(place / "compact")
    code = max(register.codes, key=register.subjects)
    county = next(each for each in jurisdictions(range(1_000), obligations()) if each.code == code)
    return {"one more fact, region": _one_more_fact(county, register.part(code))}


def check_intervals(place: Path) -> None:
    """End the benchmark if all counties at once, with gaps and stages, say other than the smallest county by itself."""
    register = open_compact(place / "compact")
    code = min(register.codes, key=register.subjects)
    counties = jurisdictions(range(COUNTIES_OF_A_REGION), obligations(staged=True))
    county = next(each for each in counties if each.code == code)
    overview = regrules.assess_all(register, as_of=AS_OF, jurisdictions=counties)
    found = {(row.obligation, row.stage): _said(row) for row in overview.rows if row.code == code}
    alone = regrules.assess(county, register=register.part(code), as_of=AS_OF)
    wanted = {(verdict.obligation, verdict.stage): _said(verdict) for verdict in alone.verdicts}
    for asked in wanted:
        if found.get(asked) != wanted[asked]:
            raise SystemExit(f"{code} {asked[0]} on {asked[1]}: {found.get(asked)}, by itself {wanted[asked]}")


def _said(row: Standing | Verdict) -> tuple[object, ...]:
    return row.status, row.could_be, row.settled, row.outlook, row.number, row.shortfall, row.excess


def _one_more_fact(county: Jurisdiction, register: Register, facts: int = 100) -> Measured:
    session = regrules.assess(county, register=register, as_of=AS_OF).session()
    subjects = list(dict.fromkeys(register.table("subjects").columns["subject_id"]))
    numbers = count()

    def add() -> None:
        number = next(numbers)
        session.add(
            inspection={
                "inspection_id": f"new-{number}", "subject_id": subjects[number * 37 % len(subjects)], "date": AS_OF,
                "domains": ("device", "drug"), "kinds": ("unannounced",), "selection": "random", "mode": "on_site",
                "outcome": "pass",
            }
        )  # fmt: skip

    return _timed(add, facts)


def _timed(function: Callable[[], object], runs: int) -> Measured:
    """The median of some runs, after one that is not counted."""
    function()
    walls, busy = [], []
    for _ in range(runs):
        start, began = time.perf_counter(), time.process_time()
        function()
        walls.append(time.perf_counter() - start)
        busy.append(time.process_time() - began)
    return measured(walls, busy)


def compaction(tables: Path, turns: int) -> dict[str, Measured]:
    """The first compaction of unsorted tables, as a process of its own."""
    target = tables.with_name("compacted-again")
    ran = []
    for _ in range(turns):
        shutil.rmtree(target, ignore_errors=True)
        ran.append(run("region.more", str(tables), str(target)))
    shutil.rmtree(target, ignore_errors=True)
    walls, busy = [each.seconds for each in ran], [each.busy for each in ran]
    return {"compaction": measured(walls, busy, peak=max(each.peak for each in ran))}


if __name__ == "__main__":
    compact(Path(sys.argv[1]), Path(sys.argv[2]))
    print(json.dumps({"peak": peak()}))
