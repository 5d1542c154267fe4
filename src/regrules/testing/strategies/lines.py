"""Strategies for cases exactly on the line: so many of so many, and a target that asks for just that share."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from hypothesis import strategies as st

from ...model.measures import Coverage
from ...model.names import inspections, subjects
from ...model.plans import Jurisdiction, Obligation, Plan
from ...model.targets import Target
from ...model.text import Text
from ...model.windows import calendar_year
from .pool import COUNTY, YEAR
from .worlds import World

Side = Literal["least", "above", "most", "below"]


@st.composite
def on_the_line(draw: st.DrawFn, side: Side | None = None) -> World:
    """Worlds without gaps in which a coverage equals the bound of its target, to the last subject; due and over."""
    chosen = draw(st.sampled_from(("least", "above", "most", "below"))) if side is None else side
    whole = draw(st.integers(1, 30))
    reached = draw(st.integers(0, whole))
    form = draw(st.sampled_from(("fraction", "percent")))
    figure = _written(reached, whole, form)
    bounds = {"least": Target(least=figure), "above": Target(above=figure), "most": Target(most=figure)}
    return line_world(reached, whole, bounds.get(chosen, Target(below=figure)))


def line_world(reached: int, whole: int, target: Target) -> World:
    """*reached* of *whole* subjects inspected in the year, against *target*, asked on the last day."""
    names = [f"s{number:02}" for number in range(whole)]
    obligation = Obligation(
        id="coverage/a",
        clause="1.1",
        title=Text(zh="覆盖率", en="coverage"),
        agencies=("station",),
        measure=Coverage(of=subjects, by=inspections),
        window=calendar_year(YEAR),
        target=target,
    )
    title = Text(zh="示例县", en="Example")
    plan = Plan(id="example-2025", title=title, period=calendar_year(YEAR), obligations=(obligation,))
    place = {"jurisdiction": COUNTY, "name": "x", "kinds": frozenset({"drug_retailer"})}
    seen = {"date": date(YEAR, 6, 30), "domains": frozenset({"drug"}), "kinds": frozenset({"routine"})}
    return World(
        jurisdiction=Jurisdiction(id="example", code=COUNTY, name=title, plans=(plan,)),
        rows={
            "subjects": [{"subject_id": name, **place} for name in names],
            "inspections": [{"inspection_id": f"i-{name}", "subject_id": name, **seen} for name in names[:reached]],
            "extents": [{"table": "inspections", "complete_from": date(YEAR, 1, 1), "complete_to": date(YEAR, 12, 31)}],
        },
        as_of=date(YEAR, 12, 31),
    )


def _written(reached: int, whole: int, form: str) -> str:
    """The share as a plan may write it: a percentage where it is a whole one."""
    share = Fraction(reached, whole)
    percent = share * 100
    return f"{percent.numerator}%" if form == "percent" and percent.denominator == 1 else f"{reached}/{whole}"
