"""Recipes for each kind of measure: what makes a member, what makes it a hit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import evolve

from ....analysis.witness import Witness
from ....model.measures import Attested, Count, Coverage, Growth, Mean, Measure, Response, Share, Timeliness
from ....model.predicates import Column, Not, Records, inner_records
from ....model.windows import Window
from .asks import Ask
from .decoys import decoys, strays
from .firm import asks_steps, firm
from .limited import answered, in_time
from .recipes import NoRecipeError, Person, Recipe, Rows, joined, key_name, person, record, subject_rows
from .sought import found, lifted, middle, name_of, times_hit, times_miss


def recipe(ask: Ask, day: date | None = None, as_of: date | None = None) -> Recipe:
    """
    How to build registers for a question.

    Args:
        ask: The question.
        day: The day of the events that make hits; some day in the middle of the window if unsaid.
        as_of: The day on which it is asked; the first on which it is due (and every limit has passed) if unsaid.

    Raises:
        NoRecipeError: it cannot be done for this obligation; holds the reason.
    """
    measure, asked = ask.obligation.measure, as_of or ask.as_of
    on = day or middle(ask, own_window(measure))
    made = _recipe(ask, on, asked, as_of)
    sure = made.sure and firm(ask)
    return evolve(made, sure=sure, base=joined(made.base, decoys(ask, on, asked)) if sure else made.base)


def own_window(measure: Measure) -> Window | None:
    """The window in which the records that make hits must fall, if it is not the obligation's."""
    match measure:
        case Coverage(by=records) | Response(to=records):
            return records.within
        case Share(of=of) | Timeliness(of=of) | Count(of=of) | Mean(of=of):
            return of.within
        case Growth(of=of):
            return of.of.within
    return None


def _recipe(ask: Ask, on: date, asked: date, as_of: date | None) -> Recipe:
    measure = ask.obligation.measure
    match measure:
        case Coverage(of=Records(table="subjects")):
            return _of_subjects(ask, measure, on, asked)
        case Coverage():
            return _of_units(ask, measure, on, asked)
        case Share():
            return _with_property(ask, measure, on, asked)
        case Timeliness():
            return in_time(ask, measure, on, asked if as_of else None)
        case Response():
            return answered(ask, measure, on, asked if as_of else None)
        case Count():
            return _counted(ask, measure, on, asked)
        case Growth(of=Count()):
            assert isinstance(measure.of, Count)
            return _counted(ask, measure.of, on, asked)
        case Attested():
            return _attested(ask, on, asked)
    raise NoRecipeError("此类指标没有构造办法", "there is no way to build registers for such a measure")


def _of_subjects(ask: Ask, measure: Coverage, day: date, as_of: date) -> Recipe:
    of, by = measure.of, measure.by
    on = min(as_of, ask.due)
    member = found(ask, of, on)
    entangled = bool(inner_records(of.where) or inner_records(by.where))
    event = found(ask, by, as_of, day=day, having=None if entangled else lifted(of.where))
    who = person(event, member)
    if by.table == "gradings" and max(times_hit(measure.times), times_miss(measure.times)) > 1:
        raise NoRecipeError("同一对象不能有多条级别", "one subject cannot be graded so often at once")

    others = () if entangled else strays(ask, by, day, as_of)

    def rows(number: int, times: int) -> Rows:
        name = name_of(number)
        own = subject_rows(ask, who, name)
        if of.grouped:
            own["subjects"][0][of.grouped] = name
        events = [*(event for _ in range(times)), *others]
        return joined(own, {by.table: [record(ask, each, name, place) for place, each in enumerate(events)]})

    return Recipe(
        ask=ask, as_of=as_of, sure=not entangled and not who.united and by.table != "gradings",
        hit=lambda number: rows(number, times_hit(measure.times)),
        miss=lambda number: rows(number, times_miss(measure.times)),
    )  # fmt: skip


