"""``regrules conform COUNTY``: how far a county has come through the checks of the conformance kit."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import QuestionError
from .demo import progress
from .failures import BREACH, DECIDED
from .options import offering, write_json

if TYPE_CHECKING:
    from ..report.scorecard import Scorecard


@click.command("conform")
@click.argument("county")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="FILE",
    help="Published text of its plans; PLAN=FILE for one of several.",
)
@click.option("--level", metavar="LEVEL", help="The last level to ask; all if unsaid.")
@click.option("--check", "checks", multiple=True, metavar="ID", help="Ask this check only; may be given again.")
@click.option("--examples", type=int, default=5, show_default=True, metavar="N", help="Examples for each property.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), metavar="FILE", help="Write JSON here besides.")
@click.option(
    "--junit", "junit_file", type=click.Path(path_type=Path), metavar="FILE", help="Write JUnit XML here besides."
)
@click.option("--record-review", is_flag=True, help="Record that the plans as they are were read against the document.")
@offering("table", "json", "junit")
def command(
    county: str,
    sources: tuple[str, ...],
    level: str | None,
    checks: tuple[str, ...],
    examples: int,
    json_file: Path | None,
    junit_file: Path | None,
    record_review: bool,
    form: str,
    lang: str,
) -> int:
    """
    Ask the checks of COUNTY: an id, a division code, a distribution, or a plan as a JSON file.

    Exit codes: 0 no check failed, 1 the tool failed, 2 a check failed, 3 invalid input. A check that was not run has not
    passed, and what the county lists as known to fail does not count as failed.
    """
    if not find_spec("hypothesis"):
        raise QuestionError("the checks need Hypothesis, which is not installed: pip install 'regrules[testing]'")
    from ..testing.conformance.county import attempt, recorded
    from ..testing.conformance.run import conform, selection
    from ..testing.conformance.sources import named_files

    wanted, documents = checks or None, named_files(sources)
    with progress(len(selection(level, wanted))) as step:
        tried = attempt(county)
        if record_review:
            tried = recorded(tried)
            click.echo(f"recorded: {tried.review_file}", err=True)
        card = conform(
            tried,
            documents=documents,
            level=level,
            checks=wanted,
            examples=examples,
            progress=lambda check: step(check.id),
        )
    for file, made in ((json_file, _json), (junit_file, lambda card: card.to_junit())):
        if file is not None:
            _write(file, made(card))
    _show(card, form, lang)
    return BREACH if card.failed else DECIDED


def _show(card: Scorecard, form: str, lang: str) -> None:
    if form == "json":
        write_json(card.to_data())
    elif form == "junit":
        click.echo(card.to_junit().encode(), nl=False)
    else:
        from ..report.scorecard_screen import scorecard_screen
        from ..report.screen import screen, show

        console = screen()
        show(console, scorecard_screen(card, lang, console.width))


def _json(card: Scorecard) -> str:
    import json

    return json.dumps(card.to_data(), ensure_ascii=False, indent=2) + "\n"


def _write(file: Path, content: str) -> None:
    try:
        file.write_text(content, encoding="utf-8")
    except OSError as refused:
        raise QuestionError(f"{file} cannot be written: {refused.strerror}; name another file") from None
