"""Checks that every clause is accounted for: no hole in the numbering, guidance written, each clause in one place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ...model.plans import Guidance, Jurisdiction, Plan
from .case import Problem, problem
from .checks import of_plans

DRAFT_ZH, DRAFT_EN = "待编写", "to be written"
LEAST_REASON = 4
_SIGNS = re.compile(r"[\W_]+")


def is_draft(guidance: Guidance) -> bool:
    """Whether a clause still waits to be written: its reason says so, in either language."""
    reason = guidance.reason
    return reason.zh.strip().startswith(DRAFT_ZH) or reason.en.strip().lower().startswith(DRAFT_EN)


def is_numbered(path: str) -> bool:
    """Whether a path is numbered as documents number: from 1, without leading zeros."""
    parts = path.split("/")[0].split(".")
    return all(parts) and not any(part.isdigit() and part.startswith("0") for part in parts)


def _at(found: Problem, clause: str) -> Problem:
    return Problem(problem=found.problem, advice=found.advice, severity=found.severity, clause=clause)


def paths_of(plan: Plan) -> tuple[str, ...]:
    """Every clause that the plan accounts for, each once, without cells of attached tables."""
    cited = [path for obligation in plan.obligations for path in obligation.clauses]
    cited += [guidance.clause for guidance in plan.guidance]
    return tuple(dict.fromkeys(path.split("/")[0] for path in cited))


def _holes(plan: Plan, _county: Jurisdiction) -> Iterator[Problem]:
    numbers: dict[str, set[int]] = defaultdict(set)
    for path in paths_of(plan):
        parts = path.split(".")
        for depth, part in enumerate(parts):
            if part.isdecimal():
                numbers[".".join(parts[:depth])].add(int(part))
    for parent, found in sorted(numbers.items()):
        for first, last in _missing(parent, found, numbers):
            path, end = (f"{parent}.{number}" if parent else str(number) for number in (first, last))
            zh, en = (f"{path} 至 {end}", f"{path} to {end}") if last > first else (path, path)
            yield _at(
                problem(
                    f"编号有缺：没有条款 {zh}",
                    f"the numbering has a hole: there is no clause {en}",
                    "请把它写成任务，或列为原则性要求并说明理由",
                    "write it as an obligation, or list it as guidance with the reason",
                ),
                path,
            )


def _missing(parent: str, found: set[int], numbers: dict[str, set[int]]) -> Iterator[tuple[int, int]]:
    """First and last number of each hole: between others, and from 1, unless the section before is counted on."""
    head, _, last = parent.rpartition(".")
    before: set[int] = set()
    for place, inside in numbers.items():
        above, _, number = place.rpartition(".")
        if place and above == head and number.isdecimal() and last.isdecimal() and int(number) < int(last):
            before |= inside
    goes_on = bool(before) and min(found) == max(before) + 1
    for earlier, later in pairwise(sorted({min(found) - 1 if goes_on else 0, *found})):
        if later > earlier + 1:
            yield earlier + 1, later - 1


def _one_place(plan: Plan, _county: Jurisdiction) -> Iterator[Problem]:
    cited = {path: obligation.id for obligation in plan.obligations for path in obligation.clauses}
    for guidance in plan.guidance:
        if guidance.clause in cited:
            yield _at(
                problem(
                    f"条款 {guidance.clause} 既列为原则性要求，又是任务“{cited[guidance.clause]}”的依据",
                    f"clause {guidance.clause} is listed as guidance, and `{cited[guidance.clause]}` rests on it",
                    "请删去其一",
                    "leave out one of the two",
                ),
                guidance.clause,
            )
    for path, count in Counter(guidance.clause for guidance in plan.guidance).items():
        if count > 1:
            yield _at(
                problem(
                    f"原则性要求中条款 {path} 出现{count}次",
                    f"clause {path} stands {count} times in the guidance",
                    "请只列一次",
                    "list it once",
                ),
                path,
            )


def _written(plan: Plan, _county: Jurisdiction) -> Iterator[Problem]:
    for guidance in plan.guidance:
        if is_draft(guidance):
            yield _at(
                problem(
                    f"条款 {guidance.clause} 尚待编写",
                    f"clause {guidance.clause} is still to be written",
                    "请写成任务，或写明为何不可核查",
                    "write its obligation, or the reason why nothing is checked",
                ),
                guidance.clause,
            )


def _reasoned(plan: Plan, _county: Jurisdiction) -> Iterator[Problem]:
    for guidance in plan.guidance:
        reason, title = guidance.reason, guidance.title
        plain = [(_bare(reason.zh), _bare(title.zh)), (_bare(reason.en), _bare(title.en))]
        if is_draft(guidance):
            continue
        if any(len(said) < LEAST_REASON or said == named for said, named in plain):
            yield _at(
                problem(
                    f"条款 {guidance.clause} 的理由“{reason.zh}”没有说明为何不可核查",
                    f'the reason for clause {guidance.clause}, "{reason.en}", does not say why nothing is checked',
                    "请写明理由，如：没有数量和期限",
                    "say why, for instance: it names no figure and no day",
                ),
                guidance.clause,
            )


def _bare(text: str) -> str:
    return _SIGNS.sub("", text).lower()


def _noted(plan: Plan, _county: Jurisdiction) -> Iterator[Problem]:
    known = set(paths_of(plan))
    for note in plan.figure_notes:
        if is_numbered(note.clause) and note.clause.split("/")[0] not in known:
            yield _at(
                problem(
                    f"数字“{note.figure}”的说明引用了没有列出的条款 {note.clause}",
                    f"the note on the figure {note.figure} cites clause {note.clause}, which is not accounted for",
                    "请核对条款，或列出该条款",
                    "check the clause, or account for it",
                ),
                note.clause,
            )


LEVEL = "accounted"
CHECKS = (
    of_plans("numbers-without-holes", LEVEL, "条款编号没有缺漏", "the numbering of clauses has no hole", _holes),
    of_plans(
        "clauses-in-one-place", LEVEL, "条款不重复列示", "a clause is either guidance or an obligation's", _one_place
    ),
    of_plans("guidance-written", LEVEL, "没有尚待编写的条款", "no clause is still to be written", _written),
    of_plans("guidance-has-reasons", LEVEL, "原则性要求写明理由", "guidance says why nothing is checked", _reasoned),
    of_plans(
        "notes-have-clauses", LEVEL, "数字说明对应列出的条款", "notes on figures cite clauses of the plan", _noted
    ),
)
