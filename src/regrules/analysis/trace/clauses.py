"""Whether plan and document have the same clauses, and whether the document is the one that was read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.checks import did_you_mean
from ..check import Finding
from ..document import Clause
from ..document.outline import LIKE
from ..document.titles import likeness
from .said import finding
from .sides import Sides, place, places_of


def unchanged(found: Sides) -> Iterator[Finding]:
    """A document that is not the one from which the plan was written."""
    recorded, given = found.plan.document_digest, found.part.digest
    if not recorded:
        yield finding(
            "document-unchanged",
            found.plan.id,
            (
                "计划没有记录原文的摘要，原文改动时无法发现",
                "the plan records no digest of its document, so a change of it goes unseen",
            ),
            ("在计划中写入", "record it in the plan"),
            note=True,
            snippet=f'document_digest="{given}"',
        )
    elif recorded != given:
        yield finding(
            "document-unchanged",
            found.plan.id,
            (
                f"原文摘要为{given}，计划记录的是{recorded}",
                f"the document has the digest {given}; the plan was written from {recorded}",
            ),
            (
                "核对原文的改动，修改计划后记录新的摘要",
                "compare the documents, mend the plan, then record the new digest",
            ),
            snippet=f'document_digest="{given}"',
        )


def titled(found: Sides) -> Iterator[Finding]:
    """A document that calls itself another plan, or one of another year."""
    title, plan = found.part.title, found.plan
    years = {int(year) for year in re.findall(r"(?<!\d)(\d{4})\s*年", title)}
    other_year = years and not any(plan.period.start.year <= year <= plan.period.end.year for year in years)
    alike = max(likeness(title, name) for name in (plan.title.zh, plan.document))
    if title and (other_year or alike < LIKE):
        yield finding(
            "document-of-plan",
            plan.id,
            (
                f"原文标题为“{title}”，计划为“{plan.title.zh}”",
                f"the document is called “{title}”, the plan “{plan.title.zh}”",
            ),
            (
                "换用这份计划的原文，或改正计划的标题和期间",
                "give this plan's own document, or mend the plan's title and period",
            ),
        )


def cited(found: Sides) -> Iterator[Finding]:
    """Clauses that the plan cites and the document does not have."""
    known = {*places_of(found.part), *(each.path for each in found.part.headings)}
    paths = [(path, each.obligation.id) for each in found.held for path in each.obligation.clauses]
    paths += [(each.clause, "") for each in found.plan.guidance]
    paths += [(each.clause, "") for each in found.plan.figure_notes]
    for path, obligation in dict.fromkeys(paths):
        if place(path) not in known:
            near = did_you_mean(place(path), known)
            yield finding(
                "clauses-in-document",
                found.plan.id,
                (
                    f"原文没有条款{place(path)}{near.replace('; did you mean', '；是否为')}",
                    f"the document has no clause {place(path)}{near}",
                ),
                ("改为原文中的条款编号", "cite the clause by its number in the document"),
                clause=path,
                obligation=obligation,
            )


def accounted(found: Sides) -> Iterator[Finding]:
    """Clauses of the document that the plan passes over."""
    named = {place(path) for each in found.plan.obligations for path in each.clauses}
    named |= {place(each.clause) for each in found.plan.guidance}
    for path, each in places_of(found.part).items():
        if path not in named:
            begins = each.text[:30] if isinstance(each, Clause) else each.caption
            yield finding(
                "clauses-of-document-accounted",
                found.plan.id,
                (
                    f"条款{path}（第{each.line}行“{begins}”）未被任何任务引用，也未列为原则性要求",
                    f"clause {path} (line {each.line}, “{begins}”) is cited by no obligation and is not listed as guidance",
                ),
                (
                    "为其写一项任务，或列为原则性要求并说明理由",
                    "write an obligation for it, or list it as guidance with the reason",
                ),
                clause=path,
            )
