"""The relation that one record more of what is wanted never hurts, and where it says anything."""

from __future__ import annotations

from fractions import Fraction

from ...engine.verdict import Pair, as_fraction
from ...model.measures import Count, Coverage, Measure, Response
from ...model.plans import Obligation
from ...model.predicates import Column, inner_records
from ...model.targets import Bands, Stages, Target
from ..strategies.worlds import World
from .changes import with_one_more
from .judging import verdicts


def one_more(world: World, engine: str) -> str:
    """Where a further record like one that is there lowers a bound, or undoes what was met; empty if none does."""
    (obligation,) = world.plan.obligations
    table = _events_of(obligation.measure)
    for position in range(min(3, len(world.rows.get(table, ())))):
        pairs = zip(verdicts(world, engine), verdicts(with_one_more(world, table, position), engine), strict=True)
        for before, after in pairs:
            for bound in ("least", "most"):
                was, became = (getattr(each.number, bound) for each in (before, after))
                if was is not None and (became is not None or bound == "least") and _value(became) < _value(was):
                    return f"{before.obligation}, {bound}\n  before: {was}\n  with one record more: {became}"
            if before.status == "met" and after.status != "met":
                return f"{before.obligation}, status\n  before: met\n  with one record more: {after.status}"
    return ""


def _value(pair: Pair | None) -> Fraction:
    """The value of a pair; nothing of nothing is zero."""
    return Fraction(0) if pair is None or pair[1] == 0 else as_fraction(pair) or Fraction(0)


def _events_of(measure: Measure) -> str:
    if isinstance(measure, Count):
        return measure.of.table
    assert isinstance(measure, (Coverage, Response))
    return measure.by.table


def grows(obligation: Obligation) -> bool:
    """Whether one record more can only help: events are wanted, no upper bound stands, nobody's belonging hangs on them."""
    measure = obligation.measure
    if not isinstance(measure, (Coverage, Count, Response)) or isinstance(obligation.each, Column):
        return False
    if _has_upper(obligation.target):
        return False
    if isinstance(measure, Count):
        return measure.of.table != "subjects" and not inner_records(measure.of.where)
    if measure.times.most is not None or isinstance(measure, Response):
        return isinstance(measure, Response) and measure.times.most is None and measure.to.table != measure.by.table
    if measure.by.table == "gradings":  # their key is the subject's, so there is no further one like it
        return False
    return measure.by.table not in {measure.of.table, *(each.table for each in inner_records(measure.of.where))}


def _has_upper(target: Target | Bands | Stages | None) -> bool:
    match target:
        case Stages(stages=stages):
            return any(_has_upper(stage.target) for stage in stages)
        case Bands(bands=bands):
            return any(_has_upper(band.target) for band in bands)
        case Target():
            return target.upper is not None
    return False
