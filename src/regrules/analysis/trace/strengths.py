"""Whether an obligation is as strict as its clause: 原则上 and 力争 make it softer, and without them it is a must."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..check import Finding
from .said import finding
from .sides import Held, Sides

_IN_PRINCIPLE = re.compile(r"原则上|一般应|一般不")
_AIMS = re.compile(r"力争|争取|力求|推动|推进|努力|逐步|鼓励|探索|尝试|配合|支持|引导|试点|目标")
# Said of one duty of a clause, and never of a whole section.
_PLAIN = {"in_principle": re.compile("原则上"), "aims_at": re.compile("力争")}
_SHOWS = {"in_principle": _IN_PRINCIPLE, "aims_at": _AIMS}
_NAMES = {"in_principle": ("原则上", "in principle"), "aims_at": ("努力目标", "an aim"), "must": ("必须", "a must")}


def as_written(found: Sides) -> Iterator[Finding]:
    """Softer strengths that no word of the clause, the title or the interpretation shows, and soft words that nothing takes up."""
    for held in found.held:
        yield from _too_soft(found, held)
        yield from _too_hard(found, held)


def _too_soft(found: Sides, held: Held) -> Iterator[Finding]:
    strength, said = held.obligation.strength, f"{held.obligation.title.zh}。{held.reading}。{held.text}"
    if (strength in _SHOWS and not _SHOWS[strength].search(said)) or _too_many(found, held):
        zh, en = _NAMES[strength]
        yield _finding(
            found,
            held,
            (
                f"任务写作“{zh}”，条款和说明都没有这样说",
                f"it is {en} only, of which clause and interpretation say nothing",
            ),
        )


def _too_many(found: Sides, held: Held) -> bool:
    """Whether more obligations of a clause are in principle than it says 原则上, and this one does not say it itself."""
    own = f"{held.obligation.title.zh}。{held.reading}"
    if held.obligation.strength != "in_principle" or _IN_PRINCIPLE.search(own):
        return False
    paths = {clause.path for clause in held.cited}
    softer = [
        each
        for each in found.held
        if each.obligation.strength == "in_principle" and paths & {clause.path for clause in each.cited}
    ]
    return len(softer) > len(_IN_PRINCIPLE.findall(held.text))


def _too_hard(found: Sides, held: Held) -> Iterator[Finding]:
    for strength, soft in _PLAIN.items():
        zh, en = _NAMES[strength]
        if held.obligation.strength != strength and soft.search(held.obligation.title.zh):
            yield _finding(
                found, held, (f"标题写“{soft.pattern}”，任务却不是", f"the title says that it is {en}, its data do not")
            )
        elif (
            held.obligation.strength == "must" and soft.search(held.text) and not _taken_up(found, held, strength, soft)
        ):
            yield _finding(
                found,
                held,
                (
                    f"条款写“{soft.pattern}”，引用它的任务没有一项写作“{zh}”",
                    f"the clause says {soft.pattern}, and none of the obligations that cite it is {en}",
                ),
            )


def _taken_up(found: Sides, held: Held, strength: str, soft: re.Pattern[str]) -> bool:
    """Whether an obligation of the same clause has the softer strength, or an interpretation speaks of the word."""
    paths = {clause.path for clause in held.cited if soft.search(clause.text)}
    others = [other for other in found.held if paths & {clause.path for clause in other.cited}]
    return any(other.obligation.strength == strength or soft.search(other.reading) for other in others)


def _finding(found: Sides, held: Held, problem: tuple[str, str]) -> Finding:
    return finding(
        "strength-as-written",
        found.plan.id,
        problem,
        (
            "核对 strength；确要如此的，在理解说明中写明条款怎样说",
            "check `strength`; if it is meant, say in the interpretation how the clause puts it",
        ),
        clause=held.obligation.clause,
        obligation=held.obligation.id,
    )
