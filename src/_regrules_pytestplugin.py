"""
The pytest plugin of regrules: ``pytest --regrules COUNTY`` asks the checks of the conformance kit, one test each.

It lies outside of the package, and imports nothing of it before a county is named: pytest loads it wherever regrules is
installed.
"""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options that name a county and what is asked of it."""
    group = parser.getgroup("regrules", "conformance of a county")
    group.addoption(
        "--regrules",
        action="append",
        default=[],
        metavar="COUNTY",
        help="ask the checks of this county: its id, its code, its distribution, or a plan as a JSON file",
    )
    group.addoption("--regrules-level", metavar="LEVEL", help="the last level to ask; all if unsaid")
    group.addoption(
        "--regrules-source",
        action="append",
        default=[],
        metavar="FILE",
        help="the published text of its plans; PLAN=FILE for one of several plans",
    )
    group.addoption("--regrules-examples", type=int, metavar="N", help="examples for each property of each obligation")


@pytest.hookimpl(tryfirst=True)  # before what keeps or drops tests by name
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the checks of the counties that were named."""
    if config.getoption("--regrules"):
        from regrules.testing.conformance.items import check_items

        items.extend(check_items(session, config))
