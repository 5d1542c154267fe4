"""The 24 obligations as regrules asks them: from a compact register, all counties at once."""

from __future__ import annotations

from pathlib import Path

from region.answers import Answers
from region.days import AS_OF
from region.plan import jurisdictions, many, obligations
from region.setting import SIZES

import regrules
from regrules.model import Jurisdiction
from regrules.register.compact import CompactRegister, compact, open_compact
from regrules.report.overview import Overview


def write(source: Path, target: Path) -> None:
    """The compact register of the tables in *source*."""
    compact(source, target)


def read(folder: Path, plan: str = "plain") -> tuple[CompactRegister, tuple[Jurisdiction, ...]]:
    """
    The register and the counties that it holds.

    Args:
        folder: The compact register.
        plan: ``plain``, ``staged`` (four stages on every obligation), or a number of coverages.
    """
    register = open_compact(folder)
    asked = many(int(plan)) if plan.isdigit() else obligations(staged=plan == "staged")
    counties = jurisdictions(range(max(size.counties for size in SIZES.values())), asked)
    return register, tuple(county for county in counties if county.code in set(register.codes))


def assess(asked: tuple[CompactRegister, tuple[Jurisdiction, ...]]) -> Overview:
    """What the counties come to; nothing is read off it."""
    register, counties = asked
    return regrules.assess_all(register, as_of=AS_OF, jurisdictions=counties)


def ask(asked: tuple[CompactRegister, tuple[Jurisdiction, ...]]) -> Answers:
    """The numbers of every obligation, a pair for each county."""
    found: Answers = {}
    for row in assess(asked).rows:
        if row.number.least is None or row.number.least != row.number.most:
            raise SystemExit(f"{row.code} {row.obligation}: {row.number} should be known; nothing is missing here")
        found.setdefault(row.obligation, []).append(row.number.least)
    return found
