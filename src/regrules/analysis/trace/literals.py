"""The figures in an obligation's predicates: levels, classes, counts, years, days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from ...model.measures import Measure
from ...model.plans import Plan
from ...model.predicates import Column, CountOf, Grade
from ...model.schema import Schema
from .claims import Claim, ClaimBound, day_claim, window_claims, year_claim
from .conditions import Condition, conditions_of, windows_of
from .moments import span_of_label

HOSPITAL_LEVELS = ("1", "2", "3")
PSYCHOTROPIC = {"psychotropic_1": "1", "psychotropic_2": "2"}
CLASSES = {"I": "1", "II": "2", "III": "3"}
_BOUNDS: Mapping[str, ClaimBound] = {
    "==": "exact",
    "!=": "exact",
    "<": "below",
    "<=": "most",
    ">": "above",
    ">=": "least",
}


def literal_claims(measure: Measure, plan: Plan, schema: Schema) -> Iterator[Claim]:
    """The figures that *measure* compares rows with, and the windows of its record sets."""
    for window in windows_of(measure):
        yield from window_claims(window, plan)
    for condition in conditions_of(measure):
        yield from _claims(condition, plan, schema)


def _claims(condition: Condition, plan: Plan, schema: Schema) -> Iterator[Claim]:
    match condition.value:
        case Grade(scheme=scheme, on=on):
            yield from _levels(condition, schema.grades.get(scheme, ()))
            yield from _asked_on(on, plan)
        case CountOf():
            yield from _numbers(condition)
        case Column(name="hospital_level", on=on):
            yield from _levels(condition, HOSPITAL_LEVELS)
            yield from _asked_on(on, plan)
        case Column(name="device_classes", on=on):
            yield Claim(kind="level", unit="class", levels=[CLASSES[str(word)] for word in condition.literals])
            yield from _asked_on(on, plan)
        case Column(name="scopes"):
            # The law has two classes of psychotropic drugs; that the clause speaks of them is asked of the words.
            levels = [PSYCHOTROPIC[str(word)] for word in condition.literals if word in PSYCHOTROPIC]
            yield from (Claim(kind="level", unit="class", levels=[level], implied=True) for level in levels)
        case Column(name="year"):
            yield from (year_claim(int(str(year)), plan) for year in condition.literals)
        case Column(name="period"):
            yield from (claim for label in condition.literals for claim in _period(str(label), plan))
        case Column(on=on):
            yield from _asked_on(on, plan)
            yield from _numbers(condition)
    yield from (day_claim(on, plan) for on in condition.literals if isinstance(on, date))


def _levels(condition: Condition, order: tuple[str, ...]) -> Iterator[Claim]:
    levels = [level for level in order if _holds(condition, level, order)]
    # A hospital without a level is written as level 0, which no clause names: 一级及以下 is 0 and 1.
    down = condition.operator in ("<", "<=") or 0 in condition.literals
    bound: ClaimBound = "least" if condition.operator in (">", ">=") else "most" if down else ""
    unit = "grade" if all(level.isdigit() for level in levels) else "letter"
    # Which Chinese words a scheme of the plugin's own calls its grades is not known.
    named = any(level.isascii() and len(level) > 1 for level in levels)
    if levels:
        yield Claim(kind="level", unit=unit, levels=levels, bound=bound, implied=named)


def _holds(condition: Condition, level: str, order: tuple[str, ...]) -> bool:
    place = order.index(level)
    places = [order.index(str(literal)) for literal in condition.literals if str(literal) in order]
    if not places:
        return False
    tests = {
        "==": place in places,
        "!=": place in places,  # the clause names what it leaves out
        "<": place < places[0],
        "<=": place <= places[0],
        ">": place > places[0],
        ">=": place >= places[0],
        "between": places[0] <= place <= places[-1],
    }
    return tests.get(condition.operator, False)


def _numbers(condition: Condition) -> Iterator[Claim]:
    numbers = [Fraction(each) for each in condition.literals if type(each) is int]
    if condition.operator == "between" and len(numbers) == 2:
        yield Claim(kind="count", value=numbers[0], bound="least")
        yield Claim(kind="count", value=numbers[1], bound="most")
        return
    bound = _BOUNDS.get(condition.operator, "")
    for number in numbers:
        told = number == 0 or (number == 1 and bound in ("least", "below"))
        yield Claim(kind="count", value=number, bound=bound, implied=told)


def _asked_on(on: date | None, plan: Plan) -> Iterator[Claim]:
    if on is not None:
        yield day_claim(on, plan)


def _period(label: str, plan: Plan) -> Iterator[Claim]:
    if re.fullmatch(r"\d{4}", label):
        yield year_claim(int(label), plan)
    elif span := span_of_label(label):
        yield day_claim(span.end, plan)
