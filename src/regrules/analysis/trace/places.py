"""Whether figures belong to what the document says them of: the right level, the right thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from ..check import Finding
from ..document import Clause, Figure
from .agree import agreement, levels_said
from .claims import Claim
from .said import claim_text, finding
from .sides import Held, Sides, pairs_of_characters

_LIST = re.compile(r"\s*(?:[、，,和及与或至]|以及)?\s*")
_CUT = re.compile(r"[。；;]")
# By how much a figure must fit another obligation better before it counts as exchanged.
_MARGIN = 0.3


def swapped(found: Sides) -> Iterator[Finding]:
    """Figures that the document says of another level, or of what another obligation is about."""
    for held in found.held:
        for clause in held.cited:
            yield from _of_another_level(found, held, clause)
    for one, other in combinations(found.held, 2):
        for clause in one.cited:
            if clause in other.cited:
                yield from _exchanged(found, clause, one, other)


def _of_another_level(found: Sides, held: Held, clause: Clause) -> Iterator[Finding]:
    for level in (claim for claim in held.claims if claim.kind == "level" and claim.unit != "letter"):
        for claim in held.claims:
            if claim.kind in ("level", "day", "year") or (claim.implied and claim.value == 1):
                continue
            said = [each for each in clause.figures if agreement(claim, each, held.year) == "same"]
            ruling = [_level_before(clause, each, level.unit) for each in said]
            if ruling and all(levels and not levels & set(level.levels) for levels in ruling):
                text, mine = claim_text(claim), claim_text(level)
                theirs = "、".join(sorted(ruling[0]))
                yield finding(
                    "figures-in-place",
                    found.plan.id,
                    (
                        f"任务对{mine.zh}要求“{text.zh}”，条款{clause.path}的“{said[0].text}”说的是{theirs}级（类）",
                        f"the obligation asks {mine.en} for “{text.en}”; clause {clause.path} says it of level or class {theirs}",
                    ),
                    ("按原文核对级别与数字的对应", "let level and figure go together as in the document"),
                    clause=clause.path,
                    obligation=held.obligation.id,
                )


def _level_before(clause: Clause, figure: Figure, unit: str) -> frozenset[str]:
    """The levels that the document named last before *figure*; none if it named none."""
    levels = [
        each for each in clause.figures if each.kind == "level" and each.unit == unit and each.start < figure.start
    ]
    named: frozenset[str] = frozenset()
    for at in reversed(range(len(levels))):
        named |= levels_said(levels[at])
        if at and not _LIST.fullmatch(clause.text[levels[at - 1].start + len(levels[at - 1].text) : levels[at].start]):
            break
    return named


def _exchanged(found: Sides, clause: Clause, one: Held, other: Held) -> Iterator[Finding]:
    mine, theirs = _signs(one) - _signs(other), _signs(other) - _signs(one)
    for claim, figure in _alone(one, clause):
        for against, rival in _alone(other, clause):
            if figure.kind != rival.kind or figure.value == rival.value or not (mine and theirs):
                continue
            here, there = _words_of(clause, figure), _words_of(clause, rival)
            as_is = _share(mine, here) + _share(theirs, there)
            if _share(mine, there) + _share(theirs, here) > as_is + _MARGIN:
                said = claim_text(claim)
                yield finding(
                    "figures-in-place",
                    found.plan.id,
                    (
                        f"“{said.zh}”与任务{other.obligation.id}的“{claim_text(against).zh}”似乎互换了",
                        f"“{said.en}” and the “{claim_text(against).en}” of {other.obligation.id} seem to be exchanged",
                    ),
                    (f"核对条款{clause.path}中各数字说的是什么", f"see what clause {clause.path} says each figure of"),
                    clause=clause.path,
                    obligation=one.obligation.id,
                )


def _alone(held: Held, clause: Clause) -> Iterator[tuple[Claim, Figure]]:
    """The shares, counts and clocks of an obligation that *clause* says just once."""
    for claim in held.claims:
        said = [each for each in clause.figures if agreement(claim, each, held.year) == "same"]
        if claim.kind in ("share", "count", "clock") and not claim.implied and len(said) == 1:
            yield claim, said[0]


def _words_of(clause: Clause, figure: Figure) -> str:
    """What a figure is said of: the words that lead to a share or a count, those that follow a time limit."""
    if figure.kind == "clock":
        end = figure.start + len(figure.text)
        return re.split(r"[，。；;,]", clause.text[end:])[0]
    cuts = [cut.end() for cut in _CUT.finditer(clause.text, 0, figure.start)]
    alike = (each for each in clause.figures if each.kind == figure.kind and each.start < figure.start)
    return clause.text[max([0, *cuts, *(each.start + len(each.text) for each in alike)]) : figure.start]


def _signs(held: Held) -> set[str]:
    """The pairs of characters of an obligation's title."""
    return pairs_of_characters(held.obligation.title.zh)


def _share(signs: set[str], text: str) -> float:
    return len(signs & pairs_of_characters(text)) / len(signs)
