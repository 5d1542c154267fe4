"""``regrules assess COUNTY``, or ``--all``: how far a county, or every county in a register, has come on a date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from ..api import assess
from ..engine.verdict import Status
from ..errors import QuestionError
from ..model.checks import unknown_name
from ..report.assessment import Assessment
from .failures import BREACH, DECIDED, UNDECIDED
from .options import common, county_called, one_or_all, write_json

if TYPE_CHECKING:
    from ..report.overview import Overview

REASONS = ("breached", "soft_breach", "undecided", "late", "none")
DEFAULT_REASONS = "breached,undecided"


@click.command("assess")
@click.argument("county", required=False)
@click.option("--all", "everybody", is_flag=True, help="Every installed county whose subjects are in the register.")
@click.option(
    "--register",
    "folder",
    required=True,
    metavar="DIR",
    help="Folder with a file for each table of facts, or with a compact register.",
)
@click.option("--as-of", required=True, metavar="DATE", help="Day of the question, such as 2025-06-30.")
@click.option("--known-at", metavar="DATE", help="Leave out what was recorded after this day.")
@click.option("--plan", metavar="ID", help="This plan only; not with --all.")
@click.option("--by", type=click.Choice(["agency"]), help="Show each agency's part; not with --all.")
@click.option(
    "--fail-on",
    default=DEFAULT_REASONS,
    show_default=True,
    metavar="REASONS",
    help=f"What makes the exit code other than 0; any of {', '.join(REASONS)}, joined by commas.",
)
@common
def command(
    county: str | None,
    everybody: bool,
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
    How far COUNTY (an id or a division code) has come on a date; with --all, every county in the register.

    Exit codes: 0 all decided and none breached, 1 the tool failed, 2 a breach, 3 invalid input, 4 undecided, 5 nothing
    was evaluated.
    """
    reasons = reasons_from(fail_on)
    one_or_all(county, everybody)
    _refuse_of_one(everybody, {"--plan": plan, "--by": by})
    if county is None:
        overview = _overview(folder, as_of, known_at)
        _show_overview(overview, form, lang)
        return exit_code(_ends(overview), reasons)
    assessment = assess(county_called(county), register=folder, as_of=as_of, known_at=known_at, plan=plan)
    _show_assessment(assessment, form, lang, by_agency=by == "agency")
    return exit_code(((each.status, each.strength) for each in assessment.verdicts), reasons)


def _refuse_of_one(everybody: bool, options: dict[str, str | None]) -> None:
    """Refuse options that concern one county where all are asked."""
    for option, value in options.items():
        if everybody and value is not None:
            context = click.get_current_context()
            raise click.UsageError(f"{option} {value} is a matter of one county and does not go with --all", context)


def _show_assessment(assessment: Assessment, form: str, lang: str, *, by_agency: bool) -> None:
    if form == "json":
        write_json(assessment.to_data())
        return
    from ..report.screen import assessment_screen, screen, show

    console = screen()
    show(console, assessment_screen(assessment, lang, console.width, by_agency=by_agency))


def _overview(folder: str, as_of: str, known_at: str | None) -> Overview:
    from ..many import assess_all
    from ..plugins import installed
    from .progress import counted_progress

    with counted_progress() as progress:
        return assess_all(folder, as_of=as_of, known_at=known_at, jurisdictions=installed(), progress=progress)


def _show_overview(overview: Overview, form: str, lang: str) -> None:
    if form == "json":
        write_json(overview.to_data())
        return
    from ..report.overview_screen import overview_screen
    from ..report.screen import screen, show

    console = screen()
    show(console, overview_screen(overview, lang, console.width))


def _ends(overview: Overview) -> Iterable[tuple[Status | None, str]]:
    """The status and the strength of each row."""
    from ..report.overview_columns import status_of

    strengths = [each.strength for each in overview.obligations]
    pairs = set(zip(overview.columns["could_be"], overview.columns["obligation"], strict=True))
    return {(status_of(bits), strengths[obligation]) for bits, obligation in pairs}


def reasons_from(text: str) -> frozenset[str]:
    """The reasons to fail that *text* lists."""
    reasons = [word.strip() for word in text.split(",")]
    for reason in reasons:
        if reason not in REASONS:
            raise QuestionError(unknown_name("reason to fail", reason, REASONS))
    if "none" in reasons and len(set(reasons)) > 1:
        raise QuestionError(f"reasons to fail `{text}` contradict each other: `none` stands by itself")
    return frozenset(reasons)


def exit_code(found: Iterable[tuple[Status | None, str]], reasons: frozenset[str]) -> int:
    """The exit code where obligations have these statuses and strengths; a breach goes before what is undecided."""
    ends = {_reason(status, strength) for status, strength in found} & reasons
    if ends - {"undecided"}:
        return BREACH
    return UNDECIDED if ends else DECIDED


def _reason(status: Status | None, strength: str) -> str | None:
    return "soft_breach" if status == "breached" and strength != "must" else status
