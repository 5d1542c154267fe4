"""Asking many counties at once: each row is the verdict of the county asked by itself."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve, field, fields, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import regrules
from regrules.engine.verdict import Verdict
from regrules.model import Jurisdiction
from regrules.model.tables import CORE
from regrules.register import Register, from_records
from regrules.report.overview import COUNTED, Overview, Standing
from regrules.testing.strategies import World, worlds
from regrules.testing.strategies.pool import COUNTY

CODES = ("320101", "320102", "320201", "330101")


@frozen(kw_only=True)
class Region:
    """Several counties, the facts of all in one register, and a day."""

    counties: tuple[Jurisdiction, ...] = field(repr=lambda each: ", ".join(f"{one.code} {one.plans}" for one in each))
    tables: dict[str, list[dict[str, Any]]]
    as_of: Any
    known_at: Any

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(repr(self))  # Hypothesis would print every field, the schema with it

    @property
    def register(self) -> Register:
        """The register of all."""
        return from_records(CORE, **self.tables)

    def overview(self, **changes: Any) -> Overview:
        """All of them, asked at once."""
        asked = {"as_of": self.as_of, "known_at": self.known_at, "jurisdictions": self.counties, **changes}
        return regrules.assess_all(asked.pop("register", self.register), **asked)


def moved(world: World, code: str) -> dict[str, list[dict[str, Any]]]:
    """The facts of a world under another division code, with keys that no other county has."""
    found = {}
    for name, rows in world.rows.items():
        schema = CORE.table(name)
        keys = {each.name for each in schema.columns if each.refers or (each.key and each.name.endswith("_id"))}
        found[name] = [
            {
                column: f"{code}-{value}" if column in keys and value not in (None, "-") else value
                for column, value in row.items()
            }
            | ({"jurisdiction": code} if row.get("jurisdiction") == COUNTY else {})
            for row in rows
        ]
    return found


@st.composite
def regions(draw: st.DrawFn, *kinds: str) -> Region:
    """Two or three counties: worlds of their own, or the same plan again with the facts of another world."""
    first = draw(worlds(*kinds))
    others = draw(st.lists(worlds(*kinds), min_size=1, max_size=2))
    same_plan = draw(st.booleans())
    counties, tables = [], {}
    for code, world in zip(draw(st.permutations(CODES)), (first, *others), strict=False):
        plans = first.jurisdiction.plans if same_plan else world.jurisdiction.plans
        counties.append(evolve(world.jurisdiction, code=code, id=f"county-{code}", plans=plans))
        for name, rows in moved(world, code).items():
            if name != "extents" or name not in tables:
                tables.setdefault(name, []).extend(rows)
    if not all("agencies" in world.rows for world in (first, *others)):
        tables.pop("agencies", None)  # what one county names must not be missing in the table of another
    return Region(counties=tuple(counties), tables=tables, as_of=first.as_of, known_at=first.known_at)


def as_row(code: str, plan: str, verdict: Verdict) -> dict[str, Any]:
    """What a row must say of a verdict."""
    found = {"code": code, "plan": plan}
    for name in (each.name for each in fields(Standing)):
        if name in COUNTED:
            found[name] = len(getattr(verdict, name))
        elif name not in ("code", "plan", "asked"):
            found[name] = getattr(verdict, name)
    return found


def told(row: Standing) -> dict[str, Any]:
    """What a row says, without the obligation itself."""
    return {each.name: getattr(row, each.name) for each in fields(Standing) if each.name != "asked"}


@settings(max_examples=12)
@given(region=regions("coverage", "timeliness", "count"))
def test_each_row_is_the_verdict_of_the_county_asked_by_itself(region: Region) -> None:
    """Asked together or alone, a county's rows say the same in every field, in the same order."""
    register = region.register
    wanted = []
    for county in sorted(region.counties, key=lambda each: each.code):
        try:
            alone = regrules.assess(county, register=register, as_of=region.as_of, known_at=region.known_at)
        except regrules.NothingEvaluated:
            continue
        wanted += [as_row(county.code, part.plan.id, each) for part in alone.plans for each in part.verdicts]
    if not wanted:
        with pytest.raises(regrules.NothingEvaluated):
            region.overview()
        return
    assert wanted == [told(row) for row in region.overview().rows]
