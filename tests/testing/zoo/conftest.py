"""A sound county that does not exist, and ways to break it."""

from __future__ import annotations

import importlib
import itertools
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from regrules.analysis.check import Candidate, Finding
from regrules.analysis.document import Document, read_document
from regrules.analysis.review import review_of
from regrules.model import Jurisdiction
from regrules.testing.conformance import CHECKS
from regrules.testing.conformance.sources import parts
from regrules.testing.strategies.county import of_plan

COUNTY = Path(__file__).parent / "county"
PACKAGE = "regrules_baichuan"
CHEAP = ("well-formed", "accounted", "explained", "traced")
NUMBERS = itertools.count()

Files = Mapping[str, str]
Load = Callable[[Files], Jurisdiction]
Changed = Callable[[Iterable[Mapping[str, str]]], dict[str, str]]
Found = Callable[..., tuple[Finding, ...]]


@pytest.fixture(scope="session")
def document() -> Document:
    """The document of the sound county."""
    return read_document((COUNTY / "plan.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def sound(document: Document) -> dict[str, str]:
    """The files of the sound county's module, which names the document that it was written from."""
    digest = document.parts[0].digest
    return {
        path.name: path.read_text(encoding="utf-8").replace("DIGEST", digest) for path in sorted(COUNTY.glob("*.py"))
    }


@pytest.fixture(scope="session")
def changed(sound: dict[str, str]) -> Changed:
    """The files of the sound county with some words of some files replaced."""

    def made(edits: Iterable[Mapping[str, str]]) -> dict[str, str]:
        files = dict(sound)
        for edit in edits:
            name, old = edit["file"], edit["old"]
            assert files[name].count(old) == 1, f"{name} has {files[name].count(old)} times {old!r}"
            files[name] = files[name].replace(old, edit["new"])
        return files

    return made


@pytest.fixture(scope="session")
def load(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Load]:
    """Imports the files of a county in this process, and returns what its hook answers."""
    folder = tmp_path_factory.mktemp("counties")

    def loaded(files: Files) -> Jurisdiction:
        name = f"zoo_{next(NUMBERS)}"
        (folder / name).mkdir()
        for file, text in files.items():
            (folder / name / file).write_text(text, encoding="utf-8")
        county: Jurisdiction = importlib.import_module(name).regrules_jurisdiction()
        return county

    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield loaded
    for name in [each for each in sys.modules if each.startswith("zoo_")]:
        del sys.modules[name]


@pytest.fixture(scope="session")
def county(load: Load, sound: dict[str, str]) -> Jurisdiction:
    """The sound county."""
    return load(sound)


@pytest.fixture(scope="session")
def reviewed(county: Jurisdiction) -> str:
    """The record of the sound county's review."""
    return review_of(county)


@pytest.fixture(scope="session")
def found(document: Document, reviewed: str) -> Found:
    """Asks one check of a county, with its document; if obligations are named, of these alone."""

    def asked(check: str, county: Jurisdiction, *only: str, text: Document = document) -> tuple[Finding, ...]:
        narrow = of_plan(county, county.plans[0].id, *only) if only else county
        candidate = Candidate(jurisdiction=narrow, documents=parts(text, narrow.plans), reviewed=reviewed, examples=1)
        (meant,) = (each for each in CHECKS if each.id == check)
        # What is not well formed is shown to all checks that cost little: none of them may stop.
        levels = CHEAP if meant.level == "well-formed" else ()
        found = {each.id: tuple(each.find(candidate)) for each in CHECKS if each.level in levels or each.id == check}
        return tuple(each for each in found[check] if each.severity == "error")

    return asked


@pytest.fixture(scope="session")
def caught(found: Found) -> Callable[..., None]:
    """Fails unless the check finds something at the place (a plan, a clause or an obligation), and says what to do."""

    def assured(check: str, place: str, county: Jurisdiction, *only: str, **about: Document) -> None:
        findings = found(check, county, *only, **about)
        assert findings, f"{check} finds nothing"
        assert place in {name for each in findings for name in (each.plan, each.clause, each.obligation)}
        for each in findings:
            assert each.check == check
            assert all((each.problem.zh, each.problem.en, each.advice.zh, each.advice.en))

    return assured
