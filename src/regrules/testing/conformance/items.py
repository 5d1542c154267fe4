"""The checks of a county as tests of pytest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ...analysis.check import Check
from ...errors import RegrulesError
from ...report.junit import findings_text
from ...report.scorecard import CheckResult
from .known import CHECK
from .run import EXAMPLES, Run, prepared, selection
from .sources import named_files


class CheckFailed(Exception):  # noqa: N818 - it says what happened
    """A check failed; the findings say why."""

    def __init__(self, result: CheckResult) -> None:
        self.result = result
        super().__init__(result.check)


class County(pytest.Collector):
    """The tests of one county."""

    run: Run
    asked: frozenset[str]

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each check that is asked, then one on the known failures."""
        for check in self.run.checks:
            if check.id in self.asked:
                yield CheckItem.of(self, check)
        yield CheckItem.of(self, None)


class CheckItem(pytest.Item):
    """One check as a test; without one, whether what the county says of its known failures holds."""

    run: Run
    check: Check | None

    @classmethod
    def of(cls, county: County, check: Check | None) -> CheckItem:
        """The test of *check*."""
        item: CheckItem = cls.from_parent(county, name=check.id if check else CHECK)
        item.run, item.check = county.run, check
        return item

    def runtest(self) -> None:
        """Ask the check: what was not run is skipped, what is known to fail is expected to."""
        result = self.run.result(self.check) if self.check else self.run.known_failures()
        reason = result.reason.en if result.reason else ""
        if result.state == "not_run":
            pytest.skip(reason)
        if result.state == "known":
            pytest.xfail(reason)
        if result.state == "failed":
            raise CheckFailed(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What the check found, instead of where the kit was at work."""
        if isinstance(excinfo.value, CheckFailed):
            return findings_text(excinfo.value.result)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        """Where the test stands, as pytest names it."""
        return self.path, None, self.nodeid


def check_items(session: pytest.Session, config: pytest.Config) -> Iterator[pytest.Item]:
    """
    The tests of every county that the command line names.

    Raises:
        UsageError: there is no such county, level or file.
    """
    for name in config.getoption("--regrules"):
        try:
            asked = selection(config.getoption("--regrules-level"))
            documents = named_files(config.getoption("--regrules-source"))
            examples = config.getoption("--regrules-examples")
            run = prepared(name, documents=documents, examples=EXAMPLES if examples is None else examples)
        except RegrulesError as refused:
            raise pytest.UsageError(str(refused)) from None
        county = County.from_parent(session, name=name, nodeid=f"regrules/{Path(name).name}")
        county.run, county.asked = run, asked
        yield from session.genitems(county)
