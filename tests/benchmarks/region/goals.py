"""The goals of the engine, and whether a run keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen
from region.measure import Measured, ratio

MEGABYTE = 2**20


@frozen(kw_only=True)
class Goal:
    """
    One goal.

    Attributes:
        title: What is asked.
        limit: The most that keeps it.
        unit: ``x``, ``s``, ``ms`` or ``MB``.
        found: What was measured; None if it was not.
    """

    title: str
    limit: float
    unit: str
    found: float | None

    @property
    def kept(self) -> bool | None:
        """Whether the goal is kept; None if it was not measured."""
        return None if self.found is None else self.found <= self.limit

    def line(self) -> str:
        """The goal in a line of at most 80 characters."""
        digits = 0 if self.unit == "MB" else 2
        found = "not measured" if self.found is None else f"{self.found:.{digits}f} {self.unit}"
        verdict = {None: "", True: "kept", False: "missed"}[self.kept]
        return f"{self.title:<46} {self.limit:>7.{digits}f} {self.unit:<2} {found:>13} {verdict:>8}"


def goals(found: Mapping[str, Measured], *, busy: bool, large: bool) -> Iterator[Goal]:
    """
    Every goal, with what was measured of it.

    Args:
        found: What was measured.
        busy: Judge by the processor's time and not by the clock: for a machine that others use too.
        large: The register is ten times the region.
    """

    def times(ours: str, theirs: str) -> float | None:
        return ratio(found[ours], found[theirs], busy=busy) if ours in found and theirs in found else None

    def seconds(name: str, factor: float = 1) -> float | None:
        return (found[name].busy if busy else found[name].seconds) * factor if name in found else None

    peak = found["a"].peak / MEGABYTE if "a" in found else None
    yield Goal(title="whole process, memory", limit=4096 if large else 1024, unit="MB", found=peak)
    yield Goal(title="10 times the data, warm", limit=11, unit="x", found=times("plain", "tenth"))
    yield Goal(
        title="10 times the data, whole process", limit=11, unit="x", found=times("plain, whole", "tenth, whole")
    )
    if large:
        return
    yield Goal(title="whole process over Polars with bits (c)", limit=1, unit="x", found=times("a", "c"))
    yield Goal(title="  the same with facts sorted (c-sorted)", limit=1, unit="x", found=times("a", "c-sorted"))
    yield Goal(title="whole process over Polars, a query each (b)", limit=0.4, unit="x", found=times("a", "b"))
    yield Goal(title="  the same with facts sorted (b-sorted)", limit=0.4, unit="x", found=times("a", "b-sorted"))
    yield Goal(title="warm over Polars, a query each (b)", limit=0.35, unit="x", found=times("a, warm", "b, warm"))
    yield Goal(
        title="  the same with facts sorted (b-sorted)", limit=0.35, unit="x", found=times("a, warm", "b-sorted, warm")
    )
    yield Goal(title="warm", limit=0.6, unit="s", found=seconds("a, warm"))
    yield Goal(title="4 stages and 5 % missing over plain, warm", limit=2, unit="x", found=times("staged", "plain"))
    yield Goal(title="64 obligations over 8, warm", limit=1.3, unit="x", found=times("64 obligations", "8 obligations"))
    yield Goal(title="one county, one plan, warm", limit=5, unit="ms", found=seconds("one county", 1000))
    yield Goal(title="one more fact, county", limit=1, unit="ms", found=seconds("one more fact, county", 1000))
    yield Goal(title="one more fact, region", limit=5, unit="ms", found=seconds("one more fact, region", 1000))
    yield Goal(title="first compaction of unsorted Parquet", limit=5, unit="s", found=seconds("compaction"))
