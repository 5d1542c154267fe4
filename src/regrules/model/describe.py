"""
What a plan's data say, in Chinese and in English: one short sentence for a predicate, a measure, a target or a window.

The sentences are built from the headings of the tables, so that a plugin's own columns read like the others.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from .clocks import Clock
from .describe_targets import told_target, told_window
from .measures import Attested, Count, Coverage, Growth, Mean, Response, Share, Tasks, Timeliness
from .phrases import NOTHING, Part, Said, joined, listed, literal, order, say, words
from .predicates import (
    AllOf,
    Always,
    AnyOf,
    Between,
    Column,
    Compare,
    CountOf,
    Grade,
    Happened,
    Has,
    IsIn,
    Not,
    OpenedBy,
    Records,
    Times,
)
from .schema import Schema
from .tables import CORE
from .targets import FigureOf
from .text import Text
from .windows import Window
from .wording import wording


def describe(record: object, schema: Schema = CORE) -> Text:
    """
    What *record* says, in both languages.

    Args:
        record: A predicate, a record set, a measure, a target, a window, periods, a column or a clock.
        schema: The tables whose headings are used; a plugin's own, if it has any.

    Raises:
        TypeError: it is none of these.
    """
    told = _told(record, schema)
    return Text(zh=told.zh, en=told.en)


def _told(record: object, schema: Schema) -> Said:
    for family in (_predicate, _value, _measure):
        if (found := family(record, schema)) is not None:
            return found
    if (found := told_target(record) or told_window(record)) is not None:
        return found
    raise TypeError(f"nothing can be said about {record!r}; accepted: a predicate, a measure, a target or a window")


def _predicate(record: Any, schema: Schema) -> Said | None:
    tell = partial(_told, schema=schema)
    match record:
        case Always():
            return say("不限", "any")
        case Compare(value=CountOf(records=records), operator=">=", literal=1):
            return say("有{}", "there are {}", tell(records))
        case Compare(value=value, operator=operator, literal=compared):
            return joined(tell(value), order(operator, compared))
        case Between(value=value, low=low, high=high):
            return say("{}在{}至{}之间", "{} is from {} to {}", tell(value), literal(low), literal(high))
        case IsIn(value=value, literals=literals):
            return say("{}为{}", "{} is {}", tell(value), words(literals, "或", "or"))
        case Has(value=value, words=wanted, need="all"):
            return say("{}含{}", "{} has {}", tell(value), words(wanted, "和", "and"))
        case Has(value=value, words=wanted):
            return say("{}含{}", "{} has {}", tell(value), words(wanted, "或", "or"))
        case Happened(value=value):
            return say("已有{}", "{} has come", tell(value))
        case OpenedBy(by=by, via=via):
            whose = say("监管对象", "the subject") if via else NOTHING
            return joined(whose, say("在{}或之前开办", "opened no later than {}", literal(by)))
        case AllOf(parts=parts):
            return listed("，且", " and ", [_bracketed(part, AnyOf, tell(part)) for part in parts])
        case AnyOf(parts=parts):
            return listed("，或", " or ", [_bracketed(part, AllOf, tell(part)) for part in parts])
        case Not(part=part):
            return say("不是“{}”", "not ({})", tell(part))
    return None


def _bracketed(part: object, other: type, told: Said) -> Said:
    return say("（{}）", "({})", told) if isinstance(part, other) else told


def _value(record: Any, schema: Schema) -> Said | None:
    match record:
        case Column(table=table, name=name, via=via, on=on):
            return joined(_owner(via, on), schema.table(table).column(name).heading)
        case Grade(scheme=scheme, via=via, on=on):
            return joined(_owner(via, on), say("{}分级", "{} grade", wording(scheme)))
        case CountOf(records=records):
            return say("{}的数量", "the number of {}", _told(records, schema))
        case FigureOf(name=name):
            return say("台账数据“{}”", "the figure {}", wording(name))
        case Records():
            return _records(record, schema)
    return None


def _owner(via: str | None, on: date | None) -> Said:
    whose = say("监管对象的", "the subject's") if via else NOTHING
    return whose if on is None else joined(say(f"{on}时", f"on {on}"), whose)


def _records(record: Records, schema: Schema) -> Said:
    table = schema.table(record.table)
    told: Part = table.heading
    if record.grouped:
        told = say("按{1}归并的{0}", "{0} grouped by {1}", told, table.column(record.grouped).heading)
    if record.dated:
        told = say("{}（按{}）", "{} by {}", told, table.column(record.dated).heading)
    if record.within:
        told = say("{1}的{0}", "{0} from {1}", told, _told(record.within, schema))
    if isinstance(record.where, Always):
        return say("{}", "{}", told)
    return say("{}（{}）", "{} where {}", told, _told(record.where, schema))


def _measure(record: Any, schema: Schema) -> Said | None:
    tell = partial(_told, schema=schema)
    match record:
        case Coverage(of=of, by=by, times=times, once_per=key):
            told = say("{}中有{}{}的比例", "the share of {} that have, {}, {}", tell(of), _times(times), tell(by))
            return _once(told, key, schema)
        case Count(of=of, distinct=None, per_million=per_million):
            return _per_million(say("{}的数量", "the number of {}", tell(of)), per_million)
        case Count(of=of, distinct=distinct, per_million=per_million):
            told = say("{}中不同{}的数量", "the number of different values of {1} among {0}", tell(of), tell(distinct))
            return _per_million(told, per_million)
        case Share(of=of, having=having):
            return say("{}中符合“{}”的比例", "the share of {} that meet: {}", tell(of), tell(having))
        case Mean(of=of, value=value):
            return say("{}的平均{}", "the average {1} of {0}", tell(of), tell(value))
        case Growth(of=of, versus=versus):
            return say("{}，比{}的增幅", "the growth of {} against {}", tell(of), _base(versus, schema))
        case Timeliness(of=of, start=start, end=end):
            limit = _limit(record.within, record.due, schema)
            zh, en = "{}中自“{}”起{}有“{}”的比例", "the share of {0} that reach ‘{3}’, counted from ‘{1}’, {2}"
            return say(zh, en, tell(of), tell(start), limit, tell(end))
        case Response():
            return _response(record, schema)
        case Tasks(kinds=kinds, cells=cells, once_per=key):
            titles = listed("、", ", ", [kind.title for kind in kinds])
            done = say(
                f"任务表{len(cells)}格（{{}}）中已完成的比例",
                f"the share of the {len(cells)} cells of the task table ({{}}) done",
                titles,
            )
            return _once(done, key, schema)
        case Attested(evidence=evidence):
            return say("由人确认，凭{}", "confirmed by a person, on the evidence of: {}", evidence)
    return None


def _response(record: Response, schema: Schema) -> Said:
    tell = partial(_told, schema=schema)
    told = tell(record.by)
    if record.match is not None:
        told = say("{}（“{}”相同）", "{} (with the same ‘{}’)", told, tell(record.match))
    limit = _limit(record.within, record.due, schema)
    zh, en = ("{}之前{}有{}{}的比例", "the share of {0} preceded, {2}, by {3} {1}")
    if not record.before:
        zh, en = ("{}之后{}有{}{}的比例", "the share of {0} followed, {2}, by {3} {1}")
    said = say(zh, en, tell(record.to), limit, _times(record.times), told)
    return Said(said.zh, said.en.strip())


def _limit(within: Clock | None, due: Column | None, schema: Schema) -> Said:
    if due is None:
        return NOTHING if within is None else say("{}内", "within {}", _told(within, schema))
    if within is None:
        return say("不晚于“{}”", "no later than ‘{}’", _told(due, schema))
    zh, en = "不晚于“{}”（未定的{}内）", "no later than ‘{}’ (within {} if none is set)"
    return say(zh, en, _told(due, schema), _told(within, schema))


def _base(versus: Any, schema: Schema) -> Said:
    told = _told(versus, schema)
    return say("{}的同一数", "the same from {}", told) if isinstance(versus, Window) else told


def _per_million(told: Said, wanted: bool) -> Said:
    return say("每百万人口{}", "{} per million residents", told) if wanted else told


def _times(times: Times) -> Said:
    if times.most is None:
        return say(f"不少于{times.least}次", "at least once" if times.least == 1 else f"at least {times.least} times")
    if times.least == times.most:
        return say(f"恰好{times.least}次", "exactly once" if times.least == 1 else f"exactly {times.least} times")
    if times.least == 0:
        return say(f"不超过{times.most}次", "at most once" if times.most == 1 else f"at most {times.most} times")
    return say(f"{times.least}至{times.most}次", f"{times.least} to {times.most} times")


def _once(told: Said, key: Column | None, schema: Schema) -> Said:
    if key is None:
        return told
    return say("{}（{}相同的记一次）", "{} (those with the same {} count once)", told, _told(key, schema))
