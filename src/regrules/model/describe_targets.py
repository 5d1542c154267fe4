"""What targets, windows and clocks say, in Chinese and in English."""

from __future__ import annotations

from typing import Any

from .clocks import Clock
from .phrases import Said, joined, listed, literal, say
from .targets import Bands, FigureOf, Stages, Target
from .windows import Cycle, DueDay, Periods, Rolling, Window
from .wording import wording

_UNITS = {
    "working_day": ("{}个工作日", "{} working days"),
    "day": ("{}日", "{} days"),
    "month": ("{}个月", "{} months"),
    "hour": ("{}小时", "{} hours"),
}
_PERIODS = {
    "week": ("每周", "each week"),
    "month": ("每月", "each month"),
    "quarter": ("每季度", "each quarter"),
    "half": ("每半年", "each half-year"),
    "year": ("每年", "each year"),
}


def told_target(record: Any) -> Said | None:
    """What a target demands; None if *record* is none."""
    match record:
        case Target():
            return _bounds(record)
        case Bands(bands=bands):
            return listed("；", "; ", [_band(band.up_to, _told(band.target)) for band in bands])
        case Stages(stages=stages):
            return listed(
                "；", "; ", [say("{}前{}", "by {} {}", literal(stage.due), _told(stage.target)) for stage in stages]
            )
    return None


def _told(target: Target | Bands) -> Said:
    told = told_target(target)
    assert told is not None  # a stage and a band hold targets
    return told


def _bounds(target: Target) -> Said:
    if target.least is not None and target.least == target.most:
        return say("等于{}", "exactly {}", _figure(target.least, target.of))
    forms = (
        (target.least, "不低于{}", "at least {}"),
        (target.above, "高于{}", "more than {}"),
        (target.most, "不超过{}", "at most {}"),
        (target.below, "低于{}", "less than {}"),
    )
    told = [say(zh, en, _figure(bound, target.of)) for bound, zh, en in forms if bound is not None]
    if target.minimum is not None:
        told.append(say(f"且至少{target.minimum}个", f"no fewer than {target.minimum}"))
    return listed("，", " and ", told)


def _figure(bound: str, of: FigureOf | None) -> Said:
    if of is None:
        return Said(bound, bound)
    if bound == "1":
        return say("台账数据“{}”", "the figure {}", wording(of.name))
    return say(f"台账数据“{{}}”的{bound}", f"{bound} of the figure {{}}", wording(of.name))


def _band(up_to: int | None, told: Said) -> Said:
    limit = say("其余", "above that") if up_to is None else say(f"总数不超过{up_to}的", f"up to {up_to}")
    return say("{}{}", "{}: {}", limit, told)


def told_window(record: Any) -> Said | None:
    """Which days a window, periods or a clock speak of; None if *record* is none of these."""
    match record:
        case Window(start=start, end=end, due=due):
            told = say("{}至{}", "{} to {}", literal(start), literal(end))
            return told if due is None else say("{}，{}到期", "{}, due {}", told, literal(due))
        case Rolling(months=months):
            return say(f"截至当日的{months}个月", f"the last {months} months" if months > 1 else "the last month")
        case Cycle(start=start, years=years):
            return say(f"自{start}起每{years}年一个周期", f"{years}-year cycles from {start}")
        case Periods(unit=unit, due=due):
            told = _each_of(record, say(*_PERIODS[unit]))
            return told if due is None else joined(told, _due_day(due))
        case Clock(amount=amount, unit=unit):
            zh, en = _UNITS[unit]
            return say(zh, en if amount > 1 else en.removesuffix("s"), literal(amount))
    return None


def _each_of(periods: Periods, told: Said) -> Said:
    """From which period to which, as far as it is said."""
    first, last = (None if day is None else literal(periods.label(day)) for day in (periods.first, periods.last))
    if first is None:
        return told if last is None else say("截至{1}{0}", "{0} to {1}", told, last)
    if last is None:
        return say("{1}起{0}", "{0} from {1}", told, first)
    return say("{1}至{2}{0}", "{0} from {1} to {2}", told, first, last)


def _due_day(due: DueDay) -> Said:
    zh, en = {0: ("当月", "the same month"), 1: ("次月", "the next month")}.get(
        due.months_after, (f"{due.months_after}个月后", f"the month {due.months_after} months later")
    )
    return say(f"（{zh}{due.day}日前）", f"(due on day {due.day} of {en})")
