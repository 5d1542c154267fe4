"""What other programs call: which counties there are, and how far one has come on a date."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .engine.verdict import Verdict
from .errors import NothingEvaluated, QuestionError
from .model.checks import day, unknown_name
from .model.plans import Jurisdiction, Plan
from .plugins import Installed, find, installed
from .report.assessment import Assessment, PlanVerdicts, Skipped
from .report.clauses import clause_order
from .report.terms import term

if TYPE_CHECKING:
    from .model.schema import Schema
    from .register import Register
    from .register.compact import CompactRegister

ENGINES = ("columns", "reference")
Evaluate = Callable[..., tuple[Verdict, ...]]


def jurisdictions() -> tuple[Jurisdiction, ...]:
    """Every installed jurisdiction, sorted by code."""
    return tuple(each.jurisdiction for each in installed())


def jurisdiction(county: str) -> Jurisdiction:
    """
    The installed jurisdiction with this id or division code.

    Raises:
        PluginError: there is none, or a plugin cannot be used.
    """
    return _found(county).jurisdiction


def assess(
    county: str | Jurisdiction | Installed,
    *,
    register: str | PathLike[str] | Register | CompactRegister | Mapping[str, Any],
    as_of: str | date,
    known_at: str | date | None = None,
    plan: str | None = None,
    engine: str = "columns",
) -> Assessment:
    """
    How far a county has come with its plans on a date.

    Args:
        county: Its id (``"shizhu"``), its division code, or a jurisdiction record that need not be installed.
        register: The facts: a folder, a register that was read before, a compact register or the folder in which it stands,
            or tables by name, each a dataframe or a list of records.
        as_of: The day of the question, whose end counts.
        known_at: Leave out what was recorded after this day, which must not lie before *as_of*.
        plan: One plan only, by its id.
        engine: ``"columns"``, or ``"reference"`` for the slow twin that says what is meant.

    Raises:
        QuestionError: a date cannot be read, the dates contradict each other, or a name is unknown.
        NothingEvaluated: the date lies outside every plan, or the register holds no subject of the county.
        RegisterError: the register is refused; every defect is listed.
        PluginError: there is no such county, or a plugin cannot be used.

    >>> import regrules
    >>> assessment = regrules.assess("shizhu", register="registers/shizhu", as_of="2025-06-30")  # doctest: +SKIP
    >>> [verdict.clause for verdict in assessment.breached]  # doctest: +SKIP
    ['3.3.4']
    """
    on, known = days_of(as_of, known_at)
    evaluate = _engine(engine)
    ours = _county(county)
    asked, skipped = _asked(ours.jurisdiction, plan, on)
    facts = _part(register, ours.jurisdiction)
    if not len(facts.table("subjects")):
        raise NothingEvaluated(
            f"the register holds no subject of {ours.jurisdiction.name.en} ({ours.jurisdiction.code})"
        )
    verdicts = {
        each.id: sorted(
            evaluate(each, ours.jurisdiction, facts, as_of=on, known_at=known),
            key=lambda verdict: clause_order(verdict.clause),
        )
        for each in asked
    }
    return Assessment(
        county=ours.jurisdiction,
        as_of=on,
        known_at=known,
        plans=tuple(PlanVerdicts(plan=each, verdicts=tuple(verdicts[each.id])) for each in asked),
        skipped=skipped,
        register=facts,
        engine=engine,
        distribution=ours.distribution or None,
        plugin_version=ours.version or None,
    )


def days_of(as_of: str | date, known_at: str | date | None) -> tuple[date, date | None]:
    """The day of a question and the day of what was known; a QuestionError if one is no day, or they contradict each other."""
    on = _day("as-of date", as_of)
    known = None if known_at is None else _day("known-at date", known_at)
    if known is not None and known < on:
        raise QuestionError(f"known at must not lie before the as-of date: {known} is before {on}")
    return on, known


def _day(what: str, value: object) -> date:
    try:
        return day(value)
    except ValueError as unreadable:
        raise QuestionError(f"{what}: {unreadable}") from None


def _engine(name: str) -> Evaluate:
    if name not in ENGINES:
        raise QuestionError(unknown_name("engine", name, ENGINES))
    evaluate: Evaluate = importlib.import_module(f"regrules.engine.{name}").evaluate
    return evaluate


def _county(county: str | Jurisdiction | Installed) -> Installed:
    if isinstance(county, Installed):
        return county
    if isinstance(county, Jurisdiction):
        return Installed(jurisdiction=county, distribution="", version="")
    return _found(county)


@cache
def _found(county: str) -> Installed:
    """The installed county, looked for once: a process that has imported a plugin keeps that very plugin anyway."""
    return find(county)


def _asked(county: Jurisdiction, plan: str | None, on: date) -> tuple[tuple[Plan, ...], tuple[Skipped, ...]]:
    plans = county.plans
    if plan is not None:
        plans = tuple(each for each in plans if each.id == plan)
        if not plans:
            raise QuestionError(unknown_name(f"plan of {county.id}", plan, [each.id for each in county.plans]))
    terms = [(each, term(each)) for each in plans]
    asked = tuple(each for each, days in terms if days.start <= on <= days.end)
    if not asked:
        dates = "; ".join(f"{each.id} from {days.start} to {days.end}" for each, days in terms) or "it has no plan"
        raise NothingEvaluated(f"no plan of {county.id} can be assessed on {on}: {dates}")
    skipped = tuple(
        Skipped(plan=each.id, title=each.title, first=days.start, last=days.end)
        for each, days in terms
        if each not in asked
    )
    return asked, skipped


def _part(register: Any, county: Jurisdiction) -> Register:
    compact = compact_register(register)
    if compact is not None:
        return compact.part(county.code, county.schema)
    return facts_of(register, county.schema).jurisdiction(county.code)


def compact_register(register: Any) -> CompactRegister | None:
    """The compact register itself, or the one that stands in a folder; None if it is another kind of register."""
    from .register.compact import CompactRegister, is_compact, open_compact

    if isinstance(register, (str, PathLike)) and is_compact(folder := Path(register)):
        return open_compact(folder)
    return register if isinstance(register, CompactRegister) else None


def facts_of(register: str | PathLike[str] | Register | Mapping[str, Any], schema: Schema) -> Register:
    """The register that a folder, a register or tables by name hold; a RegisterError if it is refused."""
    from . import register as reading

    if isinstance(register, reading.Register):
        return register
    if isinstance(register, (str, PathLike)):
        return reading.read_folder(Path(register), schema)
    if not isinstance(register, Mapping):
        raise QuestionError(f"register {register!r} is no folder, no register and no tables by name")
    tables = {str(name): table for name, table in register.items()}
    if all(table is None or isinstance(table, (list, tuple)) for table in tables.values()):
        return reading.from_records(schema, **tables)
    return reading.from_frames(schema, **tables)
