"""Distributions written to a folder, for tests that need a plugin which nobody installed."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import Distribution, EntryPoint, PathDistribution
from pathlib import Path

from attrs import frozen

EXAMPLE = '''"""A small county that passes every check that needs no document."""

from regrules import hookimpl
from regrules.model import (
    AgencyEntry, Coverage, Guidance, Jurisdiction, Obligation, Plan, Text, at_least, calendar_year, inspection, inspections,
    subject, subjects,
)

PLAN = Plan(
    id="example-2025",
    title=Text(zh="示例县2025年监督检查计划", en="Example County: inspections in 2025"),
    period=calendar_year(2025),
    obligations=(
        Obligation(
            id="retailers/yearly",
            clause="1",
            title=Text(zh="零售药店年度检查", en="Yearly inspection of retailers"),
            agencies=("station",),
            measure=Coverage(
                of=subjects.where(subject.kinds.has("drug_retailer")),
                by=inspections.where(inspection.domains.has("drug")),
            ),
            window=calendar_year(2025),
            target=at_least("60%"),
        ),
    ),
    guidance=(
        Guidance(
            clause="2",
            title=Text(zh="总结经验", en="Learning from the year"),
            reason=Text(zh="没有可核查的任务", en="It asks for nothing that can be counted."),
        ),
    ),
)
AGENCIES = (AgencyEntry(id="north", name=Text(zh="城北所", en="North station"), kind="station"),)


@hookimpl
def regrules_jurisdiction() -> Jurisdiction:
    """The county of the example."""
    return Jurisdiction(
        id="example",
        code="990101",
        name=Text(zh="示例县", en="Example County"),
        agencies=AGENCIES,
        plans=(PLAN,),
    )
'''


@frozen(kw_only=True)
class FakeDistribution:
    """
    A distribution that was written to a folder.

    Attributes:
        folder: The folder; on the path of modules, it makes the distribution look installed.
        name: Name of the distribution.
        module: Its module.
        metadata: What is known of it without importing anything.
    """

    folder: Path
    name: str
    module: str
    metadata: Distribution

    @property
    def entry(self) -> EntryPoint:
        """Its first entry point."""
        return next(iter(self.metadata.entry_points))


def fake_distribution(
    folder: Path,
    source: str | Mapping[str, str] = EXAMPLE,
    *,
    name: str = "regrules-example",
    module: str = "regrules_example",
    entries: Mapping[str, str] | None = None,
    group: str = "regrules",
    version: str = "0.1.0",
    requires: tuple[str, ...] = ("regrules>=0.1,<0.2",),
) -> FakeDistribution:
    """
    A distribution written to *folder*, as an installer would leave it.

    Args:
        folder: Where it is written; put it on the path of modules to make it look installed.
        source: The text of its module, or of several files by name (``__init__.py``, ``plan.py``, ``reviewed.json``).
        name: Name of the distribution.
        module: Name of its module.
        entries: Entry points: name and what each leads to; unsaid, one called like the distribution without
            ``regrules-``, which leads to the module.
        group: The group of the entry points.
        version: Its version.
        requires: What it requires.
    """
    files = {"__init__.py": source} if isinstance(source, str) else dict(source)
    package = folder / module
    package.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        (package / file).write_text(text, encoding="utf-8")
    about = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    about.mkdir(exist_ok=True)
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {name}",
        f"Version: {version}",
        *(f"Requires-Dist: {each}" for each in requires),
    ]
    (about / "METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8")
    named = {name.removeprefix("regrules-"): module} if entries is None else entries
    points = "".join(f"{entry} = {value}\n" for entry, value in named.items())
    (about / "entry_points.txt").write_text(f"[{group}]\n{points}" if points else "", encoding="utf-8")
    listed = [f"{module}/{file},," for file in files] + [
        f"{about.name}/{file},," for file in ("METADATA", "entry_points.txt", "RECORD")
    ]
    (about / "RECORD").write_text("\n".join(listed) + "\n", encoding="utf-8")
    return FakeDistribution(folder=folder, name=name, module=module, metadata=PathDistribution(about))
