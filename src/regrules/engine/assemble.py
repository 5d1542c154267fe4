"""From what an evaluator found out to a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import repeat

from ..model.targets import Bands, FigureOf, Target
from . import agencies, counted, numbers
from .amounts import excess, shortfall
from .decide import is_settled, possible, statuses
from .escalation import next_step
from .explain import Explain
from .limits import SizedLimits, limits_of
from .moment import Moment
from .outlook import outlook_of_number, outlook_of_share
from .population import NOBODY, Listed, Population, Quantity
from .question import Question
from .tally import COUNTED, Tally
from .values import splits_by_agency
from .verdict import AgencyPart, Interval, Member, NextStep, Outlook, Range, Status, Verdict
from .world import World


def assemble(
    world: World, question: Question, value: str | None, found: Population | Quantity, explain: Explain
) -> Verdict:
    """
    The verdict of one question.

    Args:
        world: The facts, for escalations.
        question: The question.
        value: The value for which the verdict stands; None for the whole.
        found: What was found out.
        explain: Says of members whose outcome is open what is missing.
    """
    if isinstance(found, Population):
        return _of_population(world, question, value, found, explain)
    return _of_quantity(world, question, value, found, explain)


def _of_population(world: World, question: Question, value: str | None, found: Population, explain: Explain) -> Verdict:
    moment = question.moment(world.register.schema, provisional=found.provisional)
    limits = limits_for(world, question, value)
    if limits is None:
        return _verdict(world, question, value, moment, found, explain, parts=_parts(found), number=_share(found.now))
    status = statuses(moment, found.at_due, found.now, limits)
    idle = status == ("not_applicable",) or (status == ("open",) and not found.now.can(COUNTED))
    unsure = possible(found.now, limits)
    outstanding = NOBODY if idle or not unsure.fails else _outstanding(found, limits)
    return _verdict(
        world, question, value, moment, found, explain, parts=_parts(found), number=_share(found.now), status=status,
        settled=is_settled(moment, status, found.now, limits),
        outlook=outlook_of_share(question, moment, found.now, limits) if status == ("open",) else None,
        lacking=_task_shortfall(found) or shortfall(found.now, limits, joinable=_joinable(moment)),
        surplus=excess(found.now, limits), outstanding=outstanding,
    )  # fmt: skip


def _joinable(moment: Moment) -> bool:
    """Whether a new record can join as a hit; nobody joins a population of subjects, cells or agencies by a record."""
    return moment.joinable and moment.family in ("share", "clock") and not moment.of_subjects


def _task_shortfall(found: Population) -> Range | None:
    if found.task_shortfall is None:
        return None
    return Range(least=found.task_shortfall[0], most=found.task_shortfall[1])


def _share(tally: Tally) -> Interval:
    if tally.further:
        return Interval(least=None, most=None)
    least, most = tally.bounds()
    return Interval(least=least, most=most)


def _parts(found: Population) -> tuple[AgencyPart, ...]:
    parts, missed, open_ = [], found.missed.by_agency(), found.undetermined.by_agency()
    for agency, tally in found.parts.items():
        least, most = tally.plain_bounds()
        parts.append(
            AgencyPart(
                agency=agency,
                number=Interval(least=least, most=most),
                outstanding=tuple(missed.get(agency, ())),
                undetermined=tuple(open_.get(agency, ())),
            )
        )
    return tuple(parts)


def _outstanding(found: Population, limits: SizedLimits) -> Listed:
    """Who surely misses; where only too many can be wrong, who surely hits."""
    if not limits.known or not limits.has_upper:
        return found.missed
    short = any(fewest < limits.needed(size) for size, fewest, _ in found.now.pairs())
    return found.missed if short or found.now.further else found.hit


def _of_quantity(world: World, question: Question, value: str | None, found: Quantity, explain: Explain) -> Verdict:
    moment = question.moment(world.register.schema)
    limits = limits_for(world, question, value)
    open_ = found.undetermined.by_agency()
    parts = tuple(
        AgencyPart(agency=agency, number=number, outstanding=(), undetermined=tuple(open_.get(agency, ())))
        for agency, number in found.parts.items()
    )
    if limits is None:
        return _verdict(world, question, value, moment, found, explain, parts=parts, number=found.shown)
    status = numbers.statuses(moment, found.at_due, found.now, limits)
    return _verdict(
        world, question, value, moment, found, explain, parts=parts, number=found.shown, status=status,
        settled=numbers.is_settled(moment, status, found.now, limits, base_final=found.base_final),
        outlook=outlook_of_number(question, moment, found, limits) if status == ("open",) else None,
        lacking=counted.lacking(found, limits.at(0)), surplus=counted.surplus(found, limits.at(0)),
    )  # fmt: skip


def limits_for(world: World, question: Question, value: str | None) -> SizedLimits | None:
    """The target with its figure filled in; None for an indicator."""
    if question.target is None:
        return None
    name = figure_of(question.target)
    if name is None:
        return limits_of(question.target)
    agency = value if splits_by_agency(question) else None
    figure = world.figure(name.name, question.span(question.asked_on).end.year, agency)
    return limits_of(question.target, None if figure is None else Fraction(figure))


def figure_of(target: Target | Bands) -> FigureOf | None:
    """The figure of which a target's bounds are shares; None if they are none."""
    if isinstance(target, Bands):
        return next((band.target.of for band in target.bands if band.target.of is not None), None)
    return target.of


