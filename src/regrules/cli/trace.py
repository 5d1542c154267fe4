"""``regrules trace COUNTY``: a county's plans and their published document, side by side."""

from __future__ import annotations

from pathlib import Path

import click

from .failures import BREACH, DECIDED
from .options import common, county_or_file, plans_called, write_json


@click.command("trace")
@click.argument("county")
@click.option("--source", required=True, metavar="FILE", help="The published document, as a text file.")
@click.option("--plan", metavar="ID", help="This plan only.")
@common
def command(county: str, source: str, plan: str | None, form: str, lang: str) -> int:
    """
    Hold the plans of COUNTY (an id, a division code, or a plan as a JSON file) and their document side by side.

    Exit codes: 0 everything is accounted for, 1 the tool failed, 2 something is missing or differs, 3 invalid input.
    """
    from ..analysis.document import read_file
    from ..analysis.trace import matched, trace
    from ..report.trace import Traced

    installed = county_or_file(county)
    ours = installed.jurisdiction
    alone = plan is not None or county.endswith(".json")  # of a document with several plans, one is asked for
    found = matched(read_file(Path(source)), plans_called(installed, plan))
    traced = Traced(
        county=ours,
        traces=tuple(trace(each, ours, part) for each, part in found.pairs),
        left_out=tuple(each.id for each in found.left_out),
        strange=() if alone else tuple(part.title for part in found.strange),
    )
    if form == "json":
        from ..report.trace_data import traced_data

        write_json(traced_data(traced))
    else:
        from ..report.screen import screen, show
        from ..report.trace_screen import traced_screen

        console = screen()
        show(console, traced_screen(traced, lang, console.width))
    return DECIDED if traced.holds else BREACH
