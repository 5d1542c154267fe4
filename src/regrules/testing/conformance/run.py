"""Asking the checks of a county one by one."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property

from attrs import define, evolve

from ...analysis.check import LEVELS, Candidate, Check, Finding
from ...errors import QuestionError
from ...model.checks import unknown_name
from ...model.plans import Jurisdiction, Plan
from ...model.text import Text
from ...report.scorecard import CheckResult, LevelResult, Scorecard
from .checks import ALL_CHECKS, checks_for, pinned_for
from .county import Attempt, attempt
from .known import accepted, known_failures_hold
from .loads import FOLLOWS, LOADS, PLAN_LOADS
from .sources import Read, Sources, parts, read
from .telling import text, told

EXAMPLES = 5
County = str | os.PathLike[str] | Attempt | Jurisdiction | Plan
OF_ATTEMPTS = {*(check.id for check in (*LOADS, *PLAN_LOADS)), "loads-in-time"}  # what is asked of loading
NOT_ASKED = text("未要求", "not asked for")
NOT_LOADED = text("辖区未能加载，见“能够加载”一级", "the county does not load as it should; see the first level")
NO_DOCUMENT = text("没有给出原文（--source）", "no document was given (--source)")


def conform(
    county: County,
    *,
    documents: Sources = None,
    level: str | None = None,
    checks: Iterable[str] | None = None,
    examples: int = EXAMPLES,
    progress: Callable[[Check], None] | None = None,
) -> Scorecard:
    """
    What comes of all checks of a county.

    Args:
        county: The id or code of an installed county, the name of its distribution, a plan as a JSON file, or a record.
        documents: The published text: a file for all plans, or files by plan id. Without it nothing can be traced.
        level: The last level to ask; all if unsaid.
        checks: Ids of the checks to ask; all if unsaid. What is not asked is not run, and never passed.
        examples: How many examples are made for each property of each obligation.
        progress: Called with each check before it is asked.

    Raises:
        QuestionError: there is no such county, level or check.
        DocumentError: a document cannot be read.

    >>> from regrules.testing import conform
    >>> card = conform("shizhu", level="well-formed")  # doctest: +SKIP
    >>> card.reached.id  # doctest: +SKIP
    'well-formed'
    """
    asked = selection(level, checks)
    run = prepared(county, documents=documents, examples=examples)
    for check in run.checks:
        if check.id in asked:
            if progress:
                progress(check)
            run.result(check)
    return run.scorecard()


def prepared(county: County, *, documents: Sources = None, examples: int = EXAMPLES) -> Run:
    """
    A run of which nothing is asked yet. Arguments as for :func:`conform`; what can be refused is, before anything is loaded.

    Raises:
        QuestionError: there is no such county, or no example is to be made.
        DocumentError: a document cannot be read.
    """
    if examples < 1:
        raise QuestionError(f"examples must be 1 or more, got {examples}")
    given = read(documents)
    return Run(county if isinstance(county, Attempt) else attempt(county), documents=given, examples=examples)


def selection(level: str | None = None, checks: Iterable[str] | None = None) -> frozenset[str]:
    """
    Ids of the checks up to *level*, of those named in *checks*.

    Raises:
        QuestionError: there is no such level or check.
    """
    levels = [each.id for each in LEVELS]
    if level is not None and level not in levels:
        raise QuestionError(unknown_name("level", level, levels))
    upto = levels if level is None else levels[: levels.index(level) + 1]
    known = {each.id for each in ALL_CHECKS}
    named = known if checks is None else set(checks)
    for name in sorted(named - known):
        raise QuestionError(unknown_name("check", name, known))
    return frozenset(each.id for each in ALL_CHECKS if each.level in upto and each.id in named)


@define(eq=False, slots=False)
class Run:
    """
    The checks of one county, each asked once.

    Attributes:
        attempt: What came of loading it.
        documents: The published text of its plans.
        examples: How many examples are made for each property of each obligation.
        today: The day on which its known failures must still be good.
    """

    attempt: Attempt
    documents: Read = None
    examples: int = EXAMPLES
    today: date | None = None

    def __attrs_post_init__(self) -> None:
        self.results: dict[str, CheckResult] = {}
        if self.attempt.jurisdiction is not None:
            _ = self.candidate  # a document that cannot be read is told at once

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The checks that such a county has."""
        return checks_for(installed=self.attempt.announced is not None)

    @cached_property
    def candidate(self) -> Candidate | None:
        """The county as the checks after the first level take it; None if it does not load."""
        county, announced = self.attempt.jurisdiction, self.attempt.announced
        if county is None:
            return None
        return Candidate(
            jurisdiction=county,
            documents=parts(self.documents, county.plans),
            distribution=announced.distribution if announced else "",
            examples=self.examples,
            reviewed=self.attempt.reviewed,
        )

    def result(self, check: Check) -> CheckResult:
        """What comes of *check*."""
        if check.id not in self.results:
            self.results[check.id] = self._asked(check)
        return self.results[check.id]

    def _asked(self, check: Check) -> CheckResult:
        if reason := self._in_the_way(check):
            return _not_run(check, reason)
        started = time.perf_counter()
        findings = asked(check, self.attempt if check.id in OF_ATTEMPTS else self.candidate)
        seconds = time.perf_counter() - started + (self.attempt.seconds if check.id == "imports" else 0.0)
        made = CheckResult(
            check=check.id, level=check.level, title=check.title, state="passed", findings=findings, seconds=seconds
        )
        return self._judged(check, made)

    def _judged(self, check: Check, made: CheckResult) -> CheckResult:
        if made.errors:
            reason = accepted(self.attempt.jurisdiction, made.errors)
            return evolve(made, state="known" if reason else "failed", reason=reason)
        untraced = self._without_document() if check.needs == "document" else ()
        if untraced:
            names = ", ".join(untraced)
            return evolve(
                made, state="not_run", reason=text(f"没有 {names} 的原文", f"no document was given for {names}")
            )
        return made

    def _in_the_way(self, check: Check) -> Text | None:
        """Why *check* cannot be asked; None if it can."""
        if check.level == LEVELS[0].id:
            before = FOLLOWS.get(check.id)
            if before is None or self._passes(before):
                return None
            return text(f"检查 {before} 未通过", f"the check {before} did not pass")
        if self.candidate is None:
            return NOT_LOADED
        return NO_DOCUMENT if check.needs == "document" and not self.candidate.documents else None

    def _passes(self, name: str) -> bool:
        """Whether a check of the first level, and all that it follows, finds nothing."""
        before = FOLLOWS.get(name)
        (check,) = (each for each in self.checks if each.id == name)
        if before is not None and not self._passes(before):
            return False
        return not any(each.severity == "error" for each in asked(check, self.attempt))

    def _without_document(self) -> tuple[str, ...]:
        assert self.candidate is not None  # only what could be asked is judged
        return tuple(plan.id for plan in self.candidate.plans if plan.id not in self.candidate.documents)

    def known_failures(self) -> CheckResult:
        """Whether what the county says of its failures holds for the checks asked so far."""
        names = [check.id for check in ALL_CHECKS]
        today = self.today or date.today()  # noqa: DTZ011 - the day here, as the author of the plugin means it
        return known_failures_hold(self.attempt.jurisdiction, self.results, names, today)

    def scorecard(self) -> Scorecard:
        """What came of the checks asked so far; the others were not run."""
        pinned = pinned_for(installed=self.attempt.announced is not None)
        county, announced = self.attempt.jurisdiction, self.attempt.announced
        return Scorecard(
            county=county.id if county else self.attempt.asked,
            code=county.code if county else "",
            name=county.name if county else None,
            distribution=announced.distribution if announced else "",
            version=announced.version if announced else "",
            levels=tuple(
                LevelResult(
                    level=level,
                    pinned=pinned[level.id],
                    checks=tuple(
                        self.results.get(check.id) or _not_run(check, NOT_ASKED)
                        for check in self.checks
                        if check.level == level.id
                    ),
                )
                for level in LEVELS
            ),
            known_failures=self.known_failures(),
            remarks=self._remarks(),
        )

    def _remarks(self) -> tuple[Text, ...]:
        mine = self.attempt.announced
        return tuple(
            text(
                f"另一辖区 {each.entry}（{each.distribution}）无法加载：{each.problem}",
                f"another county, {each.entry} ({each.distribution}), does not load: {each.problem}",
            )
            for each in self.attempt.others
            if each.problem and mine and (each.entry, each.distribution) != (mine.entry, mine.distribution)
        )


def asked(check: Check, of: object) -> tuple[Finding, ...]:
    """What *check* finds; if it raises, that is what it finds."""
    try:
        return tuple(check.find(of))
    except Exception as failure:  # a check that breaks has not passed
        problem = f"{type(failure).__name__}: {failure}"
        return (
            told(
                check.id,
                (f"检查未能完成：{problem}", f"the check could not be finished: {problem}"),
                (
                    "多半是辖区的数据不寻常，也可能是检查本身有误；请连同此信息报告",
                    "the county holds something unusual, or the check itself is wrong; report it with this message",
                ),
            ),
        )


def _not_run(check: Check, reason: Text) -> CheckResult:
    return CheckResult(check=check.id, level=check.level, title=check.title, state="not_run", reason=reason)