def _of_units(ask: Ask, measure: Coverage, day: date, as_of: date) -> Recipe:
    """Agencies, or rows of a table of the plugin's own."""
    schema, of, by = ask.jurisdiction.schema, measure.of, measure.by
    identity = key_name(schema, of.table)
    unit, event = found(ask, of, min(as_of, ask.due)), found(ask, by, as_of, day=day)
    owner = "agency" if of.table == "agencies" else next(
        (column.name for column in schema.table(by.table).columns if column.refers == of.table), ""
    )  # fmt: skip
    if identity in unit.row or not owner or not schema.table(by.table).has(owner) or ask.value is not None:
        raise NoRecipeError("单位是指定的，不能增减", "its units are named, so there cannot be more or fewer")
    who = person(event, unit)

    def rows(number: int, times: int) -> Rows:
        name = name_of(number)
        row = record(ask, unit, name, 0) | {identity: name, "name": name}
        events = [record(ask, event, name, each, **{owner: name}) for each in range(times)]
        own = subject_rows(ask, who, name)
        own["subjects"][0] |= {owner: name} if owner == "agency" else {}
        return joined(own, {of.table: [_known(schema, of.table, row)], by.table: events})

    return Recipe(
        ask=ask, as_of=as_of, sure=not inner_records(by.where) and of.table == "agencies",
        hit=lambda number: rows(number, times_hit(measure.times)),
        miss=lambda number: rows(number, times_miss(measure.times)),
    )  # fmt: skip


def _known(schema: Any, table: str, row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if schema.table(table).has(name)}


def _with_property(ask: Ask, measure: Share, day: date, as_of: date) -> Recipe:
    of, having = measure.of, measure.having
    if of.table == "subjects":
        on = min(as_of, ask.due)
        yes, no = found(ask, of, on, having=having), found(ask, of, on, having=Not(part=having))
    else:
        yes, no = (found(ask, of, as_of, day=day, having=each) for each in (having, Not(part=having)))

    def rows(number: int, witness: Witness) -> Rows:
        name = name_of(number)
        own = subject_rows(ask, person(witness), name)
        return own if of.table == "subjects" else joined(own, {of.table: [record(ask, witness, name, 0)]})

    return Recipe(
        ask=ask, as_of=as_of, sure=not asks_steps(ask, of.where),
        hit=lambda number: rows(number, yes), miss=lambda number: rows(number, no),
    )  # fmt: skip


def _counted(ask: Ask, measure: Count, day: date, as_of: date) -> Recipe:
    of = measure.of
    if of.table == "subjects":
        raise NoRecipeError("按监管对象计数", "it counts subjects")
    witness = found(ask, of, as_of, day=day)
    who = person(witness)
    own: dict[str, Any] = {}

    def rows(number: int) -> Rows:
        name = name_of(number)
        distinct = measure.distinct
        if distinct is not None and distinct.via is None and distinct.name not in ("subject_id", "agency"):
            own[distinct.name] = name
        subject = subject_rows(ask, who, name)
        if distinct is not None and distinct.via is not None:
            subject["subjects"][0][distinct.name] = name
        return joined(subject, {of.table: [record(ask, witness, name, 0, **own)]})

    if measure.distinct is not None and (measure.distinct.name == "agency" or measure.distinct.name in witness.row):
        raise NoRecipeError("不同的值有限", "there are only so many different values")
    return Recipe(ask=ask, as_of=as_of, sure=not inner_records(of.where), hit=rows)


def valued(ask: Ask, measure: Mean, values: Sequence[int], as_of: date) -> list[Rows]:
    """A record with each of *values*."""
    witness = found(ask, measure.of, as_of, day=middle(ask, measure.of.within))
    kind = ask.jurisdiction.schema.table(measure.of.table).column(measure.value.name).type
    if measure.value.name in witness.row:
        raise NoRecipeError("条件限定了数值", "its conditions fix the number")

    def rows(number: int, value: int) -> Rows:
        name = name_of(number)
        cells = {measure.value.name: Decimal(value) if kind == "number" else value}
        own = record(ask, witness, name, 0, **cells)
        return joined(subject_rows(ask, person(witness), name), {measure.of.table: [own]})

    return [rows(number, value) for number, value in enumerate(values)]


def _attested(ask: Ask, day: date, as_of: date) -> Recipe:
    each = ask.obligation.each
    if isinstance(each, Column) and each.table != "agencies":
        raise NoRecipeError("不由机构分别确认", "it is confirmed for something else than agencies")
    subject = subject_rows(ask, Person(cells={}, grades={}), "m")
    row = {
        "jurisdiction": ask.jurisdiction.code, "obligation": ask.obligation.id, "done_on": day, "evidence": "minutes",
        "agency": ask.home, "period": ask.value if ask.obligation.each is not None else None,
    }  # fmt: skip
    return Recipe(
        ask=ask, as_of=as_of, base=subject, hit=lambda _: {"attestations": [row]}, miss=lambda _: {"attestations": []}
    )
