"""Targets: what a number must be, and by when. All figures are exact text (``"25%"``, ``"1/3"``, ``"450"``)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from .checks import as_tuple, day, one_of
from .checks import at_least as whole_at_least
from .exact import exact, optionally_written


@frozen(kw_only=True)
class FigureOf:
    """
    A number that the register's table of figures holds.

    Attributes:
        name: Its name there, such as ``annual_task``. It is looked up for the year of the window's end and,
            where each agency has a verdict of its own, for that agency.
    """

    name: str


def figure(name: str) -> FigureOf:
    """A number of the register's table of figures."""
    return FigureOf(name=name)


@frozen(kw_only=True)
class Target:
    """
    The bounds that a number must keep.

    Attributes:
        least: At least this.
        above: More than this.
        most: At most this.
        below: Less than this.
        of: The bounds are shares (or multiples) of this figure.
        rounding: How the required number of units is rounded: ``up``, ``down`` or ``half_up``.
        minimum: At least so many units, whatever the share says (never more than there are).
        implied: The figure is not written in the clause; its words imply it (全覆盖).
    """

    least: str | None = field(default=None, converter=optionally_written)
    above: str | None = field(default=None, converter=optionally_written)
    most: str | None = field(default=None, converter=optionally_written)
    below: str | None = field(default=None, converter=optionally_written)
    of: FigureOf | None = None
    rounding: Literal["up", "down", "half_up"] = field(default="up", validator=one_of("up", "down", "half_up"))
    minimum: int | None = field(default=None, validator=whole_at_least(0))
    implied: bool = False

    def __attrs_post_init__(self) -> None:
        if all(bound is None for bound in (self.least, self.above, self.most, self.below)):
            raise ValueError("a target needs at least one bound: least, above, most or below")
        if None not in (self.least, self.above) or None not in (self.most, self.below):
            raise ValueError("a target has one lower and one upper bound at most")
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            low, high = self.least or self.above, self.most or self.below
            raise ValueError(f"the lower bound {low} lies above the upper {high}")

    @property
    def lower(self) -> Fraction | None:
        """The lower bound, strict or not."""
        bound = self.least if self.least is not None else self.above
        return None if bound is None else exact(bound)

    @property
    def upper(self) -> Fraction | None:
        """The upper bound, strict or not."""
        bound = self.most if self.most is not None else self.below
        return None if bound is None else exact(bound)


@frozen(kw_only=True)
class Band:
    """
    The target of populations up to a size.

    Attributes:
        up_to: Largest population of this band; None for all above.
        target: Its target.
    """

    up_to: int | None = field(validator=whole_at_least(0))
    target: Target


@frozen(kw_only=True)
class Bands:
    """
    Targets by the size of the population; bands rise and the last one has no limit.

    Attributes:
        bands: A target for each size of the population.
    """

    bands: tuple[Band, ...] = field(converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        limits = [band.up_to for band in self.bands]
        if not limits or limits[-1] is not None or None in limits[:-1]:
            raise ValueError("the last band, and only the last, has no upper limit")
        if sorted(limits[:-1]) != limits[:-1] or len(set(limits)) != len(limits):  # type: ignore[type-var]  # no None left
            raise ValueError("the limits of bands must rise")

    def at(self, size: int) -> Target:
        """The target of a population of *size*."""
        return next(band.target for band in self.bands if band.up_to is None or size <= band.up_to)


@frozen(kw_only=True)
class Stage:
    """
    One step of a staged target.

    Attributes:
        due: The day for which it is asked.
        target: What must be true then.
    """

    due: date = field(converter=day)
    target: Target | Bands


@frozen(kw_only=True)
class Stages:
    """
    A target that rises in steps; each step has a verdict of its own.

    Attributes:
        stages: The steps, in order of their dates.
    """

    stages: tuple[Stage, ...] = field(converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        dates = [stage.due for stage in self.stages]
        if not dates or sorted(set(dates)) != dates:
            raise ValueError("a staged target needs stages whose dates rise")


AnyTarget = Target | Bands | Stages


def at_least(
    figure: str | int,
    *,
    of: FigureOf | None = None,
    rounding: Literal["up", "down", "half_up"] = "up",
    minimum: int | None = None,
    implied: bool = False,
) -> Target:
    """This much or more."""
    return Target(least=figure, of=of, rounding=rounding, minimum=minimum, implied=implied)


def at_most(figure: str | int | FigureOf, *, of: FigureOf | None = None, implied: bool = False) -> Target:
    """This much or less; a figure of the register may stand by itself."""
    if isinstance(figure, FigureOf):
        return Target(most="1", of=figure, implied=implied)
    return Target(most=figure, of=of, implied=implied)


def above(figure: str | int, *, of: FigureOf | None = None) -> Target:
    """More than this."""
    return Target(above=figure, of=of)


def below(figure: str | int, *, of: FigureOf | None = None) -> Target:
    """Less than this."""
    return Target(below=figure, of=of)


def between(low: str | int, high: str | int, *, of: FigureOf | None = None) -> Target:
    """From the one to the other, both included."""
    return Target(least=low, most=high, of=of)


def exactly(figure: str | int, *, of: FigureOf | None = None) -> Target:
    """This and nothing else."""
    return Target(least=figure, most=figure, of=of)


def stages(*steps: tuple[str | date, Target | Bands]) -> Stages:
    """A target in steps, each a date and a target."""
    return Stages(stages=tuple(Stage(due=due, target=target) for due, target in steps))


def bands(*steps: tuple[int | None, Target]) -> Bands:
    """Targets by size of the population, each a largest size (None for the rest) and a target."""
    return Bands(bands=tuple(Band(up_to=up_to, target=target) for up_to, target in steps))
