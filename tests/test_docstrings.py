"""The examples in docstrings of the package are run, wherever the package is installed."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import regrules


def examples() -> Iterator[doctest.DocTest]:
    """Each docstring that has an example, of every module."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    for module in pkgutil.walk_packages(regrules.__path__, "regrules."):
        if not module.name.endswith("__main__"):
            yield from (each for each in finder.find(importlib.import_module(module.name)) if each.examples)


EXAMPLES = {each.name: each for each in examples()}


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_example_prints_what_it_says(name: str) -> None:
    """An example in a docstring answers what stands below it."""
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(EXAMPLES[name], out=said.append, clear_globs=False)
    assert not runner.failures, "".join(said)


def test_examples_are_found() -> None:
    """The test above has examples to run."""
    assert "regrules.model.exact.exact" in EXAMPLES
