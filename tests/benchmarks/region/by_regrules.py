"""The 24 obligations as regrules asks them: from a compact register, all counties at once."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from region.answers import Answers
from region.days import AS_OF
from region.plan import jurisdictions, many, obligations
from region.setting import SIZES, code

import regrules
from regrules.model import Jurisdiction
from regrules.register.compact import CompactRegister, open_compact


class Asked(NamedTuple):
    """
    A question about all counties.

    Attributes:
        register: The register.
        counties: Who is asked.
        known: Nothing is missing, so that every number must be known.
    """

    register: CompactRegister
    counties: tuple[Jurisdiction, ...]
    known: bool


def read(folder: Path, plan: str = "plain") -> Asked:
    """
    The register and the counties that it holds.

    Args:
        folder: The compact register.
        plan: ``plain``, ``staged`` (four stages on every obligation), or a number of coverages.
    """
    register = open_compact(folder)
    obligations_of = many(int(plan)) if plan.isdigit() else obligations(staged=plan == "staged")
    numbers = {code(number): number for number in range(max(size.counties for size in SIZES.values()))}
    counties = jurisdictions([numbers[each] for each in register.codes], obligations_of)
    return Asked(register, counties, plan == "plain")


def ask(asked: Asked) -> Answers:
    """The numbers of every obligation, a pair for each county (and stage)."""
    overview = regrules.assess_all(asked.register, as_of=AS_OF, jurisdictions=asked.counties)
    columns, found = overview.columns, Answers()
    bounds = [list(zip(columns[name], columns[f"{name}_of"], strict=True)) for name in ("least", "most")]
    if asked.known and bounds[0] != bounds[1]:
        raise SystemExit("some numbers are not known, although nothing is missing here")
    for obligation, pair in zip(columns["obligation"], bounds[0], strict=True):
        found.setdefault(overview.obligations[obligation].id, []).append(pair)
    return found
