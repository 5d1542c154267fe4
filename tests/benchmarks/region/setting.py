"""What every part of the benchmark shares: the sizes and the invented counties."""

from __future__ import annotations

from attrs import frozen

SEED = 20251015
COUNTIES_OF_A_REGION = 100
DIVISIONS = (98, 99, 78, 79, 80, *range(83, 98))  # no province of China has one of these numbers; a region takes two


@frozen(kw_only=True)
class Size:
    """
    How large a register is.

    Attributes:
        name: What it is called on the command line.
        counties: How many counties.
        subjects: How many subjects they have together.
        inspections: How many inspections.
        reports: How many reports.
        filings: How many filings.
        leads: How many leads.
    """

    name: str
    counties: int
    subjects: int
    inspections: int
    reports: int
    filings: int
    leads: int

    @property
    def is_large(self) -> bool:
        """Whether it is several regions, which are generated one after the other and kept in compact form alone."""
        return self.counties > COUNTIES_OF_A_REGION

    @property
    def records(self) -> int:
        """All records that are dated."""
        return self.inspections + self.reports + self.filings + self.leads


def _size(name: str, counties: int, subjects: int) -> Size:
    return Size(
        name=name, counties=counties, subjects=subjects, inspections=8 * subjects, reports=4 * subjects,
        filings=2 * subjects, leads=4 * subjects // 3,
    )  # fmt: skip


SIZES = {
    size.name: size
    for size in (
        _size("thousandth", 4, 1_500),
        _size("hundredth", 4, 15_000),
        _size("tenth", 10, 150_000),
        _size("full", 100, 1_500_000),
        _size("ten-fold", 1_000, 15_000_000),
    )
}


def codes(size: Size) -> list[str]:
    """The division codes of all counties of a register, sorted."""
    return sorted(code(county) for county in range(size.counties))


def code(county: int) -> str:
    """The division code of a county by its number: two provinces take turns, each with five cities."""
    region, place = divmod(county, COUNTIES_OF_A_REGION)
    province = DIVISIONS[2 * region + place % 2]
    return f"{province:02}{place // 2 % 5 + 1:02}{place // 10 + 1:02}"
