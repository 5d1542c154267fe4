"""The figures of plan and document, held against each other in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from ...model.plans import Obligation
from ...model.targets import Stages
from ...model.text import Text
from ...model.windows import Periods, Window
from ..check import Finding
from ..document import Clause, Figure, find_figures
from .agree import agreement
from .found import found_in
from .moments import is_yearly, span_of
from .records import TracedClaim, TracedFigure
from .said import claim_text, figures_text, finding
from .sides import Held, Sides


def traced_claims(found: Sides) -> Iterator[TracedClaim]:
    """Every figure of every obligation, and where it stands."""
    for held in found.held:
        for claim in held.claims:
            where, clause = found_in(held, claim)
            yield TracedClaim(obligation=held.obligation.id, claim=claim, found=where, clause=clause)


def traced_figures(found: Sides, clause: Clause) -> tuple[TracedFigure, ...]:
    """Every figure of a clause, with the obligations that use it or the note that explains it."""
    near = [held for held in found.held if clause.path in {each.path for each in held.places}]
    users = [tuple(held.obligation.id for held in near if uses(held, figure)) for figure in clause.figures]
    return tuple(
        TracedFigure(
            figure=figure,
            used_by=users[at] if _has_a_user(clause, at, users[at]) else (),
            note=_note(found, clause.path, figure),
        )
        for at, figure in enumerate(clause.figures)
    )


def _has_a_user(clause: Clause, at: int, users: tuple[str, ...]) -> bool:
    """
    Whether there are obligations enough for the figure at this place and those alike before it.

    A share that stands twice in one clause (注册率100%，报告率100%) is two demands, so one obligation does not use both.
    """
    figure = clause.figures[at]
    if figure.kind != "share":
        return bool(users)
    return len(users) > sum(_alike(figure, each) for each in clause.figures[:at])


def uses(held: Held, figure: Figure) -> bool:
    """Whether an obligation says *figure*, in its data or in its title, or implies it."""
    for claim in held.claims:
        # What the words of a clause imply is not what it writes: a share that is written wants a target that is not implied.
        written = figure.kind != "share" or not claim.implied
        if written and agreement(claim, figure, held.year) == "same":
            return True
    if _between_stages(held, figure):
        return True
    levelled = any(claim.kind == "level" and claim.unit == figure.unit for claim in held.claims)
    if figure.kind == "level" and not levelled and any(_alike(figure, each) for each in held.title_figures):
        return True
    return _implies(held.obligation, figure, held.year)


def _between_stages(held: Held, figure: Figure) -> bool:
    """Whether *figure* is the share that the number of one stage is of another's: 80% of 60 are 48."""
    if figure.kind != "share" or figure.unit or not isinstance(held.obligation.target, Stages):
        return False
    numbers = {claim.value for claim in held.claims if claim.kind == "count"}
    return any(ceil(figure.value * whole) in numbers - {whole} for whole in numbers)


def _alike(one: Figure, other: Figure) -> bool:
    return (one.kind, one.value, one.unit, one.bound) == (other.kind, other.value, other.unit, other.bound)


def _implies(obligation: Obligation, figure: Figure, year: int) -> bool:
    """Whether *figure* says no more than that the plan is one of a year: 每年, 全年, 年底前."""
    window = obligation.window
    if not isinstance(window, Window) or isinstance(obligation.each, Periods):
        return False
    whole = (window.start.month, window.start.day, window.end.month, window.end.day) == (1, 1, 12, 31)
    span = span_of(figure, year)
    ends = span is not None and span.end == window.asked_on == window.end and figure.kind == "date"
    return whole and window.start.year == window.end.year and (is_yearly(figure) or ends)


def _note(found: Sides, path: str, figure: Figure) -> Text | None:
    for note in found.plan.figure_notes:
        if note.clause == path and names(note.figure, figure):
            return note.reason
    for each in found.plan.guidance:
        said = find_figures(each.reason.zh) if each.clause == path else ()
        if each.clause == path and (is_yearly(figure) or any(_alike(figure, one) for one in said)):
            return each.reason
    return None


def names(text: str, figure: Figure) -> bool:
    """Whether *text* is how a plan names *figure*: as the document writes it, or the same figure in other signs."""
    alike = any(
        (each.kind, each.value, each.unit, each.per) == (figure.kind, figure.value, figure.unit, figure.per)
        for each in find_figures(text)
    )
    return alike or tight(text) == tight(figure.text)


