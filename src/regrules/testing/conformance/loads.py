"""The checks of the first level: does the county load, and is what it says there and then all there is to it?"""

from __future__ import annotations

from collections.abc import Callable

from ...analysis.check import Check
from . import announcing, answering, loading
from .county import Attempt
from .demonstrating import demo_works
from .telling import Found, text


def _check(name: str, find: Callable[[Attempt], Found], zh: str, en: str) -> Check:
    return Check(id=name, level="loads", title=text(zh, en), find=find, needs="distribution")


INSTALLED = (
    _check("entry-point-found", announcing.entry_point_found,
           "有且只有一个入口", "one entry point announces it"),
    _check("requires-regrules", announcing.requires_regrules,
           "写明所需 regrules 版本的上下限", "it names the versions of regrules that it needs, with both ends"),
    _check("imports", loading.imports,
           "能够导入", "it can be imported"),
    _check("imports-lightly", loading.imports_lightly,
           "导入时不加载数据框库", "importing it loads no dataframe library"),
    _check("hook-spelled", loading.hook_spelled,
           "钩子的名称和写法正确", "its hook is spelled as it should be"),
    _check("hook-returns", loading.hook_returns,
           "钩子返回一条辖区记录", "its hook returns one jurisdiction"),
    _check("harmless", loading.harmless,
           "加载时不改动其他东西", "loading it changes nothing else"),
    _check("code-and-id-unique", announcing.code_and_id_unique,
           "代码和标识不与其他辖区重复", "no other installed county has its code or id"),
    _check("same-answer-twice", answering.same_answer_twice,
           "两次加载结果相同", "asked twice, it answers the same"),
    _check("same-answer-anywhere", answering.same_answer_anywhere,
           "在任何时区、语言、目录、日期结果都相同", "it answers the same in any time zone, language, folder, and on any day"),
)  # fmt: skip
ROUND_TRIP = _check(
    "round-trip", answering.round_trip, "写成 JSON 再读回不变", "written as JSON and read again, it is the same"
)
DEMO = _check(
    "demo-works", demo_works, "演示台账可用且可重现", "its demo register, if it has one, can be used and repeated"
)
PLAN_READS = Check(
    id="plan-reads",
    level="loads",
    title=text("计划文件可以读取", "the plan's file can be read"),
    find=answering.plan_reads,
)
LOADS = (*INSTALLED, ROUND_TRIP, DEMO)
PLAN_LOADS = (PLAN_READS,)

FOLLOWS = {
    "imports": "entry-point-found",
    "imports-lightly": "imports",
    "hook-spelled": "imports",
    "hook-returns": "hook-spelled",
    "harmless": "imports-lightly",
    "code-and-id-unique": "hook-returns",
    "same-answer-twice": "hook-returns",
    "same-answer-anywhere": "hook-returns",
    "round-trip": "hook-returns",
    "demo-works": "round-trip",
}
"""The check without which another cannot be asked."""
