"""Whatever a plan and a register say, the report can be written in every form."""

from __future__ import annotations

import io
import json
from pathlib import Path

import jsonschema
from hypothesis import assume, given, settings
from rich.cells import cell_len
from rich.console import Console

from regrules.engine.columns import evaluate
from regrules.report.assessment import Assessment, PlanVerdicts
from regrules.report.plan_screen import plan_screen
from regrules.report.plans import plans_data
from regrules.report.screen import assessment_screen, show
from regrules.testing.strategies import World, worlds

SCHEMAS = Path(__file__).parents[2] / "docs/schema"


def _validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


ASSESSMENT, SHOW = _validator("assessment"), _validator("show")


def assessed(world: World) -> Assessment:
    """The assessment of a world."""
    facts = world.register
    assume(facts.table("subjects").given)
    verdicts = evaluate(world.plan, world.jurisdiction, facts, as_of=world.as_of, known_at=world.known_at)
    return Assessment(
        county=world.jurisdiction,
        as_of=world.as_of,
        known_at=world.known_at,
        plans=(PlanVerdicts(plan=world.plan, verdicts=verdicts),),
        skipped=(),
        register=facts,
        engine="columns",
    )


def _widest(parts: object) -> int:
    paper = Console(file=io.StringIO(), width=80, highlight=False, emoji=False, markup=False)
    show(paper, parts)
    return max(map(cell_len, paper.file.getvalue().splitlines()), default=0)


@settings(max_examples=25)
@given(worlds())
def test_the_data_of_an_assessment_keep_to_the_schema(world: World) -> None:
    """Every assessment is valid JSON by the published schema, and every verdict is counted once."""
    data = json.loads(json.dumps(assessed(world).to_data()))
    ASSESSMENT.validate(data)
    assert sum(data["summary"].values()) == len(data["plans"][0]["verdicts"])


@settings(max_examples=25)
@given(worlds())
def test_the_data_of_a_plan_keep_to_the_schema(world: World) -> None:
    """Every plan is valid JSON by the published schema, with a sentence for each obligation in both languages."""
    data = json.loads(json.dumps(plans_data(world.jurisdiction, world.jurisdiction.plans)))
    SHOW.validate(data)


@settings(max_examples=12)
@given(worlds())
def test_screens_fit_eighty_columns(world: World) -> None:
    """Every assessment and every plan fits the screen, in both languages and by agency too."""
    found = assessed(world)
    for lang in ("zh", "en"):
        assert _widest(assessment_screen(found, lang)) <= 80
        assert _widest(assessment_screen(found, lang, by_agency=True)) <= 80
        assert _widest(plan_screen(world.jurisdiction, world.plan, lang)) <= 80


@settings(max_examples=12)
@given(worlds())
def test_the_frame_has_a_row_for_every_verdict(world: World) -> None:
    """The dataframe repeats the bounds of every number as they are."""
    found = assessed(world)
    rows = found.to_frame().select("least", "least_of", "most", "most_of").rows()
    nothing = (None, None)
    assert rows == [(*(each.number.least or nothing), *(each.number.most or nothing)) for each in found.verdicts]
