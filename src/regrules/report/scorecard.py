"""How far a county has come through the checks of the conformance kit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from attrs import field, frozen

from ..analysis.check import Finding, Level
from ..model.checks import as_tuple
from ..model.text import Text

State = Literal["passed", "failed", "known", "not_run"]
STATES: tuple[State, ...] = ("passed", "failed", "known", "not_run")


@frozen(kw_only=True)
class CheckResult:
    """
    What came of one check.

    Attributes:
        check: Id of the check.
        level: Id of its level.
        title: What must be true.
        state: ``passed``, ``failed``, ``known`` (it fails where the county says that it does) or ``not_run``.
        findings: What it found, notes included.
        reason: Why it was not run, or why the county is known to fail it; None otherwise.
        seconds: The time that it took.
    """

    check: str
    level: str
    title: Text
    state: State
    findings: tuple[Finding, ...] = field(default=(), converter=as_tuple)
    reason: Text | None = None
    seconds: float = 0.0

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What fails the check."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What is shown and fails nothing."""
        return tuple(finding for finding in self.findings if finding.severity == "note")


@frozen(kw_only=True)
class LevelResult:
    """
    What came of the checks of one level.

    Attributes:
        level: The level.
        pinned: How many checks it must have; with fewer it is not reached.
        checks: What came of each.
    """

    level: Level
    pinned: int
    checks: tuple[CheckResult, ...] = field(converter=as_tuple)

    def count(self, state: State) -> int:
        """How many checks came out so."""
        return sum(each.state == state for each in self.checks)

    @property
    def passed(self) -> bool:
        """Whether all its checks are there and passed; what was not run, or is known to fail, has not passed."""
        return self.count("passed") == len(self.checks) >= max(1, self.pinned)

    @property
    def seconds(self) -> float:
        """The time that its checks took."""
        return sum(each.seconds for each in self.checks)


@frozen(kw_only=True)
class Scorecard:
    """
    What came of all checks of a county.

    Attributes:
        county: Its id, or what was asked for if it does not load.
        code: Its division code; empty if it does not load.
        name: Its name; None if it does not load.
        distribution: The distribution that holds it; empty for a plan without one.
        version: The version of that distribution.
        levels: What came of each level, in order.
        known_failures: Whether what the county says of its known failures holds.
        remarks: What was met on the way and concerns other counties.
    """

    county: str
    code: str = ""
    name: Text | None = None
    distribution: str = ""
    version: str = ""
    levels: tuple[LevelResult, ...] = field(converter=as_tuple)
    known_failures: CheckResult
    remarks: tuple[Text, ...] = field(default=(), converter=as_tuple)

    @property
    def reached(self) -> Level | None:
        """The highest level such that it and all before it passed; None if the first did not."""
        reached = None
        for each in self.levels:
            if not each.passed:
                break
            reached = each.level
        return reached

    @property
    def results(self) -> tuple[CheckResult, ...]:
        """What came of each check, the one on known failures last."""
        return (*(result for level in self.levels for result in level.checks), self.known_failures)

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """The checks that failed, otherwise than the county says."""
        return tuple(result for result in self.results if result.state == "failed")

    def to_data(self) -> dict[str, Any]:
        """The scorecard as plain data, as ``regrules conform --format json`` writes it."""
        from .scorecard_data import scorecard_data

        return scorecard_data(self)

    def to_junit(self) -> str:
        """The scorecard as JUnit XML."""
        from .junit import junit

        return junit(self)


def by_place(findings: Iterator[Finding]) -> dict[tuple[str, str, str], tuple[Finding, ...]]:
    """Findings by plan, clause and obligation, in the order in which they were first met."""
    grouped: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        grouped.setdefault((finding.plan, finding.clause, finding.obligation), []).append(finding)
    return {place: tuple(found) for place, found in grouped.items()}
