"""The checks of the first level: each is passed by what is sound, and failed by what it is meant for, and by nothing else."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from regrules.analysis.check import Check, Finding
from regrules.testing.conformance.answering import ASPECTS
from regrules.testing.conformance.county import Announced, Attempt
from regrules.testing.conformance.loads import FOLLOWS, LOADS
from regrules.testing.conformance.observation import FAR, HERE, Observation, Surveyed
from regrules.testing.conformance.probe import observe
from regrules.testing.conformance.processes import observations
from regrules.testing.fakes import EXAMPLE, fake_distribution

HOOK = "def regrules_jurisdiction() -> Jurisdiction:"
RETURN = "    return Jurisdiction("
CHECKS = {check.id: check for check in LOADS}
NUMBERS = itertools.count()
Observe = Callable[[str], Attempt]


@pytest.fixture
def observed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Observe:
    """Loads the source of a plugin in this very process, and says what was seen."""

    def load(source: str) -> Attempt:
        module = f"regrules_fake_{next(NUMBERS)}"
        fake = fake_distribution(tmp_path, source, module=module)
        monkeypatch.syspath_prepend(str(tmp_path))
        return _attempt(Observation(**observe(fake.entry, None)))

    return load


@pytest.fixture
def observed_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Observe:
    """Loads the source of a plugin in a process of its own, and says what was seen."""

    def load(source: str) -> Attempt:
        fake_distribution(tmp_path, source)
        monkeypatch.syspath_prepend(str(tmp_path))
        (here,) = observations("example", "regrules-example", (HERE,))
        return _attempt(here)

    return load


def _attempt(here: Observation) -> Attempt:
    announced = Announced(
        entry="example", value="regrules_example", distribution="regrules-example", requires=("regrules<0.2,>=0.1",)
    )
    return Attempt(asked="example", announced=announced, here=here)


def _failing(attempt: Attempt) -> list[str]:
    """The checks that fail, of those that what comes before them lets be asked."""
    failing: list[str] = []
    stopped: set[str] = set()
    for check in LOADS:
        if FOLLOWS.get(check.id) in stopped:
            stopped.add(check.id)
        elif _errors(check, attempt):
            failing.append(check.id)
            stopped.add(check.id)
    return failing


def _errors(check: Check, attempt: Attempt) -> list[Finding]:
    return [finding for finding in check.find(attempt) if finding.severity == "error"]


def _changed(old: str, new: str) -> str:
    assert old in EXAMPLE
    return EXAMPLE.replace(old, new)


BROKEN = {
    "a module that is not there": (
        _changed("from regrules import", "import regruls\nfrom regrules import"),
        "imports",
        "No module named",
    ),
    "a mistake in the model": (_changed("inspection.domains", "inspection.domain"), "imports", "line 21"),
    "leaving the program": (_changed("PLAN = Plan(", "raise SystemExit(3)\nPLAN = Plan("), "imports", "SystemExit: 3"),
    "a misspelt hook": (
        _changed("regrules_jurisdiction", "regrules_jurisdicton"),
        "hook-spelled",
        "did you mean `regrules_jurisdiction`?",
    ),
    "a hook without its mark": (_changed("@hookimpl\n", ""), "hook-spelled", "is not marked with @hookimpl"),
    "a second function called like a hook": (
        EXAMPLE + "\ndef regrules_plan():\n    return PLAN\n",
        "hook-spelled",
        "`regrules_plan`",
    ),
    "a hook under another name too": (
        EXAMPLE + "\nask = regrules_jurisdiction\n",
        "hook-spelled",
        "there is no hook `ask`",
    ),
    "no hook": (_changed("@hookimpl\ndef regrules_jurisdiction", "def county"), "hook-spelled", "has no hook"),
    "a hook with an argument": (
        _changed("regrules_jurisdiction()", "regrules_jurisdiction(year)"),
        "hook-spelled",
        "refused",
    ),
    "nothing returned": (_changed(RETURN, "    Jurisdiction("), "hook-returns", "returned nothing"),
    "a generator": (_changed(RETURN, "    yield Jurisdiction("), "hook-returns", "bit by bit"),
    "a list": (
        EXAMPLE.rstrip().removesuffix(")").replace(RETURN, "    return [Jurisdiction(") + ")]\n",
        "hook-returns",
        "a list",
    ),
    "a dictionary": (_changed(RETURN, "    return dict("), "hook-returns", "a dictionary"),
    "a class": (
        _changed(RETURN, "    return Jurisdiction\n    (").replace("\n    (\n", "\n    dict(\n"),
        "hook-returns",
        "a class",
    ),
    "a plan": (_changed(RETURN, "    return PLAN\n    return Jurisdiction("), "hook-returns", "something else"),
    "an exception": (
        _changed(RETURN, "    raise KeyError('plan')\n    return Jurisdiction("),
        "hook-returns",
        "KeyError: 'plan'",
    ),
    "another answer the second time": (
        _changed(HOOK, "def regrules_jurisdiction(calls=[]):\n    calls.append(1)").replace(
            '"Example County")', 'f"Example {len(calls)}")'
        ),
        "same-answer-twice",
        "$.name.en was 'Example 1' and is 'Example 2'",
    ),
    "an exception the second time": (
        _changed(HOOK, "def regrules_jurisdiction(calls=[1]):\n    calls.pop()"),
        "same-answer-twice",
        "pop from empty list",
    ),
    "a number that is no whole one": (_changed('code="990101"', 'code="990101", demo=1.5'), "round-trip", "1.5"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_found_by_the_check_meant_for_it(observed: Observe, name: str) -> None:
    """Of a plugin that is broken in one way, one check fails, and says what is wrong and what to do."""
    source, check, words = BROKEN[name]
    attempt = observed(source)
    assert _failing(attempt) == [check]
    findings = _errors(CHECKS[check], attempt)
    assert any(words in finding.problem.en for finding in findings), [finding.problem.en for finding in findings]
    assert all(finding.check == check and finding.advice.en and finding.snippet for finding in findings)


SOUND = {
    "the example": EXAMPLE,
    "helpers of its own": EXAMPLE + "\ndef county_plan():\n    return PLAN\n",
    "a county made anew each time": _changed("plans=(PLAN,)", "plans=tuple([PLAN])"),
    "names of regrules imported": "from regrules.hookspec import regrules_jurisdiction as hook\n" + EXAMPLE,
    "its own tables": _changed(
        'code="990101"', 'code="990101", schema=CORE.extended(grades={"own": ("a", "b")})'
    ).replace("from regrules import hookimpl", "from regrules import hookimpl\nfrom regrules.model.tables import CORE"),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_passes(observed: Observe, name: str) -> None:
    """A sound plugin passes every check of loading, however it is written."""
    assert _failing(observed(SOUND[name])) == []


HARMFUL = {
    "an environment variable": ("import os\nos.environ['REGRULES_SEEN'] = '1'\n", "the environment variables"),
    "the working directory": ("import os\nos.chdir('/')\n", "the working directory"),
    "warnings": ("import warnings\nwarnings.simplefilter('ignore')\n", "the filters of warnings"),
    "the path of modules": ("import sys\nsys.path.append('/nowhere')\n", "the paths on which"),
    "decimal numbers": ("import decimal\ndecimal.getcontext().prec = 6\n", "decimal numbers"),
    "logging": ("import logging\nlogging.basicConfig()\n", "logging"),
    "the core's grades": (
        "from regrules.model.tables import CORE\nCORE.grades['own'] = ('a', 'b')\n",
        "the tables of the core",
    ),
    "a function of regrules": (
        "import regrules.model.targets as t\nt.at_least = t.at_most\n",
        "regrules.model.targets.at_least",
    ),
    "a method of regrules": (
        "from regrules.model import Text\nText.in_language = lambda self, lang: self.zh\n",
        "Text.in_language",
    ),
    "standard output": ("print('hello')\n", "`hello`"),
}


@pytest.fixture(scope="module")
def harmed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Attempt]:
    """What was seen of plugins that do each of the harmful things, each in a process of its own."""
    from concurrent.futures import ThreadPoolExecutor

    folder = tmp_path_factory.mktemp("harmful")
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(2) as pool:
        patch.syspath_prepend(str(folder))
        for number, (code, _) in enumerate(HARMFUL.values()):
            fake_distribution(folder, code + EXAMPLE, name=f"regrules-h{number}", module=f"h{number}")
        seen = pool.map(lambda number: observations(f"h{number}", f"regrules-h{number}", (HERE,)), range(len(HARMFUL)))
        return {name: _attempt(here) for name, (here,) in zip(HARMFUL, seen, strict=True)}


@pytest.mark.parametrize("name", HARMFUL)
def test_what_loading_changes_is_found(harmed: dict[str, Attempt], name: str) -> None:
    """A plugin that changes something around it when it is loaded is told what."""
    assert _failing(harmed[name]) == ["harmless"]
    findings = _errors(CHECKS["harmless"], harmed[name])
    assert any(HARMFUL[name][1] in finding.problem.en for finding in findings), findings


def test_dataframe_libraries_are_told(observed_apart: Observe) -> None:
    """A plugin that imports a dataframe library is found, and it is the only thing found."""
    attempt = observed_apart("import polars\n" + EXAMPLE)
    assert _failing(attempt) == ["imports-lightly"]
    assert "polars" in _errors(CHECKS["imports-lightly"], attempt)[0].problem.en


def test_a_process_that_ends_is_told(observed_apart: Observe) -> None:
    """A plugin that ends the whole process does not end the check."""
    attempt = observed_apart("import os\nos._exit(7)\n" + EXAMPLE)
    assert _failing(attempt) == ["imports"]
    assert "code 7" in _errors(CHECKS["imports"], attempt)[0].problem.en


def test_a_plugin_without_end_is_told(observed_apart: Observe, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin that never comes to an end is given up."""
    monkeypatch.setattr("regrules.testing.conformance.processes.LONGEST", 1.5)
    attempt = observed_apart("while True:\n    pass\n")
    assert _failing(attempt) == ["imports"]
    assert "did not come to an end" in _errors(CHECKS["imports"], attempt)[0].problem.en


