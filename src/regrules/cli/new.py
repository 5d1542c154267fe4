"""``regrules new NAME``: the files of a new county's plugin."""

from __future__ import annotations

import os
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from ..model.text import Text
from .options import common, write_json

if TYPE_CHECKING:
    from ..analysis.document import Document
    from ..scaffold import NewCounty, Written

STATES = {
    "written": Text(zh="已写入", en="written"),
    "unchanged": Text(zh="已有，内容相同", en="there already, the same"),
    "kept": Text(zh="已有，内容不同，未改动", en="there already with other content, left as it is"),
}
READ = Text(
    zh="{source}（{encoding}）：条款{clauses}个，数字{figures}个，附表{tables}张",
    en="{source} ({encoding}): clauses: {clauses}, figures: {figures}, attached tables: {tables}",
)
NEXT = Text(zh="接下来：", en="Next:")
STEPS = (
    ("cd {folder}", None),
    ('pip install --editable ".[test]"', Text(zh="此后即可找到该县", en="the county is found from now on")),
    ("pytest", Text(zh="测试应全部通过", en="passes as it is")),
)
TO_DO = ("regrules conform {id}", Text(zh="逐级列出尚待编写的内容", en="says, level by level, what is to be written"))
TRACE = ("regrules trace {id} --source {source}", Text(zh="与原文逐条对照", en="holds it beside the document"))


@click.command("new")
@click.argument("name")
@click.option("--code", required=True, metavar="CODE", help="Division code of six digits (GB/T 2260).")
@click.option("--plan", required=True, metavar="YEAR", help="Year of its plan.")
@click.option(
    "--folder", metavar="DIR", type=click.Path(path_type=Path), help="Where to write.  [default: regrules-NAME]"
)
@click.option(
    "--source",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The published plan as text: each of its clauses becomes an entry.",
)
@click.option("--name-zh", metavar="TEXT", help="The county's Chinese name.")
@click.option("--name-en", metavar="TEXT", help="The county's English name.")
@common
def command(
    name: str,
    code: str,
    plan: str,
    folder: Path | None,
    source: Path | None,
    name_zh: str | None,
    name_en: str | None,
    form: str,
    lang: str,
) -> None:
    """
    Write a new plugin for the county NAME to DIR: it installs, and its tests pass.

    Files that are there are left alone, so the command may be repeated.
    """
    from ..analysis.document import read_file
    from ..scaffold import distribution_files, new_county, refuse_taken, write

    county = new_county(name, code=code, plan=plan, zh=name_zh, en=name_en)
    where = Path(county.distribution) if folder is None else folder
    refuse_taken(county, where)
    document = None if source is None else read_file(source)
    files = write(distribution_files(county, document, str(source)), where)
    if form == "json":
        write_json(new_data(county, where, files, document))
        return
    for each in files:
        click.echo(f"{where / each.path}: {STATES[each.state].in_language(lang)}")
    if document is not None:
        click.echo(READ.in_language(lang).format(source=source, encoding=document.encoding, **counted(document)))
    click.echo(f"\n{NEXT.in_language(lang)}")
    for step, why in (*STEPS, TO_DO, *((TRACE,) if source else ())):
        told = step.format(folder=quote(str(where)), id=county.id, source=quote(_seen_from(where, source)))
        click.echo(f"  {told}" + (f"  # {why.in_language(lang)}" if why else ""))


def _seen_from(folder: Path, source: Path | None) -> str:
    """The path of the document for somebody who stands in *folder*."""
    if source is None or source.is_absolute() or folder.is_absolute():
        return str((source or folder).resolve())
    return os.path.relpath(source, folder)


def counted(document: Document) -> dict[str, int]:
    """How many clauses, figures and tables a document has."""
    return {
        "clauses": sum(len(part.clauses) for part in document.parts),
        "figures": sum(len(clause.figures) for part in document.parts for clause in part.clauses),
        "tables": sum(len(part.tables) for part in document.parts),
    }


def new_data(county: NewCounty, folder: Path, files: tuple[Written, ...], document: Document | None) -> dict[str, Any]:
    """What was written, as plain data."""
    return {
        "version": 1,
        "county": {"id": county.id, "code": county.code, "name": {"zh": county.name.zh, "en": county.name.en}},
        "distribution": county.distribution,
        "folder": str(folder),
        "files": [{"path": each.path, "state": each.state} for each in files],
        "document": None if document is None else {"digest": document.digest, **counted(document)},
    }
