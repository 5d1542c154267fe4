"""Notes on figures, rounding that the document doesn't ask for, titles that copy the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ...model.targets import AnyTarget, Bands, Stages, Target
from ..check import Finding
from .figures import names, traced_figures
from .said import finding
from .sides import Sides

COPIED = 16
_ROUNDED = {
    "down": re.compile(r"舍去|取整|向下|不计小数|去尾|尾数不计"),
    "half_up": re.compile(r"四舍五入"),
}


def fit(found: Sides) -> Iterator[Finding]:
    """Notes on figures that the document does not have there, or that an obligation uses."""
    for note in found.plan.figure_notes:
        clause = next((each for each in found.part.clauses if each.path == note.clause), None)
        if clause is None:
            continue  # that the clause is missing is told by another check
        traced = [each for each in traced_figures(found, clause) if names(note.figure, each.figure)]
        if traced and not all(each.used_by for each in traced):
            continue
        if traced:
            users = "、".join(dict.fromkeys(name for each in traced for name in each.used_by))
            problem = (
                f"“{note.figure}”有说明，但任务{users}已使用它",
                f"“{note.figure}” has a note, yet {users} uses it",
            )
        else:
            problem = (
                f"条款{note.clause}没有“{note.figure}”这一数字",
                f"clause {note.clause} has no figure “{note.figure}”",
            )
        advice = ("删去这条说明，或改为原文的写法", "remove the note, or write the figure as the document does")
        yield finding("notes-fit", found.plan.id, problem, advice, clause=note.clause)


def rounding(found: Sides) -> Iterator[Finding]:
    """Rounding other than upwards that neither the clause nor the interpretation speaks of."""
    for held in found.held:
        for target in _targets(held.obligation.target):
            words = _ROUNDED.get(target.rounding)
            if words is not None and not words.search(held.text + held.text_above + held.reading):
                zh, en = {"down": ("舍去小数", "down"), "half_up": ("四舍五入", "half up")}[target.rounding]
                yield finding(
                    "rounding-stated",
                    found.plan.id,
                    (
                        f"任务按“{zh}”取整，条款和理解说明都没有写",
                        f"the required number is rounded {en}, which neither clause nor interpretation says",
                    ),
                    (
                        "原文没有规定的向上取整，否则在理解说明中写明“四舍五入”或“舍去小数”",
                        "round up unless the document says otherwise, or give the rounding in the interpretation",
                    ),
                    clause=held.obligation.clause,
                    obligation=held.obligation.id,
                )


def _targets(target: AnyTarget | None) -> Iterator[Target]:
    match target:
        case Target():
            yield target
        case Bands(bands=bands):
            yield from (band.target for band in bands)
        case Stages(stages=stages):
            for stage in stages:
                yield from _targets(stage.target)


def copied(found: Sides) -> Iterator[Finding]:
    """Titles that copy the words of the document."""
    titles = [(held.obligation.id, held.obligation.clause, held.obligation.title.zh) for held in found.held]
    titles += [("", each.clause, each.title.zh) for each in found.plan.guidance]
    texts = {clause.path: clause.text for clause in (*found.part.headings, *found.part.clauses)}
    for obligation, path, title in titles:
        text = texts.get(path, "")
        same = SequenceMatcher(None, title, text, autojunk=False).find_longest_match()
        if same.size >= COPIED:
            words = title[same.a : same.a + same.size]
            yield finding(
                "own-words",
                found.plan.id,
                (f"标题照抄了原文的“{words}”", f"the title copies “{words}” from the document"),
                (
                    f"用自己的话写标题，连续照抄不超过{COPIED - 1}个字",
                    f"say it in your own words; fewer than {COPIED} characters may follow each other as in the document",
                ),
                clause=path,
                obligation=obligation,
            )
