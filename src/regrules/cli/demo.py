"""``regrules demo``: made-up registers of the installed counties, and what comes out for each."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from ..api import assess
from ..errors import NothingEvaluated, PluginError, QuestionError
from ..plugins import Installed, installed
from ..report.assessment import Assessment
from .options import common, write_json

MARKER = ".regrules-demo"


@frozen(kw_only=True)
class Demonstration:
    """
    One county's made-up register and its assessment.

    Attributes:
        county: The county.
        folder: Where the register was written.
        assessment: What came out.
    """

    county: Installed
    folder: Path
    assessment: Assessment


@click.command("demo")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("registers"),
    show_default=True,
    help="Where to write them.",
)
@common
def command(folder: Path, form: str, lang: str) -> None:
    """Write a made-up register of each installed county to FOLDER/COUNTY, and assess it."""
    counties = [each for each in installed() if each.jurisdiction.demo]
    if not counties:
        raise NothingEvaluated("no installed county has a demo register")
    prepare(folder, [each.jurisdiction.id for each in counties])
    with progress(2 * len(counties)) as step:
        done = [demonstrate(county, folder / county.jurisdiction.id, step) for county in counties]
    if form == "json":
        write_json({"version": 1, "registers": [demonstration_data(each) for each in done]})
        return
    from ..report.screen import assessment_screen, screen, show

    console = screen()
    for each in done:
        show(console, assessment_screen(each.assessment, lang, console.width, notes=False))
    for each in done:
        as_of = each.assessment.as_of
        click.echo(f"regrules assess {each.county.jurisdiction.id} --register {each.folder} --as-of {as_of}")


def prepare(folder: Path, counties: list[str]) -> None:
    """
    Make *folder* ready to be written to.

    Raises:
        QuestionError: it holds something that no earlier demo wrote; nothing is touched then.
    """
    if folder.exists() and not folder.is_dir():
        raise QuestionError(f"{folder} is a file; the demo writes into a folder")
    marker = folder / MARKER
    ours = marker.read_text(encoding="utf-8").split() if marker.is_file() else []
    there = sorted(path.name for path in folder.iterdir() if path != marker) if folder.is_dir() else []
    foreign = [name for name in there if name not in ours]
    if foreign and (not ours or set(foreign) & set(counties)):
        raise QuestionError(
            f"{folder} holds `{foreign[0]}`, which no demo wrote, so nothing was written; name another folder: --folder"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        marker.write_text("\n".join(sorted({*ours, *counties})) + "\n", encoding="utf-8")
    except OSError as refused:
        raise QuestionError(
            f"{folder} cannot be written to: {refused.strerror}; name another folder: --folder"
        ) from None


def demonstrate(county: Installed, folder: Path, step: Callable[[str], None]) -> Demonstration:
    """Write the register of one county, and assess it on the day that its demo names."""
    module = demo_module(county)
    name = county.jurisdiction.id
    folder.mkdir(exist_ok=True)
    module.write(folder, seed=2025)
    step(name)
    assessment = assess(county, register=folder, as_of=module.AS_OF)
    step(name)
    return Demonstration(county=county, folder=folder, assessment=assessment)


def demo_module(county: Installed) -> Any:
    """The module that writes the demo register of a county."""
    name = str(county.jurisdiction.demo)
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        problem = f"plugin `{county.distribution}` names a demo that cannot be loaded: {missing}"
        raise PluginError(problem) from missing


def demonstration_data(each: Demonstration) -> dict[str, Any]:
    """One county's demo as plain data."""
    return {"county": each.county.jurisdiction.id, "folder": str(each.folder), "assessment": each.assessment.to_data()}


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on standard error while work goes on; nothing if that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def step(name: str) -> None:
            bar.update(task, advance=1, description=name)

        yield step
