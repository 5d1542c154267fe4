"""Checks of windows: in the plan's period, from month to month, in force when due, growth against an earlier one."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from ...model.clocks import shift_months
from ...model.measures import Growth
from ...model.targets import Stages
from ...model.windows import Cycle, Rolling, Window
from .case import Case, Problem, problem
from .checks import of_obligations
from .columns import uncountable
from .walk import records_of

YEAR = 12
ONE_DAY = timedelta(days=1)
MOST_YEARS_BACK = 20
MOST_MONTHS = 120


def year_after(day: date) -> date:
    """The same day a year later."""
    return shift_months(day, YEAR) if day.year < date.max.year else date.max


def year_before(day: date) -> date:
    """The same day a year earlier."""
    return shift_months(day, -YEAR) if day.year > 1 else date.min


def _windows(case: Case) -> Iterator[Problem]:
    window, period = case.obligation.window, case.plan.period
    if isinstance(window, Window):
        inside = any(period.start <= question.due <= year_after(period.end) for question in case.questions)
        apart = window.end < period.start or window.start > period.end
        if (apart and not (window.end < period.start and inside)) or window.end > year_after(period.end):
            yield problem(
                f"期间 {window.start} 至 {window.end} 不在计划期 {period.start} 至 {period.end} 之内",
                f"the window from {window.start} to {window.end} lies outside the plan's period, {period.start} to "
                f"{period.end}",
                "请核对年份；往年的期间只用于比较基数或记录集自身",
                "check the year; earlier windows belong to what is compared with, or to a record set of its own",
            )
    for records in records_of(case.obligation):
        own = records.within
        if own is not None and (
            own.start > year_after(period.end) or own.start.year < period.start.year - MOST_YEARS_BACK
        ):
            yield problem(
                f"记录集自身的期间 {own.start} 至 {own.end} 与计划期相去过远",
                f"a record set's own window, {own.start} to {own.end}, lies far from the plan's period",
                "请核对年份",
                "check the year",
            )


def _calendar_ends(case: Case) -> Iterator[Problem]:
    obligation = case.obligation
    spans = [each for each in (obligation.window, obligation.in_force) if isinstance(each, Window)]
    spans += [records.within for records in records_of(obligation) if records.within is not None]
    if isinstance(obligation.measure, Growth) and isinstance(obligation.measure.versus, Window):
        spans.append(obligation.measure.versus)
    said = obligation.interpretation.zh if obligation.interpretation else ""
    for span in spans:
        for day, meant in slips(span):
            if f"{day.month}月{day.day}日" not in said:
                yield problem(
                    f"期间的边界 {day} 与 {meant} 只差几天",
                    f"the window's edge {day} misses {meant} by a few days",
                    f"请改为 {meant}；确为此日的，在说明中写明“{day.month}月{day.day}日”",
                    f"write {meant}; if the day is meant, say so in the interpretation (its Chinese names "
                    f"{day.month}月{day.day}日)",
                )


def slips(span: Window) -> Iterator[tuple[date, date]]:
    """Edges of a window that lie one to three days beside the edge of a month, with what was probably meant."""
    last = calendar.monthrange(span.end.year, span.end.month)[1]
    long = (span.end - span.start).days >= 27
    if long and 1 <= last - span.end.day <= 3:
        yield span.end, span.end.replace(day=last)
    if long and span.end.day == 1 and span.start.day == 1:
        yield span.end, span.end - ONE_DAY
    if long and span.start.day == 2:
        yield span.start, span.start.replace(day=1)
    if long and span.start.day == calendar.monthrange(span.start.year, span.start.month)[1]:
        yield span.start, span.start + ONE_DAY


def _cycles(case: Case) -> Iterator[Problem]:
    window, period = case.obligation.window, case.plan.period
    if isinstance(window, Cycle) and isinstance(case.window, Window):
        turn = case.window
        if turn.start > period.start:
            yield problem(
                f"周期自 {turn.start} 起，晚于计划期的第一天 {period.start}",
                f"the cycle starts on {turn.start}, after the plan's first day, {period.start}",
                "请改写周期的起始日，并在说明中写明",
                "write an earlier start of the cycle, and say so in the interpretation",
            )
        elif turn.end < period.end:
            yield problem(
                f"本轮周期 {turn.end} 即结束，早于计划期的最后一天 {period.end}",
                f"this turn of the cycle ends on {turn.end}, before the plan's last day, {period.end}",
                "请核对周期的起始日和年数",
                "check the start and the length of the cycle",
            )
    if isinstance(window, Rolling) and window.months > MOST_MONTHS:
        yield problem(
            f"滚动期间长达{window.months}个月",
            f"the rolling window runs over {window.months} months",
            "请核对月数",
            "check the number of months",
        )


def _in_force(case: Case) -> Iterator[Problem]:
    force = case.obligation.in_force
    if force is None:
        return
    dues = [question.due for question in case.questions]
    last = year_after(case.last_day)
    rolling = isinstance(case.window, Rolling) and not isinstance(case.obligation.target, Stages)
    asked = force.end >= case.plan.period.start and force.start <= last if rolling else False
    if not asked and not any(force.start <= due <= force.end for due in dues):
        yield problem(
            f"生效期 {force.start} 至 {force.end} 不含任何截止日，因此永不判定",
            f"it is in force from {force.start} to {force.end}, on none of its due days, so it is never asked",
            f"请使生效期包含截止日 {dues[0]}",
            f"let it be in force on its due day, {dues[0]}",
        )


def _base_window(case: Case) -> Iterator[Problem]:
    measure, window = case.obligation.measure, case.window
    if not isinstance(measure, Growth) or not isinstance(measure.versus, Window) or not isinstance(window, Window):
        return
    base = measure.versus
    if (base.start, base.end) == (window.start, window.end):
        yield problem(
            "增幅的基期与本期相同，增幅恒为零",
            "growth is measured against the window itself, so it is always zero",
            "请写上一年的同期",
            "write the same window of the year before",
        )
    elif base.end >= window.start:
        yield problem(
            f"增幅的基期 {base.start} 至 {base.end} 不在本期之前",
            f"growth is measured against {base.start} to {base.end}, which does not lie before its window",
            "请写上一年的同期",
            "write the same window of the year before",
        )
    elif abs((base.end - base.start).days - (window.end - window.start).days) > 3:
        yield problem(
            f"增幅的基期 {base.start} 至 {base.end} 与本期长短不同",
            f"growth is measured against {base.start} to {base.end}, which is not as long as its window",
            "请写同样长的期间",
            "write a window of the same length",
        )


LEVEL = "well-formed"
CHECKS = (
    of_obligations("windows-countable", LEVEL, "期间可以计算", "windows can be counted", uncountable, readable=False),
    of_obligations("windows-in-period", LEVEL, "期间在计划期内", "windows lie in the plan's period", _windows),
    of_obligations(
        "windows-end-with-months", LEVEL, "期间以月初月末为界", "windows begin and end with months", _calendar_ends
    ),
    of_obligations(
        "cycles-cover-period", LEVEL, "周期覆盖计划期", "the turn of a cycle covers the plan's period", _cycles
    ),
    of_obligations(
        "in-force-when-due", LEVEL, "截止日在生效期内", "an obligation is in force when it is due", _in_force
    ),
    of_obligations(
        "growth-on-earlier", LEVEL, "增幅以往期同样长的期间为基期", "growth is against an earlier window", _base_window
    ),
)
