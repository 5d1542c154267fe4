"""What the checks of meaning say: faults, each with the Python that shows it, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ....analysis.check import Finding
from ....model.plans import Obligation, Plan
from ....model.text import Text

SHOWN = 5
ADVICE = Text(
    zh="先运行所附代码重现；条款、指标、时限只用 regrules.model 的函数来写，不要另建子类或在读取时改动；"
    "确系如此而仍有差异的，是引擎的问题，请连同代码一并反馈。",
    en="Run the snippet to see it again. Write clauses, targets and windows with the functions of regrules.model alone, "
    "without records of your own that answer otherwise; if you did, this is a fault of the engine: report it with the snippet.",
)  # fmt: skip
NOT_CONCERNED = Text(zh="此项检查对其算法不适用", en="those of whose measure it says nothing")
NO_GAPS = Text(zh="没有可缺的列", en="those that ask for no value that may be missing")
QUIET = (NOT_CONCERNED, NO_GAPS)  # nothing is lost by these, so their number is enough
Left = dict[Text, list[str]]


def fault(check: str, plan: Plan, obligations: Sequence[Obligation], zh: str, en: str, snippet: str = "") -> Finding:
    """A finding that fails the check; of several obligations together the first stands for all."""
    one = obligations[0]
    return Finding(
        check=check, plan=plan.id, clause=one.clause, obligation=one.id, problem=Text(zh=zh, en=en), advice=ADVICE,
        snippet=snippet,
    )  # fmt: skip


def stops(check: str, plan: Plan, obligation: Obligation, failure: Exception) -> Finding:
    """A finding that judging, or building a register for it, ends with an error."""
    return fault(check, plan, (obligation,), f"判定中止：{failure}", f"judging stops: {failure}")


def left_out(check: str, plan: Plan, asked: int, left: Mapping[Text, Sequence[str]]) -> tuple[Finding, ...]:
    """A note of how many obligations a check was asked of, and of those that it could not be asked of; none if all were."""
    if not any(left.values()):
        return ()
    zh = "；".join(f"{reason.zh}（{_some(reason, names, '、', '等{}项')}）" for reason, names in left.items() if names)
    en = "; ".join(
        f"{reason.en} ({_some(reason, names, ', ', ' and {} more')})" for reason, names in left.items() if names
    )
    total = len(plan.obligations)
    problem = Text(
        zh=f"共{total}项，问了{asked}项；未问：{zh}", en=f"asked of {asked} of {total} obligations; not of: {en}"
    )
    advice = Text(
        zh="无需改动；未问的项目请在自己的测试中举例",
        en="nothing to mend; test those left out with examples of your own",
    )
    return (Finding(check=check, plan=plan.id, severity="note", problem=problem, advice=advice),)


def _some(reason: Text, names: Sequence[str], joined: str, rest: str) -> str:
    if reason in QUIET:
        return str(len(names))
    shown = joined.join(names[:SHOWN])
    return shown if len(names) <= SHOWN else shown + rest.format(len(names) if "等" in rest else len(names) - SHOWN)
