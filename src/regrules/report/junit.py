"""A scorecard as JUnit XML, for programs that show the results of tests."""

from __future__ import annotations

import re
from datetime import datetime
from xml.etree import ElementTree as Xml

from ..analysis.check import Finding
from .scorecard import CheckResult, Scorecard

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
PLACES = ("plan", "clause", "obligation")


def junit(card: Scorecard) -> str:
    """The scorecard as XML: a suite for each level, a case for each check; what is known or was not run is skipped."""
    root = Xml.Element("testsuites")
    known = (card.known_failures,)
    suites = [(each.level.id, each.checks) for each in card.levels]
    for number, (name, checks) in enumerate([*suites, ("known-failures", known)]):
        root.append(_suite(card, number, name, checks))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _suite(card: Scorecard, number: int, name: str, checks: tuple[CheckResult, ...]) -> Xml.Element:
    package = f"regrules.{card.county}"
    suite = Xml.Element(
        "testsuite",
        name=name,
        package=package,
        id=str(number),
        timestamp=datetime.now().replace(microsecond=0).isoformat(),  # noqa: DTZ005 - the format knows no time zone
        hostname="localhost",
        tests=str(len(checks)),
        failures=str(sum(each.state == "failed" for each in checks)),
        errors="0",
        skipped=str(sum(each.state in ("known", "not_run") for each in checks)),
        time=_seconds(sum(each.seconds for each in checks)),
    )
    Xml.SubElement(suite, "properties")
    for each in checks:
        suite.append(_case(each, f"{package}.{name}"))
    for stream in ("system-out", "system-err"):
        Xml.SubElement(suite, stream)
    return suite


def _case(each: CheckResult, group: str) -> Xml.Element:
    case = Xml.Element("testcase", name=each.check, classname=group, time=_seconds(each.seconds))
    if each.state == "failed":
        first = each.errors[0].problem.en if each.errors else each.title.en
        failure = Xml.SubElement(case, "failure", type="failed", message=_clean(first))
        failure.text = _clean(findings_text(each))
    elif each.state != "passed":
        reason = "" if each.reason is None else each.reason.en
        Xml.SubElement(case, "skipped", message=_clean(f"known failure: {reason}" if each.state == "known" else reason))
    return case


def findings_text(result: CheckResult, lang: str = "en") -> str:
    """What a check found as plain text: the place, the problem, what to do, Python that reproduces it."""
    return "\n\n".join(finding_text(each, lang) for each in result.errors or result.findings)


def finding_text(finding: Finding, lang: str = "en") -> str:
    """One finding as plain text."""
    place = " · ".join(value for name in PLACES if (value := getattr(finding, name)))
    lines = [finding.problem.in_language(lang), f"→ {finding.advice.in_language(lang)}"]
    snippet = "".join(f"\n    {line}" for line in finding.snippet.rstrip().splitlines())
    return "\n".join(([place] if place else []) + lines) + snippet


def _seconds(value: float) -> str:
    return f"{value:.3f}"


def _clean(text: str) -> str:
    """*text* without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("�", text)
