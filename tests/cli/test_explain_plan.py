"""``regrules explain-plan``: what is read for a county's plans, and what is asked one by one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from rich.cells import cell_len

import regrules
from regrules.cli import main
from regrules.report.passes import county_passes, passes_screen

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/explain-plan.schema.json").read_text(encoding="utf-8"))
ASKED = ("--as-of", "2025-06-30")


def test_every_obligation_is_accounted_for(run) -> None:
    """Each obligation has questions that are answered in a pass, or is named with the reason why it is not."""
    data = json.loads(run("explain-plan", "example", *ASKED, "--format", "json").stdout)
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(data)
    (county,) = data["counties"]
    assert (county["county"], county["plans"]) == ("example", ["example-2025"])
    assert {each["obligation"] for each in county["questions"]} == {"visits/half", "visits/all", "visits/seen"}
    assert county["one_by_one"] == []
    assert [each["table"] for each in county["passes"]] == ["subjects", "inspections"]
    served = {place for each in county["passes"] for place in each["questions"]}
    assert served == set(range(len(county["questions"])))


def test_installed_counties_in_one_answer(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """With --all every county that can be asked about on the day is there; what does not fit is said of each."""
    with pytest.raises(SystemExit) as left:
        main(["explain-plan", "--all", *ASKED, "--format", "json"])
    assert left.value.code == 0
    data = json.loads(capsysbinary.readouterr().out)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    for found in data["counties"]:
        county = regrules.jurisdiction(found["county"])
        wanted = {(plan.id, each.id) for plan in county.plans if plan.id in found["plans"] for each in plan.obligations}
        fitting = {(each["plan"], each["obligation"]) for each in found["questions"]}
        left_over = {(each["plan"], each["obligation"]) for each in found["one_by_one"]}
        assert wanted == fitting | left_over
        assert not fitting & left_over
        assert all(each["reason"]["zh"] != each["reason"]["en"] for each in found["one_by_one"])


@pytest.mark.parametrize(("lang", "other"), [("zh", "en"), ("en", "zh")])
def test_reasons_are_told_in_the_language_asked_for(lang: str, other: str) -> None:
    """What is asked one by one says why in the language of the screen, and not in the other."""
    found = county_passes(regrules.jurisdiction("licheng"), date(2025, 6, 30))
    assert found is not None and found.passes.left
    parts = passes_screen([found], date(2025, 6, 30), lang, width=200)
    shown = "\n".join(str(part) for part in parts)
    for left in found.passes.left:
        assert left.reason.in_language(lang) in shown
        assert left.reason.in_language(other) not in shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_screen_keeps_to_its_width(run, lang: str) -> None:
    """The tables, the days at which their dates are cut and the number of bits stand on a screen of 80 columns."""
    found = run("explain-plan", "example", *ASKED, "--lang", lang)
    assert (found.exit_code, found.stderr) == (0, "")
    assert max(map(cell_len, found.stdout.splitlines())) <= 80
    for told in (
        "inspections",
        "domains",
        "2025-07-01",
        {"zh": "每个监管对象3位", "en": "bits for each subject: 3"}[lang],
    ):
        assert told in found.stdout


REFUSED = {
    "neither": (ASKED, 3, "name a county, or ask for every one of them with --all"),
    "both": (("example", "--all", *ASKED), 3, "`example` and --all contradict each other"),
    "an unknown county": (("exmple", *ASKED), 3, "did you mean `example`"),
    "no day": (("example", "--as-of", "June"), 3, "`June` is not a date"),
    "before every plan": (
        ("--all", "--as-of", "2020-01-01"),
        5,
        "no plan of any installed county can be assessed on 2020",
    ),
}


@pytest.mark.parametrize(("given", "code", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_explained_is_refused(run, given: tuple[str, ...], code: int, told: str) -> None:
    """The message says what is wrong, and nothing is written to standard output."""
    found = run("explain-plan", *given)
    assert (code, "") == (found.exit_code, found.stdout)
    assert told in found.stderr
