"""Numbers that the register's table of figures holds, as bases of growth and rates."""

from __future__ import annotations

from fractions import Fraction

from ..model.targets import FigureOf
from .question import Question
from .values import splits_by_agency
from .world import World

Base = tuple[Fraction | None, Fraction | None, str]


def base_figure(world: World, question: Question, figure: FigureOf, value: str | None) -> Base:
    """A figure of the year of the window's end as a base: least, most, and that it is never empty."""
    agency = value if splits_by_agency(question) else None
    found = world.figure(figure.name, question.span(question.asked_on).end.year, agency)
    return (None, None, "no") if found is None else (Fraction(found), Fraction(found), "no")


def per_million(world: World, question: Question, least: Fraction, most: Fraction | None) -> Base:
    """A count as a rate per million residents; unknown where no year's residents are known."""
    found = world.latest_figure("residents", question.span(question.asked_on).end.year)
    if found is None or not found[1]:
        return None, None, "no"
    scale = Fraction(1_000_000) / Fraction(found[1])
    return least * scale, None if most is None else most * scale, "no"
