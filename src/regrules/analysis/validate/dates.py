"""Checks of days: due days, stages, days that a condition names, the day of issue."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date

from ...model.plans import Jurisdiction, Plan
from ...model.predicates import Column, OpenedBy, Predicate
from ...model.targets import Stages
from ...model.windows import Periods, Rolling, Window, period_window
from .case import Case, Problem, problem
from .checks import of_obligations, of_plans
from .readable import literals_of
from .walk import leaves_of
from .windows import slips, year_after, year_before

FIRST_YEAR = 1949


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
            elif question.due > year_after(max(end, case.plan.period.end)):
                yield problem(
                    f"截止日 {question.due} 比期间的最后一天 {end} 晚一年以上",
                    f"it is due on {question.due}, more than a year after its window ends on {end}",
                    "请核对截止日的年份",
                    "check the due day's year",
                )
        elif question.stage is not None and not case.plan.period.start <= question.due <= year_after(
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


def _named_days(case: Case) -> Iterator[Problem]:
    last = year_after(case.plan.period.end)
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


def _labels(leaf: Predicate, last: date) -> Iterator[Problem]:
    for label in literals_of(leaf):
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
    if plan.issued_on is not None and not year_before(start) <= plan.issued_on <= year_after(end):
        yield problem(
            f"印发日期 {plan.issued_on} 与计划期 {start} 至 {end} 相去过远",
            f"the plan was issued on {plan.issued_on}, far from its period, {start} to {end}",
            "请核对印发日期和计划期",
            "check the day of issue and the period",
        )
    for day, meant in slips(plan.period):
        yield problem(
            f"计划期的边界 {day} 与 {meant} 只差几天",
            f"the plan's period has its edge on {day}, which misses {meant} by a few days",
            f"请改为 {meant}",
            f"write {meant}",
        )


def _near_month_ends(case: Case) -> Iterator[Problem]:
    window = case.obligation.window
    if isinstance(window, Rolling) and not isinstance(case.obligation.target, Stages):
        return
    said = case.obligation.interpretation.zh if case.obligation.interpretation else ""
    for day in sorted({question.due for question in case.questions}):
        last = calendar.monthrange(day.year, day.month)[1]
        if isinstance(window, Window) and day == window.end:
            continue  # the check of windows says so
        if day.day == last - 1 and f"{day.month}月{day.day}日" not in said:
            yield problem(
                f"截止日 {day} 比月末早一天",
                f"it is due on {day}, a day before the month ends",
                "请与原文核对",
                "compare it with the document",
                note=True,
            )


LEVEL = "well-formed"
CHECKS = (
    of_plans(
        "plan-dates", LEVEL, "计划期和印发日期合理", "the plan's period and day of issue go together", _plan_dates
    ),
    of_obligations(
        "due-days-near", LEVEL, "截止日在期间内或其后一年内", "due days lie in the window or soon after", _due_days
    ),
    of_obligations(
        "due-days-end-months", LEVEL, "截止日不与月末差一天", "due days do not miss the month's end", _near_month_ends
    ),
    of_obligations(
        "periods-asked-apart", LEVEL, "逐期与分阶段不并用", "periods and stages are not mixed", _each_period
    ),
    of_obligations(
        "days-near-plan", LEVEL, "条件中的日期与计划期相近", "days in conditions lie near the plan", _named_days
    ),
)
