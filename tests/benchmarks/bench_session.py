"""
How long one more fact takes: ``python tests/benchmarks/bench_session.py`` prints a table and writes ``build/bench_session.json``.

Two invented counties, of 500 subjects and 5,000 events and of 15,000 subjects and 230,000, each with the 24 obligations of
the region's benchmark. Facts are added one by one, each like a record that is there, about any subject, in the last weeks. At
the end the session must say what a full run says, or the benchmark fails.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from attrs import asdict, frozen
from region.days import AS_OF
from region.generate import generate
from region.plan import jurisdictions, obligations
from region.setting import SEED, Size, code

import regrules
from regrules import Assessment, Session
from regrules.register.compact import compact, open_compact

COUNTY = Size(name="county", counties=1, subjects=500, inspections=2_600, reports=1_300, filings=650, leads=450)
LARGE = Size(
    name="large", counties=1, subjects=15_000, inspections=120_000, reports=60_000, filings=30_000, leads=20_000
)
FACTS = 200
TABLES = ("inspections", "reports", "filings", "leads")
OUTPUT = Path("build") / "bench_session.json"


@frozen(kw_only=True)
class Timing:
    """
    The time that facts of one table took, in milliseconds.

    Attributes:
        size: The county.
        table: The table.
        median: The median by the clock on the wall.
        busy: The median of the processor's time, which counts no waiting for other programs.
        slowest_tenth: Nine of ten took no longer, by the processor's time.
        changed: How many facts changed a verdict.
    """

    size: str
    table: str
    median: float
    busy: float
    slowest_tenth: float
    changed: int


def main() -> None:
    """Measure both counties."""
    timings = [timing for size in (COUNTY, LARGE) for timing in measured(size)]
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps([asdict(timing) for timing in timings], indent=2) + "\n", encoding="utf-8")


def measured(size: Size) -> Iterator[Timing]:
    """The times of one county, printed as they come."""
    with TemporaryDirectory() as name:
        assessment = assessed(size, Path(name))
        before = time.perf_counter()
        session = assessment.session()
        print(f"\n{size.subjects:,} subjects, {size.records:,} events: a session begins after {_since(before):,.0f} ms")
        print(f"{'one more':<12} {'wall ms':>8} {'busy ms':>8} {'9 of 10':>8} {'changed':>8}")
        chance = Random(SEED)
        for table in TABLES:
            timing = added(size, session, table, chance)
            print(
                f"{session.register.schema.table(table).row:<12} {timing.median:8.2f} {timing.busy:8.2f}"
                f" {timing.slowest_tenth:8.2f} {timing.changed:5d}/{FACTS}"
            )
            yield timing
        check(session)


def assessed(size: Size, folder: Path) -> Assessment:
    """The assessment with which the session begins, of a compact register."""
    generate(size, folder / "tables")
    compact(folder / "tables", folder / "compact")
    (county,) = jurisdictions([0], obligations())
    return regrules.assess(county, register=open_compact(folder / "compact").part(code(0)), as_of=AS_OF)


def added(size: Size, session: Session, table: str, chance: Random) -> Timing:
    """Add facts of one table."""
    facts = [fact(session, table, number, chance) for number in range(FACTS)]
    walls, busy, changed = [], [], 0
    for row in facts:
        wall, processor = time.perf_counter(), time.process_time()
        changes = session.add(**{session.register.schema.table(table).row: row})
        busy.append((time.process_time() - processor) * 1000)
        walls.append(_since(wall))
        changed += bool(changes)
    return Timing(
        size=size.name, table=table, median=median(walls), busy=median(busy), slowest_tenth=quantiles(busy, n=10)[-1],
        changed=changed,
    )  # fmt: skip


def fact(session: Session, table: str, number: int, chance: Random) -> dict[str, Any]:
    """A record like one that is there, with a key of its own, about any subject, in the last weeks."""
    facts, schema = session.register.table(table), session.register.schema.table(table)
    place = chance.randrange(len(facts))
    row = {name: values[place] for name, values in facts.columns.items()}
    assert schema.identity is not None and schema.dated is not None
    moved = AS_OF - timedelta(days=chance.randrange(30)) - row[schema.dated]
    days = [column.name for column in schema.columns if column.type == "date" and row.get(column.name) is not None]
    return {
        **row,
        **{name: row[name] + moved for name in days},
        schema.identity: f"new-{schema.row}-{number}",
        "subject_id": chance.choice(session.register.table("subjects").columns["subject_id"]),
    }


def check(session: Session) -> None:
    """Stop if the session does not say what a full run says."""
    after = session.assessment
    again = regrules.assess(after.county, register=session.register, as_of=AS_OF)
    if after.verdicts != again.verdicts:
        raise SystemExit("the session does not say what a full run says")


def _since(before: float) -> float:
    return (time.perf_counter() - before) * 1000


if __name__ == "__main__":
    main()
