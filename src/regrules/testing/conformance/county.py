"""Finding the county that is to be checked, and what is known of it before any check is asked."""

from __future__ import annotations

import os
import time
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from ...analysis.review import FILE, review_of
from ...errors import Defect, PlanError, QuestionError
from ...hookspec import GROUP
from ...model.checks import unknown_name
from ...model.plans import Jurisdiction, Plan
from ...model.serial import from_data, plan_from_json
from .around import county_around
from .observation import FAR, HERE, Observation, Surveyed
from .probe import entries
from .processes import observations, survey


@frozen(kw_only=True)
class Announced:
    """
    A county as an installed distribution announces it.

    Attributes:
        entry: Name of its entry point; empty if the distribution has none.
        value: Where the entry point leads.
        distribution: Name of the distribution.
        version: Its version.
        requires: What it needs, as its metadata say.
        rivals: Distributions that have an entry point of the same name.
    """

    entry: str = ""
    value: str = ""
    distribution: str = ""
    version: str = ""
    requires: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False)
class Attempt:
    """
    What came of loading a county; the checks of the first level are asked of it.

    Attributes:
        asked: The name by which it was asked for.
        announced: How it is announced; None for a plan without a plugin.
        here: What was seen in a process like this one.
        far: What was seen where the time zone, the language, the clock and more are others.
        others: Every county that is announced, this one too.
        defects: Why a plan without a plugin cannot be read.
        jurisdiction: The county; None if it does not load.
        seconds: The time that loading it took, in all processes together.
        reviewed: The record of its last review; empty if there is none.
    """

    asked: str
    announced: Announced | None = None
    here: Observation = field(factory=Observation)
    far: tuple[Observation, ...] = ()
    others: tuple[Surveyed, ...] = ()
    defects: tuple[Defect, ...] = ()
    jurisdiction: Jurisdiction | None = None
    seconds: float = 0.0
    reviewed: str = ""

    @property
    def review_file(self) -> Path | None:
        """Where the record of its reviews lies, beside its module; None if there is no module."""
        return Path(self.here.folder) / FILE if self.here.folder else None


def attempt(county: str | os.PathLike[str] | Jurisdiction | Plan) -> Attempt:
    """
    What comes of loading *county*.

    Args:
        county: The id or code of an installed county, the name of its distribution, a plan as a JSON file, or a record.

    Raises:
        QuestionError: there is no such county, or the file cannot be read.
    """
    if isinstance(county, Jurisdiction):
        return Attempt(asked=county.id, jurisdiction=county)
    if isinstance(county, Plan):
        return Attempt(asked=county.id, jurisdiction=county_around(county))
    name = os.fspath(county)
    if not isinstance(county, str) or name.endswith(".json"):
        return _from_file(Path(name))
    found = announced(name)
    if found.entry == "":
        return Attempt(asked=name, announced=found)
    started = time.perf_counter()
    here, *far = observations(found.entry, found.distribution, (HERE, *FAR))
    made = Attempt(asked=name, announced=found, here=here, far=tuple(far), others=survey())
    file = made.review_file
    reviewed = file.read_text(encoding="utf-8", errors="replace") if file and file.is_file() else ""
    return evolve(made, jurisdiction=_jurisdiction(here), reviewed=reviewed, seconds=time.perf_counter() - started)


def announced(name: str) -> Announced:
    """
    How the county called *name* is announced. Nothing is imported, unless the name is neither that of an entry point nor
    that of a distribution.

    Raises:
        QuestionError: nothing of that name is installed; the nearest is offered.
    """
    known = tuple(entries())
    for found in (
        [each for each in known if each.name == name],
        [each for each in known if each.dist and each.dist.name in (name, f"{GROUP}-{name}")],
    ):
        if found:
            return _announced(found[0], known)
    if silent := _without_entry(name) or _without_entry(f"{GROUP}-{name}"):
        return Announced(distribution=silent.name, version=silent.version, requires=tuple(silent.requires or ()))
    surveyed = survey()
    for each in surveyed:
        if name in (each.id, each.code):
            (entry,) = (one for one in known if (one.name, _dist_name(one)) == (each.entry, each.distribution))
            return _announced(entry, known)
    raise QuestionError(unknown_name("county", name, {each.id or each.entry for each in surveyed}))


def _from_file(path: Path) -> Attempt:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise QuestionError(f"{path} is no text in UTF-8; a plan as JSON is wanted") from None
    except OSError as refused:
        raise QuestionError(f"{path} cannot be read: {refused.strerror}; a plan as a JSON file is wanted") from None
    try:
        return Attempt(asked=path.name, jurisdiction=county_around(plan_from_json(text)))
    except PlanError as refused:
        return Attempt(asked=path.name, defects=refused.defects)


def _jurisdiction(here: Observation) -> Jurisdiction | None:
    """The county, read from what a process wrote of it: its code does not run here."""
    if here.data is None or here.round_trip:
        return None
    try:
        read: Jurisdiction = from_data(here.data, Jurisdiction)
    except PlanError:  # it means something else here than in the process that the county changed
        return None
    return read


def recorded(made: Attempt) -> Attempt:
    """
    *made*, once what the county asks now is written beside its module as what was reviewed.

    Raises:
        QuestionError: the county does not load, is no plugin, or the file cannot be written.
    """
    if made.jurisdiction is None or made.review_file is None:
        raise QuestionError(f"{made.asked} has no review to record: it does not load, or it is no plugin")
    record = review_of(made.jurisdiction)
    try:
        made.review_file.write_text(record, encoding="utf-8")
    except OSError as refused:
        raise QuestionError(f"{made.review_file} cannot be written: {refused.strerror}") from None
    return evolve(made, reviewed=record)


def _announced(entry: Any, known: tuple[Any, ...]) -> Announced:
    mine = _dist_name(entry)
    rivals = (_dist_name(each) for each in known if each.name == entry.name)
    dist = entry.dist
    return Announced(
        entry=entry.name,
        value=entry.value,
        distribution=mine,
        version=dist.version if dist else "",
        requires=tuple(dist.requires or ()) if dist else (),
        rivals=tuple(each for each in rivals if each != mine),
    )


def _dist_name(entry: Any) -> str:
    return str(entry.dist.name) if entry.dist else ""


def _without_entry(name: str) -> Distribution | None:
    """The installed distribution called *name*; it has no entry point that announces a county."""
    try:
        return distribution(name)
    except (PackageNotFoundError, ValueError):
        return None
