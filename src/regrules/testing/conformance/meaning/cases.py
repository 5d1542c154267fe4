"""Registers of which the verdict is known beforehand, and how a verdict is held against what was expected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from ....analysis.check import Candidate, Finding
from ....engine.verdict import Pair, Status, Verdict, as_fraction
from ....errors import RegisterError
from ....model.measures import Measure
from ....model.plans import Obligation, Plan
from ....model.text import Text
from ...relations import verdicts
from ...strategies.worlds import World
from . import snippets
from .asks import Ask, asks
from .recipes import NoRecipeError
from .telling import NOT_CONCERNED, Left, fault, left_out, stops

ENGINES = ("reference", "columns")
ENTANGLED = Text(
    zh="条件相互牵连，不能预知", en="conditions that bear on each other, so that nothing is known beforehand"
)
REFUSED = Text(zh="台账不接受所需的记录", en="a register refuses the rows that it would need")
NOT_IN_FORCE = Text(zh="当日不要求", en="not asked on its due day")


@frozen(kw_only=True, eq=False)
class Case:
    """
    One register and what must come of it.

    Attributes:
        ask: The question.
        world: The register and the day.
        number: The number as a pair, or its value where pairs may be written in several ways; None to leave it open.
        status: The statuses of which one must come; empty to leave it open.
        words: What the register holds, in both languages.
        sure: Whether the predicates leave no doubt of what was built.
        engines: The engines that are asked.
    """

    ask: Ask
    world: World
    number: Pair | Fraction | None = None
    status: tuple[Status | None, ...] = ()
    words: Text
    sure: bool = True
    engines: tuple[str, ...] = ENGINES


def verdict_of(ask: Ask, found: Iterable[Verdict]) -> Verdict | None:
    """The verdict that answers a question."""
    for each in found:
        if (ask.rolls or each.stage == ask.stage) and (ask.value is None or each.value == ask.value):
            return each
    return None


def differs(case: Case, verdict: Verdict) -> Text | None:
    """Where a verdict is not as expected; None if it is."""
    least, most = verdict.number.least, verdict.number.most
    if not case.ask.rolls and verdict.due != case.ask.due:
        return Text(
            zh=f"期限应为{case.ask.due}，得{verdict.due}", en=f"expected due {case.ask.due}, found {verdict.due}"
        )
    if case.number is not None and (least != most or not _equal(least, case.number)):
        return Text(zh=f"应为{case.number}，得{least}至{most}", en=f"expected {case.number}, found {least} to {most}")
    if case.status and verdict.status not in case.status:
        wanted = " or ".join(map(str, case.status))
        return Text(zh=f"应判{wanted}，判为{verdict.status}", en=f"expected {wanted}, found {verdict.status}")
    return None


def _equal(found: Pair | None, wanted: Pair | Fraction) -> bool:
    if isinstance(wanted, Fraction):
        return found is not None and found[1] != 0 and as_fraction(found) == wanted
    return found == wanted


def judged(case: Case) -> Text | None:
    """
    Where an engine does not say of a case what it must; None if both do.

    Raises:
        NoRecipeError: the two agree that it is something else, and the predicates leave doubt what was built.
    """
    told: list[Text] = []
    try:
        for engine in case.engines:
            verdict = verdict_of(case.ask, verdicts(case.world, engine))
            if verdict is None:
                raise NoRecipeError("没有对应的判定", "there is no verdict for its value")
            told += filter(None, [differs(case, verdict)])
    except RegisterError:
        raise NoRecipeError(REFUSED.zh, REFUSED.en) from None
    except NoRecipeError:
        raise
    except Exception as failure:  # whatever a plan makes an engine raise is the finding
        return Text(zh=f"判定中止：{failure}", en=f"judging stops: {failure}")
    if told and not case.sure and len(told) == len(case.engines):
        raise NoRecipeError(ENTANGLED.zh, ENTANGLED.en)
    return told[0] if told else None


Cases = Callable[[Ask], Iterator[Case]]


def each_obligation(
    check: str, candidate: Candidate, cases: Cases, concerned: Callable[[Measure], bool]
) -> Iterator[Finding]:
    """
    The findings of a check that builds cases: the first fault of every obligation, and what was left out.

    Args:
        check: Id of the check.
        candidate: The county.
        cases: The cases of a question.
        concerned: Whether the check says anything of a measure.
    """
    for plan in candidate.plans:
        asked, left = 0, Left()
        for obligation in plan.obligations:
            if not concerned(obligation.measure):
                left.setdefault(NOT_CONCERNED, []).append(obligation.id)
                continue
            try:
                found = _of_obligation(check, candidate, plan, obligation, cases)
            except NoRecipeError as none:
                left.setdefault(none.reason, []).append(obligation.id)
                continue
            except Exception as failure:  # whatever a plan makes the building of a register raise is the finding
                found = (stops(check, plan, obligation, failure),)
            asked += 1
            yield from found
        yield from left_out(check, plan, asked, left)


def _of_obligation(
    check: str, candidate: Candidate, plan: Plan, obligation: Obligation, cases: Cases
) -> tuple[Finding, ...]:
    number = 0
    for ask in asks(candidate.jurisdiction, plan, obligation):
        if not ask.in_force:
            continue
        for case in cases(ask):
            number += 1
            told = judged(case)
            if told is not None:
                return (_fault(check, plan, obligation, case, told),)
    if not number:
        raise NoRecipeError(NOT_IN_FORCE.zh, NOT_IN_FORCE.en)
    return ()


def _fault(check: str, plan: Plan, obligation: Obligation, case: Case, told: Text) -> Finding:
    snippet = snippets.of_verdicts(case.world, f"{case.words.en}: {told.en}")
    zh, en = f"{case.words.zh}：{told.zh}", f"{case.words.en}: {told.en}"
    return fault(check, plan, (obligation,), zh, en, snippet)
