"""The agencies of a new county: the rows of its attached tables, or two to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..analysis.document import Table
from .grid import grid
from .source import call, quoted, text_call

_KINDS = {
    "所": "station",
    "科": "section",
    "室": "section",
    "股": "section",
    "队": "enforcement_team",
    "心": "monitoring_centre",
    "局": "bureau",
}
_EXAMPLES = (("north", "城北所", "North station", "station"), ("device_section", "器械科", "Device section", "section"))


def agencies_of(tables: Iterable[Table], year: int) -> dict[str, str]:
    """An id for each agency that an attached table names, by that name."""
    found = [each for table in tables if (each := grid(table, year))]
    names = dict.fromkeys(name for each in found for name in each.agencies)
    return {name: f"agency_{number}" for number, name in enumerate(names, start=1)}


def agency_lines(agencies: Mapping[str, str]) -> str:
    """The entries of the agencies; two examples if none is known."""
    rows = [
        (identity, name, identity.replace("_", " ").capitalize(), _KINDS.get(name[-1:], "station"))
        for name, identity in agencies.items()
    ]
    return "\n".join(
        line
        for identity, zh, en, kind in rows or _EXAMPLES
        for line in call(
            "AgencyEntry", f"id={quoted(identity)}", f"name={text_call(zh, en)}", f"kind={quoted(kind)}", indent=4
        )
    )
