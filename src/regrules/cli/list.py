"""``regrules list``: the installed counties and their plans."""

from __future__ import annotations

import click

from .options import common, write_json


@click.command("list")
@common
def command(form: str, lang: str) -> None:
    """The installed counties and their plans."""
    from ..plugins import installed

    found = installed()
    if form == "json":
        from ..report.plans import counties_data

        write_json(counties_data(found))
        return
    from ..report.plan_screen import counties_screen
    from ..report.screen import screen, show

    show(screen(), counties_screen(found, lang))
