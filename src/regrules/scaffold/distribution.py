"""All files of a new plugin."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

from ..analysis.document import Document
from .agencies import agencies_of, agency_lines
from .county import NewCounty
from .modules import numbered, outline, plan_files, plan_id, plan_module, plan_title
from .source import text_call
from .templates import filled
from .writing import File


def distribution_files(county: NewCounty, document: Document | None = None, source: str = "") -> tuple[File, ...]:
    """
    The files of a distribution that installs, passes its tests and loads.

    Args:
        county: The county.
        document: The published plan, if it is to be begun from that: each clause becomes an entry to be completed.
        source: The name of the document's file, for the README.
    """
    parts = numbered(document.parts) if document else ()
    agencies = agencies_of([table for _, part in parts for table in part.tables], county.year)
    names = {
        "id": county.id,
        "code": county.code,
        "year": str(county.year),
        "package": county.package,
        "distribution": county.distribution,
        "zh": county.name.zh,
        "en": county.name.en.replace('"', "'").replace("\\", "/"),
    }
    plans = [(plan_module(number), "PLAN" if number is None else f"PLAN_{number}") for number, _ in parts]
    plans = plans or [("plan", "PLAN")]
    return (
        File(path="pyproject.toml", text=filled("pyproject.toml", versions=_versions(), **names)),
        File(path="README.md", text=_readme(names, document, source)),
        File(path=".github/workflows/county.yml", text=filled("workflow.yml", **names)),
        File(path=f"src/{county.package}/__init__.py", text=_init(county, names, plans)),
        File(path=f"src/{county.package}/py.typed", text=""),
        File(
            path=f"src/{county.package}/agencies.py",
            text=filled("agencies.py", agencies=agency_lines(agencies), **names),
        ),
        *(_of_document(county, document, agencies, names) if document else _example(county, names)),
    )


def _versions() -> str:
    """The versions of regrules that a plugin written now can expect: those with the same first two numbers."""
    major, minor = map(int, version("regrules").split(".")[:2])
    return f">={major}.{minor},<{major}.{minor + 1}"


def _init(county: NewCounty, names: dict[str, str], plans: list[tuple[str, str]]) -> str:
    imports = "\n".join(
        f"from .{module} import PLAN" + ("" if name == "PLAN" else f" as {name}") for module, name in plans
    )
    listed = ", ".join(name for _, name in plans) + ("," if len(plans) == 1 else "")
    title = text_call(county.name.zh, county.name.en, indent=8, room=len("name=,"))
    return filled("init.py", imports=imports, plans=listed, title=title, **names)


def _example(county: NewCounty, names: dict[str, str]) -> Iterator[File]:
    yield File(
        path=f"src/{county.package}/plan.py",
        text=filled("plan.py", plan=plan_id(county), title=plan_title(county), **names),
    )
    yield File(path=f"tests/test_{county.id}_plan.py", text=filled("test_plan.py", **names))


def _of_document(
    county: NewCounty, document: Document, agencies: dict[str, str], names: dict[str, str]
) -> Iterator[File]:
    yield File(path=f"src/{county.package}/terms.py", text=filled("terms.py", **names))
    yield File(path=f"src/{county.package}/drafts.py", text=filled("drafts.py"))
    for number, part in numbered(document.parts):
        yield from plan_files(county, part, agencies, number)
    yield File(
        path=f"tests/test_{county.id}_outline.py",
        text=filled("test_outline.py", outline=outline(county, document.parts), **names),
    )


def _readme(names: dict[str, str], document: Document | None, source: str) -> str:
    if document is None:
        todo = filled("todo_example.md", **names)
        return filled("README.md", trace="", todo=todo, **names)
    clauses = sum(len(part.clauses) for part in document.parts)
    trace = f"    regrules trace {names['id']} --source {source}    # what of the document is not in the plan yet\n"
    return filled("README.md", trace=trace, todo=filled("todo_document.md", clauses=str(clauses), **names), **names)
