"""What a plan is written with: its records, the functions that make them, and what is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from regrules import model
from regrules.model.describe import describe
from regrules.model.predicates import Column, CountOf, Grade, Records
from regrules.model.shapes import tag
from regrules.model.targets import Band, FigureOf, Stage
from regrules.model.windows import DueDay

from . import examples
from .docstrings import said, signature, table
from .fields import RECORDS, about, fields, page_of, section

COUNTY = (model.Jurisdiction, model.AgencyEntry, model.KnownFailure)
PLAN = (
    model.Plan, model.Obligation, model.AgencyRule, model.EscalationStep, model.Basis, model.Guidance, model.FigureNote,
    model.Text,
)  # fmt: skip
TABLES = (model.Schema, model.TableSchema, model.ColumnSchema)
PARTS_OF_MEASURES = (model.TaskKind, model.TaskCell, model.TaskTotal)
TARGETS = (model.Target, FigureOf, Stage, model.Stages, Band, model.Bands)
WINDOWS = (model.Window, model.Rolling, model.Cycle)
PERIODS = (model.Periods, DueDay)
PREDICATES = (
    Column, Grade, CountOf, Records, *(record for record in RECORDS if record in model.Predicate.__args__),
)  # fmt: skip


def sections(records: Iterable[type]) -> str:
    """A section on each record."""
    return "\n\n".join(map(section, records))


def measures() -> str:
    """A section on each measure, with an example and what regrules says of it."""
    return "\n\n".join(map(_measure, model.Measure.__args__))


def _measure(measure: type) -> str:
    source = examples.MEASURES[measure.__name__]
    told = examples.sentences(source)
    spoken = f"> {told.zh}\\\n> {told.en}"
    code = f"```python\n{source}\n```"
    return f"### {measure.__name__}\n\n{about(measure)}\n\n{code}\n\n{spoken}\n\n{fields(measure)}"


def builders(written: Mapping[str, str]) -> str:
    """A row for each function: how it is called, what it gives, an example with what regrules says of it."""
    return table(("written", "meaning", "for instance"), *(_builder(name, source) for name, source in written.items()))


def _builder(name: str, source: str) -> tuple[str, str, str]:
    made = getattr(model, name)
    if isinstance(made, model.Periods):
        meaning = f"A verdict of its own for {describe(made).en} ({describe(made).zh})."
        return f"`{signature(type(made).__call__, name)}`", meaning, _instance(source)
    return f"`{signature(made, name)}`", said(made).summary, _instance(source)


def _instance(source: str) -> str:
    often = isinstance(examples.value(source), model.Times)  # these are told with the events that they count
    told = examples.sentences(f"Coverage(of=subjects, by=inspections, times={source})" if often else source)
    return f"`{source}`<br>{told.zh}<br>{told.en}"


def spoken(sources: Iterable[str]) -> str:
    """A row for each example: as it is written, and what regrules says of it."""
    told = [(f"`{source}`", examples.sentences(source)) for source in sources]
    return table(("written", "中文", "English"), *((code, each.zh, each.en) for code, each in told))


def refused(sources: Iterable[str]) -> str:
    """A row for each example that is refused: as it is written, and what is said."""
    return table(("written", "refused with"), *((f"`{each}`", examples.refusal(each)) for each in sources))


def kinds() -> str:
    """The word that tells a record of a written plan from others that may stand in its place."""
    told = [(record, tag(record)) for record in RECORDS if record not in TABLES]
    rows = [(_link(record), f"`{word}`") for record, word in told if word is not None]
    return table(("record", "`kind` in JSON"), *sorted(rows))


def _link(record: type) -> str:
    return f"[`{record.__name__}`]({page_of(record)}#{record.__name__.lower()})"


MADE: dict[str, Any] = {
    "county": lambda: sections(COUNTY),
    "plan": lambda: sections(PLAN),
    "schema": lambda: sections(TABLES),
    "kinds": kinds,
    "measures": measures,
    "task_tables": lambda: sections(PARTS_OF_MEASURES),
    "times": lambda: f"{builders(examples.TIMES)}\n\n{section(model.Times)}",
    "targets": lambda: f"{builders(examples.TARGETS)}\n\n{sections(TARGETS)}",
    "windows": lambda: f"{builders(examples.WINDOWS)}\n\n{sections(WINDOWS)}",
    "periods": lambda: f"{builders(examples.PERIODS)}\n\n{sections(PERIODS)}",
    "clocks": lambda: f"{builders(examples.CLOCKS)}\n\n{section(model.Clock)}",
    "predicate_records": lambda: sections(PREDICATES),
    "comparisons": lambda: spoken(examples.COMPARISONS),
    "joined": lambda: spoken(examples.JOINED),
    "of_subjects": lambda: spoken(examples.ASKED_OF_SUBJECTS),
    "narrowed": lambda: spoken(examples.NARROWED),
    "refused_records": lambda: refused(examples.REFUSED_RECORDS),
    "refused_measures": lambda: refused(examples.REFUSED_MEASURES),
    "refused_targets": lambda: refused(examples.REFUSED_TARGETS),
    "refused_windows": lambda: refused(examples.REFUSED_WINDOWS),
    "refused_predicates": lambda: refused(examples.REFUSED_PREDICATES),
}
