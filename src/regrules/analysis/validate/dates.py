"""Checks of dates: windows, due days, cycles, stages, days that a predicate names."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from ...model.clocks import shift_months
from ...model.measures import Growth
from ...model.plans import Jurisdiction, Plan
from ...model.predicates import Column, OpenedBy
from ...model.targets import Stages
from ...model.windows import Cycle, Periods, Rolling, Window, period_window
from .case import Case, Problem, problem
from .checks import of_obligations, of_plans
from .columns import uncountable
from .readable import literals_of
from .walk import leaves_of, records_of

YEAR = 12
ONE_DAY = timedelta(days=1)
FIRST_YEAR = 1949


def _year_after(day: date) -> date:
    return shift_months(day, YEAR) if day.year < date.max.year else date.max


def _windows(case: Case) -> Iterator[Problem]:
    window, period = case.obligation.window, case.plan.period
    if isinstance(window, Window):
        inside = any(period.start <= question.due <= _year_after(period.end) for question in case.questions)
        apart = window.end < period.start or window.start > period.end
        if (apart and not (window.end < period.start and inside)) or window.end > _year_after(period.end):
            yield problem(
                f"期间 {window.start} 至 {window.end} 不在计划期 {period.start} 至 {period.end} 之内",
                f"the window from {window.start} to {window.end} lies outside the plan's period, {period.start} to "
                f"{period.end}",
                "请核对年份；往年的期间只用于比较基数或记录集自身",
                "check the year; earlier windows belong to what is compared with, or to a record set of its own",
            )
    for records in records_of(case.obligation):
        own = records.within
        if own is not None and (own.start > _year_after(period.end) or own.start.year < period.start.year - 20):
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
        for day, meant in _slips(span):
            if f"{day.month}月{day.day}日" not in said:
                yield problem(
                    f"期间的边界 {day} 与 {meant} 只差几天",
                    f"the window's edge {day} misses {meant} by a few days",
                    f"请改为 {meant}；确为此日的，在说明中写明“{day.month}月{day.day}日”",
                    f"write {meant}; if the day is meant, say so in the interpretation (its Chinese names "
                    f"{day.month}月{day.day}日)",
                )


def _slips(span: Window) -> Iterator[tuple[date, date]]:
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
    if isinstance(window, Rolling) and window.months > 120:
        yield problem(
            f"滚动期间长达{window.months}个月",
            f"the rolling window runs over {window.months} months",
            "请核对月数",
            "check the number of months",
        )


def _due_days(case: Case) -> Iterator[Problem]:
    if isinstance(case.obligation.each, Periods) and isinstance(case.obligation.target, Stages):
        return
    for question in case.questions:
        if isinstance(question.window, Window):
            start, end = question.window.start, question.window.end
            if question.due < start:
                yield problem(
                    f"截止日 {question.due} 早于期间的第一天 {start}",
                    f"it is due on {question.due}, before its window starts on {start}",
                    "请核对截止日的年份和期间",
                    "check the due day's year, and the window",
                )
            elif question.due > _year_after(max(end, case.plan.period.end)):
                yield problem(
                    f"截止日 {question.due} 比期间的最后一天 {end} 晚一年以上",
                    f"it is due on {question.due}, more than a year after its window ends on {end}",
                    "请核对截止日的年份",
                    "check the due day's year",
                )
        elif question.stage is not None and not case.plan.period.start <= question.due <= _year_after(
            case.plan.period.end
        ):
            yield problem(
                f"阶段截止日 {question.due} 不在计划期内",
                f"a stage is due on {question.due}, outside the plan's period",
                "请核对年份",
                "check the year",
            )


def _each_period(case: Case) -> Iterator[Problem]:
    each = case.obligation.each
    if not isinstance(each, Periods):
        return
    if isinstance(case.obligation.target, Stages):
        yield problem(
            "既逐期判定又分阶段，每一期都会在同样的日子判定",
            "it is asked for each period and in stages, so each period is asked on the same days",
            "请只用其一",
            "use one of the two",
        )
    if each.due is not None and each.due.day > 31:
        yield problem(
            f"每期的截止日写作{each.due.day}日",
            f"each period is due on day {each.due.day} of a month",
            "请写1至31",
            "write a day from 1 to 31",
        )


def _in_force(case: Case) -> Iterator[Problem]:
    force = case.obligation.in_force
    if force is None:
        return
    dues = [question.due for question in case.questions]
    last = _year_after(case.last_day)
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


def _named_days(case: Case) -> Iterator[Problem]:
    last = _year_after(case.plan.period.end)
    for leaf in leaves_of(case.obligation):
        value = getattr(leaf, "value", None)
        named = (
            [leaf.by] if isinstance(leaf, OpenedBy) else [each for each in literals_of(leaf) if isinstance(each, date)]
        )
        named += [day for day in (getattr(value, "on", None),) if day is not None]
        for day in named:
            if day > last or day.year < FIRST_YEAR:
                yield _far(str(day))
        if isinstance(value, Column) and value.name == "year":
            for year in literals_of(leaf):
                if isinstance(year, int) and not FIRST_YEAR <= year <= last.year:
                    yield _far(str(year))
        if isinstance(value, Column) and value.name == "period":
            yield from _labels(leaf, last)


def _labels(leaf: object, last: date) -> Iterator[Problem]:
    for label in literals_of(leaf):  # type: ignore[arg-type]  # a leaf is a predicate
        try:
            found = period_window(str(label))
        except ValueError:
            yield problem(
                f"所属期间“{label}”无法辨认",
                f"the period `{label}` cannot be read",
                "请写如 2025、2025-H1、2025-Q1、2025-01",
                "write it as 2025, 2025-H1, 2025-Q1 or 2025-01",
            )
        else:
            if found.start > last or found.start.year < FIRST_YEAR:
                yield _far(str(label))


def _far(said: str) -> Problem:
    return problem(
        f"条件中的日期“{said}”与计划期相去过远",
        f"a condition names {said}, far from the plan's period",
        "请核对年份",
        "check the year",
    )


def _plan_dates(plan: Plan, _county: Jurisdiction) -> Iterator[Problem]:
    start, end = plan.period.start, plan.period.end
    if plan.issued_on is not None and not _year_before(start) <= plan.issued_on <= _year_after(end):
        yield problem(
            f"印发日期 {plan.issued_on} 与计划期 {start} 至 {end} 相去过远",
            f"the plan was issued on {plan.issued_on}, far from its period, {start} to {end}",
            "请核对印发日期和计划期",
            "check the day of issue and the period",
        )
    for day, meant in _slips(plan.period):
        yield problem(
            f"计划期的边界 {day} 与 {meant} 只差几天",
            f"the plan's period has its edge on {day}, which misses {meant} by a few days",
            f"请改为 {meant}",
            f"write {meant}",
        )


def _year_before(day: date) -> date:
    return shift_months(day, -YEAR) if day.year > 1 else date.min


LEVEL = "well-formed"
CHECKS = (
    of_plans(
        "plan-dates", LEVEL, "计划期和印发日期合理", "the plan's period and day of issue go together", _plan_dates
    ),
    of_obligations("windows-countable", LEVEL, "期间可以计算", "windows can be counted", uncountable, readable=False),
    of_obligations("windows-in-period", LEVEL, "期间在计划期内", "windows lie in the plan's period", _windows),
    of_obligations(
        "windows-end-with-months", LEVEL, "期间以月初月末为界", "windows begin and end with months", _calendar_ends
    ),
    of_obligations(
        "cycles-cover-period", LEVEL, "周期覆盖计划期", "the turn of a cycle covers the plan's period", _cycles
    ),
    of_obligations(
        "due-days-near", LEVEL, "截止日在期间内或其后一年内", "due days lie in the window or soon after", _due_days
    ),
    of_obligations(
        "periods-asked-apart", LEVEL, "逐期与分阶段不并用", "periods and stages are not mixed", _each_period
    ),
    of_obligations(
        "in-force-when-due", LEVEL, "截止日在生效期内", "an obligation is in force when it is due", _in_force
    ),
    of_obligations(
        "growth-on-earlier", LEVEL, "增幅以往期同样长的期间为基期", "growth is against an earlier window", _base_window
    ),
    of_obligations(
        "days-near-plan", LEVEL, "条件中的日期与计划期相近", "days in conditions lie near the plan", _named_days
    ),
)
