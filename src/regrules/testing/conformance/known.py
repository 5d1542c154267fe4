"""Failures that a county says it has: which of them are met, and whether what it says holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ...analysis.check import Finding
from ...model.checks import did_you_mean
from ...model.plans import Jurisdiction
from ...model.provenance import KnownFailure
from ...model.text import Text
from ...report.scorecard import CheckResult
from .telling import Found, text, told

CHECK = "known-failures-hold"
TITLE = text("已知问题属实且未过期", "the known failures are as the county says, and not out of date")


def matches(known: KnownFailure, finding: Finding) -> bool:
    """Whether *known* speaks of what was found."""
    return known.check == finding.check and known.at in ("", finding.obligation, finding.clause, finding.plan)


def accepted(county: Jurisdiction | None, errors: Iterable[Finding]) -> Text | None:
    """Why the county fails a check, if it says so of each of the *errors*; None if one of them is news."""
    entries = () if county is None else county.known_failures
    reasons = []
    for error in errors:
        found = next((each for each in entries if matches(each, error)), None)
        if found is None:
            return None
        reasons.append(found.reason)
    return reasons[0] if reasons else None


def known_failures_hold(
    county: Jurisdiction | None, results: Mapping[str, CheckResult], names: Iterable[str], today: date
) -> CheckResult:
    """
    Whether every known failure is one.

    Args:
        county: The county; None if it does not load.
        results: What came of the checks so far; an entry for a check that was not run is not judged.
        names: Ids of all checks.
        today: The day on which entries must still be good.
    """
    findings = [] if county is None else [
        finding for each in county.known_failures for finding in _against(each, results, tuple(names), today)
    ]  # fmt: skip
    return CheckResult(
        check=CHECK, level="", title=TITLE, state="failed" if findings else "passed", findings=tuple(findings)
    )


def _against(known: KnownFailure, results: Mapping[str, CheckResult], names: tuple[str, ...], today: date) -> Found:
    place = f" @ {known.at}" if known.at else ""
    if known.check not in names:
        yield told(
            CHECK,
            (f"没有名为 {known.check} 的检查", f"there is no check `{known.check}`{did_you_mean(known.check, names)}"),
            ("改正名称，或删去这一条", "correct the name, or remove the entry from known_failures"),
        )
        return
    if known.until < today:
        yield told(
            CHECK,
            (
                f"已知问题 {known.check}{place} 已于 {known.until} 到期",
                f"the known failure {known.check}{place} was accepted until {known.until}",
            ),
            ("解决问题，或说明理由后延期", "mend what fails, or give a later day and say why"),
        )
    result = results.get(known.check)
    if result is None or result.state == "not_run" or any(matches(known, each) for each in result.errors):
        return
    yield told(
        CHECK,
        (
            f"已知问题 {known.check}{place} 并未出现，检查已通过",
            f"the known failure {known.check}{place} does not happen: the check passes there",
        ),
        ("删去这一条", "remove the entry from known_failures"),
    )