def tight(text: str) -> str:
    """*text* without blanks and with narrow digits, so that 24 小时 and 24小时 are the same."""
    wide = str.maketrans("０１２３４５６７８９％", "0123456789%")
    return "".join(text.translate(wide).split())


def document_used(found: Sides) -> Iterator[Finding]:
    """Figures of the document that no obligation uses and no note explains."""
    for clause in (*found.part.headings, *found.part.clauses):
        for each in traced_figures(found, clause):
            if not each.accounted and not disputed(found, clause, each.figure):
                said = each.figure.text.strip()
                implied = _left_to_the_words(found, clause, each.figure)
                yield finding(
                    "figures-of-document-used",
                    found.plan.id,
                    (
                        f"条款{clause.path}的“{said}”没有任务使用，也没有说明",
                        f"no obligation of clause {clause.path} uses its figure “{said}”, and no note says why",
                    ),
                    (
                        f"在该条款的任务中使用“{said}”{implied[0]}，或在 figure_notes 中说明理由",
                        f"use “{said}” in an obligation of the clause{implied[1]}, or give the reason in figure_notes",
                    ),
                    clause=clause.path,
                )


def _left_to_the_words(found: Sides, clause: Clause, figure: Figure) -> tuple[str, str]:
    """What to do where an obligation has the figure, but as one that is not written."""
    for held in found.held:
        claims = [claim for claim in held.claims if claim.implied and clause in held.cited]
        if figure.kind == "share" and any(agreement(claim, figure, held.year) == "same" for claim in claims):
            return "（原文写出的数字不写 implied=True）", " (what the document writes is not implied=True)"
    return "", ""


def disputed(found: Sides, clause: Clause, figure: Figure) -> bool:
    """Whether an obligation says *figure* with another bound; then that is what is told."""
    return any(
        agreement(claim, figure, held.year) == "other bound" and found_in(held, claim)[0] == "missing"
        for held in found.held
        if clause.path in {each.path for each in held.places}
        for claim in held.claims
    )


def plan_found(found: Sides) -> Iterator[Finding]:
    """Figures of obligations that stand in none of the clauses they cite."""
    for held in found.held:
        for claim in held.claims:
            if found_in(held, claim)[0] != "missing" or any(held.said(claim, "other bound")):
                continue
            said, there = claim_text(claim), figures_text(figure for each in held.cited for figure in each.figures)
            cited = "、".join(held.obligation.clauses)
            hint = implied_hint(held) if claim.kind in ("share", "count") else ("", "")
            yield finding(
                "figures-of-plan-found",
                found.plan.id,
                (
                    f"任务的“{said.zh}”在条款{cited}中找不到；该处有：{there.zh}",
                    f"“{said.en}” of the obligation stands nowhere in clause {cited}, which has: {there.en}",
                ),
                (
                    f"改为原文的数字，改引条款，或在理解说明（interpretation）中写明其来由{hint[0]}",
                    f"use the document's figure, cite another clause, or name the figure in the interpretation{hint[1]}",
                ),
                clause=held.obligation.clause,
                obligation=held.obligation.id,
            )


def implied_hint(held: Held) -> tuple[str, str]:
    """What to do where the words of the clause imply the figure."""
    if held.obligation.implied:
        return "", ""
    return "；文字隐含的全部、至少一次，写 implied=True", "; where words imply all, or one, say implied=True"


def bounds(found: Sides) -> Iterator[Finding]:
    """Figures that plan and document bound in different ways: at least, at most, more than, less than."""
    for held in found.held:
        for claim in held.claims:
            others = list(held.said(claim, "other bound"))
            if others and found_in(held, claim)[0] == "missing":
                clause, figure = others[0]
                said, there = claim_text(claim), _around(clause, figure)
                yield finding(
                    "bounds-agree",
                    found.plan.id,
                    (
                        f"任务要求“{said.zh}”，条款{clause.path}写的是“{there}”",
                        f"the obligation asks for “{said.en}”, clause {clause.path} says “{there}”",
                    ),
                    (
                        "按原文改用不低于、不超过、高于或低于",
                        "use the bound of the document: at least, at most, more than or less than",
                    ),
                    clause=clause.path,
                    obligation=held.obligation.id,
                )


def _around(clause: Clause, figure: Figure) -> str:
    end = figure.start + len(figure.text)
    return clause.text[max(0, figure.start - 8) : end + 2].strip()
