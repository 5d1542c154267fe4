"""Checks of attached tables: readable periods inside the window, a full grid, totals for every agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ...model.measures import TaskCell, Tasks
from ...model.windows import Periods, Window, period_window
from .case import Case, Problem, problem
from .checks import of_obligations

SHOWN = 3


def _periods(case: Case) -> Iterator[Problem]:
    measure = case.obligation.measure
    if not isinstance(measure, Tasks):
        return
    window = case.window
    spans: dict[str, Window] = {}
    for label in dict.fromkeys(cell.period for cell in measure.cells):
        try:
            spans[label] = period_window(label)
        except ValueError:
            yield problem(
                f"任务表的期间“{label}”无法辨认",
                f"the period `{label}` of the attached table cannot be read",
                "请写如 2025-Q1、2025-01、2025",
                "write it as 2025-Q1, 2025-01 or 2025",
            )
    for label, span in spans.items():
        if isinstance(window, Window) and not window.start <= span.start <= span.end <= window.end:
            yield problem(
                f"任务表的期间 {label} 不在 {window.start} 至 {window.end} 之内",
                f"the period {label} of the attached table lies outside {window.start} to {window.end}",
                "请核对年份和期间",
                "check the year and the window",
            )
    last = max((question.due for question in case.questions), default=None)
    for label, span in spans.items():
        if last is not None and isinstance(window, Window) and last < span.end <= window.end:
            yield problem(
                f"任务表的期间 {label} 到 {span.end} 才结束，晚于最后的截止日 {last}，各格始终不予判定",
                f"the period {label} of the attached table ends on {span.end}, after the last due day {last}: its cells "
                "are never asked",
                f"请用截止日所在的期间，如 {last:%Y-%m}（累计自期间首日起算），或推迟截止日",
                f"name a period that ends by the due day, such as {last:%Y-%m} (counts are added up from the window's "
                "first day), or ask for it later",
            )
    ordered = sorted(spans.items(), key=lambda each: (each[1].start, each[1].end))
    for (first, one), (second, other) in pairwise(ordered):
        if other.start <= one.end:
            yield problem(
                f"任务表的期间 {first} 与 {second} 重叠",
                f"the periods {first} and {second} of the attached table overlap",
                "请使用不重叠的期间",
                "use periods that do not overlap",
            )
    if not isinstance(window, Window) or isinstance(case.obligation.each, Periods):
        yield problem(
            "任务表需要固定的期间，且不再逐期判定",
            "an attached table needs a window of fixed days, and is not asked for each period again",
            "请写固定的期间",
            "write a window of fixed days",
        )


def _grid(case: Case) -> Iterator[Problem]:
    measure = case.obligation.measure
    if not isinstance(measure, Tasks):
        return
    if not measure.cells:
        yield problem("任务表没有任何一格", "the attached table has no cell", "请填写任务表", "write its cells")
        return
    present = {(cell.agency, cell.period, cell.kind) for cell in measure.cells}
    agencies, periods, kinds = (dict.fromkeys(getattr(cell, name) for cell in measure.cells) for name in
                                ("agency", "period", "kind"))  # fmt: skip
    wanted = [(agency, period, kind) for agency in agencies for period in periods for kind in kinds]
    missing = ["/".join(place) for place in wanted if place not in present]
    if missing:
        some = ", ".join(missing[:SHOWN]) + (" …" if len(missing) > SHOWN else "")
        yield problem(
            f"任务表缺{len(missing)}格：{some}",
            f"the attached table lacks {len(missing)} cells: {some}",
            "请补上，没有任务的写0",
            "add them, with 0 where nothing is planned",
        )
    yield from _kinds(measure)
    yield from _empty_lines(measure.cells)
    yield from _totals(measure)


def _kinds(measure: Tasks) -> Iterator[Problem]:
    used = {cell.kind for cell in measure.cells}
    for kind in measure.kinds:
        if kind.name not in used:
            yield problem(
                f"任务表的“{kind.name}”没有任何一格",
                f"the kind `{kind.name}` has no cell in the attached table",
                "请补上各格，或删去该类",
                "add its cells, or leave the kind out",
            )
    for name, count in Counter(kind.name for kind in measure.kinds).items():
        if count > 1:
            yield problem(
                f"任务表的类别“{name}”出现{count}次",
                f"the kind `{name}` stands {count} times",
                "请只列一次",
                "list it once",
            )
    counted = [(kind.of, kind.name) for kind in measure.kinds]
    for number, (of, name) in enumerate(counted):
        for earlier, other in counted[:number]:
            if of == earlier and name != other:
                yield problem(
                    f"任务表的“{other}”与“{name}”计同样的记录",
                    f"the kinds `{other}` and `{name}` count the same records",
                    "请核对两类各自的记录",
                    "check which records each of them counts",
                )


def _empty_lines(cells: tuple[TaskCell, ...]) -> Iterator[Problem]:
    sums: Counter[str] = Counter()
    for cell in cells:
        sums[cell.agency] += cell.planned
    for agency, total in sums.items():
        if total == 0:
            yield problem(
                f"任务表中“{agency}”各格都是0",
                f"every cell of `{agency}` in the attached table is 0",
                "请核对该行",
                "check the row",
                note=True,
            )


def _totals(measure: Tasks) -> Iterator[Problem]:
    if not measure.totals:
        return
    named = Counter(total.agency for total in measure.totals)
    for agency in dict.fromkeys(cell.agency for cell in measure.cells):
        if named[agency] != 1:
            yield problem(
                f"任务表中“{agency}”的合计写了{named[agency]}次",
                f"the attached table gives {named[agency]} totals for `{agency}`",
                "请为每个机构写一个合计，或都不写",
                "give one total for each agency, or none at all",
            )
    for agency in named.keys() - {cell.agency for cell in measure.cells}:
        yield problem(
            f"任务表中“{agency}”只有合计，没有各格",
            f"the attached table has a total for `{agency}` and no cell",
            "请补上各格，或删去合计",
            "add its cells, or leave the total out",
        )


LEVEL = "well-formed"
CHECKS = (
    of_obligations(
        "table-periods",
        LEVEL,
        "任务表的期间可辨认且在期间之内",
        "periods of attached tables lie in the window",
        _periods,
    ),
    of_obligations("table-full", LEVEL, "任务表每格齐全", "attached tables have every cell", _grid),
)
