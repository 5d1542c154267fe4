"""Which days and amounts of a clause belong together: 半年、三季度、全年分别达到50%、75%、100%."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date

from attrs import field, frozen

from ...model.checks import as_tuple
from ...model.measures import Tasks
from ...model.targets import Bands, Stages, Target
from ...model.windows import Periods, Window
from ..check import Finding
from ..document import Clause, Figure
from .agree import agreement
from .claims import Claim, bound_claims
from .moments import is_yearly, span_of, span_of_label
from .said import claim_text, finding
from .sides import Held, Sides

_SENTENCE = re.compile(r"[。；;！]")


@frozen(kw_only=True)
class Pair:
    """
    An amount and the days that are named for it.

    Attributes:
        amount: A share or a count.
        days: The last days of the periods named for it; none if none is.
    """

    amount: Figure
    days: tuple[date, ...] = field(default=(), converter=as_tuple)


def pairs_of(clause: Clause, year: int) -> Iterator[Pair]:
    """Every share and count of *clause*, sentence by sentence, with the days that go before it."""
    cuts = [0, *(cut.end() for cut in _SENTENCE.finditer(clause.text)), len(clause.text)]
    for begin, end in itertools.pairwise(cuts):
        yield from _in_sentence([each for each in clause.figures if begin <= each.start < end], year)


def _in_sentence(figures: list[Figure], year: int) -> Iterator[Pair]:
    days: list[tuple[date, bool]] = []
    amounts: list[Figure] = []
    for figure in figures:
        span = None if is_yearly(figure) and figure.text.startswith("每") else span_of(figure, year)
        if span is not None and figure.bound != "least":
            if amounts:
                yield from _paired(days, amounts)
                days, amounts = [], []
            days.append((span.end, is_yearly(figure)))
        elif figure.kind in ("share", "count"):
            amounts.append(figure)
    yield from _paired(days, amounts)


def _paired(named: list[tuple[date, bool]], amounts: list[Figure]) -> Iterator[Pair]:
    """As many days as amounts go one by one; else every amount goes with every day. 全年 by itself names no day."""
    days = [day for day, yearly in named if not yearly or len(named) > 1]
    one_by_one = len(days) == len(amounts)
    for at, amount in enumerate(amounts):
        yield Pair(amount=amount, days=(days[at],) if one_by_one else days)


def stages(found: Sides) -> Iterator[Finding]:
    """Amounts that the document asks for on other days than the plan does."""
    yield from table_stages(found)
    for held in found.held:
        for day, claim in asked(held):
            named = [
                (clause, pair)
                for clause in held.cited
                for pair in pairs_of(clause, held.year)
                if agreement(claim, pair.amount, held.year) == "same"
            ]
            if named and _asked_otherwise(held, day, [pair for _, pair in named], found.plan.period.end):
                clause, pair = named[0]
                said = claim_text(claim)
                days = "、".join(map(str, pair.days))
                yield finding(
                    "stages-as-written",
                    found.plan.id,
                    (
                        f"任务在{day}要求“{said.zh}”，条款{clause.path}为“{pair.amount.text}”写的是{days or '别的日期'}",
                        f"the obligation asks for “{said.en}” on {day}; "
                        f"clause {clause.path} asks for it on {days or 'another day'}",
                    ),
                    (
                        "按原文顺序把各期限与各数字一一对应",
                        "let each figure have the day that the document gives it, in its order",
                    ),
                    clause=clause.path,
                    obligation=held.obligation.id,
                )


def table_stages(found: Sides) -> Iterator[Finding]:
    """Periods of a table at whose end a staged target asks for nothing."""
    for held in found.held:
        measure, target = held.obligation.measure, held.obligation.target
        if not (isinstance(measure, Tasks) and isinstance(target, Stages)):
            continue
        ends = {span.end for cell in measure.cells if (span := span_of_label(cell.period))}
        for day in sorted(ends - {stage.due for stage in target.stages}):
            yield finding(
                "stages-as-written",
                found.plan.id,
                (
                    f"任务表有截至{day}的一期，任务的各阶段却没有这一天",
                    f"the table has a period that ends on {day}, and no stage asks for it",
                ),
                ("为任务表的每一期写一个阶段", "give each period of the table a stage"),
                clause=held.obligation.clause,
                obligation=held.obligation.id,
            )


def _asked_otherwise(held: Held, day: date, named: list[Pair], last: date) -> bool:
    """Whether the clause has other days for an amount, or this day, which is not the plan's *last*, for other amounts alone."""
    if any(day in pair.days for pair in named):
        return False
    every = (pair for clause in held.cited for pair in pairs_of(clause, held.year))
    return all(pair.days for pair in named) or (day != last and any(day in pair.days for pair in every))


def asked(held: Held) -> Iterator[tuple[date, Claim]]:
    """The written figures of an obligation's target, each with the day for which it is asked."""
    obligation = held.obligation
    window, target, measure = obligation.window, obligation.target, obligation.measure
    if isinstance(measure, Tasks) or isinstance(obligation.each, Periods):
        return
    steps = [(step.due, step.target) for step in target.stages] if isinstance(target, Stages) else []
    if isinstance(target, Target | Bands) and isinstance(window, Window):
        steps = [(window.asked_on, target)]
    for day, each in steps:
        for bound in [each] if isinstance(each, Target) else [band.target for band in each.bands]:
            yield from ((day, claim) for claim in bound_claims(bound, measure) if not claim.implied)
