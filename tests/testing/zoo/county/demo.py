"""A small register to try; everything in it is invented."""

from __future__ import annotations

from pathlib import Path

from regrules.demo import Office, rounds

from .terms import AGENCIES, SCHEMA

AS_OF = "2025-10-15"


def write(folder: Path, *, seed: int = 2025) -> None:
    """Write the register to *folder* as CSV; the same seed gives the same files."""
    office = Office("990401", today=AS_OF, seed=seed, schema=SCHEMA)
    office.agencies(AGENCIES)
    shops = [
        office.subject("drug_retailer", agency=agency, name=("柏川县", "药房"))
        for agency in ("north", "south")
        for _ in range(3)
    ]
    rounds(office, shops, (2024, 2025), domains=("drug",))
    office.write(folder)
