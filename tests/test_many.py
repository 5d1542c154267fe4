"""Asking many counties at once: each row is the verdict of the county asked by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, field, fields, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import regrules
import regrules.engine.words.evaluate
from regrules.engine.verdict import Verdict
from regrules.model import (
    Coverage,
    Jurisdiction,
    Obligation,
    Plan,
    Text,
    at_least,
    calendar_year,
    inspections,
    subjects,
)
from regrules.model.tables import CORE
from regrules.plugins import Installed
from regrules.register import Register, from_records
from regrules.register.compact import compact, in_memory
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


def county(code: str, **changes: Any) -> Jurisdiction:
    """A jurisdiction whose plan counts visits to shops."""
    duty = Obligation(
        id="visits", clause="1.1", title=Text(zh="检查", en="Visits"), agencies=("station",),
        measure=Coverage(of=subjects, by=inspections), window=calendar_year(2025), target=at_least("50%"),
    )  # fmt: skip
    made: dict[str, Any] = {
        "id": f"county-{code}",
        "code": code,
        "name": Text(zh="示例县", en="Example"),
        "plans": (
            Plan(id="p-2025", title=Text(zh="计划", en="Plan"), period=calendar_year(2025), obligations=(duty,)),
            Plan(id="p-2030", title=Text(zh="计划", en="Plan"), period=calendar_year(2030), obligations=()),
        ),
    }
    return Jurisdiction(**{**made, **changes})


def shops(*codes: str) -> dict[str, list[dict[str, Any]]]:
    """A register with a shop for each of these codes."""
    found = [
        {"subject_id": f"s{place}", "jurisdiction": code, "name": "x", "kinds": {"drug_retailer"}}
        for place, code in enumerate(codes)
    ]
    return {"subjects": found, "inspections": []}


def test_nobody_is_left_out_in_silence() -> None:
    """Who has no subjects, no plan, or a plan of another year is named; so are the subjects that nobody speaks for."""
    counties = (county("320100"), county("320101"), county("320201"), county("320301", plans=()))
    tables = shops("320100", "320101", "320102", "320102", "320301", "330101")
    found = regrules.assess_all(tables, as_of="2025-06-30", jurisdictions=counties)
    assert found.codes == ("320100", "320101")
    assert [(each.code, each.plan, each.subjects) for each in found.skipped] == [
        ("320100", "p-2030", 4), ("320101", "p-2030", 1), ("320201", None, 0), ("320301", None, 1),
    ]  # fmt: skip
    assert dict(found.without_plugin) == {"320102": 2, "330101": 1}
    assert {row.code: row.number.least for row in found.rows} == {"320100": (0, 4), "320101": (0, 1)}


def test_subjects_of_a_city_without_a_plugin_are_counted_without_its_counties() -> None:
    """Of a city that nobody speaks for, those subjects count that are recorded for the city itself."""
    found = regrules.assess_all(
        shops("320000", "320100", "320100", "320101", "320102"), as_of="2025-06-30", jurisdictions=[county("320101")]
    )
    assert dict(found.without_plugin) == {"320000": 1, "320100": 2, "320102": 1}


def test_progress_is_told_plan_by_plan() -> None:
    """Whoever wants to know is told how many plans are done and how many there are."""
    told: list[tuple[int, int]] = []
    counties = [county("320101"), county("320102"), county("320103")]
    regrules.assess_all(
        shops("320101", "320102"),
        as_of="2025-06-30",
        jurisdictions=counties,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 2), (2, 2)]


def test_a_compact_register_gives_the_same(tmp_path: Path) -> None:
    """A folder, a register, a compact register in memory and one on disk, by path or opened, all say the same."""
    counties = [county("320101"), county("320102")]
    register = from_records(CORE, **shops("320101", "320102"))
    stored = compact(register, tmp_path / "region")
    wanted = [told(row) for row in regrules.assess_all(register, as_of="2025-06-30", jurisdictions=counties).rows]
    for given_ in (
        in_memory(register),
        stored,
        tmp_path / "region",
        str(tmp_path / "region"),
        shops("320101", "320102"),
    ):
        found = regrules.assess_all(given_, as_of="2025-06-30", jurisdictions=counties)
        assert wanted == [told(row) for row in found.rows]
        assert (
            found.assessment("320102").verdicts
            == regrules.assess(counties[1], register=register, as_of="2025-06-30").verdicts
        )
        if not isinstance(given_, dict):
            assert regrules.assess(counties[0], register=given_, as_of="2025-06-30").county.code == "320101"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> tuple[Jurisdiction, ...]:
    """Three counties with other plans, of which the second cannot be evaluated."""
    good = county("320101")
    plan = good.plans[0]
    bad = evolve(plan.obligations[0], id="broken")
    first = regrules.engine.words.evaluate.passes_of

    def failing(plans: Any, *more: Any) -> Any:
        plans = tuple(plans)
        if any(each.id == "broken" for plan in plans for each in plan.obligations):
            raise ZeroDivisionError("nobody foresaw this")
        return first(plans, *more)

    monkeypatch.setattr(regrules.engine.words.evaluate, "passes_of", failing)
    return good, county("320102", plans=(evolve(plan, obligations=(bad,)),)), county("320103")


def test_a_failure_is_not_hidden(broken: tuple[Jurisdiction, ...]) -> None:
    """Whatever an evaluation raises comes out as it is, and says in which county it happened."""
    with pytest.raises(ZeroDivisionError, match="nobody foresaw this") as caught:
        regrules.assess_all(shops("320101", "320102", "320103"), as_of="2025-06-30", jurisdictions=broken)
    assert caught.value.__notes__ == ["it happens in county-320102 (320102)"]


def test_a_failure_is_named_where_the_others_are_to_finish(broken: tuple[Jurisdiction, ...]) -> None:
    """Asked to name failures, the county is named with what was raised, and the others answer as if it were not there."""
    tables = shops("320101", "320102", "320103")
    found = regrules.assess_all(tables, as_of="2025-06-30", jurisdictions=broken, on_failure="name")
    assert [(each.code, each.county) for each in found.failed] == [("320102", "county-320102")]
    assert "ZeroDivisionError: nobody foresaw this" in found.failed[0].problem
    without = regrules.assess_all(tables, as_of="2025-06-30", jurisdictions=[broken[0], broken[2]])
    assert [told(row) for row in without.rows] == [told(row) for row in found.rows]


REFUSED = {
    "an unknown code": ({"only": ["320109"]}, regrules.QuestionError, "did you mean `320101`"),
    "a way to fail": ({"on_failure": "skip"}, regrules.QuestionError, "accepted: name, raise"),
    "the same code twice": (
        {"jurisdictions": [county("320101"), county("320101", id="other")]},
        regrules.QuestionError,
        "the code `320101` stands twice among the jurisdictions to ask",
    ),
    "the same id twice": (
        {"jurisdictions": [county("320101"), county("320102", id="county-320101")]},
        regrules.QuestionError,
        "the id `county-320101` stands twice",
    ),
    "nobody": ({"jurisdictions": []}, regrules.NothingEvaluated, "no jurisdiction is installed"),
    "nobody's subjects": (
        {"jurisdictions": [county("320102")]}, regrules.NothingEvaluated, "no subject of county-320102"
    ),
    "no plan": ({"jurisdictions": [county("320101", plans=())]}, regrules.NothingEvaluated, "county-320101 has no plan"),
    "another year": ({"as_of": "2028-01-01"}, regrules.NothingEvaluated, "p-2025 from 2025-01-01 to 2026-12-31"),
    "no day": ({"as_of": "June"}, regrules.QuestionError, "`June` is not a date"),
    "known before": ({"known_at": "2025-01-01"}, regrules.QuestionError, "known at must not lie before"),
    "no register": ({"register": 5}, regrules.QuestionError, "register 5 is no folder"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "error", "problem"), REFUSED.values(), ids=REFUSED)
def test_impossible_questions_are_refused(changes: dict[str, Any], error: type[Exception], problem: str) -> None:
    """Each refusal is of its kind, and says what would do."""
    asked = {"register": shops("320101"), "as_of": "2025-06-30", "jurisdictions": [county("320101")], **changes}
    with pytest.raises(error) as caught:
        regrules.assess_all(asked.pop("register"), **asked)
    assert problem in str(caught.value)


ACCEPTED = {
    "a code": {"only": ["320101"]},
    "a failure by name": {"on_failure": "name"},
    "others without subjects": {"jurisdictions": [county("320101"), county("320102")]},
    "installed records": {"jurisdictions": [Installed(jurisdiction=county("320101"), distribution="x", version="1")]},
    "known the same day": {"known_at": "2025-06-30"},
}


@pytest.mark.parametrize("changes", ACCEPTED.values(), ids=ACCEPTED)
def test_possible_questions_are_answered(changes: dict[str, Any]) -> None:
    """The twins of what is refused are answered."""
    asked = {"as_of": "2025-06-30", "jurisdictions": [county("320101")], **changes}
    assert len(regrules.assess_all(shops("320101"), **asked).rows) == 1
