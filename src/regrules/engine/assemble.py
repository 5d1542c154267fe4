"""From what an evaluator found out to a verdict."""

from __future__ import annotations

from fractions import Fraction

from ..model.targets import Bands, FigureOf, Target
from . import agencies, counted, numbers
from .amounts import excess, shortfall
from .decide import is_settled, possible, statuses
from .escalation import next_step
from .explain import missing_of
from .limits import SizedLimits, limits_of
from .moment import Moment
from .outlook import outlook_of_number, outlook_of_share
from .population import Named, Population, Quantity
from .question import Question
from .tally import COUNTED, Tally
from .values import splits_by_agency
from .verdict import AgencyPart, Interval, Member, Outlook, Range, Status, Verdict
from .world import World


def assemble(world: World, question: Question, value: str | None, found: Population | Quantity) -> Verdict:
    """
    The verdict of one question.

    Args:
        world: The facts, for escalations and explanations.
        question: The question.
        value: The value for which the verdict stands; None for the whole.
        found: What was found out.
    """
    if isinstance(found, Population):
        return _of_population(world, question, value, found)
    return _of_quantity(world, question, value, found)


def _of_population(world: World, question: Question, value: str | None, found: Population) -> Verdict:
    moment = question.moment(world.register.schema, provisional=found.provisional)
    limits = _limits(world, question, value)
    if limits is None:
        return _verdict(world, question, value, moment, found, parts=_parts(found), number=_share(found.now))
    status = statuses(moment, found.at_due, found.now, limits)
    idle = status == ("not_applicable",) or (status == ("open",) and not found.now.can(COUNTED))
    unsure = possible(found.now, limits)
    outstanding = () if idle or not unsure.fails else _outstanding(found, limits)
    return _verdict(
        world, question, value, moment, found, parts=_parts(found), number=_share(found.now), status=status,
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
    parts, missed, open_ = [], _by_agency(found.missed), _by_agency(found.undetermined)
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


def _by_agency(members: tuple[Named, ...]) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for named in _sorted(members):
        found.setdefault(named.agency, []).append(named.id)
    return found


def _sorted(members: tuple[Named, ...]) -> list[Named]:
    """In the order of their keys: the order of rows in a register means nothing."""
    return sorted(members, key=lambda named: named.id)


def _outstanding(found: Population, limits: SizedLimits) -> tuple[Named, ...]:
    """Who surely misses; where only too many can be wrong, who surely hits."""
    if not limits.known or not limits.has_upper:
        return found.missed
    short = any(fewest < limits.needed(size) for size, fewest, _ in found.now.pairs())
    return found.missed if short or found.now.further else found.hit


def _of_quantity(world: World, question: Question, value: str | None, found: Quantity) -> Verdict:
    moment = question.moment(world.register.schema)
    limits = _limits(world, question, value)
    parts = tuple(
        AgencyPart(
            agency=agency, number=number, outstanding=(),
            undetermined=tuple(named.id for named in _sorted(found.undetermined) if named.agency == agency),
        )
        for agency, number in found.parts.items()
    )  # fmt: skip
    if limits is None:
        return _verdict(world, question, value, moment, found, parts=parts, number=found.shown)
    status = numbers.statuses(moment, found.at_due, found.now, limits)
    return _verdict(
        world, question, value, moment, found, parts=parts, number=found.shown, status=status,
        settled=numbers.is_settled(moment, status, found.now, limits, base_final=found.base_final),
        outlook=outlook_of_number(question, moment, found, limits) if status == ("open",) else None,
        lacking=counted.lacking(found, limits.at(0)), surplus=counted.surplus(found, limits.at(0)),
    )  # fmt: skip


def _limits(world: World, question: Question, value: str | None) -> SizedLimits | None:
    """The target with its figure filled in; None for an indicator."""
    if question.target is None:
        return None
    name = _figure(question.target)
    if name is None:
        return limits_of(question.target)
    agency = value if splits_by_agency(question) else None
    figure = world.figure(name.name, question.span(question.asked_on).end.year, agency)
    return limits_of(question.target, None if figure is None else Fraction(figure))


def _figure(target: Target | Bands) -> FigureOf | None:
    if isinstance(target, Bands):
        return next((band.target.of for band in target.bands if band.target.of is not None), None)
    return target.of


def _verdict(
    world: World,
    question: Question,
    value: str | None,
    moment: Moment,
    found: Population | Quantity,
    *,
    parts: tuple[AgencyPart, ...],
    number: Interval,
    status: tuple[Status, ...] = (),
    settled: bool = False,
    outlook: Outlook | None = None,
    lacking: Range = counted.NOTHING,
    surplus: Range = counted.NOTHING,
    outstanding: tuple[Named, ...] = (),
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
        required=_required(question.target),
        shortfall=lacking,
        excess=surplus,
        outstanding=tuple(_member(world, question, named) for named in _sorted(outstanding)),
        undetermined=tuple(_member(world, question, named, explain=True) for named in _sorted(found.undetermined)),
        waived=tuple(sorted(population.waived)) if population else (),
        released=tuple(sorted(population.released)) if population else (),
        pending=tuple(sorted(population.pending)) if population else (),
        upcoming=tuple(sorted(population.upcoming)) if population else (),
        agencies=parts,
        responsible=agencies.named(obligation),
        interpretation=obligation.interpretation,
    )


def _member(world: World, question: Question, named: Named, *, explain: bool = False) -> Member:
    due = named.due or question.due
    return Member(
        id=named.id,
        agency=named.agency,
        due=due,
        next_step=None if explain else next_step(world, question, named.subject, due),
        missing=missing_of(world, question, named) if explain else (),
    )


def _required(target: Target | Bands | None) -> dict[str, str]:
    """The figures of a target as the plan writes them."""
    if target is None:
        return {}
    if isinstance(target, Bands):
        return {
            f"{'up_to_' + str(band.up_to) if band.up_to is not None else 'above'}.{name}": figure
            for band in target.bands
            for name, figure in _required(band.target).items()
        }
    written = {"at_least": target.least, "above": target.above, "at_most": target.most, "below": target.below}
    found = {name: figure for name, figure in written.items() if figure is not None}
    if target.of is not None:
        found["of"] = target.of.name
    if target.minimum is not None:
        found["minimum"] = str(target.minimum)
    return found