def _verdict(
    world: World,
    question: Question,
    value: str | None,
    moment: Moment,
    found: Population | Quantity,
    explain: Explain,
    *,
    parts: tuple[AgencyPart, ...],
    number: Interval,
    status: tuple[Status, ...] = (),
    settled: bool = False,
    outlook: Outlook | None = None,
    lacking: Range = counted.NOTHING,
    surplus: Range = counted.NOTHING,
    outstanding: Listed = NOBODY,
) -> Verdict:
    obligation, split = question.obligation, value or question.period
    population = found if isinstance(found, Population) else None
    return Verdict(
        obligation=f"{obligation.id}@{split}" if split else obligation.id,
        clause=obligation.clause,
        also=obligation.also,
        title=obligation.title,
        stage=question.stage,
        value=split,
        due=question.due,
        provisional=moment.provisional,
        status=None if not status else status[0] if len(status) == 1 else "undecided",
        could_be=status,
        settled=settled,
        outlook=outlook,
        strength=obligation.strength,
        number=number,
        required=required_of(question.target),
        shortfall=lacking,
        excess=surplus,
        outstanding=outstanding_of(world, question, outstanding),
        undetermined=undetermined_of(question, found.undetermined, explain),
        waived=tuple(sorted(population.waived)) if population else (),
        released=tuple(sorted(population.released)) if population else (),
        pending=tuple(sorted(population.pending)) if population else (),
        upcoming=tuple(sorted(population.upcoming)) if population else (),
        agencies=parts,
        responsible=agencies.named(obligation),
        interpretation=obligation.interpretation,
    )


def outstanding_of(world: World, question: Question, listed: Listed) -> tuple[Member, ...]:
    """Who is outstanding, each with what follows."""
    if listed.told is not None:
        return listed.told
    dues = _dues(question, listed)
    steps: Iterable[NextStep | None] = repeat(None, len(dues))
    if question.obligation.escalation:
        steps = (next_step(world, question, subject, due) for subject, due in zip(listed.subjects, dues, strict=True))
    each = zip(listed.ids, listed.agencies, dues, steps, strict=True)
    return tuple([Member(id=key, agency=agency, due=due, next_step=step) for key, agency, due, step in each])


def undetermined_of(question: Question, listed: Listed, explain: Explain) -> tuple[Member, ...]:
    """Whose outcome is open, each with what is missing."""
    if listed.told is not None:
        return listed.told
    if not listed.ids:
        return ()
    each = zip(listed.ids, listed.agencies, _dues(question, listed), explain(question, listed), strict=True)
    return tuple([Member(id=key, agency=agency, due=due, missing=missing) for key, agency, due, missing in each])


def _dues(question: Question, listed: Listed) -> list[date]:
    if listed.dues is None:
        return [question.due] * len(listed.ids)
    return [due or question.due for due in listed.dues]


def required_of(target: Target | Bands | None) -> dict[str, str]:
    """The figures of a target as the plan writes them."""
    if target is None:
        return {}
    if isinstance(target, Bands):
        return {
            f"{'up_to_' + str(band.up_to) if band.up_to is not None else 'above'}.{name}": figure
            for band in target.bands
            for name, figure in required_of(band.target).items()
        }
    written = {"at_least": target.least, "above": target.above, "at_most": target.most, "below": target.below}
    found = {name: figure for name, figure in written.items() if figure is not None}
    if target.of is not None:
        found["of"] = target.of.name
    if target.minimum is not None:
        found["minimum"] = str(target.minimum)
    return found
