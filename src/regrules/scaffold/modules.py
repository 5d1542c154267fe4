"""The modules for one plan of a document: a section each, or several short ones together, then the attached tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from textwrap import wrap

from attrs import frozen

from ..analysis.document import Clause, Part
from .annex import annex_module
from .county import NewCounty
from .drafts import draft_lines
from .source import text_call
from .templates import filled
from .writing import File

LONGEST = 200
MANY = 12


@frozen(kw_only=True)
class Module:
    """
    One module of a plan.

    Attributes:
        name: The name that Python imports.
        text: What it holds.
    """

    name: str
    text: str


def plan_files(county: NewCounty, part: Part, agencies: Mapping[str, str], number: int | None) -> Iterator[File]:
    """
    The files for one plan.

    Args:
        county: The county.
        part: The plan, as it was read.
        agencies: The id of each agency by the name that the attached tables give it.
        number: Which plan of the document it is; None if it is the only one.
    """
    prefix = "" if number is None else f"plan_{number}_"
    modules = [*_clause_modules(part, county.year, prefix), *_annex_modules(part, county.year, agencies, prefix)]
    for module in modules:
        yield File(path=f"src/{county.package}/{module.name}.py", text=module.text)
    names = sorted(module.name for module in modules)
    yield File(
        path=f"src/{county.package}/{plan_module(number)}.py",
        text=filled(
            "plan_of_document.py",
            year=str(county.year),
            modules=_listed(names),
            plan=plan_id(county, number),
            title=_title(county, part, number),
            digest=part.digest,
            obligations="\n".join(f"        *{module.name}.OBLIGATIONS," for module in modules),
            guidance="\n".join(f"        *{module.name}.GUIDANCE," for module in modules),
        ),
    )


def plan_module(number: int | None) -> str:
    """The module that puts a plan together."""
    return "plan" if number is None else f"plan_{number}"


def plan_id(county: NewCounty, number: int | None = None) -> str:
    """The id of a plan."""
    return f"{county.id}-{county.year}" + (f"-{number}" if number else "")


def plan_title(county: NewCounty, zh: str = "", number: int | None = None) -> str:
    """The title of a plan, that of the document if there is one."""
    en = f"{county.name.en}: supervision plan of {county.year}" + (f", part {number}" if number else "")
    return text_call(zh or f"{county.name.zh}{county.year}年监管计划", en, indent=4, room=len("title=,"))


def _title(county: NewCounty, part: Part, number: int | None) -> str:
    return plan_title(county, "".join(part.title.split()), number)


def _listed(names: list[str]) -> str:
    line = ", ".join(names)
    return line if len(line) < 100 else "(\n" + "".join(f"    {name},\n" for name in names) + ")"


def _clause_modules(part: Part, year: int, prefix: str) -> Iterator[Module]:
    entries = [(clause, draft_lines(clause, year)) for clause in part.clauses if not _is_annex(clause)]
    sections = {top: list(group) for top, group in groupby(entries, key=lambda entry: entry[0].path.split(".")[0])}
    packs = _packed(list(sections), {top: sum(len(lines) for _, lines in sections[top]) for top in sections})
    for tops in packs:
        name = f"{prefix}section_{tops[0]}" + (f"_to_{tops[-1]}" if len(tops) > 1 else "")
        chunks = list(_chunked([entry for top in tops for entry in sections[top]]))
        for order, chunk in enumerate(chunks):
            yield Module(
                name=name + ("" if len(chunks) == 1 else f"_{'abcdefghijklmnopqrstuvwxyz'[order % 26]}"),
                text=filled(
                    "clauses.py",
                    about=_about([clause.path for clause, _ in chunk]),
                    drafts="\n".join(line for _, lines in chunk for line in lines),
                ),
            )


def _about(paths: list[str]) -> str:
    return f"Clause {paths[0]}" if len(paths) == 1 else f"Clauses {paths[0]} to {paths[-1]}"


def _packed(tops: list[str], sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Sections by themselves; together where there are many short ones, as in documents of numbered articles."""
    if len(tops) <= MANY:
        yield from ([top] for top in tops)
        return
    pack: list[str] = []
    for top in tops:
        if pack and sum(sizes[each] for each in pack) + sizes[top] > LONGEST:
            yield pack
            pack = []
        pack.append(top)
    yield pack


def _chunked(entries: list[tuple[Clause, list[str]]]) -> Iterator[list[tuple[Clause, list[str]]]]:
    """Entries in stretches that keep a module short."""
    chunk: list[tuple[Clause, list[str]]] = []
    for entry in entries:
        if chunk and sum(len(lines) for _, lines in chunk) + len(entry[1]) > LONGEST:
            yield chunk
            chunk = []
        chunk.append(entry)
    yield chunk


def _annex_modules(part: Part, year: int, agencies: Mapping[str, str], prefix: str) -> Iterator[Module]:
    paths = {table.path for table in part.tables}
    loose = tuple(clause for clause in part.clauses if _is_annex(clause) and clause.path.split(".")[0] not in paths)
    for table in part.tables:
        own = tuple(clause for clause in part.clauses if clause.path.split(".")[0] == table.path)
        yield Module(name=prefix + table.path.replace("-", "_"), text=annex_module(table, own, year, agencies))
    if loose:
        drafts = "\n".join(line for clause in loose for line in draft_lines(clause, year))
        yield Module(
            name=f"{prefix}annex_notes", text=filled("clauses.py", about="Notes to what is attached", drafts=drafts)
        )


def _is_annex(clause: Clause) -> bool:
    return clause.path.startswith("annex")


def outline(county: NewCounty, parts: tuple[Part, ...]) -> str:
    """The paths of every plan of a document, as the lines of a dictionary."""
    lines = []
    for number, part in numbered(parts):
        paths = dict.fromkeys([*(clause.path for clause in part.clauses), *(table.path for table in part.tables)])
        rows = wrap(" ".join(paths), width=100, break_long_words=False, break_on_hyphens=False)
        rows = [*(f"{row} " for row in rows[:-1]), *rows[-1:]]
        name = f'    "{plan_id(county, number)}": '
        if len(rows) > 1:
            lines += [f"{name}(", *(f'        "{row}"' for row in rows), "    ),"]
        else:
            lines.append(f'{name}"{"".join(rows)}",')
    return "\n".join(lines)


def numbered(parts: tuple[Part, ...]) -> tuple[tuple[int | None, Part], ...]:
    """The plans of a document, each with its number; a single one has none."""
    return ((None, parts[0]),) if len(parts) == 1 else tuple(enumerate(parts, start=1))
