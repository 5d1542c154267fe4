"""
What of the documentation is made rather than written: the reference, and what each command shown answers.

``python docs/_generate.py`` rewrites the pages; a test holds that it would change nothing. In a page,

- the lines between ``<!-- generated: NAME -->`` and ``<!-- end -->`` come from the function of that name, here or in
  the modules of ``_reference``;
- a ``console`` block is run in an empty folder, line by line where a line begins with ``$``, and its output put after
  each line; the files that the page has shown so far (``:caption: facts/subjects.csv``) stand in that folder, and the
  counties that were written there can be found as if they were installed;
- ``<!-- shown: PATTERN -->`` before such a block keeps, of clauses, those whose first line the pattern finds; ``…``
  stands for the others.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from _installing import python_path
from _reference import checks, columns, engine, functions, hook, records
from click.testing import CliRunner

from regrules.cli import main
from regrules.model.schema import ColumnSchema, TableSchema
from regrules.model.tables import CORE, RECORDS

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(
    r"^```\{code-block\} (?:text|python)\n:caption: (?P<file>\S+)\n\n?(?P<content>.*?)^```$"
    r"|^(?:<!-- shown: (?P<shown>.*?) -->\n)?```console\n(?P<session>.*?)^```$"
    r"|^<!-- generated: (?P<name>\w+) -->\n(?P<made>.*?)^<!-- end -->$",
    re.MULTILINE | re.DOTALL,
)
TYPES = {
    "text": "text",
    "word": "word",
    "words": "set of words",
    "date": "date",
    "time": "time",
    "flag": "`true` or `false`",
    "whole": "whole number",
    "number": "number",
    "division": "division code",
}


def rendered(page: str, folder: Path) -> str:
    """The text of a page with everything that is made in it made afresh, in *folder*."""

    def fresh(found: re.Match[str]) -> str:
        if found["file"]:
            file = folder / found["file"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(found["content"], encoding="utf-8")
            return found[0]
        if found["name"]:
            return f"<!-- generated: {found['name']} -->\n{MADE[found['name']]()}\n<!-- end -->"
        before = f"<!-- shown: {found['shown']} -->\n" if found["shown"] else ""
        return f"{before}```console\n{_session(found['session'], found['shown'], folder)}```"

    return _BLOCK.sub(fresh, page)


def _session(session: str, shown: str | None, folder: Path) -> str:
    lines = [line for line in session.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{_kept(_answer(line[2:], folder), shown)}" for line in lines)


def _answer(command: str, folder: Path) -> str:
    """What a command writes, as somebody sees it on a terminal of 88 columns who works in English."""
    env = {"COLUMNS": "88", "LC_ALL": "C.UTF-8"}
    if counties := python_path(folder):
        env["PYTHONPATH"] = counties
    if not counties and re.fullmatch(r"regrules [\w/. -]+", command):  # no shell is needed, nor another process
        with chdir(folder):
            written = CliRunner(env=env).invoke(main, shlex.split(command)[1:]).output
    else:
        env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        shell = ["bash", "-c", f"{{ {command}; }} 2>&1"]
        done = subprocess.run(
            shell, cwd=folder, env={**os.environ, **env}, capture_output=True, encoding="utf-8", check=False
        )
        written = done.stdout
    return "".join(f"{line.rstrip()}\n" for line in written.splitlines())


def _kept(answer: str, shown: str | None) -> str:
    """What of an answer is kept: what stands before the first clause, the clauses wanted, the titles above them."""
    if shown is None:
        return answer
    first, *rest = re.split(r"^(?= {0,2}\d|\S*annex| {2}annex|[A-Z][a-z ]*$)", answer, flags=re.MULTILINE)
    kept, title = [first], ""
    for part in rest:
        head = part.split("\n")[0].strip()
        if not head[:1].isdigit() and not head.startswith("annex"):
            title = part
        elif re.search(shown, head):
            kept += [f"\n{title}"] * bool(title) + [part]
            title = ""
        elif kept[-1] != "…\n":
            kept.append("…\n")
    return re.sub(r"\n{3,}", "\n\n", "".join(kept))


# The tables of the register


def tables() -> str:
    """Every table of the core: what a row is, its columns, their types and words."""
    return "\n\n".join(_table(table) for table in CORE.tables)


def _table(table: TableSchema) -> str:
    row = str(RECORDS[table.name].__doc__)  # each class says in one sentence what a row is
    head = f"### {table.name}\n\n{table.heading.zh}. {row} {_kind(table)}"
    if table.keys:
        head += f" Key: {', '.join(f'`{name}`' for name in table.keys)}."
    rows = ["| column | 中文 | type | notes |", "|---|---|---|---|", *(_row(column) for column in table.columns)]
    return f"{head}\n\n" + "\n".join(rows)


def _kind(table: TableSchema) -> str:
    if table.dated:
        return f"Events; a record falls in a window by `{table.dated}`."
    if table.since:
        return f"States, valid from `{table.since}` to `{table.until}`."
    return "Neither events nor states."


def _row(column: ColumnSchema) -> str:
    optional = "" if column.required else "?"
    notes = "; ".join(_notes(column)) or " "
    return f"| `{column.name}`{optional} | {column.heading.zh} | {TYPES[column.type]} | {notes} |"


def _notes(column: ColumnSchema) -> Iterator[str]:
    if column.words:
        yield ", ".join(f"`{word}`" for word in column.words)
    if column.step:
        yield "step: empty means not yet"
    if column.dated_by:
        yield f"exists from `{column.dated_by}`"
    if column.stands_for:
        yield f"missing: the subject's `{column.stands_for}`"
    if column.refers:
        yield f"names a row of `{column.refers}`"
    if column.least is not None or column.most is not None:
        bounds = (f"{column.least} or more", f"{column.least} to {column.most}")
        yield bounds[0] if column.most is None else bounds[1]


def grades() -> str:
    """The grading schemes, each with its grades from low to high."""
    return "\n".join(
        [
            "| scheme | grades |",
            "|---|---|",
            *(f"| `{name}` | {', '.join(order)} |" for name, order in CORE.grades.items()),
        ]
    )


MADE: dict[str, Callable[[], str]] = {
    "tables": tables,
    "grades": grades,
    **records.MADE,
    **columns.MADE,
    **functions.MADE,
    **hook.MADE,
    **checks.MADE,
    **engine.MADE,
}


def fresh(path: Path) -> str:
    """The text that the page at *path* should have."""
    text = path.read_text(encoding="utf-8")
    with TemporaryDirectory() as name:
        folder = Path(name)
        if "registers/shizhu" in text:
            from regrules_shizhu import demo

            demo.write(folder / "registers" / "shizhu", seed=2025)
        return rendered(text, folder)


if __name__ == "__main__":
    for page in PAGES:
        if (text := fresh(page)) != page.read_text(encoding="utf-8"):
            page.write_text(text, encoding="utf-8")
            print(f"{page.relative_to(ROOT)} rewritten")
