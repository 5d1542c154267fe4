"""Plugins that cannot be loaded as they should, or do more than they should: the check meant for it says so."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from attrs import evolve

from regrules.analysis.check import Finding
from regrules.model import Jurisdiction
from regrules.testing.conformance.county import Announced, Attempt, announced
from regrules.testing.conformance.fast import FAST
from regrules.testing.conformance.loads import LOADS
from regrules.testing.conformance.observation import HERE, Observation, Surroundings
from regrules.testing.conformance.probe import observe
from regrules.testing.conformance.processes import observations, survey
from regrules.testing.fakes import FakeDistribution, fake_distribution

CHECKS = {check.id: check for check in (*LOADS, *FAST)}
MADE = Announced(entry="baichuan", value="regrules_baichuan", distribution="regrules-baichuan")
NUMBERS = itertools.count()
Install = Callable[..., FakeDistribution]
DEFECTS = tomllib.loads(Path(__file__).with_name("loads.toml").read_text(encoding="utf-8"))

ANNOUNCED: dict[str, tuple[str, str, dict[str, object]]] = {
    "no entry point": ("entry-point-found", "no entry point", {"entries": {}}),
    "a group that nobody reads": ("entry-point-found", "no entry point", {"group": "regrule"}),
    "a core of any later version": ("requires-regrules", "no upper bound", {"requires": ("regrules>=0.1",)}),
    "a core of any earlier version": ("requires-regrules", "no lower bound", {"requires": ("regrules<0.2",)}),
    "no core": ("requires-regrules", "does not require", {"requires": ("rich",)}),
}
TWINS = {
    "the code of another": ("code-and-id-unique", "the code `990401`", 'id="baichuan"', 'id="other"'),
    "the id of another": ("code-and-id-unique", "the id `baichuan`", 'code="990401"', 'code="990402"'),
}


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Writes the files of a county where they look installed."""

    def installed(files: Mapping[str, str], **about: object) -> FakeDistribution:
        given = {"name": "regrules-baichuan", "module": "regrules_baichuan", **about}
        made = fake_distribution(tmp_path / str(next(NUMBERS)), files, **given)  # type: ignore[arg-type]  # each test says
        monkeypatch.syspath_prepend(str(made.folder))
        return made

    return installed


def assure(defect: Mapping[str, str], attempt: Attempt) -> None:
    """Fails unless the check that is meant for a defect finds it, says it in these words, and says what to do."""
    check, words = defect["check"], defect.get("says", "")
    findings: list[Finding] = [each for each in CHECKS[check].find(attempt) if each.severity == "error"]
    assert findings, f"{check} finds nothing"
    assert any(words in each.problem.en for each in findings), [each.problem.en for each in findings]
    assert all(each.check == check and each.advice.zh and each.advice.en and each.problem.zh for each in findings)


@pytest.mark.parametrize("name", DEFECTS["loaded"])
def test_the_check_meant_for_it_catches_it(name: str, changed: Callable, install: Install) -> None:
    """What cannot be imported, or answers wrongly, is told by the check that is meant for it."""
    defect = DEFECTS["loaded"][name]
    made = install(changed(defect["edits"]), module=f"zoo_loads_{next(NUMBERS)}")
    assure(defect, Attempt(asked="baichuan", announced=MADE, here=Observation(**observe(made.entry, None))))


@pytest.fixture(scope="module")
def seen(changed: Callable, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Attempt]:
    """What was seen of each of the plugins that need a process of their own, two at a time."""
    folder = tmp_path_factory.mktemp("apart")
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(2) as pool:
        patch.syspath_prepend(str(folder))
        for number, defect in enumerate(DEFECTS["apart"].values()):
            fake_distribution(
                folder, changed(defect["edits"]), name=f"regrules-z{number}", module=f"regrules_z{number}"
            )
        numbers = range(len(DEFECTS["apart"]))
        seen = pool.map(lambda number: observations(f"z{number}", f"regrules-z{number}", (HERE,)), numbers)
        each = zip(DEFECTS["apart"], seen, strict=True)
        return {name: Attempt(asked=name, announced=MADE, here=here) for name, (here,) in each}


class TestProcesses:
    """What can only be seen in processes of its own."""

    @pytest.mark.parametrize("name", DEFECTS["apart"])
    def test_the_check_meant_for_it_catches_it(self, name: str, seen: dict[str, Attempt]) -> None:
        """What loading does beside loading is told by the check that is meant for it."""
        assure(DEFECTS["apart"][name], seen[name])


class TestSurroundings:
    """What depends on where and when it is loaded."""

    @pytest.mark.parametrize("name", DEFECTS["fickle"])
    def test_the_check_meant_for_it_catches_it(
        self, name: str, changed: Callable, install: Install, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An answer that is another one elsewhere is told, and on what it depends."""
        defect = DEFECTS["fickle"][name]
        place = Surroundings(**defect["place"])
        monkeypatch.setattr("regrules.testing.conformance.answering.FAR", (place,))  # the others would only take time
        install(changed(defect["edits"]))
        here, far = observations("baichuan", "regrules-baichuan", (HERE, place))
        assure(defect, Attempt(asked="baichuan", announced=MADE, here=here, far=(far,)))


class TestDemos:
    """Registers to try that cannot be tried."""

    @pytest.mark.parametrize("name", DEFECTS["demos"])
    def test_the_check_meant_for_it_catches_it(
        self, name: str, changed: Callable, install: Install, county: Jurisdiction
    ) -> None:
        """A demo that is not there, has defects or comes out otherwise each time is told."""
        defect = DEFECTS["demos"][name]
        install(changed(defect["edits"]))
        given = evolve(county, demo=defect.get("demo", county.demo))
        assure(defect, Attempt(asked="baichuan", announced=MADE, jurisdiction=given))


class TestAnnouncements:
    """What the metadata of a distribution say wrongly."""

    @pytest.mark.parametrize("name", ANNOUNCED)
    def test_the_check_meant_for_it_catches_it(self, name: str, sound: Mapping[str, str], install: Install) -> None:
        """What is announced wrongly, or not at all, is told without importing anything."""
        check, words, about = ANNOUNCED[name]
        install(sound, **about)
        assure({"check": check, "says": words}, Attempt(asked="baichuan", announced=announced("baichuan")))


class TestTwins:
    """Two counties where there can be one."""

    @pytest.mark.parametrize("name", TWINS)
    def test_the_check_meant_for_it_catches_it(self, name: str, sound: Mapping[str, str], install: Install) -> None:
        """A county that has the code or the id of another one is told whose it is."""
        check, words, old, new = TWINS[name]
        install(sound)
        other = dict(sound, **{"__init__.py": sound["__init__.py"].replace(old, new)})
        install(other, name="regrules-other", module="regrules_other")
        here = Observation(data={"id": "baichuan", "code": "990401"})
        made = Attempt(asked="baichuan", announced=announced("baichuan"), here=here, others=survey())
        assure({"check": check, "says": words}, made)
