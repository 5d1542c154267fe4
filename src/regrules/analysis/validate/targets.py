"""Checks of targets: bounds that the number can have, that bind something, and that do not fall from stage to stage."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from ...model.measures import (
    Attested,
    Count,
    Coverage,
    Growth,
    Mean,
    Measure,
    Response,
    Share,
    Tasks,
    Timeliness,
)
from ...model.targets import Bands, Stage, Stages, Target
from .case import Case, Problem, problem, targets_of
from .checks import of_obligations

SHARES = (Coverage, Share, Timeliness, Response, Tasks, Attested)
BOUNDS = ("least", "above", "most", "below")
MOST_GROWTH = 10


def is_share(measure: Measure) -> bool:
    """Whether the number is a share of members."""
    return isinstance(measure, SHARES)


def written_bounds(target: Target) -> Iterator[tuple[str, Fraction]]:
    """The bounds of a target as they are written, with their value."""
    for name in BOUNDS:
        written = getattr(target, name)
        if written is not None:
            value = target.lower if name in ("least", "above") else target.upper
            assert value is not None
            yield written, value


def _possible(case: Case) -> Iterator[Problem]:
    for target in targets_of(case.obligation):
        for written, value in written_bounds(target):
            yield from _impossible(case, target, written, value)


def _impossible(case: Case, target: Target, written: str, value: Fraction) -> Iterator[Problem]:
    measure = case.obligation.measure
    if is_share(measure) and target.of is not None:
        yield problem(
            f"比例的目标不能写成“{target.of.name}”的份额",
            f"a share is no part of the figure {target.of.name}",
            "请改用数量，或去掉该数据",
            "count records instead, or leave the figure out",
        )
    elif is_share(measure) and not 0 <= value <= 1:
        yield problem(
            f"比例的目标 {written} 不在0与100%之间",
            f"the target {written} of a share lies outside 0 and 100 %",
            f"请写成百分数，如 {written.removesuffix('%')}%",
            f"write a percentage, such as {written.removesuffix('%')}%",
        )
    elif isinstance(measure, Count) and (value < 0 or (target.of is None and _no_number(measure, written, value))):
        yield problem(
            f"数量的目标 {written} 不是整数",
            f"the target {written} of a count is no whole number",
            "请写整数；若为某数据的份额，请用 of=figure(…)",
            "write a whole number; a share of a figure is written with of=figure(...)",
        )
    elif isinstance(measure, Growth) and abs(value) >= MOST_GROWTH and not written.endswith("%"):
        yield problem(
            f"增幅的目标 {written} 相当于 {value * 100}%",
            f"the target {written} of growth means {value * 100} %",
            f"请写成百分数，如 {written}%",
            f"write a percentage, such as {written}%",
        )
    elif isinstance(measure, Mean):
        yield from _off_scale(case, measure, written, value)


def _no_number(measure: Count, written: str, value: Fraction) -> bool:
    return written.endswith("%") or "/" in written or (not measure.per_million and value.denominator != 1)


def _off_scale(case: Case, measure: Mean, written: str, value: Fraction) -> Iterator[Problem]:
    column = case.schema.table(measure.of.table).column(measure.value.name)
    low, high = column.least, column.most
    if written.endswith("%") or (low is not None and value < low) or (high is not None and value > high):
        yield problem(
            f"平均值的目标 {written} 不在“{column.heading.zh}”的取值之内",
            f"the target {written} is no value that the {column.heading.en} can have",
            "请按该栏目的单位写",
            "write it in the unit of the column",
        )


def _binding(case: Case) -> Iterator[Problem]:
    obligation = case.obligation
    for target in targets_of(obligation):
        if not is_share(obligation.measure) and not isinstance(obligation.measure, Count):
            continue
        if any(True for bound in written_bounds(target) for _ in _impossible(case, target, *bound)):
            continue
        if not _binds(target, share=is_share(obligation.measure)):
            told = "、".join(written for written, _ in written_bounds(target))
            yield problem(
                f"目标 {told} 不构成任何要求",
                f"the target {told} demands nothing",
                "请核对数字和方向（不低于、不超过）",
                "check the figure, and whether it is a floor or a cap",
            )
        elif not _can_hold(target, share=is_share(obligation.measure)):
            told = "、".join(written for written, _ in written_bounds(target))
            yield problem(
                f"目标 {told} 永远不能达到",
                f"the target {told} can never be met",
                "请核对数字，是否应为不低于或不超过",
                "check the figure; is at least or at most meant?",
            )
    measure = obligation.measure
    if isinstance(measure, Coverage | Response) and measure.times.least == 0 and measure.times.most is None:
        yield problem(
            "次数写作0次以上，任何对象都算达到",
            "any number of times counts, so everybody is covered",
            "请写明最少或最多的次数",
            "say how often at least, or at most",
        )


def _binds(target: Target, *, share: bool) -> bool:
    """Whether some number breaks the target."""
    floor = target.lower is not None and (target.lower > 0 or target.above is not None)
    cap = target.upper is not None and (not share or target.upper < 1 or target.below is not None)
    return floor or cap


def _can_hold(target: Target, *, share: bool) -> bool:
    """Whether some number keeps the target."""
    high = not (share and target.above is not None and target.lower is not None and target.lower >= 1)
    low = not (target.below is not None and target.upper is not None and target.upper <= 0)
    strict = target.above is not None or target.below is not None
    empty = strict and target.lower is not None and target.lower == target.upper
    return high and low and not empty


def _rising(case: Case) -> Iterator[Problem]:
    target = case.obligation.target
    for before, after in pairwise(target.stages) if isinstance(target, Stages) else ():
        for first, second in _pairs(before, after):
            if _falls(first, second):
                yield problem(
                    f"{after.due} 的目标 {_floor(second)} 低于 {before.due} 的 {_floor(first)}",
                    f"the target of {after.due}, {_floor(second)}, is weaker than that of {before.due}, {_floor(first)}",
                    "请核对各阶段的数字和日期",
                    "check the figures and days of the stages",
                )


def _pairs(before: Stage, after: Stage) -> Iterator[tuple[Target, Target]]:
    if isinstance(before.target, Target) and isinstance(after.target, Target):
        yield before.target, after.target
    elif isinstance(before.target, Bands) and isinstance(after.target, Bands):
        sizes = {band.up_to for each in (before.target, after.target) for band in each.bands if band.up_to is not None}
        for size in sorted({*sizes, *(size + 1 for size in sizes)}):
            yield before.target.at(size), after.target.at(size)


def _falls(first: Target, second: Target) -> bool:
    if first.lower is None or first.of != second.of:
        return False
    if second.lower is None:
        return True
    return (second.lower, second.above is not None) < (first.lower, first.above is not None)


def _floor(target: Target) -> str:
    return target.least or target.above or "-"


def _rounding(case: Case) -> Iterator[Problem]:
    for target in targets_of(case.obligation):
        rounded = target.rounding != "up"
        if (rounded or target.minimum is not None) and (
            not is_share(case.obligation.measure) or isinstance(case.obligation.measure, Attested)
        ):
            yield problem(
                "取整或最低个数只用于按个计数的比例",
                "rounding and a smallest number of units belong to shares of units",
                "请删去取整和最低个数",
                "leave out the rounding and the minimum",
            )
        elif (rounded or target.minimum is not None) and target.least is None:
            yield problem(
                "取整或最低个数只用于“不低于”的目标",
                "rounding and a smallest number of units belong to targets that say at least",
                "请删去，或写不低于的目标",
                "leave them out, or write the target as at least",
            )
        elif rounded and all(value in (0, 1) for _, value in written_bounds(target)):
            yield problem(
                "全部或零无须取整",
                "all, or none, is never rounded",
                "请删去取整",
                "leave the rounding out",
            )
        elif target.minimum == 0:
            yield problem("最低个数写作0，不构成要求", "a minimum of 0 units demands nothing", "请删去", "leave it out")


def _banded(case: Case) -> Iterator[Problem]:
    target = case.obligation.target
    found = [stage.target for stage in target.stages] if isinstance(target, Stages) else [target]
    if any(isinstance(each, Bands) for each in found) and (
        not is_share(case.obligation.measure) or isinstance(case.obligation.measure, Attested)
    ):
        yield problem(
            "按规模分档的目标只用于按个计数的比例",
            "targets by size belong to shares of units",
            "请改写为单一目标",
            "write one target",
        )
    for bands in (each for each in found if isinstance(each, Bands)):
        if any(first.target == second.target for first, second in pairwise(bands.bands)):
            yield problem(
                "相邻两档的目标相同", "two bands in a row have the same target", "请合并两档", "make one band of them"
            )


LEVEL = "well-formed"
CHECKS = (
    of_obligations(
        "targets-possible", LEVEL, "目标是指标可取的数值", "targets are values that the number can have", _possible
    ),
    of_obligations(
        "targets-bind", LEVEL, "目标构成要求且可以达到", "targets demand something and can be met", _binding
    ),
    of_obligations("stages-rise", LEVEL, "各阶段目标逐步不降", "stages do not fall in strength", _rising),
    of_obligations("rounding-of-units", LEVEL, "取整只用于按个计数的比例", "only counted units are rounded", _rounding),
    of_obligations("bands-of-units", LEVEL, "分档只用于按个计数的比例", "only counted units have bands", _banded),
)