FICKLE = """
import os, time
from datetime import date
SEEN = "|".join([
    f"the time zone {time.tzname[0]}",
    f"the order of sets {'-'.join({'a', 'b', 'c', 'd', 'e', 'f', 'g'})}",
    f"the language of the environment {os.environ.get('LANG', '')}",
    f"the working directory {os.getcwd()}",
    f"the day on which it is loaded {date.today().year}",
])
"""
ASPECT = re.compile(r"it depends on ([a-z ]+): \$.name.en is (.*) here and (.*) there")


def test_an_answer_that_depends_on_its_surroundings_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin whose answer depends on where and when it is loaded is told each thing on which it depends."""
    fake_distribution(tmp_path, FICKLE + _changed('"Example County"', "SEEN"))
    monkeypatch.syspath_prepend(str(tmp_path))
    here, *far = observations("example", "regrules-example", (HERE, *FAR))
    attempt = evolve(_attempt(here), far=tuple(far))
    findings = _errors(CHECKS["same-answer-anywhere"], attempt)
    told = [match[1] for finding in findings if (match := ASPECT.match(finding.problem.en))]
    assert told == [words for name, (_, words) in ASPECTS.items() if name != "clock"]
    assert not _errors(CHECKS["same-answer-twice"], attempt)


def test_an_answer_that_depends_on_the_day_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin that asks for today's year is told that it depends on the day, and on nothing else."""
    fake_distribution(
        tmp_path, "from datetime import datetime\n" + _changed('"Example County"', "str(datetime.now().year)")
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    here, far = observations("example", "regrules-example", (HERE, FAR[1]))
    attempt = evolve(_attempt(here), far=(evolve(here), far))
    (finding,) = _errors(CHECKS["same-answer-anywhere"], attempt)
    assert re.fullmatch(
        r"it depends on the day on which it is loaded: \$.name.en is '20..' here and '2019' there", finding.problem.en
    )


def test_the_same_answer_everywhere_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin that uses days of its own, sorted sets and times is the same in every surrounding."""
    source = "from datetime import date, datetime\n"
    source += "NAME = '-'.join(sorted({'a', 'b'})) + str(date(2025, 1, 1)) + str(datetime(2025, 1, 1))\n"
    source += "assert isinstance(datetime.now(), datetime) and isinstance(datetime.now(), date)\n"
    fake_distribution(tmp_path, source + EXAMPLE.replace('"Example County"', "NAME"))
    monkeypatch.syspath_prepend(str(tmp_path))
    here, *far = observations("example", "regrules-example", (HERE, *FAR))
    attempt = evolve(_attempt(here), far=tuple(far))
    assert _failing(attempt) == []


ANNOUNCED = _attempt(Observation())
OTHER = Surveyed(entry="other", distribution="regrules-other", id="other", code="990102")
TWICE = {
    "no entry point": (
        "entry-point-found",
        {"announced": Announced(distribution="regrules-example")},
        "no entry point",
    ),
    "a rival": (
        "entry-point-found",
        {"announced": evolve(ANNOUNCED.announced, rivals=("regrules-rival",))},
        "`example` too",
    ),
    "the id of another": (
        "code-and-id-unique",
        {"others": (evolve(OTHER, id="example"),), "here": Observation(data={"id": "example", "code": "990101"})},
        "the id `example`",
    ),
    "the code of another": (
        "code-and-id-unique",
        {"others": (evolve(OTHER, code="990101"),), "here": Observation(data={"id": "example", "code": "990101"})},
        "the code `990101`",
    ),
    "nothing required": (
        "requires-regrules",
        {"announced": evolve(ANNOUNCED.announced, requires=())},
        "does not require",
    ),
    **{
        f"requires {given}": (
            "requires-regrules",
            {"announced": evolve(ANNOUNCED.announced, requires=(given, "rich>=1,<2"))},
            f"no {bound} bound",
        )
        for given, bound in (
            ("regrules", "upper"),
            ("regrules>=0.1", "upper"),
            ("regrules<0.2", "lower"),
            ("regrules!=0.3", "lower"),
        )
    },
}


@pytest.mark.parametrize("name", TWICE)
def test_what_is_announced_wrongly_is_found(name: str) -> None:
    """Entry points, ids and requirements that cannot be right are told."""
    check, changes, words = TWICE[name]
    findings = _errors(CHECKS[check], evolve(ANNOUNCED, **changes))
    assert any(words in finding.problem.en for finding in findings)


@pytest.mark.parametrize(
    "requires",
    [
        ("regrules>=0.1,<0.2",), ("regrules<0.2,>=0.1",), ("regrules ~= 0.1",), ("regrules==0.1.*",), ("Regrules (>=0.1,<1)",),
        ("regrules[testing]>=0.1,<0.2 ; python_version > '3'", "rich"),
    ],
)  # fmt: skip
def test_a_range_with_both_ends_passes(requires: tuple[str, ...]) -> None:
    """However a range of versions is written, both its ends are seen."""
    attempt = evolve(ANNOUNCED, announced=evolve(ANNOUNCED.announced, requires=requires), others=(OTHER,))
    assert _failing(attempt)[:2] == [] or not {"requires-regrules", "entry-point-found"} & set(_failing(attempt))
