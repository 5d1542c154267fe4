"""Why an obligation is left to the columnar engine, in the words of whoever asks."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.text import Text


def _text(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


REASONS: Mapping[str, Text] = {
    "each": _text("按某列的每个取值分别判定", "a verdict for each value of a column"),
    "units": _text("计算的不是单个监管对象", "its units are no single subjects"),
    "limit": _text("对记录的次数设有上限", "it sets a limit to the number of events"),
    "once": _text("几条记录可能只记一次", "several records may count once"),
    "distinct": _text("计算的是不同取值的个数", "it counts different values"),
    "key": _text(
        "记录不按监管对象对应，或者须在其之前", "its records match by another key than their subject, or come before"
    ),
    "base": _text("与比率或不同取值的个数相比", "it is compared with a rate or with different values"),
    "other table": _text("与另一张表的记录相比", "it is compared with records of another table"),
    "growth": _text("增幅所比的不是两个记录数", "it is a growth, but not of one number of records against another"),
    "mean": _text("计算的是平均数", "it is an average"),
    "tasks": _text("按任务表逐格计算", "it is a task table, counted cell by cell"),
    "attested": _text("由人确认，无需计算", "a person confirms it, and nothing is counted"),
    "states": _text("其记录是状态，不属于某一天", "its records are states, and of no day"),
    "time of record": _text("按时刻判断记录是否在期间内", "its records fall in the window by a time of day"),
    "time of clock": _text("时限从某一时刻起算", "its clock starts at a time of day"),
    "time": _text("涉及一天中的时刻", "it asks for a time of day"),
    "opened": _text("涉及记录的监管对象何时开办", "it asks when the subject of a record opened"),
    "related": _text("涉及相关的其他记录", "it asks for related records"),
    "another day": _text("涉及监管对象在另一天的情况", "it asks what a subject was on another day"),
    "grade": _text("涉及记录的监管对象的分级", "it asks for the grade of a record's subject"),
    "another record": _text("涉及另一条记录的监管对象", "it asks for the subject of another record"),
    "order": _text("其表未按监管对象排序", "its table is not in order of subjects"),
    "classes": _text("各行的类别太多", "there are too many classes of its rows"),
    "day": _text("“{}”列不是日期", "its {} is no column of days"),
    "values": _text("“{}”列的取值太多", "the values of {} are too many"),
}


class UnfitError(Exception):
    """
    An obligation cannot be asked of classes of rows.

    Args:
        why: One of :data:`REASONS`.
        column: The column that is in the way, where the reason speaks of one.
    """

    def __init__(self, why: str, column: str = "") -> None:
        told = REASONS[why]
        self.reason = Text(zh=told.zh.format(column), en=told.en.format(column))
        super().__init__(self.reason.en)
