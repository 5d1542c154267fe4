"""
An invented city and its districts: plugins that only the executors find, and a register of them.

A file in the folder that the environment calls ``TROUBLE`` makes evaluating a district wait (``990103.measure.wait``), fail
(``990103.measure.fail``) or end the process (``990103.measure.die``); with ``period``, so does looking at its plans.
"""

from __future__ import annotations

import os
import signal
import time
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from attrs import evolve

from regrules.hookspec import hookimpl
from regrules.model import (
    AgencyEntry,
    Count,
    Coverage,
    Growth,
    Jurisdiction,
    Obligation,
    Plan,
    Share,
    Text,
    at_least,
    calendar_year,
    inspection,
    inspections,
    report,
    reports,
    stages,
    subject,
    subjects,
)

CITY = "990100"
SIZES = {"990101": 60, "990102": 3, "990103": 7, "990104": 5, "990105": 25, "990106": 1, "990107": 4, "990108": 12}
NO_PLUGIN = "990108"
AS_OF = date(2025, 8, 31)
YEAR = calendar_year(2025)
STATIONS = ("station-1", "station-2")
RETAILERS = subjects.where(subject.kinds.has("drug_retailer"))
ROUTINE = inspections.where(inspection.kinds.has("routine"))


class Troubled:
    """Looks for trouble when somebody asks a record for something, once the record is made."""

    asked: str

    def __init__(self, **fields: Any) -> None:
        super().__init__(**fields)
        object.__setattr__(self, "made", True)

    def __getattribute__(self, name: str) -> Any:
        if name == type(self).asked and "made" in vars(self) and "TROUBLE" in os.environ:
            look_for_trouble(Path(os.environ["TROUBLE"]), f"{self.id[-6:]}.{name}")
        return super().__getattribute__(name)


class TroubledObligation(Troubled, Obligation):
    """An obligation that looks for trouble when it is evaluated."""

    asked = "measure"


class TroubledPlan(Troubled, Plan):
    """A plan that looks for trouble when it is looked at."""

    asked = "period"


def look_for_trouble(folder: Path, name: str) -> None:
    """Wait, fail or end this process if a file says so; who waits leaves a file with the number of its process."""
    if (folder / f"{name}.wait").exists():
        (folder / f"{name}-{os.getpid()}.waits").touch()
        while (folder / f"{name}.wait").exists():
            time.sleep(0.05)
    if (folder / f"{name}.die").exists():
        os.kill(os.getpid(), signal.SIGKILL)
    if (folder / f"{name}.fail").exists():
        raise ZeroDivisionError(f"trouble in {name}")


def obligation(code: str, name: str, measure: Any, target: Any) -> Obligation:
    """One of a district's obligations; its first one looks for trouble."""
    made = TroubledObligation if name == "inspections" else Obligation
    title = Text(zh=f"任务 {name}", en=f"Duty {name}")
    return made(
        id=f"{name}/{code}",
        clause="1",
        title=title,
        agencies=("stations",),
        measure=measure,
        window=YEAR,
        target=target,
    )


def district(code: str) -> Jurisdiction:
    """A jurisdiction with a plan of its own; what the plans ask differs a little."""
    share = 30 + int(code[-2:]) * 5
    duties = (
        obligation(code, "inspections", Coverage(of=RETAILERS, by=ROUTINE), at_least(f"{share}%")),
        obligation(
            code,
            "in-stages",
            Coverage(of=RETAILERS, by=ROUTINE),
            stages(("2025-03-31", at_least("10%")), ("2025-12-31", at_least("90%"))),
        ),
        obligation(code, "reports", Count(of=reports), at_least(SIZES.get(code, 50))),
        obligation(code, "serious", Share(of=reports, having=report.serious == True), at_least("1/4")),  # noqa: E712
        obligation(code, "more-reports", Growth(of=Count(of=reports), versus=calendar_year(2024)), at_least("10%")),
    )
    station = AgencyEntry(id="stations", name=Text(zh="市场监管所", en="Stations"), kind="station")
    return Jurisdiction(
        id=f"district-{code}",
        code=code,
        name=Text(zh=f"第{code}区", en=f"District {code}"),
        agencies=(station,),
        plans=(
            TroubledPlan(id=f"plan-{code}", title=Text(zh="计划", en="Plan"), period=YEAR, obligations=duties),
            Plan(
                id=f"old-{code}", title=Text(zh="旧计划", en="Old plan"), period=calendar_year(2023),
                obligations=tuple(evolve(each, window=calendar_year(2023)) for each in duties[2:3]),
            ),
        ),
    )  # fmt: skip


class Plugin:
    """Speaks for one jurisdiction."""

    def __init__(self, code: str) -> None:
        self.code = code

    @hookimpl
    def regrules_jurisdiction(self) -> Jurisdiction:
        """The district."""
        return district(self.code)


CODES = (CITY, *(code for code in SIZES if code != NO_PLUGIN))
for _code in CODES:
    globals()[f"district_{_code}"] = Plugin(_code)


def install(folder: Path) -> None:
    """Make *folder* hold what a distribution of these plugins leaves when it is installed."""
    told = folder / "regrules_districts-1.5.dist-info"
    told.mkdir(parents=True)
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: regrules-districts\nVersion: 1.5\n")
    points = [f"{code} = {__name__}:district_{code}" for code in CODES]
    (told / "entry_points.txt").write_text("\n".join(["[regrules]", *points, ""]))
    (folder / Path(__file__).name).write_text(Path(__file__).read_text(encoding="utf-8"), encoding="utf-8")


def tables() -> dict[str, list[dict[str, Any]]]:
    """The register of all districts, some facts of which are not known."""
    chance = Random(4)
    shops, visits, told = [], [], []
    for code, size in SIZES.items():
        for number in range(size):
            name = f"{code}-{number:03}"
            shops.append({
                "subject_id": name, "jurisdiction": code, "name": f"药店 {name}", "agency": chance.choice(STATIONS),
                "kinds": [chance.choice(("drug_retailer", "drug_retailer", "device_distributor"))],
            })  # fmt: skip
            visits += [_visit(chance, name, place) for place in range(chance.randrange(3))]
            told += [_report(chance, name, code, place) for place in range(chance.randrange(5))]
    return {"subjects": shops, "inspections": visits, "reports": told}


def _visit(chance: Random, shop: str, place: int) -> dict[str, Any]:
    return {
        "inspection_id": f"i-{shop}-{place}", "subject_id": shop, "date": _day(chance, date(2025, 1, 1), 250),
        "domains": ["drug"], "kinds": [chance.choice(("routine", "routine", "special"))], "agency": chance.choice(STATIONS),
    }  # fmt: skip


def _report(chance: Random, shop: str, code: str, place: int) -> dict[str, Any]:
    return {
        "report_id": f"r-{shop}-{place}", "jurisdiction": code, "subject_id": shop, "product": "drug",
        "received_on": _day(chance, date(2024, 1, 1), 600), "serious": chance.choice((True, False, None)),
    }  # fmt: skip


def _day(chance: Random, first: date, days: int) -> date:
    return first + timedelta(days=chance.randrange(days))
