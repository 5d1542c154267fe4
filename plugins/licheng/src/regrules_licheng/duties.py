"""Two short forms: the duty that a person confirms, and the number that is only shown."""

from __future__ import annotations

from regrules.model import Attested, Basis, Measure, Obligation, Text
from regrules.model.plans import Strength

from .agencies import SECTION, STATION
from .terms import ALL, YEAR


def attested(
    id: str,
    clause: str,
    title: Text,
    evidence: Text,
    *,
    also: tuple[str, ...] = (),
    agencies: tuple[str, ...] = (SECTION,),
    strength: Strength = "must",
    interpretation: Text | None = None,
    basis: tuple[Basis, ...] = (),
) -> Obligation:
    """A duty to be confirmed by the end of the year, with *evidence* on file."""
    return Obligation(
        id=id,
        clause=clause,
        also=also,
        title=title,
        agencies=agencies,
        measure=Attested(evidence=evidence),
        window=YEAR,
        target=ALL,
        strength=strength,
        interpretation=interpretation,
        basis=basis,
    )


def indicator(
    id: str,
    clause: str,
    title: Text,
    measure: Measure,
    *,
    agencies: tuple[str, ...] = (STATION,),
    interpretation: Text | None = None,
    basis: tuple[Basis, ...] = (),
) -> Obligation:
    """A number of the year that the clause speaks of without demanding a value."""
    return Obligation(
        id=id,
        clause=clause,
        title=title,
        agencies=agencies,
        measure=measure,
        window=YEAR,
        target=None,
        interpretation=interpretation,
        basis=basis,
    )
