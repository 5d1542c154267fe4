"""What an installed package brings along: its data, its types, its licence, its plugins."""

from __future__ import annotations

import json
import re
from importlib.metadata import PackagePath, distribution, entry_points, requires, version
from importlib.resources import files

import pytest

import regrules

PLUGINS = ("kazuo", "licheng", "shizhu")
MODULES = ("regrules", *(f"regrules_{name}" for name in PLUGINS))
DISTRIBUTIONS = ("regrules", *(f"regrules-{name}" for name in PLUGINS))


@pytest.mark.parametrize("module", MODULES)
def test_types_are_announced(module: str) -> None:
    """Each package says that it has types, so that a program that imports it can be checked."""
    assert files(module).joinpath("py.typed").is_file()


def test_working_days_are_part_of_the_package() -> None:
    """The table of working days is found where the package is, however it was installed."""
    table = json.loads(files("regrules.engine").joinpath("working_days.json").read_text(encoding="utf-8"))
    assert table


@pytest.mark.parametrize("name", PLUGINS)
def test_a_plugin_is_found_by_its_entry_point(name: str) -> None:
    """The name under which a county is installed leads to the module that speaks for it."""
    (found,) = entry_points(group="regrules", name=name)
    assert found.load().regrules_jurisdiction().id == name
    assert found.dist is not None
    assert found.dist.name == f"regrules-{name}"


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_a_package_brings_its_licence(name: str) -> None:
    """Each package names its licence and carries the text."""
    told = distribution(name)
    assert told.metadata["License-Expression"] == "Apache-2.0"
    licences = [path for path in told.files or () if path.name == "LICENSE"]
    assert [text(path) for path in licences] == [core_licence()]


def core_licence() -> str:
    """The text of the licence that comes with regrules itself."""
    (path,) = (path for path in distribution("regrules").files or () if path.name == "LICENSE")
    return text(path)


def text(path: PackagePath) -> str:
    """What a file of an installed package holds."""
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PLUGINS)
def test_a_plugin_accepts_the_core_that_is_here(name: str) -> None:
    """A plugin needs the core and nothing else, in a range of versions that this one lies in."""
    (needed,) = requires(f"regrules-{name}") or ()
    found = re.fullmatch(r"regrules<(\d+)\.(\d+),>=(\d+)\.(\d+)", needed)
    assert found is not None
    below, least = (tuple(map(int, found.groups()[at : at + 2])) for at in (0, 2))
    assert least <= tuple(map(int, version("regrules").split(".")[:2])) < below


def test_the_version_is_that_of_the_package() -> None:
    """The version that the module tells is the one that was installed."""
    assert regrules.__version__ == version("regrules")


def test_only_the_kit_needs_test_libraries() -> None:
    """What is installed with the core alone holds no library for tests."""
    plain = {each for each in requires("regrules") or () if "extra ==" not in each}
    assert plain
    assert not [each for each in plain if each.startswith(("hypothesis", "pytest"))]
