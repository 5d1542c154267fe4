"""``regrules show COUNTY``: what a county's plans ask for."""

from __future__ import annotations

import click

from .options import common, county_called, plans_called, write_json


@click.command("show")
@click.argument("county")
@click.option("--plan", metavar="ID", help="This plan only.")
@common
def command(county: str, plan: str | None, form: str, lang: str) -> None:
    """What the plans of COUNTY (an id or a division code) ask for, clause by clause."""
    ours = county_called(county)
    plans = plans_called(ours, plan)
    if form == "json":
        from ..report.plans import plans_data

        write_json(plans_data(ours.jurisdiction, plans))
        return
    from ..report.plan_screen import plan_screen
    from ..report.screen import screen, show

    console = screen()
    for each in plans:
        show(console, plan_screen(ours.jurisdiction, each, lang, console.width))
