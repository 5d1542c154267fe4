"""``regrules assess COUNTY``: how far a county has come on a date."""

from __future__ import annotations

import click

from ..api import assess
from ..errors import QuestionError
from ..model.checks import unknown_name
from ..report.assessment import Assessment
from .failures import BREACH, DECIDED, UNDECIDED
from .options import common, county_called, write_json

REASONS = ("breached", "soft_breach", "undecided", "late", "none")
DEFAULT_REASONS = "breached,undecided"


@click.command("assess")
@click.argument("county")
@click.option("--register", "folder", required=True, metavar="DIR", help="Folder with a file for each table of facts.")
@click.option("--as-of", required=True, metavar="DATE", help="Day of the question, such as 2025-06-30.")
@click.option("--known-at", metavar="DATE", help="Leave out what was recorded after this day.")
@click.option("--plan", metavar="ID", help="This plan only.")
@click.option("--by", type=click.Choice(["agency"]), help="Show each agency's part.")
@click.option(
    "--fail-on",
    default=DEFAULT_REASONS,
    show_default=True,
    metavar="REASONS",
    help=f"What makes the exit code other than 0; any of {', '.join(REASONS)}, joined by commas.",
)
@common
def command(
    county: str,
    folder: str,
    as_of: str,
    known_at: str | None,
    plan: str | None,
    by: str | None,
    fail_on: str,
    form: str,
    lang: str,
) -> int:
    """
    How far COUNTY (an id or a division code) has come on a date.

    Exit codes: 0 all decided and none breached, 1 the tool failed, 2 a breach, 3 invalid input, 4 undecided, 5 nothing
    was evaluated.
    """
    reasons = reasons_from(fail_on)
    assessment = assess(county_called(county), register=folder, as_of=as_of, known_at=known_at, plan=plan)
    if form == "json":
        write_json(assessment.to_data())
    else:
        from ..report.screen import assessment_screen, screen, show

        console = screen()
        show(console, assessment_screen(assessment, lang, console.width, by_agency=by == "agency"))
    return exit_code(assessment, reasons)


def reasons_from(text: str) -> frozenset[str]:
    """The reasons to fail that *text* lists."""
    reasons = [word.strip() for word in text.split(",")]
    for reason in reasons:
        if reason not in REASONS:
            raise QuestionError(unknown_name("reason to fail", reason, REASONS))
    if "none" in reasons and len(set(reasons)) > 1:
        raise QuestionError(f"reasons to fail `{text}` contradict each other: `none` stands by itself")
    return frozenset(reasons)


def exit_code(assessment: Assessment, reasons: frozenset[str]) -> int:
    """The exit code of an assessment; a breach goes before what is undecided."""
    must = any(verdict.strength == "must" for verdict in assessment.breached)
    soft = any(verdict.strength != "must" for verdict in assessment.breached)
    found = {"breached": must, "soft_breach": soft, "late": bool(assessment.late)}
    if any(found[reason] for reason in reasons if reason in found):
        return BREACH
    return UNDECIDED if "undecided" in reasons and assessment.undecided else DECIDED
