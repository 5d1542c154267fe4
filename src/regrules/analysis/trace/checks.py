"""The checks of the level ``traced``: each holds a plan against its document."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...model.text import Text
from ..check import Candidate, Check, Finding
from . import clauses, figures, ladders, notes, offices, pairs, places, strengths, tables, titles, words
from .sides import Sides, sides

Find = Callable[[Sides], Iterator[Finding]]

FINDS: dict[str, tuple[Find, str, str]] = {
    "document-unchanged": (
        clauses.unchanged,
        "原文与编写计划时的一致",
        "the document is the one that the plan was written from",
    ),
    "document-of-plan": (clauses.titled, "原文就是这份计划", "the document is that of the plan"),
    "clauses-in-document": (clauses.cited, "引用的条款在原文中都有", "every clause that is cited is in the document"),
    "clauses-of-document-accounted": (
        clauses.accounted,
        "原文的条款都有任务或列为原则性要求",
        "every clause of the document has an obligation or is listed as guidance",
    ),
    "figures-of-document-used": (
        figures.document_used,
        "原文的数字都被任务使用或有说明",
        "every figure of the document is used by an obligation or explained",
    ),
    "figures-of-plan-found": (
        figures.plan_found,
        "任务的数字在所引条款中都有",
        "every figure of an obligation stands in a clause that it cites",
    ),
    "bounds-agree": (
        figures.bounds,
        "不低于、不超过等与原文一致",
        "at least, at most, more than and less than are those of the document",
    ),
    "stages-as-written": (
        pairs.stages,
        "各期限与数字的对应和原文一致",
        "each figure is asked for on the day that the document gives it",
    ),
    "figures-in-place": (
        places.swapped,
        "数字属于原文所说的对象",
        "each figure belongs to what the document says it of",
    ),
    "rounding-stated": (notes.rounding, "取整方式在原文或理解说明中写明", "rounding other than upwards is stated"),
    "table-cells": (tables.cells, "附表逐格一致，合计相符", "attached tables agree cell by cell, totals included"),
    "words-evident": (words.evident, "台账用词与条款相符", "the words of the register fit what the clause says"),
    "titles-agree": (titles.agreeing, "标题中的数字与任务一致", "the figures of titles are those of their obligations"),
    "readings-agree": (
        titles.readings,
        "理解说明中的日期与任务一致",
        "the days that interpretations name are those of their obligations",
    ),
    "titles-in-place": (
        titles.misplaced,
        "标题与所引条款相符",
        "a title fits the clause that it cites",
    ),
    "agencies-as-written": (
        offices.named,
        "责任机构与条款括注一致",
        "the agencies are those that the clause names as responsible",
    ),
    "strength-as-written": (
        strengths.as_written,
        "原则上、力争等与条款一致",
        "in principle and aims at are said where the clause says so",
    ),
    "steps-as-named": (ladders.named, "后续措施与其标题一致", "the steps that follow are proved by what they name"),
    "own-words": (notes.copied, "标题没有照抄原文", "titles are not copied from the document"),
    "notes-fit": (notes.fit, "数字说明与原文相符", "notes on figures fit the document"),
}


def _check(name: str) -> Check:
    find, zh, en = FINDS[name]

    def found(candidate: Candidate) -> Iterator[Finding]:
        for plan in candidate.plans:
            if plan.id in candidate.documents:
                yield from find(sides(plan, candidate.jurisdiction, candidate.documents[plan.id]))

    return Check(id=name, level="traced", title=Text(zh=zh, en=en), find=found, needs="document")


CHECKS: tuple[Check, ...] = tuple(_check(name) for name in FINDS)
