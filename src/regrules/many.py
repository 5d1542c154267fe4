"""Asking many counties at once: one register, every installed jurisdiction, one overview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal

from .api import assess, compact_register, days_of, facts_of
from .errors import NothingEvaluated, QuestionError, RegrulesError
from .failing import failure_text
from .model.checks import unknown_name
from .model.plans import Jurisdiction, Plan
from .plugins import Installed, installed
from .report.assessment import Assessment
from .report.overview import AskedPlan, Failed, LeftOut, Overview
from .report.overview_columns import Gathering
from .report.terms import term

if TYPE_CHECKING:
    from .engine.words.evaluate import Answer
    from .register import Register
    from .register.compact import CompactRegister

_COMPACT = "in order of jurisdictions"
Progress = Callable[[int, int], None]


def assess_all(
    register: str | PathLike[str] | Register | CompactRegister | Mapping[str, Any],
    *,
    as_of: str | date,
    known_at: str | date | None = None,
    jurisdictions: Iterable[Jurisdiction | Installed] | None = None,
    only: Iterable[str] | None = None,
    progress: Progress | None = None,
    on_failure: Literal["raise", "name"] = "raise",
) -> Overview:
    """
    How far every county in a register has come with its plans on a date.

    Args:
        register: The facts of all: a compact register or the path to one, a folder, a register that was read before, or
            tables by name.
        as_of: The day of the question, whose end counts.
        known_at: Leave out what was recorded after this day, which must not lie before *as_of*.
        jurisdictions: Who is asked, records that need not be installed; every installed jurisdiction, if unsaid.
        only: The division codes of those to ask; all, if unsaid. What no plugin speaks for is counted all the same.
        progress: Called after each plan with how many are done and how many there are.
        on_failure: ``"name"`` names a jurisdiction whose evaluation fails and goes on with the others; ``"raise"`` does
            not go on.

    Raises:
        QuestionError: a date cannot be read, the dates contradict each other, or a name is unknown.
        NothingEvaluated: no jurisdiction has both subjects in the register and a plan that can be asked about.
        RegisterError: the register is refused; every defect is listed.
        PluginError: a plugin cannot be used, or two of them add to the register what contradicts each other.

    >>> import regrules
    >>> overview = regrules.assess_all("registers/region", as_of="2025-06-30")  # doctest: +SKIP
    >>> overview.totals["500240"]["breached"]  # doctest: +SKIP
    3
    """
    overview = overview_of(
        register, as_of=as_of, known_at=known_at, jurisdictions=jurisdictions, only=only, progress=progress,
        on_failure=on_failure,
    )  # fmt: skip
    refuse_nothing(overview)
    return overview


def refuse_nothing(overview: Overview) -> None:
    """A NothingEvaluated if no jurisdiction was asked, with what stood in the way of each."""
    if overview.asked or overview.failed:
        return
    if not overview.skipped:
        raise NothingEvaluated("nothing was evaluated: no jurisdiction is installed")
    lacking = [each.county for each in overview.skipped if not each.subjects]
    planless = [each.county for each in overview.skipped if each.subjects and each.plan is None]
    late = [f"{each.plan} from {each.first} to {each.last}" for each in overview.skipped if each.plan is not None]
    told = [f"the register holds no subject of {_few(lacking)}"] if lacking else []
    told += [f"{_few(planless)} has no plan"] if planless else []
    told += [f"no plan can be assessed on {overview.as_of}: {_few(late)}"] if late else []
    raise NothingEvaluated("nothing was evaluated: " + "; ".join(told))


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def overview_of(
    register: str | PathLike[str] | Register | CompactRegister | Mapping[str, Any],
    *,
    as_of: str | date,
    known_at: str | date | None = None,
    jurisdictions: Iterable[Jurisdiction | Installed] | None = None,
    only: Iterable[str] | None = None,
    progress: Progress | None = None,
    on_failure: Literal["raise", "name"] = "raise",
) -> Overview:
    """The same as :func:`assess_all`, but an overview of nothing is no refusal: for a part of a larger question."""
    if on_failure not in ("raise", "name"):
        raise QuestionError(unknown_name("way to treat a failure", str(on_failure), ("raise", "name")))
    on, known = days_of(as_of, known_at)
    everybody = _everybody(jurisdictions)
    facts, digest = _facts_of_all(register, everybody)
    asked, skipped = _to_ask(_chosen(everybody, only), facts, on)
    answers = partial(_answers, facts=facts, as_of=on, known_at=known)
    gathering, failed = Gathering(), list[Failed]()
    try:
        for answer in answers(asked, progress=progress):
            gathering.add(answer)
    except Exception as failure:
        if on_failure == "raise":
            if not isinstance(failure, RegrulesError):
                failure.add_note(_whose(answers, asked))
            raise
        gathering, asked, failed = _each_by_itself(answers, asked, progress)
    again = {each.jurisdiction.code: each for each in everybody}

    def assessed(code: str) -> Assessment:
        return assess(again[code], register=facts, as_of=on, known_at=known)

    return Overview(
        as_of=on,
        known_at=known,
        asked=tuple(_described(county, plan) for county, plan in asked),
        obligations=tuple(gathering.obligations),
        columns=gathering.columns(),
        skipped=skipped,
        without_plugin=_without_plugin(facts, everybody),
        failed=tuple(failed),
        digest=digest,
        assessed=assessed,
    )


def _everybody(jurisdictions: Iterable[Jurisdiction | Installed] | None) -> tuple[Installed, ...]:
    """The jurisdictions that there are, sorted by code."""
    if jurisdictions is None:
        return installed()
    found = [
        each if isinstance(each, Installed) else Installed(jurisdiction=each, distribution="", version="")
        for each in jurisdictions
    ]
    found.sort(key=lambda each: each.jurisdiction.code)
    for attribute in ("code", "id"):
        times = Counter(getattr(each.jurisdiction, attribute) for each in found)
        for value in sorted(value for value, number in times.items() if number > 1):
            raise QuestionError(f"the {attribute} `{value}` stands twice among the jurisdictions to ask")
    return tuple(found)


def _chosen(everybody: Sequence[Installed], only: Iterable[str] | None) -> tuple[Installed, ...]:
    if only is None:
        return tuple(everybody)
    wanted, known = set(only), [each.jurisdiction.code for each in everybody]
    for code in sorted(wanted - set(known)):
        raise QuestionError(unknown_name("division code", code, known))
    return tuple(each for each in everybody if each.jurisdiction.code in wanted)


def _facts_of_all(register: Any, everybody: Sequence[Installed]) -> tuple[CompactRegister, str | None]:
    """The facts of all in order of their jurisdictions, and their digest."""
    from .register.compact import in_memory
    from .register.merged import merged_schema

    compact = compact_register(register)
    if compact is not None:
        return compact, compact.digest
    schema = merged_schema({each.jurisdiction.id: each.jurisdiction.schema for each in everybody})
    whole = facts_of(register, schema)
    if _COMPACT not in whole.kept:
        whole.kept[_COMPACT] = in_memory(whole)
    return whole.kept[_COMPACT], whole.digest


Ours = tuple[Installed, Plan]


def _to_ask(chosen: Sequence[Installed], facts: CompactRegister, on: date) -> tuple[list[Ours], tuple[LeftOut, ...]]:
    """The plans to ask, and what is left out."""
    asked: list[Ours] = []
    skipped: list[LeftOut] = []
    for each in chosen:
        county = each.jurisdiction
        left = partial(
            LeftOut, code=county.code, county=county.id, name=county.name, subjects=facts.subjects(county.code)
        )
        terms = [(plan, term(plan)) for plan in county.plans] if left.keywords["subjects"] else []
        if not terms:
            skipped.append(left())
        for plan, days in terms:
            if days.start <= on <= days.end:
                asked.append((each, plan))
            else:
                skipped.append(left(plan=plan.id, first=days.start, last=days.end))
    return asked, tuple(skipped)


def _without_plugin(facts: CompactRegister, everybody: Sequence[Installed]) -> dict[str, int]:
    """How many subjects are recorded for each code that nobody speaks for, those of the codes below it apart."""
    known = {each.jurisdiction.code for each in everybody}
    return {code: number for code, number in sorted(_own_subjects(facts).items()) if number and code not in known}


def _answers(
    asked: Sequence[Ours],
    *,
    facts: CompactRegister,
    as_of: date,
    known_at: date | None,
    progress: Progress | None = None,
) -> Iterator[Answer]:
    """How the questions of the plans *asked* stand."""
    from .engine.words.asked import Asked
    from .engine.words.evaluate import evaluate_many

    plans = [
        Asked(
            jurisdiction=each.jurisdiction,
            plan=plan,
            facts=partial(facts.part, each.jurisdiction.code, each.jurisdiction.schema),
        )
        for each, plan in asked
    ]
    return evaluate_many(plans, as_of=as_of, known_at=known_at, progress=progress)


def _each_by_itself(
    answers: Callable[..., Iterator[Answer]], asked: Sequence[Ours], progress: Progress | None
) -> tuple[Gathering, list[Ours], list[Failed]]:
    """The same jurisdiction by jurisdiction, so that those which fail are known and the others are not lost."""
    gathering, done, failed = Gathering(), list[Ours](), list[Failed]()
    tried = 0
    for _, plans in groupby(asked, key=lambda each: each[0].jurisdiction.code):
        ours = list(plans)
        try:
            found = list(answers(ours))
        except Exception as failure:  # whatever it is, it is named
            failed.append(_failed(ours[0][0].jurisdiction, failure))
        else:
            for answer in found:
                gathering.add(answer, first=len(done))
            done += ours
        tried += len(ours)
        if progress is not None:
            progress(tried, len(asked))
    return gathering, done, failed


def _whose(answers: Callable[..., Iterator[Answer]], asked: Sequence[Ours]) -> str:
    """Which jurisdictions cannot be evaluated, in a sentence; they are found by asking each by itself."""
    _, _, failed = _each_by_itself(answers, asked, None)
    if not failed:
        return "each jurisdiction by itself can be evaluated, all of them together cannot"
    return f"it happens in {_few([f'{each.county} ({each.code})' for each in failed])}"


def _failed(county: Jurisdiction, failure: Exception) -> Failed:
    problem = str(failure) if isinstance(failure, RegrulesError) else failure_text(failure)
    return Failed(code=county.code, county=county.id, name=county.name, problem=problem)


def _own_subjects(facts: CompactRegister) -> dict[str, int]:
    """How many subjects each division code has itself, without those of the codes below it."""
    from .register.division import parents

    found = {code: facts.subjects(code) for code in facts.codes}
    below = dict.fromkeys(found, 0)
    for code, number in found.items():
        above = [each for each in parents(code) if each in below]
        if above:
            below[above[0]] += number
    return {code: number - below[code] for code, number in found.items()}


def _described(county: Installed, plan: Plan) -> AskedPlan:
    return AskedPlan(
        code=county.jurisdiction.code,
        county=county.jurisdiction.id,
        name=county.jurisdiction.name,
        plan=plan.id,
        title=plan.title,
        distribution=county.distribution or None,
        plugin_version=county.version or None,
    )
