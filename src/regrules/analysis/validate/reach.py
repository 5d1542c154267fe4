"""Checks of what predicates can reach: somebody is meant, something can count, a property can hold and can fail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from ...model.measures import Coverage, Growth, Response, Share, Tasks, Timeliness, parts_of
from ...model.plans import AgencyRule
from ...model.predicates import AllOf, Always, AnyOf, Not, Predicate, Records
from ...model.text import Text
from ...model.windows import Window
from ..witness import TooManyWaysError, member_witness
from .case import Case, Problem, problem
from .checks import of_obligations
from .walk import inner_sets

POPULATION = Text(zh="任务对象", en="members")
EVENTS = Text(zh="所计记录", en="records that count")
LONG_AGO = date(1950, 1, 1)


def reachable(case: Case, records: Records, having: Predicate | None = None) -> bool:
    """Whether some row can be one of *records* by the last day that matters, and have a property besides."""
    window = case.window
    if records.within is not None and records.within.start > case.last_day:
        return True  # a window that is still to come is a matter of dates, not of the condition
    try:
        found = member_witness(records, case.schema, on=case.last_day, window=window, having=having)
    except TooManyWaysError:
        return True  # a predicate that was not searched to the end is not called impossible
    return found is not None


def _population(case: Case) -> Iterator[Problem]:
    for records, what in _sets(case):
        if not reachable(case, records):
            yield problem(
                f"{what.zh}的条件自相矛盾，没有任何{_heading(case, records).zh}能够符合",
                f"the condition of the {what.en} contradicts itself: none of the {_heading(case, records).en} can meet it",
                "请核对条件中的取值和日期",
                "check the words and days of the condition",
            )
        else:
            yield from _dead_branches(case, records, what)
    for inner in inner_sets(case.obligation):
        if not reachable(case, inner):
            yield problem(
                f"条件中询问的{_heading(case, inner).zh}自相矛盾，不可能存在",
                f"a condition asks for {_heading(case, inner).en} that cannot exist",
                "请核对条件中的取值和日期",
                "check the words and days of the condition",
            )


def _heading(case: Case, records: Records) -> Text:
    return case.schema.table(records.table).heading


def _sets(case: Case) -> list[tuple[Records, Text]]:
    """The record sets of a measure, as they fall in its window."""
    match case.obligation.measure:
        case Coverage(of=of, by=by):
            return [(of, POPULATION), (by, EVENTS)]
        case Response(to=to, by=by):
            ever = Window(start=min(LONG_AGO, case.last_day), end=case.last_day)
            return [(to, POPULATION), (evolve(by, within=by.within or ever), EVENTS)]
        case Timeliness(of=of, start=start):
            day = case.schema.table(of.table).column(start.name).type == "date"
            return [(evolve(of, dated=start.name) if day else of, POPULATION)]
        case Share(of=of):
            return [(of, POPULATION)]
        case Tasks(kinds=kinds):
            return [(kind.of, EVENTS) for kind in kinds]
        case Growth(of=of, versus=versus):
            others = () if isinstance(versus, Window) else parts_of(versus)
            return [(records, EVENTS) for records in (*parts_of(of), *others)]
    return [(records, EVENTS) for records in parts_of(case.obligation.measure)]


def _dead_branches(case: Case, records: Records, what: Text) -> Iterator[Problem]:
    """Alternatives of a condition that nothing can meet."""
    parts = records.where.parts if isinstance(records.where, AllOf) else (records.where,)
    for number, part in enumerate(parts):
        rest = (*parts[:number], *parts[number + 1 :])
        for branch in part.parts if isinstance(part, AnyOf) else ():
            if not reachable(case, evolve(records, where=AllOf(parts=(*rest, branch)))):
                yield problem(
                    f"{what.zh}的条件中有一个“或”的分支没有任何{_heading(case, records).zh}能够符合",
                    f"an alternative in the condition of the {what.en} can be met by none of the "
                    f"{_heading(case, records).en}",
                    "请删去该分支，或核对其取值",
                    "leave the alternative out, or check its words",
                )


def _property(case: Case) -> Iterator[Problem]:
    measure = case.obligation.measure
    shares = [measure] if not isinstance(measure, Growth) else [measure.of, measure.versus]
    for share in shares:
        if not isinstance(share, Share) or not reachable(case, share.of):
            continue
        if not reachable(case, share.of, share.having):
            yield problem(
                "所求的性质没有任何对象能够具有，比例恒为零",
                "no member can have the property, so the share is always zero",
                "请核对性质与对象的条件",
                "compare the property with the condition of the members",
            )
        elif not reachable(case, share.of, Not(part=share.having)):
            yield problem(
                "所求的性质所有对象必然具有，比例恒为100%",
                "every member has the property by definition, so the share is always 100 %",
                "请核对性质，它是否已写在对象的条件里",
                "check the property: does the condition of the members already say it?",
            )


def _rules(case: Case) -> Iterator[Problem]:
    everybody = Records(table="subjects", where=Always())
    earlier: list[Predicate] = []
    for rule in case.obligation.agencies:
        if not isinstance(rule, AgencyRule):
            continue
        shadow = Not(part=AnyOf(parts=tuple(earlier)))
        if not reachable(case, evolve(everybody, where=rule.when)):
            yield problem(
                f"分派给“{rule.agency}”的条件没有任何监管对象能够符合",
                f"no subject can meet the condition under which `{rule.agency}` is responsible",
                "请核对该条件",
                "check the condition",
            )
        elif not reachable(case, evolve(everybody, where=AllOf(parts=(rule.when, shadow)))):
            yield problem(
                f"分派给“{rule.agency}”的条件已被前面的条件全部占去",
                f"every subject of the rule for `{rule.agency}` is taken by an earlier rule",
                "请把较窄的条件放在前面",
                "put the narrower rule first",
            )
        earlier.append(rule.when)


LEVEL = "well-formed"
CHECKS = (
    of_obligations("conditions-can-be-met", LEVEL, "条件可以有对象或记录符合", "conditions can be met", _population),
    of_obligations("properties-can-differ", LEVEL, "所求性质可有可无", "a property can hold and can fail", _property),
    of_obligations("rules-reach", LEVEL, "分派条件各有所指", "each rule of responsibility reaches somebody", _rules),
)
