"""``regrules explain-plan``: which tables are read for a county's plans, and what of them."""

from __future__ import annotations

import click

from ..api import days_of
from ..errors import NothingEvaluated
from .options import common, county_called, one_or_all, write_json


@click.command("explain-plan")
@click.argument("county", required=False)
@click.option("--all", "everybody", is_flag=True, help="Every installed county.")
@click.option("--as-of", required=True, metavar="DATE", help="Day of the question, such as 2025-06-30.")
@common
def command(county: str | None, everybody: bool, as_of: str, form: str, lang: str) -> None:
    """
    How the plans of COUNTY (an id or a division code) are computed on a date; with --all, those of every county.

    Tables are read once, whatever the number of obligations, stages and counties; obligations that cannot be asked that
    way are asked one by one, and say why.
    """
    from ..plugins import installed
    from ..report.passes import county_passes, passes_data, passes_screen

    one_or_all(county, everybody)
    on, _ = days_of(as_of, None)
    asked = installed() if county is None else (county_called(county),)
    found = [passes for each in asked if (passes := county_passes(each.jurisdiction, on)) is not None]
    if not found:
        raise NothingEvaluated(f"no plan of {county or 'any installed county'} can be assessed on {on}")
    if form == "json":
        write_json(passes_data(found, on))
        return
    from ..report.screen import screen, show

    console = screen()
    show(console, passes_screen(found, on, lang, console.width))
