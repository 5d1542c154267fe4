"""Who is missing, agency by agency, and what would have to be known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from rich.text import Text as Line

from ..engine.verdict import Member, Verdict
from .assessment import Assessment, PlanVerdicts
from .figures import range_text
from .words import STRENGTH, agency_text, said
from .wrapping import indented, labelled

SHOWN_NAMES = 3
SHOWN_AGENCIES = 6
SHOWN_COLUMNS = 5


def missing_lines(assessment: Assessment, part: PlanVerdicts, lang: str, width: int) -> Iterator[Line]:
    """For each breached obligation who is missing, by agency, and what follows."""
    names = subject_names(assessment)
    for verdict in part.verdicts:
        if verdict.status == "breached":
            yield labelled(verdict.clause, _headed(verdict, lang), width)
            for told in (*_by_agency(assessment, verdict, names, lang), *_next_steps(verdict, lang)):
                yield indented(told, width, 4)


def undetermined_lines(part: PlanVerdicts, lang: str, width: int) -> Iterator[Line]:
    """For each undecided obligation which columns are missing, and for how many."""
    for verdict in part.verdicts:
        if verdict.status == "undecided":
            yield labelled(verdict.clause, _headed(verdict, lang), width)
            counts = Counter(column for member in verdict.undetermined for column in member.missing)
            told = [f"{name} ({count})" for name, count in counts.most_common(SHOWN_COLUMNS)]
            if told:
                yield indented(said("missing", lang).format(said("between", lang).join(told)), width, 4)


def subject_names(assessment: Assessment) -> Mapping[str, str]:
    """The name of each subject by its id; of several versions, that of the last one given."""
    columns = assessment.register.table("subjects").columns
    return dict(zip(map(str, columns["subject_id"]), map(str, columns["name"]), strict=True))


def enumerated(names: list[str], shown: int, lang: str) -> str:
    """The first few *names*, and how many there are besides (in Chinese: in all)."""
    told = said("between", lang).join(names[:shown])
    if len(names) <= shown:
        return told
    return told + said("more", lang).format(len(names) if lang == "zh" else len(names) - shown)


def _headed(verdict: Verdict, lang: str) -> str:
    told = [verdict.title.in_language(lang)]
    if verdict.value is not None:
        told.append(verdict.value)
    if verdict.strength != "must":
        told.append(STRENGTH[verdict.strength].in_language(lang))
    for name, found in (("short", verdict.shortfall), ("excess", verdict.excess)):
        if number := range_text(found):
            told.append(said(name, lang).format(number))
    return " · ".join(told)


def _by_agency(assessment: Assessment, verdict: Verdict, names: Mapping[str, str], lang: str) -> Iterator[str]:
    groups: dict[str | None, list[Member]] = {}
    for member in verdict.outstanding:
        groups.setdefault(member.agency, []).append(member)
    called = {
        agency: agency_text(assessment.county, agency, assessment.register).in_language(lang)
        for agency in (*groups, *verdict.responsible)
    }
    if not groups:
        yield enumerated([called[agency] for agency in verdict.responsible], SHOWN_AGENCIES, lang)
        return
    ordered = sorted(groups, key=lambda agency: (agency is None, -len(groups[agency]), agency or ""))
    for agency in ordered[:SHOWN_AGENCIES]:
        told = enumerated([names.get(member.id, member.id) for member in groups[agency]], SHOWN_NAMES, lang)
        yield f"{called[agency]} {len(groups[agency])}{said('colon', lang)}{told}"
    if rest := ordered[SHOWN_AGENCIES:]:
        count = sum(len(groups[agency]) for agency in rest)
        yield said("further agencies", lang).format(len(rest), count)


def _next_steps(verdict: Verdict, lang: str) -> Iterator[str]:
    steps = Counter(member.next_step for member in verdict.outstanding if member.next_step)
    told = []
    for step, count in steps.most_common(SHOWN_NAMES):
        by = "" if step.due is None else f" {said('until', lang).format(step.due)}"
        told.append(f"{step.title.in_language(lang)}{by} ({count})")
    if told:
        yield said("next", lang).format(said("between", lang).join(told))
